"""Days written in figures, with day and month in either order."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import attrs

from diplomacy_events.phrases.now import Now, Order, UnreadError
from diplomacy_events.phrases.readings import Reading, full_year
from diplomacy_events.phrases.recurring import Recurring
from diplomacy_events.phrases.spans import Span, day

__all__ = [
    "Figures",
    "InFigures",
    "day_or_month_first",
    "settle_by_weekday",
    "year_first",
]

NOT_DIGITS = re.compile(r"\D+", re.ASCII)


class Figures(NamedTuple):
    """A day in figures.

    Attributes:
        year: the year, in two or four digits.
        first: the month, or the first of month and day if their order is open.
        second: the day, or the second of month and day.
        open: whether the month and the day may be in either order.
        usual: the usual order of such figures, or `None`.
    """

    year: int
    first: int
    second: int
    open: bool = False
    usual: Order | None = None


def year_first(raw: str) -> Figures:
    """Return the day in figures such as 2023-03-20, which have only one order."""
    number, month, monthday = _numbers(raw)
    return Figures(number, month, monthday)


def day_or_month_first(raw: str) -> Figures:
    """Return the day in figures such as 10/04/2023; with dots, the day comes first."""
    one, other, number = _numbers(raw)
    return Figures(number, one, other, True, "day first" if "." in raw else None)


def _numbers(raw: str) -> tuple[int, ...]:
    return tuple([int(digits) for digits in NOT_DIGITS.split(raw)])


@attrs.frozen
class InFigures:
    """The reading of a day in figures."""

    figures: Figures

    def __call__(self, now: Now) -> Span:
        """Return the day.

        Raises:
            ValueError: if it may be either of two days, or does not exist.
        """
        days = sorted(set(self._days(now)))
        if len(days) > 1:
            orders = " or ".join([at.isoformat() for at in days])
            raise UnreadError(
                f"it may be {orders}: the order must be given, 'day first' or "
                "'month first'"
            )
        return day(days[0])

    def nearest(self, now: Now, fits: Callable[[Span], bool]) -> Span:
        """Return the day that fits the rest of the phrase.

        If both days fit, or neither, the rest of the phrase is ignored.
        """
        fitting = [at for at in sorted(set(self._days(now))) if fits(day(at))]
        return day(fitting[0]) if len(fitting) == 1 else self(now)

    def _days(self, now: Now) -> Iterator[date]:
        """Yield the days that it may be.

        Raises:
            ValueError: if no such day exists.
        """
        number, first, second, is_open, usual = self.figures
        orders = [(first, second)]
        if is_open:
            preferred = now.order or usual
            orders = [(first, second), (second, first)]
            if preferred == "day first":
                orders.reverse()
        days = []
        problem: ValueError | None = None
        for month, monthday in orders:
            try:
                days.append(date(full_year(number, now), month, monthday))
            except ValueError as error:
                problem = problem or error
        if not days:
            raise UnreadError(str(problem)) from problem
        yield from days[:1] if is_open and preferred else days


def settle_by_weekday(number: int, named: Reading) -> Reading:
    """Return a day that is given with its weekday, which decides between readings.

    Raises:
        ValueError: if the two contradict each other.
    """

    def read(now: Now) -> Span:
        if isinstance(named, Recurring | InFigures):
            span = named.nearest(now, lambda span: span.first.weekday() == number)
        else:
            span = named(now)
        if span.first.weekday() != number:
            raise UnreadError(f"{span.first} is a {span.first:%A}")
        return span

    return read
