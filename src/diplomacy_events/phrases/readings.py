"""The meanings of words before the day of publication is known.

A `Reading` is a function from `Now` to a span of days. The functions here build the
readings of a phrase from those of its parts; the grammar says which to use.
"""

from collections.abc import Callable
from datetime import date, timedelta

from diplomacy_events.phrases.now import Now, UnreadError
from diplomacy_events.phrases.recurring import Recurring, month
from diplomacy_events.phrases.spans import (
    Length,
    Span,
    Unit,
    around,
    day,
    half,
    part,
    run,
    skip_and_take,
    years,
)

__all__ = [
    "Reading",
    "about",
    "century",
    "day_within",
    "decade",
    "edge",
    "edges",
    "full_year",
    "half_of",
    "holding",
    "in_year",
    "last_part",
    "month_of_near_year",
    "nth",
    "nth_run",
    "nth_weekday",
    "outer_part",
    "short_year",
    "weekday_from",
    "weekday_within",
    "year",
    "years_from",
]

Reading = Callable[[Now], Span]

# How far ahead of now a year or decade of two digits can be.
YEARS_AHEAD = 10
# How far back it can be if no sign marks it as a year: "Oct 89", but not "June 45".
YEARS_BACK = 20
# How far apart two years are that are written as one, such as 1914-18.
MOST_YEARS_APART = 50


def _always(span: Span) -> Reading:
    return lambda _: span


def year(number: int) -> Reading:
    """Return a year."""
    return _always(years(number, 1, Unit.YEAR))


def short_year(digits: int) -> Reading:
    """Return the last year that ends in two digits and is not far ahead.

    Raises:
        ValueError: if the number has more than two digits.
    """
    _two(digits)
    return lambda now: years(full_year(digits, now), 1, Unit.YEAR)


def month_of_near_year(number: int, digits: int) -> Reading:
    """Return a month of a year that only two digits name: "Oct 89".

    Raises:
        ValueError: if the number has more than two digits.
    """
    _two(digits)

    def read(now: Now) -> Span:
        year = full_year(digits, now)
        if not 0 <= now.day.year - year <= YEARS_BACK:
            raise UnreadError(f"no month has {digits} days, and {year} is not near")
        return month(number).at(year)

    return read


def _two(digits: int) -> None:
    if digits >= 100:
        raise ValueError(f"{digits} is not a two-digit year")


def full_year(number: int, now: Now) -> int:
    """Return a year with its century."""
    if number >= 100:
        return number
    latest = now.day.year + YEARS_AHEAD
    return latest - (latest - number) % 100


def years_from(first: int, digits: int) -> tuple[Reading, Reading]:
    """Return two years, with only the last two digits of the second given.

    Raises:
        ValueError: if it has more than two digits, or is too far from the first.
    """
    _two(digits)
    apart = (digits - first) % 100
    if apart > MOST_YEARS_APART:
        raise ValueError(f"{digits:02} is not a year soon after {first}")
    return year(first), year(first + apart)


def winter_of(recurring: Recurring, first: int, last: int) -> Reading:
    """Return the season of two years: "winter 2022/2023".

    Raises:
        ValueError: if it does not begin in the first year and end in the next.
    """
    if recurring.at(first).last.year != first + 1 or (last - first) % 100 != 1:
        raise ValueError("no season spans these two years")
    return year_of(recurring, first)


def year_of(recurring: Recurring, number: int) -> Reading:
    """Return a yearly span in the year of this number."""
    return lambda _: recurring.at(number)


def decade(number: int) -> Reading:
    """Return a decade, or a century for such as the 1800s.

    The 2000s are a decade: news does not yet speak of the whole century.
    """
    if number % 100 == 0 and number % 1000:
        return _always(years(number, 100, Unit.CENTURY))
    return lambda now: years(full_year(number, now), 10, Unit.DECADE)


def century(ordinal: int) -> Reading:
    """Return a century by its number: the 19th is the years 1800 to 1899."""
    return _always(years(100 * ordinal - 100, 100, Unit.CENTURY))


