"""Finding phrases in running text: the longest, and no lookalikes."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.finding import mentions
from diplomacy_events.phrases.lexicon import LEXICON
from effort import calls

NEWS = date(2023, 3, 17)  # a Friday
W, D = "[2023-03-20..2023-03-26]", "2023-03-15"


def found(text: str) -> list[tuple[str, str]]:
    """Return the words found, each with its EDTF or the reason why it has none."""
    return [
        (mention.words, mention.period.edtf if mention.period else mention.problem)
        for mention in mentions(text, published=NEWS)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Xi will come early next week, the Kremlin said Friday.",
            [("early next week", "[2023-03-20..2023-03-22]"), ("Friday", "2023-03-17")],
        ),
        (
            "“On March 20-22, 2023, the President",
            [("On March 20-22, 2023", "2023-03-20/2023-03-22")],
        ),
        ("a call on Dec. 30, 2022.", [("on Dec. 30, 2022", "2022-12-30")]),
        ("In Sept. The week", [("In Sept", "2022-09")]),
        (
            "He left two weeks ago, on Dec. 30.",
            [
                ("two weeks ago", "[2023-02-27..2023-03-05]"),
                ("on Dec. 30", "2022-12-30"),
            ],
        ),
        ("last week’s talks", [("last week", "[2023-03-06..2023-03-12]")]),
        ("in two weeks’ time", [("in two weeks’ time", "[2023-03-27..2023-04-02]")]),
        ("early 2023–late", [("early 2023", "[2023-01-01..2023-04-30]")]),
        ("from 2015–2020 on", [("from 2015–2020", "2015/2020")]),
        ("from 2020 onwards, say", [("from 2020 onwards", "2020/..")]),
        ("Talks ended in\nMarch.", [("in\nMarch", "2023-03")]),
        ("Talks ended in\r\nMarch.", [("in\r\nMarch", "2023-03")]),
        ("the '90s", [("the '90s", "199X")]),
        ("in the fall of 2021", [("in the fall of 2021", "2021-23")]),
        (
            "recently, in the near future",
            [("recently", "[..2023-03-17]"), ("in the near future", "[2023-03-17..]")],
        ),
        ("by the weekend", [("by the weekend", "[..2023-03-19]")]),
        ("on Friday night", [("on Friday night", "2023-03-17")]),
        ("for years", [("for years", "/")]),
        ("come Monday week.", [("Monday week", "2023-03-27")]),
        ("on Friday last, he", [("on Friday last", "2023-03-10")]),
        ("Friday last on", [("Friday last", "2023-03-10")]),
        (
            "said Friday last month was Tuesday next year",
            [
                ("Friday", "2023-03-17"),
                ("last month", "2023-02"),
                ("Tuesday", "2023-03-14"),
                ("next year", "2024"),
            ],
        ),
        (
            "come a week on Friday.",
            [
                (
                    "a week on Friday",
                    "it may mean a week after that day, or one that ends on it",
                )
            ],
        ),
        ("in a week on Friday", [("in a week", W), ("on Friday", "2023-03-17")]),
        (
            "on\u00a0April\u00a08, 9\u202fMay; early\u2009next\u3000week",
            [
                ("on\u00a0April\u00a08", "2023-04-08"),
                ("9\u202fMay", "2023-05-09"),
                ("early\u2009next\u3000week", "[2023-03-20..2023-03-22]"),
            ],
        ),
        (
            "be\u00adfore, on Ap\u00adril 8\u00ad, Wed\u00adnes\u00adday",
            [("on Ap\u00adril 8", "2023-04-08"), ("Wed\u00adnes\u00adday", D)],
        ),
        (
            "in the same quarter last year",
            [("in the same quarter last year", "[2021-10-01..2021-12-31]")],
        ),
        (
            "on the same day",
            [("on the same day", "it refers to something earlier in the text")],
        ),
        (
            "in its third quarter",
            [("in its third quarter", "[2022-07-01..2022-09-30]")],
        ),
        ("every Friday", [("every Friday", "'every' means something that recurs")]),
        ("on Friday every", [("on Friday", "2023-03-17")]),
        ("on Black Friday they", [("on Black Friday", "2022-11-25")]),
        (
            "2023-03-20-1, 1.2023-03-20 and 2023-03-20.",
            [("2023-03-20", "2023-03-20")],
        ),
        ("Each year it", [("Each year", "'each' means something that recurs")]),
        (
            "on 31 February 2023",
            [("on 31 February 2023", "day is out of range for month")],
        ),
        (
            "Sunday, March 21",
            [("Sunday, March 21", "the weekday and the date do not match")],
        ),
    ],
)
def test_a_phrase_is_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest phrases are found, with a reading or a reason why they have none."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may march; she sat in the sun.",
        "The fall of Kabul, a spring in the step.",
        "1500 troops, $2023, 2023%, ABC2023, 891102 votes.",
        "A three-day visit of two years and five weeks.",
        "The second group met the first on the same side.",
        "The present state and the future.",
        "the year that was, and day by day",
        "Every each same.",
        "her 21st trip",
        "",
    ],
)
def test_words_that_only_look_like_a_phrase_are_not_found(text: str) -> None:
    """Verbs, amounts, lengths and ordinals are not times."""
    assert found(text) == []


def test_the_arguments_are_checked() -> None:
    """The arguments and the errors are those of `resolve`."""
    with pytest.raises(FieldTypeError, match="published"):
        mentions("today", published=20230317)  # type: ignore[arg-type]  # the error is the point
    for text in (None, b"today"):
        with pytest.raises(FieldTypeError, match="mentions, text: expected str"):
            mentions(text, published=NEWS)  # type: ignore[arg-type]  # the error is the point


PHRASES = [
    *("last Friday", "on March 20", "in April 2024", "early next week", "yesterday"),
    *("two weeks ago", "between March and June", "until 2030", "the third quarter"),
    *("by the end of the year", "mid-1980s", "since February", "in recent years"),
]
FILLERS = ["Xi spoke", "the envoys; they", "“Nothing,” she said.", "Ankara (again)"]


@given(st.lists(st.tuples(st.sampled_from(FILLERS), st.sampled_from(PHRASES))))
def test_planted_phrases_are_found(parts: list[tuple[str, str]]) -> None:
    """Phrases between other words are all found, at the right positions."""
    text = ""
    planted = []
    for filler, phrase in parts:
        text += f"{filler} "
        planted.append((len(text), phrase))
        text += f"{phrase} "
    assert [(one.start, one.words) for one in mentions(text, published=NEWS)] == planted


SOME_WORDS = st.sampled_from(
    [
        *LEXICON,
        "2023",
        "20",
        "Xi",
        ",",
        ".",
        "–",
        "March",
        "May",
        "Friday",
        "’s",
        "é",
        "\u00a0",
        "\u00ad",
    ]
)


@given(st.lists(SOME_WORDS, max_size=30).map(" ".join) | st.text())
def test_found_phrases_are_exact_and_read_alike(text: str) -> None:
    """Phrases are in order, separate, exact, and have the reading of `resolve`."""
    after = 0
    for mention in mentions(text, published=NEWS):
        assert after <= mention.start < mention.end
        after = mention.end
        assert text[mention.start : mention.end] == mention.words
        if mention.period is not None:
            words = mention.words.replace("\r\n", "\n")
            assert mention.period == resolve(words, published=NEWS)
            assert mention.period.phrase == words
        assert (mention.period is None) == bool(mention.problem)


def test_a_long_article_is_read_to_its_end() -> None:
    """None of ten thousand words is skipped."""
    words = [f"{filler} {phrase}" for filler in FILLERS for phrase in PHRASES]
    text = " ".join(words * 40)
    assert len(text.split()) > 10_000
    assert len(mentions(text, published=NEWS)) == len(words) * 40


def work(text: str) -> int:
    """Return how many function calls are needed to find the phrases of a text."""
    return calls(lambda: mentions(text, published=NEWS))


PIECES = [
    *("Monday ", "last week of ", "March 20, ", "the ", "Jan ", "early late ", "20 "),
    *("090-1234-", "2020-", "Monday\n", "Monday's ", "between ", "1", "0s", "\n", ", "),
    *(
        "He will on May 3 ",
        "nineteen eighty ",
        "in May, June and July, ",
        "“",
        "is to ",
    ),
    *("the first half of ", "two or three weeks ", "every ", "that year ", "May's "),
    *("first in five years ", "Mrs May ", "Resolution 1973 ", "due "),
]


@pytest.mark.untraced
@pytest.mark.parametrize("piece", PIECES)
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times as many time words take about four times as many calls."""
    work(piece * 100)
    short_text, long_text = work(piece * 100), work(piece * 400)
    assert long_text <= 4.5 * short_text + 100


