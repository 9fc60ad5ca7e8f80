"""The screens: Textual, painted from what the feed has seen and the time."""
