"""A dataset as plain text, in lines of at most 80 columns."""

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap
from typing import TypeVar

from diplomacy_events.dataset import Dataset, Records
from diplomacy_events.model.period import Period
from diplomacy_events.model.records import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Evidence

__all__ = ["as_text"]

COLUMNS = 80
INDENT = 14

R = TypeVar("R", bound=Record)
Rows = Iterable[tuple[str, str]]
"""Labels, each with what it labels; what is empty is not shown."""


def as_text(dataset: Dataset) -> str:
    """Return a dataset as text for people: each type of record in order of time."""
    about = ", ".join(
        f"{label} {value}"
        for label, value in (
            ("licence", dataset.licence),
            ("version", dataset.version),
        )
        if value
    )
    text = Text(dataset)
    blocks = [
        *_heading(dataset.title or "Untitled dataset", "="),
        *_wrapped(dataset.description or ""),
        *_wrapped(about),
        *text.section("Visits", dataset.visits, text.visit),
        *text.section("Joint declarations", dataset.declarations, text.declaration),
        *text.section("Allegations", dataset.allegations, text.allegation),
        *text.section("Statements", dataset.statements, text.statement),
    ]
    return "\n".join(blocks) + "\n"


class Text:
    """Puts the records of one dataset into words, with the names of its actors."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def section(
        self, title: str, records: Records[R], rows: Callable[[R], Rows]
    ) -> Iterator[str]:
        """Yield the lines of all records of one type."""
        if records:
            yield ""
            yield from _heading(f"{title} ({len(records)})", "-")
        for record in sorted(records, key=lambda record: record.when.sort_key):
            yield ""
            yield from _wrapped(record.gist, "* ", 2)
            for label, value in (*rows(record), *self._record(record)):
                yield from _wrapped(value, f"  {label}", INDENT)

    def visit(self, visit: StateVisit) -> Rows:
        """Return what is particular to a visit."""
        yield "when", _when(visit.when)
        yield (
            "who",
            f"{self._names(visit.visitors)}, visiting {self._names(visit.hosts)}",
        )
        yield "where", visit.place or ""
        yield "level", visit.level
        yield "status", visit.status
        yield "agenda", ", ".join(visit.agenda)
        if visit.invitation is not None:
            yield "invited", self._invitation(visit.invitation)
        for period in visit.superseded:
            yield "earlier", f"expected for {_when(period)}"
        yield "rests on", ", ".join(visit.basis)

    def _invitation(self, invitation: Invitation) -> str:
        parts = [f"{self._names(invitation.to)}, by {self._names(invitation.by)}"]
        if invitation.channel:
            parts.append(f"by {invitation.channel}")
        if invitation.when:
            parts.append(_when(invitation.when))
        if invitation.proposed:
            parts.append(f"for {_when(invitation.proposed)}")
        return ", ".join(parts)

    def declaration(self, declaration: JointDeclaration) -> Rows:
        """Return what is particular to a joint declaration."""
        yield "when", _when(declaration.when)
        yield "who", self._names(declaration.parties)
        yield "title", declaration.title or ""
        yield "where", declaration.place or ""
        yield "status", declaration.status
        if declaration.horizon is not None:
            yield "covers", _when(declaration.horizon)
        yield "visit", declaration.visit or ""
        for provision in declaration.provisions:
            yield "lays down", provision
        yield "rests on", ", ".join(declaration.basis)

    def allegation(self, allegation: Allegation) -> Rows:
        """Return what is particular to an allegation."""
        yield "when", _when(allegation.when)
        yield (
            "who",
            (
                f"{self._names(allegation.accusers)}, "
                f"against {self._names(allegation.accused)}"
            ),
        )
        yield "of what", allegation.conduct
        yield "standing", allegation.standing
        yield "mentions", self._names(allegation.mentions)
        for response in allegation.responses:
            when = f", {_when(response.when)}" if response.when else ""
            yield "response", f"{response.kind} by {self._names(response.actors)}{when}"
        yield "rests on", ", ".join(allegation.basis)

    def statement(self, statement: Statement) -> Rows:
        """Return what is particular to a statement."""
        yield "when", _when(statement.when)
        to = f", to {self._names(statement.audience)}" if statement.audience else ""
        yield "who", f"{self._names(statement.speakers)}{to}"
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
        return ", ".join(self._dataset.actors[id].name for id in ids)


def _wrapped(text: str, label: str = "", indent: int = 0) -> list[str]:
    """Break a text into lines, with a label before it and an indent below that."""
    return wrap(
        text,
        COLUMNS,
        initial_indent=label.ljust(indent),
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )


def _heading(title: str, line: str) -> list[str]:
    lines = _wrapped(title)
    return [*lines, line * max(map(len, lines))]


def _when(period: Period) -> str:
    return f"{period} (“{period.phrase}”)" if period.phrase else str(period)


def _spans(evidence: Iterable[Evidence]) -> dict[str, list[str]]:
    """Return the spans of each source, in characters."""
    spans: dict[str, list[str]] = {}
    for anchor in evidence:
        found = spans.setdefault(anchor.source, [])
        if anchor.start is not None:
            found.append(f"{anchor.start}–{anchor.end}")
    return spans
