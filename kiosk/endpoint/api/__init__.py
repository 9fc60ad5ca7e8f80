"""The HTTP API: its routes, who may ask what, and the documents that are answered."""
