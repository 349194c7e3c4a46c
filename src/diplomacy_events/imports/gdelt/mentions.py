"""The mentions of events: further articles that report the events taken."""

from diplomacy_events.errors import Fault
from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.articles import article
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.merging import Event
from diplomacy_events.imports.places import Lines
from diplomacy_events.imports.tables import Table

__all__ = ["Mentions"]

FIELDS_IN_ROW = 16
ID, PUBLISHER, NAMED, CONFIDENCE = 0, 4, 5, 11

FURTHER = "a mention of an event that was taken"
KNOWN = "a mention in a known article"
OTHER = "a mention of an event that was not taken"
FAULTY = "an unreadable mention"


class Mentions:
    """Mentions while they are read, and the events that they may be of."""

    def __init__(self) -> None:
        self._by_row: dict[bytes, tuple[Event, int]] = {}

    def expect(self, by_row: dict[bytes, tuple[Event, int]]) -> None:
        """Add events whose mentions are to be taken."""
        self._by_row.update(by_row)

    def read(self, table: Table, found: Gathering) -> None:
        """Read a file of mentions.

        Offsets of characters are not taken: they belong to a text that GDELT made.

        Raises:
            FormatError: if it is not a text.
            OSError: if it cannot be read.
        """
        ledger, lines = Ledger(table.name), Lines(table)
        for block in lines.blocks():
            for number, _, _, line in block.placed():
                problem = self._mention(number, line.split(b"\t"), ledger, found)
                if problem is not None:
                    ledger.fail(FAULTY, number, Fault("row", problem, line=number))
        found.count(ledger, lines.count)

    def _mention(
        self, number: int, fields: list[bytes], ledger: Ledger, found: Gathering
    ) -> str | None:
        """Take a mention, and return what is wrong with it, if anything."""
        if len(fields) != FIELDS_IN_ROW:
            return f"expected {FIELDS_IN_ROW} fields, got {len(fields)}"
        event, place = self._by_row.get(fields[ID], (None, 0))
        if event is None:
            ledger.leave(OTHER, number)
            return None
        confidence = fields[CONFIDENCE]
        if not (confidence.isdigit() and int(confidence[:4]) <= 100):
            return f"expected a confidence from 0 to 100, got {confidence!r}"
        source = article(fields[NAMED].decode(), fields[PUBLISHER].decode())
        if source is None:
            return f"neither an address nor a citation: {fields[NAMED]!r}"
        coding = event.codings[place]
        surest = max(int(confidence) / 100, coding.confidence or 0)
        event.codings[place] = coding._replace(confidence=surest)
        if source.id in event.articles:
            ledger.merge(KNOWN, number, event.id)
            return None
        found.sources.setdefault(source.id, source)
        event.articles.append(source.id)
        ledger.merge(FURTHER, number, event.id)
        return None
