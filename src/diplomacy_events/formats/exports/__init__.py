"""Calendars, graphs and citations: only written, with a list of what they leave out."""
