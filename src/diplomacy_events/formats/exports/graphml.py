"""GraphML: actors and records as a graph, for Gephi and networkx."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Any

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.extras import needed
from diplomacy_events.formats.exports.omissions import Places, omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.actors import Actor, Group, Organization, Person, State
from diplomacy_events.model.records import (
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)

__all__ = ["FORMAT"]

ACTOR = frozenset({"id", "name"})
RECORD = frozenset({"id", "when.edtf", "gist"})
# Of the fields kept, those that hold ids become edges.
PLACES: Places = {
    Person: ACTOR | {"roles.of"},
    State: ACTOR,
    Organization: ACTOR | {"state"},
    Group: ACTOR | {"members"},
    Statement: RECORD | {"speakers", "audience", "via", "mentions"},
    StateVisit: RECORD
    | {"status", "visitors", "hosts", "invitation.by", "invitation.to", "basis"},
    JointDeclaration: RECORD | {"status", "parties", "visit", "basis"},
    Allegation: RECORD
    | {"accusers", "accused", "mentions", "basis"}
    | {"responses.actors", "responses.statement"},
}
REASON = "the graph has no place for it"
# The only characters that a line of text may hold and XML 1.0 may not.
NOT_XML = re.compile("[\ufffe\uffff]")


def dumps(dataset: Dataset) -> bytes:
    """Return the actors and records as a directed graph with parallel edges.

    Raises:
        MissingExtraError: if networkx is not installed.
    """
    library = needed("networkx", extra="graph")
    graph = library.MultiDiGraph()
    for thing in (*dataset.actors, *dataset.records):
        graph.add_node(thing.id, **_attributes(thing))
    # Gephi takes edges of one id for one edge, so each has its own.
    keys = map("e{}".format, count())
    for thing in (*dataset.actors, *dataset.records):
        for role, position, other in _edges(thing, PLACES[type(thing)]):
            key = next(keys)
            graph.add_edge(thing.id, other, key=key, role=role, position=position)
    written = BytesIO()
    # The writer by name, as the other one differs where lxml is installed.
    library.write_graphml_xml(graph, written, named_key_ids=True)
    return written.getvalue()


def _attributes(thing: Actor | Record) -> dict[str, str]:
    """Return the attributes of a node; a record has more of them."""
    label = thing.name if isinstance(thing, Actor) else thing.gist
    found: dict[str, Any] = {
        "label": NOT_XML.sub("\N{REPLACEMENT CHARACTER}", label),
        "type": type(thing).__name__,
    }
    if isinstance(thing, Record):
        found["when"] = thing.when.edtf
        found["earliest"] = thing.when.earliest
        found["latest"] = thing.when.latest
    for name in ("status", "standing"):
        found[name] = getattr(thing, name, None)
    return {name: str(value) for name, value in found.items() if value is not None}


def _edges(
    part: Any, kept: Any, within: str = "", place: int | None = None
) -> Iterator[tuple[str, int, str]]:
    """Yield role, position and target of each id that a part refers to.

    The position counts from 0 in the outermost list, so that those who gave the same
    response have the same.
    """
    for attribute in attrs.fields(type(part)):
        role, value = within + attribute.name, getattr(part, attribute.name)
        many = isinstance(value, tuple)
        for index, item in enumerate(value if many else (value,)):
            position = place if place is not None or not many else index
            if attrs.has(type(item)):
                yield from _edges(item, kept, f"{role}.", position)
            elif (
                item is not None and role in kept and "refers_to" in attribute.metadata
            ):
                yield role, position or 0, item


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List what the graph has no place for, and the characters that XML cannot hold."""
    labels = [(actor.id, "name", actor.name) for actor in dataset.actors]
    labels += [(record.id, "gist", record.gist) for record in dataset.records]
    replaced = (
        Omission(
            id, field, "holds U+FFFE or U+FFFF, written as U+FFFD, as XML has none"
        )
        for id, field, label in labels
        if NOT_XML.search(label)
    )
    return (*replaced, *omissions(dataset, PLACES, REASON))


FORMAT = Format(
    name="graphml", suffixes=(".graphml",), lossless=False, dumps=dumps, omitted=omitted
)
