"""The terms of a dataset as linked data: one for each field, from which vocabulary.

The terms of the fields follow from the classes of the model. The tables below list only
the fields that mean exactly what a term of another vocabulary means. All other terms
belong to the vocabulary of this package, in camel case: `silent_on` is
``dipl:silentOn``. Only `id` does not have a term: it is part of the name of its node.
"""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.model import description
from diplomacy_events.model.actors import (
    Actor,
    Group,
    Organization,
    Party,
    Person,
    Role,
    State,
)
from diplomacy_events.model.coding import Coding, Variable
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Evidence, Source

__all__ = [
    "FIELD_WITHOUT_TERM",
    "NODE",
    "REFERENCE",
    "RESTATED",
    "SELECTOR",
    "TYPES",
    "VERSION",
    "VOCABULARIES",
    "Term",
    "classes",
    "context",
    "fields",
    "kinds",
    "member_name",
    "terms",
]

VOCABULARIES = {
    "dipl": "https://diplomacy-events.readthedocs.io/vocabulary#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "loc": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "spdx": "https://spdx.org/licenses/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

FIELD_WITHOUT_TERM = "id"
"""The only field without a term: the IRI of an object ends in it."""

REFERENCE, NODE = "@id", "node"
TEXT, DAY, NON_NEGATIVE = "xsd:string", "xsd:date", "xsd:nonNegativeInteger"
NUMBER, BOOLEAN = "xsd:double", "xsd:boolean"
DATATYPE_OF = {
    date: DAY,
    int: NON_NEGATIVE,
    str: TEXT,
    float: NUMBER,
    bool: BOOLEAN,
}


@attrs.frozen
class Term:
    """How one field is expressed.

    Attributes:
        name: the name of the field.
        predicate: the property for the field, such as ``schema:name``.
        kind: the kind of a value: a datatype, ``@id`` for a reference or a member of an
            enum, ``node`` for an object with fields of its own.
        many: whether the value is a list.
        holds: the enum or class of the value, if it has one.
        selects: whether it belongs to the selector of an `Evidence`.
        default: the value that is left out.
    """

    name: str
    predicate: str
    kind: str
    many: bool = False
    holds: Any = None
    selects: bool = False
    default: object = None

    @property
    def key(self) -> str:
        """The key in JSON-LD."""
        return self.predicate.partition(":")[2]


# Fields that mean what a property of another vocabulary means.
PREDICATES: dict[tuple[type, str], str] = {
    (Dataset, "title"): "schema:name",
    (Dataset, "description"): "schema:description",
    (Dataset, "citation"): "dcterms:bibliographicCitation",
    (Dataset, "version"): "schema:version",
    (Source, "publisher"): "dc:publisher",
    (Source, "title"): "schema:headline",
    (Source, "url"): "schema:url",
    (Source, "published"): "schema:datePublished",
    (Source, "language"): "schema:inLanguage",
    (Source, "author"): "dc:creator",
    (Actor, "name"): "schema:name",
    (Role, "title"): "schema:roleName",
    (Record, "gist"): "schema:description",
    (StateVisit, "place"): "schema:location",
    (JointDeclaration, "title"): "schema:name",
    (Allegation, "conduct"): "schema:text",
    (Response, "actors"): "dipl:respondents",
    (Variable, "name"): "schema:name",
    (Variable, "value"): "schema:value",
    (Evidence, "source"): "oa:hasSource",
    (Evidence, "start"): "oa:start",
    (Evidence, "end"): "oa:end",
}
DATATYPES = {(Source, "url"): "xsd:anyURI", (Period, "edtf"): "loc:EDTF"}
SELECTING = ("start", "end", "sha256")

VERSION = Term("schema_version", "dipl:schemaVersion", NON_NEGATIVE)
SELECTOR = Term("selector", "oa:hasSelector", NODE)

# The types of every object of a class, besides its own ``dipl:`` type.
TYPES: dict[type, tuple[str, ...]] = {
    Dataset: ("schema:Dataset", "prov:Entity"),
    Source: ("schema:CreativeWork", "prov:Entity"),
    Person: ("schema:Person", "prov:Person"),
    State: ("schema:Country", "prov:Agent"),
    Organization: ("schema:Organization", "prov:Organization"),
    Group: ("prov:Agent",),
    Role: ("schema:Role",),
    Statement: ("prov:Entity",),
    StateVisit: ("schema:Event",),
    JointDeclaration: ("prov:Entity",),
    Allegation: ("schema:Claim", "prov:Entity"),
    Invitation: ("schema:InviteAction",),
    Response: ("prov:Entity",),
    Evidence: ("oa:SpecificResource",),
    Party: ("prov:Agent",),
    Coding: ("prov:Association",),
    Variable: ("schema:PropertyValue",),
}

# Properties that repeat information for readers who know only those vocabularies.
RESTATED = {
    "dipl:annotation": NODE,
    "dipl:coded": REFERENCE,
    "dipl:standing": REFERENCE,
    "oa:hasBody": REFERENCE,
    "oa:hasTarget": REFERENCE,
    "oa:motivatedBy": REFERENCE,
    "prov:agent": NODE,
    "prov:hadPlan": NODE,
    "prov:wasAttributedTo": REFERENCE,
    "prov:wasDerivedFrom": REFERENCE,
    "schema:agent": REFERENCE,
    "schema:alternateName": TEXT,
    "schema:appearance": REFERENCE,
    "schema:attendee": REFERENCE,
    "schema:endDate": DAY,
    "schema:event": REFERENCE,
    "schema:eventStatus": REFERENCE,
    "schema:license": REFERENCE,
    "schema:recipient": REFERENCE,
    "schema:sameAs": REFERENCE,
    "schema:startDate": DAY,
    "sem:hasActor": REFERENCE,
    "sem:hasEarliestBeginTimeStamp": DAY,
    "sem:hasEarliestEndTimeStamp": DAY,
    "sem:hasLatestBeginTimeStamp": DAY,
    "sem:hasLatestEndTimeStamp": DAY,
    "sem:hasTime": REFERENCE,
}


@cache
def fields(cls: Any) -> tuple[Term, ...]:
    """Return the terms of the fields of a class in order, without the id."""
    return tuple(
        [
            _term(cls, field)
            for field in description.fields(cls)
            if field.name != FIELD_WITHOUT_TERM
        ]
    )


def _term(cls: type, field: description.Field) -> Term:
    return Term(
        name=field.name,
        predicate=_look_up(PREDICATES, cls, field.name) or f"dipl:{_camel(field.name)}",
        kind=_look_up(DATATYPES, cls, field.name) or _kind(field),
        many=field.many,
        holds=field.holds,
        selects=cls is Evidence and field.name in SELECTING,
        default=field.default,
    )


def _look_up(table: dict[tuple[type, str], str], cls: type, name: str) -> str | None:
    """Return the entry of a table for a field of a class or of its base classes."""
    return next((table[of, name] for of in cls.__mro__ if (of, name) in table), None)


def _kind(field: description.Field) -> str:
    if field.composite:
        return NODE
    if field.refers_to or field.choice:
        return REFERENCE
    return DATATYPE_OF[field.holds]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def kinds(holds: type) -> tuple[type, ...]:
    """Return the classes of objects that a field of this class can contain."""
    unions = {one.base: one.classes for one in description.SECTIONS.values()}
    return unions.get(holds, (holds,))


def member_name(member: StrEnum) -> str:
    """Return the name of a member of an enum, such as ``dipl:EventStatusPlanned``."""
    words = member.value.split("-")
    return f"dipl:{type(member).__name__}{''.join(map(str.capitalize, words))}"


@cache
def context() -> dict[str, object]:
    """Return the JSON-LD context: every prefix and key, without anything to fetch."""
    keys: dict[str, Any] = {}
    for key, term in sorted(terms().items()):
        keys[key] = _definition(term.predicate, term.kind)
        if term.many:
            keys[key]["@container"] = "@list"
    for predicate, kind in RESTATED.items():
        keys[predicate] = _definition(predicate, kind)
    # The default vocabulary keeps readers from skipping undefined keys.
    return {"@version": 1.1, **VOCABULARIES, "@vocab": VOCABULARIES["dipl"], **keys}


def _definition(predicate: str, kind: str) -> dict[str, str]:
    # An object has its own types, and a value without a type is text.
    return {"@id": predicate} | ({} if kind in (NODE, TEXT) else {"@type": kind})


@cache
def terms() -> dict[str, Term]:
    """Return the terms of all fields by their keys in JSON-LD."""
    every = [VERSION, SELECTOR, *(term for cls in classes() for term in fields(cls))]
    return {term.key: term for term in every}


def classes() -> tuple[Any, ...]:
    """Return every class that is a node, from the dataset inwards."""
    nodes: list[type] = [Dataset]
    for cls in nodes:
        for term in fields(cls):
            if term.kind == NODE:
                nodes.extend(kind for kind in kinds(term.holds) if kind not in nodes)
    return tuple(nodes)
