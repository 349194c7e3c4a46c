"""How a notebook shows datasets, collections and records."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    Group,
    Manner,
    Period,
    Person,
    Record,
    Records,
    Response,
    ResponseKind,
    Source,
    SpeechAct,
    Statement,
    StateVisit,
    load_article,
)
from diplomacy_events.strategies import datasets, records

TAGS = {
    *("a", "bdi", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "li"),
    *("mark", "ol", "p", "span", "strong", "style", "summary", "table", "tbody", "td"),
    *("th", "thead", "tr", "ul"),
}
"""The elements that we create; any other element comes from the data."""
NASTY = "</td><script>alert(1)</script>"


def read(html: str) -> Element:
    """Read HTML both as a browser does and as XML, and return the latter."""
    browser = html5lib.parseFragment(html, namespaceHTMLElements=False)
    root = ElementTree.fromstring(html)
    seen = {element.tag for element in browser.iter()} - {"DOCUMENT_FRAGMENT"}
    assert seen == {element.tag for element in root.iter()}
    assert seen <= TAGS
    assert not [element for element in root.iter() if element.get("id")]
    return root


def words(html: str) -> str:
    """Return the text that remains when a host strips all styles and tags."""
    root = ElementTree.fromstring(html)
    for element in root.iter("style"):
        element.text = ""
    return re.sub(r"\s+", " ", " ".join(root.itertext())).replace("\ufffd", "")


def told(text: str) -> str:
    """Return a text of the data in the form that `words` gives it."""
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\uffff", ""))


@given(datasets())
@example(Dataset())
@example(load_article())
def test_a_dataset_describes_its_contents(dataset: Dataset) -> None:
    """It shows the title, counts, licence and citation as plain text."""
    html = dataset._repr_html_()
    found = read(html)
    rows = [
        (row[0].text, row[1].text)
        for row in found.find(".//table").iter("tr")  # type: ignore[union-attr]  # there is a table
    ]
    assert ("Statements", str(len(dataset.statements))) in rows
    assert ("Allegations", str(len(dataset.allegations))) in rows
    assert ("Sources", str(len(dataset.sources))) in rows
    for text in (dataset.title, dataset.licence, dataset.citation):
        assert told(text or "").strip() in words(html)


@given(datasets())
@example(Dataset())
@example(load_article())
def test_collections_are_tables(dataset: Dataset) -> None:
    """Each item has a row, and headers name its fields."""
    for items in (dataset.records, dataset.actors, dataset.sources, dataset.visits):
        found = read(items._repr_html_())
        bodies = list(found.iter("tbody"))
        assert len(bodies) == 1
        assert [row[-1].text for row in bodies[0]] == list(items.ids[:20])
        scopes = {cell.get("scope") for cell in found.iter("th")}
        assert scopes <= {"col", "row"}
        assert found.find(".//caption") is not None


@given(datasets())
@example(load_article())
def test_every_record_of_a_dataset_has_a_card(dataset: Dataset) -> None:
    """The card shows the content of the record, with names."""
    for record in dataset.records:
        card = dataset.card(record)
        read(card._repr_html_())
        text = words(card.html)
        assert told(record.gist).strip() in text
        assert record.id in text
        for name in ("speakers", "visitors", "parties", "accused"):
            for id in getattr(record, name, ()):
                assert told(dataset.actors[id].name).strip() in text
        if isinstance(record, Allegation):
            assert f"Standing {record.standing}" in re.sub(" +", " ", text)


@given(records())
def test_a_record_alone_has_a_card(record: Record) -> None:
    """Without a dataset, the card shows actors by id."""
    text = words(record._repr_html_())
    read(record._repr_html_())
    for name in ("speakers", "via", "hosts", "parties", "accusers", "mentions"):
        for id in getattr(record, name, ()):
            assert id in text
    for quote in getattr(record, "quotes", ()):
        assert told(quote).strip() in text


def test_an_allegation_has_its_responses() -> None:
    """A card shows the standing, the responses, and how its evidence was reported."""
    shown = words(load_article().card("us-alleges-lethal-support").html)
    expected = (
        "Allegation The United States accuses China",
        "When February 2023 (“last month”) Standing denied Accusers United States",
        "Answered by China Answer denial When by 17 March 2023",
        (
            "Rests on The United States warns that China is considering whether to arm "
            "Russia"
        ),
        "(said by United States, published by The Moscow Times, 17 March 2023)",
        "1 place",
    )
    for text in expected:
        assert text in re.sub(" +", " ", shown)


def test_a_statement_has_its_quotes_and_its_carriers() -> None:
    """The speaker, the reporters and the publisher follow each other."""
    text = words(load_article().card("china-promises-constructive-role").html)
    way = "said by Foreign Ministry of China carried by RIA Novosti published by The Mo"
    assert way in re.sub(" +", " ", text)
    assert "“ maintain an objective stance" in text


def test_a_visit_has_its_invitation() -> None:
    """Parts with fields of their own are within the card."""
    shown = re.sub(" +", " ", words(load_article().visits.one()._repr_html_()))
    assert "Invitation Invited by vladimir-putin Invited xi-jinping Channel" in shown
    assert "Expected earlier one day between 1 April and 10 May 2023" in shown


def test_names_that_differ_in_their_marks_are_shown_once() -> None:
    """A search needs each style of an apostrophe; the first is enough for people."""
    names = ("Arendal’s court", "Arendal's court", "the Court", "the court")
    actor = Group(id="court", name="Court", aliases=names)
    table = Dataset(actors=[actor]).actors._repr_html_()
    assert "Arendal’s court, the Court, the court<" in table


def test_long_collections_say_how_many_are_left() -> None:
    """Twenty rows are enough to look at."""
    statements = load_article().statements
    assert "… and 1 more" in words(statements._repr_html_())
    assert "more" not in words(statements[:20]._repr_html_()).split("Status")[0]


def test_the_kind_is_a_column_if_it_differs() -> None:
    """A column gives the class of the records, unless they all have the same."""
    article = load_article()
    assert " Kind " in words(article.records._repr_html_())
    assert " Kind " not in words(article.statements._repr_html_())
    assert "Visits (0)" in words(Dataset().visits._repr_html_())


def test_other_objects_are_listed_by_id() -> None:
    """A collection of other objects has a table too."""
    mixed: Records[Person | Source] = Records(
        [Person(id="ada", name="Ada"), Source(id="daily", publisher="Daily")]
    )
    assert "Items (2) Id Kind ada Person daily Source" in re.sub(
        " +", " ", words(mixed._repr_html_())
    )


def nasty() -> Dataset:
    """Return a dataset in which each text tries to be markup."""
    where = Evidence(source="daily")
    day = Period.from_edtf("2023", phrase=NASTY)
    statement = Statement(
        id="said", when=day, gist=NASTY, evidence=(where,), speakers=("ada",),
        manner=Manner.DIRECT, act=SpeechAct.ACCUSE, quotes=(NASTY,),
    )  # fmt: skip
    response = Response(actors=("bo",), kind=ResponseKind.DENIAL, evidence=(where,))
    claim = Allegation(
        id="claim", when=day, gist=NASTY, evidence=(where,), accusers=("ada",),
        accused=("bo",), conduct=NASTY, responses=(response,), basis=("said",),
    )  # fmt: skip
    visit = StateVisit(
        id="visit", when=day, gist=NASTY, evidence=(where,), visitors=("ada",),
        hosts=("bo",), place=NASTY, status=EventStatus.PLANNED,
    )  # fmt: skip
    return Dataset(
        title=NASTY, description=NASTY, licence=NASTY, citation=NASTY, version=NASTY,
        sources=[Source(id="daily", publisher=NASTY, title=NASTY, url="http://x/'<\">")],
        actors=[
            Person(id="ada", name=NASTY, aliases=(NASTY,)), Person(id="bo", name="Bo"),
        ],
        records=[statement, claim, visit],
    )  # fmt: skip


def test_no_text_of_the_data_becomes_markup() -> None:
    """Markup in any field is shown as it was written."""
    dataset = nasty()
    shown = [dataset, dataset.records, dataset.actors, dataset.sources]
    cards = [dataset.card(record) for record in dataset.records]
    for each in (*shown, *dataset.records, *cards):
        html = each._repr_html_()
        read(html)
        assert NASTY in words(html)


@pytest.mark.parametrize("name", ["records", "visits", "actors"])
def test_an_empty_collection_has_headers(name: str) -> None:
    """A table without rows shows that the collection is empty."""
    dataset = read(getattr(Dataset(), name)._repr_html_())
    assert list(dataset.iter("td")) == []
    assert len(list(dataset.iter("th"))) > 1


def test_the_carriers_are_in_their_order() -> None:
    """They go from the speaker to the publisher, the nearest to the source last."""
    statement = Statement(
        id="said", when=Period.from_edtf("2023"), gist="Ada comes", speakers=("ada",),
        via=("agency", "spokesman"), manner=Manner.INDIRECT, act=SpeechAct.ANNOUNCE,
        evidence=(Evidence(source="daily"),),
    )  # fmt: skip
    steps = [
        "".join(step.itertext())
        for step in ElementTree.fromstring(statement._repr_html_()).iter("li")
    ]
    assert steps[:4] == [
        "said by ada",
        "carried by spokesman",
        "carried by agency",
        "published by daily",
    ]


def test_many_sources_are_listed_in_part() -> None:
    """A dataset of many sources can still be seen at a glance."""
    many = [Source(id=f"daily-{n}", publisher="Daily") for n in range(30)]
    text = words(Dataset(sources=many)._repr_html_())
    assert text.count("daily-") == 20
    assert "… and 10 more" in text
