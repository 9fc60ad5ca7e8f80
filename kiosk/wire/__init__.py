"""Records that the endpoint and its terminals exchange as JSON."""
