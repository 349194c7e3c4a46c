"""How deep the lines of invitations and of responses stand, and which have slipped."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diplomacy_events.coding.sheet.indentation import (
    HEADING,
    KEYS,
    NO_SECTION,
    STEP,
    depth_below,
    depth_of,
    is_meant,
)
from diplomacy_events.model.description import fields
from diplomacy_events.model.visits import Invitation
from diplomacy_events.vocabulary import ResponseKind

__all__ = ["misplaced_parts"]

OWN_KEYS = {field.name for field in fields(Invitation)} - KEYS
"""Keys of an invitation that no record has: wherever they stand, they are its own."""
LINES = {
    "invitation": re.compile(rf"(?:{'|'.join(sorted(OWN_KEYS))}):(?:\s.*)?"),
    "responses": re.compile(rf"(?:{'|'.join(ResponseKind)})\s+by\s\S.*"),
}
"""What stands below a key, and nowhere else."""
KEY = re.compile(rf" +({'|'.join(LINES)}):\s*")


class _Part(NamedTuple):
    """A key with the lines that can only stand below it.

    Attributes:
        key: the index of its line.
        depth: how deep that should stand, as a key of its record.
        below: the indexes of the others.
    """

    key: int
    depth: int
    below: list[int]


def misplaced_parts(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines that are not as deep as the part they are of, with how deep."""
    for part in list(_parts(lines)):
        if depth_of(lines[part.key]) != part.depth:
            yield part.key, part.depth
        depth = _depth(lines, part)
        for at in part.below:
            if depth_of(lines[at]) != depth:
                yield at, depth


def _parts(lines: Sequence[str]) -> Iterator[_Part]:
    """Yield the invitations and responses that have such lines."""
    part: _Part | None = None
    heading: int | None = None
    kind = ""
    for at, line in enumerate(lines):
        if found := KEY.fullmatch(line):
            # Where ids stand below the name of a kind, nothing else tells it.
            own = depth_of(line) if heading is None else depth_below(lines, heading)
            part, kind = _Part(at, own, []), found[1]
        elif part is not None and LINES[kind].fullmatch(line.strip(" ")):
            if not part.below:
                yield part
            part.below.append(at)
        elif HEADING.fullmatch(line):
            part, heading = None, at
        elif line[:1].strip() and line[0] not in NO_SECTION:
            part = heading = None


def _depth(lines: Sequence[str], part: _Part) -> int:
    """Return how deep the lines of a part are to be: as most, if that can be."""
    least = part.depth + 1
    depths = [depth_of(lines[at]) for at in part.below]
    right = [
        depth
        for at, depth in zip(part.below, depths, strict=True)
        if depth >= least and _has_room(lines, at)
    ]
    if right:
        everywhere = [depth_of(line) for line in lines if is_meant(line)]
        return max(right, key=lambda one: (depths.count(one), everywhere.count(one)))
    return least - 1 + STEP


def _has_room(lines: Sequence[str], at: int) -> bool:
    """Return whether what belongs below a line stands deeper, if there is any."""
    if not lines[at].rstrip().endswith(":"):
        return True
    after = next((line for line in lines[at + 1 :] if is_meant(line)), "")
    return depth_of(after) > depth_of(lines[at])
