"""The rows of a file of events: which are taken, and which record each becomes."""

from collections.abc import Hashable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from diplomacy_events.errors import Fault
from diplomacy_events.formats.progress import progress
from diplomacy_events.imports.account import Faults, Ledger
from diplomacy_events.imports.articles import article
from diplomacy_events.imports.cameo import SCHEME, Rule, rule_of
from diplomacy_events.imports.codings import Coded
from diplomacy_events.imports.dating import Days, day_of, utterance_time, visit_time
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.gdelt import damage
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.merging import Event, Events, gist_of, sides_of
from diplomacy_events.imports.parties import Parties, Party
from diplomacy_events.imports.party_pairs import NO_FIRST, Between, why_left_out
from diplomacy_events.imports.places import Lines
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.sources import Source
from diplomacy_events.schemes import Meaning
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["CODER", "PUBLISHER", "Reader", "Taking"]

CODER = "GDELT"
PUBLISHER = "The GDELT Project"
# A row has 57 fields before April 2013, 58 since then, and 61 in version 2.0; the first
# of these have no URL.
TABS_WITHOUT_ADDRESS, TABS = 56, frozenset([56, 57, 60])
ID, DAY, ACTOR1, COUNTRY1, ACTOR2, COUNTRY2, CODE, BASE, ROOT = (
    *(0, 1, 5, 7, 15, 17),
    *(26, 27, 28),
)
LONGEST_ID = 18
# Two codes for one thing: making a visit and hosting one.
ONE_CODE = {"043": "042"}

WRONG_FIELDS = "not 57, 58 or 61 fields"
NO_CODE = "not a CAMEO code"
NO_BASE = "a base code that does not match the code"
NO_ACTOR = "an actor without a code"
NO_ID = "an id that is not a number, or is already used in an earlier row"
NO_DAY = "not a day"
TOO_SHORT = "no day where it was added, so the row may lack fields; it has this many"
NO_ARTICLE = "neither an address nor a citation"


class Taking(NamedTuple):
    """How the rows of all files of an import are taken.

    Attributes:
        found: the parts of the import.
        parties: the parties met.
        between: which pairs of parties are wanted.
        days: whether days are those of reports.
        meetings: whether meetings that are not visits are wanted.
    """

    found: Gathering
    parties: Parties
    between: Between
    days: Days
    meetings: bool


class _Pair(NamedTuple):
    """What a code and two parties mean together.

    Attributes:
        meaning: what the code means.
        conduct: of an allegation, what is alleged.
        sides: the actors by field.
        gist: what it is, in one line.
        key: what is the same in every row of the same event.
    """

    meaning: Meaning
    conduct: str | None
    sides: dict[str, tuple[str, ...]]
    gist: str
    key: Hashable


class _FaultyError(Exception):
    """A row is faulty: the reason, which rows can share, and the problem."""

    def __init__(self, reason: str, value: bytes) -> None:
        self.reason = reason
        self.problem = f"{reason}: {value.decode(errors='replace')[:100]!r}"


