"""Where an office's events are kept: one small interface, and SQLite behind it."""
