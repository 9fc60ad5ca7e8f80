"""Finding by words, as people type them."""
