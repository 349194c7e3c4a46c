"""The coded article, checked against its codebook and, if available, its text."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest

from diplomacy_events import (
    Coded,
    DocumentForm,
    EventStatus,
    Evidence,
    Manner,
    Period,
    Record,
    SourceText,
    SpeechAct,
    Standing,
    Statement,
    VisitLevel,
    dumps,
    load_article,
    resolve,
)
from diplomacy_events.datasets import load_article as loader

ARTICLE = load_article()
PUBLISHED = date(2023, 3, 17)
QUOTED = 13
PARAGRAPHS = 14

# The publisher owns the text, so it is not here. An owner of a copy can name the file.
TEXT = Path(
    os.environ.get(
        "DIPLOMACY_EVENTS_ARTICLE",
        Path(__file__).parents[2] / "shared/article/moscow-times-2023-03-17.txt",
    )
)
needs_text = pytest.mark.skipif(
    not TEXT.is_file(), reason="the publisher owns the text, so it is not here"
)


@pytest.fixture
def text() -> str:
    """Return the text of the article, as it was saved."""
    return TEXT.read_bytes().decode()


def anchors(record: Record) -> list[Evidence]:
    """Return every anchor of a record, including those of its responses."""
    responses = getattr(record, "responses", ())
    return [*record.evidence, *(a for r in responses for a in r.evidence)]


def quotes() -> list[str]:
    """Return all quoted words."""
    return [quote for statement in ARTICLE.statements for quote in statement.quotes]


def test_it_is_the_same_every_time() -> None:
    """Loading twice gives equal content, even after the cache is emptied."""
    loader.cache_clear()
    assert dumps(load_article()) == dumps(ARTICLE)
    assert load_article() == ARTICLE


def test_it_says_what_it_is() -> None:
    """The dataset has a title, description, licence, citation and version."""
    assert ARTICLE.licence == "CC0-1.0"
    assert ARTICLE.version == "1.1.0"
    assert ARTICLE.title
    assert ARTICLE.citation
    assert ARTICLE.version in ARTICLE.citation
    assert "17 March 2023" in (ARTICLE.description or "")


def test_the_sources() -> None:
    """The article gives its own date, the appeal has none; neither has a title."""
    article, appeal = ARTICLE.sources
    assert (article.published, appeal.published) == (PUBLISHED, None)
    assert PUBLISHED.strftime("%A") == "Friday"
    assert article.sha256 == appeal.sha256
    assert not any([article.title, article.url, appeal.title, appeal.url])


def test_spans_with_one_digest_have_one_length() -> None:
    """Anchors agree with each other: the same span has the same digest everywhere."""
    by_span: dict[tuple[int | None, int | None], str | None] = {}
    for record in ARTICLE.records:
        for anchor in anchors(record):
            span = (anchor.start, anchor.end)
            assert by_span.setdefault(span, anchor.sha256) == anchor.sha256
    assert len(set(by_span.values())) == len(by_span)


def test_a_quote_that_is_all_of_a_span_has_its_digest() -> None:
    """The anchor's digest is that of the quote and the words around it."""
    sentence = ARTICLE.statements["ushakov-praises-partnership"]
    (quote,) = sentence.quotes
    (anchor,) = sentence.evidence
    assert anchor.start is not None
    assert anchor.end is not None
    around = anchor.end - anchor.start - len(quote)
    assert around > 0
    digest = hashlib.sha256(f'"{quote}" Ushakov said.'.encode()).hexdigest()
    assert anchor.sha256 == digest


def test_the_visit() -> None:
    """It has visitors, hosts, days, level, invitation, and expectations."""
    visit = ARTICLE.visits.one()
    assert visit.visitors == ("xi-jinping",)
    assert visit.hosts == ("vladimir-putin",)
    assert visit.when == Period.from_edtf("2023-03-20/2023-03-22")
    assert visit.level is VisitLevel.STATE
    assert visit.status is EventStatus.CONFIRMED
    invitation = visit.invitation
    assert invitation is not None
    assert (invitation.by, invitation.to) == (visit.hosts, visit.visitors)
    assert invitation.channel == "video call"
    assert invitation.when == Period.from_edtf("2022-12-30")
    assert invitation.proposed == Period.from_edtf("2023-21")
    assert visit.superseded == (Period.from_edtf("[2023-04-01..2023-05-10]"),)
    assert "ukraine-war" in visit.agenda


