"""Count items by fields, by the actors in a part, and by uncertain time."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple

from diplomacy_events.dataset.counts import Count, Counts
from diplomacy_events.dataset.grouping import field_name
from diplomacy_events.dataset.index import actors_playing
from diplomacy_events.dataset.time_cells import (
    Reach,
    Run,
    Tally,
    reach,
    tally_cells,
    together,
)
from diplomacy_events.dataset.units import UNITS, Unit, days_of
from diplomacy_events.errors import FieldTypeError, UnknownFieldError
from diplomacy_events.model.description import PARTS, kind_of, playing
from diplomacy_events.model.period import UNBOUNDED, Bounds, Period
from diplomacy_events.model.rules import refuse
from diplomacy_events.nearest import unknown_name_error
from diplomacy_events.query.arguments import window
from diplomacy_events.query.names import field_named, field_names, groupable
from diplomacy_events.query.questions import Field

__all__ = [
    "ALWAYS",
    "PUBLISHED",
    "TYPE",
    "Key",
    "Plan",
    "count_items",
    "counts",
    "plan",
]

Key = str | Field
TYPE = "type"
PUBLISHED = "published"
ALWAYS = Reach(((0, 0),), ((0, 0),))
"""The reach of every item if time does not matter."""


class Plan(NamedTuple):
    """How to count.

    Attributes:
        keys: the names of all keys, in their order.
        unit: the unit of time among them, or `None`.
        time: the field to take the time from, or ``published``.
        days: the bounds of the period to count in, or `None` for all time.
    """

    keys: tuple[str, ...]
    unit: Unit | None
    time: str
    days: Bounds | None

    @property
    def others(self) -> tuple[str, ...]:
        """The keys that are not units of time."""
        return tuple([key for key in self.keys if key not in UNITS])

    @property
    def timed(self) -> bool:
        """Whether the time of an item matters."""
        return self.unit is not None or self.days is not None

    @property
    def window(self) -> Run | None:
        """The first and last cell to count in, or `None` for all."""
        if self.unit is None:
            return (0, 0)
        if self.days is None:
            return None
        return self.unit.cell(self.days.first_begin), self.unit.cell(self.days.last_end)

    def reach(self, bounds: Bounds) -> Reach:
        """Return the cells that a period falls into; without a unit, the only one."""
        if self.unit is not None:
            return reach(bounds, self.unit)
        if self.days is None:
            return ALWAYS
        first, last = self.days.first_begin, self.days.last_end
        may = bounds.first_begin <= last and bounds.last_end >= first
        must = bounds.last_begin <= last and bounds.first_end >= first
        return Reach(ALWAYS.may if may else (), ALWAYS.must if must else ())


def plan(
    keys: Sequence[Key],
    kinds: tuple[type, ...],
    time: str,
    during: "Period | date | str | None",
) -> Plan:
    """Return a checked plan of how to count.

    Raises:
        FieldTypeError: if a key is not a key or cannot be counted by, or if the time is
            not a field that contains a period.
        FieldValueError: if a key is given twice, if there are two units, or if the
            period to count in has no first or no last day.
        UnknownFieldError: if one of the kinds lacks a field, or nobody has a part.
        EDTFError: if a text for a period is not EDTF.
    """
    names = tuple([_name(key, kinds) for key in keys])
    units = [UNITS[name] for name in names if name in UNITS]
    if len(set(names)) < len(names) or len(units) > 1:
        rule = "must name each key once, and at most one unit of time"
        refuse("count_by", rule, names, field="count_by")
    checked = Plan(names, next(iter(units), None), time, _days(during))
    if checked.timed and time != PUBLISHED:
        name = field_name(time, kinds)
        if not field_named(name).period:
            message = f"count_by: time must be a field that holds a period, got {name}"
            raise FieldTypeError(message, field="time", value=time)
    return checked


def _name(key: Key, kinds: tuple[type, ...]) -> str:
    """Return the name of a key that all kinds can be counted by.

    Raises:
        FieldTypeError: if it is not a key, or is a field that cannot be counted by.
        UnknownFieldError: if one of the kinds lacks it, or none of them has the part.
    """
    if isinstance(key, str) and key in (*UNITS, TYPE):
        return key
    if isinstance(key, str) and key in PARTS:
        if kinds and not any(playing(kind, key) for kind in kinds):
            names = ", ".join(kind.__name__ for kind in kinds)
            raise UnknownFieldError(f"no actor has the part {key} in {names}", name=key)
        return key
    if isinstance(key, str) and key not in field_names():
        problem = f"there is no field, part or unit of time {key!r} to count by"
        known = (*UNITS, TYPE, *PARTS, *field_names())
        raise unknown_name_error(problem, key, known, kind=UnknownFieldError)
    name = field_name(key, kinds)
    described = field_named(name)
    if described.period:
        advice = f"use {', '.join(UNITS)} with time={name!r}"
        rule = "contains periods, which are counted by a unit"
        raise FieldTypeError(f"field.{name} {rule}: {advice}", field=name)
    if not groupable(described):
        raise FieldTypeError(f"field.{name} cannot be counted by", field=name)
    return name


def _days(during: "Period | date | str | None") -> Bounds | None:
    """Return the bounds of the period to count in.

    Raises:
        FieldValueError: if the period has no first or no last day.
    """
    if during is None:
        return None
    days = window(during).bounds
    if max(-days.first_begin, days.last_end) >= UNBOUNDED:
        rule = "must have a first and a last day"
        refuse("count_by: during", rule, during, field="during")
    return days


def count_items(
    items: Iterable[object],
    asked: Plan,
    days: Callable[[Any], Iterable["date | None"]],
    owner: Callable[[Any], Hashable],
) -> Tally:
    """Count items in memory.

    Args:
        items: the items to count.
        asked: how to count them.
        days: returns the days on which the sources of a record were published.
        owner: returns the same value for all items that count as one.
    """
    getters = [_values_getter(key) for key in asked.others]
    bounds_of_times = _bounds_getter(asked, days)
    # Periods recur: compute the reach once for each different period.
    cached_reach = cache(asked.reach)
    reaches_of: dict[tuple[object, ...], dict[Hashable, list[Reach]]] = {}
    boundless = set()
    for item in items:
        reaches = [cached_reach(bounds) for bounds in bounds_of_times(item)]
        for values in product(*[get(item) for get in getters]) if reaches else ():
            one = owner(item)
            reaches_of.setdefault(values, {}).setdefault(one, []).extend(reaches)
            if any(each.boundless for each in reaches):
                boundless.add(one)
    rows = {
        values: Counter(together(each) for each in owners.values())
        for values, owners in reaches_of.items()
    }
    return Tally(rows, len(boundless))


def _bounds_getter(
    asked: Plan, days: Callable[[Any], Iterable["date | None"]]
) -> Callable[[Any], Iterable[Bounds]]:
    """Return a function that gives the bounds of the times of an item."""
    if not asked.timed:
        return lambda _: (UNKNOWN,)
    if asked.time == PUBLISHED:
        return lambda item: map(_bounds_of_day, days(item))
    value = attrgetter(asked.time)

    def bounds_of_period(item: object) -> Iterable[Bounds]:
        period = value(item)
        return () if period is None else (period.bounds,)

    return bounds_of_period


UNKNOWN = Bounds(-UNBOUNDED, UNBOUNDED, -UNBOUNDED, UNBOUNDED)


def _bounds_of_day(day: "date | None") -> Bounds:
    if day is None:
        return UNKNOWN
    number = day.toordinal()
    return Bounds(number, number, number, number)


def _values_getter(key: str) -> Callable[[object], Iterable[object]]:
    """Return a function that gives the values of an item for a key, each once."""
    if key == TYPE:
        return lambda item: (kind_of(type(item)).singular,)
    if key in PARTS:
        return lambda item: actors_playing(item, key)
    if field_named(key).many:
        return lambda item: dict.fromkeys(getattr(item, key))
    return lambda item: (getattr(item, key),)


def counts(asked: Plan, tally: Tally, names: Mapping[str, str]) -> Counts:
    """Return the counts as a table.

    Raises:
        FieldValueError: if there are too many cells to count.
    """
    labels: dict[int, str] = {}
    rows = []
    # If time is the only key, there is a row even if nothing was counted.
    tally_rows = tally.rows if asked.others else {(): Counter(), **tally.rows}
    for cell in tally_cells(tally_rows, asked.window):
        values = list(cell.values)
        if asked.unit is not None:
            if cell.number not in labels:
                labels[cell.number] = asked.unit.label(cell.number)
            values.insert(asked.keys.index(asked.unit.name), labels[cell.number])
        rows.append(Count(tuple(values), cell.least, cell.most))
    return Counts(
        asked.keys,
        tuple(sorted(rows, key=_sort_key)),
        boundless=tally.boundless,
        names=names,
        days={
            label: days_of(asked.unit, number)
            for number, label in labels.items()
            if asked.unit is not None
        },
    )


def _sort_key(row: Count) -> list[tuple[bool, object]]:
    return [(value is None, value) for value in row.values]
