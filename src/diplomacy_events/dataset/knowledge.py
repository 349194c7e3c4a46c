"""What was known on a day: a dataset without what its sources said later."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import attrs

from diplomacy_events.dataset.parts import Parts
from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.records import (
    Allegation,
    JointDeclaration,
    Record,
    Response,
    Statement,
)
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Evidence

__all__ = ["as_of"]

T = TypeVar("T", Record, Response)


def as_of(dataset: Parts, day: date) -> dict[str, Any]:
    """Return the sources and records that were known on a day.

    Raises:
        FieldTypeError: if the day is no date.
    """
    if type(day) is not date:
        message = f"expected a datetime.date, got {short(day)} ({type(day).__name__})"
        raise FieldTypeError(message, field="Dataset.as_of", value=day)
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
    said = known | {record.id for record in records}
    return {
        "sources": sources,
        "records": [_known(record, said) for record in records],
    }


def _known(record: Record, said: set[str]) -> Record:
    """Return a record without what it owes to sources and records that are not said."""
    left: dict[str, Any] = {"evidence": _anchors(record.evidence, said)}
    if not isinstance(record, Statement):
        basis: tuple[str, ...] = record.basis  # type: ignore[attr-defined]  # all but statements have it
        left["basis"] = tuple([id for id in basis if id in said])
    if isinstance(record, Allegation):
        responses = [_response(response, said) for response in record.responses]
        heard = [response for response in responses if response is not None]
        # Of two answers that only later sources tell apart, one was known.
        left["responses"] = tuple(dict.fromkeys(heard))
    if isinstance(record, JointDeclaration):
        left["visit"] = record.visit if record.visit in said else None
    return _with(record, left)


def _response(response: Response, said: set[str]) -> Response | None:
    statement = response.statement if response.statement in said else None
    evidence = _anchors(response.evidence, said)
    if statement is None and not evidence:
        return None
    return _with(response, {"statement": statement, "evidence": evidence})


def _with(thing: T, left: dict[str, Any]) -> T:
    """Return a thing with what is left of its fields; itself, if that is all of it."""
    if all(value == getattr(thing, name) for name, value in left.items()):
        return thing
    return attrs.evolve(thing, **left)


def _anchors(evidence: Iterable[Evidence], said: set[str]) -> tuple[Evidence, ...]:
    return tuple([anchor for anchor in evidence if anchor.source in said])
