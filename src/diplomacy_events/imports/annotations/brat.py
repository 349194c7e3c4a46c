"""brat's standoff format: annotations become records again."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.strict_json import NotJsonError, parse
from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.annotations.assembling import (
    about,
    dataset_beside,
    gather,
)
from diplomacy_events.imports.annotations.brat_export import BESIDE
from diplomacy_events.imports.annotations.marks import EVIDENCE, Link, Mark, Marks
from diplomacy_events.imports.annotations.offsets import Claim, Offsets
from diplomacy_events.imports.annotations.rebuilding import Rebuilding
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.importer import Import, Importer, OnError
from diplomacy_events.imports.places import decode
from diplomacy_events.imports.states import Given, actors_of
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.source_text import SourceText

__all__ = ["IMPORTER"]

PIECE = "[0-9]{1,15} [0-9]{1,15}"
STRETCH = re.compile(rf"(T\d+)\t(\S+) ({PIECE}(?:;{PIECE})*)\t(.*)")
LINK = re.compile(r"R\d+\t\S+ \S+:(\S+) \S+:(\S+)\s*")
EVENT = re.compile(r"(E\d+)\t\S+:(T\d+)((?: \S+:[TE]\d+)*)\s*")
CHOICE = re.compile(r"[AM]\d+\t(\S+) ([TE]\d+) (\S+)\s*")
NOTE = re.compile(r"#\d+\t\S+ ([TE]\d+)\t(.*)")
OTHER = re.compile(r"[NR*]\S*\t.*|[AM]\d+\t\S+ \S+\s*|#\S*\t.*")

NOT_STATED = "not stated"
SAID = "a line about a passage"
EVENT_LINE = "an event, read as links of its record"
NOTHING = "a line that does not describe a record"
FAULTY = "an unreadable line"
OTHER_WORDS = "words that are not at their offsets"


class _Stretch(NamedTuple):
    """A passage as a line gives it, of one or several pieces."""

    id: str
    label: str
    claims: list[Claim]
    line: int


class _Document:
    """The annotations of one text, line by line."""

    def __init__(self, text: str, ledger: Ledger) -> None:
        self.ledger = ledger
        self._text = text
        self._stretches: list[_Stretch] = []
        self._links: list[Link] = []
        self._values: dict[str, dict[str, list[str]]] = {}
        self._triggers: dict[str, str] = {}

    def read(self, lines: Sequence[str]) -> Marks:
        """Return the marks that lines of annotations describe."""
        later: list[tuple[int, str]] = []
        for number, line in enumerate(lines, start=1):
            if stretch := STRETCH.fullmatch(line):
                self._stretch(number, *stretch.groups())
            elif event := EVENT.fullmatch(line):
                self._event(number, *event.groups())
            elif link := LINK.fullmatch(line):
                self._links.append(Link(record=link[1], part=link[2], line=number))
            else:
                later.append((number, line))
        for number, line in later:
            self._more(number, line)
        return self._marks()

    def _stretch(
        self, number: int, id: str, label: str, places: str, words: str
    ) -> None:
        pieces = [piece.split(" ") for piece in places.split(";")]
        claims = []
        rest = words
        for start, end in pieces:
            length = int(end) - int(start)
            quoted = words if len(pieces) == 1 else rest[: max(length, 0)]
            rest = rest[length + 1 :]
            claims.append(Claim(int(start), int(end), quoted))
        self._stretches.append(_Stretch(id, label, claims, number))

    def _event(self, number: int, id: str, trigger: str, arguments: str) -> None:
        self._triggers[id] = trigger
        self.ledger.merge(EVENT_LINE, number, trigger)
        for argument in arguments.split():
            end = argument.rpartition(":")[2]
            self._links.append(Link(record=trigger, part=end))

    def _more(self, number: int, line: str) -> None:
        """Read a line about a passage."""
        choice, note = CHOICE.fullmatch(line), NOTE.fullmatch(line)
        if choice:
            self._say(choice[2], {choice[1]: [choice[3]]}, number)
        elif note and note[2].startswith("{"):
            try:
                note_values = json.loads(note[2])
            except (ValueError, RecursionError) as error:
                self._fail(number, f"a note that is not JSON: {error}")
                return
            texts = {
                key: [*map(str, _items(value))] for key, value in note_values.items()
            }
            self._say(note[1], texts, number)
        elif note:
            self._say(note[1], {"gist": [note[2].strip()]}, number)
        elif OTHER.fullmatch(line):
            self.ledger.leave(NOTHING, number)
        else:
            self._fail(
                number, f"expected a line of brat annotations, got {line[:100]!r}"
            )

    def _say(self, id: str, texts: dict[str, list[str]], number: int) -> None:
        trigger = self._triggers.get(id, id)
        self._values.setdefault(trigger, {}).update(texts)
        self.ledger.merge(SAID, number, trigger)

    def _fail(self, number: int, problem: str) -> None:
        self.ledger.fail(FAULTY, number, Fault("row", problem, line=number))

    def _marks(self) -> Marks:
        """Return the marks, once all lines are read; each piece of a passage is one."""
        text = self._text.replace("\n", " ")
        claims = [claim for one in self._stretches for claim in one.claims]
        offsets = Offsets(text, claims)
        ids = {
            one.id: self._values.get(one.id, {}).get("id", [one.id])[0]
            for one in self._stretches
        }
        marks: list[Mark] = []
        links = [
            Link(
                record=ids.get(self._triggers.get(one.record, one.record), ""),
                part=ids.get(self._triggers.get(one.part, one.part), ""),
                line=one.line,
            )
            for one in self._links
        ]
        for one in self._stretches:
            places = [offsets.place(claim) for claim in one.claims]
            found = [place for place in places if place is not None]
            if len(found) < len(places):
                wrong = one.claims[places.index(None)]
                fault = Fault(one.id, wrong.refused(), line=one.line)
                self.ledger.fail(OTHER_WORDS, one.line, fault)
                continue
            id, values = ids[one.id], self._values.get(one.id, {})
            for piece, (start, end) in enumerate(found):
                first = piece == 0
                mark = Mark(
                    id=id if first else f"{id}.{piece}",
                    label=one.label if first else EVIDENCE,
                    start=start,
                    end=end,
                    said=values if first else {},
                    line=one.line if first else 0,
                )
                marks.append(mark)
                if not first:
                    links.append(Link(record=id, part=mark.id))
        return Marks(marks=tuple(marks), links=tuple(links))


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


class _Folder:
    """The files of a collection: a text for each file of annotations."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._by_name = {table.name: table for table in tables}

    def documents(self) -> Iterator[tuple[Table, str, dict[str, Any]]]:
        """Yield each file of annotations with its text and the data exported beside it.

        Raises:
            FormatError: if there are none, one has no text, or is not UTF-8.
            OSError: if a file cannot be read.
        """
        found = [one for name, one in self._by_name.items() if name.endswith(".ann")]
        if not found:
            raise FormatError("no brat annotations, such as text.ann")
        for table in found:
            stem = table.name.removesuffix(".ann")
            text = self._by_name.get(f"{stem}.txt")
            if text is None:
                raise FormatError(f"{table.place}: no {stem}.txt beside it")
            beside = self._by_name.get(f"{stem}{BESIDE}")
            yield table, decode(text.data(), text.place), _beside(beside)


