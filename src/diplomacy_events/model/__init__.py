"""What a record is: time, sources, actors and the four records."""
