"""The terminal that a screen runs on: what kind it is, what is painted on it, what its keys are."""
