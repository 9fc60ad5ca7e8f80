"""What one terminal is told: `kiosk.toml`, and the addresses and files that it names."""
