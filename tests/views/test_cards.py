"""Cards with the words of the source."""

from datetime import date
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from diplomacy_events import (
    Allegation,
    Coding,
    Dataset,
    Evidence,
    EvidenceError,
    FieldTypeError,
    Manner,
    Period,
    Person,
    Response,
    ResponseKind,
    Source,
    SourceText,
    SpeechAct,
    Statement,
    UnknownNameError,
    Variable,
    load_article,
)
from diplomacy_events.strategies import datasets

BEFORE = (
    "These talks that had been postponed several times in the course of the winter are"
)
SAID = "“We will come,”"
AFTER = (
    "President Ada Example said on Monday, before the parliament "
    "of her country rose for the summer."
)


def text_of(text: str = f"{BEFORE} {SAID} {AFTER}") -> SourceText:
    """Return a text as a source."""
    return SourceText.of(
        text, id="daily", publisher="Daily", published=date(2023, 3, 14)
    )


def said(*evidence: Evidence) -> Statement:
    """Return a statement with its evidence in these places."""
    return Statement(
        id="promise", when=Period.from_edtf("2023-03-13"), gist="Ada will come",
        speakers=("ada",), manner=Manner.INDIRECT, act=SpeechAct.PROMISE,
        evidence=evidence,
    )  # fmt: skip


def dataset_of(record: Statement | Allegation, source: Source) -> Dataset:
    """Return a dataset with one record and one source."""
    actors = [Person(id="ada", name="Ada Example"), Person(id="bo", name="Bo")]
    return Dataset(sources=[source], actors=actors, records=[record])


def test_the_words_are_in_their_context() -> None:
    """The words are marked, with some context around them."""
    text = text_of()
    dataset = dataset_of(said(text.evidence(SAID)), text.source)
    card = dataset.card("promise", text)
    root = ElementTree.fromstring(card.html)
    quoted = root.find(".//blockquote")
    assert quoted is not None
    assert [mark.text for mark in quoted] == [SAID]
    assert "".join(quoted.itertext()) == (
        f"…{BEFORE.removeprefix('These ')} {SAID} "
        "President Ada Example said on Monday, before the parliament of her country…"
    )
    details = root.find(".//details")
    assert details is not None
    assert details.get("open") == "open"


def test_it_prints_as_text() -> None:
    """A terminal shows the same, with the words in brackets and no control codes."""
    text = text_of(f"{SAID}\x1b\n she said.")
    dataset = dataset_of(said(text.evidence(SAID)), text.source)
    card = dataset.card("promise", text)
    assert str(card).startswith("* Ada will come\n")
    assert str(card).endswith(
        "\n\nDaily, 14 March 2023, characters 0–15:\n  [“We will come,”]� she said."
    )
    assert repr(card) == "<Card of 'promise'>"
    assert card._repr_html_() == card.html


def test_a_whole_source_is_shown_by_its_beginning() -> None:
    """Evidence without a span shows how the text begins."""
    text = text_of()
    card = dataset_of(said(Evidence(source="daily")), text.source).card("promise", text)
    mark = ElementTree.fromstring(card.html).find(".//mark")
    assert mark is not None
    assert mark.text == f"{BEFORE.removesuffix(' are')}…"
    assert "the whole text" in card.text


def test_a_whole_source_without_digest_shows_no_words() -> None:
    """Without a digest, the text may be the wrong one, so none is shown."""
    source = Source(id="daily", publisher="Daily")
    card = dataset_of(said(Evidence(source="daily")), source).card("promise", text_of())
    assert list(ElementTree.fromstring(card.html).iter("mark")) == []
    assert "the whole text" in card.html
    assert "These talks" not in f"{card.html}{card}"


def test_two_texts_of_one_source_are_refused() -> None:
    """It is unclear which text is meant; the same text given twice is fine."""
    text, other = text_of(), text_of(f"{BEFORE} {SAID} and more")
    source = Source(id="daily", publisher="Daily")
    dataset = dataset_of(said(text.evidence(SAID)), source)
    assert (
        dataset.card("promise", text, text).text == dataset.card("promise", text).text
    )
    with pytest.raises(EvidenceError, match="two different texts of source 'daily'"):
        dataset.card("promise", text, other)


