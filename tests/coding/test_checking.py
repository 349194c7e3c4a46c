"""Whether a coding matches its text, and what it leaves out."""

from datetime import date
from typing import Any

import attrs
import pytest

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    Fault,
    FieldTypeError,
    JointDeclaration,
    Manner,
    Period,
    Response,
    ResponseKind,
    SourceText,
    SpeechAct,
    State,
    Statement,
)
from diplomacy_events.coding import Check, check, checking, versions

WORDS = (
    "“We will ‘come’ in May,” said Arendal on Monday, and: “We will stay.”\n"
    "They will sign a declaration “On Friendship.”\n"
    "“We will stay,” Arendal said.\n"
    "It rained."
)
TEXT = SourceText.of(WORDS, id="daily", publisher="The Daily")
OTHER = SourceText.of("Arendal will “stay”.", id="other", publisher="The Other")
ACTORS = [State(id="arendal", name="Arendal"), State(id="bergen", name="Bergen")]
FIRST = WORDS.split("\n", maxsplit=1)[0]


def said(*quotes: str, **fields: Any) -> Statement:
    """Return a statement with its evidence in the first paragraph."""
    given: dict[str, Any] = {
        "id": "promise",
        "when": Period.from_edtf("2023-03-13", phrase="on Monday"),
        "gist": "Arendal promises to come",
        "speakers": ("arendal",),
        "manner": Manner.DIRECT,
        "act": SpeechAct.PROMISE,
        "quotes": quotes,
        "evidence": (TEXT.evidence(FIRST),),
    }
    return Statement(**given | fields)


def coded(*records: Any, sources: Any = (TEXT.source,)) -> Dataset:
    """Return a dataset of these records."""
    return Dataset(sources=sources, actors=ACTORS, records=records)


def test_what_keeps_to_the_text_has_no_faults() -> None:
    """Quotes may have another style of marks; missing parts are listed."""
    found = check(coded(said('We will "come" in May,', "We will stay.")), WORDS)
    assert (found.sources, found.faults) == (("daily",), ())
    assert [one.words for one in found.paragraphs] == WORDS.split("\n")[1:]
    # The same words in the third paragraph are another occurrence.
    assert [one.words for one in found.quotations] == [
        "On Friendship.",
        "We will stay,",
    ]
    assert found.unpaired == ()
    said_it, *rows = str(found).splitlines()
    assert said_it == "the text of daily"
    assert [row.split("  ")[0] + row[row.rindex("  ") :] for row in rows] == [
        "finding  words",
        "no record  They will sign a declaration “On Friendship.”",
        "quotation not used  On Friendship.",
        "quotation not used  We will stay,",
        "no record  “We will stay,” Arendal said.",
        "no record  It rained.",
    ]
    assert "<bdi>quotation not used</bdi>" in found._repr_html_()


def test_a_check_prints_what_is_wrong_before_what_is_missing() -> None:
    """Each finding is a row; without findings, the text says so."""
    wrong = check(coded(said("We will not come")), FIRST)
    assert str(wrong).splitlines()[0].split() == ["finding", "place", "id", "words"]
    assert str(wrong).splitlines()[1].startswith("fault    $.sources")
    text = SourceText.of("It rained.", id="daily", publisher="The Daily")
    record = said(
        manner=Manner.INDIRECT,
        when=Period.from_edtf("2023"),
        evidence=(text.evidence("It rained."),),
    )
    assert str(check(coded(record, sources=(text.source,)), text)) == (
        "the text of daily: nothing is wrong and nothing seems to be missing"
    )
    more = "It rained. Soren will visit Caldon in May."
    text = SourceText.of(more, id="daily", publisher="The Daily")
    shown = str(check(coded(record, sources=(text.source,)), text)).splitlines()
    assert shown[2].startswith("visit without a record  11:42")


def test_each_finding_has_its_kind_its_place_and_its_record() -> None:
    """A fault of the whole dataset has no record."""
    found = Check(
        faults=(Fault("$.sources", "is bad"), Fault("$.a", "is old", id="x", line=3)),
        readings=(Fault("$.b", "is new", id="y"),),
        own_side=(Fault("$.c", "is odd", id="z"),),
    )
    rows = [row.split("  ") for row in str(found).splitlines()]
    assert [[cell.strip() for cell in row if cell] for row in rows] == [
        ["finding", "place", "id", "words"],
        ["fault", "$.sources", "is bad"],
        ["fault", "line 3, $.a", "x", "is old"],
        ["time that reads differently", "$.b", "y", "is new"],
        ["answer to a charge by one's own side", "$.c", "z", "is odd"],
    ]


