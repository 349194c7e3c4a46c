"""Readings by distance: from now, from another date, or up to one.

An offset is only as exact as the unit it is counted in; a stretch reaches from now to
its other end.
"""

from dateutil.relativedelta import relativedelta

from diplomacy_events.phrases.now import Now, Toward, UnreadError
from diplomacy_events.phrases.readings import Reading, in_year
from diplomacy_events.phrases.recurring import Recurring, weekday
from diplomacy_events.phrases.referring import back_in_text
from diplomacy_events.phrases.spans import DAY, Length, Span, Unit, around, day, step

__all__ = [
    "Spread",
    "ago",
    "ago_in",
    "ahead",
    "another_weekday",
    "away",
    "bare_unit",
    "begun",
    "compared_unit",
    "earlier",
    "either_distance",
    "ending_with",
    "hours",
    "later",
    "of_clock",
    "offset",
    "past",
    "rest",
    "side_by_side",
    "stretch",
    "week_from",
    "week_on",
    "weeks_from",
]


HOURS_A_DAY = 24
Spread = tuple[Length, Length]

NOT_THE_SAME_WEEKDAY = "only weeks lead from a weekday to the same weekday"


def away(unit: Unit, count: int) -> Reading:
    """Return the unit that is a number of units after the present one."""
    return lambda now: around(unit, now.day + step(unit, count))


def side_by_side(unit: Unit, first: int, second: int) -> tuple[Reading, Reading]:
    """Return two units, each a number after the present one: "this week or next"."""
    return away(unit, first), away(unit, second)


def bare_unit(unit: Unit) -> Reading:
    """Return the meaning of "the week" or "the year": the present one.

    A bare quarter is the last completed one, since results are reported for it. A bare
    day or month may equally be one mentioned before, so it is not read.
    """
    if unit in (Unit.DAY, Unit.MONTH):
        return back_in_text()
    return away(unit, -1 if unit is Unit.QUARTER else 0)


def of_clock(*_: object) -> Reading:
    """Return a reading that refuses hours that do not begin or end now."""

    def read(_: Now) -> Span:
        raise UnreadError("'hours' is a unit shorter than a day")

    return read


