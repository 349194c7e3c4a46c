"""Spans of a text: where they touch, and which words they contain."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from diplomacy_events.folding import INVISIBLE

__all__ = ["PlainText", "Stretches", "touching"]


class Placed(Protocol):
    """Something with a start and an end, which is excluded."""

    @property
    def start(self) -> int:
        """Index of its first code point."""

    @property
    def end(self) -> int:
        """Index after its last code point."""


Place = TypeVar("Place", bound=Placed)
Value = TypeVar("Value")

GAP = re.compile(rf"[\s{INVISIBLE}]+")
SPACE = re.compile(r"\s")


class Stretches:
    """Spans of a text, as one set of characters.

    Args:
        spans: their starts and ends, the ends excluded.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Return whether a character between two places is in the set."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end


def touching(
    found: Iterable[Place], spans: Iterable[tuple[int, int, Value]]
) -> Iterator[tuple[Place, list[Value]]]:
    """Yield each of some passages with the values of the spans that touch it.

    Args:
        found: passages, such as quotations, in the order in which they begin.
        spans: start, end and value of each.
    """
    waiting = sorted(spans, key=lambda span: span[0])
    starts = [start for start, _, _ in waiting]
    # Spans that begin before a passage and may reach into it.
    reaching: list[tuple[int, int, Value]] = []
    begun = 0
    for one in found:
        here = bisect_right(starts, one.start, begun)
        reaching += waiting[begun:here]
        reaching = [span for span in reaching if span[1] > one.start]
        begun = here
        within = waiting[here : bisect_left(starts, one.end, here)]
        yield one, [value for _, _, value in (*reaching, *within)]


class PlainText:
    """A text in plain form, which knows where its words come from.

    White space becomes one space, and characters that take no room are left out.

    Args:
        text: the text.
        marks: replacements of characters, one for one.
    """

    def __init__(self, text: str, marks: Mapping[int, str]) -> None:
        # For each piece between gaps: its start and end, and its place in the words.
        self._starts, self._ends, self._places = [0], [], [0]
        pieces: list[str] = []
        length = 0
        for gap in GAP.finditer(text):
            pieces.append(text[self._starts[-1] : gap.start()])
            pieces.append(" " if SPACE.search(gap.group()) else "")
            length += len(pieces[-2]) + len(pieces[-1])
            self._ends.append(gap.start())
            self._starts.append(gap.end())
            self._places.append(length)
        pieces.append(text[self._starts[-1] :])
        self._ends.append(len(text))
        self._words = "".join(pieces).translate(marks)

    def holds(self, words: str, start: int | None, end: int | None) -> bool:
        """Return whether words are between two places (default: in the text)."""
        low = 0 if start is None else self._place(start)
        high = len(self._words) if end is None else self._place(end)
        return self._words.find(words, low, high) >= 0

    def _place(self, place: int) -> int:
        """Return the place in the words for a place in the text."""
        piece = bisect_right(self._starts, place) - 1
        within = min(place, self._ends[piece]) - self._starts[piece]
        return self._places[piece] + within
