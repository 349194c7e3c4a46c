"""Decide by their words whether the offsets of a tool count code points or UTF-16.

Tools count either, by version and format, and an export gives the words beside the
offsets. So offsets alone are never trusted: the place is where the words are.

"""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Claim", "Offsets"]

LAST_OF_ONE_UNIT = "\uffff"


class Claim(NamedTuple):
    """The place of a passage, as a tool gives it.

    Attributes:
        start: the offset of its beginning, in the tool's units.
        end: the offset of its end.
        words: its words, if the tool gives them.
        before: its place in code points when it was exported.
    """

    start: int
    end: int
    words: str | None
    before: tuple[int, int] | None = None

    def refused(self) -> str:
        """Return the message that its place cannot be found."""
        words, place = repr(self.words), f"{self.start}:{self.end}"
        return f"{words} is not at {place}, or the offsets fit two places"


class Offsets:
    """The places of a text, in the units that fit the document as a whole.

    Args:
        text: the text.
        claims: all passages of the document.
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
        # The evidence for code points, and that for UTF-16 units.
        self._votes = [0, 0]
        for claim in claims:
            for kind, way in enumerate(self._possible_places(claim)):
                fits = self._fits(claim, way)
                self._votes[kind] += fits + (fits and way == claim.before)

    def place(self, claim: Claim) -> tuple[int, int] | None:
        """Return the place of a passage, in code points.

        It has no place if the words are not there, or if they are at both possible
        places and nothing in the document decides.

        >>> offsets = Offsets("😀 Talks", [])
        >>> offsets.place(Claim(3, 8, "Talks")), offsets.place(Claim(2, 7, "Talks"))
        ((2, 7), (2, 7))
        >>> offsets.place(Claim(2, 7, "talks"))
        """
        ways = self._possible_places(claim)
        fitting = {way for way in ways if self._fits(claim, way)}
        if claim.words is None and ways[0] != ways[1]:
            return None
        if len(fitting) < 2:
            return next(iter(fitting), None)
        points, units = self._votes
        return None if points == units else ways[points < units]

    def _possible_places(self, claim: Claim) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the possible places: by code points, and by units."""
        start, end = claim.start, claim.end
        return (start, end), (self._points.get(start, -1), self._points.get(end, -1))

    def _fits(self, claim: Claim, way: tuple[int, int]) -> bool:
        start, end = way
        if not 0 <= start < end <= len(self._text):
            return False
        return claim.words is None or self._text[start:end] == claim.words
