"""The screens, in Textual, painted from the state of the feed and the time."""
