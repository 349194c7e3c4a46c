"""A dataset as of a day, without what later sources report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.same_event import groups
from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.days import iso_day
from diplomacy_events.model.description import Field, values_of
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.model.walk import referring_fields
from diplomacy_events.vocabulary import EventStatus

__all__ = ["as_of"]


def as_of(dataset: Parts, on: date | str) -> dict[str, Any]:
    """Return the sources and records that were known on a day.

    Raises:
        FieldTypeError: if the day is neither a date nor text.
        FieldValueError: if a text is not a day.
    """
    day = _day(on)
    sources = [
        source
        for source in dataset.sources
        if source.published is not None and source.published <= day
    ]
    known = {source.id for source in sources}
    records = [
        record
        for record in dataset.records
        if any(anchor.source in known for anchor in record.evidence)
    ]
    remaining_ids = known | {record.id for record in records}
    left = [
        _less_sure(record, _without_later(record, remaining_ids)) for record in records
    ]
    return {"sources": sources, "records": _reunite(dataset, left)}


def _day(on: date | str) -> date:
    if type(on) is date:
        return on
    if not isinstance(on, str):
        got = f"{short(on)} ({type(on).__name__})"
        message = f"Dataset.as_of: expected a date, or a day as text, got {got}"
        raise FieldTypeError(message, field="Dataset.as_of", value=on)
    day = iso_day(on)
    if day is None:
        rule = "must be a day such as 2023-03-17"
        refuse("Dataset.as_of", rule, on, field="Dataset.as_of")
    return day


def _reunite(dataset: Parts, left: Sequence[Any]) -> list[object]:
    """Return the remaining records, with records of one event still united.

    If two records were the same as a record that is gone, the later one is marked as
    the same as the earlier one.
    """
    remaining_ids = {record.id for record in left}
    first: dict[str, str] = {}
    for group in groups(dataset.records):
        if any(one.id not in remaining_ids for one in group):
            known = [one.id for one in group if one.id in remaining_ids]
            first.update((id, known[0]) for id in known[1:])
    return [
        attrs.evolve(one, same_as=tuple(dict.fromkeys((*one.same_as, first[one.id]))))
        if one.id in first
        else one
        for one in left
    ]


def _less_sure(record: Any, known: Any) -> object:
    """Return what is known of a record, without a status from a later source.

    It is not known which of its sources and statements supports the status; perhaps
    none of those that are left does.
    """
    if not hasattr(record, "status"):
        return known
    grounds = [(one.evidence, getattr(one, "basis", ())) for one in (known, record)]
    if grounds[0] == grounds[1]:
        return known
    without = {"reason": None} if hasattr(record, "reason") else {}
    return attrs.evolve(known, status=EventStatus.UNKNOWN, **without)


def _without_later(thing: Any, remaining_ids: set[str]) -> object:
    """Return a thing without its references to sources and records not yet known.

    If it rested only on these, it was not known at all.
    """
    left: dict[str, object] = {}
    rests = False
    for field in referring_fields(type(thing)):
        if field.actors:
            continue
        values = values_of(getattr(thing, field.name))
        kept = [_item_if_known(item, field, remaining_ids) for item in values]
        # If only later sources distinguish two items, one of them was known.
        some = tuple(dict.fromkeys([item for item in kept if item is not None]))
        rests = rests or bool(some)
        if some != values:
            left[field.name] = some if field.many else None
    if left and not rests:
        return None
    return attrs.evolve(thing, **left) if left else thing


def _item_if_known(item: object, field: Field, remaining_ids: set[str]) -> object:
    if field.refers_to:
        return item if item in remaining_ids else None
    return _without_later(item, remaining_ids)
