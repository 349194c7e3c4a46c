"""The time axis of a picture: its days, their positions and their labels.

Days are proleptic Gregorian ordinals, as of `date.toordinal`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import le
from typing import NamedTuple

from diplomacy_events.model.english import MONTHS, year_name
from diplomacy_events.model.period import UNBOUNDED, Bounds
from diplomacy_events.views.measure import width

__all__ = ["Axis", "Tick", "span"]

FEWEST_DAYS = 7
"""The fewest days to show."""
MOST_TIMES_FINER = 2
"""A period longer than this many times all shorter ones together is cut off."""
MOST_WIDENING = 3
"""The most times that one-sided bounds may widen the days shown."""
SOON_DAYS = 14
LAST = date.max.toordinal()
GAP_BETWEEN_LABELS = 8.0
ROOM_BEYOND = 24.0
"""How far a label may extend beyond the last day, where arrows have room."""
DAYS = (1, 2, 7, 14)
MONTHS_APART = (1, 2, 3, 6)
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Tick(NamedTuple):
    """A day that the axis labels.

    Attributes:
        day: the day.
        name: its label; empty if there is no room for it.
        year: the year, if neither the label nor an earlier tick shows it.
    """

    day: int
    name: str
    year: str


def span(periods: Iterable[Bounds]) -> tuple[int, int] | None:
    """Return the first and last day to show; `None` if nothing is bounded.

    A decade among days and weeks must not squeeze them: a period much longer than all
    shorter ones together is cut off.
    """
    whole, points = [], []
    for first, _, _, last in periods:
        known = [day for day in (first, last) if abs(day) < UNBOUNDED]
        if len(known) == 2:
            whole.append((last - first, first, last))
        points += known if len(known) == 1 else []
    found: tuple[int, int] | None = None
    for length, first, last in sorted(whole):
        if found and length > MOST_TIMES_FINER * max(found[1] - found[0], SOON_DAYS):
            break
        found = _hull(found, first, last)
    for point in sorted(points, reverse=True):
        wider = _hull(found, point, point)
        if not found or wider[1] - wider[0] <= MOST_WIDENING * max(
            found[1] - found[0], SOON_DAYS
        ):
            found = wider
    return found and _with_margin(*found)


def _hull(known: tuple[int, int] | None, first: int, last: int) -> tuple[int, int]:
    return (min(known[0], first), max(known[1], last)) if known else (first, last)


def _with_margin(first: int, last: int) -> tuple[int, int]:
    missing = max(0, FEWEST_DAYS - (last - first + 1))
    margin = max(1, (last - first) // 40, (missing + 1) // 2)
    # At an end of the calendar, there is room only on the other side.
    begin = max(1, min(first - margin, LAST - FEWEST_DAYS + 1))
    return begin, min(LAST, max(last + margin, begin + FEWEST_DAYS - 1))


class Axis:
    """Places the days of a picture between two abscissas.

    Args:
        first: the first day shown.
        last: the last day shown.
        left: where the first day begins, in pixels.
        right: where the last day ends, in pixels.
    """

    def __init__(self, first: int, last: int, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, last, left, right
        self._day = (right - left) / (last - first + 1)

    def place(self, day: int) -> float:
        """Return the position of a day; days beyond the picture lie on its edge."""
        inside = min(max(day, self.first), self.last + 1)
        return self.left + (inside - self.first) * self._day

    def ticks(self, size: float, *, each: int = 1) -> list[Tick]:
        """Return the days to mark, as many as can be labelled in letters of a size.

        Args:
            size: the size of the letters, in pixels.
            each: how many days belong together: days inside a group are not labelled.
        """
        furthest = self.right + ROOM_BEYOND
        for days in self._scales(each):
            ticks = [
                tick if self._end(tick, size) <= furthest else Tick(tick.day, "", "")
                for tick in days
            ]
            nexts = [self.place(tick.day) for tick in ticks[1:]]
            ends = [self._end(tick, size) + GAP_BETWEEN_LABELS for tick in ticks]
            if any(tick.name for tick in ticks) and all(map(le, ends, nexts)):
                return ticks
        return list(self._day_ticks(iter([date.fromordinal(self.first)])))

    def _end(self, tick: Tick, size: float) -> float:
        """Return where the name of a tick ends."""
        names = (tick.name, tick.year)
        return self.place(tick.day) + max(width(name, size) for name in names)

    def _scales(self, each: int) -> Iterator[Iterator[Tick]]:
        """Yield the ticks of each scale, the finest first."""
        length = self.last - self.first
        for step in DAYS:
            if each <= step and length / step <= 60:
                yield self._day_ticks(self._each_day(step))
        for months in MONTHS_APART:
            if each <= 31 * months and length / months <= 60 * 28:
                yield self._day_ticks(self._each_month(months))
        for years in YEARS:
            yield self._years(years)

    def _each_day(self, step: int) -> Iterator[date]:
        # Ordinal 1 is a Monday.
        begin = self.first + (1 - self.first) % step
        for day in range(begin, self.last + 1, step):
            yield date.fromordinal(day)

    def _each_month(self, step: int) -> Iterator[date]:
        first = date.fromordinal(self.first)
        number = first.year * 12 + first.month - 1
        while number < 10_000 * 12:
            year, month = divmod(number, 12)
            day = date(year, month + 1, 1)
            if day.toordinal() > self.last:
                return
            if month % step == 0 and day.toordinal() >= self.first:
                yield day
            number += 1

    def _day_ticks(self, days: Iterator[date]) -> Iterator[Tick]:
        year = 0
        for day in days:
            month = MONTHS[day.month - 1][:3]
            name = month if day.day == 1 else f"{day.day} {month}"
            new = year_name(day.year) if day.year != year else ""
            yield Tick(day.toordinal(), name, new)
            year = day.year

    def _years(self, step: int) -> Iterator[Tick]:
        first = date.fromordinal(self.first).year
        begin = max(step, first + -first % step)
        for year in range(begin, date.fromordinal(self.last).year + 1, step):
            day = date(year, 1, 1).toordinal()
            if day >= self.first:
                yield Tick(day, year_name(year), "")
