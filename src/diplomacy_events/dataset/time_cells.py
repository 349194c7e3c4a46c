"""How many things must, and how many may, fall into each cell of time.

A thing may fall into a run of cells, and must fall into a run within it: where every
choice of a begin and an end within its bounds has a day in the cell.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from diplomacy_events.dataset.units import FAR_DAY, Unit
from diplomacy_events.errors import FieldValueError
from diplomacy_events.model.period import UNBOUNDED, Bounds

__all__ = ["MOST_CELLS", "Cell", "Reach", "Tally", "reach", "tally_cells", "together"]

MOST_CELLS = 1_000_000
"""So many cells are counted at most: a table of more is for nobody."""

Run = tuple[int, int]
"""The first and the last of some cells, one after another."""


class Reach(NamedTuple):
    """The cells that something falls into, as runs that are apart.

    Attributes:
        may: those that it may fall into.
        must: those among them that it must fall into.
    """

    may: tuple[Run, ...]
    must: tuple[Run, ...]

    @property
    def boundless(self) -> bool:
        """Whether there is no first, or no last, cell that it may fall into."""
        return bool(self.may) and (
            self.may[0][0] == -FAR_DAY or self.may[-1][1] == FAR_DAY
        )


class Cell(NamedTuple):
    """How many fall into a cell of time, of those with the same values.

    Attributes:
        values: the values that they have in common.
        number: the number of the cell.
        least: how many must fall into it.
        most: how many may.
    """

    values: tuple[Any, ...]
    number: int
    least: int
    most: int


Rows = Mapping[tuple[Any, ...], Counter[Reach]]
"""How many things have each reach, by the values that they have in common."""


class Tally(NamedTuple):
    """What is counted, before it is put into cells.

    Attributes:
        rows: how many have each reach, by the values that they have in common.
        boundless: how many of all have no first or no last cell.
    """

    rows: Rows
    boundless: int


def reach(bounds: Bounds, unit: Unit) -> Reach:
    """Return the cells that a period with these bounds falls into."""
    first, last_begin, first_end, last = (_cell(day, unit) for day in bounds)
    # Whatever begins by the end of a cell, and ends no sooner than its begin, has a day
    # in it.
    surely = ((last_begin, first_end),) if last_begin <= first_end else ()
    return Reach(((first, last),), surely)


def _cell(day: int, unit: Unit) -> int:
    if abs(day) < UNBOUNDED:
        return unit.cell(day)
    return FAR_DAY if day > 0 else -FAR_DAY


def together(reaches: Iterable[Reach]) -> Reach:
    """Return the cells that at least one of several periods falls into."""
    found = tuple(reaches)
    if len(found) == 1:
        return found[0]
    may, must = (
        _apart(chain.from_iterable(each[part] for each in found)) for part in (0, 1)
    )
    return Reach(may, must)


def _apart(runs: Iterable[Run]) -> tuple[Run, ...]:
    made: list[Run] = []
    for first, last in sorted(runs):
        if made and first <= made[-1][1] + 1:
            made[-1] = made[-1][0], max(last, made[-1][1])
        else:
            made.append((first, last))
    return tuple(made)


def tally_cells(rows: Rows, window: Run | None) -> Iterator[Cell]:
    """Yield the cells of each row of values, in order of time.

    Args:
        rows: what is counted.
        window: the first and last cell; all between them are then given, also those
            into which nothing falls. Without it, the cells go from the first known to
            the last known, and only those are given into which something may fall.

    Raises:
        FieldValueError: if there are too many cells to count.
    """
    shown = window or _known(rows)
    if shown is None:
        return
    first, last = shown
    left = MOST_CELLS
    for values, counter in rows.items():
        # A row is for those who take part in what is asked for.
        every = window and not (values and _apart_from(counter, first, last))
        if every and last - first >= left:
            raise _too_many()
        for number, least, most in _counted(counter, first, last):
            if most or every:
                yield Cell(values, number, least, most)
                left -= 1
                if left < 0:
                    raise _too_many()


def _apart_from(counter: Counter[Reach], first: int, last: int) -> bool:
    """Return whether nothing may fall into any of some cells."""
    runs = (run for each in counter for run in each.may)
    return not any(begin <= last and end >= first for begin, end in runs)


def _too_many() -> FieldValueError:
    rule = f"has more than {MOST_CELLS:,} cells"
    message = f"count_by: {rule}; count by a longer unit, or fewer of them with during="
    return FieldValueError(message, field="count_by", rule=rule)


def _known(rows: Rows) -> Run | None:
    """Return the first and last cell that some bound lies in."""
    known = {
        cell
        for counter in rows.values()
        for each in counter
        for run in (*each.may, *each.must)
        for cell in run
        if abs(cell) < FAR_DAY
    }
    return (min(known), max(known)) if known else None


def _counted(
    counter: Counter[Reach], first: int, last: int
) -> Iterator[tuple[int, int, int]]:
    """Yield how many must and may fall into each cell of a row."""
    # How the counts change from the cell before.
    changes: dict[int, list[int]] = {}
    for each, count in counter.items():
        for part, runs in enumerate((each.must, each.may)):
            for begin, end in runs:
                if begin <= last and end >= first:
                    changes.setdefault(max(begin, first), [0, 0])[part] += count
                    changes.setdefault(min(end, last) + 1, [0, 0])[part] -= count
    least = most = 0
    for number in range(first, last + 1):
        if number in changes:
            least += changes[number][0]
            most += changes[number][1]
        yield number, least, most
