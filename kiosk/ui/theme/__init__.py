"""Themes: their files, what makes one readable, and how one looks."""
