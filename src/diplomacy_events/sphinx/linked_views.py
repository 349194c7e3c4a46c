"""The views of records on pages: those of a notebook, with names as links."""

from collections.abc import Iterable
from typing import Any

from diplomacy_events.card import card
from diplomacy_events.dataset import Dataset
from diplomacy_events.markup import Markup, html_table, isolate, tag
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import Field, fields, values_of
from diplomacy_events.model.description import kind_of as class_kind
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Source
from diplomacy_events.model.wording import published_in_words, when_in_words
from diplomacy_events.sphinx.domain import kind_of
from diplomacy_events.sphinx.shelf import Found, Thing
from diplomacy_events.views.cards import KnownInDataset as Known
from diplomacy_events.views.overview import overview
from diplomacy_events.views.summary import standing, who
from diplomacy_events.views.tables import STATE, offices, other_names

__all__ = ["LINK", "card_of", "overview_of", "table_of"]

LINK = "dipl:"
"""The beginning of a link address; a kind, a colon and an id follow."""
HEADED = ("id", "name")
"""The fields that the card of an actor shows in other places than a row."""
HEADERS = ("Gist", "Who", "When", STATE)


def card_of(found: Found) -> str:
    """Return a record, an actor or a source as a card."""
    known = Linked(found.dataset)
    if isinstance(found.thing, Actor):
        return _actor(found.thing, known)
    if isinstance(found.thing, Source):
        return _source(found.thing)
    return card(found.thing, class_kind(type(found.thing)).label, known)


def _actor(actor: Actor, known: Known) -> Markup:
    rows = [
        (field.label, _text_of(field, getattr(actor, field.name), known))
        for field in fields(type(actor))
        if field.name not in HEADED and getattr(actor, field.name) != field.default
    ]
    return _plain(class_kind(type(actor)).label, actor.name, rows)


def _text_of(field: Field, value: Any, known: Known) -> str:
    """Return a field of an actor in words, with other actors by name."""
    if value is True:
        return "yes"
    if field.composite:
        return "; ".join(offices(value, known.names.__getitem__))
    values = other_names(value) if field.name == "aliases" else values_of(value)
    return ", ".join(known.names[it] if field.refers_to else it for it in values)


def _source(source: Source) -> Markup:
    address = source.url or ""
    rows = (
        ("Publisher", source.publisher),
        ("Author", source.author or ""),
        ("Published", published_in_words(source)),
        ("Language", source.language or ""),
        ("Address", tag("a", address, href=address) if address else ""),
    )
    return _plain("Source", source.title or "untitled", rows)


def _plain(kind: str, title: str, rows: Iterable[tuple[str, str]]) -> Markup:
    """Return a card with a row for each label that has a value."""
    pairs = [(tag("dt", what), tag("dd", isolate(it))) for what, it in rows if it]
    return tag(
        "div",
        tag("p", kind),
        tag("p", tag("strong", isolate(title))),
        tag("dl", *(part for row in pairs for part in row)) if pairs else None,
    )


def overview_of(dataset: Dataset) -> str:
    """Return the description of a dataset, and how many things it contains."""
    return overview(dataset, sources=False)


def table_of(caption: str, found: Iterable[tuple[Record, Dataset]]) -> str:
    """Return records as a table, a row for each."""
    return html_table(caption, HEADERS, (_cells(*one) for one in found))


def _cells(record: Record, dataset: Dataset) -> tuple[str, ...]:
    return (
        link(record.gist, record),
        isolate(who(record, lambda id: dataset.actors[id].name)),
        isolate(when_in_words(record.when)),
        standing(record),
    )


def link(text: str, thing: Thing) -> Markup:
    """Return a text as a link to the page that shows something."""
    return tag("a", isolate(text), href=f"{LINK}{kind_of(thing)}:{thing.id}")


class Linked(Known):
    """What is known about ids in a dataset, as links to the pages that show them."""

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(dataset, {})
        self._dataset = dataset

    def name(self, id: str) -> str:
        """Return a name, a gist or the title of a source as a link."""
        return link(super().name(id), self._dataset[id])
