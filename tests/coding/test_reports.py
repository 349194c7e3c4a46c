"""Sentences that report speech: the speaker, the reporter, and the act."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import FieldTypeError, SourceText, SpeechAct
from diplomacy_events.coding import Report, draft, reports
from diplomacy_events.coding.reporting.lexicon import ACT_VALUES, FORMS

ARTICLES = Path(__file__).parents[1] / "articles"


def named(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return the word, the speaker and the reporter of each report."""
    return [
        (
            found.cue.words,
            found.speaker and found.speaker.words,
            found.carrier and found.carrier.words,
        )
        for found in reports(text)
    ]


SPEAKERS = [
    ("The talks failed, Soren said.", "said", "Soren"),
    ("The talks failed, said Lind.", "said", "Lind"),
    ("In May, the talks failed, said the foreign minister.", "said", None),
    ("“No,” said Mira Sol of the League for the Lake.", "said", None),
    ("“No,” Lind (who is 80) said.", "said", "Lind"),
    ("Oda Kastner, who left on Monday, warned of a war.", "warned", "Oda Kastner"),
    ("Its leader, Doina Serban, charged that he knew.", "charged", "Doina Serban"),
    ("The ministry made clear that no talks were planned.", "made", "The ministry"),
    ("Lind echoed that view.", "echoed", "Lind"),
    ("Arvandia reacted angrily to the plan.", "reacted", "Arvandia"),
    ("Arvandia reserves the right to retaliate.", "reserves", "Arvandia"),
    # An office needs no article before a name, and a name may follow an office.
    ("“No,” spokesman Ivo Tann said.", "said", "spokesman Ivo Tann"),
    ("“No,” said spokesman Ivo Tann.", "said", "spokesman Ivo Tann"),
    ("“No,” said its leader, Doina Serban.", "said", "Doina Serban"),
    ("“No,” said the president of Belmoria, Teo Lind.", "said", "Teo Lind"),
    ("“No,” said Ivo Tann, the minister.", "said", "Ivo Tann"),
    ("“No,” said the minister, Belpress learned.", "said", "the minister"),
    ("Lind, the president, said he would go.", "said", "Lind"),
    ("Lind, who backs the plan, said it was late.", "said", "Lind"),
    ("On September 6 Caldonia demanded an answer.", "demanded", "Caldonia"),
    ("Caldonia on Tuesday denied it.", "denied", "Caldonia"),
    ("The palace said late Friday that it knew.", "said", "The palace"),
    ("A diplomat in Caldon said so.", "said", "A diplomat in Caldon"),
    ("Meanwhile, Lind has repeatedly denied it.", "denied", "Lind"),
    ("Lind and Soren announced a truce.", "announced", "Lind and Soren"),
    ("Klara Benedek, the minister, left and said that it was late.", "said", None),
    ("In May, she left and said that it was late.", "said", None),
    ("Klara Benedek, it seems, left and said so.", "said", "Klara Benedek"),
    ("Klara Benedek, they left and said so.", "said", None),
    ("Klara Benedek,, said so.", "said", "Klara Benedek"),
    ("Lind left and said that it was late.", "said", "Lind"),
    ("The envoy left and said that it was late.", "said", None),
    ("It met with scepticism by Western officials.", "scepticism", None),
    ("It drew protests from the League.", "protests", "the League"),
    ("It was met with criticism from within.", None, None),
    ("Belmoria was accused by Arvandia of shelling a port.", "accused", "Arvandia"),
    ("Soren is said to be ill.", "said", None),
    ("Soren was quoted as saying that he was ill.", "quoted", "Soren"),
    ("The envoy left, claiming that nobody spoke.", "claiming", None),
    ("The envoy left, claiming victory.", None, None),
    ("Her office would neither confirm nor deny a date.", "confirm", "Her office"),
    ("Experts say the deal is dead.", "say", "Experts"),
    ("Lind warns of war.", "warns", "Lind"),
    ("They claim to know.", "claim", "They"),
    ("Officials from the ministry, two of them ill, said so.", "said", None),
    ("Said the paper.", None, None),
    ("It said.", "said", "It"),
    ("It is open, according to.", "according", None),
    (", said", "said", None),
    ("“No,” – he said.", "said", "he"),
    ("A & B Bank said so.", "said", "A & B Bank"),
    ("Envoys said so.", "said", "Envoys"),
    ("It failed, local radio reported.", "reported", "local radio"),
    ("“It failed,” local radio reported.", "reported", "local radio"),
    ("During the tour he denied it.", "denied", "he"),
    ("She would not say whether he had been warned.", "say", "She"),
    ("He dismissed talk of a war.", "dismissed", "He"),
    ("Lind told a news conference that she would go.", "told", "Lind"),
    # Beside a quotation, a verb reports it, whatever else it may mean.
    ("“It is over,” concluded Lind.", "concluded", "Lind"),
    ("“Is it over?” observed its leader, Mira Sol.", "observed", "Mira Sol"),
    ("“It is over”, added Lind.", "added", "Lind"),
    ("“It is over,” added on Monday.", None, None),
    ("The “new era” supported Arvandia.", None, None),
    ("The plan, supported Lind.", None, None),
    # What somebody calls something in quotation marks is what somebody says.
    ("Lind has called the charge “theatre.”", "called", "Lind"),
    ("Lind calls the long talks a “farce.”", "calls", "Lind"),
    ("Lind called the “Blue House.”", None, None),
    ("Lind called a meeting of “friends.”", None, None),
    ("Lind called Soren “old.”", None, None),
    ("Lind called the house, “old” as it was.", None, None),
    ("The plan was called a mere “farce.”", None, None),
    ("Lind called the house of many years and rooms “old.”", None, None),
    ("Arvandia responded by recalling its envoy.", "responded", "Arvandia"),
    ("The plan supported by Lind failed.", None, None),
    ("He was tired — said Tann — and left.", "said", "Tann"),
    ("“It is over,” – said Tann.", "said", "Tann"),
    ("Its envoy – Mira Sol – said nothing.", "said", "Mira Sol"),
    ("The office – Mira Sol – said Caldonia, a state.", "said", "Mira Sol"),
]
FULL = {
    "In May, the talks failed, said the foreign minister.": "the foreign minister",
    "“No,” said Mira Sol of the League for the Lake.": (
        "Mira Sol of the League for the Lake"
    ),
    "It met with scepticism by Western officials.": "Western officials",
    "Klara Benedek, the minister, left and said that it was late.": "Klara Benedek",
    "Officials from the ministry, two of them ill, said so.": (
        "Officials from the ministry"
    ),
}


