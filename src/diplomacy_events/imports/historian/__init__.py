"""The lists of the Office of the Historian, U.S. Department of State."""
