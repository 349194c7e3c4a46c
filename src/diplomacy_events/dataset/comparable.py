"""The values of records of two codings, in a form that can be compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.record_matches import Pair, ValueGetters, visible_value
from diplomacy_events.model.description import Field, fields, values_of
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_TYPES
from diplomacy_events.query.names import askable_fields

__all__ = [
    "Ids",
    "by_actor",
    "by_record",
    "comparable_value",
    "compared_fields",
    "values_before_matching",
]

Ids = Mapping[str, object]
"""The common ids of the actors and records of a coding, by their ids in it."""


def compared_fields(kind: type) -> tuple[Field, ...]:
    """Return the fields of a type that two coders can agree on.

    Fields with the coder's own words, and ids of records, are left out.
    """
    return tuple(
        [field for field in askable_fields(kind).values() if not field.coders_own]
    )


def values_before_matching(named: tuple[Ids, Ids]) -> ValueGetters:
    """Return a function that gives the values to compare before records are matched.

    It leaves out ids of records, which are each coder's own until they are matched.
    """
    free = {
        kind: [
            field
            for field in compared_fields(kind)
            if (not _to_records(field) and not field.composite) or field.period
        ]
        for kind in RECORD_TYPES
    }
    one, other = named
    return (
        lambda record: [
            comparable_value(record, field, one) for field in free[type(record)]
        ],
        lambda record: [
            comparable_value(record, field, other) for field in free[type(record)]
        ],
    )


def _to_records(field: Field) -> bool:
    return bool(field.refers_to) and not field.actors


def by_actor(one: Parts, other: Parts, actors: Mapping[str, str]) -> tuple[Ids, Ids]:
    """Give each actor an id that both codings share if the actor is in both."""
    ids: tuple[dict[str, object], ...] = (
        {actor.id: ("one", actor.id) for actor in one.actors},
        {actor.id: ("other", actor.id) for actor in other.actors},
    )
    for its, id in actors.items():
        ids[0][its] = ids[1][id] = its
    return ids[0], ids[1]


def by_record(
    one: Parts, other: Parts, found: Sequence[Pair], named: tuple[Ids, Ids]
) -> tuple[Ids, Ids]:
    """Give matched records the number of their pair, and other records their own."""
    ids: tuple[dict[str, object], ...] = (
        {**named[0], **{record.id: ("one", record.id) for record in one.records}},
        {**named[1], **{record.id: ("other", record.id) for record in other.records}},
    )
    for number, pair in enumerate(found):
        for its, record in zip(ids, pair, strict=True):
            its[record.id] = number
    return ids[0], ids[1]


def comparable_value(owner: object, field: Field, ids: Ids) -> object:
    """Return the value of a field in a form that can be compared across codings."""
    value = getattr(owner, field.name)
    items: list[Any] = list(values_of(value))
    if field.refers_to:
        items = [ids[id] for id in items]
    elif field.composite:
        items = [_part_values(part, ids) for part in items]
    items = [visible_value(one) for one in items]
    if not field.many:
        return next(iter(items), None)
    # The order of items does not matter, except in fields that say so.
    return tuple(items) if field.ordered else frozenset(items)


def _part_values(part: object, ids: Ids) -> object:
    """Return the values of the fields of a part that coders can agree on."""
    if isinstance(part, Period):
        return part
    return tuple(
        [
            comparable_value(part, field, ids)
            for field in fields(type(part))
            if not field.coders_own
        ]
    )
