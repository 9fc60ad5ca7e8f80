"""What endpoint and terminals agree on, one module each thing: records and their JSON."""
