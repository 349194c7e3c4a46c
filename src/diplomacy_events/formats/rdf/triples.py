"""A dataset as linked data: its nodes, and the RDF statements about each node.

The value of each field is written once, with the field's own term, in order. Properties
of schema.org, PROV-O, SEM and Web Annotation are added only where they follow from it:
a plan is not an event that took place, an allegation is a claim, and the carrier of a
statement is not its author.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import singledispatch
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import FieldValueError
from diplomacy_events.formats import versions
from diplomacy_events.formats.json_values import to_values
from diplomacy_events.formats.rdf.terms import (
    NODE,
    REFERENCE,
    RESTATED,
    SELECTOR,
    TYPES,
    VERSION,
    VOCABULARIES,
    Term,
    fields,
    member_name,
    terms,
)
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.coding import Coding
from diplomacy_events.model.edtf import Edge
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
from diplomacy_events.vocabulary import CodingMethod, EventStatus, Manner, Qualifier

__all__ = ["Node", "Triple", "base_iri", "document", "statements"]

Node = dict[str, Any]
"""A JSON-LD object; its IRIs are compact, except the IRI of the dataset itself."""

Triple = tuple[str, str, str, Any]
Restated = Iterable[tuple[str, Any]]

ABSOLUTE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`#\x7f-\x9f\ud800-\udfff]+"
)

# SPDX identifiers of the usual licences for data.
LICENCES = (
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "MIT",
    "ODbL-1.0",
    "ODC-By-1.0",
    "PDDL-1.0",
)

# The statuses that schema.org has a term for. It has none for expected, under way,
# occurred, declined and unknown.
SCHEDULE = {
    EventStatus.PLANNED: "schema:EventScheduled",
    EventStatus.CONFIRMED: "schema:EventScheduled",
    EventStatus.POSTPONED: "schema:EventPostponed",
    EventStatus.CANCELLED: "schema:EventCancelled",
}
DATED = (
    EventStatus.PLANNED,
    EventStatus.CONFIRMED,
    EventStatus.CANCELLED,
    EventStatus.UNDER_WAY,
    EventStatus.OCCURRED,
)


def base_iri(dataset: Dataset, base: str | None) -> str:
    """Return the IRI of a dataset: the given one, or one made from its content.

    Raises:
        FieldValueError: if the given one is not an absolute IRI, has a fragment, or
            begins like a compact IRI of the document.
    """
    if base is None:
        content = to_values(dataset)
        # The IRI depends on the content, not on the version of the schema.
        del content["schema_version"]
        text = json.dumps(content, sort_keys=True)
        return uuid5(uuid5(NAMESPACE_URL, VOCABULARIES["dipl"]), text).urn
    prefixes = ("id", *VOCABULARIES)
    if not ABSOLUTE.fullmatch(base) or base.partition(":")[0] in prefixes:
        rule = (
            "must be an absolute IRI without a fragment, and must not begin with a "
            "known prefix"
        )
        raise FieldValueError(
            f"base: {rule}; got {base!r}", field="base", rule=rule, value=base
        )
    return base


def document(dataset: Dataset, base: str) -> Node:
    """Return a dataset as one node that contains all others."""
    node = _node(dataset, base)
    return {
        "@id": base,
        "@type": node.pop("@type"),
        VERSION.key: versions.SCHEMA_VERSION,
        **node,
    }


def statements(node: Node) -> Iterator[Triple]:
    """Yield the RDF statements about a node, and then about the nodes inside it.

    Each statement is a subject, a predicate, the kind of the value, and the value. A
    list is one value. A node inside another becomes a reference to it.
    """
    inner: list[Node] = []

    def reference(value: object) -> object:
        if isinstance(value, dict):
            inner.append(value)
            return value["@id"]
        return value

    name = node["@id"]
    for type_ in node["@type"]:
        yield name, "rdf:type", REFERENCE, type_
    for key, value in node.items():
        if key in ("@id", "@type"):
            continue
        term = terms().get(key)
        predicate, kind = (term.predicate, term.kind) if term else (key, RESTATED[key])
        kind = REFERENCE if kind == NODE else kind
        if term and term.many:
            yield name, predicate, kind, [reference(item) for item in value]
            continue
        for item in value if isinstance(value, list) else [value]:
            yield name, predicate, kind, reference(item)
    for inner_node in inner:
        yield from statements(inner_node)


def _node(item: object, name: str) -> Node:
    """Return an object of the model as a node of this name."""
    cls: Any = type(item)
    types = [f"dipl:{cls.__name__}", *TYPES.get(cls, ())]
    node: Node = {"@id": name, "@type": types}
    for term in fields(cls):
        value = getattr(item, term.name)
        if value == term.default or (term.many and not value):
            continue
        if term.selects:
            selector = {"@id": f"{name}.selector", "@type": ["oa:TextPositionSelector"]}
            node.setdefault(SELECTOR.key, selector)[term.key] = value
        elif term.many:
            node[term.key] = [
                _value(term, part, f"{name}.{term.key}.{number}")
                for number, part in enumerate(value, 1)
            ]
        else:
            node[term.key] = _value(term, value, f"{name}.{term.key}")
    for key, value in _other_properties(item, name):
        if key == "@type":
            types.append(value)
        elif value:
            node[key] = value
    if isinstance(item, Record):
        node["dipl:coded"] = member_name(item.coded)
        node["dipl:annotation"] = _annotation(node, name)
    return node


def _value(term: Term, value: object, name: str) -> object:
    if term.kind == NODE:
        id = getattr(value, "id", None)
        return _node(value, name if id is None else f"id:{id}")
    if isinstance(value, StrEnum):
        return member_name(value)
    if isinstance(value, bool | float):
        # As text, because JSON-LD and Turtle must write the same value.
        return json.dumps(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"id:{value}" if term.kind == REFERENCE else value


def _annotation(record: Node, name: str) -> Node:
    """Return the Web Annotation that links a record to its evidence.

    It is attributed to the coders of the record.
    """
    annotation: Node = {
        "@id": f"{name}.annotation",
        "@type": ["oa:Annotation"],
        "oa:motivatedBy": "oa:identifying",
        "oa:hasBody": name,
        "oa:hasTarget": [anchor["@id"] for anchor in record.get("evidence", ())],
    }
    if codings := record.get("codings"):
        agents = [f"{coding['@id']}.agent" for coding in codings]
        annotation["prov:wasAttributedTo"] = agents
    return annotation


@singledispatch
def _other_properties(_: object, __: str) -> Restated:
    """Return the properties in other vocabularies that follow from an object."""
    return ()


@_other_properties.register
def _(dataset: Dataset, _: str) -> Restated:
    if dataset.licence in LICENCES:
        yield "schema:license", f"spdx:{dataset.licence}"
    yield "prov:wasDerivedFrom", _references(dataset.sources.ids)


@_other_properties.register
def _(actor: Actor, _: str) -> Restated:
    yield "schema:alternateName", list(actor.aliases)
    yield "schema:sameAs", actor.wikidata and f"wd:{actor.wikidata}"


@_other_properties.register
def _(period: Period, _: str) -> Restated:
    yield from _bounds("Begin", period.begin)
    yield from _bounds("End", period.end)


@_other_properties.register
def _(statement: Statement, _: str) -> Restated:
    if statement.manner is Manner.DIRECT:
        yield "@type", "schema:Quotation"
    yield "prov:wasAttributedTo", _references(statement.speakers)


@_other_properties.register
def _(visit: StateVisit, name: str) -> Restated:
    yield "schema:attendee", _references(visit.visitors)
    yield "schema:eventStatus", SCHEDULE.get(visit.status)
    if visit.status in DATED:
        yield "schema:startDate", _certain_day(visit.when.begin)
        yield "schema:endDate", _certain_day(visit.when.end)
    if visit.status is EventStatus.OCCURRED:
        yield "@type", "sem:Event"
        yield "sem:hasTime", f"{name}.when"
        yield "sem:hasActor", _references([*visit.visitors, *visit.hosts])


@_other_properties.register
def _(declaration: JointDeclaration, _: str) -> Restated:
    if declaration.status is EventStatus.OCCURRED:
        yield "@type", "schema:CreativeWork"
        yield "prov:wasAttributedTo", _references(declaration.parties)


@_other_properties.register
def _(allegation: Allegation, _: str) -> Restated:
    sources = dict.fromkeys(anchor.source for anchor in allegation.evidence)
    yield "prov:wasAttributedTo", _references(allegation.accusers)
    yield "schema:appearance", _references(sources)
    yield "dipl:standing", member_name(allegation.standing)


@_other_properties.register
def _(response: Response, _: str) -> Restated:
    yield "prov:wasAttributedTo", _references(response.actors)


@_other_properties.register
def _(coding: Coding, name: str) -> Restated:
    machine = coding.how is CodingMethod.MACHINE
    yield (
        "prov:agent",
        {
            "@id": f"{name}.agent",
            "@type": ["prov:SoftwareAgent" if machine else "prov:Agent"],
            "name": coding.coder,
        },
    )
    if coding.scheme is not None:
        plan = {"@id": f"{name}.plan", "@type": ["prov:Plan"], "name": coding.scheme}
        yield "prov:hadPlan", plan


@_other_properties.register
def _(invitation: Invitation, name: str) -> Restated:
    yield "schema:agent", _references(invitation.by)
    yield "schema:recipient", _references(invitation.to)
    yield "schema:event", name.removesuffix(".invitation")


def _bounds(which: str, edge: Edge) -> Restated:
    """Return the bounds of an edge; a qualified edge does not have firm bounds."""
    if edge.qualifier is Qualifier.NONE:
        for bound, day in (("Earliest", edge.earliest), ("Latest", edge.latest)):
            yield f"sem:has{bound}{which}TimeStamp", day and day.isoformat()


def _certain_day(edge: Edge) -> str | None:
    """Return the day of an edge that is certain, or `None`."""
    firm = edge.qualifier is Qualifier.NONE and edge.earliest == edge.latest
    return edge.latest.isoformat() if firm and edge.latest else None


def _references(ids: Iterable[str]) -> list[str]:
    return [f"id:{id}" for id in ids]
