"""What a misspelt name may have meant."""

from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the known names that come nearest, best first."""
    # Only an error needs it, and it is slow to import.
    from difflib import get_close_matches

    return tuple(get_close_matches(name, list(known), n=3))


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Return the end of a message that offers the suggestions, if there are any."""
    if not suggestions:
        return ""
    return f"; did you mean {' or '.join(repr(name) for name in suggestions)}?"
