"""What a record rests on, down to the words of the sources."""

from collections.abc import Iterator

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.errors import FieldTypeError, UnknownNameError
from diplomacy_events.markup import page
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import Allegation, Record, Response, Statement
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Evidence
from diplomacy_events.model.wording import places
from diplomacy_events.portable import Portable
from diplomacy_events.terminal import for_terminal
from diplomacy_events.views.grid import Grid

__all__ = ["Answer", "Grounds", "grounds"]


@attrs.frozen(kw_only=True)
class Grounds(Portable):
    """A record, and what it rests on.

    It prints as an indented tree, because a terminal is too narrow for a table in which
    each row names the row that rests on it. A notebook shows that table.

    Attributes:
        record: the record.
        speakers: the speakers, if it is a statement.
        carriers: its carriers, the nearest to the source first.
        evidence: the anchors of the record itself.
        statements: the statements that it rests on, each with its own grounds.
        responses: the responses, if it is an allegation.
    """

    record: Record
    speakers: tuple[Actor, ...] = ()
    carriers: tuple[Actor, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    statements: tuple["Grounds", ...] = ()
    responses: tuple["Answer", ...] = ()

    def __str__(self) -> str:
        """Return the tree, a line for each ground."""
        return for_terminal("\n".join(_lines(self)))

    def _repr_html_(self) -> str:
        """Return the table, for a notebook."""
        header = ("what", "for", "who", "evidence", "gist")
        return page(Grid("What it rests on", header, list(_rows(self))).markup)


@attrs.frozen(kw_only=True)
class Answer:
    """A response to an allegation, and what it rests on.

    Attributes:
        response: the response.
        actors: the actors who gave it.
        statement: the statement that gives it, with its own grounds.
    """

    response: Response
    actors: tuple[Actor, ...]
    statement: Grounds | None = None


def _lines(grounds: Grounds) -> Iterator[str]:
    record = grounds.record
    yield f"{type(record).__name__} {record.id}: {record.gist}"
    if grounds.speakers:
        yield f"  said by {_names(grounds.speakers)}"
    if grounds.carriers:
        yield f"  carried by {_names(grounds.carriers)}"
    for place in places(grounds.evidence):
        yield f"  in {place}"
    for statement in grounds.statements:
        yield from _indent(_lines(statement))
    for answer in grounds.responses:
        yield f"  {answer.response.kind} by {_names(answer.actors)}"
        for place in places(answer.response.evidence):
            yield f"    in {place}"
        if answer.statement is not None:
            yield from _indent(_indent(_lines(answer.statement)))


def _rows(grounds: Grounds, below: str = "") -> Iterator[tuple[str, ...]]:
    """Yield a row for each ground, below the row that rests on it.

    Args:
        grounds: the record and its grounds.
        below: the id of the record that rests on it.
    """
    record = grounds.record
    who = [
        f"{how} by {_names(actors)}"
        for how, actors in (("said", grounds.speakers), ("carried", grounds.carriers))
        if actors
    ]
    where = "; ".join(places(grounds.evidence))
    what = f"{type(record).__name__} {record.id}"
    yield what, below, ", ".join(who), where, record.gist
    for statement in grounds.statements:
        yield from _rows(statement, record.id)
    for answer in grounds.responses:
        where = "; ".join(places(answer.response.evidence))
        kind = str(answer.response.kind)
        yield kind, record.id, f"by {_names(answer.actors)}", where, ""
        if answer.statement is not None:
            yield from _rows(answer.statement, f"{kind} of {record.id}")


def _indent(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield f"  {line}"


def grounds(dataset: Parts, record: str | Record) -> Grounds:
    """Return what a record rests on.

    Raises:
        UnknownNameError: if the dataset does not contain the record.
        FieldTypeError: if it is neither a record nor an id.
    """
    id = record if isinstance(record, str) else getattr(record, "id", None)
    if not isinstance(id, str):
        message = f"expected a record or its id, got {short(record)}"
        raise FieldTypeError(message, field="Dataset.rests_on", value=record)
    answer = dataset.records[id]
    if not isinstance(record, str) and record != answer:
        message = (
            "the dataset does not contain this record, only another one with the id "
            f"{id!r}"
        )
        raise UnknownNameError(message, name=id)
    return _grounds(dataset, answer)


def _grounds(dataset: Parts, record: Record) -> Grounds:
    if isinstance(record, Statement):
        return Grounds(
            record=record,
            speakers=tuple([dataset.actors[id] for id in record.speakers]),
            carriers=tuple([dataset.actors[id] for id in record.via]),
            evidence=record.evidence,
        )
    basis: tuple[str, ...] = getattr(record, "basis", ())
    responses = record.responses if isinstance(record, Allegation) else ()
    return Grounds(
        record=record,
        evidence=record.evidence,
        statements=tuple([_grounds(dataset, dataset.records[id]) for id in basis]),
        responses=tuple([_answer(dataset, one) for one in responses]),
    )


def _answer(dataset: Parts, response: Response) -> Answer:
    id = response.statement
    return Answer(
        response=response,
        actors=tuple([dataset.actors[actor] for actor in response.actors]),
        statement=None if id is None else _grounds(dataset, dataset.records[id]),
    )


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.name for actor in actors)
