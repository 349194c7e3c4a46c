"""What was known on a day: a dataset without what its sources said later."""

from collections.abc import Iterable
from datetime import date
from typing import Any

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
    evidence = _anchors(record.evidence, said)
    if isinstance(record, Statement):
        return attrs.evolve(record, evidence=evidence)
    basis = tuple([id for id in record.basis if id in said])  # type: ignore[attr-defined]
    if isinstance(record, Allegation):
        responses = [_response(response, said) for response in record.responses]
        heard = tuple([response for response in responses if response is not None])
        return attrs.evolve(record, evidence=evidence, basis=basis, responses=heard)
    if isinstance(record, JointDeclaration):
        visit = record.visit if record.visit in said else None
        return attrs.evolve(record, evidence=evidence, basis=basis, visit=visit)
    return attrs.evolve(record, evidence=evidence, basis=basis)  # type: ignore[call-arg]


def _response(response: Response, said: set[str]) -> Response | None:
    statement = response.statement if response.statement in said else None
    evidence = _anchors(response.evidence, said)
    if statement is None and not evidence:
        return None
    return attrs.evolve(response, statement=statement, evidence=evidence)


def _anchors(evidence: Iterable[Evidence], said: set[str]) -> tuple[Evidence, ...]:
    return tuple([anchor for anchor in evidence if anchor.source in said])
