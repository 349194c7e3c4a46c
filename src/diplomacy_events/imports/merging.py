"""Coded events on their way to records: rows of one table that are one event.

Two rows become one record if both report the same kind of event with the same code,
sides, day and date added, and name the same article. Rows are never merged across
articles: whether two articles mean the same event is a judgement.
"""

from collections.abc import Hashable, Iterable
from typing import Any

from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.codings import Coded, columns_of
from diplomacy_events.imports.parties import Party
from diplomacy_events.model.building import build
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.sources import Evidence
from diplomacy_events.schemes import Meaning
from diplomacy_events.vocabulary import EventStatus, Manner

__all__ = ["AGAIN", "OTHER_SIDE", "Event", "Events", "gist_of", "sides_of"]

AGAIN = "the same event again"
OTHER_SIDE = "the same event from the other side"
CLASSES: dict[str, Any] = {kind.cls.__name__: kind.cls for kind in RECORD_KINDS}
PLURALS = {kind.cls.__name__: kind.plural for kind in RECORD_KINDS}
# Fields with the same value in every machine-coded record.
FIXED: dict[str, dict[str, Any]] = {
    "Statement": {"manner": Manner.INDIRECT},
    "StateVisit": {"status": EventStatus.UNKNOWN},
    "JointDeclaration": {"status": EventStatus.UNKNOWN},
    "Allegation": {},
}


FORMS = frozenset(["StateVisit", "JointDeclaration"])
LINKS: dict[tuple[str, ...], str] = {
    ("speakers", "audience"): " to ",
    ("speakers", "mentions"): " on ",
    ("accusers", "accused"): " against ",
}


class Event:
    """A record to be made from one or several rows.

    Attributes:
        id: its id.
        meaning: what its code means.
        code: the code of its first row.
        when: when it was.
        gist: what it is, in one line.
        sides: the ids of the actors, by field.
        conduct: of an allegation, what is alleged.
        rows: the places of its rows in their file: start, end and digest.
        articles: the ids of the articles that report it.
        spans: the places of words in articles: id of the article, start, end, digest.
        codings: what the coder said of each row.
    """

    __slots__ = (
        "articles",
        "code",
        "codings",
        "conduct",
        "gist",
        "id",
        "meaning",
        "rows",
        "sides",
        "spans",
        "when",
    )

    def __init__(
        self,
        id: str,
        meaning: Meaning,
        when: Period,
        gist: str,
        sides: dict[str, tuple[str, ...]],
        conduct: str | None,
    ) -> None:
        self.id, self.meaning, self.code = id, meaning, meaning.code
        self.when, self.gist = when, gist
        self.sides, self.conduct = sides, conduct
        self.rows: list[tuple[int, int, str]] = []
        self.articles: list[str] = []
        self.spans: list[tuple[str, int, int, str]] = []
        self.codings: list[Coded] = []


def sides_of(
    meaning: Meaning, first: tuple[str, ...], second: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return the actors of an event, by the fields of its record.

    >>> from diplomacy_events.schemes import CAMEO
    >>> sides_of(CAMEO["043"], ("japan",), ("india",))
    {'hosts': ('japan',), 'visitors': ('india',)}
    >>> sides_of(CAMEO["057"], ("japan",), ("india",))
    {'parties': ('japan', 'india')}
    """
    of_first, of_second = meaning.sides or ("", "")
    if of_first == of_second:
        return {of_first: (*first, *second)}
    return {of_first: first, of_second: second} if second else {of_first: first}


def gist_of(
    meaning: Meaning, first: Party, second: Party | None, scheme: str = "CAMEO"
) -> str:
    """Return the gist of an event: who, the label of its code, and the code."""
    who = first.name
    if second is not None:
        who += f"{LINKS.get(meaning.sides or (), ' and ')}{second.name}"
    return f"{who}: {meaning.label} ({scheme} {meaning.code})"


class Events:
    """The events of one file, by the key that rows of one event share."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._by_key: dict[Hashable, Event] = {}
        self._ids: set[str] = set()
        self.events: list[Event] = []

    def known(self, key: Hashable, code: str, line: int) -> Event | None:
        """Return the event that a row reports again, and note that it does."""
        found = self._by_key.get(key)
        if found is not None:
            reason = AGAIN if found.code == code else OTHER_SIDE
            self._ledger.merge(reason, line, found.id)
        return found

    def add(self, event: Event, key: Hashable | None, line: int) -> bool:
        """Add a new event, unless its id is in use; return whether it was added.

        Args:
            event: the event.
            key: what other rows of the same event share; without it, none do.
            line: the line of its row.
        """
        if event.id in self._ids:
            return False
        self._ids.add(event.id)
        self.events.append(event)
        if key is not None:
            self._by_key[key] = event
        self._ledger.take(PLURALS[event.meaning.record or ""], line, event.id)
        return True

    def records(self, source: str) -> Iterable[Record]:
        """Return the records of all events, in their order.

        Args:
            source: the id of the file as a source.
        """
        evidence = _evidence(self.events, source)
        records: dict[str, Record] = {}
        for name in CLASSES:
            chosen = [event for event in self.events if event.meaning.record == name]
            for record in _built(name, chosen, evidence) if chosen else ():
                records[record.id] = record
        return [records[event.id] for event in self.events]


def _evidence(events: list[Event], source: str) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence of each event, by its id: rows, articles, words in them."""
    places = [
        place
        for event in events
        for place in ([(source, *row) for row in event.rows] + event.spans)
    ]
    names = ("source", "start", "end", "sha256")
    columns = dict(zip(names, zip(*places, strict=True), strict=True)) if places else {}
    anchors = iter(build(Evidence, columns, len(places))) if places else iter(())
    articles = list({one: None for event in events for one in event.articles})
    wholes = build(Evidence, {"source": articles}, len(articles))
    whole = dict(zip(articles, wholes, strict=True))
    found: dict[str, tuple[Evidence, ...]] = {}
    for event in events:
        rows = [next(anchors) for _ in event.rows]
        spans = [next(anchors) for _ in event.spans]
        found[event.id] = (*rows, *[whole[one] for one in event.articles], *spans)
    return found


def _built(
    name: str, events: list[Event], evidence: dict[str, tuple[Evidence, ...]]
) -> list[Any]:
    """Return the records of one class.

    Raises:
        DiplomacyEventsError: if a value breaks a rule.
    """
    columns: dict[str, list[Any]] = {
        "id": [event.id for event in events],
        "when": [event.when for event in events],
        "gist": [event.gist for event in events],
        "evidence": [evidence[event.id] for event in events],
        **columns_of([event.codings for event in events]),
        **{field: [value] * len(events) for field, value in FIXED[name].items()},
    }
    for field in dict.fromkeys(field for event in events for field in event.sides):
        columns[field] = [event.sides.get(field, ()) for event in events]
    if name == "Statement":
        columns["act"] = [event.meaning.act for event in events]
    if name in FORMS:
        columns["form"] = [event.meaning.form for event in events]
    if name == "Allegation":
        columns["conduct"] = [event.conduct for event in events]
    return build(CLASSES[name], columns, len(events))
