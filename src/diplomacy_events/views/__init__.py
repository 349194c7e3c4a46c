"""Pictures of records, for people."""
