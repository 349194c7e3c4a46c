"""Ids of what tables name: slugs that tell apart whatever the table tells apart."""

import re
from hashlib import sha256

from diplomacy_events.folding import fold

__all__ = ["Identifiers", "slugged"]

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
        return f"{made[:LONGEST].strip('-')}-{_digest(text)}".strip("-")
    return made


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGITS]


class Identifiers:
    """Ids that were given out, each for one text and for no other."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        """Return the id of a text: its slug, with a digest if another text has that."""
        if text not in self._of:
            made = slugged(text)
            if made in self._taken:
                made = f"{made}-{_digest(text)}"
            self._taken.add(made)
            self._of[text] = made
        return self._of[text]
