"""The terminal that a screen runs on: what it is capable of, its driver and its streams of bytes."""
