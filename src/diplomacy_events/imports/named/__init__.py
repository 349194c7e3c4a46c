"""Tables that name their actors in words: ICEWS, POLECAT, and PLOVER's gold records."""