def test_a_hint_is_given_for_words_of_the_evidence_only() -> None:
    """Evidence may be a whole source, and its first words count too."""
    text = SourceText.of("Éva will stay. It rained.", id="daily", publisher="D")
    rain = text.evidence("It rained.")
    problems = []
    for at in (Evidence(source="daily"), rain):
        dataset = coded(said("Eva will stay", evidence=(at,)), sources=(text.source,))
        problems += [fault.problem for fault in check(dataset, text).faults[:1]]
    assert ["the same words are at 0:13" in one for one in problems] == [True, False]
    right = said("Éva will stay", evidence=(Evidence(source="daily"),))
    (fault,) = check(coded(right, sources=(text.source,)), text).faults
    assert fault.path.endswith(".phrase")


def test_the_same_words_in_another_place_are_another_use() -> None:
    """A quote covers only the quotation in which its record has evidence."""
    found = check(coded(said("We will stay")), WORDS).quotations
    assert "We will stay," in [one.words for one in found]
    assert "We will stay." not in [one.words for one in found]


@pytest.mark.parametrize(
    "space", ["\n", "\r\n", "\n  ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"]
)
def test_white_space_is_no_part_of_the_words(space: str) -> None:
    """A quote or a phrase may cross a line end, or have other spaces."""
    words = f"“We{space}will stay,” Arendal said on{space}Monday."
    text = SourceText.of(words, id="daily", publisher="The Daily")
    quoted = said("We will stay,", evidence=(text.evidence(words),))
    found = check(coded(quoted, sources=(text.source,)), words)
    assert (found.faults, found.quotations) == ((), ())
    joined = attrs.evolve(quoted, quotes=("Wewill stay,",))
    (fault,) = check(coded(joined, sources=(text.source,)), words).faults
    assert fault.path == "$.records[0].quotes[0]"
    lower = attrs.evolve(quoted, quotes=("we will stay,",))
    assert check(coded(lower, sources=(text.source,)), words).faults


def test_the_text_may_come_with_its_source() -> None:
    """A `SourceText` is checked like its text."""
    dataset = coded(said("We will stay."))
    assert check(dataset, TEXT) == check(dataset, WORDS)
    assert check(dataset, OTHER) == check(dataset, OTHER.text)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [((None, WORDS), "dataset"), ((coded(), None), "text"), ((coded(), b""), "text")],
)
def test_what_is_no_dataset_or_text_is_refused(arguments: Any, name: str) -> None:
    """The error is ours, a TypeError, and says which argument is wrong."""
    with pytest.raises(FieldTypeError, match=f"check, {name}: expected") as caught:
        check(*arguments)
    assert caught.value.field == f"check.{name}"


def test_a_text_that_no_file_can_hold_is_that_of_no_source() -> None:
    """A lone surrogate has no UTF-8, so no source has the text's digest."""
    (fault,) = check(coded(), "\ud800").faults
    assert fault.path == "$.sources"


def test_a_quotation_taken_up_in_part_is_still_missing() -> None:
    """Quotes must contain all its words, in one record or several."""
    half = said("We will ‘come’ in", "We will stay")
    assert "We will ‘come’ in May," in [
        one.words for one in check(coded(half), WORDS).quotations
    ]
    rest = said("May", id="rest", manner=Manner.MIXED)
    assert "We will ‘come’ in May," not in [
        one.words for one in check(coded(half, rest), WORDS).quotations
    ]


def test_a_title_takes_up_a_quotation() -> None:
    """Words between marks may be the title of a declaration, or in a provision."""
    declaration = JointDeclaration(
        id="friendship",
        when=Period.from_edtf("2023"),
        gist="Arendal and Bergen plan a declaration",
        parties=("arendal", "bergen"),
        title="On Friendship",
        status=EventStatus.PLANNED,
        evidence=(TEXT.evidence("sign a declaration “On Friendship.”"),),
    )
    found = check(coded(declaration), WORDS)
    assert not found.faults
    assert "On Friendship." not in [one.words for one in found.quotations]
    untitled = attrs.evolve(declaration, title=None)
    assert "On Friendship." in [
        one.words for one in check(coded(untitled), WORDS).quotations
    ]
    provided = attrs.evolve(untitled, provisions=("speaks of On Friendship.", "ends"))
    found = check(coded(provided), WORDS)
    assert not found.faults
    assert "On Friendship." not in [one.words for one in found.quotations]


def test_every_fault_has_its_place() -> None:
    """Moved anchors, stray quotes and stray phrases are each reported once."""
    anchor = TEXT.evidence("on Monday")
    assert anchor.start is not None
    moved = attrs.evolve(anchor, start=anchor.start + 1, end=anchor.start + 10)
    when = Period.from_edtf("2023-05", phrase="in June")
    found = check(
        coded(
            said("We will come", when=when),
            said("We will stay.", id="moved", evidence=(anchor, moved)),
        ),
        WORDS,
    )
    assert [(fault.path, fault.id) for fault in found.faults] == [
        ("$.records[0].quotes[0]", "promise"),
        ("$.records[0].when.phrase", "promise"),
        ("$.records[1].evidence[1]", "moved"),
    ]
    assert "the quote 'We will come' is not in the evidence" in found.faults[0].problem


