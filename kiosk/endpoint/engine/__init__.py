"""The office at work: the writer and what it executes, the state, the standards in force, and the published board."""
