"""What an office stores: one small interface, SQLite behind it, and the data folder that holds the file."""