@pytest.mark.parametrize(("text", "cue", "speaker"), SPEAKERS)
def test_who_speaks(text: str, cue: str | None, speaker: str | None) -> None:
    """The speaker is found before and after the verb, and beside insertions."""
    wanted = [] if cue is None else [(cue, FULL.get(text, speaker), None)]
    assert named(text) == wanted


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "carrier"),
    [
        (
            "Lind denied it, according to Belpress.",
            "denied",
            "Lind",
            "Belpress",
        ),
        (
            "Arvandia stated it would close the port, according to Belpress.",
            "stated",
            "Arvandia",
            "Belpress",
        ),
        (
            "The port is open, according to two diplomats.",
            "according",
            "two diplomats",
            None,
        ),
        (
            "The port is open, according to a draft seen by the Herald.",
            "according",
            None,
            "the Herald",
        ),
        (
            "The port is open, according to the news agency Belpress.",
            "according",
            None,
            "the news agency Belpress",
        ),
        (
            "Belpress, citing two officials, reported that it was closed.",
            "reported",
            "two officials",
            "Belpress",
        ),
        ("Reuters quoted Soren as saying no.", "quoted", "Soren", "Reuters"),
        ("“It is,” the ministry told Reuters.", "told", "the ministry", "Reuters"),
        ("“It is,” the ministry told reporters.", "told", "the ministry", None),
        (
            "“It is,” Lind said in remarks carried by the state news agency.",
            "said",
            "Lind",
            "the state news agency",
        ),
        (
            "Lind said in an interview with the Tervo Herald that he would go.",
            "said",
            "Lind",
            "the Tervo Herald",
        ),
        (
            "Lind said in an interview with his biographer that he would go.",
            "said",
            "Lind",
            None,
        ),
        # A medium that another one cites is not taken for who spoke.
        ("Belpress, citing Reuters, reported that no.", "reported", "Belpress", None),
        ("The Herald said so, according to the Herald.", "said", "The Herald", None),
        ("The price, cited by Lind, fell, he said.", "said", "he", "Lind"),
        ("It is shut, according to a leaked internal report.", "according", None, None),
        (
            "It is shut, according to two friends of the report.",
            "according",
            "two friends of the report",
            None,
        ),
        (
            "It is shut, according to a lobby for the plan.",
            "according",
            "a lobby for the plan",
            None,
        ),
        *[
            (
                f"Belpress, {citing} two envoys, reported that no.",
                *("reported", "two envoys", "Belpress"),
            )
            for citing in ("citing", "quoting", "quoted")
        ],
        ("Citing two envoys, Belpress said so.", "said", "two envoys", "Belpress"),
        ("Belpress cited two envoys and said so.", "said", "Belpress", None),
        ("Lind, citing Sol, left, and Tann denied it.", "denied", "Tann", None),
        ("Lind denied it, according the Herald a right.", "denied", "Lind", None),
        ("Lind denied it in a note by Sol.", "denied", "Lind", None),
        ("Lind denied it in an interview on Reuters.", "denied", "Lind", None),
        # The first of several sources or carriers counts.
        ("According to Lind, it fell, according to Sol.", "According", "Lind", None),
        ("According to Lind, it fell, citing Sol.", "According", "Lind", None),
        ("Lind told Reuters so, according to Belpress.", "told", "Lind", "Reuters"),
        ("According to Belpress, Lind told Reuters no.", "told", "Lind", "Belpress"),
        (
            "According to Belpress, Lind said no in remarks carried by Reuters.",
            "said",
            "Lind",
            "Belpress",
        ),
        (
            "According to Belpress, Reuters quoted Soren as saying no.",
            "quoted",
            "Soren",
            "Belpress",
        ),
    ],
)
def test_who_carried_it(
    text: str, cue: str, speaker: str | None, carrier: str | None
) -> None:
    """If a paper, an agency or a draft reports the words, it is named."""
    found = named(text)
    if text.startswith("The Herald"):
        assert found == [(cue, speaker, "the Herald")]
    else:
        assert found == [(cue, speaker, carrier)]


