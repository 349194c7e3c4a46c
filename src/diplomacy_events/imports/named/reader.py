"""Read files of machine-coded events between named parties."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from diplomacy_events.imports.cameo import Rule
from diplomacy_events.imports.codings import Coded
from diplomacy_events.imports.dating import Days, report_time, undated_visit_time
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.importer import Import, Importer, OnError, choice
from diplomacy_events.imports.named.header_rows import HeadedRow, headed_rows, names_of
from diplomacy_events.imports.named.named_table import (
    NamedTable,
    RowError,
    why_left_out,
)
from diplomacy_events.imports.named.parties import Named
from diplomacy_events.imports.named_actors import named_actors
from diplomacy_events.imports.parties import Party
from diplomacy_events.imports.party_pairs import Between
from diplomacy_events.imports.states import Given, StatesInUse
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.sources import Source
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["RowFacts", "Sides", "TableReader"]

Sides = tuple[list[Party], list[Party]]
"""The parties of the first and of the second side of an event."""


class RowFacts(NamedTuple):
    """What a row says besides its code and its sides.

    Attributes:
        id: the id of its record.
        said: its day, as written.
        day: that day.
        reported: the day of the report, or the coded day if that is unknown.
        code: its code, as the coding keeps it.
        article: the story that it comes from.
        key: what rows of the same event share.
    """

    id: str
    said: str
    day: date
    reported: date
    code: str
    article: Source | None = None
    key: Hashable | None = None


class TableReader(ABC):
    """The rows of all files of a table with a header and a column ``Event ID``.

    Attributes:
        coder: who coded it.
        scheme: the scheme of its codes.
        title: the title of the dataset.
        begin: the first columns, by which a file is recognised.
        needed: the other required columns.
    """

    coder: ClassVar[str]
    scheme: ClassVar[str]
    title: ClassVar[str]
    begin: ClassVar[Sequence[str]]
    needed: ClassVar[Sequence[str]]

    @classmethod
    def importer(cls) -> Importer:
        """Return the importer that reads such tables."""
        return Importer(
            name=cls.coder.lower(),
            title=f"events of {cls.coder}, coded by machine",
            recognises=cls.recognises,
            read=cls.import_tables,
        )

    @classmethod
    def recognises(cls, _: str, head: bytes) -> bool:
        """Return whether a file begins with the columns of such a table."""
        return names_of(head)[: len(cls.begin)] == [*cls.begin]

    @classmethod
    def import_tables(
        cls,
        tables: Sequence[Table],
        *,
        on_error: OnError = "raise",
        actors: Given = None,
        between: Between = "states",
        days: Days = "reported",
        meetings: bool = False,
    ) -> Import:
        """Return the records of files.

        Args:
            tables: the files, with their header.
            on_error: what to do about faulty rows.
            actors: the user's own actors; a state among them is used for its code.
            between: "states" takes events between parties of two countries; "any" takes
                all.
            days: "reported" treats a day as the day of the report; "coded" as the coded
                day of the event.
            meetings: whether to take meetings and calls as well.

        Raises:
            FormatError: if a file lacks a column, or rows are faulty and not collected.
            UnknownNameError: if an option has no such value.
            OSError: if a file cannot be read.
        """
        return cls(actors, between, days, meetings).read(tables, on_error)

    def __init__(
        self, actors: Given, between: Between, days: Days, meetings: bool
    ) -> None:
        """Begin with no rows.

        Raises:
            UnknownNameError: if an option has no such value.
        """
        choice("between", between, Between)
        choice("days", days, Days)
        self.parties = Named(self.coder.lower(), StatesInUse(actors))
        self.meetings = meetings
        self._found = Gathering()
        self._between, self._days = between, days

    @abstractmethod
    def rule(self, cells: Mapping[str, str]) -> Rule | str:
        """Return what a row becomes by its code, or why it is left out.

        Raises:
            RowError: if its code is invalid.
        """

    @abstractmethod
    def sides(self, cells: Mapping[str, str]) -> Sides:
        """Return the parties of a row.

        Raises:
            RowError: if a name is not a single line.
        """

    @abstractmethod
    def facts(self, cells: Mapping[str, str], rule: Rule, sides: Sides) -> RowFacts:
        """Return the other facts of a row.

        Raises:
            RowError: if its day is invalid.
        """

    def read(self, tables: Sequence[Table], on_error: OnError) -> Import:
        """Return the records of files.

        Raises:
            FormatError: if a file lacks a column or is not a text, or rows are faulty
                and not collected.
            OSError: if a file cannot be read.
        """
        needed = (*self.begin, *self.needed)
        for table in tables:
            named = NamedTable(table, self._found, self.coder)
            for row in headed_rows(table, named.lines, named.ledger, needed):
                try:
                    self._row(row, named)
                except RowError as error:
                    named.fail(row, error)
            named.finish(max(0, named.lines.count - 1))
        found = self._found
        found.actors.update(named_actors(self.parties.actors, found.records.values()))
        return found.imported(on_error, tables[0].place, title=self.title)

    def _row(self, row: HeadedRow, made: NamedTable) -> None:
        """Take a row, or leave it out.

        Raises:
            RowError: if it is faulty.
        """
        rule = self.rule(row.cells)
        if isinstance(rule, str):
            made.ledger.leave(rule, row.number)
            return
        sides = self.sides(row.cells)
        reason = why_left_out(rule, *sides, self._between)
        if reason is not None:
            made.ledger.leave(reason, row.number)
            return
        facts = self.facts(row.cells, rule, sides)
        if rule.meaning.record == "StateVisit":
            when = undated_visit_time(facts.said, facts.day, self._days)
        else:
            when = report_time(facts.said, facts.day, facts.reported, self._days)
        number = to_slug(row.cells["Event ID"])
        made.take(
            row,
            id=facts.id,
            rule=rule,
            sides=sides,
            when=when,
            coded=Coded(
                self.coder, CodingMethod.MACHINE, self.scheme, facts.code, number
            ),
            # The gist names the scheme without its edition.
            scheme=self.scheme.partition(" ")[0],
            article=facts.article,
            key=facts.key,
        )
