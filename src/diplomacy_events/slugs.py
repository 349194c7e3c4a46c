"""Slugs made from texts."""

import re
from hashlib import sha256

from diplomacy_events.folding import fold

__all__ = ["digest", "to_slug"]

LONGEST_SLUG = 80
DIGEST_DIGITS = 8
OTHERS = re.compile("[^a-z0-9]+")


def to_slug(text: str) -> str:
    """Return a text as a slug, or its digest if it has no letters for a slug.

    >>> to_slug("Côte d’Ivoire"), to_slug("20170101.export.CSV")
    ('cote-d-ivoire', '20170101-export-csv')
    """
    slug = OTHERS.sub("-", fold(text)).strip("-")
    if not slug or len(slug) > LONGEST_SLUG:
        return f"{slug[:LONGEST_SLUG].strip('-')}-{digest(text)}".strip("-")
    return slug


def digest(text: str) -> str:
    """Return the digest that distinguishes texts with the same slug."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_DIGITS]
