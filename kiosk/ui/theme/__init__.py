"""Themes: their files, their contrast, and a sample of one."""