def test_the_words_of_responses_are_shown_too() -> None:
    """A response has anchors of its own."""
    text = text_of()
    response = Response(
        actors=("bo",), kind=ResponseKind.DENIAL, evidence=(text.evidence("Monday"),)
    )
    claim = Allegation(
        id="claim", when=Period.from_edtf("2023"), gist="Ada accuses Bo",
        accusers=("ada",), accused=("bo",), conduct="staying away",
        responses=(response,), evidence=(text.evidence("winter"),),
    )  # fmt: skip
    card = dataset_of(claim, text.source).card(claim, text)
    marks = [mark.text for mark in ElementTree.fromstring(card.html).iter("mark")]
    assert marks == ["Monday", "winter"]
    assert card.text.index("[winter]") < card.text.index("[Monday]")


def test_without_a_text_the_places_are_named() -> None:
    """Without a text, the position of the words is shown, in small print."""
    text = text_of()
    card = dataset_of(said(text.evidence(SAID)), text.source).card("promise")
    details = ElementTree.fromstring(card.html).find(".//details")
    assert details is not None
    assert details.get("open") is None
    assert "characters 82–97" in "".join(details.itertext())


def test_sources_that_look_alike_are_distinguished() -> None:
    """Two sources with the same publisher and day are shown with their ids."""
    one, other = (Source(id=id, publisher="Daily", title="News") for id in ("a", "b"))
    record = said(Evidence(source="a"), Evidence(source="b"))
    ada = Person(id="ada", name="Ada")
    dataset = Dataset(sources=[one, other], actors=[ada], records=[record])
    assert "Daily, “News” (a)" in dataset.card(record).html


@given(st.text(min_size=1), st.data())
def test_any_words_of_any_text_are_marked(text: str, data: st.DataObject) -> None:
    """In any text, the marked words are those of the anchors."""
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    source = text_of(text)
    occurrence = len([n for n in range(start + 1) if text.startswith(words, n)])
    anchor = source.evidence(words, occurrence=occurrence)
    assert anchor.start == start
    card = dataset_of(said(anchor), source.source).card("promise", source)
    (mark,) = ElementTree.fromstring(card.html).iter("mark")
    assert len(mark.text or "") <= len(words)
    for sign in "".join((mark.text or "").split()):
        assert sign in {*words, "\ufffd"}


def test_another_version_of_the_text_is_refused() -> None:
    """A text whose digest differs from that of the source proves nothing."""
    text, other = text_of(), text_of(f"{BEFORE} {SAID} and more")
    dataset = dataset_of(said(text.evidence(SAID)), text.source)
    with pytest.raises(EvidenceError, match="not the text of source 'daily'") as caught:
        dataset.card("promise", other)
    assert caught.value.source == "daily"


def test_other_words_are_refused() -> None:
    """If the source has no digest, that of the anchor decides."""
    text, other = text_of(), text_of(f"{BEFORE}! {SAID}")
    dataset = dataset_of(
        said(text.evidence(SAID)), Source(id="daily", publisher="Daily")
    )
    assert SAID in dataset.card("promise", text).html
    with pytest.raises(
        EvidenceError, match="not the words that the anchor was made from"
    ):
        dataset.card("promise", other)


def test_other_texts_than_those_of_the_dataset_are_refused() -> None:
    """A bare string, and the text of another source, are mistakes."""
    text = text_of()
    dataset = dataset_of(said(text.evidence(SAID)), text.source)
    with pytest.raises(FieldTypeError, match="expected a SourceText, got 'words'"):
        dataset.card("promise", "words")  # type: ignore[arg-type]  # the error is the point
    other = SourceText.of("x", id="dailey", publisher="Daily")
    with pytest.raises(UnknownNameError, match="no source 'dailey'; did you mean"):
        dataset.card("promise", other)
    with pytest.raises(UnknownNameError, match="here has the id 'promis'"):
        dataset.card("promis")


def test_a_record_prints_as_a_card() -> None:
    """Each field with a value has a row; ids identify actors."""
    text = str(load_article().allegations[0])
    lines = text.splitlines()
    assert lines[0].startswith("Allegation:         The United States accuses China of")
    assert "standing            denied" in lines
    assert "accused             china" in lines
    assert "topics              arms-supplies, ukraine-war" in lines
    assert "answered by china; answer denial" in text
    assert "characters 2443–2655" in text
    assert all(len(line) <= 80 for line in lines)
    assert not [line for line in lines if line.startswith(("provisions", "notes"))]


