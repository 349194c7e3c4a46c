"""The triples mean what the vocabularies define, and have the required shapes."""

from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from iris import expand
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, SDO, XSD

from complete import COMPLETE
from diplomacy_events import (
    Dataset,
    EventStatus,
    Evidence,
    FieldValueError,
    JointDeclaration,
    Period,
    load_article,
)
from diplomacy_events.formats.rdf import jsonld, turtle
from diplomacy_events.formats.rdf.terms import VOCABULARIES
from diplomacy_events.strategies import datasets

BASE = "https://example.org/xi"
SHAPES = Graph().parse(Path(__file__).parent / "shapes.ttl", format="turtle")
SEM_EVENT = URIRef(expand("sem:Event"))


def graph(dataset: Dataset) -> Graph:
    """Return the graph that rdflib reads from Turtle."""
    return Graph().parse(data=turtle.dumps(dataset, base=BASE), format="turtle")


def node(id: str) -> URIRef:
    """Return the IRI of the object with this id."""
    return URIRef(f"{BASE}#{id}")


def said(found: Graph, id: str, predicate: str) -> set[str]:
    """Return the values of a property; objects of the dataset by their ids."""
    values = found.objects(node(id), URIRef(expand(predicate)))
    return {str(value).removeprefix(f"{BASE}#") for value in values}


ARTICLE = graph(load_article())
GRAPH = graph(COMPLETE)


@settings(max_examples=15)
@given(datasets())
@example(load_article())
def test_the_graph_has_the_required_shape(dataset: Dataset) -> None:
    """SHACL finds no fault in the graph of any dataset."""
    conforms, _, text = validate(graph(dataset), shacl_graph=SHAPES)
    assert conforms, text


TYPES_AND_PROPERTIES = {
    "dipl:Allegation": "prov:Entity schema:Claim prov:wasAttributedTo schema:appearance"
    " schema:description schema:text",
    "dipl:Coding": "prov:Association prov:agent prov:hadPlan",
    "dipl:Dataset": "prov:Entity schema:Dataset dcterms:bibliographicCitation"
    " prov:wasDerivedFrom schema:description schema:license schema:name schema:version",
    "dipl:Evidence": "oa:SpecificResource oa:hasSelector oa:hasSource",
    "dipl:Group": "prov:Agent schema:alternateName schema:name schema:sameAs",
    "dipl:Invitation": "schema:InviteAction schema:agent schema:event schema:recipient",
    "dipl:JointDeclaration": "prov:Entity schema:CreativeWork prov:wasAttributedTo"
    " schema:description schema:name",
    "dipl:Organization": "prov:Organization schema:Organization schema:alternateName"
    " schema:name schema:sameAs",
    "dipl:Party": "prov:Agent schema:alternateName schema:name schema:sameAs",
    "dipl:Period": "sem:hasEarliestBeginTimeStamp sem:hasEarliestEndTimeStamp"
    " sem:hasLatestBeginTimeStamp sem:hasLatestEndTimeStamp",
    "dipl:Person": "prov:Person schema:Person schema:alternateName schema:name"
    " schema:sameAs",
    "dipl:Response": "prov:Entity prov:wasAttributedTo",
    "dipl:Role": "schema:Role schema:roleName",
    "dipl:Source": "prov:Entity schema:CreativeWork dc:creator dc:publisher"
    " schema:datePublished schema:headline schema:inLanguage schema:url",
    "dipl:State": "prov:Agent schema:Country schema:alternateName schema:name"
    " schema:sameAs",
    "dipl:StateVisit": "schema:Event sem:Event schema:attendee schema:description"
    " schema:endDate schema:eventStatus schema:location schema:startDate sem:hasActor"
    " sem:hasTime",
    "dipl:Statement": "prov:Entity schema:Quotation prov:wasAttributedTo"
    " schema:description",
    "dipl:Variable": "schema:PropertyValue schema:name schema:value",
    "oa:Annotation": "oa:hasBody oa:hasTarget oa:motivatedBy prov:wasAttributedTo",
    "oa:TextPositionSelector": "oa:end oa:start",
}
"""What each class has from public vocabularies: other types, then properties."""


@pytest.mark.parametrize("cls", TYPES_AND_PROPERTIES)
def test_whoever_knows_common_vocabularies_can_read_it(cls: str) -> None:
    """Each kind of node has these types and properties of other vocabularies."""
    found = set()
    for name in GRAPH.subjects(RDF.type, URIRef(expand(cls))):
        found |= {*GRAPH.objects(name, RDF.type), *GRAPH.predicates(name)}
    foreign = {
        str(one) for one in found if not str(one).startswith(VOCABULARIES["dipl"])
    }
    due = {expand(one) for one in TYPES_AND_PROPERTIES[cls].split()}
    assert foreign - {str(RDF.type), expand(cls)} == due


