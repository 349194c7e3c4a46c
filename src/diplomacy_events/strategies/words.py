"""Ids, texts, and several or none of anything."""

from functools import cache, lru_cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from diplomacy_events.folding import visible

__all__ = [
    "SLUGS",
    "Draw",
    "Ids",
    "digests",
    "lines",
    "maybe",
    "several",
    "slugs",
    "spoken_texts",
]

T = TypeVar("T")
Draw = st.DrawFn
Ids = st.SearchStrategy[str]


@cache
def slugs() -> Ids:
    """Ids and topics."""
    return st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


SLUGS = slugs()


@cache
def lines() -> st.SearchStrategy[str]:
    """Texts of one line, such as names and gists."""
    # Cc and Zl hold the characters at which a line is broken, Cs is not text.
    characters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    return st.text(characters, min_size=1, max_size=20).map(str.strip).filter(_seen)


@cache
def spoken_texts() -> st.SearchStrategy[str]:
    """Texts that are not blank."""
    breaks = st.sampled_from("\n\t")
    characters = st.characters(exclude_categories=["Cc", "Cs"]) | breaks
    return st.text(characters, min_size=1, max_size=30).filter(_seen)


def _seen(text: str) -> bool:
    """Return whether there is anything to see."""
    return bool(visible(text).strip())


@cache
def digests() -> st.SearchStrategy[str]:
    """SHA-256 digests of no known words."""
    return st.binary(min_size=32, max_size=32).map(bytes.hex)


@lru_cache
def several(ids: Ids, least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:
    """Tuples of different items."""
    return st.lists(ids, min_size=least, max_size=most, unique=True).map(tuple)


@lru_cache
def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """`None`, or what the strategy makes."""
    return st.none() | strategy
