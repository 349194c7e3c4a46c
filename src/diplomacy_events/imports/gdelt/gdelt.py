"""Events of GDELT as records of what its rows say, and no more.

A machine's code does not raise a status, or bound a visit in time. The anchor leads to
the parts of a row that are not taken (scores, tones, places, names).
"""

import re
from collections.abc import Sequence
from typing import Any

from diplomacy_events.errors import FormatError
from diplomacy_events.imports.dating import Days
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.gdelt import damage
from diplomacy_events.imports.gdelt.mentions import Mentions
from diplomacy_events.imports.gdelt.reader import Reader, Taking
from diplomacy_events.imports.importer import Import, Importer, OnError, choice
from diplomacy_events.imports.named_actors import named_actors
from diplomacy_events.imports.parties import Parties
from diplomacy_events.imports.party_pairs import Between
from diplomacy_events.imports.places import decode
from diplomacy_events.imports.states import Given, StatesInUse
from diplomacy_events.imports.tables import Table
from diplomacy_events.imports.tables import tables as tables_of

__all__ = ["IMPORTER"]

TITLE = "Events of GDELT"
CITATION = "The GDELT Project, https://www.gdeltproject.org"
EVENTS = re.compile(rb"\d{1,18}\t\d{8}\t\d{6}\t\d{4}\t\d{4}(?:[.,]\d+)?\t")
MENTIONS = re.compile(rb"\d{1,18}\t\d{14}\t\d{14}\t\d\t")


def read(
    tables: Sequence[Table],
    *,
    on_error: OnError = "raise",
    actors: Given = None,
    between: Between = "states",
    days: Days = "reported",
    meetings: bool = False,
    mentions: Any = None,
) -> Import:
    """Return the records of files of events.

    Args:
        tables: the files, of version 1.0 or 2.0.
        on_error: what to do about faulty rows.
        actors: the user's own actors; a state among them is used for its code.
        between: "states" takes events between states, their bodies and international
            organizations; "any" takes all.
        days: "reported" treats a day as the day of the report; "coded" as the coded day
            of the event.
        meetings: whether to take meetings and calls as well.
        mentions: the path of the mentions of the same events, or several.

    Raises:
        FormatError: if a file does not contain events, was damaged by a spreadsheet, or
            has faulty rows that are not collected.
        UnknownNameError: if an option has no such value.
        OSError: if a file cannot be read.
    """
    choice("between", between, Between)
    choice("days", days, Days)
    found, parties = Gathering(), Parties(StatesInUse(actors))
    taking = Taking(found, parties, between, days, meetings)
    articles = Mentions()
    for table in tables:
        _must_be_events(table)
    readers = [Reader(table, taking) for table in tables]
    for reader in readers:
        reader.read()
        articles.expect(reader.by_row)
    if mentions is not None:
        for table in tables_of(mentions):
            articles.read(table, found)
    for reader in readers:
        reader.finish()
    found.actors.update(named_actors(parties.actors, found.records.values()))
    return found.imported(on_error, tables[0].place, title=TITLE, citation=CITATION)


def _must_be_events(table: Table) -> None:
    """Refuse a file of another kind, or one that was saved by a spreadsheet.

    Raises:
        FormatError: if it is such a file.
        OSError: if it cannot be read.
    """
    head = table.head()
    if MENTIONS.match(head):
        problem = (
            "mentions, not events: pass them as mentions= together with the events"
        )
        raise FormatError(f"{table.place}: {problem}")
    if head[: len(damage.HEADER)].upper() == damage.HEADER.encode():
        text = decode(table.data(), table.place)
        raise damage.named_columns(iter(text.split("\n")), table.place)


def recognises(_: str, head: bytes) -> bool:
    """Return whether a file begins as events or mentions do, or with their columns."""
    named = head[: len(damage.HEADER)].upper() == damage.HEADER.encode()
    return named or any(kind.match(head) for kind in (EVENTS, MENTIONS))


IMPORTER = Importer(
    name="gdelt",
    title="events of the GDELT Project, versions 1.0 and 2.0, coded by machine",
    licence="free and open, with attribution to GDELT",
    recognises=recognises,
    read=read,
)
