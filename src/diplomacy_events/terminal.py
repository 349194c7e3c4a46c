"""Text that is safe to show on a terminal."""

import re
from unicodedata import category

__all__ = ["escape_json", "for_terminal"]

HARMLESS = "\xad\u200c\u200d\u200e\u200f\u061c"
"""Characters that only affect the letters beside them: hyphens, joiners and marks."""
UNUSUAL = re.compile("[^\n\t\x20-\x7e]")
"""Characters to check; nearly all others are skipped at once."""


def for_terminal(text: str) -> str:
    r"""Return a text without characters that a terminal obeys or nobody sees.

    Control characters except breaks and tabs, characters that take no room, and
    characters that change the direction of the following text become U+FFFD.

    >>> for_terminal("\x1b[2J\u202eevil\n")
    '�[2J�evil\n'
    """
    if text.isprintable():
        return text
    return UNUSUAL.sub(
        lambda found: "\ufffd" if _is_control(found[0]) else found[0], text
    )


def escape_json(text: str) -> str:
    r"""Return JSON with the same characters escaped, so no value changes.

    >>> print(escape_json('"\u202e"'))
    "\u202e"
    """
    # Only commands need this import.
    from json import dumps

    return UNUSUAL.sub(
        lambda found: dumps(found[0])[1:-1] if _is_control(found[0]) else found[0], text
    )


def _is_control(sign: str) -> bool:
    return category(sign) in ("Cc", "Cf", "Cs") and sign not in HARMLESS
