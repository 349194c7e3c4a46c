"""Every term exists in its vocabulary, and the page about terms is true."""

from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from iris import expand
from rdflib import URIRef
from rdflib.namespace import DC, DCTERMS, PROV, RDF, SDO, XSD

from diplomacy_events import Dataset
from diplomacy_events.formats.rdf.terms import (
    NODE,
    REFERENCE,
    RESTATED,
    SELECTOR,
    TYPES,
    VERSION,
    VOCABULARIES,
    classes,
    context,
    fields,
    member_name,
    terms,
)
from diplomacy_events.formats.rdf.triples import document, statements
from diplomacy_events.strategies import datasets
from diplomacy_events.vocabulary import Coded, SpeechAct, Standing, VisitLevel

PAGE = Path(__file__, "../../../../docs/reference/linked-data.md").resolve().read_text()

# Web Annotation Vocabulary (W3C Recommendation, 23 February 2017), clauses 3 and 4.
OA = {
    "Annotation",
    "SpecificResource",
    "TextPositionSelector",
    "end",
    "hasBody",
    "hasSelector",
    "hasSource",
    "hasTarget",
    "identifying",
    "motivatedBy",
    "start",
}
# Simple Event Model, http://semanticweb.cs.vu.nl/2009/11/sem/: its classes and
# the properties used here. It says that a `sem:Event` happens, and that any individual
# can have `sem:hasTimeStamp` and its kin.
SEM = {
    "Event",
    "hasActor",
    "hasEarliestBeginTimeStamp",
    "hasEarliestEndTimeStamp",
    "hasLatestBeginTimeStamp",
    "hasLatestEndTimeStamp",
    "hasTime",
}
# The datatype of the Library of Congress, http://id.loc.gov/datatypes/edtf.html.
LOC = {"EDTF"}
CLOSED: dict[str, Any] = {
    "dc": DC,
    "dcterms": DCTERMS,
    "prov": PROV,
    "rdf": RDF,
    "schema": SDO,
    "xsd": XSD,
}
MEMBERS = {
    member_name(member)
    for enum in (
        Coded,
        Standing,
        *(term.holds for cls in classes() for term in fields(cls)),
    )
    if isinstance(enum, type) and issubclass(enum, StrEnum)
    for member in enum
}
# A term of our own vocabulary means the class, field or member with the same name.
OWN = {
    *(f"dipl:{cls.__name__}" for cls in classes()),
    *(term.predicate for term in (VERSION, *terms().values())),
    *RESTATED,
    *MEMBERS,
}
OPEN = ("id", "wd", "spdx")
BASE = "urn:uuid:00000000-0000-5000-8000-000000000000"


def exists(name: str) -> bool:
    """Return whether a vocabulary has this term."""
    prefix, _, local = name.partition(":")
    if prefix in CLOSED:
        assert str(CLOSED[prefix]) == VOCABULARIES[prefix]
        return URIRef(expand(name)) in CLOSED[prefix]
    if prefix == "dipl":
        return name in OWN
    return local in {"oa": OA, "sem": SEM, "loc": LOC}[prefix]


@pytest.mark.parametrize(
    "name", ["schema:VisitAction", "prov:Belief", "sem:Plan", "dipl:x"]
)
def test_an_invented_term_is_detected(name: str) -> None:
    """The check of the terms can fail."""
    assert not exists(name)


def test_every_term_of_the_tables_exists() -> None:
    """Properties, classes and datatypes belong to the vocabulary that they claim."""
    found = [term.predicate for term in terms().values()]
    found += [
        term.kind for term in terms().values() if term.kind not in (NODE, REFERENCE)
    ]
    found += [*RESTATED, *(name for names in TYPES.values() for name in names)]
    found += [f"dipl:{cls.__name__}" for cls in classes()]
    assert [name for name in found if not exists(name)] == []


@settings(max_examples=50)
@given(datasets())
def test_every_term_that_is_written_exists(dataset: Dataset) -> None:
    """All parts of a dataset are written in terms that exist."""
    said = statements(document(dataset, BASE))
    names = set()
    for subject, predicate, kind, value in said:
        assert subject == BASE or subject.startswith("id:")
        names |= {predicate} | ({kind} - {REFERENCE})
        if kind == REFERENCE:
            names |= {*(value if isinstance(value, list) else [value])}
    mine = {name for name in names if name.partition(":")[0] not in (*OPEN, "urn")}
    assert [name for name in sorted(mine) if not exists(name)] == []


def test_each_key_has_one_meaning() -> None:
    """Fields that share a JSON-LD key share its property, its kind and its order."""
    meanings = defaultdict(set)
    for cls in classes():
        for term in fields(cls):
            meanings[term.key].add((term.predicate, term.kind, term.many))
    for term in (VERSION, SELECTOR):
        meanings[term.key].add((term.predicate, term.kind, term.many))
    assert {key: said for key, said in meanings.items() if len(said) > 1} == {}
    assert not meanings.keys() & VOCABULARIES.keys()


def test_no_property_is_said_twice_of_a_class() -> None:
    """Each field of a class has its own property, which no restatement uses."""
    for cls in classes():
        said = [term.predicate for term in fields(cls)]
        assert len(set(said)) == len(said)
        assert not set(said) & RESTATED.keys()


def test_the_context_leaves_nothing_to_fetch() -> None:
    """The context contains each definition."""
    assert all(isinstance(value, (str, dict, float)) for value in context().values())
    assert context()["silentOn"] == {"@id": "dipl:silentOn", "@container": "@list"}
    assert context()["anchor"] == {"@id": "dipl:anchor", "@type": "xsd:date"}
    assert context()["when"] == {"@id": "dipl:when"}


def test_a_member_is_named_by_its_enum_and_its_value() -> None:
    """Members of two enums with the same value have different names."""
    assert member_name(VisitLevel.STATE) == "dipl:VisitLevelState"
    assert member_name(SpeechAct.DENY) == "dipl:SpeechActDeny"
    level = VisitLevel.OFFICIAL_WORKING
    assert member_name(level) == "dipl:VisitLevelOfficialWorking"


def test_the_page_says_what_is_restated() -> None:
    """Each property derived from fields has a row, and no other row exists."""
    told = [line for line in PAGE.splitlines() if line.startswith("| `")]
    assert {line.split("`")[1] for line in told} == {
        *RESTATED,
        SELECTOR.predicate,
        VERSION.predicate,
    }
