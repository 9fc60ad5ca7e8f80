"""Acts of administration, for `kiosk terminal`, `kiosk person` and the other commands of IT."""
