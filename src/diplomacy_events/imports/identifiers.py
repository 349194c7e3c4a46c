"""Ids of what tables name: slugs that tell apart whatever the table tells apart."""

import re
from hashlib import sha256

from diplomacy_events.folding import fold

__all__ = ["Identifiers", "to_slug"]

LONGEST_SLUG = 80
DIGEST_DIGITS = 8
OTHERS = re.compile("[^a-z0-9]+")


def to_slug(text: str) -> str:
    """Return a text as a slug; its digest if it has no letters that a slug holds.

    >>> to_slug("Côte d’Ivoire"), to_slug("20170101.export.CSV")
    ('cote-d-ivoire', '20170101-export-csv')
    """
    made = OTHERS.sub("-", fold(text)).strip("-")
    if not made or len(made) > LONGEST_SLUG:
        return f"{made[:LONGEST_SLUG].strip('-')}-{_digest(text)}".strip("-")
    return made


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_DIGITS]


class Identifiers:
    """Ids that were given out, each for one text and for no other."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        """Return the id of a text: its slug, with a digest if another text has that."""
        if text not in self._of:
            made = to_slug(text)
            if made in self._taken:
                made = f"{made}-{_digest(text)}"
            self._taken.add(made)
            self._of[text] = made
        return self._of[text]
