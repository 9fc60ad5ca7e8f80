"""TOML files read with every fault at once, each with its line and column."""
