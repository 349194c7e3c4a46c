"""The draft of a text: everything is anchored and ready to paste."""

import json
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    DiplomacyEventsError,
    EvidenceError,
    FieldTypeError,
    FormatError,
    Period,
    SourceText,
    Statement,
    dumps,
    loads,
)
from diplomacy_events.coding import check, draft
from diplomacy_events.formats.converter import unstructure
from effort import calls

PUBLISHED = date(2023, 3, 17)
WORDS = (
    "“We will come,” President Ada said on Monday.\n"
    "The visit was expected in April, every Friday or by then 31 February.\n"
    "“We will come,” she said again. It's the 'last\" word."
)


def text_of(words: str = WORDS, **about: Any) -> SourceText:
    """Return a text of an example newspaper."""
    about = {"published": PUBLISHED, **about}
    return SourceText.of(words, id="example", publisher="Example", **about)


def test_everything_found_is_anchored_and_verifies() -> None:
    """Each part's evidence gives its words, even if they occur twice."""
    text = text_of()
    values = json.loads(json.dumps(draft(text).to_values()))
    spans = [
        *(one["evidence"] for one in values["paragraphs"]),
        *(one["record"]["evidence"][0] for one in values["quotations"]),
        *(one["evidence"] for one in values["times"]),
    ]
    words = [text.text[span["start"] : span["end"]] for span in spans]
    assert words[:3] == WORDS.split("\n")
    begins = [one["begins"].removesuffix("…") for one in values["paragraphs"]]
    assert all(words[at].startswith(begin) for at, begin in enumerate(begins))
    assert [one["number"] for one in values["paragraphs"]] == [1, 2, 3]
    assert words[3:5] == ["“We will come,”"] * 2
    assert spans[3]["start"] < spans[4]["start"]
    assert words[5:] == ["on Monday", "in April", "every Friday", "31 February"]
    for span in spans:
        assert text.between(span["start"], span["end"]).sha256 == span["sha256"]


def test_a_draft_says_all_that_it_knows() -> None:
    """Each part has its paragraph and its evidence; blanks are for the coder."""
    said = "“Yes, ‘no’,” Lind said Monday, every Friday."
    told = "Sol said so, according to Belpress."
    text = text_of(f"{said}\n\n{told} ”")

    def at(words: str) -> dict[str, Any]:
        start = text.text.index(words)
        made: dict[str, Any] = unstructure(text.between(start, start + len(words)))
        return made

    def blank(words: str) -> dict[str, Any]:
        return {
            "type": "Statement",
            "id": "",
            "when": {"edtf": ""},
            "gist": "",
            "topics": [],
            "evidence": [at(words)],
            "speakers": [],
            "manner": "",
            "act": "",
        }

    yes, no = blank("“Yes, ‘no’,”"), blank("‘no’")
    phrase = {"edtf": "2023-03-13", "phrase": "Monday", "anchor": "2023-03-17"}
    assert draft(text).to_values() == {
        "source": unstructure(text.source),
        "paragraphs": [
            {"number": 1, "begins": said, "evidence": at(said)},
            {"number": 2, "begins": f"{told} ”", "evidence": at(f"{told} ”")},
        ],
        "quotations": [
            {
                "paragraph": 1,
                "within_others": 0,
                "record": yes | {"quotes": ["Yes, ‘no’,"]},
            },
            {
                "paragraph": 1,
                "within_others": 1,
                "record": no | {"quotes": ["no"]},
            },
        ],
        "unpaired_marks": [{"paragraph": 2, "at": len(text.text) - 1, "mark": "”"}],
        "reports": [
            {
                "paragraph": 2,
                "begins": told,
                "speaker": "Sol",
                "carrier": "Belpress",
                "record": blank(told) | {"manner": "indirect", "act": "comment"},
            }
        ],
        "times": [
            {
                "paragraph": 1,
                "when": phrase,
                "reading": "13 March 2023",
                "if_ahead": "2023-03-20",
                "evidence": at("Monday"),
            },
            {
                "paragraph": 1,
                "words": "every Friday",
                "unread": "'every' means something that recurs",
                "evidence": at("every Friday"),
            },
        ],
    }


def test_times_run_over_the_ends_of_lines() -> None:
    """Hard-wrapped lines, with blank lines or without, read like any other text."""
    words = "He may come early next\nweek, on April\n8, “or\nnever,” she said."
    for whole in (words, f"A title\n\n{words}", words.replace("\n", "\r\n")):
        found = draft(text_of(whole))
        times = [" ".join(one.words.split()) for one in found.times]
        assert times == ["early next week", "on April 8"]
        assert all(one.period for one in found.times)
        (quotation,) = found.to_values()["quotations"]
        assert quotation["record"]["quotes"] == ["or\nnever,"]


