"""A record as a card of HTML: a row for each field that holds something.

The rows are made from what the class says of its fields, so that a record can show
itself without any dataset. Whoever knows more of an id than the id passes a `Known`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from diplomacy_events.markup import Markup, isolate, join_markup, page, tag
from diplomacy_events.monospace import wrap
from diplomacy_events.vocabulary import Vocabulary

__all__ = ["Known", "card", "chain", "content", "text_card"]

LAST = ("variables", "same_as", "notes", "coded", "codings", "evidence", "id")
SHARED = ("when", "gist", "topics", *LAST)
"""The fields of every record, which have places of their own on a card."""


INDENT = 20
"""The width of the labels of a card of text."""


class Known(ABC):
    """What is known of the values of fields where there is no dataset."""

    def name(self, id: str) -> str:
        """Return what somebody or something is called: here, the id."""
        return id

    @abstractmethod
    def phrase(self, value: object) -> str:
        """Return a value in words; nothing, if it has rows of its own."""

    def way(self, id: str) -> str | None:
        """Return how a statement came to the reader, if that is known."""
        del id
        return None

    def words(self, anchor: Any) -> Markup | None:
        """Return the words at an anchor, in their context, if they are known."""
        del anchor
        return None


def card(record: object, title: str, known: Known) -> Markup:
    """Return a record as a card, a piece of a page by itself; see `content`."""
    return page(content(record, title, known))


def content(record: Any, title: str, known: Known) -> Markup:
    """Return what stands on the card of a record.

    Args:
        record: a record of any class.
        title: what the class is called.
        known: what is known of the ids that it names.
    """
    return Markup(
        tag("p", title)
        + tag("p", tag("strong", isolate(record.gist)), class_="title")
        + tag("dl", *_rows(record, _order(record), known))
    )


def text_card(record: Any, title: str, known: Known) -> str:
    """Return a record as a card of text, in lines of at most 80 columns.

    Args:
        record: a record of any class.
        title: what the class is called.
        known: what is known of the ids that it names.
    """
    rows = [(f"{title}:", record.gist), *_told(record, _order(record), known)]
    return "\n".join(
        line
        for label, value in rows
        for line in wrap(value, label.ljust(INDENT - 1) + " ", INDENT)
    )


def _order(record: Any) -> list[str]:
    """Return the names of what stands on the card of a record, from top to bottom."""
    names = [field.name for field in attrs.fields(type(record))]
    own = [name for name in names if name not in SHARED]
    first = [name for name in ("standing", "status") if hasattr(record, name)]
    order = dict.fromkeys(("when", *first, *own, "topics", *LAST))
    if not record.codings:
        # That it was coded by hand goes without saying, where no coding is named.
        del order["coded"]
    return list(order)


def _told(
    owner: object, names: Iterable[str], known: Known
) -> Iterator[tuple[str, str]]:
    """Yield a label and a value in words, for each field that is not empty."""
    for name, value, metadata in _there(owner, names):
        quoted = "“{}”" if name == "quotes" else "{}"
        items = value if isinstance(value, tuple) else (value,)
        words = (quoted.format(_in_words(item, metadata, known)) for item in items)
        yield metadata["label"].lower(), "; ".join(words)


def _in_words(value: Any, metadata: Any, known: Known) -> str:
    """Return one value, or one of several, as plain text."""
    if not attrs.has(type(value)):
        text = str(value)
        return known.name(text) if metadata.get("refers_to") else text
    names = [field.name for field in attrs.fields(type(value))]
    parts = (f"{label} {words}" for label, words in _told(value, names, known))
    phrase = known.phrase(value)
    if phrase and hasattr(value, "source"):
        return f"{known.name(value.source)}, {phrase}"
    return phrase or ", ".join(parts)


def chain(record: Any, known: Known) -> list[tuple[str, str]]:
    """Return the way from those who said a statement to those who published it."""
    sources = dict.fromkeys(anchor.source for anchor in record.evidence)
    return [
        ("said by", join_markup(", ", map(known.name, record.speakers))),
        *(("carried by", known.name(id)) for id in reversed(record.via)),
        ("published by", join_markup("; ", map(known.name, sources))),
    ]


def _rows(owner: object, names: Iterable[str], known: Known) -> Iterator[Markup]:
    """Yield a label and what it labels, for each field that is not empty."""
    for name, value, metadata in _there(owner, names):
        yield tag("dt", metadata["label"])
        if metadata.get("part") == "via":
            steps = chain(owner, known)
            ways = (tag("li", f"{how} ", isolate(by)) for how, by in steps)
            yield tag("dd", tag("ol", *ways))
        else:
            yield tag("dd", _cell(name, value, metadata, known))


def _there(
    owner: Any, names: Iterable[str]
) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Yield name, value and metadata of each field that does not go without saying."""
    told = {field.name: _metadata(field) for field in attrs.fields(type(owner))}
    for name in names:
        value = getattr(owner, name)
        metadata = told.get(name, {"label": name.capitalize()})
        if value is not None and value not in ((), metadata.get("unsaid")):
            yield name, value, metadata


def _metadata(field: "attrs.Attribute[Any]") -> dict[str, object]:
    """Return what a field says of itself, with the value that goes without saying."""
    unsaid = field.default if field.metadata.get("quiet") else None
    return {**field.metadata, "unsaid": unsaid}


def _cell(name: str, value: Any, metadata: Any, known: Known) -> Markup:
    """Return what a field holds, by what kind of thing that is."""
    if name == "evidence":
        return _evidence(value, known)
    if not isinstance(value, tuple):
        return _one(value, metadata, known)
    if name == "quotes":
        return tag("div", *map(_quoted, value))
    refers_to = metadata["refers_to"]
    if refers_to == ("Statement",):
        return tag("ul", *(_item(id, known) for id in value))
    if refers_to or metadata["topics"]:
        names = (isolate(known.name(id) if refers_to else id) for id in value)
        return tag("span", join_markup(", ", names))
    return tag("ul", *(tag("li", _one(item, metadata, known)) for item in value))


def _one(value: Any, metadata: Any, known: Known) -> Markup:
    """Return one value, or one of several."""
    if isinstance(value, Vocabulary):
        return tag("span", isolate(value.value), title=value.__doc__)
    if isinstance(value, str):
        return isolate(known.name(value) if metadata["refers_to"] else value)
    phrase = known.phrase(value)
    if phrase or not attrs.has(type(value)):
        # Numbers and days are written as they are.
        return isolate(phrase or str(value))
    # An invitation, a response or a coding, which have fields of their own.
    names = [field.name for field in attrs.fields(type(value))]
    return tag("dl", *_rows(value, names, known))


def _quoted(quote: str) -> Markup:
    return tag("blockquote", "“", isolate(quote), "”")


def _item(id: str, known: Known) -> Markup:
    way = known.way(id)
    shown = join_markup("", (" (", way, ")")) if way else None
    return tag("li", isolate(known.name(id)), shown)


def _evidence(anchors: tuple[Any, ...], known: Known) -> Markup:
    """Return the anchors, out of the way unless their words can be shown."""
    words = [known.words(anchor) for anchor in anchors]
    count = "1 place" if len(anchors) == 1 else f"{len(anchors)} places"
    shown = "open" if any(words) else None
    items = (
        tag(
            "li",
            isolate(
                join_markup(", ", (known.name(anchor.source), known.phrase(anchor)))
            ),
            found,
        )
        for anchor, found in zip(anchors, words, strict=True)
    )
    return tag("details", tag("summary", count), tag("ul", *items), open=shown)