def _beside(table: Table | None) -> dict[str, object]:
    """Return the data exported beside a document.

    Raises:
        FormatError: if it is not what was written there.
    """
    if table is None:
        return {}
    try:
        values = parse(table.data())
    except NotJsonError as error:
        raise FormatError(f"{table.place}: not JSON: {error}") from error
    if not isinstance(values, dict):
        raise FormatError(f"{table.place}: expected an object")
    return values


def read(
    tables: Sequence[Table],
    *,
    on_error: OnError = "raise",
    actors: Given = None,
    publisher: str = NOT_STATED,
) -> Import:
    """Return what was annotated in brat.

    The rows of the account are the lines of the annotations.

    Args:
        tables: the files of a collection: each text, its annotations, and what
            `write_brat` wrote beside them.
        on_error: what to do about faulty rows.
        actors: the actors that annotations may name, by ids, names and aliases.
        publisher: the publisher of texts that did not come from a dataset.

    Raises:
        FormatError: if there are no annotations, a text is missing, or rows are faulty
            and not collected.
        EvidenceError: if a text no longer matches its source.
        IntegrityError: if the records do not fit together.
        OSError: if a file cannot be read.
    """
    found, whom = Gathering(), [*actors_of(actors)]
    documents = list(_Folder(tables).documents())
    before: list[Dataset] = []
    plain: dict[str, dict[str, Any]] = {}
    for table, _, beside in documents:
        if "dataset" in beside:
            before.append(dataset_beside(beside["dataset"], table.place))
            records = beside["dataset"].get("records", ())
            plain |= {record["id"]: record for record in records}
    ids: list[str] = []
    made: dict[str, Record] = {}
    sources = []
    known = [*whom, *(one for dataset in before for one in dataset.actors)]
    for table, words, beside in documents:
        text = _text(table, words, beside, before, publisher)
        ledger = Ledger(table.name)
        lines = decode(table.data(), table.place).split("\n")
        if not lines[-1]:
            lines.pop()
        shown_ids = list(map(str, _items(beside.get("shown", []))))
        marks = _Document(words, ledger).read(lines)
        made |= Rebuilding(text, marks, plain, shown_ids, known).records(ledger)
        ids += shown_ids
        sources.append(text.source)
        found.count(ledger, len(lines))
    gather(found, before, sources, whom, ids, made)
    header = about(before[0]) if before else {}
    return found.imported(on_error, tables[0].place, **header)


def _text(
    table: Table,
    words: str,
    beside: dict[str, Any],
    before: Sequence[Dataset],
    publisher: str,
) -> SourceText:
    """Return a text with its source.

    Raises:
        EvidenceError: if it no longer matches its source.
    """
    source = beside.get("source")
    for dataset in before:
        if isinstance(source, str) and source in dataset.sources:
            return SourceText(source=dataset.sources[source], text=words)
    id = to_slug(table.name.removesuffix(".ann"))
    return SourceText.of(words, id=id, publisher=publisher)


def recognises(name: str, head: bytes) -> bool:
    """Return whether a file belongs to a collection."""
    known = (".ann", BESIDE, "annotation.conf", "visual.conf", "tools.conf")
    return name.endswith(known) or (name.endswith(".txt") and not head[:1].isdigit())


IMPORTER = Importer(
    name="brat",
    title="a folder of texts annotated in brat",
    recognises=recognises,
    read=read,
)
