"""What a misspelt name may have meant."""

from collections.abc import Iterable
from typing import TypeVar

from diplomacy_events.errors import UnknownNameError

__all__ = ["FEW", "did_you_mean", "nearest", "unknown"]

FEW = 500
"""So many names are compared where there may be many errors."""

E = TypeVar("E", bound=UnknownNameError)


def nearest(name: str, known: Iterable[str], *, most: int = FEW) -> tuple[str, ...]:
    """Return up to three of the known names that come nearest, best first.

    Where there are more than `most` to compare, the answer is empty rather than late.
    """
    # Only an error needs it, and it is slow to import.
    from difflib import get_close_matches

    names = list(known)
    return tuple(get_close_matches(name, names, n=3)) if len(names) <= most else ()


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Return the end of a message that offers the suggestions, if there are any."""
    if not suggestions:
        return ""
    return f"; did you mean {' or '.join(repr(name) for name in suggestions)}?"


def unknown(
    problem: str,
    name: object,
    known: Iterable[str],
    *,
    kind: type[E] = UnknownNameError,  # type: ignore[assignment]  # the widest of its kinds
    most: int = FEW,
) -> E:
    """Return the error that nothing goes by a name, which suggests the nearest."""
    suggestions = nearest(str(name), known, most=most)
    message = f"{problem}{did_you_mean(suggestions)}"
    return kind(message, name=name, suggestions=suggestions)
