"""Both formats of linked data: nothing lost, nothing overlooked, nothing coerced."""

import json
import logging
import random
import re
from types import ModuleType
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    FormatError,
    MissingExtraError,
    load_article,
)
from diplomacy_events.formats import jsonld, turtle
from diplomacy_events.formats.structure import unstructure
from diplomacy_events.formats.terms import RESTATED, expand
from diplomacy_events.strategies import datasets

BOTH = pytest.mark.parametrize("format", [jsonld, turtle], ids=["jsonld", "turtle"])
ARTICLE = load_article()
SMALL = Dataset(
    sources=ARTICLE.sources,
    actors=ARTICLE.actors,
    records=[
        ARTICLE.records["kremlin-announces-visit"],
        ARTICLE.records["us-warns-of-lethal-support"],
        attrs.evolve(ARTICLE.visits.one(), basis=("kremlin-announces-visit",)),
        attrs.evolve(ARTICLE.allegations["us-alleges-lethal-support"], responses=()),
    ],
)
BASE = "https://example.org/xi"
TEXT = turtle.dumps(SMALL, base=BASE)
# rdflib's own reader of JSON-LD uses what rdflib has deprecated.
OWN_READER = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


@BOTH
@settings(max_examples=40)
@given(dataset=datasets())
@example(dataset=Dataset())
@example(dataset=ARTICLE)
def test_what_is_written_is_read(format: ModuleType, dataset: Dataset) -> None:
    """A dataset comes back the same to the phrase, and is written the same again."""
    text = format.dumps(dataset)
    again = format.loads(text)
    assert unstructure(again) == unstructure(dataset)
    assert format.dumps(again) == text
    assert text.endswith("\n")


@BOTH
@pytest.mark.parametrize("base", [BASE, "urn:isbn:9780140449136", "tag:a@b.c,2023:x/y"])
def test_the_base_is_the_writers_choice(format: ModuleType, base: str) -> None:
    """Whatever the names are made from, the dataset is the same."""
    text = format.dumps(ARTICLE, base=base)
    assert unstructure(format.loads(text.encode())) == unstructure(ARTICLE)


@OWN_READER
def test_both_formats_say_the_same() -> None:
    """To rdflib's own readers, the two documents are one graph."""
    graphs = [
        Graph().parse(data=format.dumps(ARTICLE), format=name)
        for format, name in ((turtle, "turtle"), (jsonld, "json-ld"))
    ]
    assert len(graphs[0]) > 1000
    assert isomorphic(*graphs)


@OWN_READER
@pytest.mark.parametrize(
    ("name", "format"),
    [("turtle", turtle), ("longturtle", turtle), ("nt", turtle), ("json-ld", jsonld)],
)
def test_other_writers_forms_are_read(name: str, format: ModuleType) -> None:
    """A graph that rdflib has read and written again is the same dataset."""
    graph = Graph().parse(data=turtle.dumps(ARTICLE), format="turtle")
    text = graph.serialize(format=name)
    assert unstructure(format.loads(text)) == unstructure(ARTICLE)


def test_what_follows_from_the_fields_may_be_left_out() -> None:
    """The fields alone make the dataset; what restates them need not be there."""
    graph = Graph().parse(data=TEXT, format="turtle")
    whole = len(graph)
    for predicate in RESTATED:
        graph.remove((None, URIRef(expand(predicate)), None))
    assert len(graph) < whole - 50
    assert unstructure(turtle.loads(graph.serialize())) == unstructure(SMALL)


