"""The standards: what an SOP is, how its files are read with all faults at once, and the catalogue made of them."""
