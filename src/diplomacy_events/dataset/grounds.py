"""What a record rests on, down to the words of the sources."""

from collections.abc import Iterator

import attrs

from diplomacy_events.dataset.parts import Parts
from diplomacy_events.errors import UnknownNameError
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.records import Record, Statement
from diplomacy_events.model.sources import Evidence

__all__ = ["Grounds", "grounds"]


@attrs.frozen(kw_only=True)
class Grounds:
    """A record, and what it rests on. It prints as an indented tree.

    Attributes:
        record: the record.
        speakers: those who said it, if it is a statement.
        carriers: those who carried it to the source, the nearest to the source first.
        evidence: the anchors of the record itself.
        statements: the statements that it rests on, each with its own grounds.
    """

    record: Record
    speakers: tuple[Actor, ...] = ()
    carriers: tuple[Actor, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    statements: tuple["Grounds", ...] = ()

    def __str__(self) -> str:
        """Return the tree, a line for each ground."""
        return "\n".join(_lines(self))


def _lines(grounds: Grounds) -> Iterator[str]:
    record = grounds.record
    yield f"{type(record).__name__} {record.id}: {record.gist}"
    if grounds.speakers:
        yield f"  said by {_names(grounds.speakers)}"
    if grounds.carriers:
        yield f"  carried by {_names(grounds.carriers)}"
    for anchor in grounds.evidence:
        yield f"  in {_place(anchor)}"
    for statement in grounds.statements:
        for line in _lines(statement):
            yield f"  {line}"


def grounds(dataset: Parts, record: str | Record) -> Grounds:
    """Return what a record rests on.

    Raises:
        UnknownNameError: if the dataset has no such record.
    """
    if isinstance(record, str):
        found = dataset.records[record]
    elif record in dataset.records:
        found = record
    else:
        id = getattr(record, "id", record)
        message = f"the dataset does not hold this record: {id!r}"
        raise UnknownNameError(message, name=id)
    return _grounds(dataset, found)


def _grounds(dataset: Parts, record: Record) -> Grounds:
    if isinstance(record, Statement):
        return Grounds(
            record=record,
            speakers=tuple([dataset.actors[id] for id in record.speakers]),
            carriers=tuple([dataset.actors[id] for id in record.via]),
            evidence=record.evidence,
        )
    basis: tuple[str, ...] = record.basis  # type: ignore[attr-defined]
    return Grounds(
        record=record,
        evidence=record.evidence,
        statements=tuple([_grounds(dataset, dataset.records[id]) for id in basis]),
    )


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.name for actor in actors)


def _place(anchor: Evidence) -> str:
    if anchor.start is None:
        return f"{anchor.source}, the whole of it"
    return f"{anchor.source}, characters {anchor.start} to {anchor.end}"