@pytest.mark.parametrize(
    ("property", "datatype"),
    [
        ("schema:url", "xsd:anyURI"),
        ("dipl:edtf", "loc:EDTF"),
        ("oa:start", "xsd:nonNegativeInteger"),
        ("dipl:confidence", "xsd:double"),
        ("dipl:anonymous", "xsd:boolean"),
        ("dipl:on", "xsd:date"),
        ("schema:startDate", "xsd:date"),
        ("sem:hasLatestEndTimeStamp", "xsd:date"),
        ("schema:name", None),
        ("schema:alternateName", None),
    ],
)
def test_values_have_datatypes(property: str, datatype: str | None) -> None:
    """Addresses, times, numbers and days say what they are; other values are text."""
    values = list(GRAPH.objects(None, URIRef(expand(property))))
    assert all(isinstance(value, Literal) for value in values)
    found = {value.datatype for value in values if isinstance(value, Literal)}
    assert found == {datatype and URIRef(expand(datatype))}


def test_what_somebody_said_is_an_entity() -> None:
    """PROV-O, clause 3.1: what is attributed is an entity, a record or a response."""
    said = set(ARTICLE.subjects(PROV.wasAttributedTo))
    notes = set(ARTICLE.subjects(RDF.type, URIRef(expand("oa:Annotation"))))
    entities = set(ARTICLE.subjects(RDF.type, PROV.Entity))
    assert said - notes
    assert said - notes <= entities


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("xi-visits-moscow", "rdf:type", "sem:Event"),
        ("xi-visits-moscow", "rdf:type", "prov:Activity"),
        ("xi-visits-moscow", "schema:eventStatus", "schema:EventPostponed"),
        ("xi-visits-moscow", "sem:hasTime", "dipl:x"),
        ("us-alleges-lethal-support", "rdf:type", "schema:Event"),
        ("new-era-declaration", "prov:wasAttributedTo", "dipl:x"),
        ("china-confirms-visit", "prov:wasAttributedTo", f"{BASE}#ria-novosti"),
        ("xi-visits-moscow.evidence.1", "oa:hasSource", "dipl:x"),
        ("xi-visits-moscow.annotation", "oa:hasTarget", "dipl:x"),
        ("xi-visits-moscow.when", "dipl:edtf", "dipl:x"),
    ],
)
def test_the_shapes_find_what_is_wrong(
    subject: str, predicate: str, value: str
) -> None:
    """The shapes refuse a graph with a false statement."""
    wrong = graph(load_article())
    iri = value if value.startswith("https:") else expand(value)
    wrong.add((node(subject), URIRef(expand(predicate)), URIRef(iri)))
    assert not validate(wrong, shacl_graph=SHAPES)[0]


def test_the_shapes_find_bounds_in_reverse() -> None:
    """The shapes refuse a period that ends before it begins."""
    wrong = graph(load_article())
    latest = URIRef(expand("sem:hasLatestEndTimeStamp"))
    day = Literal("2023-03-19", datatype=XSD.date)
    wrong.set((node("xi-visits-moscow.when"), latest, day))
    assert not validate(wrong, shacl_graph=SHAPES)[0]


def visit(status: EventStatus, when: str) -> Graph:
    """Return the article with a visit of this status on these days."""
    article = load_article()
    changed = attrs.evolve(
        article.visits.one(), status=status, when=Period.from_edtf(when)
    )
    records = [
        changed if record.id == changed.id else record for record in article.records
    ]
    return graph(attrs.evolve(article, records=records))


