"""Slugs made of a text."""

import re
from hashlib import sha256

from diplomacy_events.folding import fold

__all__ = ["digest", "slugged"]

LONGEST = 80
DIGITS = 8
OTHERS = re.compile("[^a-z0-9]+")


def slugged(text: str) -> str:
    """Return a text as a slug; its digest if it has no letters that a slug holds.

    >>> slugged("Côte d’Ivoire"), slugged("20170101.export.CSV")
    ('cote-d-ivoire', '20170101-export-csv')
    """
    made = OTHERS.sub("-", fold(text)).strip("-")
    if not made or len(made) > LONGEST:
        return f"{made[:LONGEST].strip('-')}-{digest(text)}".strip("-")
    return made


def digest(text: str) -> str:
    """Return the digest that tells a text from others with its slug."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGITS]
