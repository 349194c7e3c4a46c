"""Gold records of PLOVER: sentences coded by hand, in JSON."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diplomacy_events.errors import FormatError
from diplomacy_events.imports.cameo import Rule
from diplomacy_events.imports.codings import Coded
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.importer import Import, Importer, OnError
from diplomacy_events.imports.named.classes import SCHEME, plover_rule
from diplomacy_events.imports.named.header_rows import HeadedRow
from diplomacy_events.imports.named.named_table import (
    NamedTable,
    RowError,
    why_left_out,
)
from diplomacy_events.imports.named_actors import named_actors
from diplomacy_events.imports.parties import Parties, Party
from diplomacy_events.imports.party_pairs import Between
from diplomacy_events.imports.places import decode
from diplomacy_events.imports.states import Given, StatesInUse
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import one_line
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["IMPORTER"]

PUBLISHER = "Open Event Data Alliance"
TITLE = "Gold records of PLOVER"
LICENCE = "CC-BY-SA-4.0"
DOCUMENTATION = "documentation of the file"
BETWEEN_ITEMS = re.compile(r"[\s,]*")
HEAD = re.compile(rb'\s*\[\s*\{.*"(?:event|dateCoded|PLOVER)', re.DOTALL)
SOME_TIME = Period.from_edtf("/")
# People who code by hand name the actors that are meant, whoever they are.
BETWEEN: Between = "any"


class _Item(NamedTuple):
    """An item of the file, and its place in the text."""

    start: int
    end: int
    value: object


def _items(text: str, place: str) -> Iterator[_Item]:
    """Give the items of a JSON array, each with its place.

    Raises:
        FormatError: if it is not an array.
    """
    decoder = json.JSONDecoder()
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if text[at : at + 1] != "[":
        raise FormatError(f"{place}: expected a list of records")
    at += 1
    while True:
        match = BETWEEN_ITEMS.match(text, at)
        at = match.end() if match else at
        if text[at : at + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise FormatError(f"{place}: not JSON: {error}") from error
        yield _Item(at, end, value)
        at = end


class _Reader:
    """The records of all files."""

    def __init__(self, in_use: StatesInUse, meetings: bool) -> None:
        self.found = Gathering()
        self.parties = Parties(in_use)
        self._meetings = meetings

    def read(self, table: Table) -> None:
        """Read a file.

        Raises:
            FormatError: if it does not contain such records.
            OSError: if it cannot be read.
        """
        named = NamedTable(table, self.found, PUBLISHER)
        for _ in named.lines.blocks():
            pass
        text = decode(table.data(), table.place)
        rows = 0
        for item in _items(text, table.place):
            rows += 1
            line = text.count("\n", 0, item.start) + 1
            words = text[item.start : item.end].encode()
            row = HeadedRow(line, (item.start, item.end), words, {})
            try:
                self._take(row, item.value, named)
            except RowError as error:
                named.fail(row, error)
        named.finish(rows)

    def _take(self, row: HeadedRow, value: object, made: NamedTable) -> None:
        """Take a record, or leave it out.

        Raises:
            RowError: if it is faulty.
        """
        if not isinstance(value, dict):
            raise RowError("not a record", value)
        rule = self._rule(value)
        if isinstance(rule, str):
            made.ledger.leave(rule, row.number)
            return
        sides = self._side(value.get("source")), self._side(value.get("target"))
        reason = why_left_out(rule, *sides, BETWEEN)
        if reason is not None:
            made.ledger.leave(reason, row.number)
            return
        sentence, coded = _sentence(value), _coded(value)
        made.take(
            row,
            id=f"plover-{coded.row}",
            rule=rule,
            sides=sides,
            when=SOME_TIME,
            coded=coded,
            scheme=SCHEME,
            article=sentence.source,
            spans=_spans(sentence, value),
        )

    def _rule(self, value: dict[str, object]) -> Rule | str:
        """Return what a record becomes by its class, or why it is left out.

        Raises:
            RowError: if it has no class of PLOVER.
        """
        if "event" not in value:
            return DOCUMENTATION
        event, mode = _class_of(value)
        rule = plover_rule(event, mode, self._meetings)
        if rule is None:
            raise RowError("not a PLOVER class", event)
        return rule

    def _side(self, given: object) -> list[Party]:
        """Return the parties of one side.

        Raises:
            RowError: if one of them is not an actor.
        """
        parties: dict[str, Party] = {}
        for one in given if isinstance(given, list) else [given]:
            if one is None:
                continue
            values = one if isinstance(one, dict) else {"actor": one}
            country = str(values.get("actor") or values.get("country") or "")
            sector = values.get("sector") or ""
            role = sector[0] if isinstance(sector, list) and sector else sector
            code = f"{country}{role or ''}"
            party = self.parties.of(code, country)
            if party is None:
                raise RowError("an actor without a code", one)
            parties.setdefault(party.id, party)
        return list(parties.values())


def _class_of(value: dict[str, object]) -> tuple[str, str]:
    """Return the event and the mode of a record, as they are coded."""
    return str(value["event"]), str(value.get("mode", ""))


def _coded(value: dict[str, object]) -> Coded:
    """Return how a record was coded, and by whom if that is known."""
    coder = value.get("coder")
    named = isinstance(coder, str) and one_line.hold([coder])
    return Coded(
        str(coder) if named else PUBLISHER,
        CodingMethod.HAND,
        SCHEME,
        " ".join(_class_of(value)).strip(),
        to_slug(str(value["id"])),
    )


def _sentence(value: dict[str, object]) -> SourceText:
    """Return the sentence that a record was coded from.

    Raises:
        RowError: if it has none, or no id.
    """
    text, id = value.get("text"), str(value.get("id", ""))
    if not isinstance(text, str) or not text or not id:
        raise RowError("not a record with an id and a text", text)
    return SourceText.of(text, id=f"plover-text-{to_slug(id)}", publisher=PUBLISHER)


def _spans(
    sentence: SourceText, value: dict[str, object]
) -> Iterator[tuple[str, int, int, str]]:
    """Yield the places of the words for the actors that occur once in a sentence."""
    texts: dict[str, None] = {}
    for side in ("source", "target"):
        given = value.get(side)
        for one in given if isinstance(given, list) else ():
            words = one.get("actorText") if isinstance(one, dict) else None
            if isinstance(words, str) and words:
                texts[words] = None
    for words in texts:
        start = sentence.text.find(words)
        if start >= 0 and start == sentence.text.rfind(words):
            end = start + len(words)
            anchor = sentence.between(start, end)
            yield anchor.source, start, end, str(anchor.sha256)


def read(
    tables: Sequence[Table],
    *,
    on_error: OnError = "raise",
    actors: Given = None,
    meetings: bool = False,
) -> Import:
    """Return the records of sentences coded by hand with PLOVER.

    All dates in the file are placeholders, so nothing is bounded in time.

    Args:
        tables: the files.
        on_error: what to do about faulty rows.
        actors: the user's own actors; a state among them is used for its code.
        meetings: whether to take meetings and calls as well.

    Raises:
        FormatError: if a file does not contain such records, or rows are faulty and not
            collected.
        OSError: if a file cannot be read.
    """
    reader = _Reader(StatesInUse(actors), meetings)
    for table in tables:
        reader.read(table)
    found = reader.found
    found.actors.update(named_actors(reader.parties.actors, found.records.values()))
    return found.imported(on_error, tables[0].place, title=TITLE, licence=LICENCE)


def recognises(_: str, head: bytes) -> bool:
    """Return whether a file begins as the gold records do."""
    known = b'"dateCoded"' in head or b'"eventText"' in head or b"PLOVER" in head
    return known and HEAD.match(head) is not None and b'"data"' not in head


IMPORTER = Importer(
    name="plover",
    title="gold records of PLOVER: sentences coded by hand",
    licence=LICENCE,
    recognises=recognises,
    read=read,
)