def hours(count: int) -> Length:
    """Return the number of days that some hours reach into."""
    return -(-count // HOURS_A_DAY), Unit.DAY


def earlier(whole: Reading) -> Reading:
    """Return the part of the present span up to now; all of one that is not present."""
    return lambda now: _clip_at_now(whole(now), now, before=True)


def later(whole: Reading) -> Reading:
    """Return the part of the present span from now on; all of one that is not."""
    return lambda now: _clip_at_now(whole(now), now, before=False)


def _clip_at_now(span: Span, now: Now, *, before: bool) -> Span:
    if span.unit in (None, Unit.DAY) or not span.first <= now.day <= span.last:
        return span
    if before:
        return Span(span.first, now.day, None, span.floating)
    return Span(now.day, span.last, None, span.floating)


def ahead(length: Length) -> Reading:
    """Return what "in five years" means: five years on, or the five up to now.

    It looks back if the sentence reports a record: "the first visit in five years".
    """
    forth, back = offset(length, 1), stretch(length, -1)
    return lambda now: back(now) if now.record else forth(now)


def compared_unit(unit: Unit, number: int | None = None) -> Reading:
    """Return the unit of a year to which the last completed one is compared.

    Args:
        unit: the unit.
        number: the year (default: the one before).
    """
    delta = step(Unit.YEAR, -1) if number is None else relativedelta(year=number)
    last = away(unit, -1)
    return lambda now: around(unit, last(now).last + delta)


def offset(length: Length, sign: int, base: Reading | None = None) -> Reading:
    """Return the unit that lies a length after (1) or before (-1) now, or a base."""
    count, unit = length
    delta = step(unit, sign * count)

    def read(now: Now) -> Span:
        start = day(now.day) if base is None else base(now)
        return around(unit, (start.last if sign > 0 else start.first) + delta)

    return read


def ago(length: Length, sign: int, base: Reading) -> Reading:
    """Return a span that is a length away from a base and as long as the base."""
    count, unit = length
    delta = step(unit, sign * count)

    def read(now: Now) -> Span:
        start = base(now)
        return around(start.unit or Unit.DAY, start.first + delta)

    return read


def weeks_from(length: Length, sign: int, number: int) -> Reading:
    """Return a weekday that is weeks away from the nearest: "a week from Friday".

    Raises:
        UnreadError: for a length that does not lead from a weekday to the same weekday.
    """
    _, unit = length
    if unit is not Unit.WEEK:
        raise UnreadError(NOT_THE_SAME_WEEKDAY)
    toward = Toward.FORTH if sign > 0 else Toward.BACK
    named = ago(length, sign, weekday(number))
    return lambda now: named(now.looking(toward))


def ago_in(length: Length, yearly: Recurring) -> Reading:
    """Return a yearly span of a year ago: "two years ago in May".

    Raises:
        UnreadError: for a length that does not lead to a year.
    """
    _, unit = length
    if unit is not Unit.YEAR:
        raise UnreadError(f"a {unit.value} does not say which year is meant")
    return in_year(yearly, offset(length, -1))


def another_weekday(*_: object) -> Reading:
    """Return a reading that refuses a length counted from a weekday of another week."""

    def read(_: Now) -> Span:
        raise UnreadError(NOT_THE_SAME_WEEKDAY)

    return read


def week_from(count: int) -> Reading:
    """Return the day a week after today or tomorrow, or a week before yesterday."""
    return away(Unit.DAY, count + (7 if count >= 0 else -7))


def week_on(_: Now) -> Span:
    """Refuse "a week on Friday", which is also part of "shut for a week on Friday".

    Raises:
        ValueError: always.
    """
    raise UnreadError("it may mean a week after that day, or one that ends on it")


def either_distance(spread: Spread, sign: int, base: Reading | None = None) -> Reading:
    """Return the days between two offsets: "two or three years ago"."""
    near, far = (offset(length, sign, base) for length in spread)

    def read(now: Now) -> Span:
        one, other = near(now), far(now)
        return Span(min(one.first, other.first), max(one.last, other.last))

    return read


def stretch(length: Length, sign: int, base: Reading | None = None) -> Reading:
    """Return the days between now, or a base, and a length after (1) or before (-1) it.

    The base belongs to them: "within ten days after May 9" may be May 9.
    """
    count, unit = length
    delta = step(unit, sign * count)

    def read(now: Now) -> Span:
        start = day(now.day) if base is None else base(now)
        if sign > 0:
            return Span(start.first, start.last + delta, None, start.floating)
        return Span(start.first + delta, start.last, None, start.floating)

    return read


def rest(whole: Reading) -> Reading:
    """Return the rest of a span from now on.

    Raises:
        ValueError: if nothing is left.
    """

    def read(now: Now) -> Span:
        span = whole(now)
        if span.last < now.day:
            raise ValueError(f"nothing is left of a period that ended on {span.last}")
        return Span(max(span.first, now.day), span.last)

    return read


def past(named: Reading) -> Reading:
    """Return a span that is not ahead."""
    return lambda now: named(now.looking(Toward.BACK))


def ending_with(length: Length, named: Reading) -> Reading:
    """Return the days of a length that ends with a span: "the year ended Sept. 30"."""
    count, unit = length
    delta = step(unit, -count)

    def read(now: Now) -> Span:
        last = named(now).last
        return Span(last + DAY + delta, last)

    return read


def begun(length: Length, named: Reading) -> Reading:
    """Return the days of a length that begins with a span: "the week from May 1"."""
    count, unit = length
    delta = step(unit, count)

    def read(now: Now) -> Span:
        first = named(now).first
        return Span(first, first + delta - DAY)

    return read
