"""Recurring spans: weekdays, months, quarters, seasons, holidays."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache

import attrs
from dateutil.relativedelta import relativedelta

from diplomacy_events.phrases.now import Now, Toward, UnreadError
from diplomacy_events.phrases.spans import (
    Length,
    Span,
    Unit,
    day,
    months,
    run,
    skip_and_take,
    years,
)

__all__ = [
    "Recurring",
    "day_of_month",
    "first_months",
    "fiscal",
    "half_year",
    "holiday",
    "month",
    "month_day",
    "months_to",
    "quarter",
    "quarter_of",
    "quarter_to",
    "season",
    "weekday",
    "weekend",
]

# How far ahead of now the bare words can refer.
MONTH_AHEAD = relativedelta(months=4)
QUARTER_AHEAD = relativedelta(months=3)
DAY_AHEAD = relativedelta(days=15)
WEEKDAY_AHEAD = relativedelta(days=1)

MAY, DECEMBER = 5, 12
MONTHS_IN_YEAR = 12


# Leap years can be 8 years apart: 1896 and 1904.
MOST_YEARS_TO_LEAP_YEAR = 8


@attrs.frozen
class Recurring:
    """Something that recurs, such as Friday or the 20th of March.

    Called with a `Now`, it returns the occurrence that the bare words mean.

    Attributes:
        at: the occurrence with an index. It raises `ValueError` or `OverflowError`
            if it does not exist, such as the 29th of February in most years.
        near: the index around a day.
        ahead: how far ahead of the day the bare words can refer.
        reach: how many indexes away one can be if a weekday is given beside it.
        cycle: the unit in which it recurs.
        tensed: whether the verb of a sentence decides the direction of the words.
    """

    at: Callable[[int], Span]
    near: Callable[[date], int]
    ahead: relativedelta | None
    reach: int
    cycle: Unit = Unit.YEAR
    tensed: bool = True

    def __call__(self, now: Now) -> Span:
        """Return the occurrence that the words mean from here.

        By default, it is the last one that begins no later than `ahead` from now.
        """
        day, toward = now.day, self._toward(now)
        if toward is Toward.FORTH:
            span = self._find(lambda span: span.last >= day, day, 1)
        else:
            ahead = self.ahead if toward is Toward.NEWS else None
            limit = day if ahead is None else day + ahead
            span = self._find(lambda span: span.first <= limit, limit, -1)
        return span._replace(floating=self.cycle)

    def _toward(self, now: Now) -> Toward:
        """Return the direction in which the words look.

        News also looks back on deadlines given as months or days of months; other
        deadlines are still to come.
        """
        toward = now.toward
        if toward is Toward.DUE:
            toward = Toward.NEWS if self.ahead == MONTH_AHEAD else Toward.FORTH
        if toward is Toward.NEWS and now.will and self.tensed:
            return Toward.FORTH
        return toward

    def previous(self, now: Now) -> Span:
        """Return the last occurrence that is over."""
        return self._find(lambda span: span.last < now.day, now.day, -1)

    def following(self, now: Now) -> Span:
        """Return the first occurrence that is still to begin."""
        return self._find(lambda span: span.first > now.day, now.day, 1)

    def current(self, now: Now) -> Span:
        """Return the occurrence of this week, month or year."""
        return self.at(self.near(now.day))

    def nearest(self, now: Now, fits: Callable[[Span], bool]) -> Span:
        """Return the fitting occurrence that is nearest to now, within reach.

        Raises:
            ValueError: if none fits.
        """
        day, toward = now.day, now.toward
        index = self.near(day)
        fitting = [
            span
            for span in self._spans(range(index - self.reach, index + self.reach + 1))
            if fits(span)
            and (toward is not Toward.FORTH or span.last >= day)
            and (toward is not Toward.BACK or span.first <= day)
        ]
        if not fitting:
            raise UnreadError("the weekday and the date do not match")
        return min(fitting, key=lambda span: abs(span.first - day))

    def _find(self, fits: Callable[[Span], bool], at: date, way: int) -> Span:
        start = self.near(at) - way
        for span in self._spans(
            range(start, start + way * (MOST_YEARS_TO_LEAP_YEAR + 2), way)
        ):
            if fits(span):
                return span
        raise UnreadError("the calendar has no such day")

    def _spans(self, indexes: Iterable[int]) -> Iterator[Span]:
        for index in indexes:
            try:
                span = self.at(index)
            except (ValueError, OverflowError):
                continue
            yield span


def _yearly(
    at: Callable[[int], Span],
    ahead: relativedelta | None = None,
    *,
    tensed: bool = False,
) -> Recurring:
    """Return a span that recurs every year; its index is the year."""
    return Recurring(at, lambda day: day.year, ahead, 1, tensed=tensed)


def _monthly(number: int, ahead: relativedelta) -> Recurring:
    """Return a day that recurs every month; its index counts months."""
    return Recurring(
        lambda index: day(date(index // 12, index % 12 + 1, number)),
        lambda at: at.year * 12 + at.month - 1,
        ahead,
        14,
        Unit.MONTH,
    )


def _weekly(
    unit: Unit, skip: int, length: int, ahead: relativedelta | None = None
) -> Recurring:
    """Return days that recur every ISO week; its index counts weeks."""

    def at(index: int) -> Span:
        first = date.fromordinal(7 * index + 1 + skip)
        last = first + timedelta(days=length - 1)
        return Span(first, last, unit, weekday=unit is Unit.DAY)

    return Recurring(at, lambda day: (day.toordinal() - 1) // 7, ahead, 1, Unit.WEEK)


@cache
def month(number: int) -> Recurring:
    """Return a month."""
    return _yearly(
        lambda year: months(year, number, 1, Unit.MONTH), MONTH_AHEAD, tensed=True
    )


def month_day(number: int, monthday: int) -> Recurring:
    """Return a day of a month."""
    return _yearly(
        lambda year: day(_exact(year, number, monthday)), MONTH_AHEAD, tensed=True
    )


def _exact(year: int, number: int, monthday: int) -> date:
    """Return a day of a year.

    Raises:
        UnreadError: if the month does not have this day.
    """
    try:
        return date(year, number, monthday)
    except ValueError as error:
        raise UnreadError(str(error)) from error


def holiday(rule: Callable[[int], date]) -> Recurring:
    """Return a holiday."""
    return _yearly(lambda year: day(rule(year)), MONTH_AHEAD, tensed=True)


@cache
def season(first: int) -> Recurring:
    """Return the season that begins in a month.

    Winter belongs to the year that it begins in. Up to May, "this winter" is the one
    that began in the previous year.
    """
    recurring = _yearly(lambda year: months(year, first, 3, Unit.SEASON), tensed=True)
    if first != DECEMBER:
        return recurring
    return attrs.evolve(recurring, near=lambda at: at.year - (at.month <= MAY))


@cache
def quarter(number: int) -> Recurring:
    """Return a quarter of the calendar year; the final one is -1."""
    first = 3 * (number if number > 0 else number + 5) - 2
    return _yearly(
        lambda year: months(year, first, 3, Unit.QUARTER), QUARTER_AHEAD, tensed=True
    )


def fiscal(number: int) -> Recurring:
    """Return a quarter of a firm's year, which news reports only when it is past."""
    return attrs.evolve(quarter(number), ahead=None, tensed=False)


