"""A dataset of one text, written as a coding sheet."""

from collections.abc import Iterable
from typing import Any

from diplomacy_events.coding.passages import must_be
from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.nodes import WrongValueError
from diplomacy_events.coding.sheet.places import spans_of
from diplomacy_events.coding.sheet.quoting import manner_of
from diplomacy_events.coding.sheet.record_reader import (
    BASIS,
    EVIDENCE,
    MANNER,
    QUOTES,
    WHEN,
    derived_evidence,
)
from diplomacy_events.coding.sheet.sections import (
    ACTORS,
    DATASET,
    SOURCES,
    TEXT,
)
from diplomacy_events.coding.sheet.source import NO_TEXT, OF_TEXT
from diplomacy_events.coding.sheet.spelling import Speller, is_default
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.model.description import Field, fields, header
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Source, sha256_of

__all__ = ["write_sheet"]


def write_sheet(
    dataset: Dataset, text: str | SourceText, *, file: str | None = None
) -> str:
    """Return a dataset as a sheet; see `diplomacy_events.write_sheet`.

    Raises:
        FormatError: if it cannot be written as a sheet.
    """
    must_be(Dataset, dataset, of="write_sheet", name="dataset")
    words = text.text if isinstance(text, SourceText) else text
    must_be(str, words, of="write_sheet", name="text")
    own = [one for one in dataset.sources if one.sha256 == sha256_of(words)]
    if not own:
        raise FormatError("not a dataset of this text: no source has its SHA-256")
    return _Writer(dataset, SourceText(source=own[0], text=words), file).written()


class _Writer:
    def __init__(self, dataset: Dataset, text: SourceText, file: str | None) -> None:
        self.dataset, self.file = dataset, file
        self.main = text.source
        self.speller = Speller(dataset, text)
        self.faults: list[Fault] = []

    def written(self) -> str:
        """Return the sheet.

        Raises:
            FormatError: if something cannot be written.
        """
        blocks = [self._top(), self._header(), self._sources()]
        blocks.append(
            {ACTORS: {one.id: self.speller.actor(one) for one in self.dataset.actors}}
        )
        for index, record in enumerate(self.dataset.records):
            heading = f"{type(record).__name__} {record.id}"
            blocks.append({heading: self._record(record, f"$.records[{index}]")})
        if self.faults:
            raise FormatError("cannot be written as a sheet", faults=tuple(self.faults))
        return _dumped(blocks)

    def _top(self) -> dict[str, Any]:
        top = {} if self.file is None else {TEXT: self.file}
        if self.dataset.sources.first() != self.main:
            return top
        return {**top, **self._plainly(self.main, OF_TEXT)}

    def _plainly(self, thing: object, without: Iterable[str]) -> dict[str, Any]:
        """Return the fields of an object that are not at their default."""
        return {
            field.name: self.speller.value(field, getattr(thing, field.name))
            for field in fields(type(thing))
            if field.name not in without and not is_default(field, thing)
        }

    def _header(self) -> dict[str, Any]:
        about = {
            field.name: getattr(self.dataset, field.name)
            for field in header(Dataset)
            if getattr(self.dataset, field.name) is not None
        }
        return {DATASET: about} if about else {}

    def _sources(self) -> dict[str, object]:
        first = self.dataset.sources.first() == self.main
        others = list(self.dataset.sources)[1 if first else 0 :]
        return (
            {SOURCES: {one.id: self._source(one) for one in others}} if others else {}
        )

    def _source(self, source: Source) -> dict[str, Any]:
        if source.sha256 == self.main.sha256:
            return self._plainly(source, ("id", *OF_TEXT))
        return {TEXT: NO_TEXT, **self._plainly(source, ("id",))}

    def _record(self, record: Record, path: str) -> dict[str, Any]:
        """Return the values written for a record."""
        try:
            return self._spelt(record)
        except WrongValueError as error:
            self.faults.append(Fault(path, str(error), record.id))
            return {}

    def _spelt(self, record: Record) -> dict[str, object]:
        cls, speller = type(record), self.speller
        basis = [self.dataset.records[id] for id in getattr(record, BASIS, ())]
        quotes = getattr(record, QUOTES, ())
        spelt = speller.quotes(quotes, record.evidence, ())
        quoted = [one for _, one in spelt]
        follows = derived_evidence(quoted, basis, speller.values) == record.evidence
        if not follows:
            within = spans_of(record.evidence)
            spelt = speller.quotes(quotes, record.evidence, within)
        spans = [one.span for _, one in spelt]
        speller.values.near = spans if follows else spans_of(record.evidence)
        leave = {"id", *([EVIDENCE] if follows else [])}
        if speller.same_period(record, basis):
            leave.add(WHEN)
        if getattr(record, MANNER, None) == manner_of([one for _, one in spelt]):
            leave.add(MANNER)
        made: dict[str, Any] = {}
        for field in _in_order(cls):
            value = getattr(record, field.name)
            if field.name in leave or is_default(field, record):
                continue
            if field.name == QUOTES:
                words = [written for written, _ in spelt]
                made[QUOTES] = words if len(words) > 1 else words[0]
            else:
                made[key_of(field)] = speller.value(field, value)
        return made


def _in_order(cls: type) -> list[Field]:
    """Return the fields of records in the order in which people read them."""
    shared = {field.name for field in fields(Record)} - {"gist"}
    own = [field for field in fields(cls) if field.name not in shared]
    rest = [field for field in fields(cls) if field.name in shared]
    return own + sorted(rest, key=lambda field: field.name == EVIDENCE)


def _dumped(blocks: Iterable[dict[str, Any]]) -> str:
    nestedtext = import_extra("nestedtext", extra="sheets")
    parts = [nestedtext.dumps(block, indent=2) for block in blocks if block]
    return "\n\n".join(parts) + "\n"
