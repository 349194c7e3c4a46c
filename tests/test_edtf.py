"""EDTF: which texts are read, how they are written, and why others are refused."""

import calendar
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Edge,
    EDTFError,
    FieldValueError,
    Period,
    PhraseError,
    Qualifier,
    resolve,
)
from diplomacy_events.model.edtf import read_edtf, unit_months, write_edtf
from diplomacy_events.strategies import edtf_texts


def bounds(text: str) -> tuple[str, ...]:
    """Return the bounds of both edges, as texts."""
    reading = read_edtf(text)
    return tuple(
        str(day)
        for edge in (reading.begin, reading.end)
        for day in (edge.earliest, edge.latest)
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-03-20", "2023-03-20", "2023-03-20"),
        ("2023-03", "2023-03-01", "2023-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1999-XX-XX", "1999-01-01", "1999-12-31"),
        ("2010-21", "2010-03-01", "2010-05-31"),
        ("2010-22", "2010-06-01", "2010-08-31"),
        ("2010-23", "2010-09-01", "2010-11-30"),
        ("2010-24", "2010-12-01", "2011-02-28"),
        ("2011-24", "2011-12-01", "2012-02-29"),
        ("[2023-04-01..2023-05-10]", "2023-04-01", "2023-05-10"),
        ("[2023-04..2023-05]", "2023-04-01", "2023-05-31"),
        ("[..2030]", "None", "2030-12-31"),
        ("[2023-03-21..]", "2023-03-21", "None"),
    ],
)
def test_one_date_gives_both_edges(text: str, first: str, last: str) -> None:
    """Both edges of a date, or of a range, have the same bounds."""
    assert bounds(text) == (first, last, first, last)


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("2015/2020", ("2015-01-01", "2015-12-31", "2020-01-01", "2020-12-31")),
        (
            "2023-03-20/2023-03-22",
            ("2023-03-20", "2023-03-20", "2023-03-22", "2023-03-22"),
        ),
        ("/1985", ("None", "None", "1985-01-01", "1985-12-31")),
        ("1985/..", ("1985-01-01", "1985-12-31", "None", "None")),
        ("/", ("None",) * 4),
        ("../..", ("None",) * 4),
    ],
)
def test_an_interval_has_two_edges(text: str, edges: tuple[str, ...]) -> None:
    """The first date of an interval bounds its start, the second its end."""
    assert bounds(text) == edges


def test_open_and_unknown_edges_differ() -> None:
    """Two dots are an open edge, an empty text is an unknown one."""
    assert read_edtf("../1985").begin.open
    assert not read_edtf("/1985").begin.open
    assert read_edtf("../1985") != read_edtf("/1985")


@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_qualifiers_belong_to_their_edge(mark: str) -> None:
    """Each edge of an interval keeps its own qualifier."""
    reading = read_edtf(f"2015{mark}/2020")
    assert reading.begin.qualifier is Qualifier(mark)
    assert reading.end.qualifier is Qualifier.NONE


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2004-XX", "2004"),
        ("1985-04-XX~", "1985-04~"),
        ("1999-XX-XX", "1999"),
        ("2023-03/2023-03", "2023-03"),
        ("[2023-03-01..2023-03-31]", "2023-03"),
        ("[2023-03-20..2023-03-20]", "2023-03-20"),
        ("[2010-12..2011-02]", "2010-24"),
        ("[2010..2019]", "201X"),
        ("[2000..2099]", "20XX"),
        ("[2023-01..2023-03]", "[2023-01-01..2023-03-31]"),
        ("[2023-03..2023-08]", "[2023-03-01..2023-08-31]"),
        ("[2011..2020]", "[2011-01-01..2020-12-31]"),
        ("[2023-04-01..2024-03-31]", "[2023-04-01..2024-03-31]"),
        ("[2010-04..2020-03]", "[2010-04-01..2020-03-31]"),
        ("[2023-03-01..2023-03-10]", "[2023-03-01..2023-03-10]"),
        ("[2023-03-02..2023-03-31]", "[2023-03-02..2023-03-31]"),
        ("[2023-03-02..2023-04-01]", "[2023-03-02..2023-04-01]"),
        ("[2023-03-01..2023-04-10]", "[2023-03-01..2023-04-10]"),
    ],
)
def test_one_canonical_form(text: str, canonical: str) -> None:
    """Texts that mean the same days have the same canonical form."""
    assert read_edtf(text).edtf == canonical