def months_to(first: int, last: int) -> Recurring:
    """Return the months from one to another, of the year that the last is in."""
    count = (last - first) % MONTHS_IN_YEAR + 1
    back = int(first > last)
    return _yearly(lambda year: months(year - back, first, count, None), QUARTER_AHEAD)


def quarter_to(last: int) -> Recurring:
    """Return the three months that end with a month: "the September quarter"."""
    return months_to((last - 3) % MONTHS_IN_YEAR + 1, last)


def quarter_of(first: int, last: int) -> Recurring:
    """Return the quarter from a month to another: "the July-September quarter".

    Raises:
        ValueError: if these are not three months.
    """
    if (last - first) % MONTHS_IN_YEAR != 2:
        raise ValueError("a quarter has three months")
    return quarter_to(last)


def half_year(number: int) -> Recurring:
    """Return a half of the year; the final one is -1."""
    first = 6 * (number if number > 0 else number + 3) - 5
    return _yearly(lambda year: months(year, first, 6, Unit.HALF), QUARTER_AHEAD)


def first_months(ordinal: int, length: Length) -> Recurring:
    """Return the first or last few months or quarters of a year.

    Raises:
        ValueError: for another unit, whose place in the year is unclear.
    """
    _, unit = length
    if unit not in (Unit.MONTH, Unit.QUARTER):
        raise ValueError(f"it does not say which period the {unit.value}s belong to")
    skip, count = skip_and_take(ordinal, length)
    return _yearly(lambda year: run(unit, skip, count, years(year, 1, Unit.YEAR)))


@cache
def weekday(number: int) -> Recurring:
    """Return a weekday; Monday is 0."""
    return _weekly(Unit.DAY, number, 1, WEEKDAY_AHEAD)


@cache
def weekend() -> Recurring:
    """Return the weekend."""
    return _weekly(Unit.WEEKEND, 5, 2)


def day_of_month(number: int) -> Recurring:
    """Return a day of the nearest month."""
    return _monthly(number, DAY_AHEAD)
