"""HTTP as the endpoint speaks it: who may come in, what a request may be, and how an answer looks."""
