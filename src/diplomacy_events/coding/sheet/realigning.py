"""The lines of a sheet that have slipped, and the indentation they should have."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diplomacy_events.coding.passages import counted
from diplomacy_events.coding.sheet.layout import FREE, ITEM, WORDS, Shape, Way
from diplomacy_events.coding.sheet.lines import (
    Line,
    explained,
    indentation_of,
    meant_lines,
    stretches,
    usual_step,
)

__all__ = ["Slip", "slips"]

# The cost of each thing that is wrong with a reading. A line counts as slipped if that
# costs less than everything that would be wrong otherwise.
MOVED = 1.0
MOVED_ALIKE = 0.01
"""A line that has slipped as far as the line before it."""
FARTHER = 0.001
"""Each space by which a line has slipped."""
UNUSUAL = 0.045
"""A block that is not indented like most blocks."""
MISSING = 0.9
"""A missing required key, which need not come from a slip."""
UNKNOWN = 1.1
"""An unknown key, which may be a misspelt one."""
EMPTY = 1.5
"""Nothing below a line that needs something."""
REPEATED = 1.6
ELSEWHERE = 2.0
"""A key that is known in another block, to which the line may belong."""
LOST = 2.5
"""A line that fits nowhere."""

MOST_LINES = 2000
"""The most lines to try at other depths, so that no sheet takes long."""
LONGEST = 300
"""The most lines of a stretch whose lines are tried at other depths."""
WIDTH = 10
"""How many readings of the lines so far are kept."""
ODD = 10_000
"""The slip of a line that is indented with other characters than spaces."""


class Slip(NamedTuple):
    """Lines that have slipped together.

    Attributes:
        first: the index of the first of them.
        depths: the indentation they should have, by their indexes.
    """

    first: int
    depths: dict[int, int]

    def problem(self, line: str) -> str:
        """Return what is wrong with the first line."""
        before = indentation_of(line)
        others = len(self.depths) - 1
        likewise = (
            f" (and the next {counted(others, 'line')} likewise)" if others else ""
        )
        if odd := before.strip(" "):
            problem = f"invalid character in indentation: {odd[0]!r}{likewise}"
            return explained(problem)
        right = counted(self.depths[self.first], "space")
        return explained(
            f"invalid indentation: expected {right}, got {len(before)}{likewise}"
        )


class _Block(NamedTuple):
    """Lines with the same indentation below another line.

    Attributes:
        shape: the lines that may be there.
        depth: their indentation; none before the first of them.
        used: the keys so far.
        way: how they are written; none before the first of them.
    """

    shape: Shape
    depth: int | None = None
    used: frozenset[str] = frozenset()
    way: Way | None = None


class _Move(NamedTuple):
    """A line that is not where it belongs.

    Attributes:
        at: its index.
        depth: the indentation it should have.
        alike: whether the line before it has slipped in the same way.
    """

    at: int
    depth: int
    alike: bool


class _Reading(NamedTuple):
    """A reading of the lines so far.

    Attributes:
        cost: how much is wrong with it.
        blocks: the blocks that are open.
        moves: the lines that have slipped.
        shift: by how much the last line has slipped; none if it has not.
    """

    cost: float
    blocks: tuple[_Block, ...]
    moves: tuple[_Move, ...] = ()
    shift: int | None = None


def slips(lines: Sequence[str], shape: Shape) -> list[Slip]:
    """Return the lines that have slipped, where that is the simplest explanation.

    Args:
        lines: the lines.
        shape: the shape of the lines at the left.
    """
    meant = list(meant_lines(lines))
    usual = usual_step(meant)
    left = MOST_LINES
    top = _Block(shape, 0)
    found: list[Slip] = []
    for stretch in stretches(meant):
        start = _Reading(0, (top,))
        best = _read(start, stretch, usual, tries=False)
        wrong = best is None or best.cost >= MISSING
        if wrong and len(stretch) <= min(left, LONGEST):
            left -= len(stretch)
            other = _read(start, stretch, usual, tries=True)
            if best is None or (other is not None and other.cost < best.cost):
                best = other
        if best is not None:
            top = best.blocks[0]
            for move in best.moves:
                if not move.alike:
                    found.append(Slip(move.at, {}))
                found[-1].depths[move.at] = move.depth
    return found


def _read(
    start: _Reading, stretch: Sequence[Line], usual: int, *, tries: bool
) -> _Reading | None:
    """Return the best reading of some lines, if there is one.

    Args:
        start: the reading of the lines before them.
        stretch: the lines.
        usual: how much deeper a block usually is.
        tries: whether lines may have slipped.
    """
    readings = [start]
    for index, line in enumerate(stretch):
        after = [one.depth for one in stretch[index + 1 : index + 3] if one.depth]
        found: dict[tuple[_Block, ...], _Reading] = {}
        for reading in readings:
            for one in _placed(reading, line, [usual, *after], tries=tries):
                known = found.get(one.blocks)
                if known is None or one.cost < known.cost:
                    found[one.blocks] = one
        readings = sorted(found.values(), key=lambda one: one.cost)[:WIDTH]
    ended = [_closed(one, 1) for one in readings]
    return min(ended, key=lambda one: one.cost, default=None)


def _placed(
    reading: _Reading, line: Line, steps: Sequence[int], *, tries: bool
) -> Iterator[_Reading]:
    """Yield readings in which a line is in one of the open blocks.

    If it fits into none of them, it is passed over.
    """
    if not line.key:
        yield _passed_over(reading, line)
        return
    found = list(_in_blocks(reading, line, steps, tries=tries))
    yield from found
    if tries and not found:
        passed = _passed_over(reading, line)
        yield passed._replace(cost=passed.cost + LOST)


def _in_blocks(
    reading: _Reading, line: Line, steps: Sequence[int], *, tries: bool
) -> Iterator[_Reading]:
    """Yield readings in which a line is in one of the open blocks."""
    usual, *after = steps
    for index, block in enumerate(reading.blocks):
        least = (reading.blocks[index - 1].depth or 0) + 1 if index else 0
        depths = [] if line.depth is None else [line.depth]
        if block.depth is not None:
            depths = [block.depth] if tries or line.depth == block.depth else []
        elif tries:
            depths += [least - 1 + usual, *after]
        for depth in dict.fromkeys(depths):
            if depth >= least:
                odd = block.depth is None and depth != least - 1 + usual
                cost = UNUSUAL if odd else 0
                yield from _in_block(reading, line, index, depth, cost)


def _passed_over(reading: _Reading, line: Line) -> _Reading:
    """Return a reading in which anything may come below a line."""
    *before, last = reading.blocks
    depths = [block.depth for block in reading.blocks]
    if line.depth is not None and line.depth in depths:
        reading = _closed(reading, depths.index(line.depth) + 1)
    elif last.depth is None and (line.depth or 0) > (before[-1].depth or 0):
        opened = last._replace(depth=line.depth)
        reading = reading._replace(blocks=(*before, opened))
    elif last.depth is None:
        reading = _closed(reading, len(before))
    blocks = (*reading.blocks, _Block(FREE))
    return reading._replace(blocks=blocks, shift=None)


def _in_block(
    reading: _Reading, line: Line, index: int, depth: int, cost: float
) -> Iterator[_Reading]:
    """Yield the reading in which a line is in the open block with an index."""
    block = reading.blocks[index]
    fit = block.shape.below(line.key, line.value)
    moves, shift = reading.moves, None
    if line.depth != depth:
        if fit is None or block.shape.free or block.way not in (None, fit[0]):
            # The line would not fit better there.
            return
        shift = ODD if line.depth is None else depth - line.depth
        alike = shift == reading.shift
        moves = (*moves, _Move(line.at, depth, alike))
        if line.depth is not None:
            cost += (MOVED_ALIKE if alike else MOVED) + FARTHER * abs(shift)
    cost += _misfit(reading, line, index)
    closed = _closed(reading, index + 1)
    way, below = fit or (Way.KEY, FREE)
    way = block.way or way
    opened = block._replace(depth=depth, used=block.used | {line.key}, way=way)
    blocks = (*closed.blocks[:-1], opened)
    if not line.value and line.key != WORDS:
        blocks = (*blocks, _Block(below))
    yield _Reading(closed.cost + cost, blocks, moves, shift)


def _misfit(reading: _Reading, line: Line, index: int) -> float:
    """Return how badly a line fits into the open block with an index."""
    block = reading.blocks[index]
    fit = block.shape.below(line.key, line.value)
    if fit is None:
        others = [one for at, one in enumerate(reading.blocks) if at != index]
        elsewhere = any(one.shape.below(line.key, line.value) for one in others)
        # The lines below it are unknown too.
        return (ELSEWHERE if elsewhere else UNKNOWN) + 2 * MISSING * (not line.value)
    if block.way not in (None, fit[0]):
        return ELSEWHERE
    if line.key in block.used and line.key not in (ITEM, WORDS):
        return REPEATED
    if index or line.apart:
        return 0
    # Directly below a record, a title more likely belongs to the record.
    return UNKNOWN * any(
        line.key in one.shape.keys and line.key not in one.used
        for one in reading.blocks[1:]
    )


def _closed(reading: _Reading, length: int) -> _Reading:
    """Return a reading with only the first blocks, at the cost of what others lack."""
    cost = reading.cost
    for block in reading.blocks[length:]:
        missing = [one for one in block.shape.required if not one & block.used]
        if block.depth is None:
            cost += EMPTY * block.shape.filled
        elif block.way is Way.KEY:
            cost += MISSING * min(len(missing), 2)
    return reading._replace(cost=cost, blocks=reading.blocks[:length])
