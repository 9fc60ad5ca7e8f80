"""What events make of what is known: of a visit, of a case, of the whole state."""
