"""Pages for a phone: where a ticket or a case stands."""
