"""Words of reports that only a particular sentence shows to matter."""

import pytest

from diplomacy_events.coding import reports
from diplomacy_events.coding.named_speakers import named
from diplomacy_events.coding.reporting.lexicon import _spelt

# Words of one list, a sentence to read each in, and the word of speech with the
# speaker. The words are separated by "|", and each replaces "{}".
SPEAKERS: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    (
        (
            "And|But|Or|While|As|When|Though|Although|Because|If|After|Before|Nor|What|"
            "Where|Until|Yet|So|Since|Then|Also|Earlier|Later|Today|Yesterday|Still|Once"
        ),
        "It fell: {} Lind said so.",
        [("said", "Lind")],
    ),
    (
        (
            "president|minister|premier|chancellor|secretary|ambassador|envoy|governor|"
            "general|king|queen|prince|princess|chairman|chairwoman|chief|leader|"
            "spokesman|spokeswoman|spokesperson"
        ),
        "It fell, said the {}, Doina Serban.",
        [("said", "Doina Serban")],
    ),
    ("in", "It fell, said Lind {} Caldon.", [("said", "Lind")]),
    ("In Oslo on Friday", "{} Lind said so.", [("said", "Lind")]),
    ("saying", "It fell, {} Lind denied it.", [("denied", "Lind")]),
    ("told|says", "Soren {} Lind denied it.", [("{}", "Soren"), ("denied", "Lind")]),
    (
        "i|it|they|we|you|that",
        "The envoy left, claiming {} fell.",
        [("claiming", None)],
    ),
    ("lambasts|lambastes|expresses|stresses", "Lind {} it.", [("{}", "Lind")]),
    ("it|he|she|they", "Lind stated {} fell.", [("stated", "Lind")]),
    ("by", "Lind responds {} going.", [("responds", "Lind")]),
    ("clear|plain", "Lind made {} it fell.", [("made", "Lind")]),
    (
        "the|that|this|his|her|their|its",
        "Lind echoed {} fear.",
        [("echoed", "Lind")],
    ),
    ("to|with|angrily|coolly", "Lind reacted {} it.", [("reacted", "Lind")]),
    ("to|with", "Lind said so in an interview {} Belpress.", [("said", "Lind")]),
    ("—|–|-", "Lind {0} an envoy {0} said so.", [("said", "Lind")]),
    ("which|that|who", "Belpress, {} has denied it, fell.", [("denied", "Belpress")]),
    ("on|in|late|early", "Lind {} March denied it.", [("denied", "Lind")]),
    ("of|for", "Lind was accused by Sol {} lying.", [("accused", "Sol")]),
    ("Many|Some|These", "{} warned that it fell.", [("warned", "{}")]),
    ("Many|Some|These", "{} vowed to go.", [("vowed", "{}")]),
    ("The|A|An", "{} warned that it fell.", []),
    ("Soren's|Soren’s|The envoys’|The", "{} denied plan failed.", []),
    ("Soren's|Soren’s|Atlas’|Atlas'", "{} praise rose.", []),
    ("declined|refused", "Lind {} to comment.", [("{}", "Lind")]),
    ("would|could|did", "Lind {} not say.", [("say", "Lind")]),
    ("and|but", "Lind, an envoy, left {} denied it.", [("denied", "Lind")]),
    (
        "Movement for a Free Caldon|Union of Cooks",
        "Its ally, {}, said so.",
        [("said", "{}")],
    ),
    ("radio|Belpress", "It fell, the {} reported", [("reported", "the {}")]),
    ("Lind|Caldonia", "“No,” said {}", [("said", "{}")]),
]
BODIES = (
    "agency alliance army assembly association bank broadcaster channel commission "
    "committee council court daily department embassy government institute league "
    "magazine ministry nations network news newspaper office organisation organization "
    "palace parliament party police press radio senate service television times union "
    "university weekly"
)
GROUPS = (
    "analysts authorities critics diplomats envoys experts lawmakers leaders ministers "
    "observers officials reporters residents sources witnesses"
)


