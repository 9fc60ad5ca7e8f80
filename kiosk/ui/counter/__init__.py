"""The screen of a counter: the visit at hand, its steps and papers, the line, and one key for each act."""
