"""From the graph that rdflib reads to a dataset, with nothing overlooked.

The fields are looked up by their terms, as plain JSON values, and `document` makes the
dataset of them. Then everything in the graph must be something that this dataset says:
whatever else is found there is a fault, so that nothing is passed over in silence.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any, NoReturn, cast

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.extras import needed
from diplomacy_events.formats.json import from_values
from diplomacy_events.formats.strict import INTEGER, Unfit
from diplomacy_events.formats.terms import (
    COUNT,
    NODE,
    REFERENCE,
    RESTATED,
    SELECTOR,
    TEXT,
    VERSION,
    Term,
    compact,
    expand,
    fields,
    kinds,
    member_name,
    terms,
)
from diplomacy_events.formats.triples import document, statements
from diplomacy_events.formats.versions import older
from diplomacy_events.model.rules import short

__all__ = ["dataset_of"]

TYPE, NIL = expand("rdf:type"), expand("rdf:nil")


class Cell(StrEnum):
    """What is said of a cell of a list."""

    FIRST = expand("rdf:first")
    REST = expand("rdf:rest")


@attrs.frozen
class Value:
    """A value in a graph: an IRI, of kind ``@id``, or a literal of its datatype."""

    kind: str
    text: str

    def __str__(self) -> str:
        if self.kind == REFERENCE:
            return f"the IRI {compact(self.text)!a}"
        return f"{short(self.text)} of type {compact(self.kind)!a}"


Said = dict[str, list[Any]]
"""What is said of a node: values, or tuples of them, by predicate."""


def dataset_of(graph: Any) -> Dataset:
    """Return the dataset that an rdflib graph describes.

    Raises:
        FormatError: if it describes none, or anything besides one.
    """
    found = _found(graph)
    root = _root(found)
    reader = _Reader(found, root, before=_before(found[root]))
    dataset = from_values(reader.node(reader.root, (Dataset,), "$"))
    if reader.before:
        # What it says besides its fields, it says in the terms of its own time.
        return dataset
    strange = islice(_strange(reader, dataset), MOST_FAULTS)
    if faults := tuple(strange):
        raise FormatError("not a valid dataset", faults=faults)
    return dataset


def _found(graph: Any) -> dict[str, Said]:
    """Return what is said of each IRI; what is said of blank nodes makes the lists."""
    rdflib = needed("rdflib", extra="rdf")
    bnode, iri = rdflib.BNode, rdflib.URIRef
    cells: dict[str, Any] = defaultdict(lambda: defaultdict(list))
    found: dict[str, Any] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in graph:
        # rdflib takes literals there too, and Notation3 allows them.
        if not isinstance(subject, (iri, bnode)):
            _refuse(f"a literal as subject: {short(str(subject))}")
        if not isinstance(predicate, iri):
            _refuse(f"a predicate that is no IRI: {short(str(predicate))}")
        into = cells if isinstance(subject, bnode) else found
        into[str(subject)][str(predicate)].append(value)
    for said in found.values():
        for predicate, values in said.items():
            said[predicate] = [_listed(value, cells, bnode) for value in values]
    if cells:
        _refuse("a blank node that is no part of a list")
    return found


def _listed(head: Any, cells: dict[str, Any], bnode: type) -> Any:
    """Return a value as it is, or the values of the list that a blank node begins."""
    values = []
    while isinstance(head, bnode):
        # A cell is taken out, so that no two lists share one and none goes round.
        match cells.pop(str(head), {}):
            case {Cell.FIRST: [value], Cell.REST: [head], **more} if not more:
                values.append(_value(value, bnode))
            case _:
                _refuse("a blank node that is no part of just one list")
    if str(head) == NIL:
        return tuple(values)
    return _refuse("a list that does not end") if values else _value(head, bnode)


def _value(value: Any, bnode: type) -> Value:
    if isinstance(value, bnode):
        _refuse("a blank node within a list")
    datatype = getattr(value, "datatype", REFERENCE)
    if getattr(value, "language", None):
        datatype = expand("rdf:langString")
    return Value(str(datatype or expand(TEXT)), str(value))


def _root(found: dict[str, Said]) -> str:
    wanted = _own(Dataset)
    roots = [name for name, said in found.items() if wanted in said.get(TYPE, ())]
    if len(roots) != 1:
        _refuse(f"expected one node of type dipl:Dataset, got {len(roots)}")
    return roots[0]


def _before(said: Said) -> bool:
    """Whether a dataset of which this is said names an older schema version."""
    texts = [
        str(getattr(value, "text", "")) for value in said[expand(VERSION.predicate)]
    ]
    return any(INTEGER.fullmatch(text) and older(int(text)) for text in texts)


def _own(cls: type) -> Value:
    return Value(REFERENCE, expand(f"dipl:{cls.__name__}"))


@cache
def _known() -> frozenset[str]:
    """Return every property that is said of anything."""
    predicates = [*(term.predicate for term in terms().values()), *RESTATED]
    return frozenset([TYPE, *map(expand, predicates)])


@attrs.frozen
class _Reader:
    """Looks up fields in a graph, as plain JSON values, and keeps where it found them.

    Attributes:
        found: what is said of each node.
        root: the IRI of the dataset.
        before: whether the graph is of an older schema version.
        places: the JSON path of each node that it has read.
    """

    found: dict[str, Said]
    root: str
    before: bool
    places: dict[str, str] = attrs.field(factory=dict)

    def node(self, name: str, classes: tuple[Any, ...], path: str) -> dict[str, Any]:
        """Return what is said of a node, by the fields of its class."""
        self.places[name] = path
        said = self.found.get(name, {})
        plain: dict[str, Any] = {
            _name(predicate) if self.before else compact(predicate): self._raw(values)
            for predicate, values in said.items()
            if predicate not in _known()
        }
        if _has_id(classes[0]):
            plain["id"] = self._id(Value(REFERENCE, name))
        if len(classes) > 1:
            types = said.get(TYPE, [])
            classes = tuple([cls for cls in classes if _own(cls) in types])
            names = [cls.__name__ for cls in classes]
            plain["type"] = names[0] if len(names) == 1 else Unfit(f"{names or 'none'}")
        if expand(SELECTOR.predicate) in said:
            said = self.found.get(f"{name}.selector", {}) | said
            self.places[f"{name}.selector"] = path
        for term in fields(classes[0]) if len(classes) == 1 else ():
            if values := said.get(expand(term.predicate)):
                plain[term.name] = self._field(term, values, name, path)
            # A field's own name, where its term is one of another vocabulary.
            if plain.pop(f"dipl:{term.name}", None) is not None:
                problem = f"it under 'dipl:{term.name}', not under {term.predicate!a}"
                plain[term.name] = Unfit(problem)
        if classes == (Dataset,):
            values = said.get(expand(VERSION.predicate), [])
            plain["schema_version"] = self._field(VERSION, values, name, path)
        return plain

    def _raw(self, values: list[Any]) -> Any:
        """Return values under a predicate that no field has, for a migration to use."""
        made = [
            [self._text(part) for part in value]
            if isinstance(value, tuple)
            else self._text(value)
            for value in values
        ]
        return made[0] if len(made) == 1 else made

    def _text(self, value: Value) -> str:
        return value.text.removeprefix(f"{self.root}#")

    def _field(self, term: Term, values: list[Any], name: str, path: str) -> Any:
        if len(values) != 1:
            return Unfit(f"{len(values)} values")
        (value,) = values
        name, path = f"{name}.{term.key}", f"{path}.{term.name}"
        if isinstance(value, tuple) != term.many:
            return Unfit("a list" if isinstance(value, tuple) else f"{value}, no list")
        if not term.many:
            return self._plain(term, value, name, path)
        return [
            self._plain(term, part, f"{name}.{index + 1}", f"{path}[{index}]")
            for index, part in enumerate(value)
        ]

    def _plain(self, term: Term, value: Value, name: str, path: str) -> Any:
        iri = term.kind in (NODE, REFERENCE)
        if value.kind != (REFERENCE if iri else expand(term.kind)):
            return Unfit(str(value))
        if term.kind == NODE:
            if _has_id(term.holds):
                name = value.text
            fits = value.text == name
            return (
                self.node(name, kinds(term.holds), path) if fits else Unfit(str(value))
            )
        if term.kind == REFERENCE:
            enum = issubclass(term.holds, StrEnum)
            return _member(term.holds, value) if enum else self._id(value)
        if term.kind == COUNT:
            return (
                int(value.text) if INTEGER.fullmatch(value.text) else Unfit(str(value))
            )
        return value.text

    def _id(self, value: Value) -> Any:
        """Return the id that an IRI stands for."""
        start = f"{self.root}#"
        own = value.text.startswith(start)
        return value.text.removeprefix(start) if own else Unfit(str(value))


def _name(predicate: str) -> str:
    """Return a predicate in short; one of our own is the name of a field."""
    local = compact(predicate).removeprefix("dipl:")
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", local)


def _has_id(cls: Any) -> bool:
    return "id" in attrs.fields_dict(cls)


def _member(enum: type[StrEnum], value: Value) -> Any:
    """Return the member that an IRI stands for, by its value."""
    for member in enum:
        if expand(member_name(member)) == value.text:
            return member.value
    return Unfit(str(value))


def _strange(reader: _Reader, dataset: Dataset) -> Iterator[Fault]:
    """Find what is said in a graph and is not what this dataset says."""
    expected = _expected(dataset, reader.root)
    for subject, said in sorted(reader.found.items()):
        place = subject.removesuffix(".annotation")
        path = reader.places.get(place, f"$[{subject!a}]")
        id = place.removeprefix(f"{reader.root}#").partition(".")[0]
        owner = id if id in dataset else None
        for predicate, values in sorted(said.items()):
            due = expected[subject][predicate]
            for value in values:
                if value not in due:
                    yield Fault(path, _problem(predicate, value, due), owner)


def _expected(dataset: Dataset, root: str) -> dict[str, dict[str, dict[Any, None]]]:
    """Return all that a dataset says, as it stands in a graph."""
    expected: Any = defaultdict(lambda: defaultdict(dict))
    for subject, predicate, kind, value in statements(document(dataset, root)):
        many = isinstance(value, list)
        parts = [
            Value(REFERENCE, _full(part, root))
            if kind == REFERENCE
            else Value(expand(kind), str(part))
            for part in (value if many else [value])
        ]
        said = tuple(parts) if many else parts[0]
        expected[_full(subject, root)][expand(predicate)][said] = None
    return cast("dict[str, dict[str, dict[Any, None]]]", expected)


def _problem(predicate: str, value: Any, due: Iterable[Any]) -> str:
    wanted = " or ".join(map(_show, islice(due, 3))) or "nothing"
    return f"{compact(predicate)!a}: expected {wanted}, got {_show(value)}"


def _show(value: Any) -> str:
    return f"a list of {len(value)}" if isinstance(value, tuple) else str(value)


def _full(name: str, root: str) -> str:
    if name.startswith("id:") and name != root:
        return f"{root}#{name.removeprefix('id:')}"
    return name if name == root else expand(name)


def _refuse(problem: str) -> NoReturn:
    raise FormatError("not a valid dataset", faults=(Fault("$", problem),))
