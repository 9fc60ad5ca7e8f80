"""The counter's screen as rows of text, drawn from the model."""
