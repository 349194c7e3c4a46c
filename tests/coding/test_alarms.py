"""Sentences that report something without a record, and other sentences."""

from collections import Counter
from typing import Any

import pytest
from attrs import evolve

from diplomacy_events import (
    Allegation,
    Dataset,
    Manner,
    Period,
    Record,
    Response,
    SourceText,
    SpeechAct,
    State,
    Statement,
)
from diplomacy_events.coding import Check, check
from diplomacy_events.coding.alarms import Alarm, alarms, is_heading
from diplomacy_events.coding.passages import Passage
from invented import CODED, article, coding

CLAIM = "North Korea accused the South of it. South Korea denied the claim."
# Cases that no words of the text reveal: somebody "let it be known", and one who "spoke
# of" a thing also said something else.
UNTOLD = {"ionescu-on-report", "aaby-on-day", "aaby-invites"}


def reasons(text: str, *coded: Record) -> list[str]:
    """Return why the sentences of a text are alarms, without the other findings."""
    return [alarm.reason for alarm in told(text, *coded)]


def told(text: str, *coded: Record) -> list[Alarm]:
    """Return the sentences of a text that raise an alarm."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for record in coded:
        places = [(at.start or 0, at.end or 0) for at in record.evidence]
        spans.setdefault(type(record).__name__, []).extend(places)
    return list(alarms(text, spans, ()))


def check_of(text: str) -> Check:
    """Return the check of a text without a coding."""
    source = source_of(text)
    return check(Dataset(sources=[source.source]), source.text)


@pytest.mark.parametrize(
    ("act", "answer", "missing"),
    [
        ("deny", False, []),
        ("deny", True, []),
        ("comment", True, []),
        ("comment", False, ["accusation"]),
        (None, False, ["accusation, report"]),
    ],
)
def test_a_denial_that_is_coded_is_not_reported(
    act: str | None, answer: bool, missing: list[str]
) -> None:
    """A statement that denies covers it, and so does an answer to the charge."""
    source = source_of(CLAIM)
    korea = [
        State(id="south", name="South Korea"),
        State(id="north", name="North Korea"),
    ]
    shared: Any = {"gist": "It", "when": Period.from_edtf("/")}
    denial = Statement(
        id="denial", speakers=["south"], act=act or "deny", manner="indirect",
        evidence=[source.evidence("South Korea denied the claim.")], **shared,
    )  # fmt: skip
    response = Response(actors=["south"], kind="denial", statement="denial")
    charge = Allegation(
        id="charge", accusers=["north"], accused=["south"], conduct="it",
        evidence=[source.evidence("North Korea accused the South of it.")],
        responses=[response] if answer else [], **shared,
    )  # fmt: skip
    records = [charge, denial] if act else [charge]
    found = check(
        Dataset(sources=[source.source], actors=korea, records=records), CLAIM
    )
    there = [one.reason for one in found.sentences if one.words.startswith("South")]
    assert sorted(there) == missing


def source_of(text: str, **about: Any) -> SourceText:
    """Return a text of an example newspaper."""
    return SourceText.of(text, id="example", publisher="Example", **about)


def said(text: str, *words: str) -> Statement:
    """Return a statement with some words of a text as evidence."""
    return Statement(
        id="said",
        gist="Somebody says something",
        when=Period.from_edtf("/"),
        speakers=["arvandia"],
        manner=Manner.INDIRECT,
        act=SpeechAct.COMMENT,
        evidence=[source_of(text).evidence(one) for one in words],
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lind denied it.", "report"),
        ("It is open, according to a draft.", "report"),
        ("President Lind will visit Caldon in May.", "visit"),
        ("He is to arrive two days early for talks.", "visit"),
        ("She travelled to Dorn.", "visit"),
        ("Dorn hosted Lind in May.", "visit"),
        ("It was a short trip to Dorn.", "visit"),
        ("They invited Soren to Caldon.", "visit"),
        ("The summit was short.", "visit"),
        ("They stood accused of it.", "accusation"),
        ("They rejected the new claims.", "accusation"),
        ("They charged Soren with theft.", "accusation"),
        ("The allegations were old.", "accusation"),
        ("The two will sign a second agreement on cables.", "signing"),
        ("A treaty between the two was signed.", "signing"),
        ("They put their names to it.", "signing"),
        ("It was a joint communiqué.", "signing"),
        ("The agreement was old.", "signing"),
    ],
)
def test_a_sentence_is_an_alarm(text: str, reason: str) -> None:
    """The words show which of the four reasons it is."""
    assert reason in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "The alleged attack was long ago.",
        "It rained in Caldon.",
        "They offered a meeting.",
        "The signal was lost.",
        "It was received with relief in Dorn.",
    ],
)
def test_a_sentence_is_no_alarm(text: str) -> None:
    """The words are similar, but the sentence reports nothing."""
    assert "visit" not in reasons(text)
    assert "accusation" not in reasons(text)
    assert "signing" not in reasons(text)


def test_two_who_speak_want_two_statements() -> None:
    """One statement for each speaker; a quotation within another does not count."""
    two = "Lind warned of war, though Soren has denied it."
    assert reasons(two, said(two, two)) == ["report"]
    assert reasons(two, said(two, two), said(two, "Soren has denied")) == []
    within = "Lind said that Soren had denied it to her and to all others."
    assert reasons(within, said(within, within)) == []
    carried = "Soren accepted on the spot, her spokeswoman said."
    assert reasons(carried, said(carried, carried)) == []


def test_a_speaker_who_is_not_named_wants_any_record() -> None:
    """For a speaker such as "a draft", any record with evidence there is enough."""
    text = "It is open, according to a draft. It rained."
    assert reasons(text) == ["report"]
    assert reasons(text, said(text, "according")) == []
    for text, missing in (("Lind said so.", 1), ("It fell, according to a draft.", 0)):
        found = alarms(text, {"Allegation": [(0, len(text))]}, ())
        assert [one.reason for one in found] == ["report"] * missing


@pytest.mark.parametrize(
    ("after", "needed"), [("last Monday night", 1), ("late last Monday night", 2)]
)
def test_a_few_words_may_follow_who_carries_a_report(after: str, needed: int) -> None:
    """After more words, somebody else is speaking."""
    text = f"Soren denied it, Lind said {after}."
    for coded in (needed - 1, needed):
        spans = {"Statement": [(0, len(text))] * coded}
        assert [one.reason for one in alarms(text, spans, ())] == ["report"] * (
            needed - coded
        )


def test_an_event_that_is_mentioned_wants_one_record() -> None:
    """All sentences that mention it give one alarm, if no record covers it."""
    text = "The summit was short. The summit was long."
    (alarm,) = told(text)
    assert str(alarm) == "visit, 0:21 The summit was short."


def test_a_sentence_is_listed_once_with_all_that_it_reports() -> None:
    """The place is that of the sentence; other sentences stay apart."""
    words = "It rained. Lind said he will visit Caldon in May. Lind denied it."
    found = with_one_record(words)
    assert [str(one) for one in found.sentences] == [
        "report, visit, 11:49 Lind said he will visit Caldon in May.",
        "report, 50:65 Lind denied it.",
    ]
    rows = [" ".join(row.split()) for row in str(found).splitlines()[2:]]
    assert rows == [
        "report, visit without a record 11:49 Lind said he will visit Caldon in May.",
        "report without a statement 50:65 Lind denied it.",
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Lind warned of war, though Soren has denied it.",
            ("Lind warned", "Soren denied"),
        ),
        (
            "Mira\N{NO-BREAK SPACE}Sol warned of war, and she denied it.",
            ("Mira Sol warned", "she denied"),
        ),
        ("Lind warned of war.", ()),
        ("Lind said that Soren had denied it to her and to all others.", ()),
    ],
)
def test_several_reports_are_named(sentence: str, told: tuple[str, ...]) -> None:
    """A single report is not named, nor one that is part of another."""
    (alarm,) = with_one_record(f"It rained. {sentence}").sentences
    assert (alarm.reason, alarm.reports) == ("report", told)


@pytest.mark.parametrize(
    ("anchors", "told"),
    [
        ([["Lind warned", "of war"]], True),
        ([["Lind warned"], ["Soren denied"]], False),
        ([["It rained. Lind warned of war, and Soren denied it."], ["of"]], False),
        ([["It rained."], ["Lind warned"]], True),
    ],
)
def test_a_statement_counts_once_in_a_sentence(
    anchors: list[list[str]], told: bool
) -> None:
    """Two pieces of its evidence there are not two statements."""
    words = "It rained. Lind warned of war, and Soren denied it."
    text = source_of(words)
    state = State(id="arvandia", name="Arvandia")
    records = [
        evolve(said(words, *some), id=f"said-{number}")
        for number, some in enumerate(anchors)
    ]
    dataset = Dataset(sources=[text.source], actors=[state], records=records)
    assert [one.reason for one in check(dataset, text).sentences] == ["report"] * told


def test_reports_are_shown_with_what_is_missing() -> None:
    """The reports are in brackets, in the order of the text."""
    words = "It rained. Lind said she will visit Caldon in May, though Soren denied it."
    found = with_one_record(words)
    (alarm,) = found.sentences
    assert str(alarm).startswith("report, visit (Lind said; Soren denied), 11:74 Lind")
    assert "report, visit without a record (Lind said; Soren denied)  11:74" in str(
        found
    )


def with_one_record(words: str) -> Check:
    """Return the check of a text with a statement in its first sentence, of rain."""
    text = source_of(words)
    state = State(id="arvandia", name="Arvandia")
    records = [said(words, "It rained.")]
    return check(Dataset(sources=[text.source], actors=[state], records=records), text)


@pytest.mark.parametrize(
    "line",
    [
        "Soren Puts Off His Trip",
        "PORT BELMOR, March 14, 2024",
        "Friday, August 21, 2015",
        "By Our Correspondent",
        "2024-03-14",
        "Published: 14 March 2024",
    ],
)
def test_titles_and_date_lines_are_no_alarm(line: str) -> None:
    """This is true for paragraphs and sentences, on the first line and the second."""
    for text in (f"{line}\n\nIt rained.", f"A title\n\n{line}\n\nIt rained."):
        second = text.startswith("A title")
        if second and line.startswith("Soren"):
            continue
        found = check_of(text)
        assert [one.words for one in found.paragraphs] == ["It rained."]
        assert found.sentences == ()


def test_what_is_no_heading() -> None:
    """A single sentence, a long line and the whole text are not headings."""
    assert check_of("It rained\n\nIt rained").paragraphs[0].words == "It rained"
    assert [one.words for one in check_of("It rained").paragraphs] == ["It rained"]
    date = f"March 14, 2024: {'x' * 64}"
    assert is_heading(Passage(0, 80, date), first=False)
    assert is_heading(Passage(0, 200, "x" * 200), first=True)
    for words in ("It rained on March 14.", "x" * 201, f"{date}x"):
        assert not is_heading(Passage(0, len(words), words), first=len(words) > 200)


def test_nothing_is_reported_twice() -> None:
    """In a paragraph without records, sentences and quotations are not listed."""
    assert check_of("Lind denied it.").sentences == ()
    text = source_of("It rained. “No,” Lind said.")
    coded = said(text.text, "It rained.")
    state = State(id="arvandia", name="Arvandia")
    found = check(Dataset(sources=[text.source], actors=[state], records=[coded]), text)
    assert found.sentences == ()
    assert [one.words for one in found.quotations] == ["No,"]
    found = with_one_record("It rained. “No,” Lind said. “No,” said Sol on her trip.")
    assert [one.reason for one in found.sentences] == ["visit"]


def test_other_languages_are_left_alone() -> None:
    """The words are English; if no language is given, they are searched for."""
    words = "It rained. Lind denied it."
    state = State(id="arvandia", name="Arvandia")
    for language, count in (("no", 0), (None, 1), ("en-GB", 1)):
        text = source_of(words, language=language)
        parts = {"sources": [text.source], "actors": [state]}
        whole: Any = parts | {"records": [said(words, "It rained.")]}
        assert len(check(Dataset(**whole), text).sentences) == count


def items(found: Check) -> set[tuple[Any, ...]]:
    """Return everything that a coder is asked to check."""
    return {*found.paragraphs, *found.quotations, *found.sentences}


@pytest.mark.parametrize("name", CODED)
def test_whole_articles_raise_no_alarm(name: str) -> None:
    """An article that is coded completely gives no alarms."""
    found = check(coding(name), article(name))
    assert items(found) == set()
    assert found.faults == ()
    assert found.unpaired == ()


def test_a_record_that_is_dropped_is_noticed() -> None:
    """Every record of four articles is missed, except three statements."""
    noticed: Counter[str] = Counter()
    missed: set[str] = set()
    for name in CODED:
        whole, text = coding(name), article(name)
        for record in whole.records:
            left = [one for one in whole.records if one.id != record.id]
            found = check(evolve(whole, records=left), text)
            if items(found):
                noticed[type(record).__name__] += 1
            else:
                missed.add(record.id)
    assert missed == UNTOLD
    assert noticed == {
        "Statement": 54,
        "StateVisit": 9,
        "Allegation": 5,
        "JointDeclaration": 4,
    }


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Prell is expected in Caldon next week.", "visit"),
        ("Tann left for Belmoria on Sunday night.", "visit"),
        ("The envoy returned from Belmoria empty-handed.", "visit"),
        ("Lind will be in Caldon for the opening of the terminal.", "visit"),
        ("Soren received the ambassador of Caldonia at her residence.", "visit"),
        ("Volk met his Arvandian counterpart in Tervo.", "visit"),
        ("Talks between the two ministers are planned for Thursday.", "visit"),
        ("Soren and Lind spoke by telephone on Wednesday.", "visit"),
        ("The chancellor cut short her stay in Belmoria.", "visit"),
        ("Caldonia holds Dorn responsible for the fire.", "accusation"),
        ("Arvandia is suspected of jamming the signals.", "accusation"),
        ("The government has charged two diplomats with spying.", "accusation"),
        ("The party faulted the ministry for its silence.", "accusation"),
        ("Belmoria sees Arvandia behind the cyberattack.", "accusation"),
        ("The charge that Dorn paid the hackers is not new.", "accusation"),
        ("The states struck a deal over the dam.", "signing"),
        ("A road map was approved by both delegations.", "signing"),
        ("The pact will take effect in January.", "signing"),
        ("The ceasefire took hold at midnight.", "signing"),
        ("Caldonia joined the convention in May.", "signing"),
        ("The two governments reached an understanding on water.", "signing"),
    ],
)
def test_words_of_events_are_cues(sentence: str, reason: str) -> None:
    """However the event is worded, it is one alarm if no record covers it."""
    assert reasons(f"It rained. {sentence} It was mild.\n") == [reason]


@pytest.mark.parametrize(
    "sentence",
    [
        "A frost is expected in May.",
        "The ball went to the left.",
        "The bank charged a small fee.",
        "The hall holds a hundred people.",
        "The village is behind the hill.",
        "He was left for dead.",
    ],
)
def test_words_like_those_of_events_are_no_cues(sentence: str) -> None:
    """They name no place, office, charge or document."""
    assert reasons(f"It rained. {sentence} It was mild.\n") == []
