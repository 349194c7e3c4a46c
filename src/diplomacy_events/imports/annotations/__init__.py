"""Tools in which people mark stretches of a text: datasets go there, and come back."""
