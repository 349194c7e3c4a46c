"""Events of ICEWS: coded by CAMEO, with actors that are named in words."""

import re
from collections.abc import Mapping, Sequence

from diplomacy_events.imports.between import Between
from diplomacy_events.imports.cameo import SCHEME, rule_of
from diplomacy_events.imports.codings import Coded
from diplomacy_events.imports.dating import Days, by_then, day_of, some_time
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.identifiers import slugged
from diplomacy_events.imports.importer import Import, Importer, OnError, choice
from diplomacy_events.imports.named.headed import HeadedRow, headed_rows, names_of
from diplomacy_events.imports.named.parties import Named
from diplomacy_events.imports.named.taking import NamedTable, RowError, left_out
from diplomacy_events.imports.parties import Party
from diplomacy_events.imports.states import Given, StatesInUse
from diplomacy_events.imports.tables import Table
from diplomacy_events.imports.used import used
from diplomacy_events.model.rules import one_line
from diplomacy_events.model.sources import Source
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["IMPORTER"]

CODER = "ICEWS"
TITLE = "Events of ICEWS"
BEGIN = ["Event ID", "Event Date", "Source Name"]
NEEDED = (*BEGIN, "Source Country", "CAMEO Code", "Target Name", "Target Country")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NOT_TOLD = "not told"
# Two codes for one thing: a visit that is made is one that is hosted.
ONE_CODE = {"043": "042"}


class _Reader:
    """The rows of all files."""

    def __init__(
        self, in_use: StatesInUse, between: Between, days: Days, meetings: bool
    ) -> None:
        self.found = Gathering()
        self.parties = Named("icews", in_use)
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
        code = cells["CAMEO Code"]
        rule = rule_of(code, self._meetings)
        if rule is None:
            raise RowError("no code of CAMEO", code)
        if isinstance(rule, str):
            made.ledger.leave(rule, row.number)
            return
        sides = self._side(cells, "Source"), self._side(cells, "Target")
        reason = left_out(rule, *sides, self._between)
        if reason is not None:
            made.ledger.leave(reason, row.number)
            return
        said = cells["Event Date"]
        day = day_of(said.replace("-", "")) if DAY.fullmatch(said) else None
        if day is None:
            raise RowError("not a day such as 2018-01-31", said)
        visit = rule.meaning.record == "StateVisit"
        story = self._story(cells)
        ids = [tuple([party.id for party in side]) for side in sides]
        mirrored = ids[::-1] if rule.meaning.code == "043" else ids
        if len(set(rule.meaning.sides or ())) == 1:
            # Those who sign together, or meet, do so in any order.
            mirrored = sorted(ids)
        same = ONE_CODE.get(rule.meaning.code, rule.meaning.code)
        key = (same, *mirrored, said, story.id) if story else None
        number = slugged(cells["Event ID"])
        made.take(
            row,
            id=f"icews-{number}-{said}",
            rule=rule,
            sides=sides,
            when=some_time(said, day, self._days)
            if visit
            else by_then(said, day, day, self._days),
            coded=_coded(code, cells["Event ID"]),
            article=story,
            key=key,
        )

    def _side(self, cells: Mapping[str, str], side: str) -> list[Party]:
        name, country = cells[f"{side} Name"].strip(), cells[f"{side} Country"].strip()
        if not name:
            return []
        found = self.parties.of(name, country)
        if found is None:
            raise RowError("an actor whose name is not a line", name)
        return [found]

    def _story(self, cells: Mapping[str, str]) -> Source | None:
        """Return the story that a row is from, which has no address."""
        story, publisher = cells.get("Story ID", ""), cells.get("Publisher", "")
        if not story:
            return None
        told = publisher if one_line.hold([publisher]) else NOT_TOLD
        id = f"icews-story-{slugged(story)}"
        return Source(id=id, publisher=told, title=f"Story {slugged(story)}")


def _coded(code: str, row: str) -> Coded:
    return Coded(CODER, CodingMethod.MACHINE, SCHEME, code, slugged(row))


def read(
    tables: Sequence[Table],
    *,
    on_error: OnError = "raise",
    actors: Given = None,
    between: Between = "states",
    days: Days = "reported",
    meetings: bool = False,
) -> Import:
    """Return what files of ICEWS say.

    Args:
        tables: the files, with their header.
        on_error: what to do about faulty rows.
        actors: actors of the user; a state among them stands for that of its code.
        between: "states" takes what is between parties of two countries; "any" all that
            a record can hold.
        days: "reported" takes a day for that of the report; "coded" takes the coder at
            its word.
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
    """Return whether a file begins with the columns of ICEWS."""
    return names_of(head)[: len(BEGIN)] == BEGIN


IMPORTER = Importer(
    name="icews",
    title="events of ICEWS, coded by machine",
    recognises=recognises,
    read=read,
)
