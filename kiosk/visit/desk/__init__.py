"""What commands make happen, or why not: the rules, by what is asked for."""
