"""GraphML: actors and records as a graph, for Gephi and networkx."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import count

from diplomacy_events.dataset import Dataset
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.exports.omissions import Places, omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import SECTIONS, fields, values_of
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.walk import references

__all__ = ["FORMAT"]

# These become attributes of a node; every field of ids becomes edges.
ATTRIBUTES = frozenset({"id", "name", "when.edtf", "gist", "status"})
# Sources are not nodes of the graph.
SOURCES = ("Source",)
REASON = "the graph has no place for it"
# The only characters allowed in a line of text but not in XML 1.0.
NOT_XML = re.compile("[\ufffe\uffff]")


def dumps(dataset: Dataset) -> bytes:
    """Return the actors and records as a directed graph with parallel edges.

    Raises:
        MissingExtraError: if networkx is not installed.
    """
    library = import_extra("networkx", extra="graph")
    graph = library.MultiDiGraph()
    for thing in (*dataset.actors, *dataset.records):
        graph.add_node(thing.id, **_attributes(thing))
    # Gephi merges edges with the same id, so each has its own.
    keys = map("e{}".format, count())
    for thing in (*dataset.actors, *dataset.records):
        for role, position, other in _edges(thing):
            key = next(keys)
            graph.add_edge(thing.id, other, key=key, role=role, position=position)
    written = BytesIO()
    # Name the writer: the default one differs if lxml is installed.
    library.write_graphml_xml(graph, written, named_key_ids=True)
    return written.getvalue()


def _attributes(thing: Actor | Record) -> dict[str, str]:
    """Return the attributes of a node; a record has more of them."""
    label = thing.name if isinstance(thing, Actor) else thing.gist
    found: dict[str, object] = {
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


def _edges(thing: object) -> Iterator[tuple[str, int, str]]:
    """Yield role, position and target of each id that a thing refers to.

    The position counts from 0 in the outermost list: actors with the same response
    share it.
    """
    for step in references(thing):
        if step.field.refers_to == SOURCES:
            continue
        role = ".".join(name for name in step.path if isinstance(name, str))
        outer = next((place for place in step.path if isinstance(place, int)), None)
        for index, id in enumerate(values_of(step.value)):
            yield role, index if outer is None else outer, id


def _graph_fields(cls: type, within: str = "") -> Iterator[str]:
    """Yield the fields of a class that the graph keeps."""
    for field in fields(cls):
        path = within + field.name
        if path in ATTRIBUTES or (field.refers_to and field.refers_to != SOURCES):
            yield path
        elif field.composite:
            yield from _graph_fields(field.holds, f"{path}.")


def _places() -> Places:
    nodes = [cls for name in ("actors", "records") for cls in SECTIONS[name].classes]
    return {cls: set(_graph_fields(cls)) for cls in nodes}


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List what the graph leaves out, and the characters that XML cannot represent."""
    labels = [(actor.id, "name", actor.name) for actor in dataset.actors]
    labels += [(record.id, "gist", record.gist) for record in dataset.records]
    replaced = (
        Omission(
            id,
            field,
            "contains U+FFFE or U+FFFF, which XML cannot represent; written as U+FFFD",
        )
        for id, field, label in labels
        if NOT_XML.search(label)
    )
    return (*replaced, *omissions(dataset, _places(), REASON))


FORMAT = Format(
    name="graphml", suffixes=(".graphml",), lossless=False, dumps=dumps, omitted=omitted
)