@pytest.mark.parametrize(
    ("status", "schedule"),
    [
        (EventStatus.EXPECTED, set()),
        (EventStatus.PLANNED, {str(SDO.EventScheduled)}),
        (EventStatus.CONFIRMED, {str(SDO.EventScheduled)}),
        (EventStatus.UNDER_WAY, set()),
        (EventStatus.OCCURRED, set()),
        (EventStatus.POSTPONED, {str(SDO.EventPostponed)}),
        (EventStatus.CANCELLED, {str(SDO.EventCancelled)}),
        (EventStatus.DECLINED, set()),
        (EventStatus.UNKNOWN, set()),
    ],
)
def test_a_visit_is_an_event_only_if_it_took_place(
    status: EventStatus, schedule: set[str]
) -> None:
    """Only a visit that took place is an event of SEM; a schedule has its status."""
    record = visit(status, "2023-03-20/2023-03-22")
    types = set(record.objects(node("xi-visits-moscow"), RDF.type))
    assert SDO.Event in types
    assert (SEM_EVENT in types) is (status is EventStatus.OCCURRED)
    assert said(record, "xi-visits-moscow", "schema:eventStatus") == schedule
    known = ("planned", "confirmed", "under-way", "occurred", "cancelled")
    dated = status.value in known
    starts = said(record, "xi-visits-moscow", "schema:startDate")
    assert starts == ({"2023-03-20"} if dated else set())
    happened = said(record, "xi-visits-moscow", "sem:hasActor")
    both = {"xi-jinping", "vladimir-putin"}
    assert happened == (both if status is EventStatus.OCCURRED else set())


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2023-03-20/2023-03-22", {"2023-03-20"}, {"2023-03-22"}),
        ("2023-03-20", {"2023-03-20"}, {"2023-03-20"}),
        ("2023-03-20~/2023-03-22", set(), {"2023-03-22"}),
        ("2023-03-20/..", {"2023-03-20"}, set()),
        ("[2023-03-20..2023-03-26]", set(), set()),
        ("2023-03", set(), set()),
        ("/", set(), set()),
    ],
)
def test_no_uncertain_day_is_called_certain(
    when: str, start: set[str], end: set[str]
) -> None:
    """A visit has days of schema.org only if its source leaves no doubt."""
    record = visit(EventStatus.PLANNED, when)
    assert said(record, "xi-visits-moscow", "schema:startDate") == start
    assert said(record, "xi-visits-moscow", "schema:endDate") == end


@pytest.mark.parametrize(
    ("when", "bounds"),
    [
        ("2023-02", ["2023-02-01", "2023-02-28", "2023-02-01", "2023-02-28"]),
        ("2023-02/..", ["2023-02-01", "2023-02-28", None, None]),
        ("[..2023-03-17]", [None, "2023-03-17", None, "2023-03-17"]),
        ("2023-02~", [None] * 4),
        ("2023-02-01?/2023-02-03", [None, None, "2023-02-03", "2023-02-03"]),
    ],
)
def test_a_period_has_the_bounds_that_its_source_gives(
    when: str, bounds: list[str | None]
) -> None:
    """The time stamps of SEM are the bounds of the edges; hedged edges have none."""
    record = visit(EventStatus.PLANNED, when)
    stamps = [
        said(record, "xi-visits-moscow.when", f"sem:has{bound}{edge}TimeStamp")
        for edge in ("Begin", "End")
        for bound in ("Earliest", "Latest")
    ]
    assert stamps == [{bound} if bound else set() for bound in bounds]


def test_a_statement_is_attributed_to_its_speakers_alone() -> None:
    """A reporter is not the speaker, and only direct speech is a quotation."""
    assert said(ARTICLE, "china-confirms-visit", "prov:wasAttributedTo") == {
        "foreign-ministry-of-china"
    }
    quoted = {
        str(item).removeprefix(f"{BASE}#")
        for item in ARTICLE[: RDF.type : SDO.Quotation]
    }
    direct = {s.id for s in load_article().statements if s.manner.value == "direct"}
    assert quoted == direct


def test_the_coding_of_a_record_is_attributed_to_its_coders() -> None:
    """The annotation is the coders' work, the record is not; a scheme is their plan."""
    triples = graph(COMPLETE)
    agents = {f"full-visit.codings.{place}.agent" for place in (1, 2, 3)}
    assert said(triples, "full-visit.annotation", "prov:wasAttributedTo") == agents
    assert said(triples, "full-visit", "prov:wasAttributedTo") == set()
    for place, coding in enumerate(COMPLETE.visits["full-visit"].codings, 1):
        name = f"full-visit.codings.{place}"
        assert said(triples, name, "prov:agent") == {f"{name}.agent"}
        assert said(triples, f"{name}.agent", "schema:name") == {coding.coder}
        kind = "SoftwareAgent" if coding.how == "machine" else "Agent"
        assert set(triples.objects(node(f"{name}.agent"), RDF.type)) == {PROV[kind]}
        plans = said(triples, name, "prov:hadPlan")
        assert plans == ({f"{name}.plan"} if coding.scheme else set())
        for plan in plans:
            assert said(triples, plan, "schema:name") == {coding.scheme}
            assert set(triples.objects(node(plan), RDF.type)) == {PROV.Plan}
    assert said(triples, "said-urge.annotation", "prov:wasAttributedTo") == set()


