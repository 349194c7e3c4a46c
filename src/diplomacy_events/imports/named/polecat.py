"""Events of POLECAT: coded by PLOVER, with several actors on a side."""

from collections.abc import Mapping, Sequence
from typing import Any

from diplomacy_events.imports.between import Between
from diplomacy_events.imports.codings import Coded
from diplomacy_events.imports.dating import Days, by_then, day_of, some_time
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.identifiers import slugged
from diplomacy_events.imports.importer import Import, Importer, OnError, choice
from diplomacy_events.imports.named.classes import SCHEME, plover_rule
from diplomacy_events.imports.named.headed import HeadedRow, headed_rows, names_of
from diplomacy_events.imports.named.parties import Named
from diplomacy_events.imports.named.taking import NamedTable, RowError, left_out
from diplomacy_events.imports.parties import Party
from diplomacy_events.imports.states import Given, StatesInUse
from diplomacy_events.imports.tables import Table
from diplomacy_events.imports.used import used
from diplomacy_events.model.actors import Organization, Person
from diplomacy_events.model.actors import Party as Somebody
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["IMPORTER"]

CODER = "POLECAT"
TITLE = "Events of POLECAT"
BEGIN = ["Event ID", "Event Date", "Event Type", "Event Mode"]
NEEDED = (
    *BEGIN,
    *("Actor Name", "Actor Country", "Recipient Name", "Recipient Country"),
    *("Publication Date", "Story People", "Story Organizations"),
)
NOTHING = frozenset(["", "None"])


def several(cell: str) -> list[str]:
    """Return the values of a cell that holds several."""
    parts = [part.strip() for part in cell.split(";")]
    return [part for part in parts if part not in NOTHING]


class _Reader:
    """The rows of all files."""

    def __init__(
        self, in_use: StatesInUse, between: Between, days: Days, meetings: bool
    ) -> None:
        self.found = Gathering()
        self.parties = Named("polecat", in_use)
        self._between, self._days, self._meetings = between, days, meetings

    def read(self, table: Table) -> None:
        """Read a file.

        Raises:
            FormatError: if it lacks a column, or is not a text.
            OSError: if it cannot be read.
        """
        made = NamedTable(table, self.found, CODER)
        for row in headed_rows(table, made.lines, made.ledger, NEEDED):
            try:
                self._row(row, made)
            except RowError as error:
                made.fail(row, error)
        made.finish(max(0, made.lines.count - 1))

    def _row(self, row: HeadedRow, made: NamedTable) -> None:
        """Take a row, or leave it out.

        Raises:
            RowError: if it is faulty.
        """
        cells = row.cells
        code = " ".join([cells["Event Type"], *several(cells["Event Mode"])])
        mode = "".join(several(cells["Event Mode"])[:1])
        rule = plover_rule(cells["Event Type"], mode, self._meetings)
        if rule is None:
            raise RowError("no class of PLOVER", cells["Event Type"])
        if isinstance(rule, str):
            made.ledger.leave(rule, row.number)
            return
        sides = self._side(cells, "Actor"), self._side(cells, "Recipient")
        reason = left_out(rule, *sides, self._between)
        if reason is not None:
            made.ledger.leave(reason, row.number)
            return
        said = cells["Event Date"]
        day = day_of(said[:10].replace("-", ""))
        reported = day_of(cells["Publication Date"][:10].replace("-", "")) or day
        if day is None or reported is None:
            raise RowError("not a day", said)
        visit = rule.meaning.record == "StateVisit"
        made.take(
            row,
            id=f"polecat-{slugged(cells['Event ID'])}",
            rule=rule,
            sides=sides,
            when=some_time(said, day, self._days)
            if visit
            else by_then(said, day, reported, self._days),
            coded=Coded(
                CODER, CodingMethod.MACHINE, SCHEME, code, slugged(cells["Event ID"])
            ),
            scheme=SCHEME,
        )

    def _side(self, cells: Mapping[str, str], side: str) -> list[Party]:
        """Return the parties of one side, each with its country where that is told.

        Raises:
            RowError: if a name is not a line.
        """
        names = several(cells[f"{side} Name"])
        countries = several(cells[f"{side} Country"])
        if len(countries) == 1:
            countries *= len(names)
        if len(countries) != len(names):
            countries = [""] * len(names)
        people = several(cells["Story People"])
        bodies = several(cells["Story Organizations"])
        found: dict[str, Party] = {}
        for name, country in zip(names, countries, strict=True):
            kind: Any = Somebody
            if (name in people) != (name in bodies):
                kind = Person if name in people else Organization
            party = self.parties.of(name, country, kind)
            if party is None:
                raise RowError("an actor whose name is not a line", name)
            found.setdefault(party.id, party)
        return list(found.values())


def read(
    tables: Sequence[Table],
    *,
    on_error: OnError = "raise",
    actors: Given = None,
    between: Between = "states",
    days: Days = "reported",
    meetings: bool = False,
) -> Import:
    """Return what files of POLECAT say.

    Args:
        tables: the files, with their header.
        on_error: what to do about faulty rows.
        actors: actors of the user; a state among them stands for that of its code.
        between: "states" takes what is between parties of two countries; "any" all that
            a record can hold.
        days: "reported" takes a day for one by the day of publication; "coded" takes
            the coder at its word.
        meetings: whether meetings and calls are taken too, that are no visits.

    Raises:
        FormatError: if a file lacks a column, or rows are faulty and not collected.
        UnknownNameError: if an option has no such value.
        OSError: if a file cannot be read.
    """
    choice("between", between, Between)
    choice("days", days, Days)
    reader = _Reader(StatesInUse(actors), between, days, meetings)
    for table in tables:
        reader.read(table)
    found = reader.found
    found.actors.update(used(reader.parties.actors, found.records.values()))
    return found.imported(on_error, tables[0].place, title=TITLE)


def recognises(_: str, head: bytes) -> bool:
    """Return whether a file begins with the columns of POLECAT."""
    return names_of(head)[: len(BEGIN)] == BEGIN


IMPORTER = Importer(
    name="polecat",
    title="events of POLECAT, coded by machine",
    recognises=recognises,
    read=read,
)
