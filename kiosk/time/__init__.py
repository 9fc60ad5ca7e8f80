"""Instants as they are recorded, and the time zones of offices."""
