"""A text with its records marked: complete, exact, and accessible."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    EvidenceError,
    FieldTypeError,
    FieldValueError,
    Manner,
    Period,
    Record,
    Response,
    ResponseKind,
    Source,
    SourceText,
    SpeechAct,
    State,
    Statement,
    UnknownNameError,
)
from diplomacy_events.coding import check
from diplomacy_events.views.annotated_text import AnnotatedText

WORDS = "Lind said no.\nSoren <accused> her of “lying”.\n\nIt rained."
TEXT = SourceText.of(WORDS, id="daily", publisher="The Daily", language="en")
STATES = [State(id=id, name=id.title()) for id in ("arvandia", "belmoria")]
MARKS = ("ref", "note")


class Alarm(NamedTuple):
    """A passage to look at."""

    start: int
    end: int
    reason: str


def statement(id: str, *anchors: Evidence) -> Statement:
    """Return a statement with anchors."""
    return Statement(
        id=id,
        gist=f"A gist of {id}",
        when=Period.from_edtf("/"),
        speakers=["arvandia"],
        manner=Manner.INDIRECT,
        act=SpeechAct.COMMENT,
        evidence=anchors,
    )


def allegation(id: str, *anchors: Evidence) -> Allegation:
    """Return an allegation with anchors."""
    return Allegation(
        id=id,
        gist=f"A gist of {id}",
        when=Period.from_edtf("/"),
        accusers=["arvandia"],
        accused=["belmoria"],
        conduct="lying",
        evidence=anchors,
    )


def coded(*records: Record, text: SourceText = TEXT) -> Dataset:
    """Return a dataset with one text."""
    return Dataset(sources=[text.source], actors=STATES, records=records)


def parsed(made: AnnotatedText) -> ET.Element:
    """Return the markup, parsed as well-formed XML."""
    return ET.fromstring(made.html)


def signs(
    node: ET.Element, kinds: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each character of the text with the kinds of its marks."""
    for sign in node.text or "":
        yield sign, kinds
    for child in node:
        named = frozenset(child.get("class", "").split())
        if named.isdisjoint(MARKS):
            yield from signs(child, kinds | (named - {"kind"}))
        for sign in child.tail or "":
            yield sign, kinds


def marked(made: AnnotatedText) -> list[tuple[str, frozenset[str]]]:
    """Return the characters of all lines, joined by line feeds."""
    (whole,) = parsed(made).findall("div[@class='text']")
    found: list[tuple[str, frozenset[str]]] = []
    for line in whole:
        found += [("\n", frozenset())] if found or line is not whole[0] else []
        found += signs(line, frozenset())
    return found


def numbers(made: AnnotatedText) -> list[str]:
    """Return the numbers and notes in reading order."""
    (whole,) = parsed(made).findall("div[@class='text']")
    shown = [
        *(node for node in whole.iter() if node.get("class") in MARKS),
    ]
    return [
        "".join((one[0] if one.tag == "details" else one).itertext()) for one in shown
    ]


def test_labels_in_one_place_have_the_order_of_the_legend() -> None:
    """It does not depend on which of their spans is longer."""
    spans = TEXT.evidence("said no."), TEXT.evidence("Lind said no.")
    for long, short in (spans, spans[::-1]):
        made = coded(allegation("lies", long), statement("no", short)).annotated(TEXT)
        assert numbers(made) == ["A1", "S1"]


def test_overlapping_spans_are_all_marked() -> None:
    """Each span has its own number after its last word; plain text stays unmarked."""
    made = coded(
        statement("no", TEXT.evidence("Lind said no."), TEXT.evidence("her of")),
        allegation("lies", TEXT.evidence("said no.\nSoren <accused> her of “lying”.")),
    ).annotated(TEXT)
    marks = marked(made)
    assert "".join(sign for sign, _ in marks) == WORDS
    assert {kinds for sign, kinds in marks[:5]} == {frozenset({"statement"})}
    assert {kinds for sign, kinds in marks[5:13]} == {
        frozenset({"statement", "allegation"})
    }
    assert {kinds for sign, kinds in marks[-10:]} == {frozenset()}
    assert numbers(made) == ["S1", "S1", "A1"]


def test_a_number_opens_the_card_or_leads_to_it() -> None:
    """The first opens the card, the others link to it, and all name the record."""
    made = coded(
        statement("no", TEXT.evidence("Lind"), TEXT.evidence("Soren")),
    ).annotated(TEXT)
    opener = next(parsed(made).iter("details"))
    assert opener.get("class") == "ref"
    summary, card = opener
    assert summary.get("aria-label") == "S1, Statement: A gist of no"
    assert "A gist of no" in "".join(card.itertext())
    (link,) = parsed(made).iter("a")
    assert link.get("href") == f"#{card.get('id')}" == "#de-daily-s1"
    assert link.get("aria-label") == summary.get("aria-label")


def test_spans_of_responses_are_marked_too() -> None:
    """All anchors of a record count, including those in its parts."""
    answer = Response(
        actors=["belmoria"],
        kind=ResponseKind.DENIAL,
        when=Period.from_edtf("/"),
        evidence=[TEXT.evidence("no.")],
    )
    lies = allegation("lies", TEXT.evidence("It rained."))
    made = coded(attrs.evolve(lies, responses=[answer])).annotated(TEXT)
    assert marked(made)[10] == ("n", frozenset({"allegation"}))
    assert numbers(made) == ["A1", "A1"]


def test_it_says_whose_text_it_is() -> None:
    """The title names the source, in Python and in a notebook."""
    made = coded().annotated(TEXT)
    assert made.title == "The Daily"
    assert repr(made) == "<AnnotatedText: The Daily>"
    assert made._repr_html_() == made.html


