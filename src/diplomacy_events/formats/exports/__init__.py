"""Calendars, graphs and citations, for writing only, with a list of omissions."""
