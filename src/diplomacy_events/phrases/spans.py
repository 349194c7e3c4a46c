"""Spans of days on the calendar: units, and parts of units."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

__all__ = [
    "DAY",
    "Length",
    "Span",
    "Unit",
    "around",
    "day",
    "half",
    "months",
    "part",
    "run",
    "skip_and_take",
    "step",
    "years",
]

DAY = timedelta(days=1)


class Unit(Enum):
    """A unit that news counts in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    # Members are compared by identity, so the hash of the object is enough. It is three
    # times as fast as the hash that Enum computes from the name.
    __hash__ = object.__hash__


Length = tuple[int, Unit]


class Span(NamedTuple):
    """The days from first to last, both included.

    Attributes:
        first: its first day.
        last: its last day.
        unit: its unit, if it is exactly one unit.
        floating: the unit in which it recurs, if the words do not show which one they
            mean: a week for "Friday", a year for "March 20".
        about: whether the words hedge it: "about 1990".
        weekday: whether it is a day given by its weekday.
    """

    first: date
    last: date
    unit: Unit | None = None
    floating: Unit | None = None
    about: bool = False
    weekday: bool = False


def day(at: date) -> Span:
    """Return one day as a span."""
    return Span(at, at, Unit.DAY)


def months(year: int, month: int, count: int, unit: Unit | None) -> Span:
    """Return a number of months from this one on."""
    whole, index = divmod(month + count - 2, 12)
    last_year, last_month = year + whole, index + 1
    first = date(year, month, 1)
    return Span(
        first, date(last_year, last_month, monthrange(last_year, last_month)[1]), unit
    )


def years(first: int, count: int, unit: Unit | None) -> Span:
    """Return a number of years from this one on."""
    return Span(date(first, 1, 1), date(first + count - 1, 12, 31), unit)


def _weekend(at: date) -> Span:
    saturday = at + timedelta(days=5 - at.weekday())
    return Span(saturday, saturday + DAY, Unit.WEEKEND)


def _week(at: date) -> Span:
    monday = at - timedelta(days=at.weekday())
    return Span(monday, monday + timedelta(days=6), Unit.WEEK)