def test_alarms_appear_in_place() -> None:
    """Alarms appear beside and over records, with their reasons in words."""
    dataset = coded(statement("no", TEXT.evidence("Lind said no.")))
    page = dataset.annotated(TEXT, [Alarm(5, 9, "odd"), Alarm(47, 48, "bare")])
    assert numbers(page) == ["! odd", "S1", "! bare"]
    marks = marked(page)
    assert marks[5][1] == {"statement", "alarm"}
    assert "Worth checking: 2" in "".join(parsed(page).itertext())
    told = check(dataset, TEXT).alarms
    reasons = ["quotation not used", "accusation", "no record"]
    assert sorted(one.reason for one in told) == sorted(reasons)
    assert numbers(dataset.annotated(TEXT, told))[0] == "S1"
    for start, end in ((-1, 4), (4, 4), (4, len(WORDS) + 1)):
        with pytest.raises(FieldValueError, match="must be spans of a text of"):
            dataset.annotated(TEXT, [Alarm(start, end, "odd")])


def test_the_whole_text_and_other_sources() -> None:
    """Evidence of the whole text comes first; other texts have no marks."""
    other = Source(id="other", publisher="The Other")
    whole = statement("whole", Evidence(source="daily"))
    both = statement("both", TEXT.evidence("Lind"), Evidence(source="other"))
    apart = statement("apart", Evidence(source="other"))
    dataset = Dataset(
        sources=[TEXT.source, other], actors=STATES, records=[whole, apart, both]
    )
    page = dataset.annotated(TEXT)
    shown = "".join(parsed(page).itertext())
    assert "About the whole text: S1" in shown
    assert "A gist of apart" not in shown
    assert numbers(page) == ["S2"]
    assert "No records are based on this text." in "".join(
        parsed(coded().annotated(TEXT)).itertext()
    )


def test_sources_that_share_a_text_share_its_marks() -> None:
    """A text by itself stands for every source with its digest."""
    twin = SourceText.of(WORDS, id="twin", publisher="The Twin")
    dataset = Dataset(
        sources=[TEXT.source, twin.source],
        actors=STATES,
        records=[
            statement("one", TEXT.evidence("Lind")),
            statement("two", twin.evidence("Soren")),
        ],
    )
    assert numbers(dataset.annotated(WORDS)) == ["S1", "S2"]
    bare = Source(id="daily", publisher="The Daily")
    undigested = Dataset(sources=[bare], actors=STATES)
    assert numbers(undigested.annotated(TEXT)) == []


def test_texts_that_do_not_fit_are_refused() -> None:
    """Another text, another version, moved words and other objects are refused."""
    dataset = coded(statement("no", TEXT.evidence("Lind")))
    with pytest.raises(EvidenceError, match="has this text, whose SHA-256 is"):
        dataset.annotated(f"{WORDS} ")
    bare = Source(id="daily", publisher="The Daily")
    moved = attrs.evolve(dataset, sources=[bare])
    other = SourceText.of(f" {WORDS}", id="daily", publisher="The Daily")
    with pytest.raises(EvidenceError):
        moved.annotated(other)
    with pytest.raises(FieldTypeError, match="annotated, text: expected a text, got 5"):
        dataset.annotated(5)  # type: ignore[arg-type]  # on purpose
    passage = check(dataset, WORDS).paragraphs[0]
    wrong: list[Any] = [5, passage, passage.words, Alarm("0", 4, "no")]  # type: ignore[arg-type]  # on purpose
    for one in wrong:
        with pytest.raises(FieldTypeError, match="alarms: expected alarms, got"):
            dataset.annotated(WORDS, alarms=[one])


def test_it_is_saved_as_a_page(tmp_path: Path) -> None:
    """A whole page is saved, or nothing if something else has the name."""
    made = coded(statement("no", TEXT.evidence("Lind"))).annotated(TEXT)
    made.save(tmp_path / "daily.html")
    assert (tmp_path / "daily.html").read_text("utf-8") == made.page
    with pytest.raises(UnknownNameError, match=r"a page must be saved as .html"):
        made.save(tmp_path / "daily.svg")


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(st.text(st.sampled_from("ab \n\t<“\x01"), min_size=1, max_size=30), SPANS, SPANS)
def test_every_character_is_there_once_and_marked_by_what_rests_on_it(
    words: str, said: list[tuple[int, int]], warned: list[tuple[int, int]]
) -> None:
    """The text is complete, and each character has the kinds of the spans around it."""
    text = SourceText.of(words, id="daily", publisher="The Daily")
    size = len(words)
    kept = [(min(pair), max(pair)) for pair in said]
    kept = [(start, end) for start, end in kept if start < end <= size]
    looked = [Alarm(min(pair), max(pair), "x") for pair in warned]
    looked = [one for one in looked if one.start < one.end <= size]
    records = [
        (statement if at % 2 else allegation)(f"r{at}", text.between(*span))
        for at, span in enumerate(kept)
    ]
    made = coded(*records, text=text).annotated(text, looked)
    marks = marked(made)
    shown = "".join(sign for sign, _ in marks)
    assert shown == words.replace("\x01", "\ufffd")
    for place, (sign, kinds) in enumerate(marks):
        wanted = {
            "statement" if at % 2 else "allegation"
            for at, (start, end) in enumerate(kept)
            if start <= place < end
        } | {"alarm" for one in looked if one.start <= place < one.end}
        assert kinds <= wanted
        assert sign.isspace() or kinds == wanted
    assert numbers(made).count("! x") == len(looked)
