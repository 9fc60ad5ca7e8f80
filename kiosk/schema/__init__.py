"""Records from plain data (TOML, JSON) and back: strictly, with all faults at once, or leaving out what is wrong."""
