"""What an importer gathers, row by row: sources, actors, records, and the account."""

from collections.abc import Iterable
from typing import Any

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import FormatError
from diplomacy_events.imports.account import Account, Faults, Ledger
from diplomacy_events.imports.importer import Import, OnError
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.coding import Coding
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Evidence, Source

__all__ = ["Gathering"]


class Gathering:
    """The parts of an import while its files are read.

    Attributes:
        files: the files as sources, by id.
        sources: the other sources by id.
        actors: the actors by id.
        records: the records by id.
    """

    def __init__(self) -> None:
        self.files: dict[str, Source] = {}
        self.sources: dict[str, Source] = {}
        self.actors: dict[str, Actor] = {}
        self.records: dict[str, Record] = {}
        self._ledgers: list[Ledger] = []
        self._rows = 0

    def add(self, actor: Actor) -> str:
        """Add an actor, unless its id is there, and return the id."""
        return self.actors.setdefault(actor.id, actor).id

    def add_file(self, source: Source, place: str) -> None:
        """Add a file that was read as a source.

        Raises:
            FormatError: if another file has its id.
        """
        if source.id in self.files:
            raise FormatError(f"{place}: another file has the id {source.id!r}")
        self.files[source.id] = source

    def add_records(self, records: Iterable[Record], place: str) -> None:
        """Add the records of a file.

        Raises:
            FormatError: if another file has a record with the same id.
        """
        for record in records:
            if record.id in self.records:
                problem = f"a row of another file already became {record.id!r}"
                raise FormatError(f"{place}: {problem}")
            self.records[record.id] = record

    def support(self, id: str, evidence: Evidence, coding: Coding) -> None:
        """Add a row to the evidence of a record."""
        record: Any = self.records[id]
        self.records[id] = attrs.evolve(
            record,
            evidence=(*record.evidence, evidence),
            codings=(*record.codings, coding),
        )

    def count(self, ledger: Ledger, rows: int) -> None:
        """Count the rows of a file that was read."""
        self._ledgers.append(ledger)
        self._rows += rows

    def imported(self, on_error: OnError, place: str, **about: Any) -> Import:
        """Return the dataset and the account.

        Args:
            on_error: what to do about faulty rows.
            place: where the table is, for messages.
            **about: the description of the dataset, such as its title.

        Raises:
            FormatError: if rows are faulty and not collected.
        """
        faults = Faults()
        for ledger in self._ledgers:
            faults.add(ledger.faults.first, ledger.faults.count)
        if faults.count and on_error == "raise":
            raise faults.error(f"{place}: faulty rows")
        dataset = Dataset(
            sources=[*self.files.values(), *self.sources.values()],
            actors=self.actors.values(),
            records=self.records.values(),
            **about,
        )
        entries = [one for ledger in self._ledgers for one in ledger.entries()]
        account = Account(
            rows=self._rows, entries=tuple(entries), faults=tuple(faults.first)
        )
        return Import(dataset=dataset, account=account)
