"""JSON: one document, or one object per line."""
