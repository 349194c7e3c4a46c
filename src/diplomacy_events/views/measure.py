"""Estimate the width of text without its font, and break text to fit.

The widths are those of wide fonts (DejaVu Sans, Verdana), rounded up: text never takes
more room than estimated.
"""

from unicodedata import category, east_asian_width

__all__ = ["lines_of", "shorten", "width"]

ASCII = {
    **dict.fromkeys(" !'(),-./:;I[\\]`fijlrt|", 0.44),
    **dict.fromkeys('"$*0123456789?EFLPSTY_abcdeghknopqsuvxyz{}', 0.66),
    **dict.fromkeys("%@MWm", 1.0),
}
CAPITAL = 0.86
LATIN_TO_ARABIC = 0x0700
ELLIPSIS = "…"


def width(text: str, size: float) -> float:
    """Return the greatest width of a line in pixels, for a font size."""
    return size * sum(map(_em, text))


def _em(sign: str) -> float:
    """Return the width of a character, in units of the size of its font."""
    if sign.isascii():
        return ASCII.get(sign, CAPITAL)
    kind = category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return 0
    if east_asian_width(sign) in "WF":
        return 1.4 if kind == "So" else 1.05
    if ord(sign) < LATIN_TO_ARABIC:
        return 1.15 if kind == "Lu" else 0.95
    return 1.0 if kind[0] in "PZ" else 1.75


def lines_of(text: str, size: float, room: float, most: int) -> list[str]:
    """Break a text into a limited number of lines; shorten the last if necessary.

    Args:
        text: the text.
        size: the size of the letters, in pixels.
        room: the width of a line, in pixels, enough for at least three letters.
        most: the most lines.
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        kept = _fitting_start(line, size, room)
        if len(kept) < len(line):
            words.insert(0, line[len(kept) :])
        lines.append(kept)
    return [*lines, shorten(" ".join(words), size, room)] if words else lines


def shorten(text: str, size: float, room: float) -> str:
    """Return a text that fits on a line, with an ellipsis if it was shortened."""
    if width(text, size) <= room:
        return text
    kept = _fitting_start(text, size, room - width(ELLIPSIS, size))
    return f"{kept.rstrip()}{ELLIPSIS}"


def _fitting_start(text: str, size: float, room: float) -> str:
    """Return as much of a text as fits, at least one character."""
    taken = 0.0
    for place, sign in enumerate(text):
        taken += _em(sign) * size
        if taken > room and place:
            return text[:place]
    return text
