"""An office's day with made-up people: for the demo, for training, for benches. Pure, and alike for the same seed."""
