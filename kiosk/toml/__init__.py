"""TOML files: all faults of syntax at once, else all faults of content, each with its line and column."""
