"""Suggest the names that a misspelt name may have meant."""

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from diplomacy_events.errors import UnknownNameError

__all__ = ["FEW_NAMES", "LONGEST_NAME", "did_you_mean", "nearest", "unknown_name_error"]

FEW_NAMES = 500
"""The most names to compare where there may be many errors."""
LONGEST_NAME = 100
"""The length of the longest name that is compared or suggested."""
SUGGESTIONS = 3
# The least share of characters that two near names must share in the same order.
LEAST_RATIO = 0.6

E = TypeVar("E", bound=UnknownNameError)


def nearest(
    name: str, known: Iterable[str], *, most: int = FEW_NAMES
) -> tuple[str, ...]:
    """Return up to three of the nearest known names, best first.

    If no name is near, the names that contain the whole name as words are returned. If
    names differ only in capitals or hyphens, only the nearest of them is returned.
    If there are more than `most` names, or the name is longer than `LONGEST_NAME`, the
    result is empty, because comparing would take too long.

    >>> nearest("putn", ["putin", "xi-jinping"])
    ('putin',)
    >>> nearest("arms", ["arms-supplies", "alarms-raised"])
    ('arms-supplies',)
    """
    if len(name) > LONGEST_NAME:
        return ()
    names = list(islice(known, most + 1))
    if len(names) > most:
        return ()
    places = _places(name)
    rated = [(_likeness(places, len(name), one), one) for one in dict.fromkeys(names)]
    if name and not any(ratio >= LEAST_RATIO for ratio, _ in rated):
        # "arms" may mean the topic "arms-supplies".
        folded = _words(name)
        rated = [(1, one) for _, one in rated if f" {folded} " in f" {_words(one)} "]
    best = sorted([one for one in rated if one[0] >= LEAST_RATIO], reverse=True)
    # An actor may be called both 'Kovar' and 'kovar': suggest one of the two.
    distinct: dict[str, str] = {}
    for _, one in best[: 2 * SUGGESTIONS]:
        distinct.setdefault(_words(one), one)
    return tuple(distinct.values())[:SUGGESTIONS]


def _words(name: str) -> str:
    """Return the words of a name or an id, in one spelling."""
    return name.casefold().replace("-", " ")


def _places(name: str) -> dict[str, int]:
    """Return the places of each character in a name, as the bits of a number."""
    places: dict[str, int] = {}
    for bit, character in enumerate(name):
        places[character] = places.get(character, 0) | 1 << bit
    return places


def _likeness(places: dict[str, int], length: int, other: str) -> float:
    """Return the share of two names that is common to both, in the same order.

    The longest common subsequence is found a whole row at a time, as bits of a number
    (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004): one step for each
    character.
    """
    total = length + len(other)
    if 2 * min(length, len(other)) < LEAST_RATIO * total or len(other) > LONGEST_NAME:
        return 0
    every = (1 << length) - 1
    row = every
    for character in other:
        common = row & places.get(character, 0)
        row = (row + common) | (row - common)
    return 2 * (length - (row & every).bit_count()) / total if total else 0


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Return the end of a message, with the suggestions if there are any."""
    if not suggestions:
        return ""
    return f"; did you mean {' or '.join(repr(name) for name in suggestions)}?"


def unknown_name_error(
    problem: str,
    name: object,
    known: Iterable[str],
    *,
    kind: type[E] = UnknownNameError,  # type: ignore[assignment]  # the widest of its kinds
    most: int = FEW_NAMES,
) -> E:
    """Return the error for an unknown name, which suggests the nearest names."""
    # Only a text can be misspelt, and Python does not print every number.
    suggestions = nearest(name, known, most=most) if isinstance(name, str) else ()
    message = f"{problem}{did_you_mean(suggestions)}"
    return kind(message, name=name, suggestions=suggestions)
