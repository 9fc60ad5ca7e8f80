"""Every rule of a day: what may happen to a visit, who is next, what falls due, and the board made of it. Pure."""
