"""How rows of such tables are taken: between which parties, and as which record."""

from collections.abc import Hashable, Iterable
from hashlib import sha256

from diplomacy_events.errors import Fault
from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.cameo import Rule
from diplomacy_events.imports.codings import Coded
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.merging import Event, Events, gist_of, sides_of
from diplomacy_events.imports.named.header_rows import HeadedRow
from diplomacy_events.imports.parties import Party
from diplomacy_events.imports.party_pairs import (
    NO_FIRST,
    ONE_SIDE,
    SAME,
    WITHIN,
    Between,
)
from diplomacy_events.imports.places import Lines
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.period import Period
from diplomacy_events.model.sources import Source

__all__ = ["NamedTable", "RowError", "why_left_out"]

NO_COUNTRY = "a side without a country"
WHO_IS_NOT_SAID = "not stated who visits whom"


class RowError(Exception):
    """A row is faulty; never leaves this package.

    Attributes:
        reason: the reason, which rows can share.
    """

    def __init__(self, reason: str, value: object) -> None:
        super().__init__(f"{reason}: {value!r:.200}")
        self.reason = reason


def why_left_out(
    rule: Rule, first: list[Party], second: list[Party], between: Between
) -> str | None:
    """Return why an event between parties of given countries is left out, if it is."""
    if not first:
        return NO_FIRST
    if not second and rule.meaning.record != "Statement":
        several = len(first) > 1 and rule.meaning.record == "StateVisit"
        return WHO_IS_NOT_SAID if several else ONE_SIDE
    ids = [{party.id for party in side} for side in (first, second)]
    if not ids[0].isdisjoint(ids[1]):
        return SAME
    if between == "any":
        return None
    countries = [party.country for party in (*first, *second)]
    if not all(countries):
        return NO_COUNTRY
    return WITHIN if second and len(set(countries)) == 1 else None


class NamedTable:
    """One file while it is read."""

    def __init__(self, table: Table, found: Gathering, publisher: str) -> None:
        self.lines = Lines(table)
        self.ledger = Ledger(table.name)
        self._events = Events(self.ledger)
        self._table, self._found, self._publisher = table, found, publisher

    def take(
        self,
        row: HeadedRow,
        *,
        id: str,
        rule: Rule,
        sides: tuple[list[Party], list[Party]],
        when: Period,
        coded: Coded,
        scheme: str,
        article: Source | None = None,
        key: Hashable | None = None,
        spans: Iterable[tuple[str, int, int, str]] = (),
    ) -> None:
        """Make an event from a row, or merge the row into a known event.

        Raises:
            RowError: if its id is that of another row.
        """
        first, second = sides
        actors = [tuple([party.id for party in side]) for side in sides]
        event = None
        if key is not None:
            event = self._events.known(key, rule.meaning.code, row.number)
        if event is None:
            other = second[0] if second else None
            gist = gist_of(rule.meaning, first[0], other, scheme)
            event = Event(
                id,
                rule.meaning,
                when,
                gist,
                sides_of(rule.meaning, *actors),
                rule.conduct,
            )
            if not self._events.add(event, key, row.number):
                raise RowError("an id that is already used in an earlier row", id)
            if article is not None:
                self._found.sources.setdefault(article.id, article)
                event.articles.append(article.id)
            event.spans.extend(spans)
        start, end = row.place
        event.rows.append((start, end, sha256(row.line).hexdigest()))
        if coded not in event.codings:
            event.codings.append(coded)

    def fail(self, row: HeadedRow, error: RowError) -> None:
        """Note that a row is faulty."""
        fault = Fault("row", str(error), line=row.number)
        self.ledger.fail(error.reason, row.number, fault)

    def finish(self, rows: int) -> None:
        """Make the records, and the file as a source.

        Raises:
            FormatError: if two files of one import have the same name.
        """
        self._found.count(self.ledger, rows)
        source = Source(
            id=to_slug(self._table.name),
            publisher=self._publisher,
            title=self._table.name,
            length=self.lines.length,
            sha256=self.lines.sha256,
        )
        self._found.add_file(source, self._table.place)
        records = self._events.records(source.id)
        self._found.add_records(records, self._table.place)