@given(datasets())
def test_every_record_prints(whole: Dataset) -> None:
    """The id comes last, and no value looks like a tuple or a call."""
    for record in whole.records:
        lines = str(record).splitlines()
        assert lines[-1].split()[-1] in record.id or len(record.id) > 60
        assert not [line for line in lines if "Evidence(" in line]


def test_a_printed_record_fits_on_a_terminal() -> None:
    """Wide letters count as two, tabs and breaks become spaces, and none is lost."""
    wide = "\u4e2d\u56fd\u5916\u4ea4\u90e8" * 20
    quotes = ("We\t\twill.\nNow.", wide)
    record = attrs.evolve(
        said(Evidence(source="daily")), quotes=quotes, manner="direct"
    )
    lines = str(record).splitlines()
    assert all(cell_len(line) <= 80 for line in lines)
    assert any(cell_len(line) == 80 for line in lines)
    assert "“We will. Now.”" in str(record)
    assert f"“{wide}”" in "".join(line[20:] for line in lines)


def rows_of(html: str) -> dict[str, ElementTree.Element]:
    """Return the text after each label of a card."""
    found = ElementTree.fromstring(html).find(".//dl")
    assert found is not None
    parts = list(found)
    labels = ["".join(label.itertext()) for label in parts[::2]]
    return dict(zip(labels, parts[1::2], strict=True))


def words_of(element: ElementTree.Element) -> str:
    """Return the text that a reader sees in an element."""
    return " ".join(" ".join(element.itertext()).split())


def test_a_word_of_a_vocabulary_shows_its_meaning() -> None:
    """Pointing at the word shows its definition and its example."""
    denial = Response(actors=["bo"], kind="denial", evidence=[Evidence(source="daily")])
    claim = Allegation(
        id="claim", when=Period.from_edtf("2023"), gist="A charge", accusers=["ada"],
        accused=["bo"], conduct="singing", responses=[denial],
        evidence=[Evidence(source="daily")],
    )  # fmt: skip
    source = Source(id="daily", publisher="Daily")
    for record in (said(Evidence(source="daily")), claim):
        card = ElementTree.fromstring(dataset_of(record, source).card(record).html)
        titled = [one for one in card.iter() if one.get("title")]
        told = {words_of(one): one.get("title") for one in titled}
        members = (
            [SpeechAct.PROMISE, Manner.INDIRECT]
            if record.id == "promise"
            else [ResponseKind.DENIAL, claim.standing]
        )
        assert told == {
            member.value: f"{member.definition} Example: {member.example}"
            for member in members
        }


def test_codings_variables_and_notes_are_on_the_card() -> None:
    """The card shows coders and schemes, the team's own variables, and the notes."""
    source = Source(id="daily", publisher="Daily")
    codings = [
        Coding(coder="Cy", how="hand", scheme="House rules", code="7", row="12"),
        Coding(coder="bot", how="machine", confidence=0.5, on=date(2023, 4, 1)),
    ]
    record = attrs.evolve(
        said(Evidence(source="daily")),
        codings=codings,
        notes="Twice.\nThrice.",
        variables=[Variable(name="tone", value="warm")],
    )
    rows = rows_of(dataset_of(record, source).card(record).html)
    assert words_of(rows["Coded"]) == "mixed"
    assert [words_of(item) for item in rows["Codings"].findall("./ul/li")] == [
        "Coder Cy How hand Scheme House rules Code 7 Row 12",
        "Coder bot How machine Confidence 0.5 On 2023-04-01",
    ]
    assert words_of(rows["Variables"]) == "Name tone Value warm"
    assert words_of(rows["Notes"]) == "Twice. Thrice."


def test_empty_fields_take_no_room() -> None:
    """A record without codings, variables and notes has no rows for them."""
    source = Source(id="daily", publisher="Daily")
    card = dataset_of(said(Evidence(source="daily")), source).card("promise")
    assert not {"Coded", "Codings", "Variables", "Notes", "Same as"} & set(
        rows_of(card.html)
    )
