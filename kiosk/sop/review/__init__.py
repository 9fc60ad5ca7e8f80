"""The review: what is lawful in a pack but unwise."""
