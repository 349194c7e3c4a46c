"""The units to count time by: days, weeks, months, quarters and years."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from diplomacy_events.model.period import UNBOUNDED

__all__ = ["FAR_DAY", "UNITS", "Unit", "days_of"]

FAR_DAY = UNBOUNDED
"""The number of a cell without a bound: further out than the cell of any day."""


class Unit(NamedTuple):
    """A unit of time. Its cells are numbered, one after another.

    Days are proleptic Gregorian ordinals, as of `date.toordinal`.

    Attributes:
        name: its name.
        every: the name of the unit in narwhals, or `None`.
        cell: returns the number of the cell that contains a day.
        first: returns the first day of a cell.
        label: returns the label of a cell.
    """

    name: str
    every: str | None
    cell: Callable[[int], int]
    first: Callable[[int], int]
    label: Callable[[int], str]


def _same(number: int) -> int:
    return number


def _day_label(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _week(day: int) -> int:
    # Ordinal 1 is a Monday.
    return (day - 1) // 7


def _week_first(week: int) -> int:
    return 7 * week + 1


def _week_label(week: int) -> str:
    year, number, _ = date.fromordinal(_week_first(week)).isocalendar()
    return f"{year:04}-W{number:02}"


def _month(day: int) -> int:
    first = date.fromordinal(day)
    return 12 * first.year + first.month - 1


def _month_first(month: int) -> int:
    return date(month // 12, month % 12 + 1, 1).toordinal()


def _month_label(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _quarter(day: int) -> int:
    return _month(day) // 3


def _quarter_first(quarter: int) -> int:
    return _month_first(3 * quarter)


def _quarter_label(quarter: int) -> str:
    return f"{quarter // 4:04}-Q{quarter % 4 + 1}"


def _year(day: int) -> int:
    return date.fromordinal(day).year


def _year_first(year: int) -> int:
    return date(year, 1, 1).toordinal()


def _year_label(year: int) -> str:
    return f"{year:04}"


UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit("day", "1d", _same, _same, _day_label),
        Unit("week", None, _week, _week_first, _week_label),
        Unit("month", "1mo", _month, _month_first, _month_label),
        Unit("quarter", "1q", _quarter, _quarter_first, _quarter_label),
        Unit("year", "1y", _year, _year_first, _year_label),
    )
}
"""Every unit by its name, from the shortest to the longest."""


def days_of(unit: Unit, cell: int) -> tuple[int, int]:
    """Return the first and last day of a cell, as ordinals."""
    last = date.max.toordinal()
    # The last possible day has no next cell to end it.
    end = last if cell == unit.cell(last) else unit.first(cell + 1) - 1
    return unit.first(cell), end