@pytest.mark.parametrize(
    "text",
    [
        "The claims of Belmoria are old.",
        "Demands grew.",
        "In the state it rules, the state he left, nothing is new.",
        "A plan proposed by Lind was read.",
        "The proposed plan failed.",
        "Lind’s promised visit failed.",
        "He will announce the date.",
        "Asked about it, they left.",
        "As announced, they met.",
        "Nobody would be told.",
        "Lind called the police.",
        "The report was long.",
        "“Lind said no.”",
        "The note lists eleven boats.",
        "The boat was reported.",
        "A boat, reported.",
        "Much rain reported.",
        "Claims Lind",
        "; claims",
        "The bank’s claims hold.",
    ],
)
def test_what_is_no_report(text: str) -> None:
    """Nouns, plans, future words, and introductions to a quotation do not count."""
    assert named(text) == []


def test_several_who_speak() -> None:
    """Each speaker in a sentence has a report for each act."""
    text = "Lind warned of war, though Soren has denied it and told her to stop."
    assert named(text) == [
        ("warned", "Lind", None),
        ("denied", "Soren", None),
        ("told", "Soren", None),
    ]
    assert reports(text)[0].act is SpeechAct.WARN
    text = "Lind denied it, said that it was late, and he added that she lied."
    assert named(text) == [("denied", "Lind", None)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Lind said no.", "comment"),
        ("Lind told the envoys to leave.", "demand"),
        ("Lind told the envoys that she wished to leave.", "comment"),
        ("Lind told that to Soren.", "comment"),
        ("Lind told the envoys of the three states to leave.", "demand"),
        ("Lind told the envoys of the three large states to leave.", "comment"),
        ("Lind declined to comment.", "decline-comment"),
        ("Lind declined the offer.", "refuse"),
        ("Lind rejected the two allegations as stale.", "deny"),
        ("Lind rejects all claims.", "deny"),
        ("Lind rejects claims.", "deny"),
        ("Lind announced charges.", "announce"),
        ("Lind rejected talks on claims.", "refuse"),
        *[
            (f"Lind rejected every {charge}.", "deny")
            for charge in (
                *("claim", "claims", "accusation", "accusations"),
                *("allegation", "allegations", "charge", "charges"),
            )
        ],
        ("Lind rejected the plan of all claims.", "refuse"),
        ("Lind rejected it; claims of fraud fell.", "refuse"),
        ("Lind rejected a plan without charge.", "refuse"),
        ("Lind rejected a very old claim.", "refuse"),
        ("Lind did not respond.", "decline-comment"),
        ("Lind agreed to go.", "accept"),
        ("Lind agreed with Soren.", "comment"),
        ("Lind called for a truce.", "urge"),
        ("Lind called it a lie.", "comment"),
        ("Lind admitted it.", "confirm"),
        ("Lind denies it.", "deny"),
        ("Lind vowed to go.", "promise"),
        ("Lind withdrew her remark.", "retract"),
    ],
)
def test_what_the_verb_does(text: str, act: str) -> None:
    """The verb gives the act, and a few words change it."""
    (found,) = reports(text)
    assert found.act is SpeechAct(act)


