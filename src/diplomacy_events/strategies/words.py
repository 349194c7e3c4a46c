"""Ids, texts, and several or none of anything.

A dataset is made of hundreds of draws, and a strategy costs as much to make as several
draws do. So strategies are made once, and what differs from one dataset to the next, as
the ids to choose from do, is given to them as a `Pool`.
"""

import string
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from diplomacy_events.folding import visible

__all__ = [
    "DAYS",
    "DIGESTS",
    "LINES",
    "SLUGS",
    "SPOKEN_TEXTS",
    "TOPICS",
    "Draw",
    "Ids",
    "Pool",
    "choose",
    "choose_some",
    "lines",
    "maybe",
    "pools",
    "several",
    "slugs",
    "some",
    "spoken_texts",
]

T = TypeVar("T")
Draw = st.DrawFn
Ids = st.SearchStrategy[str]
Pool = tuple[str, ...]

# Each of these parts an id, so that many ids have parts.
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
    # Cc and Zl hold the characters at which a line is broken, Cs is not text.
    characters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    texts = st.text(characters, min_size=1, max_size=20)
    return texts.map(lambda text: _seen(text.strip()))


@cache
def spoken_texts() -> st.SearchStrategy[str]:
    """Texts that are not blank."""
    characters = st.characters(
        exclude_categories=["Cc", "Cs"], include_characters="\n\t"
    )
    return st.text(characters, min_size=1, max_size=30).map(_seen)


def _seen(text: str) -> str:
    """Return a text with something to see in it."""
    return text if visible(text).strip() else f"{text}0"


def _unlike(items: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


@lru_cache
def several(items: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[Any]:
    """Tuples of different items, or of none."""
    return st.lists(items, max_size=most).map(_unlike)


@lru_cache
def some(items: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[Any]:
    """Tuples of different items, at least one."""
    return st.lists(items, min_size=1, max_size=most).map(_unlike)


@lru_cache
def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """`None`, or what the strategy makes."""
    return st.none() | strategy


SLUGS = slugs()
TOPICS = several(SLUGS)
DAYS = st.dates()
LINES = lines()
SPOKEN_TEXTS = spoken_texts()
# SHA-256 digests of no known words.
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@lru_cache
def pools(ids: Ids, least: int = 1, most: int = 8) -> st.SearchStrategy[Pool]:
    """Ids to choose from."""
    return st.lists(ids, min_size=least, max_size=most, unique=True).map(tuple)


def choose(draw: Draw, pool: Sequence[T]) -> T:
    """Draw one of a pool."""
    return pool[draw(_places(len(pool)))]


def choose_some(
    draw: Draw, pool: Sequence[T], least: int = 0, most: int = 3
) -> tuple[T, ...]:
    """Draw different members of a pool."""
    chosen = draw(_sets_of_places(len(pool), least, min(most, len(pool))))
    return tuple(pool[place] for place in chosen)


@cache
def _places(size: int) -> st.SearchStrategy[int]:
    return st.sampled_from(range(size))


@cache
def _sets_of_places(size: int, least: int, most: int) -> st.SearchStrategy[list[int]]:
    places = st.sampled_from(range(size)) if size else st.nothing()
    return st.lists(places, min_size=least, max_size=most, unique=True)
