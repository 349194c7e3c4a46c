"""The lines of a sheet: their indentation, and their keys."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diplomacy_events.coding.sheet.layout import HEADING, ITEM, WORDS

__all__ = [
    "UNRECOGNIZED",
    "Line",
    "depth_of",
    "explained",
    "indentation_of",
    "meant_lines",
    "stretches",
    "usual_step",
]

KEY = re.compile(r"(\S.*?)\s*:(?:\s+(.*))?")

UNRECOGNIZED = "unrecognized line"
"""What NestedText says of a line without a key."""
EXPECTED = {
    UNRECOGNIZED: "'key: value', with a colon and a space after the key",
    "expected dictionary item": "'key: value', like the lines before",
    "expected list item": "'- value', like the lines before",
}
"""What is expected in place of a line, by what NestedText says of it."""
WAYS = {
    "invalid indentation": "the keys of one thing must line up",
    "invalid character in indentation": "indent with spaces",
    "duplicate key": "write it once",
}
"""How to mend a line, by how the words of NestedText begin."""
STEP = 2
"""The indentation of a block below its heading, if the sheet does not show it."""


class Line(NamedTuple):
    """A line that is neither blank nor a comment.

    Attributes:
        at: its index.
        depth: its depth; none if it is not indented with spaces only.
        key: its key; a sign for an item of a list, ``>`` for a line of text, nothing if
            it cannot be read.
        value: what follows the key.
        apart: whether a blank line is before it.
    """

    at: int
    depth: int | None
    key: str
    value: str
    apart: bool

    @property
    def heads(self) -> bool:
        """Whether it is the heading of a record."""
        return not self.value and HEADING.fullmatch(self.key) is not None


def meant_lines(lines: Sequence[str]) -> Iterator[Line]:
    """Yield the lines that are neither blank nor comments."""
    apart = True
    for at, line in enumerate(lines):
        text = line.strip()
        if text and not text.startswith("#"):
            before = indentation_of(line)
            depth = len(before) if not before.strip(" ") else None
            yield Line(at, depth, *_key(text), apart)
        apart = not text


def _key(text: str) -> tuple[str, str]:
    if text[0] in (ITEM, WORDS) and text[1:2] in ("", " "):
        return text[0], text[1:].strip()
    found = KEY.fullmatch(text)
    return (found[1], found[2] or "") if found else ("", text)


def indentation_of(line: str) -> str:
    """Return the white space at the start of a line."""
    return line[: len(line) - len(line.lstrip())]


def depth_of(line: str) -> int:
    """Return the number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def explained(problem: str, line: str = "") -> str:
    """Return what is wrong with a line, and how to mend it."""
    if problem == UNRECOGNIZED and re.match(r"\s*-\S", line):
        return "expected '- value', with a space after the dash"
    if problem == UNRECOGNIZED and ":" not in line and line.startswith(" "):
        more = "for one of several values, '- value'; for each line of a text, '> text'"
        return f"expected {EXPECTED[problem]}; {more}"
    if problem in EXPECTED:
        return f"expected {EXPECTED[problem]}"
    for start, way in WAYS.items():
        if problem.startswith(start):
            return f"{problem}; {way}"
    return problem


def usual_step(meant: Sequence[Line]) -> int:
    """Return by how much most blocks are indented."""
    steps = Counter(
        [
            after.depth - line.depth
            for line, after in pairwise(meant)
            if not line.value and line.depth is not None and after.depth is not None
        ]
    )
    return max(
        [step for step in steps if step > 0] or [STEP], key=lambda one: steps[one]
    )


def stretches(meant: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines from each heading of a record to the next."""
    found: list[Line] = []
    for line in meant:
        if line.heads and found:
            yield found
            found = []
        found.append(line)
    if found:
        yield found
