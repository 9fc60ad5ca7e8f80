"""The office: its counters, queues, hours and working days, and whether it is open at a given moment."""
