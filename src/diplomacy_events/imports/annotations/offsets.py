"""What the offsets of a tool count: code points or UTF-16 units; the words decide.

Tools count either, by version and format, and an export carries the words beside the
offsets. So no offset is trusted: the place is where the words stand.
"""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Claim", "Offsets"]

LAST_OF_ONE_UNIT = "\uffff"


class Claim(NamedTuple):
    """What a tool says of a stretch.

    Attributes:
        start: the offset of its begin, in whatever the tool counts.
        end: the offset of its end.
        words: its words, if the tool says them.
    """

    start: int
    end: int
    words: str | None


class Offsets:
    """The places of a text, by what a document as a whole shows its offsets to count.

    Args:
        text: the text.
        claims: all stretches of the document.
    """

    def __init__(self, text: str, claims: Iterable[Claim]) -> None:
        self._text = text
        # The code point that begins at each UTF-16 unit.
        self._points: dict[int, int] = {}
        unit = 0
        for point, character in enumerate(text):
            self._points[unit] = point
            unit += 2 if character > LAST_OF_ONE_UNIT else 1
        self._points[unit] = len(text)
        points = units = 0
        for claim in claims:
            points += self._fits(claim, (claim.start, claim.end))
            units += self._fits(claim, self._of_units(claim))
        self._by_points = points >= units

    def place(self, claim: Claim) -> tuple[int, int] | None:
        """Return where a stretch stands, in code points; `None` if its words do not.

        >>> offsets = Offsets("😀 Talks", [])
        >>> offsets.place(Claim(3, 8, "Talks")), offsets.place(Claim(2, 7, "Talks"))
        ((2, 7), (2, 7))
        >>> offsets.place(Claim(2, 7, "talks"))
        """
        ways = [(claim.start, claim.end), self._of_units(claim)]
        if not self._by_points:
            ways.reverse()
        if claim.words is None and ways[0] != ways[1]:
            return None
        return next((way for way in ways if self._fits(claim, way)), None)

    def _of_units(self, claim: Claim) -> tuple[int, int]:
        return self._points.get(claim.start, -1), self._points.get(claim.end, -1)

    def _fits(self, claim: Claim, way: tuple[int, int]) -> bool:
        start, end = way
        if not 0 <= start < end <= len(self._text):
            return False
        return claim.words is None or self._text[start:end] == claim.words
