"""What an office does: one writer that executes commands, the standards in force, and the board as it is sent."""
