"""Texts for people: two languages, dates and durations, foreign text made safe for a terminal."""
