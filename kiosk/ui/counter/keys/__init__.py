"""The counter's keys: one record each."""
