"""Codes and secrets: ticket codes, PINs, tokens."""