AROUND: dict[Unit, Callable[[date], Span]] = {
    Unit.DAY: day,
    Unit.WEEK: _week,
    Unit.WEEKEND: _weekend,
    Unit.MONTH: lambda at: months(at.year, at.month, 1, Unit.MONTH),
    Unit.QUARTER: lambda at: months(
        at.year, (at.month - 1) // 3 * 3 + 1, 3, Unit.QUARTER
    ),
    Unit.YEAR: lambda at: years(at.year, 1, Unit.YEAR),
    Unit.DECADE: lambda at: years(at.year // 10 * 10, 10, Unit.DECADE),
    Unit.CENTURY: lambda at: years(at.year // 100 * 100, 100, Unit.CENTURY),
}


def around(unit: Unit, at: date) -> Span:
    """Return the unit that contains a day; for weekends, that of the same ISO week."""
    return AROUND[unit](at)


STEPS: dict[Unit, Callable[[int], relativedelta]] = {
    Unit.DAY: lambda n: relativedelta(days=n),
    Unit.WEEK: lambda n: relativedelta(weeks=n),
    Unit.WEEKEND: lambda n: relativedelta(weeks=n),
    Unit.MONTH: lambda n: relativedelta(months=n),
    Unit.QUARTER: lambda n: relativedelta(months=3 * n),
    Unit.YEAR: lambda n: relativedelta(years=n),
    Unit.DECADE: lambda n: relativedelta(years=10 * n),
    Unit.CENTURY: lambda n: relativedelta(years=100 * n),
}


@lru_cache(maxsize=1 << 10)
def step(unit: Unit, count: int) -> relativedelta:
    """Return the length of a number of units; negative numbers look back."""
    return STEPS[unit](count)


# The first and last day or year of the "early", "mid" and "late" part of a unit; for
# weeks and years, counted from 0.
WEEK_THIRDS = ((0, 2), (1, 3), (3, 6))
MONTH_THIRDS = ((1, 10), (11, 20), (21, 31))
YEAR_THIRDS = {
    Unit.DECADE: ((0, 3), (4, 6), (7, 9)),
    Unit.CENTURY: ((0, 33), (34, 66), (67, 99)),
}

HALVES = (1, 2, -1)


def part(span: Span, third: int) -> Span:
    """Return the early (0), middle (1) or late (2) part of a span.

    A day and a weekend stay whole, since no date could name their parts.

    Raises:
        ValueError: if the span is not a unit, and therefore has no agreed parts.
    """
    first, last, unit, floating, *_ = span
    match unit:
        case None:
            raise ValueError("only a calendar unit has an early or late part")
        case Unit.DAY | Unit.WEEKEND:
            return span
        case Unit.WEEK:
            low, high = WEEK_THIRDS[third]
            begin, end = first + low * DAY, first + high * DAY
        case Unit.MONTH:
            low, high = MONTH_THIRDS[third]
            begin, end = first.replace(day=low), last.replace(day=min(high, last.day))
        case Unit.DECADE | Unit.CENTURY:
            low, high = YEAR_THIRDS[unit][third]
            begin, end, *_ = years(first.year + low, high - low + 1, None)
        case _:
            length = _months_long(span) // 3
            begin, end = _month_slice(first, third * length, length)
    return Span(begin, end, None, floating)


def half(span: Span, ordinal: int) -> Span:
    """Return the first (1) or second half of a span; -1 is the second too.

    Raises:
        ValueError: if the span has no halves that fall between days, months or years.
    """
    first, last, unit, floating, *_ = span
    if ordinal not in HALVES:
        raise ValueError("nothing has more than two halves")
    second = ordinal != 1
    if unit is Unit.MONTH:
        begin = first.replace(day=16) if second else first
        end = last if second else first.replace(day=15)
    elif unit in (Unit.YEAR, Unit.DECADE, Unit.CENTURY):
        length = _months_long(span) // 2
        begin, end = _month_slice(first, second * length, length)
    else:
        raise ValueError("only a month, year, decade or century has halves")
    return Span(begin, end, None, floating)


def _months_long(span: Span) -> int:
    first, last = span.first, span.last
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _month_slice(first: date, skip: int, length: int) -> tuple[date, date]:
    start = first + step(Unit.MONTH, skip)
    begin, end, *_ = months(start.year, start.month, length, None)
    return begin, end


def run(unit: Unit, skip: int, count: int, whole: Span) -> Span:
    """Return a number of units of a whole after skipping some; negative from its end.

    A week belongs to the month or year of its Thursday, as in ISO 8601 for years; a
    weekend to that of its Saturday; any other unit to the whole that contains it.

    Raises:
        ValueError: if the whole does not have that many.
    """
    back = skip < 0
    start = around(unit, whole.last if back else whole.first)
    if not _belongs(start, whole):
        start = around(unit, start.first + step(unit, -1 if back else 1))
    low = around(unit, start.first + step(unit, skip + 1 if back else skip))
    high = around(unit, low.first + step(unit, count - 1))
    if not (_belongs(low, whole) and _belongs(high, whole)):
        raise ValueError(f"there are not that many {unit.value}s from {whole.first} on")
    return Span(low.first, high.last, unit if count == 1 else None, whole.floating)


def _belongs(span: Span, whole: Span) -> bool:
    if span.unit is Unit.WEEK:
        thursday = span.first + timedelta(days=3)
        return whole.first <= thursday <= whole.last
    if span.unit is Unit.WEEKEND:
        return whole.first <= span.first <= whole.last
    return whole.first <= span.first and span.last <= whole.last


def skip_and_take(ordinal: int, length: Length) -> tuple[int, int]:
    """Return how many units to skip and to take; negative to skip from the end."""
    count, _ = length
    return count * (ordinal if ordinal < 0 else ordinal - 1), count
