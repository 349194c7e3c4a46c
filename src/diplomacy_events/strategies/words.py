"""Ids, texts and days.

Making a strategy costs as much as several draws, so each is made once.
"""

import string
from functools import cache, lru_cache
from typing import TypeVar

from hypothesis import strategies as st

from diplomacy_events.folding import visible

__all__ = [
    "DAYS",
    "DIGESTS",
    "LINES",
    "SLUGS",
    "SPOKEN_TEXTS",
    "Draw",
    "Ids",
    "Pool",
    "lines",
    "maybe",
    "pools",
    "slugs",
    "spoken_texts",
]

T = TypeVar("T")
Draw = st.DrawFn
Ids = st.SearchStrategy[str]
Pool = tuple[str, ...]

# Each of these becomes a hyphen, so that many ids have parts.
HYPHENS = str.maketrans(dict.fromkeys("ABCDEFGH", "-"))
LOWER = string.digits + string.ascii_lowercase


@cache
def slugs() -> Ids:
    """Ids and topics."""
    signs = st.sampled_from(LOWER + "ABCDEFGH")
    return st.text(signs, min_size=1, max_size=20).map(_slug)


def _slug(signs: str) -> str:
    """Return a slug: no hyphen begins it, ends it or follows another."""
    parts = signs.translate(HYPHENS).split("-")
    return "-".join(filter(None, parts)) or "0"


@cache
def lines() -> Ids:
    """Texts of one line, such as names and gists."""
    # Cc and Zl contain the line breaks; Cs is not text.
    characters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    texts = st.text(characters, min_size=1, max_size=20)
    return texts.map(lambda text: _make_visible(text.strip()))


@cache
def spoken_texts() -> st.SearchStrategy[str]:
    """Texts that are not blank."""
    characters = st.characters(
        exclude_categories=["Cc", "Cs"], include_characters="\n\t"
    )
    return st.text(characters, min_size=1, max_size=30).map(_make_visible)


def _make_visible(text: str) -> str:
    """Return a text with a visible character."""
    return text if visible(text).strip() else f"{text}0"


@lru_cache
def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """`None`, or what the strategy makes."""
    return st.none() | strategy


SLUGS = slugs()
DAYS = st.dates()
LINES = lines()
SPOKEN_TEXTS = spoken_texts()
# Random SHA-256 digests.
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@lru_cache
def pools(ids: Ids, least: int = 1, most: int = 8) -> st.SearchStrategy[Pool]:
    """Ids to choose from."""
    return st.lists(ids, min_size=least, max_size=most, unique=True).map(tuple)
