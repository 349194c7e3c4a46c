"""A dataset as plain text, in lines of at most 80 columns."""

from collections.abc import Iterator, Mapping

from diplomacy_events.card import field_order
from diplomacy_events.model.description import playing
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.sources import Source
from diplomacy_events.model.text_card import row_lines, text_rows
from diplomacy_events.model.wording import InWords, published_in_words, when_in_words
from diplomacy_events.monospace import columns, wrap
from diplomacy_events.views.holdings import Holdings
from diplomacy_events.views.summary import name_lookup, who

__all__ = ["Text", "as_text", "record_text"]

NAMED_BY_WHO = ("by", "to")
"""The parts that share one row."""
MARGIN = "  "
"""What comes before the labels of a record, below its gist."""


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
        *_title_lines(dataset.title or "Untitled dataset", "="),
        *wrap(dataset.description or ""),
        *wrap(about),
    ]
    for kind in RECORD_KINDS:
        chosen = [record for record in records if type(record) is kind.cls]
        if chosen:
            blocks += ["", *_title_lines(f"{kind.labels} ({len(chosen)})", "-")]
        for record in sorted(chosen, key=lambda record: record.when.sort_key):
            blocks += ["", *text.lines(record)]
    if not records:
        blocks += _sources(tuple(dataset.sources))
    return "\n".join(blocks) + "\n"


def _sources(sources: tuple[Source, ...]) -> Iterator[str]:
    """Yield the lines of sources, for a dataset without records."""
    if sources:
        yield from ("", *_title_lines(f"Sources ({len(sources)})", "-"))
    for one in sources:
        day = published_in_words(one)
        about = filter(None, (one.title, one.author, one.publisher, day))
        yield from ("", *wrap(", ".join(about), "* ", 2))
        yield from row_lines([("source", one.id)], MARGIN)


def record_text(record: Record, names: Mapping[str, str]) -> str:
    """Return one record as text for people.

    Args:
        record: a record of any of the four classes.
        names: the name of each actor by its id.
    """
    return "\n".join(Text(names).lines(record)) + "\n"


class Text(InWords):
    """Puts records into words, with the names of actors if they are known."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._name = name_lookup(names)

    def name(self, id: str) -> str:
        """Return the name of an actor, or else the id."""
        return self._name(id)

    def lines(self, record: Record) -> Iterator[str]:
        """Yield the lines of a record."""
        kind = type(record)
        named = ("when", *(playing(kind, part) for part in NAMED_BY_WHO))
        names = [name for name in field_order(record) if name not in named]
        yield from wrap(record.gist, "* ", 2)
        yield from row_lines(
            [
                ("when", when_in_words(record.when)),
                ("who", who(record, self.name)),
                *text_rows(record, names, self),
            ],
            MARGIN,
        )


def _title_lines(title: str, line: str) -> list[str]:
    lines = wrap(title)
    return [*lines, line * max(map(columns, lines))]
