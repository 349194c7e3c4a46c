"""Marks on a text, as every tool has them: passages, their values, and links.

A record is a passage labelled with its class. What the tool lets people choose or write
are its values; its actors and further evidence are passages linked to it. Fields that a
tool does not show are kept beside the text.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.converter import unstructure
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.source_text import SourceText

__all__ = [
    "EVIDENCE",
    "PARTS",
    "RECORDS",
    "Link",
    "Mark",
    "Marks",
    "marks_of",
    "part_fields",
    "said_fields",
]

EVIDENCE = "evidence"
RECORDS = {kind.cls.__name__: kind.cls for kind in RECORD_KINDS}
"""The classes of records by name, which are the labels of their passages."""


@attrs.frozen(kw_only=True)
class Mark:
    """A passage of a text.

    Attributes:
        id: the id that links refer to.
        label: the class of the record, or the field of a record that it is for.
        start: index of its first code point.
        end: index after its last code point.
        said: its values as texts, by field.
        line: its row in a file; 0 if it does not have its own.
        path: its JSON path, if its row is not a line.
    """

    id: str
    label: str
    start: int
    end: int
    said: Mapping[str, list[str]] = attrs.field(factory=dict)
    line: int = 0
    path: str | None = None


@attrs.frozen(kw_only=True)
class Link:
    """A link from the passage of a record to one that belongs to it.

    Attributes:
        record: the id of the passage of the record.
        part: the id of the other passage.
        line: its row in a file; 0 if it does not have its own.
    """

    record: str
    part: str
    line: int = 0


@attrs.frozen(kw_only=True)
class Marks:
    """The marks on one text."""

    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


@cache
def said_fields(cls: type) -> tuple[Field, ...]:
    """Return the fields of a record that people choose or write in a tool."""
    return tuple(
        [
            field
            for field in fields(cls)
            if field.name != "id"
            and not field.refers_to
            and (field.period or field.choice or field.holds is str)
        ]
    )


@cache
def part_fields(cls: type) -> tuple[Field, ...]:
    """Return the fields of a record for actors, who are linked to it."""
    return tuple([field for field in fields(cls) if field.actors and field.many])


PARTS = tuple(
    dict.fromkeys(field.name for cls in RECORDS.values() for field in part_fields(cls))
)
"""The names of all such fields, which are the labels of passages with actors."""


def marks_of(dataset: Dataset, text: SourceText) -> Marks:
    """Return the marks that show the records of a dataset on one of its texts."""
    marks: list[Mark] = []
    links: list[Link] = []
    for record in dataset.records:
        for mark in _marks(dataset, record, text):
            marks.append(mark)
            if mark.label not in RECORDS:
                links.append(Link(record=record.id, part=mark.id))
    return Marks(marks=tuple(marks), links=tuple(links))


def _marks(dataset: Dataset, record: Record, text: SourceText) -> Iterator[Mark]:
    spans = list(_spans(record, text.source.id))
    cls: Any = type(record)
    for place, (start, end) in spans:
        text.read(record.evidence[place])
        first = place == spans[0][0]
        yield Mark(
            id=record.id if first else f"{record.id}.{EVIDENCE}.{place}",
            label=cls.__name__ if first else EVIDENCE,
            start=start,
            end=end,
            said=dict(_field_texts(record)) if first else {},
        )
    for field in part_fields(cls):
        for id in getattr(record, field.name):
            found = _mention(dataset, id, text.text, [span for _, span in spans])
            if found is not None:
                start, end = found
                yield Mark(
                    id=f"{record.id}.{field.name}.{id}",
                    label=field.name,
                    start=start,
                    end=end,
                    said={"actor": [id]},
                )


def _spans(record: Record, source: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the passages of a source that are evidence of a record, and their places.

    A record is shown in one text only: the first with a passage that is its evidence.
    """
    first = None
    for place, one in enumerate(record.evidence):
        if one.start is not None and one.end is not None:
            first = first or one.source
            if one.source == source == first:
                yield place, (one.start, one.end)


def _field_texts(record: Record) -> Iterator[tuple[str, list[str]]]:
    plain = unstructure(record)
    cls: object = type(record)
    for field in said_fields(cls):
        value = plain.get(field.name)
        if value is None:
            continue
        if field.period:
            value = value["edtf"]
        yield field.name, list(map(str, value if field.many else [value]))


def _mention(
    dataset: Dataset, id: str, text: str, spans: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return where an actor is first named in passages of a text, if anywhere."""
    actor = dataset.actors[id]
    for start, end in spans:
        for name in (actor.name, *actor.aliases):
            place = text.find(name, start, end)
            if place >= 0:
                return place, place + len(name)
    return None