class Reader:
    """One file of events.

    Attributes:
        by_row: the event of each row that was taken or merged, and the position of the
            row among its codings.
    """

    def __init__(self, table: Table, taking: Taking) -> None:
        self.by_row: dict[bytes, tuple[Event, int]] = {}
        self._table, self._taking = table, taking
        self._lines = Lines(table)
        self._ledger = Ledger(table.name)
        self._events = Events(self._ledger)
        self._damage = Faults()
        self._most_tabs = 0
        self._rules: dict[bytes, Rule | str | None] = {}
        self._pairs: dict[tuple[bytes, ...], _Pair | str] = {}
        self._articles: dict[bytes, str | None] = {b"": None}
        self._days_added: dict[bytes, date | None] = {}

    def read(self) -> None:
        """Read the file.

        Raises:
            FormatError: if a spreadsheet has damaged it, or it is not a text.
            OSError: if it cannot be read.
        """
        size = self._table.size
        with progress(f"importing {self._table.name}", size, size) as advance:
            for block in self._lines.blocks():
                for number, start, end, line in block.placed():
                    try:
                        self._row(number, start, end, line)
                    except _FaultyError as error:
                        fault = Fault("row", error.problem, line=number)
                        self._ledger.fail(error.reason, number, fault)
                advance(sum(map(len, block.lines)))
        if self._damage.count:
            raise damage.refusal(self._table.place, self._damage)
        self._taking.found.count(self._ledger, self._lines.count)

    def _row(self, number: int, start: int, end: int, line: bytes) -> None:
        """Take a row, merge it or leave it out.

        Raises:
            _FaultyError: if it is faulty.
        """
        tabs = line.count(b"\t")
        if tabs not in TABS:
            raise _FaultyError(WRONG_FIELDS, b"%d" % (tabs + 1))
        # Most rows are left out for their code, so only the first fields are split off.
        fields = line.split(b"\t", ROOT + 1)
        code = fields[CODE]
        if tabs == TABS_WITHOUT_ADDRESS:
            added, named = line[line.rindex(b"\t") + 1 :], b""
        else:
            _, added, named = line.rsplit(b"\t", 2)
        day_added = self._day_added(added)
        if code[:2] != fields[ROOT] or day_added is None:
            raise self._suspect(number, code, fields[ROOT], added, tabs)
        self._most_tabs = max(self._most_tabs, tabs)
        rule = self._rule(code)
        if fields[BASE] != code[:3]:
            raise _FaultyError(NO_BASE, fields[BASE])
        if isinstance(rule, str):
            self._ledger.leave(rule, number)
            return
        parties = code, fields[5], fields[7], fields[15], fields[17]
        pair = self._pairs.get(parties) or self._pair(rule, parties)
        if isinstance(pair, str):
            self._ledger.leave(pair, number)
            return
        self._take(number, (start, end), line, fields, pair, day_added, named)

    def _suspect(
        self, number: int, code: bytes, root: bytes, added: bytes, tabs: int
    ) -> _FaultyError:
        """Return what is wrong with a row, and note if a spreadsheet changed it."""
        words = [one.decode(errors="replace") for one in (code, root, added)]
        problem = damage.contradiction(*words)
        if problem is None and (not added or tabs < self._most_tabs):
            return _FaultyError(TOO_SHORT, b"%d" % (tabs + 1))
        if problem is None:
            return _FaultyError(NO_DAY, added)
        self._damage.add([Fault("row", problem, line=number)])
        return _FaultyError(NO_CODE, code)

    def _rule(self, code: bytes) -> Rule | str:
        if code not in self._rules:
            self._rules[code] = rule_of(
                code.decode(errors="replace"), self._taking.meetings
            )
        rule = self._rules[code]
        if rule is None:
            raise _FaultyError(NO_CODE, code)
        return rule

    def _day_added(self, added: bytes) -> date | None:
        if added not in self._days_added:
            text = added.decode(errors="replace")
            whole = len(text) in (8, 14) and text.isdigit()
            self._days_added[added] = day_of(text[:8]) if whole else None
        return self._days_added[added]

    def _pair(self, rule: Rule, parties: tuple[bytes, ...]) -> _Pair | str:
        """Return what a code and two parties mean, or why it is left out."""
        meaning = rule.meaning
        _, *actors = [one.decode(errors="replace") for one in parties]
        first, second = self._party(*actors[:2]), self._party(*actors[2:])
        pair: _Pair | str
        if first is None:
            pair = NO_FIRST
        else:
            reason = why_left_out(meaning, first, second, self._taking.between)
            pair = reason or self._make_pair(rule, first, second)
        self._pairs[parties] = pair
        return pair

    def _make_pair(self, rule: Rule, first: Party, second: Party | None) -> _Pair:
        meaning = rule.meaning
        sides = sides_of(meaning, (first.id,), (second.id,) if second else ())
        # Those who sign together, or meet, do so in any order.
        order = sorted if len(sides) == 1 else tuple
        same = ONE_CODE.get(meaning.code, meaning.code)
        key = same, *[(name, *order(ids)) for name, ids in sorted(sides.items())]
        return _Pair(meaning, rule.conduct, sides, gist_of(meaning, first, second), key)

    def _party(self, code: str, country: str) -> Party | None:
        if not code:
            return None
        found = self._taking.parties.of(code, country)
        if found is None:
            raise _FaultyError(NO_ACTOR, code.encode())
        return found

    def _take(
        self,
        number: int,
        place: tuple[int, int],
        line: bytes,
        fields: list[bytes],
        pair: _Pair,
        added: date,
        named: bytes,
    ) -> None:
        """Make an event from a row, or merge the row into a known event."""
        row = fields[ID].decode(errors="replace")
        if not (row.isascii() and row.isdigit() and len(row) <= LONGEST_ID):
            raise _FaultyError(NO_ID, fields[ID])
        day_text = fields[DAY].decode(errors="replace")
        day = day_of(day_text)
        if day is None:
            raise _FaultyError(NO_DAY, fields[DAY])
        source = self._article(named)
        meaning = pair.meaning
        key = (pair.key, day_text, added, named) if named else None
        event = key and self._events.known(key, meaning.code, number)
        if not event:
            dating = visit_time if meaning.record == "StateVisit" else utterance_time
            when = dating(day_text, day, added, self._taking.days)
            event = Event(
                f"gdelt-{row}", meaning, when, pair.gist, pair.sides, pair.conduct
            )
            if not self._events.add(event, key, number):
                raise _FaultyError(NO_ID, fields[ID])
            if source is not None:
                event.articles.append(source)
        start, end = place
        event.rows.append((start, end, sha256(line).hexdigest()))
        coded = Coded(
            CODER, CodingMethod.MACHINE, SCHEME, meaning.code, row, None, added
        )
        # A row may occur twice.
        if coded not in event.codings:
            self.by_row[fields[ID]] = event, len(event.codings)
            event.codings.append(coded)

    def _article(self, named: bytes) -> str | None:
        if named not in self._articles:
            text = named.decode()
            source = article(text)
            if source is None:
                raise _FaultyError(NO_ARTICLE, named)
            self._taking.found.sources.setdefault(source.id, source)
            self._articles[named] = source.id
        return self._articles[named]

    def finish(self) -> None:
        """Make the records of all events, and the file as a source.

        Raises:
            FormatError: if two files of one import have the same name.
        """
        if not self._lines.length:
            # An empty text cannot be a source, and is not evidence of anything.
            return
        days = {day for day in self._days_added.values() if day is not None}
        source = Source(
            id=to_slug(self._table.name),
            publisher=PUBLISHER,
            title=self._table.name,
            published=days.pop() if len(days) == 1 else None,
            length=self._lines.length,
            sha256=self._lines.sha256,
        )
        self._taking.found.add_file(source, self._table.place)
        records = self._events.records(source.id)
        self._taking.found.add_records(records, self._table.place)