def test_the_visit_is_confirmed_by_both_sides() -> None:
    """Its status follows from one side's announcement and the other's confirmation."""
    said = [ARTICLE.statements[id] for id in ARTICLE.visits.one().basis]
    acts = {(statement.act, statement.speakers) for statement in said}
    assert (SpeechAct.ANNOUNCE, ("kremlin",)) in acts
    assert (SpeechAct.CONFIRM, ("foreign-ministry-of-china",)) in acts
    assert not any(
        getattr(record, "status", None) is EventStatus.OCCURRED
        for record in ARTICLE.records
    )


def test_carriers_and_silence() -> None:
    """The reporter of indirect words is named, and gaps in quotes are kept."""
    said = ARTICLE.statements
    assert said["china-confirms-visit"].via == ("ria-novosti",)
    assert said["ushakov-on-ukraine-talks"].via == ("russian-news-agencies",)
    assert said["kremlin-announces-visit"].silent_on == (
        "ukraine-war",
        "chinese-mediation",
    )


def test_the_documents_to_be_signed() -> None:
    """Two documents are planned for the visit, since only one side mentions them."""
    visit = ARTICLE.visits.one()
    assert len(ARTICLE.declarations) == 2
    for declaration in ARTICLE.declarations:
        assert declaration.status is EventStatus.PLANNED
        assert declaration.parties == ("russia", "china")
        assert declaration.visit == visit.id
        assert declaration.signatories == ("vladimir-putin", "xi-jinping")
    forms = [declaration.form for declaration in ARTICLE.declarations]
    assert forms == [DocumentForm.DECLARATION, DocumentForm.STATEMENT]
    horizons = [declaration.horizon for declaration in ARTICLE.declarations]
    assert horizons == [None, Period.from_edtf("/2030")]


def test_accusations_run_in_both_directions() -> None:
    """Each accusation has its own direction, and a denial belongs to what it denies."""
    claims = [(c.accusers[0], c.accused[0], c.standing) for c in ARTICLE.allegations]
    assert claims == [
        ("united-states", "china", Standing.DENIED),
        ("china", "united-states", Standing.ALLEGED),
        ("russian-authorities", "moscow-times", Standing.DENIED),
        ("moscow-times", "russian-authorities", Standing.ALLEGED),
    ]
    (denial,) = ARTICLE.allegations[0].responses
    assert ARTICLE.statements[denial.statement or ""].act is SpeechAct.DENY


def test_answers_and_channels_are_coded() -> None:
    """Each answer names what it answers; an invitation has its channel."""
    said = ARTICLE.statements
    assert {one.id: one.answers for one in said if one.answers} == {
        "china-confirms-visit": ("kremlin-announces-visit",),
        "china-denies-lethal-support": ("us-warns-of-lethal-support",),
        "paper-rejects-accusation": ("authorities-accuse-paper",),
    }
    assert {one.id: one.channel for one in said if one.channel} == {
        "kremlin-announces-visit": "statement",
        "putin-invites-xi": "video call",
    }


def test_each_record_names_its_coder() -> None:
    """Everything is coded by hand, with the codebook; inferences have notes."""
    (codings,) = {record.codings for record in ARTICLE.records}
    (coding,) = codings
    assert (coding.coder, coding.scheme) == (
        "diplomacy_events contributors",
        "Codebook of diplomacy_events 1.1",
    )
    assert {record.coded for record in ARTICLE.records} == {Coded.HAND}
    noted = [record.id for record in ARTICLE.records if record.notes]
    assert noted == [
        "kremlin-outlines-talks",
        "authorities-declare-paper-foreign-agent",
    ]


def test_those_whom_the_paper_leaves_unnamed_are_anonymous() -> None:
    """They are officials, agencies and reporters without a given name."""
    assert [actor.id for actor in ARTICLE.actors if actor.anonymous] == [
        "russian-news-agencies",
        "reporters",
        "western-officials",
    ]


