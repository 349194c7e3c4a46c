"""Tables of the user's own: a function says what a row means."""