@pytest.mark.parametrize(
    ("text", "feature", "position"),
    [
        ("[2023-13..2024]", "month 13, which does not exist", 6),
        ("", "an empty text", 0),
        (" 2023", "a space", 0),
        ("2023-03-20\n", "a space", 10),
        ("2023/ 2024", "a space", 5),
        ("open", "a word from drafts before 2019", 0),
        ("2020/unknown", "a word from drafts before 2019", 5),
        ("Y12000", "a year prefixed with Y", 0),
        ("-0100", "a negative year", 0),
        ("1E5", "an exponential year (level 2)", 1),
        ("1950S2", "significant digits (level 2)", 4),
        ("2023-03-20T10:00", "a clock time", 10),
        ("2023-W12", "an ISO week", 5),
        ("2023-W12-1", "an ISO week", 5),
        ("20230320", "the basic form without hyphens", 0),
        ("202303", "the basic form without hyphens", 0),
        ("2023-079", "an ordinal date", 5),
        ("{2020,2021}", "a set that means all its members (level 2)", 0),
        ("[2020,2021]", "a list of dates (level 2 set)", 0),
        ("[2020..2021,2023]", "a list of dates (level 2 set)", 0),
        ("[2020]", "a list of dates (level 2 set)", 0),
        ("[2020..2021", "a set without a closing bracket", 11),
        ("[..]", "a range without bounds", 1),
        ("2020..2021", "a range outside brackets", 4),
        ("..2020", "an open end inside a date", 0),
        ("?2020-01", "a qualifier of one component (level 2)", 0),
        ("2004?-06-11", "a qualifier of one component (level 2)", 4),
        ("2004-06~-11", "a qualifier of one component (level 2)", 7),
        ("[2020?..2021]", "a qualifier inside a set (level 2)", 5),
        ("[2020..2021~]", "a qualifier inside a set (level 2)", 11),
        ("198u", "u for an unspecified digit, from drafts before 2019", 3),
        ("1XXX", "unspecified digits other than the rightmost (level 2)", 1),
        ("XXXX-12-XX", "unspecified digits other than the rightmost (level 2)", 0),
        ("1984-1X", "unspecified digits other than the rightmost (level 2)", 6),
        ("156X-12-25", "an unspecified digit before a specified one (level 2)", 0),
        ("15XX-12", "an unspecified digit before a specified one (level 2)", 0),
        ("2004-XX-05", "an unspecified digit before a specified one (level 2)", 0),
        ("0000", "a year outside 0001 to 9999", 0),
        ("00XX", "a year outside 0001 to 9999", 0),
        ("9999-24", "a year outside 0001 to 9999", 0),
        ("23-03", "a year that does not have four digits", 0),
        ("12345", "a year that does not have four digits", 0),
        ("2023-3-20", "a one-digit month", 5),
        ("2023-03-2", "a one-digit day", 8),
        ("2023-13", "month 13, which does not exist", 5),
        ("2023-00", "month 00, which does not exist", 5),
        ("2023-42", "month 42, which does not exist", 5),
        ("2023-13/2024", "month 13, which does not exist", 5),
        ("2023-25", "a sub-year grouping from 25 to 41 (level 2)", 5),
        ("2023-41", "a sub-year grouping from 25 to 41 (level 2)", 5),
        ("2023-21-05", "a day in the season 21", 8),
        ("2023-13-45", "month 13, which does not exist", 5),
        ("2023-01-32", "day 32, which 2023-01 does not have", 8),
        ("2023-12-32", "day 32, which 2023-12 does not have", 8),
        ("1900-02-29", "day 29, which 1900-02 does not have", 8),
        ("2023-03-00", "day 00, which 2023-03 does not have", 8),
        ("2020/2023-02-30", "day 30, which 2023-02 does not have", 13),
        ("2023/2022", "a reversed interval, which ends before it begins", 5),
        ("[2021..2020]", "a reversed range, which ends before it begins", 7),
        ("2020/2021/2022", "a second slash", 9),
        ("2023-03-20x", "an unexpected character", 10),
        ("hello", "not a date", 0),
        ("２０２３", "not a date", 0),
    ],
)
def test_unsupported_features_are_refused_by_name(
    text: str, feature: str, position: int
) -> None:
    """The error gives the feature and the position, in the message and as data."""
    with pytest.raises(EDTFError) as caught:
        read_edtf(text)
    assert (caught.value.feature, caught.value.position) == (feature, position)
    assert caught.value.text == text
    assert f"{feature}, at position {position}" in str(caught.value)