def test_vague_and_undated_records_stay_so() -> None:
    """The phrase "In recent years" has no start, and the appeal has no dates."""
    recent = ARTICLE.statements["putin-and-xi-praise-partnership"].when
    assert (recent.phrase, recent.earliest, recent.latest) == (
        "in recent years",
        None,
        PUBLISHED,
    )
    for record in ARTICLE.records:
        if record.evidence[0].source == "moscow-times-appeal":
            assert record.when == Period.from_edtf("/")


def test_names_of_the_text_are_known() -> None:
    """The metonyms and short names in the text are aliases."""
    names = {alias: actor.id for actor in ARTICLE.actors for alias in actor.aliases}
    assert names["Beijing"] == "china"
    assert names["Washington"] == "united-states"
    assert names["Moscow"] == "russia"
    assert names["the Kremlin"] == "kremlin"
    assert {"Xi", "Putin", "Ushakov"} <= names.keys()


def test_thirteen_quotes() -> None:
    """The data have as many quoted strings as the text, each once."""
    assert len(quotes()) == len(set(quotes())) == QUOTED


def periods(value: Any) -> Iterator[Period]:
    """Yield every period within an object of the model."""
    if isinstance(value, Period):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from periods(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from periods(getattr(value, field.name))


def test_every_phrase_resolves_to_its_period() -> None:
    """Each phrase is read as its period."""
    phrased = [p for record in ARTICLE.records for p in periods(record) if p.phrase]
    assert len(phrased) > PARAGRAPHS / 2
    for period in phrased:
        assert period.phrase is not None
        assert period.anchor is not None
        found = resolve(period.phrase, published=period.anchor)
        assert (found, found.phrase) == (period, period.phrase)


@needs_text
@pytest.mark.parametrize("id", ARTICLE.sources.ids)
def test_every_anchor_verifies(text: str, id: str) -> None:
    """The digest of every source and span matches the words in the text."""
    source = SourceText(source=ARTICLE.sources[id], text=text)
    read = [
        source.read(anchor)
        for record in ARTICLE.records
        for anchor in anchors(record)
        if anchor.source == id
    ]
    assert all(read)
    assert len(read) > PARAGRAPHS / 2


@needs_text
def test_every_paragraph_is_evidence(text: str) -> None:
    """Each of the fourteen paragraphs of the article contains an anchor."""
    ends = [match.end() for match in re.finditer(r"\n", text)][:PARAGRAPHS]
    spans = [
        anchor
        for record in ARTICLE.records
        for anchor in anchors(record)
        if anchor.source == "moscow-times-2023-03-17"
    ]
    for start, end in pairwise([0, *ends]):
        inside = [s for s in spans if start <= (s.start or 0) < (s.end or 0) <= end]
        assert inside, text[start:end]
    assert all((span.end or 0) <= ends[-1] for span in spans)


@needs_text
def test_quotes_are_those_of_the_text(text: str) -> None:
    """The quotes in the data are the text between quotation marks."""
    assert sorted(re.findall(r'[“"]([^”"]+)[”"]', text)) == sorted(quotes())


@needs_text
def test_quotes_are_in_the_evidence(text: str) -> None:
    """Each quote, and each phrase of time, is in the evidence of its record."""
    for record in ARTICLE.records:
        words = " ".join(text[a.start : a.end] for a in anchors(record))
        for quote in getattr(record, "quotes", ()):
            assert quote in words
        if record.when.phrase is not None:
            assert record.when.phrase in words
        if isinstance(record, Statement) and record.manner is Manner.DIRECT:
            assert all(quote[0].isupper() for quote in record.quotes)


@needs_text
def test_no_prose_of_the_paper_is_in_the_data(text: str) -> None:
    """Outside the quotes, no five words in a row are the paper's."""

    def runs(words: str, length: int = 5) -> set[tuple[str, ...]]:
        matches = re.findall(r"\w+", words.lower())
        return {
            tuple(matches[i : i + length]) for i in range(len(matches) - length + 1)
        }

    prose = runs(re.sub(r'[“"][^”"]+[”"]', " quoted ", text))
    names = [name for actor in ARTICLE.actors for name in (actor.name, *actor.aliases)]
    coded = dumps(ARTICLE)
    phrases = re.findall(r'"phrase": "(.*)"', coded)
    for kept in sorted([*quotes(), *names, *phrases], key=len, reverse=True):
        coded = coded.replace(json.dumps(kept, ensure_ascii=False), "")
    assert runs(coded) & prose == set()
