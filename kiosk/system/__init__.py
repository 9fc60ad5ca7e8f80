"""The machine: its clocks, its signals, its garbage collector."""