@given(st.text("0123456789-/.[]X?~%TW ", max_size=24) | st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Any text is read or raises `EDTFError`; a text that is read is read back."""
    try:
        reading = read_edtf(text)
    except EDTFError:
        return
    assert read_edtf(reading.edtf) == reading


@given(edtf_texts())
def test_the_canonical_text_reads_back(text: str) -> None:
    """The canonical text has the same reading as the original."""
    reading = read_edtf(text)
    assert read_edtf(reading.edtf) == reading
    assert write_edtf(reading.begin, reading.end) == reading.edtf


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_no_date_gains_precision(day: date, precision: int) -> None:
    """The bounds enclose every day that a reader with a calendar would allow."""
    edge = read_edtf(day.isoformat()[:precision]).begin
    ends = calendar.monthrange(day.year, day.month)[1]
    wanted = {
        4: (date(day.year, 1, 1), date(day.year, 12, 31)),
        7: (day.replace(day=1), day.replace(day=ends)),
        10: (day, day),
    }
    assert (edge.earliest, edge.latest) == wanted[precision]


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 1300))
def test_units_are_those_of_the_calendar(first: date, days: int) -> None:
    """A range of days is a month, season or year just when the calendar says so."""
    last = first + timedelta(days)
    ends_month = (last + timedelta(1)).day == 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and ends_month
    wanted = None
    if whole and months == 1:
        wanted = 1
    elif whole and months == 3 and first.month in (3, 6, 9, 12):
        wanted = 3
    elif whole and months == 12 and first.month == 1:
        wanted = 12
    assert unit_months(first, last) == wanted


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        (
            {"open": True, "earliest": date(2023, 1, 1)},
            "must not have bounds or a qualifier",
        ),
        (
            {"open": True, "latest": date(2023, 1, 1)},
            "must not have bounds or a qualifier",
        ),
        ({"open": True, "qualifier": "?"}, "must not have bounds or a qualifier"),
        (
            {"earliest": date(2023, 1, 2), "latest": date(2023, 1, 1)},
            "must not be after latest",
        ),
    ],
)
def test_impossible_edges_are_refused(fields: dict[str, object], rule: str) -> None:
    """An edge cannot be open and bounded, and cannot end before it starts."""
    with pytest.raises(FieldValueError, match=rule):
        Edge(**fields)  # type: ignore[arg-type]  # the error is the point


def test_edges_that_edtf_cannot_write_are_refused() -> None:
    """An interval from a day in a range, or a qualified range, has no EDTF."""
    stretch = Edge(earliest=date(2023, 3, 2), latest=date(2023, 3, 5))
    day = Edge(earliest=date(2023, 3, 9), latest=date(2023, 3, 9))
    with pytest.raises(
        FieldValueError, match="EDTF cannot write an interval with this edge"
    ):
        Period.of(stretch, day)
    hedged = attrs.evolve(stretch, qualifier=Qualifier.UNCERTAIN)
    with pytest.raises(
        FieldValueError, match="EDTF cannot write a range with a qualifier"
    ):
        Period.of(hedged, hedged)
    first = Edge(earliest=date(2023, 3, 1), latest=date(2023, 3, 1))
    with pytest.raises(EDTFError, match="reversed"):
        Period.of(day, first)


def test_an_edge_shows_itself_without_defaults() -> None:
    """An edge prints as the call that makes it."""
    edge = Edge(earliest=date(2023, 1, 2))
    assert repr(edge) == "Edge(earliest=datetime.date(2023, 1, 2))"


def test_errors_shorten_a_long_text() -> None:
    """Errors about EDTF and about phrases repeat a text, but not a whole article."""
    for text in ("2023-" * 40, "2023-" * 41, "a year " * 10**5):
        with pytest.raises(EDTFError) as caught:
            Period.from_edtf(text)
        with pytest.raises(PhraseError) as other:
            resolve(text, published="2023-03-17")
        assert caught.value.text == other.value.phrase == text
        whole = len(text) <= 200
        for error in (caught.value, other.value):
            assert (repr(text) in str(error)) == whole
            assert len(str(error)) < 400
