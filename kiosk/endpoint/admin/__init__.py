"""What whoever looks after the endpoint does from its command line: `kiosk terminal`, `kiosk person` and the like."""