@pytest.mark.parametrize(("words", "sentence", "expected"), SPEAKERS)
def test_each_word_shows_who_speaks(
    words: str, sentence: str, expected: list[tuple[str, str | None]]
) -> None:
    """In the same place, all words of a list have the same effect."""
    for word in words.split("|"):
        wanted = [(cue.format(word), who and who.format(word)) for cue, who in expected]
        found = [
            (one.cue.words, one.speaker and one.speaker.words)
            for one in reports(sentence.format(word))
        ]
        assert found == wanted, word


@pytest.mark.parametrize("told", ["told", "tells", "tell"])
def test_to_tell_to_is_to_order(told: str) -> None:
    """To tell somebody that, or to tell something and go on, is not an order."""
    acts = [
        report.act.value
        for rest in ("Sol to go.", "Sol that he had to go.", "Sol, to be sure, no.")
        for report in reports(f"They {told} {rest}")
    ]
    assert acts == ["demand", "comment", "comment"]


@pytest.mark.parametrize("silence", ["declined to", "refused to", "would not"])
def test_to_decline_to_comment_is_an_act_of_its_own(silence: str) -> None:
    """It is neither a refusal nor a comment."""
    (report,) = reports(f"Lind {silence} comment.")
    assert report.act.value == "decline-comment"


@pytest.mark.parametrize("word", ["with", "to"])
def test_an_interview_has_its_carrier(word: str) -> None:
    """Only a name of a medium counts."""
    (report,) = reports(f"Lind said so in an interview {word} Belpress.")
    assert report.carrier is not None
    assert report.carrier.words == "Belpress"
    (report,) = reports(f"Lind said so in an interview {word} Sol.")
    assert report.carrier is None


@pytest.mark.parametrize("base", ["pass", "wish", "preach", "fax"])
def test_a_hissing_verb_takes_es(base: str) -> None:
    """Another consonant takes a plain s."""
    assert _spelt(base)[1] == f"{base}es"
    assert _spelt("add")[1] == "adds"


def test_a_y_changes_only_after_a_consonant() -> None:
    """After a vowel the verb is regular."""
    assert _spelt("deny") == ("deny", "denies", "denied", "denied", "denying")
    assert _spelt("convey")[1:3] == ("conveys", "conveyed")


def test_silence_beside_another_act_does_not_count() -> None:
    """It counts alone."""
    told = "Lind denied it and declined to comment."
    assert [one.act.value for one in reports(told)] == ["deny"]
    told = "Lind declined to comment and said so."
    assert [one.act.value for one in reports(told)] == ["decline-comment"]


def test_each_word_for_a_body_names_an_organization() -> None:
    """Without one, two capitals are a person."""
    kinds = {word: named(f"Lake {word.title()}").kind for word in BODIES.split()}
    assert kinds == dict.fromkeys(BODIES.split(), "Organization")
    assert named("Lake Lind").kind == "Person"


def test_each_word_for_a_group_names_a_group() -> None:
    """It does so with a capital as well."""
    kinds = {word: named(f"Lake {word.title()}").kind for word in GROUPS.split()}
    assert kinds == dict.fromkeys(GROUPS.split(), "Group")


@pytest.mark.parametrize("owner", ["Caldonia's", "Caldonia’s"])
def test_the_owner_of_an_office_is_not_a_part_of_it(owner: str) -> None:
    """The country stands before the office, with either apostrophe."""
    assert (
        named(f"{owner} Foreign Minister Dana Prell").kind == "Person, Foreign Minister"
    )


def test_a_participle_of_speech_is_not_a_finite_form() -> None:
    """A noun after a comma is not a report."""
    assert reports("It fell, claim that port.") == ()


def test_a_sentence_without_a_clear_opening_has_no_speaker() -> None:
    """Two verbs share a subject that is not a name."""
    (report,) = reports("his port fell and denied it.")
    assert report.speaker is None


@pytest.mark.parametrize(("inserted", "fits"), [(28, True), (29, False)])
def test_an_insertion_has_a_greatest_length(inserted: int, fits: bool) -> None:
    """Before a longer one, nobody looks for the speaker."""
    (report,) = reports(f"Lind, {'so ' * (inserted - 1)}old, denied it.")
    assert report.speaker is not None
    assert (report.speaker.words == "Lind") is fits
    (report,) = reports(f"Lind, {'so ' * (inserted - 1)}old, left and denied it.")
    assert (report.speaker is not None) is fits