def test_an_allegation_is_a_claim_of_its_accusers() -> None:
    """Nobody asserts the allegation: it is a claim, which appears somewhere."""
    alleged = "us-alleges-lethal-support"
    types = set(ARTICLE.objects(node(alleged), RDF.type))
    assert types == {URIRef(expand("dipl:Allegation")), SDO.Claim, PROV.Entity}
    assert said(ARTICLE, alleged, "prov:wasAttributedTo") == {"united-states"}
    assert said(ARTICLE, alleged, "schema:appearance") == {"moscow-times-2023-03-17"}
    # Only the list of the claim names the accused.
    about = {predicate for _, predicate in ARTICLE.subject_predicates(node("china"))}
    assert SDO.agent not in about


@pytest.mark.parametrize("status", [EventStatus.PLANNED, EventStatus.OCCURRED])
def test_a_signed_document_is_a_creative_work(status: EventStatus) -> None:
    """An unsigned document is not attributed to its parties."""
    article = load_article()
    records = [
        attrs.evolve(record, status=status)
        if isinstance(record, JointDeclaration)
        else record
        for record in article.records
    ]
    triples = graph(attrs.evolve(article, records=records))
    types = set(triples.objects(node("new-era-declaration"), RDF.type))
    signed = status is EventStatus.OCCURRED
    assert (SDO.CreativeWork in types) is signed
    parties = {"russia", "china"} if signed else set()
    assert said(triples, "new-era-declaration", "prov:wasAttributedTo") == parties


def test_an_annotation_identifies_a_record_with_its_places() -> None:
    """Each piece of evidence is a target, selected by its characters."""
    name = "putin-invites-xi"
    evidence = load_article().records[name].evidence
    assert said(ARTICLE, f"{name}.annotation", "oa:hasBody") == {name}
    targets = said(ARTICLE, f"{name}.annotation", "oa:hasTarget")
    assert len(targets) == len(evidence)
    selector = f"{name}.evidence.1.selector"
    assert said(ARTICLE, selector, "oa:start") == {str(evidence[0].start)}
    assert said(ARTICLE, selector, "dipl:sha256") == {evidence[0].sha256}


def test_the_whole_source_has_no_selector() -> None:
    """Evidence without a span refers to the whole source."""
    article = load_article()
    first = article.visits.one()
    whole = Evidence(source=first.evidence[0].source)
    records = [
        attrs.evolve(one, evidence=(whole,)) if one is first else one
        for one in article.records
    ]
    triples = graph(attrs.evolve(article, records=records))
    assert said(triples, f"{first.id}.evidence.1", "oa:hasSelector") == set()


COMMON_LICENCES = (
    *("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"),
    *("MIT", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"),
)


@pytest.mark.parametrize(
    ("licence", "iri"),
    [
        *((name, {f"https://spdx.org/licenses/{name}"}) for name in COMMON_LICENCES),
        ("CC0-1.0 OR MIT", set()),
        ("LicenseRef-mine", set()),
        (None, set()),
    ],
)
def test_a_licence_has_an_iri_if_spdx_has_it(
    licence: str | None, iri: set[str]
) -> None:
    """A text that only looks like the name of a licence gets no address."""
    triples = graph(Dataset(licence=licence))
    assert {str(item) for item in triples.objects(URIRef(BASE), SDO.license)} == iri


def test_names_follow_from_the_contents() -> None:
    """The same data get the same names in both formats, other data get others."""
    first, second = Dataset(title="a"), Dataset(title="b")
    assert turtle.dumps(first) == turtle.dumps(Dataset(title="a"))
    assert turtle.dumps(first).splitlines()[0] != turtle.dumps(second).splitlines()[0]
    name = turtle.dumps(first).partition("<")[2].partition("#")[0]
    assert name.startswith("urn:uuid:")
    assert f'"@id": "{name}"' in jsonld.dumps(first)


def test_names_stay_the_same_in_later_versions() -> None:
    """Whoever refers to a dataset by its IRI still finds it."""
    text = turtle.dumps(Dataset(title="a", description="b"))
    iri = "urn:uuid:9b298a06-d0e7-51fc-859d-468b264f235d"
    assert text.startswith(f"@prefix id: <{iri}#> .\n")


@pytest.mark.parametrize(
    "base",
    [
        "",
        "xi",
        "#xi",
        "/xi",
        "https://example.org/#xi",
        "https://a b",
        "urn:a>",
        "id:x",
        "https://x.org/\ud800",
    ],
)
def test_a_base_must_be_an_iri(base: str) -> None:
    """A base that would change the names of the ids is refused."""
    for dumps in (turtle.dumps, jsonld.dumps):
        with pytest.raises(FieldValueError, match="absolute IRI"):
            dumps(Dataset(), base=base)
