"""Flat tables: one plain value in each cell, for people and their spreadsheets.

Several values of a field are joined, actors have their names, and parts of records are
put into words. These tables are for reading; the Arrow tables keep everything.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from diplomacy_events.dataset.names import Names
from diplomacy_events.errors import FieldTypeError, UnknownFieldError
from diplomacy_events.model.description import (
    Field,
    derived_fields,
    fields,
    kind_of,
    playing,
    values_of,
)
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_TYPES
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Evidence
from diplomacy_events.model.text_card import in_words
from diplomacy_events.nearest import unknown_name_error
from diplomacy_events.views.text import Text

__all__ = ["SEPARATOR", "Column", "flat"]

SEPARATOR = "; "
"""The separator between several values in one cell."""
FIRST = ("id", "type", "gist", "when", "earliest", "latest", "by", "to")
"""The columns that come first, if they exist."""
LAST = (
    *("topics", "sources", "published_first", "published_last", "when_phrase"),
    *("variables", "same_as", "notes", "coded", "codings"),
)
"""The columns that come last."""

Values = Callable[[Any], Sequence[Any]]


class Column(NamedTuple):
    """A column of a flat table.

    Attributes:
        name: its name.
        holds: the class of its values: `str`, `int` or `date`; each may be missing.
        values: its values, one for each row.
    """

    name: str
    holds: type
    values: list[Any]


class Slot(NamedTuple):
    """The origin of the values of a column.

    Attributes:
        holds: the class of its values.
        values: returns all values that an item has for it.
        many: whether an item may have several.
    """

    holds: type
    values: Values
    many: bool = False


def flat(
    items: Sequence[object],
    kinds: tuple[type, ...],
    names: Names,
    *,
    ids: bool,
    explode: str | None = None,
) -> list[Column]:
    """Return the columns of a flat table.

    Args:
        items: objects of the kinds.
        kinds: the classes; several share the columns ``by``, ``to`` and ``via``.
        names: the names of the actors, and the sources with their days.
        ids: whether to write ids of actors instead of names.
        explode: a column with several values; each value then has its own row.

    Raises:
        UnknownFieldError: if there is no such column.
        FieldTypeError: if it is not a name, or never holds several values.
    """
    slots = Layout(kinds, names, ids, _variable_names(items)).slots
    rows: Sequence[tuple[Any, object]] = [(item, None) for item in items]
    if explode is not None:
        values = _several(explode, slots)
        rows = [(item, one) for item in items for one in values(item) or (None,)]
    return [
        Column(
            name,
            slot.holds,
            [one for _, one in rows]
            if name == explode
            else [_cell(slot, item) for item, _ in rows],
        )
        for name, slot in slots.items()
    ]


def _variable_names(items: Sequence[object]) -> tuple[str, ...]:
    """Return the names of all variables of items, in order of appearance."""
    columns = [
        variable.name for item in items for variable in getattr(item, "variables", ())
    ]
    return tuple(dict.fromkeys(columns))


def _several(name: str, slots: Mapping[str, Slot]) -> Values:
    """Return the function that gives the values of a column with several in a cell.

    Raises:
        UnknownFieldError: if there is no such column.
        FieldTypeError: if it is not a name, or never holds several values.
    """
    if not isinstance(name, str):
        message = f"explode: expected the name of a column, got {short(name)}"
        raise FieldTypeError(message, field="explode", value=name)
    if name not in slots:
        problem = f"explode: no such column: {name!r}"
        raise unknown_name_error(problem, name, slots, kind=UnknownFieldError)
    if not slots[name].many:
        several = ", ".join(name for name, slot in slots.items() if slot.many)
        message = (
            f"explode: {name} has at most one value; columns with several: {several}"
        )
        raise FieldTypeError(message, field="explode", value=name)
    return slots[name].values


def _cell(slot: Slot, item: object) -> object:
    values = slot.values(item)
    if not slot.many:
        return next(iter(values), None)
    return SEPARATOR.join(values) or None


class Layout:
    """The columns of some kinds.

    Args:
        kinds: the kinds.
        names: the names of the actors.
        ids: whether to write ids of actors instead of names.
        variables: the names of variables, which have a column each.
    """

    def __init__(
        self,
        kinds: tuple[type, ...],
        names: Names,
        ids: bool,
        variables: tuple[str, ...],
    ) -> None:
        self._kinds, self._names, self._ids = kinds, names, ids
        self._variables = variables

    @cached_property
    def _actor_names(self) -> dict[str, str]:
        """The name of each actor; no two actors share one."""
        readable = {} if self._ids else self._names.readable()
        alike = Counter(readable.values())
        return {
            id: name if alike[name] == 1 else f"{name} ({id})"
            for id, name in readable.items()
        }

    @property
    def slots(self) -> dict[str, Slot]:
        """The columns by name, in their order."""
        slots: dict[str, Slot] = {"type": Slot(str, _type)}
        for kind in self._kinds:
            for field in (*fields(kind), *derived_fields(kind)):
                for name, slot in self._slots_of(field):
                    slots.setdefault(name, slot)
        if self._names.sourced and set(self._kinds) <= set(RECORD_TYPES):
            slots |= self._publication()
        parts = [
            field.name for kind in self._kinds for field in fields(kind) if field.part
        ]
        first = [*FIRST, *parts, "status", "standing", "act"]
        order = dict.fromkeys(name for name in first if name in slots)
        beyond = [f"variables_{name}" for name in self._variables]
        last = [
            name for one in LAST for name in (beyond if one == "variables" else (one,))
        ]
        order |= dict.fromkeys(name for name in slots if name not in last)
        return {name: slots[name] for name in (*order, *last) if name in slots}

    def _slots_of(self, field: Field) -> Iterator[tuple[str, Slot]]:
        """Yield the columns of a field."""
        if field.holds is Evidence:
            return
        if field.pairs:
            for name in self._variables:
                yield f"{field.name}_{name}", Slot(str, _variable(name))
        elif field.period:
            yield from _period(field.name)
        elif field.part and len(self._kinds) > 1:
            part = field.part
            yield (
                part,
                Slot(str, lambda item: self._actors_in_part(item, part), many=True),
            )
        elif field.holds in (int, date):
            yield field.name, Slot(field.holds, _values(field.name))
        else:
            yield field.name, Slot(str, self._texts(field), field.many)

    def _actors_in_part(self, item: object, part: str) -> list[str]:
        name = playing(type(item), part)
        return (
            [self._actor_names.get(id, id) for id in getattr(item, name)]
            if name
            else []
        )

    def _texts(self, field: Field) -> Values:
        """Return the function that gives the texts of a field."""
        if field.actors:
            return lambda item: [
                self._actor_names.get(id, id)
                for id in values_of(getattr(item, field.name, ()))
            ]
        if field.composite:
            words = Text(self._actor_names)
            return lambda item: [
                in_words(one, words) for one in values_of(getattr(item, field.name, ()))
            ]
        return lambda item: [
            str(one) for one in values_of(getattr(item, field.name, ()))
        ]

    def _publication(self) -> dict[str, Slot]:
        """Return the columns with the sources of a record and their days."""
        return {
            "sources": Slot(str, self._names.publishers, many=True),
            "published_first": Slot(date, self._days),
            "published_last": Slot(date, lambda item: [*reversed(self._days(item))]),
        }

    def _days(self, item: object) -> list[date]:
        days = self._names.published(item)
        return [day for day in days if day is not None]


def _type(item: object) -> tuple[str]:
    return (kind_of(type(item)).singular,)


def _values(name: str) -> Values:
    return lambda item: values_of(getattr(item, name, None))


def _variable(name: str) -> Values:
    return lambda item: [
        variable.value for variable in item.variables if variable.name == name
    ]


def _period(name: str) -> Iterator[tuple[str, Slot]]:
    """Yield the columns of a period: its text, its outer bounds, and its phrase."""
    prefix = "" if name == "when" else f"{name}_"

    def of(get: Callable[[Period], object]) -> Values:
        def values(item: object) -> Sequence[object]:
            period = getattr(item, name, None)
            return () if period is None else values_of(get(period))

        return values

    yield name, Slot(str, of(lambda period: period.edtf))
    yield f"{prefix}earliest", Slot(date, of(lambda period: period.earliest))
    yield f"{prefix}latest", Slot(date, of(lambda period: period.latest))
    yield f"{name}_phrase", Slot(str, of(lambda period: period.phrase))
