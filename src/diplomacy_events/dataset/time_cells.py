"""Count how many things must and how many may fall into each cell of time.

A thing may fall into a run of cells, and must fall into a part of that run: the cells
that contain one of its days for every beginning and end within its bounds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from diplomacy_events.dataset.units import FAR_DAY, Unit
from diplomacy_events.errors import FieldValueError
from diplomacy_events.model.period import UNBOUNDED, Bounds

__all__ = ["MOST_CELLS", "Cell", "Reach", "Tally", "reach", "tally_cells", "together"]

MOST_CELLS = 1_000_000
"""The most cells that are counted; nobody reads a larger table."""

Run = tuple[int, int]
"""The first and the last of consecutive cells."""


class Reach(NamedTuple):
    """The cells that something falls into, as separate runs.

    Attributes:
        may: the cells that it may fall into.
        must: the cells among them that it must fall into.
    """

    may: tuple[Run, ...]
    must: tuple[Run, ...]

    @property
    def boundless(self) -> bool:
        """Whether the cells that it may fall into have no first or no last one."""
        return bool(self.may) and (
            self.may[0][0] == -FAR_DAY or self.may[-1][1] == FAR_DAY
        )


class Cell(NamedTuple):
    """How many things with the same values fall into a cell of time.

    Attributes:
        values: the values that the things share.
        number: the number of the cell.
        least: how many must fall into it.
        most: how many may fall into it.
    """

    values: tuple[object, ...]
    number: int
    least: int
    most: int


Rows = Mapping[tuple[object, ...], Counter[Reach]]
"""How many things have each reach, by the values that they share."""


class Tally(NamedTuple):
    """The things to count, before they are put into cells.

    Attributes:
        rows: how many things have each reach, by the values that they share.
        boundless: how many things have no first or no last cell.
    """

    rows: Rows
    boundless: int


def reach(bounds: Bounds, unit: Unit) -> Reach:
    """Return the cells that a period with these bounds falls into."""
    first, last_begin, first_end, last = (_cell(day, unit) for day in bounds)
    # A period has a day in a cell if it begins by the end of the cell and does not end
    # before the beginning of the cell.
    must = ((last_begin, first_end),) if last_begin <= first_end else ()
    return Reach(((first, last),), must)


def _cell(day: int, unit: Unit) -> int:
    if abs(day) < UNBOUNDED:
        return unit.cell(day)
    return min(max(day, -FAR_DAY), FAR_DAY)


def together(reaches: Iterable[Reach]) -> Reach:
    """Return the cells that at least one of several periods falls into."""
    each_reach = tuple(reaches)
    if len(each_reach) == 1:
        return each_reach[0]
    may, must = (
        _merge_runs(chain.from_iterable(each[part] for each in each_reach))
        for part in (0, 1)
    )
    return Reach(may, must)


def _merge_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs with those that overlap or touch merged, in order."""
    merged: list[Run] = []
    for first, last in sorted(runs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)


def tally_cells(rows: Rows, window: Run | None) -> Iterator[Cell]:
    """Yield the cells of each row of values, in order of time.

    Args:
        rows: the things to count.
        window: the first and last cell; every cell between them is yielded, even if it
            is empty. Without a window, the cells go from the first known cell to the
            last, and only cells that something may fall into are yielded.

    Raises:
        FieldValueError: if there are too many cells to count.
    """
    cells = window or _known_cells(rows)
    if cells is None:
        return
    first, last = cells
    left = MOST_CELLS
    for values, counter in rows.items():
        # Values whose things all lie outside the window have no row.
        every = window and not (values and _outside(counter, first, last))
        if every and last - first >= left:
            raise _too_many()
        for number, least, most in _cell_counts(counter, first, last):
            if most or every:
                yield Cell(values, number, least, most)
                left -= 1
                if left < 0:
                    raise _too_many()


def _outside(counter: Counter[Reach], first: int, last: int) -> bool:
    """Return whether nothing can fall into the cells from the first to the last."""
    runs = (run for each in counter for run in each.may)
    return not any(begin <= last and end >= first for begin, end in runs)


def _too_many() -> FieldValueError:
    rule = f"has more than {MOST_CELLS:,} cells"
    message = f"count_by: {rule}; count by a longer unit, or fewer of them with during="
    return FieldValueError(message, field="count_by", rule=rule)


def _known_cells(rows: Rows) -> Run | None:
    """Return the first and last cell that contain a known bound."""
    known = {
        cell
        for counter in rows.values()
        for each in counter
        for run in (*each.may, *each.must)
        for cell in run
        if abs(cell) < FAR_DAY
    }
    return (min(known), max(known)) if known else None


def _cell_counts(
    counter: Counter[Reach], first: int, last: int
) -> Iterator[tuple[int, int, int]]:
    """Yield each cell of a row with how many must and how many may fall into it."""
    # How the counts change from the previous cell.
    changes: dict[int, list[int]] = {}
    for each, count in counter.items():
        for part, runs in enumerate((each.must, each.may)):
            for begin, end in runs:
                if end >= first:
                    changes.setdefault(max(begin, first), [0, 0])[part] += count
                    changes.setdefault(min(end, last) + 1, [0, 0])[part] -= count
    least = most = 0
    for number in range(first, last + 1):
        if number in changes:
            least += changes[number][0]
            most += changes[number][1]
        yield number, least, most
