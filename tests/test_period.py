"""Periods: equality, order, the four questions, and their English."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Certainty,
    EDTFError,
    FieldTypeError,
    FieldValueError,
    Period,
)
from diplomacy_events.strategies import periods

YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO
ZERO = date(2023, 3, 1)
DAYS = 9

Pair = tuple[int, int]
Question = Callable[[Period, Period], Certainty]


@given(periods())
def test_a_period_is_what_its_edtf_says(period: Period) -> None:
    """The EDTF of a period reads back as an equal period with an equal hash."""
    again = Period.from_edtf(period.edtf)
    assert again == period
    assert hash(again) == hash(period)
    assert again.edtf == period.edtf
    assert Period.of(period.begin, period.end) == period


def test_the_phrase_does_not_count() -> None:
    """The words of the source are kept, but do not affect equality."""
    friday = Period.from_edtf("2023-03-17", phrase="Friday", anchor=date(2023, 3, 17))
    assert friday == Period.from_edtf("2023-03-17")
    assert (friday.phrase, friday.anchor) == ("Friday", date(2023, 3, 17))


@pytest.mark.parametrize("question", ["overlaps", "within", "before", "after"])
@pytest.mark.parametrize("other", ["2023-03", date(2023, 3, 17), None])
def test_only_periods_are_compared(question: str, other: Any) -> None:
    """A text or a day is refused: nobody can guess which period it means."""
    ask = getattr(Period.from_edtf("2023"), question)
    wanted = rf"Period\.{question}: expected a Period, such as .*, got "
    with pytest.raises(FieldTypeError, match=wanted) as caught:
        ask(other)
    assert caught.value.value == other


def test_the_qualifier_counts() -> None:
    """A date with a qualifier is another date."""
    assert Period.from_edtf("2023?") != Period.from_edtf("2023")


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        # Days in other forms of ISO 8601, which Python reads.
        ({"edtf": "20230317"}, EDTFError, "20230317"),
        ({"edtf": "2023-W11-5"}, EDTFError, "2023-W11-5"),
        ({"edtf": 2023}, FieldTypeError, "Period.edtf: expected str, got 2023 (int)"),
        ({"edtf": "2023", "phrase": " "}, FieldValueError, "must not be blank"),
        ({"edtf": "2023", "phrase": "\x1b"}, FieldValueError, "control characters"),
        (
            {"edtf": "2023", "anchor": date(2023, 1, 1)},
            FieldValueError,
            "needs a phrase",
        ),
        (
            {"edtf": "2023", "phrase": "x", "anchor": "2023-01-01"},
            FieldTypeError,
            "Period.anchor: expected datetime.date",
        ),
    ],
)
def test_invalid_periods_are_refused(
    fields: dict[str, object], error: type[Exception], message: str
) -> None:
    """The error names the field, the rule and the value."""
    with pytest.raises(error) as caught:
        Period(**fields)  # type: ignore[arg-type]  # the error is the point
    assert message in str(caught.value)


def test_bounds_are_those_of_the_edges() -> None:
    """The outer bounds are the first day of the start and the last of the end."""
    period = Period.from_edtf("2015/2020")
    assert (period.earliest, period.latest) == (date(2015, 1, 1), date(2020, 12, 31))
    vague = Period.from_edtf("/")
    assert (vague.earliest, vague.latest) == (None, None)


def pairs(first: Pair, last: Pair) -> Iterator[Pair]:
    """Enumerate the possible first and last days of a period, as numbers."""
    for begin in range(first[0], first[1] + 1):
        for end in range(last[0], last[1] + 1):
            if begin <= end:
                yield begin, end


def text(edge: Pair) -> str:
    """Write one edge with these days as EDTF."""
    return (ZERO + timedelta(edge[0])).isoformat()


@st.composite
def small_periods(draw: st.DrawFn) -> tuple[Period, list[Pair]]:
    """Draw periods within a few days, with every pair of start and end allowed."""
    low, high = sorted(draw(st.tuples(*[st.integers(0, DAYS)] * 2)))
    form = draw(st.sampled_from(["interval", "range", "begin", "end"]))
    if form == "interval":
        edges = ((low, low), (high, high))
        edtf = f"{text(edges[0])}/{text(edges[1])}"
    elif form == "range":
        edges = ((low, high), (low, high))
        edtf = f"[{text((low, low))}..{text((high, high))}]"
    elif form == "begin":
        # Starts some time in March, with days before and after, and ends on one day.
        edges = ((0, 30), (high, high))
        edtf = f"2023-03/{text((high, high))}"
    else:
        edges = ((low, low), (0, 30))
        edtf = f"{text((low, low))}/2023-03"
    return Period.from_edtf(edtf), list(pairs(*edges))


def judged(
    ones: list[Pair], others: list[Pair], holds: Callable[[Pair, Pair], bool]
) -> Certainty:
    """Answer a question by trying all combinations."""
    answers = {holds(one, other) for one in ones for other in others}
    return {frozenset({True}): YES, frozenset({False}): NO}.get(
        frozenset(answers), MAYBE
    )


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        (Period.overlaps, lambda a, b: a[0] <= b[1] and b[0] <= a[1]),
        (Period.within, lambda a, b: b[0] <= a[0] and a[1] <= b[1]),
        (Period.before, lambda a, b: a[1] < b[0]),
        (Period.after, lambda a, b: a[0] > b[1]),
    ],
    ids=["overlaps", "within", "before", "after"],
)
@given(small_periods(), small_periods())
def test_answers_cover_all_combinations(
    question: Question,
    holds: Callable[[Pair, Pair], bool],
    one: tuple[Period, list[Pair]],
    other: tuple[Period, list[Pair]],
) -> None:
    """Each answer is that of enumerating all starts and ends of both periods."""
    assert question(one[0], other[0]) is judged(one[1], other[1], holds)


@pytest.mark.parametrize(
    ("one", "question", "other", "answer"),
    [
        ("2023-03-20/2023-03-22", Period.within, "2023-03", MAYBE),
        ("2023-03-20/2023-03-22", Period.within, "2023-03-01/2023-03-31", YES),
        ("2023-03", Period.within, "2023-03-01/2023-03-31", YES),
        ("2023-03-20", Period.overlaps, "2023-03", MAYBE),
        ("2023-03", Period.overlaps, "2023-04", NO),
        ("/", Period.overlaps, "2023", MAYBE),
        ("/", Period.overlaps, "../..", YES),
        ("2023", Period.within, "../..", YES),
        ("2015/..", Period.within, "2015/", NO),
        ("2015/..", Period.overlaps, "2020-01-01", YES),
        ("2015/", Period.overlaps, "2020-01-01", MAYBE),
        ("2015/..", Period.before, "2020", NO),
        ("[..2014]", Period.before, "2015/..", YES),
        ("[..2020]", Period.before, "../2021", NO),
        ("[2024..]", Period.after, "2023", YES),
        ("../..", Period.within, "[..2020]", NO),
        ("/2020", Period.before, "/2021", MAYBE),
        ("../2020", Period.within, "/2020", NO),
        ("../2020", Period.within, "../2020", MAYBE),
        ("../2020-12-31", Period.within, "../2020-12-31", YES),
        ("9999-12-31", Period.within, "[2020..]", MAYBE),
        ("[2020..]", Period.overlaps, "9999-12-31", MAYBE),
        ("[2020..]", Period.within, "2020-01-01/9999-12-31", MAYBE),
    ],
)
def test_questions_about_missing_bounds(
    one: str, question: Question, other: str, answer: Certainty
) -> None:
    """Open edges go on for ever, and unknown ones may be any day."""
    assert question(Period.from_edtf(one), Period.from_edtf(other)) is answer


@given(periods(), periods())
def test_questions_agree_with_each_other(one: Period, other: Period) -> None:
    """Overlap is symmetric, after mirrors before, and no two answers clash."""
    assert one.overlaps(other) is other.overlaps(one)
    assert one.before(other) is other.after(one)
    if one.before(other) is YES:
        assert one.overlaps(other) is NO
    if one.within(other) is YES:
        assert one.overlaps(other) is YES


def test_an_answer_is_not_a_truth_value() -> None:
    """An answer cannot be used as true or false, so no is not mistaken for yes."""
    with pytest.raises(TypeError, match="compare it"):
        bool(NO)


@given(st.lists(periods()))
def test_the_order_is_total(several: list[Period]) -> None:
    """Sorting by the key gives one order, from any initial order."""
    mirrored = several[::-1]
    several.sort(key=lambda period: period.sort_key)
    mirrored.sort(key=lambda period: period.sort_key)
    assert several == mirrored


def test_the_order_of_a_timeline() -> None:
    """The first known bound decides; periods without any come last."""
    texts = ["/", "2023-03?", "2023-03", "[..2023-03-17]", "2023-03-01", "2022"]
    texts += ["/2022-06-30"]
    in_order = sorted(map(Period.from_edtf, texts), key=lambda period: period.sort_key)
    assert [period.edtf for period in in_order] == [
        "2022",
        "/2022-06-30",
        "2023-03-01",
        "2023-03",
        "2023-03?",
        "[..2023-03-17]",
        "/",
    ]


@pytest.mark.parametrize(
    ("edtf", "english"),
    [
        ("2023-03-20", "20 March 2023"),
        ("2023-03-20/2023-03-22", "20–22 March 2023"),
        ("2023-03-20/2023-04-02", "20 March–2 April 2023"),
        ("2022-12-30/2023-01-02", "30 December 2022–2 January 2023"),
        ("2023-03-20/2023-04-20", "20 March–20 April 2023"),
        ("[2023-04-01..2023-05-10]", "one day between 1 April and 10 May 2023"),
        ("[..2023-03-17]", "by 17 March 2023"),
        ("[2023-03-21..]", "from 21 March 2023"),
        ("2023-03", "March 2023"),
        ("2023-03/2023-06", "March–June 2023"),
        ("2023", "2023"),
        ("0476", "AD 476"),
        ("0999", "AD 999"),
        ("1000", "1000"),
        ("100X", "the 1000s"),
        ("0001-05-06", "6 May AD 1"),
        ("001X", "the years AD 10–19"),
        ("19XX/20XX", "from the years 1900–1999 to the years 2000–2099"),
        ("2022-24/2023-24", "from winter 2022–23 to winter 2023–24"),
        ("2022-24/2023-03", "from winter 2022–23 to March 2023"),
        ("2010-21/2010-22", "from spring 2010 to summer 2010"),
        ("2015/2020", "2015–2020"),
        ("2015?/..", "since 2015?"),
        ("../2030", "until 2030"),
        ("../..", "always"),
        ("/2030", "from an unknown day to 2030"),
        ("2015/", "from 2015 to an unknown day"),
        ("/", "undated"),
        ("2023~", "about 2023"),
        ("2023-03%", "about March 2023?"),
        ("2015/2020?", "from 2015 to 2020?"),
        ("2015?/2020", "from 2015? to 2020"),
        ("2023-03-20/2023-04", "from 20 March 2023 to April 2023"),
        ("2023-21", "spring 2023"),
        ("2023-22", "summer 2023"),
        ("2023-23", "autumn 2023"),
        ("2010-24", "winter 2010–11"),
        ("201X", "the 2010s"),
        ("20XX", "the years 2000–2099"),
    ],
)
def test_periods_read_as_english(edtf: str, english: str) -> None:
    """A period prints as a reader would say it."""
    assert str(Period.from_edtf(edtf)) == english


@given(periods())
@example(Period.from_edtf("1999-24"))
def test_every_period_has_some_english(period: Period) -> None:
    """Every period prints as one line of English that names its years."""
    english = str(period)
    assert english == english.strip()
    for edge in (period.begin, period.end):
        if edge.earliest is not None and edge.latest is not None:
            assert str(edge.earliest.year % 100) in english
