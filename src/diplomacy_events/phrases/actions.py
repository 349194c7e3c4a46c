"""The actions of the grammar: they make a meaning from the values of places."""

from collections.abc import Callable
from itertools import chain

from diplomacy_events.phrases import readings, recurring
from diplomacy_events.phrases.distances import Spread
from diplomacy_events.phrases.now import UnreadError
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.spans import Length, Unit

__all__ = [
    "Action",
    "Pair",
    "Production",
    "constant",
    "days",
    "flatten_list",
    "length",
    "look_within",
    "monthdays",
    "nothing",
    "outer",
    "pair",
    "rising",
    "rising_days",
    "same",
    "spread",
    "sum_of",
]

Action = Callable[..., object]
Production = tuple[str, str, Action]
Pair = tuple[Reading, Reading]


def same(value: object) -> object:
    """Return the meaning of a part as the meaning of the whole."""
    return value


def nothing(*_: object) -> None:
    """Return no value: the words only have to be there."""


def constant(value: object) -> Action:
    """Return an action that gives a value to words without one."""
    return lambda: value


def length(count: int, unit: Unit) -> Length:
    """Return a length."""
    return count, unit


def spread(low: int, high: Length) -> Spread:
    """Return two lengths in the unit of the second: "two or three weeks"."""
    return length(low, high[1]), high


# The units that a longer one is a whole number of.
PARTS_OF_UNITS = {
    Unit.WEEK: {Unit.DAY: 7},
    Unit.QUARTER: {Unit.MONTH: 3},
    Unit.YEAR: {Unit.MONTH: 12},
    Unit.DECADE: {Unit.MONTH: 120, Unit.YEAR: 10},
    Unit.CENTURY: {Unit.YEAR: 100, Unit.DECADE: 10},
}


def sum_of(larger: Length, smaller: Length) -> Length:
    """Return a length given in two units: "two years and three months".

    Raises:
        UnreadError: if the first unit is not a whole number of the second.
    """
    (count, unit), (rest, part) = larger, smaller
    parts = PARTS_OF_UNITS.get(unit, {}).get(part)
    if parts is None:
        raise UnreadError(f"no {unit.value} is a whole number of the unit {part.value}")
    return count * parts + rest, part


def pair(first: Reading, last: Reading) -> Pair:
    """Return two readings that belong together."""
    return first, last


def outer(first: Pair, last: Pair) -> Pair:
    """Return the first of two readings and the last of two others."""
    return first[0], last[1]


def days(month: int, first: int, last: int, year: Reading | None = None) -> Pair:
    """Return two days of one month, in one year if the year is given."""
    low, high = recurring.month_day(month, first), recurring.month_day(month, last)
    if year is None:
        return low, high
    return readings.in_year(low, year), readings.in_year(high, year)


def rising_days(month: int, first: int, last: int, year: Reading | None = None) -> Pair:
    """Return the first and the last day of a span in one month.

    Raises:
        UnreadError: if the last comes before the first.
    """
    return days(month, *rising(first, last), year)


def rising(first: int, last: int) -> tuple[int, int]:
    """Return two numbers that rise.

    Raises:
        UnreadError: if they do not.
    """
    if last < first:
        raise UnreadError(f"it ends on the {last}, before it begins on the {first}")
    return first, last


def look_within(way: int) -> Action:
    """Return an action that makes a direction of any words."""
    return lambda *_: way


def flatten_list(*items: object) -> tuple[object, ...]:
    """Return the items of a list of which some may be lists themselves."""
    lists = (item if isinstance(item, tuple) else (item,) for item in items)
    return tuple(chain.from_iterable(lists))


def monthdays(
    month: int, numbers: tuple[int, ...], year: Reading | None = None
) -> Pair:
    """Return the first and the last of several days of one month."""
    return days(month, min(numbers), max(numbers), year)
