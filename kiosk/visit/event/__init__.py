"""What has happened: the bodies of events by what they happened to, the event itself, and the format it is kept in."""