def test_parts_of_a_record_are_checked_too() -> None:
    """Responses have evidence and times of their own."""
    anchor = TEXT.evidence("It rained.")
    allegation = Allegation(
        id="rain",
        when=Period.from_edtf("/"),
        gist="Bergen accuses Arendal of rain",
        accusers=("bergen",),
        accused=("arendal",),
        conduct="rain",
        evidence=(TEXT.evidence(FIRST),),
        responses=(
            Response(
                actors=("arendal",),
                kind=ResponseKind.DENIAL,
                when=Period.from_edtf("/", phrase="at noon"),
                evidence=(anchor,),
            ),
        ),
    )
    found = check(coded(allegation), WORDS)
    assert [fault.path for fault in found.faults] == [
        "$.records[0].responses[0].when.phrase"
    ]
    assert "It rained." not in [one.words for one in found.paragraphs]


def test_a_whole_source_is_evidence_for_no_paragraph() -> None:
    """It contains all quotes, but does not show which paragraphs were coded."""
    whole = said("We will stay.", evidence=(Evidence(source="daily"),))
    found = check(coded(whole), WORDS)
    assert not found.faults
    assert len(found.paragraphs) == 4


def test_what_rests_on_another_text_too_is_left_to_it() -> None:
    """A quote may be in evidence from another text."""
    both = (TEXT.evidence("on Monday"), OTHER.evidence("“stay”"))
    dataset = coded(said("stay", evidence=both), sources=(TEXT.source, OTHER.source))
    assert check(dataset, WORDS).faults == ()
    assert check(dataset, OTHER.text).quotations == ()


def test_one_text_may_be_that_of_several_sources() -> None:
    """An article and the appeal below it are saved together, and checked together."""
    twin = attrs.evolve(TEXT.source, id="appeal")
    found = check(coded(sources=(TEXT.source, twin)), WORDS)
    assert found.sources == ("daily", "appeal")


@pytest.mark.parametrize("text", [f"{WORDS}\n", "", "another"])
def test_a_text_of_no_source_is_refused(text: str) -> None:
    """Nothing can be checked against it, and the fault gives its digest."""
    found = check(coded(), text)
    (fault,) = found.faults
    assert fault.path == "$.sources"
    assert f"length {len(text)}" in fault.problem
    assert (found.sources, found.paragraphs) == ((), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WORDS.replace("\n", "\r\n"), "with line feeds only it is the text of 'daily'"),
        (f"{WORDS}\n", "without the line break at its end it is the text of 'daily'"),
        (f"\ufeff{WORDS}", "without its byte order mark it is the text of 'daily'"),
    ],
)
def test_a_text_that_is_nearly_that_of_a_source_is_recognised(
    text: str, said: str
) -> None:
    """The fault names what an editor changed; the text still counts as another one."""
    (fault,) = check(coded(), text).faults
    assert fault.problem.endswith(f"; {said}")


def test_a_text_that_lost_what_its_source_has_is_recognised() -> None:
    """A missing last line break and missing carriage returns are named too."""
    for full, text, said in (
        ("One.\n", "One.", "with a line break at its end"),
        ("One.\r\nTwo.", "One.\nTwo.", "with carriage returns"),
    ):
        source = SourceText.of(full, id="full", publisher="X").source
        (fault,) = check(coded(sources=[source]), text).faults
        assert fault.problem.endswith(f"; {said} it is the text of 'full'")


@pytest.mark.parametrize(
    ("text", "original", "done"),
    [
        (
            "\ufeff“Zu\u0308rich’s”\xa0so.  \r\nTwo.\r\n",
            '"Zürich\'s" so.\nTwo.',
            [
                "composed (Unicode NFC)",
                "without spaces at the ends of lines",
                "with straight quotation marks",
                "with plain spaces",
                "without its byte order mark",
                "without the line break at its end",
                "with line feeds only",
            ],
        ),
        (
            "Zürich.\n",
            "\ufeffZu\u0308rich.\r\n",
            [
                "decomposed (Unicode NFD)",
                "with a byte order mark",
                "with carriage returns",
            ],
        ),
        (
            "One.\t\r\nTwo. \n",
            "One.\r\nTwo.\n",
            ["without spaces at the ends of lines"],
        ),
        (
            "\ufeffOne.\nTwo.",
            "One.\r\nTwo.\r\n",
            [
                "without its byte order mark",
                "with a line break at its end",
                "with carriage returns",
            ],
        ),
    ],
)
def test_all_changes_of_a_text_are_listed(
    text: str, original: str, done: list[str]
) -> None:
    """One message lists every change that has to be undone, and no other."""
    source = SourceText.of(original, id="daily", publisher="X").source
    (fault,) = check(coded(sources=[source]), text).faults
    assert fault.problem.endswith(f"; {' and '.join(done)} it is the text of 'daily'")