def test_the_acts_are_those_of_the_vocabulary() -> None:
    """Each value in the table is an act, and each act has words that express it."""
    assert {act.value for act in SpeechAct} == ACT_VALUES


def test_verbs_are_spelt() -> None:
    """Forms follow the rules of spelling, or are listed."""
    assert FORMS.keys() >= {"denies", "denied", "denying", "admitted", "accuses"}
    assert FORMS.keys() >= {"said", "swore", "sworn", "undertook", "announcing"}
    assert FORMS.keys() >= {"stresses", "hailed", "lambasts", "conceding"}


# Counted by hand: the sentences that report speech.
BY_HAND = {
    "agreement": 11,
    "cancelled-visit": 12,
    "denied-accusation": 18,
    "summit": 14,
}
TOLD_OTHERWISE = {"Through a spokeswoman he let it be known"}


def spoken(text: str) -> list[Report]:
    """Return one report for each sentence that has any."""
    return list({found.start: found for found in reports(text)}.values())


@pytest.mark.parametrize("name", BY_HAND)
def test_in_whole_articles(name: str) -> None:
    """In four invented articles, all reports but one are found, and no others."""
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    missed = sum(words in text for words in TOLD_OTHERWISE)
    assert len(spoken(text)) == BY_HAND[name] - missed


def test_a_draft_offers_them() -> None:
    """The draft has those without quotation marks, with details of the sentence."""
    text = SourceText.of(
        "The port is open, Lind said, according to Belpress. “No,” Soren said.",
        id="example",
        publisher="Example",
        published=date(2024, 3, 14),
    )
    found = draft(text)
    assert [one.speaker and one.speaker.words for one in found.reports] == ["Lind"]
    (value,) = json.loads(json.dumps(found.to_values()))["reports"]
    assert (value["speaker"], value["carrier"]) == ("Lind", "Belpress")
    assert value["paragraph"] == 1
    record = value["record"]
    assert (record["manner"], record["act"]) == ("indirect", "comment")
    (anchor,) = record["evidence"]
    assert text.text[anchor["start"] : anchor["end"]] == value["begins"]


def test_other_languages_are_left_alone() -> None:
    """The words are English."""
    text = SourceText.of(
        "Lind said so.", id="example", publisher="Example", language="no"
    )
    assert draft(text).reports == ()


def test_a_report_prints_as_its_place() -> None:
    """It shows the position, and the start of the sentence."""
    assert str(reports("Lind said so.")[0]) == "0:13 Lind said so."


def test_what_is_no_text_is_refused() -> None:
    """The error names the argument."""
    with pytest.raises(FieldTypeError, match="reports, text: expected str, got 5"):
        reports(5)  # type: ignore[arg-type]  # on purpose


WORDS = [*"“”,.()—", "said", "Lind", "the", "told", "by", "quoted", "as", "saying"]
MORE = ["who", "and", "of", "Monday", "on", "claims", "according", "to", "was", "not"]


@given(st.lists(st.sampled_from([*WORDS, *MORE, "citing", "Reuters", "nor", "\n"])))
@example(["and", "said"])
@example(["(", "said", ")", "said"])
def test_everything_found_stands_where_it_says(pieces: list[str]) -> None:
    """Sentences, words, speakers and reporters are at their positions in the text."""
    text = " ".join(pieces)
    for found in reports(text):
        assert text[found.start : found.end] == found.words
        for one in (found.cue, found.speaker, found.carrier):
            if one is not None:
                assert text[one.start : one.end] == one.words
                assert found.start <= one.start < one.end <= found.end
