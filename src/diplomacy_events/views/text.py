"""A dataset as plain text, in lines of at most 80 columns."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from unicodedata import category, east_asian_width

from diplomacy_events.model.records import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.model.wording import published, when
from diplomacy_events.views.holdings import Holdings
from diplomacy_events.views.summary import KINDS, named, who

__all__ = ["as_text", "record_text", "wrapped"]

COLUMNS = 80
INDENT = 14
BREAKS = re.compile("[^\\S\xa0\u2007\u202f]+")
"""White space of all kinds but those that hold words together."""
HARMLESS = "\xad\u200c\u200d\u200e\u200f\u061c"
"""Signs that tell only of the letters beside them: hyphens, joiners and marks."""

Rows = Iterable[tuple[str, str]]
"""Labels, each with what it labels; what is empty is not shown."""


def as_text(dataset: Holdings) -> str:
    """Return a dataset as text for people: each type of record in order of time."""
    about = ", ".join(
        f"{label} {value}"
        for label, value in (
            ("licence", dataset.licence),
            ("version", dataset.version),
        )
        if value
    )
    text = Text({actor.id: actor.name for actor in dataset.actors})
    records = tuple(dataset.records)
    blocks = [
        *_heading(dataset.title or "Untitled dataset", "="),
        *wrapped(dataset.description or ""),
        *wrapped(about),
    ]
    for kind, title in KINDS.items():
        found = [record for record in records if type(record) is kind]
        if found:
            blocks += ["", *_heading(f"{title} ({len(found)})", "-")]
        for record in sorted(found, key=lambda record: record.when.sort_key):
            blocks += ["", *text.lines(record)]
    if not records:
        blocks += _sources(tuple(dataset.sources))
    return "\n".join(blocks) + "\n"


def _sources(sources: tuple[Source, ...]) -> Iterator[str]:
    """Yield the lines of sources that no record speaks for yet."""
    if sources:
        yield from ("", *_heading(f"Sources ({len(sources)})", "-"))
    for one in sources:
        about = filter(None, (one.title, one.publisher, published(one)))
        yield from ("", *wrapped(", ".join(about), "* ", 2))
        yield from wrapped(one.id, "  source", INDENT)


def record_text(record: Record, names: Mapping[str, str]) -> str:
    """Return one record as text for people.

    Args:
        record: a record of any of the four classes.
        names: the name of each actor by its id.
    """
    return "\n".join(Text(names).lines(record)) + "\n"


class Text:
    """Puts records into words, with the names of actors as far as they are known."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._name = named(names)

    def lines(self, record: Record) -> Iterator[str]:
        """Yield the lines of a record."""
        yield from wrapped(record.gist, "* ", 2)
        for label, value in (*self._own(record), *self._record(record)):
            yield from wrapped(value, f"  {label}", INDENT)

    def _own(self, record: Record) -> Rows:
        """Return what is particular to a record of its kind."""
        yield "when", when(record.when)
        yield "who", who(record, self._name)
        ways: dict[type[Record], Callable[[Any], Rows]] = {
            StateVisit: self.visit,
            JointDeclaration: self.declaration,
            Allegation: self.allegation,
            Statement: self.statement,
        }
        yield from ways[type(record)](record)

    def visit(self, visit: StateVisit) -> Rows:
        """Return what is particular to a visit."""
        yield "where", visit.place or ""
        yield "level", visit.level
        yield "status", visit.status
        yield "agenda", ", ".join(visit.agenda)
        if visit.invitation is not None:
            yield "invited", self._invitation(visit.invitation)
        for period in visit.superseded:
            yield "earlier", f"expected for {when(period)}"
        yield "rests on", ", ".join(visit.basis)

    def _invitation(self, invitation: Invitation) -> str:
        parts = [f"{self._names(invitation.to)}, by {self._names(invitation.by)}"]
        if invitation.channel:
            parts.append(f"by {invitation.channel}")
        if invitation.when:
            parts.append(when(invitation.when))
        if invitation.proposed:
            parts.append(f"for {when(invitation.proposed)}")
        return ", ".join(parts)

    def declaration(self, declaration: JointDeclaration) -> Rows:
        """Return what is particular to a joint declaration."""
        yield "title", declaration.title or ""
        yield "where", declaration.place or ""
        yield "status", declaration.status
        if declaration.horizon is not None:
            yield "covers", when(declaration.horizon)
        yield "visit", declaration.visit or ""
        for provision in declaration.provisions:
            yield "lays down", provision
        yield "rests on", ", ".join(declaration.basis)

    def allegation(self, allegation: Allegation) -> Rows:
        """Return what is particular to an allegation."""
        yield "of what", allegation.conduct
        yield "standing", allegation.standing
        yield "mentions", self._names(allegation.mentions)
        for response in allegation.responses:
            day = f", {when(response.when)}" if response.when else ""
            yield "response", f"{response.kind} by {self._names(response.actors)}{day}"
        yield "rests on", ", ".join(allegation.basis)

    def statement(self, statement: Statement) -> Rows:
        """Return what is particular to a statement."""
        yield "via", self._names(statement.via)
        yield "how", f"{statement.act}, in {statement.manner} speech"
        for quote in statement.quotes:
            yield "quote", f"“{quote}”"
        yield "mentions", self._names(statement.mentions)
        yield "silent on", ", ".join(statement.silent_on)

    def _record(self, record: Record) -> Rows:
        """Return what every record has."""
        yield "topics", ", ".join(record.topics)
        for source, spans in _spans(record.evidence).items():
            places = f"characters {', '.join(spans)}" if spans else "the whole of it"
            yield "evidence", f"{source}, {places}"
        yield "id", record.id

    def _names(self, ids: Iterable[str]) -> str:
        return ", ".join(map(self._name, ids))


