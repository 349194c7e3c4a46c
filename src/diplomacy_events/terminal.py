"""Text that a terminal shows, and does not obey."""

import re
from unicodedata import category

__all__ = ["escape_json", "for_terminal"]

HARMLESS = "\xad\u200c\u200d\u200e\u200f\u061c"
"""Signs that tell only of the letters beside them: hyphens, joiners and marks."""
UNUSUAL = re.compile("[^\n\t\x20-\x7e]")
"""What may be such a sign; nearly all others are passed over at once."""


def for_terminal(text: str) -> str:
    r"""Return a text without what a terminal would obey or nobody would see.

    Control characters but breaks and tabs, signs that take no room, and signs that turn
    the direction of what follows, which would reach beyond the text, become U+FFFD.

    >>> for_terminal("\x1b[2J\u202eevil\n")
    '�[2J�evil\n'
    """
    if text.isprintable():
        return text
    return UNUSUAL.sub(lambda found: "\ufffd" if _obeyed(found[0]) else found[0], text)


def escape_json(text: str) -> str:
    r"""Return JSON in which the same signs are escaped, so that no value is changed.

    >>> print(escape_json('"\u202e"'))
    "\u202e"
    """
    # Only commands need it.
    from json import dumps

    return UNUSUAL.sub(
        lambda found: dumps(found[0])[1:-1] if _obeyed(found[0]) else found[0], text
    )


def _obeyed(sign: str) -> bool:
    return category(sign) in ("Cc", "Cf", "Cs") and sign not in HARMLESS
