"""A dataset as plain text, in lines of at most 80 columns."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from diplomacy_events.model.description import Field, derived_fields, fields, values_of
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.model.wording import places, published_in_words, when_in_words
from diplomacy_events.monospace import columns, wrap
from diplomacy_events.views.holdings import Holdings
from diplomacy_events.views.summary import name_lookup, who

__all__ = ["Text", "as_text", "record_text"]

LABEL_COLUMNS = 20
"""The width of the labels; every label fits."""
LAST = ("variables", "same_as", "notes", "codings")
SHARED = frozenset({"id", "when", "gist", "topics", "evidence", "coded", *LAST})
"""The fields of every record, which have their own rows."""
TOLD = ("by", "to")
"""The parts that share one row."""

Rows = Iterable[tuple[str, str]]
"""Labels with their values; empty values are not shown."""


def as_text(dataset: Holdings) -> str:
    """Return a dataset as text for people: each type of record in order of time."""
    about = ", ".join(
        f"{label} {value}"
        for label, value in (
            ("licence", dataset.licence),
            ("version", dataset.version),
        )
        if value
    )
    text = Text({actor.id: actor.name for actor in dataset.actors})
    records = tuple(dataset.records)
    blocks = [
        *_title_lines(dataset.title or "Untitled dataset", "="),
        *wrap(dataset.description or ""),
        *wrap(about),
    ]
    for kind in RECORD_KINDS:
        found = [record for record in records if type(record) is kind.cls]
        if found:
            blocks += ["", *_title_lines(f"{kind.labels} ({len(found)})", "-")]
        for record in sorted(found, key=lambda record: record.when.sort_key):
            blocks += ["", *text.lines(record)]
    if not records:
        blocks += _sources(tuple(dataset.sources))
    return "\n".join(blocks) + "\n"


def _sources(sources: tuple[Source, ...]) -> Iterator[str]:
    """Yield the lines of sources, for a dataset without records."""
    if sources:
        yield from ("", *_title_lines(f"Sources ({len(sources)})", "-"))
    for one in sources:
        day = published_in_words(one)
        about = filter(None, (one.title, one.author, one.publisher, day))
        yield from ("", *wrap(", ".join(about), "* ", 2))
        yield from wrap(one.id, "  source", LABEL_COLUMNS)


def record_text(record: Record, names: Mapping[str, str]) -> str:
    """Return one record as text for people.

    Args:
        record: a record of any of the four classes.
        names: the name of each actor by its id.
    """
    return "\n".join(Text(names).lines(record)) + "\n"


class Text:
    """Puts records into words, with the names of actors if they are known."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._name = name_lookup(names)

    def lines(self, record: Record) -> Iterator[str]:
        """Yield the lines of a record."""
        yield from wrap(record.gist, "* ", 2)
        for label, value in (*self._kind_rows(record), *self._record(record)):
            yield from wrap(value, f"  {label}", LABEL_COLUMNS)

    def _kind_rows(self, record: Record) -> Rows:
        """Return the rows that depend on the kind of record."""
        yield "when", when_in_words(record.when)
        yield "who", who(record, self._name)
        for field in (*derived_fields(type(record)), *fields(type(record))):
            value = getattr(record, field.name)
            if field.quiet and value == field.default:
                continue
            if field.name not in SHARED and field.part not in TOLD:
                yield from self._rows(field, value)

    def _rows(self, field: Field, value: object) -> Rows:
        """Return the rows of a field: one, or one for each sentence."""
        label = field.label.lower()
        if field.words or field.composite:
            for item in values_of(value):
                yield label, self.value(field, item)
        else:
            yield label, ", ".join(self.value(field, one) for one in values_of(value))

    def value(self, field: Field, item: Any) -> str:
        """Return one value of a field in words."""
        if isinstance(item, Period):
            return when_in_words(item)
        if field.composite:
            return "; ".join(self._parts(item))
        if field.actors:
            return self._name(item)
        return f"“{item}”" if field.name == "quotes" else str(item)

    def _parts(self, part: object) -> Iterator[str]:
        """Yield the fields of a part, each after its label."""
        for field in fields(type(part)):
            values = values_of(getattr(part, field.name))
            if field.holds is Evidence:
                values = tuple(places(values))
                field = field._replace(holds=str)  # noqa: PLW2901  # it is told in words
            if values:
                shown = ", ".join(self.value(field, item) for item in values)
                yield f"{field.label.lower()} {shown}"

    def _record(self, record: Record) -> Rows:
        """Return the rows that every record has."""
        yield "topics", ", ".join(record.topics)
        for field in fields(type(record)):
            if field.name == "codings" and record.codings:
                # Records without codings were coded by hand, and do not show it.
                yield "coded", record.coded
            if field.name in LAST:
                yield from self._rows(field, getattr(record, field.name))
        for place in places(record.evidence):
            yield "evidence", place
        yield "id", record.id


def _title_lines(title: str, line: str) -> list[str]:
    lines = wrap(title)
    return [*lines, line * max(map(columns, lines))]
