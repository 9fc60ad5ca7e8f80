"""What the counter's terminal holds: its document, an open dialog, a search, the sign-on form, slips to print."""
