"""The screen on the wall: who is called where, the standard, the queue and the promise."""