def wrapped(
    text: str, label: str = "", indent: int = 0, most: int = COLUMNS
) -> list[str]:
    """Break a text into lines, with a label before it and an indent below that.

    Args:
        text: the text.
        label: what stands before the first line.
        indent: how many spaces stand before the others.
        most: how many columns of a terminal a line may take.
    """
    lines = Lines(label.ljust(indent), " " * indent, most)
    for word in plain(text).split(" "):
        lines.add(word)
    return lines.ended()


class Lines:
    """Lines that words are put on, each as far as it has room.

    Args:
        first: what stands before the first line.
        others: what stands before the others.
        most: how many columns of a terminal a line may take.
    """

    def __init__(self, first: str, others: str, most: int) -> None:
        self._made: list[str] = []
        self._before, self._others, self._most = first, others, most
        self._room = most - columns(first)
        self._words: list[str] = []
        self._left = self._room

    def add(self, word: str) -> None:
        """Put a word on the line, or on the next; one that fits on none is cut."""
        start = 0
        while start < len(word):
            # A space comes before it, but at the begin of the line.
            left = self._left - bool(self._words)
            stop, width = _reach(word, start, left)
            if stop == start and not self._words:
                # Where there is room for nothing, one sign goes beyond it.
                stop, width = start + 1, left
            whole = stop == len(word)
            if whole or _reach(word, start, self._room)[0] < len(word):
                self._put(word[start:stop], width)
                start = stop
            if not whole:
                self._end_line()

    def ended(self) -> list[str]:
        """Return all lines."""
        if self._words:
            self._end_line()
        return self._made

    def _put(self, part: str, width: int) -> None:
        if part:
            self._left -= width + bool(self._words)
            self._words.append(part)

    def _end_line(self) -> None:
        self._made.append(self._before + " ".join(self._words))
        self._before, self._words = self._others, []
        self._room = self._left = self._most - columns(self._before)


def columns(text: str) -> int:
    """Return how many columns of a terminal a line takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def _reach(word: str, start: int, room: int) -> tuple[int, int]:
    """Return how far a word goes from a place on where there is room, and its width."""
    if word.isascii():
        width = min(len(word) - start, max(0, room))
        return start + width, width
    width = 0
    for place in range(start, len(word)):
        sign = _columns(word[place])
        if width + sign > room:
            return place, width
        width += sign
    return len(word), width


def plain(text: str) -> str:
    """Return a text on one line, without what a terminal would obey.

    Signs that turn the direction of what follows would reach beyond the text.
    """
    line = " ".join(part for part in BREAKS.split(text) if part)
    if line.isprintable():
        return line
    return "".join("\ufffd" if _obeyed(sign) else sign for sign in line)


def _obeyed(sign: str) -> bool:
    return category(sign) in ("Cc", "Cf", "Cs") and sign not in HARMLESS


def _heading(title: str, line: str) -> list[str]:
    lines = wrapped(title)
    return [*lines, line * max(map(columns, lines))]


def _spans(evidence: Iterable[Evidence]) -> dict[str, list[str]]:
    """Return the spans of each source, in characters."""
    spans: dict[str, list[str]] = {}
    for anchor in evidence:
        found = spans.setdefault(anchor.source, [])
        if anchor.start is not None:
            found.append(f"{anchor.start}–{anchor.end}")
    return spans
