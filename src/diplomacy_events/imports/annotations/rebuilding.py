"""Records built from the marks on a text and the data exported beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from diplomacy_events.errors import Fault
from diplomacy_events.folding import fold
from diplomacy_events.formats.converter import FaultyError, Member, structure
from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.annotations.marks import (
    EVIDENCE,
    PARTS,
    RECORDS,
    Link,
    Mark,
    Marks,
    part_fields,
    said_fields,
)
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import kind_of
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.source_text import SourceText

__all__ = ["Rebuilding", "places_before"]

PART = "a part of a record"
LINK = "a link of a record"
NO_PART = "a passage that belongs to no record"
NO_LINK = "a link that does not concern a record"
FAULTY = "unreadable"


def places_before(
    records: Mapping[str, dict[str, Any]], source: str
) -> dict[str, tuple[int, int]]:
    """Return the earlier places of the passages of records, by ids of marks."""
    found: dict[str, tuple[int, int]] = {}
    for id, values in records.items():
        for place, one in enumerate(values.get("evidence", ())):
            if one["source"] == source and "start" in one:
                name = f"{id}.{EVIDENCE}.{place}" if id in found else id
                found[name] = one["start"], one["end"]
    return found


def _fault_in(mark: Mark, fault: Fault) -> Fault:
    """Return a fault of a record with its place in the file."""
    field = f"{mark.label}{fault.path}"
    if mark.path is None:
        return fault._replace(path=field, line=mark.line)
    return fault._replace(path=mark.path, problem=f"{field}: {fault.problem}")


class Rebuilding:
    """The records of one text, built again.

    Args:
        text: the text.
        marks: the marks on it.
        before: the records as plain values, as they were when exported.
        shown: the ids of the marks that they had in the tool.
        actors: the actors that marks may name.
        coder: who made the marks, if known.
    """

    def __init__(
        self,
        text: SourceText,
        marks: Marks,
        before: Mapping[str, dict[str, Any]],
        shown: Iterable[str],
        actors: Iterable[Actor],
        coder: str | None = None,
    ) -> None:
        self._coder = coder
        self._text, self._before, self._shown_ids = text, before, frozenset(shown)
        self._marks = {mark.id: mark for mark in marks.marks}
        self._links = marks.links
        self._names: dict[str, str] = {}
        for actor in actors:
            for name in (actor.id, actor.name, *actor.aliases):
                self._names.setdefault(fold(name), actor.id)

    def records(self, ledger: Ledger) -> dict[str, Record]:
        """Return the records by ids of marks, and note what became of every row."""
        parts: dict[str, list[Mark]] = {}
        linked: set[str] = set()
        for link in self._links:
            part = self._part_of_link(link)
            if part is not None:
                parts.setdefault(link.record, []).append(part)
                linked.add(part.id)
            # Only rows of their own have a line.
            if link.line and part is not None:
                ledger.merge(LINK, link.line, link.record)
            elif link.line:
                ledger.leave(NO_LINK, link.line)
        records: dict[str, Record] = {}
        for mark in self._marks.values():
            if mark.label in RECORDS:
                self._take(mark, parts.get(mark.id, []), records, ledger)
            elif mark.id not in linked and mark.line:
                ledger.leave(NO_PART, mark.line)
        owners = {link.part: link.record for link in self._links}
        for mark in self._marks.values():
            if mark.id in linked and mark.line:
                ledger.merge(PART, mark.line, owners[mark.id])
        return records

    def _part_of_link(self, link: Link) -> Mark | None:
        """Return the part of a record that a link leads to, if it is one."""
        record, part = self._marks.get(link.record), self._marks.get(link.part)
        fits = record and part and record.label in RECORDS
        return part if fits and part and part.label in (*PARTS, EVIDENCE) else None

    def _take(
        self, mark: Mark, parts: list[Mark], made: dict[str, Record], ledger: Ledger
    ) -> None:
        try:
            values = self._values(mark, parts)
            record: Any = structure({"type": mark.label, **values}, Member)
        except FaultyError as error:
            faults = [_fault_in(mark, one) for one in error.faults]
            ledger.fail(FAULTY, mark.line, *faults)
            return
        made[mark.id] = record
        ledger.take(kind_of(type(record)).plural, mark.line, record.id)

    def _values(self, mark: Mark, parts: list[Mark]) -> dict[str, Any]:
        """Return a record as plain values: the old ones, updated by the marks.

        Raises:
            FaultyError: if the marks do not make a valid record.
        """
        cls = RECORDS[mark.label]
        before = self._before.get(mark.id, {})
        values = dict(before) if before.get("type") == mark.label else {}
        values.pop("type", None)
        if not values and self._coder is not None:
            values["codings"] = [{"coder": self._coder, "how": "hand"}]
        values.setdefault("id", to_slug(mark.id))
        for field in said_fields(cls):
            texts = [text for text in mark.said.get(field.name, ()) if text]
            was = values.pop(field.name, None)
            if field.many and texts:
                values[field.name] = texts
            elif field.period and texts:
                kept = was if was and was["edtf"] == texts[0] else {}
                values[field.name] = {**kept, "edtf": texts[0]}
            elif texts:
                values[field.name] = texts[0]
        for field in part_fields(cls):
            ids = self._actors(field.name, values.pop(field.name, []), mark, parts)
            if ids:
                values[field.name] = ids
        values["evidence"] = self._evidence(values.get("evidence", []), mark, parts)
        return values

    def _actors(
        self, field: str, before: list[str], mark: Mark, parts: list[Mark]
    ) -> list[str]:
        """Return the actors of a field: those not shown, and those linked now."""
        now = [self._actor(part) for part in parts if part.label == field]
        kept = [
            id
            for id in before
            if f"{mark.id}.{field}.{id}" not in self._shown_ids or id in now
        ]
        return list(dict.fromkeys([*kept, *now]))

    def _actor(self, part: Mark) -> str:
        words = self._text.text[part.start : part.end]
        name = next(iter(part.said.get("actor", ())), words)
        found = self._names.get(fold(name))
        if found is None:
            problem = f"no actor is called {name!r}; pass actors, or give the id of one"
            raise FaultyError([Fault(f".{part.label}", problem)])
        return found

    def _evidence(
        self, before: list[Any], mark: Mark, parts: list[Mark]
    ) -> list[dict[str, Any]]:
        """Return the evidence of a record: its passages, and hidden evidence."""
        more = {part.id: part for part in parts if part.label == EVIDENCE}
        found: list[dict[str, object]] = []
        first = True
        for place, one in enumerate(before):
            if one["source"] != self._text.source.id or "start" not in one:
                found.append(one)
            elif first:
                found.append(self._anchor(mark, one))
                first = False
            else:
                part = more.pop(f"{mark.id}.{EVIDENCE}.{place}", None)
                if part is not None:
                    found.append(self._anchor(part, one))
        if first:
            found.insert(0, self._anchor(mark, {}))
        return [*found, *[self._anchor(part, {}) for part in more.values()]]

    def _anchor(self, mark: Mark, before: dict[str, object]) -> dict[str, object]:
        if (before.get("start"), before.get("end")) == (mark.start, mark.end):
            return before
        anchor = self._text.between(mark.start, mark.end)
        return {
            "source": anchor.source,
            "start": anchor.start,
            "end": anchor.end,
            "sha256": anchor.sha256,
        }
