"""What leaves the program on paper: how it is laid out, and how a printer gets it."""