def test_the_work_of_any_words_of_time_is_bounded() -> None:
    """In any combination, a word costs at most a fixed number of calls."""
    chooser = random.Random(5)  # noqa: S311  # no secret
    words = [word.title() if chooser.random() < 0.5 else word for word in LEXICON]
    for _ in range(20):
        text = " ".join(chooser.choices(words, k=200))
        assert work(text) < 2_000 * len(text.split())


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2023-03-20T10:00", "2023-03-20"),
        ("2023-03-20T10:00:00Z", "2023-03-20"),
        ("2023Q1", "[2023-01-01..2023-03-31]"),
        ("2023-Q4", "[2023-10-01..2023-12-31]"),
        ("Q1/2023", "[2023-01-01..2023-03-31]"),
        ("Q1-2023", "[2023-01-01..2023-03-31]"),
        ("2023H2", "[2023-07-01..2023-12-31]"),
        ("H1/2023", "[2023-01-01..2023-06-30]"),
        ("1950s-60s", "195X/196X"),
        ("1950s–'60s", "195X/196X"),
        ("1950s/60s", "195X/196X"),
    ],
)
def test_figures_in_one_piece_are_found_whole(words: str, edtf: str) -> None:
    """Beside another letter or figure they are something else."""
    found = mentions(f"It was so in {words}.", published=NEWS)
    assert [(one.words, one.period and one.period.edtf) for one in found] == [
        (f"in {words}", edtf)
    ]
    for other in (f"x{words}", f"-{words}", f"{words}x", f"{words}/7"):
        assert f"in {words}" not in {
            one.words for one in mentions(f"It was so in {other}.", published=NEWS)
        }


def test_a_fiscal_year_in_one_piece_is_found() -> None:
    """The letters say only that it is fiscal."""
    (found,) = mentions("Profit fell in FY2023.", published=NEWS)
    assert found.period is not None
    assert found.period.edtf == "2023"
    assert mentions("XFY2023, FY2023X", published=NEWS) == ()