HERE = "$.records[0]"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "dipl:act dipl:SpeechActAnnounce",
            "dipl:act dipl:SpeechActShout",
            "SpeechActShout",
        ),
        (
            "dipl:act dipl:SpeechActAnnounce",
            "dipl:act id:announce",
            f"{HERE}.act (kremlin",
        ),
        (
            "dipl:act dipl:SpeechActAnnounce ;",
            "",
            f"{HERE}.act (kremlin-announces-visit): mis",
        ),
        (
            "dipl:act dipl:SpeechActAnnounce",
            "dipl:act dipl:SpeechActAnnounce, dipl:SpeechActDeny",
            f"{HERE}.act (kremlin-announces-visit): expected one of 'accuse'",
        ),
        ("dipl:speakers ( id:kremlin )", "dipl:speakers id:kremlin", "no list"),
        ("dipl:speakers ( id:kremlin )", 'dipl:speakers ( "kremlin" )', "speakers[0]"),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers ( dipl:kremlin )",
            "dipl:kremlin",
        ),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers ( id:krem )",
            "'krem' is unknown",
        ),
        ("dipl:speakers ( id:kremlin )", "dipl:speakers ()", "must hold at least 1"),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers ( ( id:kremlin ) )",
            "within a list",
        ),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers [ rdf:first id:kremlin ]",
            "just one",
        ),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers [ rdf:first id:kremlin ; rdf:rest id:x ]",
            "a list that does not end",
        ),
        ("dipl:speakers ( id:kremlin )", "dipl:speakers _:l", "just one list"),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers ( id:kremlin ) ; schema:author id:kremlin",
            f"{HERE}['schema:author'] (kremlin-announces-visit): unknown key",
        ),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers ( id:kremlin ) ; prov:wasAttributedTo id:china",
            "expected the IRI '<https://example.org/xi#kremlin>', got the IRI",
        ),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers ( id:kremlin ) ; dipl:hosts ( id:china )",
            "'dipl:hosts': expected nothing, got a list of 1",
        ),
        (
            "dipl:speakers ( id:kremlin )",
            "dipl:speakers ( id:kremlin ) . [] rdf:value 1",
            "a blank node that is no part of a list",
        ),
        (
            "\nid:xi-jinping\n",
            "\nid:x a dipl:Period .\nid:xi-jinping\n",
            "$['https://example.org/xi#x']: 'rdf:type': expected nothing",
        ),
        ("a dipl:Person,", "a dipl:Person, dipl:State,", "got ['Person', 'State']"),
        ("a dipl:Person,", "a ", "got none"),
        (
            "a dipl:Person,",
            "a dipl:Person, schema:Country,",
            "'rdf:type': expected the",
        ),
        ('schema:name "Xi Jinping"', 'schema:name "Xi Jinping"@en', "rdf:langString"),
        ('schema:name "Xi Jinping"', "schema:name 5", "'5' of type 'xsd:integer'"),
        (
            'schema:name "Xi Jinping"',
            "schema:name id:xi",
            "$.actors[0].name (xi-jinping)",
        ),
        ('schema:name "Xi Jinping"', r'schema:name "\uD800"', "UTF-8"),
        ('"2023-03-17"^^xsd:date', '"2023-03-17Z"^^xsd:date', "got '2023-03-17Z'"),
        ('"2023-03-17"^^xsd:date', '"2023-02-30"^^xsd:date', "got '2023-02-30'"),
        ('"2023-03-17"^^xsd:date', '"20230317"^^xsd:date', "got '20230317'"),
        ('"2023-03-17"^^xsd:date', '"2023-03-17"', "of type 'xsd:string'"),
        ('"3919"^^xsd:nonNegativeInteger', "3919", "of type 'xsd:integer'"),
        ('"3919"^^', '"03919"^^', "'03919' of type"),
        ('"3919"^^', '"3_919"^^', "'3_919' of type"),
        ('"3919"^^', '"-3919"^^', "'-3919' of type"),
        ('"3919"^^', f'"{"9" * 5000}"^^', "got '9999"),
        (
            '"1"^^xsd:nonNegativeInteger',
            '"2"^^xsd:nonNegativeInteger',
            "expected 1, the",
        ),
        ("dipl:schemaVersion", "schema:schemaVersion", "schema_version"),
        ('"2023-02"^^loc:EDTF', '"2023-02-XX"^^loc:EDTF', "expected '2023-02' of type"),
        ('"2023-02"^^loc:EDTF', '"2023-13"^^loc:EDTF', "not read as EDTF: month 13"),
        (
            "dipl:when id:kremlin-announces-visit.when",
            'dipl:when "Friday"',
            "'Friday' of",
        ),
        (
            "dipl:when id:kremlin-announces-visit.when",
            "dipl:when id:xi",
            "expected an obj",
        ),
        (
            "        id:kremlin-announces-visit.evidence.1\n",
            "",
            ".evidence[0] (kremlin-announces-visit): expected an object, got the IRI",
        ),
        ("a dipl:Dataset, ", "a ", "expected one node of type dipl:Dataset, got 0"),
        (
            "a dipl:Source, ",
            "a dipl:Dataset, ",
            "expected one node of type dipl:Dataset",
        ),
        (
            "oa:hasSelector id",
            "oa:hasSelector dipl",
            "'oa:hasSelector': expected the IRI",
        ),
        ("oa:hasTarget ", "oa:hasTarget id:x, ", "'oa:hasTarget': expected the IRI"),
    ],
)
def test_each_fault_is_named(old: str, new: str, fault: str) -> None:
    """What is wrong is refused with its path, its owner and what was expected."""
    changed = TEXT.replace(old, new, 1)
    with pytest.raises(FormatError) as caught:
        turtle.loads(changed)
    assert changed != TEXT
    assert fault in str(caught.value)
    assert caught.value.faults


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('"https://example.org/xi#russia" schema:name "x" .', "a literal as subject"),
        (
            'id:russia "https://schema.org/name" "Russia" .',
            "a predicate that is no IRI: 'https://schema.org/name'",
        ),
        ('id:russia _:b "Russia" .', "a predicate that is no IRI"),
    ],
)
def test_a_literal_is_no_iri(more: str, problem: str) -> None:
    """What RDF has no literals for is not read as the IRI that the literal spells."""
    with pytest.raises(FormatError) as caught:
        turtle.loads(f"{TEXT}{more}\n")
    assert problem in str(caught.value)