def in_year(recurring: Recurring, whole: Reading) -> Reading:
    """Return a yearly span in one year."""
    return lambda now: recurring.at(whole(now).first.year)


def nth(ordinal: int, unit: Unit, whole: Reading) -> Reading:
    """Return the nth unit of a whole; -1 is the last."""
    return nth_run(ordinal, (1, unit), whole)


def nth_run(ordinal: int, length: Length, whole: Reading) -> Reading:
    """Return the nth run of a number of units of a whole; -1 is the last."""
    skip, count = skip_and_take(ordinal, length)
    return lambda now: run(length[1], skip, count, whole(now))


def nth_weekday(ordinal: int, number: int, whole: Reading) -> Reading:
    """Return the nth such weekday of a whole; -1 is the last."""

    def read(now: Now) -> Span:
        span = whole(now)
        if ordinal > 0:
            away = (number - span.first.weekday()) % 7 + 7 * (ordinal - 1)
            at = span.first + timedelta(days=away)
        else:
            at = span.last - timedelta(days=(span.last.weekday() - number) % 7)
        return _inside(span, at)

    return read


def weekday_from(ordinal: int, number: int, named: Reading) -> Reading:
    """Return the nth such weekday after a date; negative ones are before it."""

    def read(now: Now) -> Span:
        span = named(now)
        if ordinal > 0:
            away = (number - span.last.weekday() - 1) % 7 + 1 + 7 * (ordinal - 1)
            at = span.last + timedelta(days=away)
        else:
            away = (span.first.weekday() - number - 1) % 7 + 1 - 7 * (ordinal + 1)
            at = span.first - timedelta(days=away)
        return Span(at, at, Unit.DAY, span.floating)

    return read


def weekday_within(number: int, week: Reading) -> Reading:
    """Return a weekday of a week."""

    def read(now: Now) -> Span:
        return day(week(now).first + timedelta(days=number))._replace(weekday=True)

    return read


def day_within(number: int, whole: Reading) -> Reading:
    """Return a day of a month by its number; "the first of the year" is a day too.

    Raises:
        ValueError: for another unit, whose days are not numbered.
    """

    def read(now: Now) -> Span:
        span = whole(now)
        if span.unit is not Unit.MONTH:
            if span.unit is Unit.YEAR and number == 1:
                return day(span.first)
            raise ValueError("only days of a month are numbered")
        return _inside(span, span.first + timedelta(days=number - 1))

    return read


def _inside(span: Span, at: date) -> Span:
    if not span.first <= at <= span.last:
        raise ValueError(f"there is no such day from {span.first} to {span.last}")
    return Span(at, at, Unit.DAY, span.floating)


def holding(unit: Unit, named: Reading) -> Reading:
    """Return the unit that contains a day: "the week of Oct. 23"."""
    return lambda now: around(unit, named(now).first)


def edge(third: int, whole: Reading) -> Reading:
    """Return the early (0), middle (1) or late (2) part of a span."""
    return lambda now: part(whole(now), third)


def last_part(_: object, whole: Reading) -> Reading:
    """Return the late part of a span: "the last days of October"."""
    return edge(2, whole)


def outer_part(ordinal: int, _: object, whole: Reading) -> Reading:
    """Return the early part of a span, or the late one: "the final weeks of 2023".

    Raises:
        ValueError: for another ordinal: "the second days of May".
    """
    if abs(ordinal) != 1:
        raise ValueError(f"no part of a span is its number {ordinal}")
    return edge(0 if ordinal > 0 else 2, whole)


def edges(low: int, high: int, whole: Reading) -> Reading:
    """Return the parts of a span from one to another: "mid- to late 1990s"."""

    def read(now: Now) -> Span:
        span = whole(now)
        first, last = part(span, low).first, part(span, high).last
        return Span(first, last, None, span.floating)

    return read


def half_of(ordinal: int, whole: Reading) -> Reading:
    """Return the first or second half of a span; -1 is the second too."""
    return lambda now: half(whole(now), ordinal)


def about(named: Reading) -> Reading:
    """Return a span whose words are hedged."""
    return lambda now: named(now)._replace(about=True)
