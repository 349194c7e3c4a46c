"""A record as a card of HTML: a row for each field that holds something.

The rows are made from the fields and from what these hold, so that a record can show
itself without knowing of any dataset. Who does know one gives what it knows of an id.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

import attrs

from diplomacy_events.markup import Markup, apart, joined, page, tag
from diplomacy_events.model.period import Period
from diplomacy_events.model.sources import Evidence
from diplomacy_events.model.wording import class_words, place, when

__all__ = ["Known", "card", "chain"]

LABELS = {
    "act": "Speech act",
    "basis": "Rests on",
    "by": "Invited by",
    "conduct": "Of what",
    "horizon": "Covers",
    "id": "Id",
    "mentions": "Speaks of",
    "proposed": "For",
    "provisions": "Lays down",
    "superseded": "Earlier expected for",
    "to": "Invited",
    "via": "Way to the reader",
    "visit": "During",
}
"""What a field is called, where it is not called by its name."""


class Known:
    """What is known of an id where there is no dataset: only the id itself."""

    def name(self, id: str) -> str:
        """Return what somebody or something is called."""
        return id

    def way(self, id: str) -> str | None:
        """Return how a statement came to the reader."""
        del id
        return None

    def words(self, anchor: Evidence) -> Markup | None:
        """Return the words at an anchor, in their context."""
        del anchor
        return None


def card(record: Any, known: Known | None = None) -> Markup:
    """Return a record as a card.

    Args:
        record: a record of any of the four classes.
        known: what is known of the ids that it names.
    """
    known = known or Known()
    fields = [field.name for field in attrs.fields(type(record))]
    own = [name for name in fields if name not in SHARED]
    standing = ("standing",) if hasattr(record, "standing") else ()
    first = ("when", *standing, *(name for name in own if name == "status"))
    order = dict.fromkeys((*first, *own, "topics", "evidence", "id"))
    return page(
        tag("p", class_words(type(record))),
        tag("p", tag("strong", apart(record.gist)), class_="title"),
        tag("dl", *_rows(record, order, known)),
    )


SHARED = frozenset({"id", "when", "gist", "topics", "evidence"})


def chain(record: Any, known: Known) -> list[tuple[str, str]]:
    """Return the way from those who said a statement to those who published it."""
    sources = dict.fromkeys(anchor.source for anchor in record.evidence)
    return [
        ("said by", joined(", ", map(known.name, record.speakers))),
        *(("carried by", known.name(id)) for id in reversed(record.via)),
        ("published by", joined("; ", map(known.name, sources))),
    ]


def _rows(owner: Any, names: Iterable[str], known: Known) -> Iterator[Markup]:
    """Yield a label and what it labels, for each field that is not empty."""
    for name in names:
        value = getattr(owner, name)
        if name == "via":
            steps = chain(owner, known)
            value = tag("ol", *(tag("li", f"{how} ", apart(by)) for how, by in steps))
        if value is None or value == ():
            continue
        label = LABELS.get(name, name.replace("_", " ").capitalize())
        field = getattr(attrs.fields(type(owner)), name, None)
        refers = field.metadata.get("refers_to", ()) if field else ()
        yield tag("dt", label)
        yield tag("dd", _shown(name, value, refers, known))


def _shown(name: str, value: Any, refers: tuple[str, ...], known: Known) -> Markup:
    """Return what a field holds, by what kind of thing that is."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Period):
        return apart(when(value))
    if isinstance(value, Enum):
        return apart(value.value)
    if isinstance(value, str):
        return apart(known.name(value) if refers else value)
    if not isinstance(value, tuple):
        return _part(value, known)
    if name == "quotes":
        return tag("div", *map(_quoted, value))
    if isinstance(value[0], Evidence):
        return _evidence(value, known)
    if refers == ("Statement",):
        return tag("ul", *(_item(id, known) for id in value))
    if refers:
        return _names(value, known)
    return _several(name, value, known)


def _several(name: str, values: tuple[Any, ...], known: Known) -> Markup:
    """Return what refers to nothing: topics on one line, all else as a list."""
    if name in ("topics", "agenda", "silent_on"):
        return tag("span", ", ".join(values))
    return tag("ul", *(tag("li", _shown("", item, (), known)) for item in values))


def _part(part: Any, known: Known) -> Markup:
    """Return an invitation or a response, which have fields of their own."""
    names = [field.name for field in attrs.fields(type(part))]
    return tag("dl", *_rows(part, names, known))


def _names(ids: Iterable[str], known: Known) -> Markup:
    return tag("span", joined(", ", (apart(known.name(id)) for id in ids)))


def _quoted(quote: str) -> Markup:
    return tag("blockquote", "“", apart(quote), "”")


def _item(id: str, known: Known) -> Markup:
    way = known.way(id)
    shown = joined("", (" (", way, ")")) if way else None
    return tag("li", apart(known.name(id)), shown)


def _evidence(anchors: tuple[Evidence, ...], known: Known) -> Markup:
    """Return the anchors, out of the way unless their words can be shown."""
    words = [known.words(anchor) for anchor in anchors]
    count = "1 place" if len(anchors) == 1 else f"{len(anchors)} places"
    shown = "open" if any(words) else None
    items = (
        tag(
            "li",
            apart(joined(", ", (known.name(anchor.source), place(anchor)))),
            found,
        )
        for anchor, found in zip(anchors, words, strict=True)
    )
    return tag("details", tag("summary", count), tag("ul", *items), open=shown)