def test_times_have_their_reading_or_say_why_not() -> None:
    """Words that may look ahead have both readings."""
    monday, april, friday, february = draft(text_of()).to_values()["times"]
    assert monday["when"] == {
        "edtf": "2023-03-13",
        "phrase": "on Monday",
        "anchor": "2023-03-17",
    }
    assert (monday["reading"], monday["if_ahead"]) == ("13 March 2023", "2023-03-20")
    assert (april["when"]["edtf"], april["if_past"]) == ("2023-04", "2022-04")
    assert friday["words"] == "every Friday"
    assert "recurs" in friday["unread"]
    assert "when" not in february
    (clear,) = draft(text_of("in 2022")).to_values()["times"]
    assert {"if_ahead", "if_past"}.isdisjoint(clear)


def test_a_reading_that_only_looks_back_has_no_other() -> None:
    """Without a day ahead, as at the end of the calendar, that reading is omitted."""
    found = draft(text_of("on Monday", published=date.max)).to_values()["times"]
    assert ["if_ahead" in one for one in found] == [False]


@pytest.mark.parametrize(
    ("about", "count"),
    [
        ({}, 4),
        ({"language": "en-GB"}, 4),
        ({"language": "de"}, 0),
        ({"published": None}, 0),
    ],
)
def test_times_are_read_in_english_with_a_date(
    about: dict[str, Any], count: int
) -> None:
    """Without a day of publication, or in another language, no time is read."""
    assert len(draft(text_of(**about)).times) == count


def test_marks_without_a_partner_are_reported() -> None:
    """They are listed with their positions and paragraphs."""
    values = draft(text_of()).to_values()
    assert values["unpaired_marks"] == [
        {"paragraph": 3, "at": WORDS.index("'last"), "mark": "'"},
        {"paragraph": 3, "at": WORDS.index('" word'), "mark": '"'},
    ]


def test_the_dataset_is_valid_before_it_is_filled_in() -> None:
    """It contains only the source, and can be read back."""
    made = draft(text_of()).dataset
    assert loads(dumps(made)) == made
    assert made.sources.ids == ("example",)


def test_the_readings_ahead_are_of_the_same_words() -> None:
    """The two readings are side by side."""
    found = draft(text_of())
    assert [one[:3] for one in found.times] == [one[:3] for one in found.times_ahead]


def test_the_readings_ahead_are_those_that_look_ahead() -> None:
    """A Monday in the past becomes the next one, and a future one stays."""
    found = draft(text_of())
    ahead = [one.period and one.period.edtf for one in found.times_ahead]
    assert ahead[:2] == ["2023-03-20", "2023-04"]
    will = draft(text_of("Xi will come on Monday."))
    (time,) = will.to_values()["times"]
    assert (time["when"]["edtf"], time["if_past"]) == ("2023-03-20", "2023-03-13")
    assert will.times == will.times_ahead


def test_what_refers_to_a_date_finds_it_in_another_paragraph() -> None:
    """The last date before the phrase counts, whichever paragraph it is in."""
    found = draft(
        text_of("He left on June 3, 2019.\n\nThe following year he was back.")
    )
    assert [one.period and one.period.edtf for one in found.times] == [
        "2019-06-03",
        "2020",
    ]


def test_figures_of_two_orders_are_read_if_the_order_is_given() -> None:
    """Without an order they are found, with the reason why they are not read."""
    text = text_of("Signed on 10/04/2023.")
    (open_,) = draft(text).to_values()["times"]
    assert "2023-04-10 or 2023-10-04" in open_["unread"]
    (told,) = draft(text, order="day first").times
    assert told.period == Period.from_edtf("2023-04-10")


def fill_in(blank: dict[str, Any], id: str) -> dict[str, Any]:
    """Fill in the blanks as a coder must, and leave the rest as drafted."""
    return {
        **blank,
        "id": id,
        "when": {"edtf": "2023-03-13"},
        "gist": "Ada promises to come",
        "speakers": ["ada"],
        "manner": "direct",
        "act": "promise",
    }


