"""The indentation of a sheet's lines, and finding the wrong one."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from diplomacy_events.model.description import fields
from diplomacy_events.model.record_kinds import RECORD_KINDS, RECORD_TYPES
from diplomacy_events.model.rules import SLUG
from diplomacy_events.model.sources import Source

__all__ = [
    "HEADING",
    "KEYS",
    "NO_SECTION",
    "STEP",
    "Around",
    "depth_below",
    "depth_of",
    "is_meant",
    "misplaced_lines",
]

NAMES = "|".join(
    name
    for kind in RECORD_KINDS
    for name in (kind.cls.__name__, kind.label, kind.singular)
)
HEADING = re.compile(rf" *(?i:{NAMES})\s+{SLUG}:\s*")
"""The heading of a record; nothing else looks like it, at any depth."""
OF_SOURCES = {field.name for field in fields(Source)}
KEYS = {"at", *(field.name for kind in RECORD_TYPES for field in fields(kind))}
RECORD_KEY = re.compile(rf"(?:{'|'.join(sorted(KEYS - OF_SOURCES))}):(?:\s.*)?")
"""A key of a record without indentation that is not a key of a source."""
OF_PARTS = {
    part.name
    for kind in RECORD_TYPES
    for field in fields(kind)
    if field.composite
    for part in fields(field.holds)
}
OWN_KEY = re.compile(rf" +(?:{'|'.join(sorted(KEYS - OF_PARTS - {'at'}))}):(?:\s.*)?")
"""A key that only records have, not their parts."""
TITLED = tuple(
    name.lower()
    for kind in RECORD_KINDS
    for name in (kind.cls.__name__, kind.label, kind.singular)
    if any(field.name == "title" for field in fields(kind.cls))
)
"""The first words of headings of records that have a title, like sources."""
NO_SECTION = "#->:"
"""The start of a comment, a list item or a line of text, but not of a section."""
STEP = 2
"""The default depth of a section."""


def misplaced_lines(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines that must belong elsewhere, with their correct depth."""
    # The depth of the keys of the record above a line.
    depth: int | None = None
    titled = False
    for at, line in enumerate(lines):
        if HEADING.fullmatch(line):
            depth = depth_below(lines, at)
            titled = line.strip().lower().startswith(TITLED)
            if line[0] == " ":
                yield at, 0
        elif depth is not None and (
            RECORD_KEY.fullmatch(line) or _is_title(lines, at, titled)
        ):
            yield at, depth
        elif line[:1].strip() and line[0] not in NO_SECTION:
            depth = None


def _is_title(lines: Sequence[str], at: int, titled: bool) -> bool:
    """Return whether a title without indentation belongs to the record above it."""
    of_record = titled and lines[at].startswith("title:")
    return of_record and lines[at - 1][:1] == " " and is_meant(lines[at - 1])


def _begins_anew(line: str) -> bool:
    """Return whether a line begins a section, even with wrong indentation."""
    at_left = bool(line[:1].strip()) and line[0] not in NO_SECTION
    return bool(HEADING.fullmatch(line)) or (at_left and not RECORD_KEY.fullmatch(line))


def depth_below(lines: Sequence[str], heading: int) -> int:
    """Return the depth of the keys below a heading."""
    below = takewhile(lambda line: not _begins_anew(line), lines[heading + 1 :])
    inside = [line for line in below if line[:1] == " " and is_meant(line)]
    own = [depth_of(line) for line in inside if OWN_KEY.fullmatch(line)]
    # A depth that only one line has may be a mistake.
    several = [depth for depth in own if own.count(depth) > 1]
    return min(several or own or map(depth_of, inside), default=STEP)


class Around(NamedTuple):
    """A line with wrong indentation, and the meaningful lines around it.

    Attributes:
        first: the depth of the second line before it; none without such a line.
        heads: whether that line starts a deeper block.
        before: the line before it.
        depth_before: the depth of that line.
        depth: the depth of the line itself.
        heading: whether it starts a deeper block.
        after: the depth of the line after it; none if it is the last.
        commoner: whether its depth is more common in the sheet than that of the line
            before.
    """

    first: int | None
    heads: bool
    before: int
    depth_before: int
    depth: int
    heading: bool
    after: int | None
    commoner: bool

    @classmethod
    def of(cls, lines: Sequence[str], at: int) -> "Around":
        """Return the surroundings of a line, which is never the first."""
        meant = [index for index, line in enumerate(lines) if is_meant(line)]
        depths = [depth_of(lines[index]) for index in meant]
        here = meant.index(at)
        own, before = depths[here], depths[here - 1]
        return cls(
            first=depths[here - 2] if here > 1 else None,
            heads=here > 1 and _heads(lines[meant[here - 2]]),
            before=meant[here - 1],
            depth_before=before,
            depth=own,
            heading=_heads(lines[at]),
            after=depths[here + 1] if here + 1 < len(meant) else None,
            commoner=depths.count(own) > depths.count(before),
        )

    @property
    def before_slipped(self) -> bool:
        """Whether the line before, which starts a block, has the wrong depth.

        It has no indentation in the middle of a section, or the depth of its parent, or
        a rare depth.
        """
        first, before, own = self.first, self.depth_before, self.depth
        if first is None:
            return False
        if first == own > before == 0:
            return True
        if not self.heads or own == before:
            return False
        return first == before or (first < min(own, before) and self.commoner)

    @property
    def slipped(self) -> bool:
        """Whether the line itself should be as deep as the one before.

        Its depth is unique, or it starts a block that is less deep.
        """
        before, own, after = self.depth_before, self.depth, self.after
        if after is not None and self.heading and before < after <= own:
            return True
        within = self.heads and self.first is not None and self.first < min(own, before)
        return (own > before and (after is None or after < own)) or within


def is_meant(line: str) -> bool:
    """Return whether a line is neither blank nor a comment."""
    return line.strip() != "" and not line.lstrip(" ").startswith("#")


def _heads(line: str) -> bool:
    return line.rstrip().endswith(":")


def depth_of(line: str) -> int:
    """Return the number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))
