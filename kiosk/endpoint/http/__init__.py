"""The HTTP server: connections, limits, what is checked of every request, and how responses are made."""