def test_a_drafted_record_is_valid_once_it_is_filled_in() -> None:
    """Before, each blank is reported in its place; after, the record is valid."""
    text = text_of()
    found = draft(text)
    document = json.loads(dumps(found.dataset))
    blanks = [one["record"] for one in found.to_values()["quotations"]]
    with pytest.raises(FormatError) as caught:
        loads(json.dumps({**document, "records": blanks[:1]}))
    paths = {fault.path for fault in caught.value.faults}
    assert {"$.records[0].manner", "$.records[0].act"} <= paths
    ada = {"type": "Person", "id": "ada", "name": "Ada"}
    records = [fill_in(blank, f"ada-{n}") for n, blank in enumerate(blanks)]
    coded = loads(json.dumps({**document, "actors": [ada], "records": records}))
    found_again = check(coded, text.text)
    assert not found_again.faults
    assert not found_again.quotations
    assert len(found_again.paragraphs) == 1


def test_a_drafted_record_has_every_field_that_it_needs() -> None:
    """A coder could not know about a missing field."""
    values = draft(text_of("Ada said so. “No,” she said.")).to_values()
    needed = {
        field.name
        for field in attrs.fields(Statement)
        if field.default is attrs.NOTHING
    }
    drafted = [one["record"] for one in (*values["quotations"], *values["reports"])]
    assert len(drafted) == 2
    for record in drafted:
        assert record.keys() >= {"type", "topics", *needed}


def test_a_span_without_words_is_refused() -> None:
    """Only words of the text can be anchored."""
    text = text_of("Yes.")
    assert text.read(text.between(0, 3)) == "Yes"
    for start, end in ((1, 1), (2, 1), (-1, 2), (0, 5)):
        with pytest.raises(EvidenceError, match="there are no words between"):
            text.between(start, end)


def test_the_work_grows_with_the_paragraphs_and_no_faster() -> None:
    """Four times as many quotations take about four times as many calls."""
    few, many = (draft(text_of("“Yes.”\n" * count)) for count in (500, 2_000))
    assert calls(many.to_values) <= 4.5 * calls(few.to_values)
    numbers = [one["paragraph"] for one in many.to_values()["quotations"]]
    assert numbers == list(range(1, 2_001))


@pytest.mark.parametrize("text", ["“Yes.”", None])
def test_what_is_no_text_with_a_source_is_refused(text: Any) -> None:
    """A text alone has no source to anchor in; the error is our TypeError."""
    with pytest.raises(FieldTypeError, match="draft, text: expected SourceText"):
        draft(text)


@given(st.text(min_size=1))
def test_any_text_can_be_drafted(words: str) -> None:
    """For any text, the draft is JSON and its dataset can be read back."""
    try:
        text = text_of(words)
    except DiplomacyEventsError:
        # No file can contain some characters.
        assert any(0xD800 <= ord(mark) < 0xE000 for mark in words)
        return
    found = draft(text)
    assert json.loads(json.dumps(found.to_values()))["source"]["id"] == "example"
    assert loads(dumps(found.dataset)) == found.dataset
    assert attrs.evolve(found) == found


def test_control_characters_are_not_in_a_drafted_quote() -> None:
    """The characters on each side of a range of them stay."""
    found = draft(text_of("“a\x1b \x7e\x7f\x80\x9f\xa0b!”")).to_values()
    assert found["quotations"][0]["record"]["quotes"] == ["a ~\xa0b!"]


@pytest.mark.parametrize("sign", ["\x0c", "\r", "\r\n", "\x0b", "\x1f", "\x85"])
def test_what_is_drafted_can_be_stored(sign: str) -> None:
    """Other line breaks become line feeds, and anchors stay exact."""
    text = text_of(
        f"“We will{sign}come,” she said early next{sign}week. “\x00So{sign}.”"
    )
    found = draft(text)
    values = found.to_values()
    first, second = (one["record"] for one in values["quotations"])
    assert (first["quotes"], second["quotes"]) == (["We will\ncome,"], ["So\n."])
    filled = {
        "id": "promise",
        "when": {"edtf": "2023"},
        "gist": "A promise",
        "speakers": ["ada"],
        "manner": "direct",
        "act": "promise",
    }
    document = json.loads(dumps(found.dataset))
    document["actors"] = [{"type": "Person", "id": "ada", "name": "Ada"}]
    document["records"] = [first | filled, second | filled | {"id": "so"}]
    dataset = loads(json.dumps(document))
    assert check(dataset, text).faults == ()
    (time,) = found.times
    # Only `mentions` decides which characters separate the words of a phrase.
    assert time.words == f"early next{sign}week"
    assert time.period is not None
    assert time.period.phrase == "early next\nweek"