def test_all_faults_are_listed() -> None:
    """One error lists the faults of all fields."""
    wrong = TEXT.replace('"2023-03-17"^^xsd:date', '"x"^^xsd:date')
    with pytest.raises(FormatError) as caught:
        turtle.loads(wrong.replace("dipl:SpeechActWarn", "dipl:SpeechActShout"))
    paths = [fault.path for fault in caught.value.faults]
    assert "$.sources[0].published" in paths
    assert "$.records[1].act" in paths


def test_faults_beyond_count_are_not_listed() -> None:
    """A graph that is full of other things does not make an error without end."""
    more = "".join(f"id:x{n} a dipl:Period .\n" for n in range(500))
    with pytest.raises(FormatError) as caught:
        turtle.loads(TEXT + more)
    assert len(caught.value.faults) == 100


def test_lists_neither_share_nor_go_round() -> None:
    """A list that two fields share, or that never ends, is refused."""
    shared = TEXT.replace('dipl:aliases ( "Xi" )', "dipl:aliases _:l")
    shared = shared.replace('dipl:aliases ( "Putin" )', "dipl:aliases _:l")
    for cell in (
        '_:l rdf:first "Xi" ; rdf:rest rdf:nil .',
        '_:l rdf:first "Xi" ; rdf:rest _:l .',
    ):
        with pytest.raises(FormatError, match="just one list"):
            turtle.loads(f"{shared}\n{cell}")


@BOTH
@given(data=st.binary() | st.text().map(str.encode))
@example(data=b"")
@example(data=b"\xff")
@example(data=b"\xef\xbb\xbf{}")
def test_any_bytes_are_loaded_or_refused(format: ModuleType, data: bytes) -> None:
    """Bytes that are no document are refused with our error."""
    with pytest.raises(FormatError) as caught:
        format.loads(data)
    assert caught.value.faults


ODDITIES = [
    *'"\\{}[]()<>.;,@_:?',
    "\ud800",
    "\x00",
    "null",
    "1.5",
    "a",
    "_:x",
    "=>",
    "^^",
]


@BOTH
@settings(max_examples=150)
@given(seed=st.integers(0, 2**32))
def test_any_change_is_loaded_or_refused(format: ModuleType, seed: int) -> None:
    """A document in which tokens are lost, doubled or changed makes no other error."""
    pieces = re.findall(r"\s+|[\w:@-]+|.", format.dumps(SMALL, base=BASE))
    chance = random.Random(seed)  # noqa: S311  # nothing here is a secret
    for _ in range(chance.choice([1, 1, 2, 5])):
        place = chance.randrange(len(pieces))
        new = chance.choice([chance.choice(pieces), chance.choice(ODDITIES)])
        pieces[place : place + chance.randrange(3)] = [new] * chance.randrange(3)
    text = "".join(pieces)
    try:
        format.loads(text)
    except FormatError as error:
        assert error.faults  # noqa: PT017  # a change may be one that means nothing


@BOTH
def test_data_must_be_text(format: ModuleType) -> None:
    """A programmer's slip stays a TypeError."""
    data: Any
    for data in (5, None, ["x"]):
        with pytest.raises(TypeError):
            format.loads(data)


@BOTH
def test_reading_needs_rdflib(
    format: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without rdflib datasets are written, and reading says what to install."""
    text = format.dumps(SMALL)
    for name in ("rdflib", "rdflib.plugins.parsers.notation3"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(MissingExtraError, match=r"diplomacy-events\[rdf\]"):
        format.loads(text)


@BOTH
def test_rdflib_keeps_its_worries_to_itself(
    format: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    """What rdflib would log of a bad value, our error says; other records pass."""
    logger = logging.getLogger("rdflib.term")
    wrong = format.dumps(SMALL).replace('"2023-03-17"', '"2023-02-30"', 1)
    with pytest.raises(DiplomacyEventsError, match="got '2023-02-30'"):
        format.loads(wrong)
    assert not caplog.records
    assert not logger.filters
    logger.warning("heard")
    assert [record.message for record in caplog.records] == ["heard"]


def test_the_formats_say_what_they_are() -> None:
    """Both are lossless, and are told by their suffixes."""
    assert jsonld.FORMAT.suffixes == (".jsonld",)
    assert turtle.FORMAT.suffixes == (".ttl",)
    for format in (jsonld.FORMAT, turtle.FORMAT):
        assert format.lossless
        assert format.reads
        assert format.writes
    assert json.loads(jsonld.dumps(SMALL))["schemaVersion"] == 1
