"""A record as a card of HTML: a row for each field that is not empty.

The rows are made from the metadata of the fields, so that a record can be shown without
a dataset. Pass a `Known` to show more than ids.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from diplomacy_events.markup import Markup, isolate, join_markup, page, tag
from diplomacy_events.vocabulary import Vocabulary

__all__ = [
    "Known",
    "card",
    "chain",
    "content",
    "field_order",
    "present_fields",
]

LAST = ("variables", "same_as", "notes", "coded", "codings", "evidence", "id")
SHARED = ("when", "gist", "topics", *LAST)
"""The fields of every record, which have fixed places on a card."""


class Known(ABC):
    """What is known about the values of fields; by default, nothing but ids."""

    def name(self, id: str) -> str:
        """Return the name of somebody or something: here, the id."""
        return id

    @abstractmethod
    def phrase(self, value: object) -> str:
        """Return a value in words; nothing if it has its own rows."""

    def way(self, id: str) -> str | None:
        """Return how a statement reached the reader, if that is known."""
        del id
        return None

    def words(self, anchor: Any) -> Markup | None:
        """Return the words at an anchor, in their context, if they are known."""
        del anchor
        return None


def card(record: object, title: str, known: Known) -> Markup:
    """Return a record as a card, a separate piece of a page; see `content`."""
    return page(content(record, title, known))


def content(record: Any, title: str, known: Known) -> Markup:
    """Return the content of the card of a record.

    Args:
        record: a record of any class.
        title: the label of the class.
        known: what is known about the ids that it names.
    """
    return Markup(
        tag("p", title)
        + tag("p", tag("strong", isolate(record.gist)), class_="title")
        + tag("dl", *_rows(record, field_order(record), known))
    )


def field_order(record: Any) -> list[str]:
    """Return the names of the fields on a card, from top to bottom."""
    names = [field.name for field in attrs.fields(type(record))]
    own = [name for name in names if name not in SHARED]
    first = [name for name in ("standing", "status") if hasattr(record, name)]
    order = dict.fromkeys(("when", *first, *own, "topics", *LAST))
    if not record.codings:
        # Records without codings were coded by hand, and do not show it.
        del order["coded"]
    return list(order)


def chain(record: Any, known: Known) -> list[tuple[str, str]]:
    """Return the path of a statement, from its speakers to its publishers."""
    sources = dict.fromkeys(anchor.source for anchor in record.evidence)
    return [
        ("said by", join_markup(", ", map(known.name, record.speakers))),
        *(("carried by", known.name(id)) for id in reversed(record.via)),
        ("published by", join_markup("; ", map(known.name, sources))),
    ]


def _rows(owner: object, names: Iterable[str], known: Known) -> Iterator[Markup]:
    """Yield a label and a value for each field that is not empty."""
    for name, value, metadata in present_fields(owner, names):
        yield tag("dt", metadata["label"])
        if metadata.get("part") == "via":
            steps = chain(owner, known)
            ways = (tag("li", f"{how} ", isolate(by)) for how, by in steps)
            yield tag("dd", tag("ol", *ways))
        else:
            yield tag("dd", _cell(name, value, metadata, known))


def present_fields(
    owner: Any, names: Iterable[str]
) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Yield name, value and metadata of each field that is to be shown."""
    metadata_of = {field.name: _metadata(field) for field in attrs.fields(type(owner))}
    for name in names:
        value = getattr(owner, name)
        metadata = metadata_of.get(name, {"label": name.capitalize()})
        if value is not None and value not in ((), metadata.get("unsaid")):
            yield name, value, metadata


def _metadata(field: "attrs.Attribute[Any]") -> dict[str, object]:
    """Return the metadata of a field, with the value that is not shown."""
    unsaid = field.default if field.metadata.get("quiet") else None
    return {**field.metadata, "unsaid": unsaid}


def _cell(name: str, value: Any, metadata: Any, known: Known) -> Markup:
    """Return the value of a field as markup."""
    if name == "evidence":
        return _evidence(value, known)
    if not isinstance(value, tuple):
        return _one(value, metadata, known)
    if name == "quotes":
        return tag("div", *map(_quotation, value))
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
        # Numbers and days are shown unchanged.
        return isolate(phrase or str(value))
    # An invitation, a response or a coding has its own fields.
    names = [field.name for field in attrs.fields(type(value))]
    return tag("dl", *_rows(value, names, known))


def _quotation(quote: str) -> Markup:
    return tag("blockquote", "“", isolate(quote), "”")


def _item(id: str, known: Known) -> Markup:
    way = known.way(id)
    details = join_markup("", (" (", way, ")")) if way else None
    return tag("li", isolate(known.name(id)), details)


def _evidence(anchors: tuple[Any, ...], known: Known) -> Markup:
    """Return the anchors, collapsed unless their words can be shown."""
    words = [known.words(anchor) for anchor in anchors]
    count = "1 place" if len(anchors) == 1 else f"{len(anchors)} places"
    state = "open" if any(words) else None
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
    return tag("details", tag("summary", count), tag("ul", *items), open=state)
