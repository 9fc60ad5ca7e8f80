"""Records from plain data (TOML, JSON) and back: strictly, with all faults at once, or skipping what is wrong."""
