"""The terminal's side of the endpoint: following its board, sending commands, keeping the last board on disk."""
