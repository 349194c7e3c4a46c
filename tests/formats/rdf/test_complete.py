"""Linked data includes every field of every object, the same in both formats."""

import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from iris import expand
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from complete import COMPLETE
from diplomacy_events import (
    Dataset,
    FormatError,
    formats,
    load_article,
    loads,
    read,
    write,
)
from diplomacy_events.formats.rdf import jsonld, turtle
from diplomacy_events.formats.rdf.terms import FIELD_WITHOUT_TERM, classes, fields
from diplomacy_events.strategies import datasets

BASE = "https://example.org/complete"
PAGE = Path(__file__, "../../../../docs/reference/linked-data.md").resolve().read_text()
# rdflib's own reader of JSON-LD uses deprecated parts of rdflib.
OWN_READER = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


def graphs(dataset: Dataset) -> tuple[Graph, Graph]:
    """Return what rdflib reads from a dataset in Turtle and in JSON-LD."""
    return (
        Graph().parse(data=turtle.dumps(dataset, base=BASE), format="turtle"),
        Graph().parse(data=jsonld.dumps(dataset, base=BASE), format="json-ld"),
    )


def shown_name(field: "attrs.Attribute[Any]") -> str:
    """Return the public name of a field: a dataset stores some under other names."""
    return field.alias or field.name


def is_many(value: Any) -> bool:
    """Return whether a field has several values."""
    return hasattr(value, "__iter__") and not isinstance(value, str)


def nodes(item: Any, iri: str) -> Iterator[tuple[Any, str]]:
    """Yield an object and all objects within it, each with the IRI of its node."""
    yield item, iri
    for field in attrs.fields(type(item)):
        value = getattr(item, shown_name(field))
        parts = list(value) if is_many(value) else [value]
        for number, part in enumerate(parts, 1):
            if attrs.has(type(part)):
                yield from nodes(
                    part, name(part, iri, shown_name(field), number, value)
                )


def name(part: Any, iri: str, field: str, number: int, value: Any) -> str:
    """Return the IRI of a part: by its id, or by its position."""
    if hasattr(part, "id"):
        return f"{BASE}#{part.id}"
    return f"{iri}.{field}.{number}" if is_many(value) else f"{iri}.{field}"


def expected(item: Any, iri: str, field: "attrs.Attribute[Any]") -> list[str]:
    """Return what the graph must contain for the values of a field."""
    value = getattr(item, shown_name(field))
    found = []
    for number, part in enumerate(list(value) if is_many(value) else [value], 1):
        if part is None:
            continue
        if attrs.has(type(part)):
            found.append(name(part, iri, shown_name(field), number, value))
        elif isinstance(part, StrEnum):
            word = "".join(map(str.capitalize, part.split("-")))
            found.append(expand(f"dipl:{type(part).__name__}{word}"))
        elif isinstance(part, date):
            found.append(part.isoformat())
        elif field.metadata.get("refers_to"):
            found.append(f"{BASE}#{part}")
        else:
            found.append(json.dumps(part) if type(part) is bool else str(part))
    return found


def said(graph: Graph, iri: str, predicate: str, *, many: bool) -> list[str]:
    """Return the values of a property in the graph, in order."""
    found = list(graph.objects(URIRef(iri), URIRef(expand(predicate))))
    if many:
        found = [part for head in found for part in Collection(graph, head)]
    return [str(value) for value in found]


@settings(max_examples=15)
@given(dataset=datasets())
@example(dataset=Dataset())
@example(dataset=load_article())
@example(dataset=COMPLETE)
def test_the_graph_contains_every_field(dataset: Dataset) -> None:
    """Each value is under the term of its field, and lists keep their order."""
    graph = Graph().parse(data=turtle.dumps(dataset, base=BASE), format="turtle")
    for item, iri in nodes(dataset, BASE):
        cls: Any = type(item)
        terms = {term.name: term for term in fields(cls)}
        for field in attrs.fields(type(item)):
            if field.name == FIELD_WITHOUT_TERM:
                assert iri == f"{BASE}#{item.id}"
                continue
            term = terms[shown_name(field)]
            subject = f"{iri}.selector" if term.selects else iri
            values = said(graph, subject, term.predicate, many=term.many)
            due = expected(item, iri, field)
            assert values == ([] if at_default(item, field) else due), (iri, field.name)


def at_default(item: Any, field: "attrs.Attribute[Any]") -> bool:
    """Return whether a field has its default; a dataset shows tuples as collections."""
    value = getattr(item, shown_name(field))
    return (tuple(value) if is_many(value) else value) == field.default


def test_every_class_has_its_terms() -> None:
    """The complete dataset has a value in each field; only ids have no term."""
    held: dict[type, set[str]] = {}
    for item, _ in nodes(COMPLETE, BASE):
        filled = held.setdefault(type(item), set())
        for field in attrs.fields(type(item)):
            if not at_default(item, field):
                filled.add(shown_name(field))
    assert set(held) == set(classes())
    for cls, filled in held.items():
        termed = {term.name for term in fields(cls)}
        assert filled == {shown_name(field) for field in attrs.fields(cls)}
        assert filled - termed == filled & {"id"}
    assert "an `id` has no property" in PAGE


def test_a_missing_field_is_detected() -> None:
    """Comparing the graphs reveals a missing value."""
    text = turtle.dumps(COMPLETE, base=BASE)
    changed = text.replace("    dipl:silentOn", "    dipl:silent")
    assert changed != text
    graph = Graph().parse(data=changed, format="turtle")
    iri = f"{BASE}#full-statement"
    assert said(graph, iri, "dipl:topics", many=True) == ["peace", "trade-2"]
    assert said(graph, iri, "dipl:silentOn", many=True) == []


@OWN_READER
@settings(max_examples=6)
@given(dataset=datasets())
@example(dataset=load_article())
@example(dataset=COMPLETE)
def test_both_formats_say_the_same(dataset: Dataset) -> None:
    """To rdflib's own readers, the two documents are one graph."""
    assert isomorphic(*graphs(dataset))


@pytest.mark.untraced
@OWN_READER
def test_a_difference_between_the_formats_is_found() -> None:
    """The comparison can fail."""
    first, second = graphs(COMPLETE)
    triple = (URIRef(BASE), URIRef(expand("schema:name")), Literal("x"))
    second.set(triple)
    assert len(second) == len(first) > 1000
    assert not isomorphic(first, second)


@pytest.mark.parametrize(("name", "end"), [("jsonld", ".jsonld"), ("turtle", ".ttl")])
def test_linked_data_is_written_only(tmp_path: Path, name: str, end: str) -> None:
    """The format leaves nothing out, but cannot be read back."""
    format = next(format for format in formats() if format.name == name)
    assert format.suffixes == (end,)
    assert (format.writes, format.reads, format.lossless) == (True, False, False)
    path = tmp_path / f"data{end}"
    assert write(COMPLETE, path) == ()
    problem = f"the format {name} cannot be read"
    with pytest.raises(FormatError, match=problem):
        read(path)
    with pytest.raises(FormatError, match=problem):
        loads(path.read_bytes(), format=name)
