"""Annotation tools: datasets can be exported to them and imported from them."""