def test_the_fewest_changes_are_listed() -> None:
    """Another source may need more changes."""
    near = SourceText.of("One.", id="the-nearer-one", publisher="X").source
    far = SourceText.of("\ufeffOne.", id="far", publisher="X").source
    (fault,) = check(coded(sources=[far, near]), "One.\n").faults
    assert fault.problem.endswith(
        "; without the line break at its end it is the text of 'the-nearer-one'"
    )


def test_only_texts_of_the_right_length_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Computing the digests of many long texts would take too long."""
    sources = {TEXT.source.sha256 or "": TEXT.source}
    monkeypatch.setattr(versions, "sha256_of", None)
    assert versions.version_of("“One.” \r\n", sources) == ""


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        ("we will STAY", "; the same words are at 55:67 except for capital letters"),
        ("Wé will stay", "; the same words are at 55:67 except for accents"),
        (
            "We shall stay",
            "; take the quote from it, or widen it to contain these words",
        ),
    ],
)
def test_words_that_are_nearly_in_the_evidence_are_recognised(
    quote: str, hint: str
) -> None:
    """The fault gives the place and the difference; spaces and marks do not count."""
    (fault,) = check(coded(said(quote)), WORDS).faults
    assert fault.problem.endswith(f"is not in the evidence{hint}")


def test_what_takes_no_room_is_no_part_of_the_words() -> None:
    """A soft hyphen in the text, or in the quote, changes nothing."""
    words = "“We will come to the confer\xadence,” he said on Mon\u200bday."
    text = SourceText.of(words, id="daily", publisher="The Daily")
    for quote in ("We will come to the conference,", "We w\u2060ill come"):
        quoted = said(quote, evidence=(text.evidence(words),))
        assert check(coded(quoted, sources=(text.source,)), words).faults == ()


@pytest.mark.parametrize("apart", [True, False])
def test_many_records_are_compared_with_what_they_touch(
    apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work on quotations grows with the number of pairs that touch."""
    looked_at: list[int] = []

    def counting(words: str, taken: set[str]) -> bool:
        looked_at.append(len(taken))
        return plain(words, taken)

    plain = checking._taken_up
    monkeypatch.setattr(checking, "_taken_up", counting)
    for count in (10, 100):
        lines = [f"“Number {number},” she said." for number in range(count)]
        text = SourceText.of("\n".join(lines), id="daily", publisher="The Daily")
        records = [
            said(
                f"Number {number}",
                id=f"n-{number}",
                when=Period.from_edtf("2023"),
                evidence=(text.evidence(line if apart else text.text),),
            )
            for number, line in enumerate(lines)
        ]
        looked_at.clear()
        found = check(coded(*records, sources=(text.source,)), text)
        assert (found.faults, found.paragraphs, found.quotations) == ((), (), ())
        assert sum(looked_at) == (count if apart else count * count)


def test_a_phrase_with_another_reading_is_reported() -> None:
    """The phrase is not reported if one reading is the period, or it has none."""
    anchor = date(2023, 3, 17)

    def told(edtf: str, phrase: str, on: date | None = anchor) -> list[str]:
        when = Period.from_edtf(edtf, phrase=phrase, anchor=on)
        found = check(coded(said("We will stay.", when=when)), WORDS)
        return [str(fault) for fault in found.readings]

    assert told("2023-03-13", "on Monday") == []
    assert told("2023-03-20", "on Monday") == []
    assert told("2023-03-14", "on Monday", None) == []
    assert told("2023-03-14", "said Arendal") == []
    (line,) = told("2023-03-14", "on Monday")
    assert line == (
        "$.records[0].when (promise): 'on Monday' is read as 2023-03-13 or 2023-03-20, "
        "not as 2023-03-14"
    )


def test_adjacent_anchors_are_one_place() -> None:
    """A quote may run over two anchors with only space between, but not over a gap."""
    halves = FIRST.partition("on Monday, ")
    near = (TEXT.evidence(halves[0] + halves[1].strip()), TEXT.evidence(halves[2]))
    far = (near[0], TEXT.evidence("“We will stay.”\n"[:15]))
    over = "said Arendal on Monday, and: “We will stay."
    assert check(coded(said(over, evidence=near)), WORDS).faults == ()
    (fault,) = check(coded(said(over, evidence=far)), WORDS).faults
    assert fault.path == "$.records[0].quotes[0]"
    whole = (*near, Evidence(source="daily"))
    assert check(coded(said(over, evidence=whole)), WORDS).faults == ()
    inside = (*near, TEXT.evidence("Arendal on"))
    assert check(coded(said(over, evidence=inside)), WORDS).faults == ()
