"""Coding sheets: words instead of offsets, compiled and written."""
