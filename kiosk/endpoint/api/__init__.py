"""What may be asked over HTTP: routes, who may ask, and what is answered."""
