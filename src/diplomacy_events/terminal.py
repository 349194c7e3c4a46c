"""Text that a terminal shows, and does not obey."""

from unicodedata import category

__all__ = ["escaped", "inert"]

HARMLESS = "\xad\u200c\u200d\u200e\u200f\u061c"
"""Signs that tell only of the letters beside them: hyphens, joiners and marks."""


def inert(text: str) -> str:
    r"""Return a text without what a terminal would obey or nobody would see.

    Control characters but breaks and tabs, signs that take no room, and signs that turn
    the direction of what follows, which would reach beyond the text, become U+FFFD.

    >>> inert("\x1b[2J\u202eevil\n")
    '�[2J�evil\n'
    """
    if text.isprintable():
        return text
    return "".join(["\ufffd" if _obeyed(sign) else sign for sign in text])


def escaped(text: str) -> str:
    r"""Return JSON in which the same signs are escaped, so that no value is changed.

    >>> print(escaped('"\u202e"'))
    "\u202e"
    """
    # Only commands need it.
    from json import dumps

    return "".join([dumps(sign)[1:-1] if _obeyed(sign) else sign for sign in text])


def _obeyed(sign: str) -> bool:
    if sign in HARMLESS or sign in "\n\t":
        return False
    return category(sign) in ("Cc", "Cf", "Cs")
