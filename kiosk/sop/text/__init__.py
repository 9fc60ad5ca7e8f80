"""Standards as plain text for a terminal: in full, side by side, listed, and what they have been through."""
