"""The actions of the grammar: they make a meaning from the values of places."""

from collections.abc import Callable
from typing import Any

from diplomacy_events.phrases import readings, recurring
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
    "same",
]

Action = Callable[..., Any]
Production = tuple[str, str, Action]
Pair = tuple[Reading, Reading]


def same(value: object) -> Any:
    """Return the meaning of a part as the meaning of the whole."""
    return value


def nothing(*_: Any) -> None:
    """Return no value: the words only have to be there."""


def constant(value: object) -> Action:
    """Return an action that gives a value to words without one."""
    return lambda: value


def length(count: int, unit: Unit) -> Length:
    """Return a length."""
    return count, unit


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


def look_within(way: int) -> Action:
    """Return an action that makes a direction of any words."""
    return lambda *_: way


def flatten_list(*items: Any) -> tuple[object, ...]:
    """Return the items of a list whose last item may be a list itself."""
    *first, last = items
    return (*first, *(last if isinstance(last, tuple) else (last,)))


def monthdays(
    month: int, numbers: tuple[int, ...], year: Reading | None = None
) -> Pair:
    """Return the first and the last of several days of one month."""
    return days(month, min(numbers), max(numbers), year)
