"""The user's own table, read row by row by a function that says what a row means."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import DiplomacyEventsError, Fault, FieldTypeError
from diplomacy_events.imports.account import MOST_KEPT, Ledger
from diplomacy_events.imports.codings import Coded
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.importer import Import, OnError
from diplomacy_events.imports.own.rows import Found, Row, rows_of, rows_of_file
from diplomacy_events.imports.places import Lines
from diplomacy_events.imports.states import Given, actors_of
from diplomacy_events.imports.tables import Table
from diplomacy_events.integrity import Placed, faults_between
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.converters import coding_method
from diplomacy_events.model.description import kind_of, values_of
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Source
from diplomacy_events.model.walk import references
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["RowToRecord", "read_own"]

Part = Source | Actor | Record
RowToRecord = Callable[[Row], Record | Iterable[Part] | str]
"""What a row means: a record; several records, sources and actors; or, as a text, the
reason to leave the row out."""

AGAIN = "the same record again"
FAULTY = "unreadable"


class _RowResult(NamedTuple):
    """A row and what it means."""

    row: Row
    parts: tuple[Part, ...]
    records: tuple[Record, ...]


class _Table:
    """The rows of a table, with what a function makes from them."""

    def __init__(self, of: RowToRecord, ledger: Ledger, coder: Coded) -> None:
        self._of, self._ledger, self._coder = of, ledger, coder
        self._results: dict[int, _RowResult] = {}
        self._faults: dict[int, list[Fault]] = {}
        # The lines of more faulty rows, whose faults are not kept.
        self._more_lines = array("I")
        self.rows = 0

    def take(self, rows: Found) -> None:
        """Read all rows, each by itself."""
        for row in rows:
            self.rows += 1
            if isinstance(row, Row):
                try:
                    self._take(row, self._of(row))
                except (DiplomacyEventsError, ValueError) as error:
                    self._refuse(row.line, Fault(f"row {row.number}", str(error)))
            else:
                self._refuse(*row)

    def _refuse(self, line: int, fault: Fault) -> None:
        """Note that a row cannot be read by itself."""
        if len(self._faults) < MOST_KEPT:
            self._fail(line, fault)
        else:
            self._more_lines.append(line)

    def _fail(self, line: int, fault: Fault) -> None:
        self._faults.setdefault(line, []).append(fault._replace(line=line))

    def _take(self, row: Row, made: object) -> None:
        """Note what a function made from a row.

        Raises:
            FieldTypeError: if it made something of another type.
        """
        if isinstance(made, str):
            self._ledger.leave(made, row.line)
            return
        if not isinstance(made, Part | Iterable):
            message = f"expected a record, its parts or a reason, got {short(made)}"
            raise FieldTypeError(message, field="of", value=made)
        parts = (made,) if isinstance(made, Part) else tuple(made)
        others = [part for part in parts if not isinstance(part, Part)]
        records = tuple(
            [
                _with_row_evidence(row, one, self._coder)
                for one in parts
                if isinstance(one, Record)
            ]
        )
        if others or not records:
            got = short(others[0] if others else made)
            message = f"expected sources, actors and at least one record, got {got}"
            raise FieldTypeError(message, field="of", value=made)
        rest = [part for part in parts if not isinstance(part, Record)]
        self._results[row.line] = _RowResult(row, tuple(rest), records)

    def gather(self, source: Source, actors: Iterable[Actor]) -> Gathering:
        """Return the parts that fit together, and note rows with others as faulty."""
        known = [source, *Dataset(sources=[source], actors=actors).actors]
        while True:
            members = {one.id: Placed("actors", one) for one in known}
            wrong = [*self._unite(members)]
            wrong += [
                one
                for one in faults_between(list(members.values()))
                if one.line is not None
            ]
            if not wrong:
                break
            gone: list[_RowResult] = []
            for fault in wrong:
                line = fault.line or 0
                if line in self._results:
                    gone.append(self._results.pop(line))
                self._fail(line, fault)
            self._fail_users(gone, known)
        self._settle()
        return _gather(members.values())

    def _fail_users(self, gone: list[_RowResult], known: Iterable[Part]) -> None:
        """Note as faulty each row that refers to what only faulty rows have.

        Another round would find them too, but only those next to the faulty ones.

        Args:
            gone: the rows that are faulty by themselves.
            known: what needs no row.
        """
        having = Counter([part.id for part in known])
        users: dict[str, list[int]] = {}
        for taken in (*gone, *self._results.values()):
            for part in (*taken.parts, *taken.records):
                having[part.id] += 1
                for step in references(part):
                    for id in values_of(step.value):
                        users.setdefault(id, []).append(taken.row.line)
        while gone:
            one = gone.pop()
            for part in (*one.parts, *one.records):
                having[part.id] -= 1
                if having[part.id]:
                    continue
                for line in users.pop(part.id, ()):
                    if line in self._results:
                        user = self._results.pop(line)
                        problem = f"it refers to {part.id!r} of a faulty row"
                        self._fail(line, Fault(f"row {user.row.number}", problem))
                        gone.append(user)

    def _unite(self, members: dict[str, Placed]) -> Iterator[Fault]:
        """Add the parts of all rows; yield a fault if two contradict each other."""
        for line, taken in self._results.items():
            for part in (*taken.parts, *taken.records):
                path = f"row {taken.row.number}"
                known = members.setdefault(part.id, Placed(path, part, line))
                both = _united(known.member, part)
                if both is None:
                    problem = f"another row describes {part.id!r} differently"
                    yield Fault(path, problem, part.id, line)
                else:
                    members[part.id] = known._replace(member=both)

    def _settle(self) -> None:
        """Note in the account what became of the rows."""
        seen: set[str] = set()
        for line, taken in self._results.items():
            first = taken.records[0]
            if first.id in seen:
                self._ledger.merge(AGAIN, line, first.id)
            else:
                self._ledger.take(kind_of(type(first)).plural, line, first.id)
            seen.update(record.id for record in taken.records)
        for line in sorted([*self._faults, *self._more_lines]):
            self._ledger.fail(FAULTY, line, *self._faults.get(line, []))
        self._ledger.faults.add([], len(self._more_lines))


def _with_row_evidence(row: Row, record: Any, coder: Coded) -> Any:
    """Return a record with its row among its evidence, and as the row of its coding."""
    more: dict[str, Any] = {}
    if not record.codings:
        more["codings"] = (coder._replace(row=str(row.line)).coding(),)
    if row.evidence not in record.evidence:
        more["evidence"] = (*record.evidence, row.evidence)
    return attrs.evolve(record, **more)


def _united(one: object, other: object) -> object:
    """Return the thing that two rows describe; `None` if they contradict each other."""
    if one == other:
        return one
    if not isinstance(one, Record) or type(one) is not type(other):
        return None
    both = _with_evidence_of(one, one, other)
    return both if both == _with_evidence_of(other, one, other) else None


def _with_evidence_of(record: Any, one: Record, other: Record) -> object:
    """Return a record with the evidence and the codings of two records."""
    return attrs.evolve(
        record,
        evidence=tuple(dict.fromkeys([*one.evidence, *other.evidence])),
        codings=tuple(dict.fromkeys([*one.codings, *other.codings])),
    )


def _gather(members: Iterable[Placed]) -> Gathering:
    gathered = Gathering()
    for placed in members:
        one = placed.member
        members_by_id: dict[str, Any] = (
            gathered.records
            if isinstance(one, Record)
            else gathered.sources
            if isinstance(one, Source)
            else gathered.actors
        )
        members_by_id[one.id] = one
    return gathered


def read_own(
    table: object,
    of: RowToRecord,
    *,
    publisher: str,
    on_error: OnError = "raise",
    actors: Given = None,
    coder: str | None = None,
    how: CodingMethod | str = CodingMethod.HAND,
    id: str | None = None,
    url: str | None = None,
    published: date | None = None,
    language: str | None = None,
    delimiter: str = ",",
    **about: object,
) -> Import:
    """Return what the rows of a table mean.

    Args:
        table: a file of delimited values whose first row names the columns; a frame
            with the Arrow PyCapsule interface; or mappings.
        of: a function that returns what a row means: a record; or several records,
            sources and actors; or, as a text, the reason to leave the row out.
        publisher: who made the table.
        on_error: what to do about faulty rows.
        actors: the actors that the rows name by id.
        coder: who coded the rows (default: the publisher).
        how: by hand, by machine, or compiled. A record with codings keeps them; any
            other gets one by this coder, with the number of the line.
        id: the id of the table as a source (default: from the name of the file, or
            "table").
        url: where the table was published.
        published: when it was published.
        language: its language.
        delimiter: the character that separates the values of a file.
        **about: the description of the dataset, such as its title.

    Raises:
        FormatError: if the file cannot be read, or rows are faulty and not collected.
        IntegrityError: if the actors do not fit together.
        FieldTypeError: if the table is of another type.
        DiplomacyEventsError: if a source cannot have one of the values.
        MissingExtraError: if the table is a frame, and pyarrow is not installed.
        OSError: if the file cannot be read.
    """
    source_fields: dict[str, Any] = {
        "url": url,
        "published": published,
        "language": language,
    }
    source_id = id or "table"
    if isinstance(table, Table):
        name, lines = table.name, Lines(table)
        source_id = id or to_slug(name.rpartition(".")[0] or name)
        rows = rows_of_file(table, lines, source_id, delimiter)
    else:
        name, lines, rows = "table", None, rows_of(table, source_id)
    ledger = Ledger(name)
    coded = Coded(publisher if coder is None else coder, coding_method(how))
    coded.coding()
    taken = _Table(of, ledger, coded)
    taken.take(rows)
    if lines is not None:
        source_fields |= {"title": name, "length": lines.length, "sha256": lines.sha256}
    source = Source(id=source_id, publisher=publisher, **source_fields)
    found = taken.gather(source, actors_of(actors))
    found.count(ledger, taken.rows)
    return found.imported(on_error, name, **about)
