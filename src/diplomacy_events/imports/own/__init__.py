"""The user's own tables: a function says what a row means."""
