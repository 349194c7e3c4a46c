"""Passages of a text: where they stand, and the words there."""

import re
from typing import NamedTuple

__all__ = ["Passage", "paragraphs", "passage"]

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
LINE_BREAKS = re.compile(r"\r?\n\s*")


class Passage(NamedTuple):
    """A stretch of a text.

    Attributes:
        start: index of its first code point.
        end: index after its last code point.
        words: what stands there.
    """

    start: int
    end: int
    words: str

    def __str__(self) -> str:
        """Return the place, and how the words begin."""
        line = " ".join(self.words.split())
        short = line if len(line) <= 60 else f"{line[:59]}…"
        return f"{self.start}:{self.end} {short}"


def passage(text: str, start: int, end: int) -> Passage:
    """Return what stands between two places, without the white space around it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Passage(start, start + len(words.strip()), words.strip())


def paragraphs(text: str) -> tuple[Passage, ...]:
    r"""Return the paragraphs of a text, in order.

    They are parted by blank lines; in a text that has none, each line is a paragraph.

    >>> [str(found) for found in paragraphs("One.\n\nTwo,\nwrapped.")]
    ['0:4 One.', '6:19 Two, wrapped.']
    """
    break_ = BLANK_LINES if BLANK_LINES.search(text.strip()) else LINE_BREAKS
    edges = [0, *(place for cut in break_.finditer(text) for place in cut.span())]
    edges.append(len(text))
    found = [
        passage(text, start, end)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    return tuple([one for one in found if one.words])
