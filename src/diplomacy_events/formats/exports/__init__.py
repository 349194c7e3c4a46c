"""Calendars, graphs and citations: written only, with a list of what is left out."""
