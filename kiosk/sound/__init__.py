"""Chime and voice: what is said, in which order, from recorded clips or a speech program, through a player."""
