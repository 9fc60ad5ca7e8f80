"""What a terminal may ask the endpoint to do, by what it is done to, and the union of it all."""
