"""Lay out text for a terminal, where all letters have the same width."""

import re
from collections.abc import Sequence
from unicodedata import category, east_asian_width

from diplomacy_events.terminal import for_terminal

__all__ = ["Lines", "align_columns", "columns", "one_line", "wrap"]

LINE_COLUMNS = 80
BREAKS = re.compile("[^\\S\xa0\u2007\u202f]+")
"""White space of every kind except no-break spaces."""


def wrap(
    text: str, label: str = "", indent: int = 0, most: int = LINE_COLUMNS
) -> list[str]:
    """Break a text into lines, with a label before it and an indent below the label.

    Args:
        text: the text.
        label: the start of the first line.
        indent: the number of spaces before the other lines.
        most: the most columns of a terminal that a line may take.
    """
    lines = Lines(label.ljust(indent), " " * indent, most)
    for word in one_line(text).split(" "):
        lines.add(word)
    return lines.ended()


class Lines:
    """Lines that are filled with words, one after another.

    Args:
        first: the start of the first line.
        others: the start of the other lines.
        most: the most columns of a terminal that a line may take.
    """

    def __init__(self, first: str, others: str, most: int) -> None:
        self._ended_lines: list[str] = []
        self._before, self._others, self._most = first, others, most
        self._room = most - columns(first)
        self._words: list[str] = []
        self._left = self._room

    def add(self, word: str) -> None:
        """Put a word on the line, or on the next; cut a word longer than a line."""
        start = 0
        while start < len(word):
            # A space comes before it, except at the start of the line.
            left = self._left - bool(self._words)
            stop, width = _reach(word, start, left)
            if stop == start and not self._words:
                # If there is no room at all, one character goes beyond the line.
                stop, width = start + 1, left
            whole = stop == len(word)
            if whole or _reach(word, start, self._room)[0] < len(word):
                self._append(word[start:stop], width)
                start = stop
            if not whole:
                self._end_line()

    def ended(self) -> list[str]:
        """Return all lines."""
        if self._words:
            self._end_line()
        return self._ended_lines

    def _append(self, part: str, width: int) -> None:
        if part:
            self._left -= width + bool(self._words)
            self._words.append(part)

    def _end_line(self) -> None:
        self._ended_lines.append(self._before + " ".join(self._words))
        self._before, self._words = self._others, []
        self._room = self._left = self._most - columns(self._before)


def columns(text: str) -> int:
    """Return how many columns of a terminal a line takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def _reach(word: str, start: int, room: int) -> tuple[int, int]:
    """Return the end of the part of a word that fits, from a start, and its width."""
    if word.isascii():
        width = min(len(word) - start, max(0, room))
        return start + width, width
    width = 0
    for place in range(start, len(word)):
        sign = _columns(word[place])
        if width + sign > room:
            return place, width
        width += sign
    return len(word), width


def one_line(text: str) -> str:
    """Return a text on one line, without the control characters of terminals."""
    return for_terminal(" ".join(part for part in BREAKS.split(text) if part))


def align_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0
) -> list[str]:
    """Return the lines of a table: columns of text, and then columns of numbers.

    Args:
        header: the names of the columns.
        rows: a text for each column.
        numbers: how many of the last columns contain numbers, which align right.
    """
    lines = [list(header), *([one_line(cell) for cell in row] for row in rows)]
    widths = [max(map(columns, column)) for column in zip(*lines, strict=True)]
    first_number = len(header) - numbers
    made = []
    for line in lines:
        cells = []
        for place, cell in enumerate(line):
            room = " " * (widths[place] - columns(cell))
            cells.append(room + cell if place >= first_number else cell + room)
        made.append("  ".join(cells).rstrip())
    return made
