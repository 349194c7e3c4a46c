"""Counts of certain and possible records match every choice of days."""

from collections import Counter
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    EDTFError,
    Evidence,
    FieldTypeError,
    FieldValueError,
    JointDeclaration,
    Period,
    Records,
    Source,
    State,
    Statement,
    UnknownFieldError,
    field,
    load_article,
)
from diplomacy_events.dataset import time_cells
from diplomacy_events.dataset.counting import Plan
from diplomacy_events.dataset.time_cells import Reach
from diplomacy_events.dataset.units import FAR_DAY, UNITS, days_of
from diplomacy_events.model.period import Bounds
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
NO_KEY: Any = 5
# Months, quarters, years and weeks end among these days.
FIRST = date(2030, 12, 28)
DAYS = [FIRST + timedelta(days=number) for number in range(12)]


def statement(id: str, when: str, *sources: str, **more: Any) -> Statement:
    """Return a statement on a day, with evidence in some sources."""
    told: dict[str, Any] = {
        "id": id,
        "when": Period.from_edtf(when),
        "gist": "Something is said",
        "speakers": ["north"],
        "act": "comment",
        "manner": "indirect",
        "evidence": [Evidence(source=source) for source in sources or ("daily",)],
    }
    return Statement(**(told | more))


def dataset(*records: Any, **published: date | None) -> Dataset:
    """Return a dataset of some records, and sources by their days of publication."""
    days = published or {"daily": None}
    return Dataset(
        sources=[
            Source(id=id, publisher=id, published=day) for id, day in days.items()
        ],
        actors=[State(id="north", name="North"), State(id="south", name="South")],
        records=records,
    )


def label(unit: str, day: date) -> str:
    """Return the label of a day's cell, by the calendar."""
    if unit == "week":
        return f"{day:%G-W%V}"
    if unit == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day:{ {'day': '%Y-%m-%d', 'month': '%Y-%m', 'year': '%Y'}[unit] }}"


def choices(first: date, last_begin: date, first_end: date, last: date) -> list[Any]:
    """Return every range of days that starts and ends within these bounds."""
    return [
        [day for day in DAYS if begin <= day <= end]
        for begin, end in product(DAYS, DAYS)
        if first <= begin <= last_begin and first_end <= end <= last and begin <= end
    ]


@st.composite
def uncertain(draw: st.DrawFn) -> tuple[str, list[Any]]:
    """Draw a period in EDTF, with every range of days that it may mean."""
    # The choices are few enough to try them all.
    one = draw(st.integers(0, len(DAYS) - 4))
    return _period(
        draw, [DAYS[one], DAYS[one + draw(st.integers(0, 3))], DAYS[one + 3]]
    )


def _period(draw: st.DrawFn, days: list[date]) -> tuple[str, list[Any]]:
    one, two, three = days
    form = draw(st.sampled_from(["day", "days", "within"]))
    if form == "day":
        return f"{one}", choices(one, one, one, one)
    if form == "days":
        return f"{one}/{two}", choices(one, one, two, two)
    return f"[{one}..{three}]", choices(one, three, one, three)


@given(
    st.lists(uncertain(), min_size=1, max_size=3),
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
)
def test_counts_are_the_extremes_of_every_choice_of_days(
    periods: list[tuple[str, list[Any]]], unit: str
) -> None:
    """Over all choices, `least` is a cell's smallest count and `most` the largest."""
    records = [statement(f"s{n}", text) for n, (text, _) in enumerate(periods)]
    found = dataset(*records).statements.count_by(unit)
    cells = [
        [{label(unit, day) for day in days} for days in stretches]
        for _, stretches in periods
    ]
    possible = [
        Counter(cell for cells in choice for cell in cells)
        for choice in product(*cells)
    ]
    every = {cell for counter in possible for cell in counter}
    assert {row.values[0]: row[1:] for row in found} == {
        cell: (
            min(counter[cell] for counter in possible),
            max(counter[cell] for counter in possible),
        )
        for cell in every
    }
    assert [row.values[0] for row in found] == sorted(every)


@given(datasets(), st.sampled_from(sorted(UNITS)), st.sampled_from(["by", "type"]))
def test_least_is_never_more_than_most(whole: Dataset, unit: str, key: str) -> None:
    """Neither exceeds the number of records, and `most` is never zero."""
    for row in whole.records.count_by(unit, key, during="2022-11/2023-03"):
        assert 0 <= row.least <= row.most <= len(whole.records)
    for row in whole.records.count_by(key):
        assert row.least == row.most > 0


@pytest.mark.traced
@given(st.dates(), st.sampled_from(sorted(UNITS)))
@example(date.max, "week")
@example(date.min, "quarter")
def test_cells_part_the_calendar(day: date, unit: str) -> None:
    """Each day is in the cell with its number, and each cell borders on the next."""
    found = UNITS[unit]
    cell = found.cell(day.toordinal())
    first, last = days_of(found, cell)
    assert first <= day.toordinal() <= last
    assert found.cell(first) == found.cell(last) == cell
    if last < date.max.toordinal():
        assert found.cell(last + 1) == cell + 1
    assert date.fromordinal(first).isoformat()[:4] in (
        found.label(cell)[:4],
        "0001",
    ) or (unit == "week")


def test_open_and_unknown_edges_reach_as_far_as_they_say() -> None:
    """An open edge has days in every cell, an unknown one may have them."""
    records = dataset(
        statement("ongoing", "2031-02/.."),
        statement("unknown", "2031-02/"),
        statement("whenever", "/"),
        statement("later", "2031-04"),
    ).statements
    counts = records.count_by("month")
    assert [(row.values[0], row.least, row.most) for row in counts] == [
        ("2031-02", 2, 3),
        ("2031-03", 1, 3),
        ("2031-04", 2, 4),
    ]
    assert counts.boundless == 3
    assert str(counts).endswith(
        "3 records have no first or no last day and may fall into many cells."
    )
    assert "3 records have" in counts._repr_html_()
    assert "1 record has" in str(records[2:].count_by("month"))


def test_a_window_shows_the_cells_into_which_nothing_falls() -> None:
    """Every cell that it touches is shown, but no row for absent values."""
    records = dataset(
        statement("one", "2031-02-03"),
        statement("two", "2032", speakers=["south"]),
    ).statements
    by_month = records.count_by("month", during="2031-01-31/2031-03-01")
    assert [row[0] + row[1:] for row in by_month] == [
        ("2031-01", 0, 0),
        ("2031-02", 1, 1),
        ("2031-03", 0, 0),
    ]
    both = records.count_by("month", "speakers", during="2031-02/2031-03")
    assert [row.values for row in both] == [("2031-02", "north"), ("2031-03", "north")]
    assert records[:0].count_by("year").rows == ()
    assert records[:0].count_by("year", during="2031").rows == ((("2031",), 0, 0),)


def test_a_window_without_a_unit_counts_what_has_a_day_in_it() -> None:
    """Records that must have a day in it, and records that may."""
    records = dataset(
        statement("in", "2031-02-03"),
        statement("perhaps", "2031"),
        statement("out", "2032", act="deny"),
    ).statements
    assert [
        row.values + row[1:] for row in records.count_by("act", during="2031-02")
    ] == [("comment", 1, 2)]
    assert records.count_by().rows == (((), 3, 3),)
    assert records[:0].count_by().rows == (((), 0, 0),)


def test_reports_count_once_in_a_cell() -> None:
    """Two papers in one month are one report; an undated one may be in any month."""
    whole = dataset(
        statement("both", "2031", "daily", "weekly"),
        statement("late", "2031", "daily", "monthly"),
        statement("some", "2031", "daily", "undated"),
        daily=date(2031, 2, 3),
        weekly=date(2031, 2, 5),
        monthly=date(2031, 3, 1),
        undated=None,
    )
    found = whole.records.count_by("month", time="published")
    assert [row.values + row[1:] for row in found] == [
        ("2031-02", 3, 3),
        ("2031-03", 1, 2),
    ]
    assert found.boundless == 1
    within = whole.records.count_by("type", time="published", during="2031-03")
    assert [row.values + row[1:] for row in within] == [("statement", 1, 2)]


def test_parts_and_types_can_be_counted_by() -> None:
    """The key may be who acts, toward whom, through whom, or the type."""
    titles = {"by": "who acts", "to": "toward whom", "via": "carrier", "type": "type"}
    for key, title in titles.items():
        assert f"counted by {title}" in ARTICLE.records.count_by(key)._repr_html_()
    found = ARTICLE.records.count_by("type", "to", during="2023-03-20/2023-03-22")
    assert ("visit", "vladimir-putin") in [row.values for row in found]
    carried = ARTICLE.records.count_by("via")
    assert [row.values[0] for row in carried] == sorted(
        {id for one in ARTICLE.statements for id in one.via}
    )
    assert (
        ARTICLE.visits.count_by("place", field.status).rows[0].values[1] == "confirmed"
    )
    by_horizon = ARTICLE.declarations.count_by("year", time="horizon")
    assert {row.values[0] for row in by_horizon} >= {"2030"}


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (
            lambda: ARTICLE.records.count_by("month", "year"),
            FieldValueError,
            "one unit",
        ),
        (lambda: ARTICLE.records.count_by("type", "type"), FieldValueError, "once"),
        (
            lambda: ARTICLE.records.count_by("act"),
            UnknownFieldError,
            "has no field 'act'",
        ),
        (
            lambda: ARTICLE.visits.count_by("via"),
            UnknownFieldError,
            "part via in State",
        ),
        (
            lambda: ARTICLE.visits.count_by("monht"),
            UnknownFieldError,
            "unit of time 'monht' to count by; did you mean 'month'?",
        ),
        (lambda: ARTICLE.visits.count_by("when"), FieldTypeError, "time='when'"),
        (
            lambda: ARTICLE.visits.count_by("evidence"),
            FieldTypeError,
            "cannot be count",
        ),
        (lambda: ARTICLE.visits.count_by(NO_KEY), FieldTypeError, "expected a field"),
        (
            lambda: ARTICLE.actors.count_by("month"),
            UnknownFieldError,
            "no field 'when'",
        ),
        (
            lambda: ARTICLE.visits.count_by("month", time="status"),
            FieldTypeError,
            "time must be a field that holds a period, got status",
        ),
        (
            lambda: ARTICLE.visits.count_by("month", during="2023/.."),
            FieldValueError,
            "must have a first and a last day",
        ),
        (lambda: ARTICLE.visits.count_by("month", during="?"), EDTFError, "?"),
        (
            lambda: ARTICLE.visits.count_by("day", during="0001/9999"),
            FieldValueError,
            "more than 1,000,000 cells",
        ),
        (
            lambda: Records(ARTICLE.visits).count_by("month", time="published"),
            FieldTypeError,
            "do not belong to a dataset",
        ),
        (
            lambda: ARTICLE.actors.count_by("month", time="published"),
            UnknownFieldError,
            "evidence",
        ),
    ],
)
def test_uncountable_fields_are_refused(ask: Any, error: type, words: str) -> None:
    """The error gives the place and the rule."""
    with pytest.raises(error) as caught:
        ask()
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "during", ["2023/", "/2023", "../2023", *map(Period.from_edtf, ("2023/", "/2023"))]
)
def test_a_period_to_count_in_has_both_ends(during: str | Period) -> None:
    """An unknown end is refused like an open one."""
    with pytest.raises(FieldValueError, match="must have a first and a last day"):
        ARTICLE.visits.count_by("month", during=during)


@pytest.mark.parametrize(
    ("key", "nearest"), [("typ", "type"), ("bye", "by"), ("plaze", "place")]
)
def test_keys_of_all_sorts_are_suggested(key: str, nearest: str) -> None:
    """The type, parts and fields are known, as units are."""
    with pytest.raises(UnknownFieldError) as caught:
        ARTICLE.records.count_by(key)
    assert nearest in caught.value.suggestions


def test_records_without_a_dataset_are_counted_by_id() -> None:
    """Without a dataset, nobody's name is known."""
    loose = Records(ARTICLE.allegations)
    assert "united-states" in str(loose.count_by("accusers"))
    by_month = loose.count_by("month")
    assert by_month == ARTICLE.allegations.count_by("month")
    # Without a unit and a period, the time does not matter.
    assert loose.count_by("standing", time="published") == loose.count_by("standing")


def test_a_table_goes_to_every_library() -> None:
    """It may have ids or names."""
    found = ARTICLE.allegations.by("Washington").count_by("month", "accusers")
    assert found.columns == ("month", "accusers", "least", "most")
    rows = [("2023-02", "united-states", 1, 1)]
    frame = found.to_pandas()
    assert list(frame.itertuples(index=False, name=None)) == rows
    assert [str(kind) for kind in frame.dtypes] == ["string"] * 2 + ["int64"] * 2
    assert found.to_polars().rows() == rows
    assert found.to_arrow()["accusers"].to_pylist() == ["united-states"]
    assert found.to_csv() == (
        "month,accusers,least,most\r\n2023-02,united-states,1,1\r\n"
    )
    assert "United States" in found.to_csv(names=True)
    assert found.to_polars(names=True)["accusers"].to_list() == ["United States"]
    assert repr(found) == "<Counts by month, accusers: 1 row>"
    assert repr(ARTICLE.records.count_by()) == "<Counts by nothing: 1 row>"
    assert repr(ARTICLE.records.count_by("type")) == "<Counts by type: 4 rows>"
    assert len(found) == 1
    assert ">United States<" in found._repr_html_()


@pytest.mark.parametrize(
    ("unit", "cell"),
    [
        ("day", "2031-02-03"),
        ("week", "2031-W06"),
        ("month", "2031-02"),
        ("quarter", "2031-Q1"),
        ("year", "2031"),
    ],
)
def test_each_unit_has_its_cells(unit: str, cell: str) -> None:
    """A day falls into one cell of each unit."""
    records = dataset(statement("said", "2031-02-03")).records
    assert [row.values for row in records.count_by(unit)] == [(cell,)]


def test_missing_values_have_their_own_row() -> None:
    """It comes last, and is null in a data frame."""
    declaration = JointDeclaration(
        id="text",
        when=Period.from_edtf("2031"),
        gist="They sign",
        parties=["north", "south"],
        status="planned",
        evidence=[Evidence(source="daily")],
    )
    records = dataset(
        declaration,
        declaration.__class__(
            **{
                name: getattr(declaration, name)
                for name in ("when", "gist", "parties", "status", "evidence")
            },
            id="other",
            place="Northville",
        ),
    ).declarations
    counts = records.count_by("place")
    assert [row.values for row in counts] == [("Northville",), (None,)]
    assert counts.to_polars()["place"].to_list() == ["Northville", None]
    assert str(counts).splitlines()[-1].startswith("none")


@pytest.mark.parametrize(
    ("bounds", "may", "must"),
    [
        (Bounds(20, 20, 20, 20), True, True),
        (Bounds(30, 30, 30, 30), True, True),
        (Bounds(19, 19, 19, 19), False, False),
        (Bounds(31, 31, 31, 31), False, False),
        # The last possible beginning is within, or after; so is the first end.
        (Bounds(25, 30, 40, 40), True, True),
        (Bounds(25, 31, 40, 40), True, False),
        (Bounds(10, 10, 20, 25), True, True),
        (Bounds(10, 10, 19, 25), True, False),
    ],
)
def test_without_a_unit_the_period_is_the_only_cell(
    bounds: Bounds, may: bool, must: bool
) -> None:
    """Something falls into it if it has one of its days, also the first or last."""
    asked = Plan((), None, "when", Bounds(20, 20, 30, 30))
    assert asked.window is not None
    (cell,) = {asked.window}
    assert asked.reach(bounds) == Reach((cell,) * may, (cell,) * must)
    assert Plan((), None, "when", None).reach(bounds) == Reach((cell,), (cell,))


@pytest.mark.parametrize(
    ("runs", "merged"),
    [
        ([(1, 2), (3, 4)], ((1, 4),)),
        ([(4, 5), (1, 2)], ((1, 2), (4, 5))),
        ([(1, 9), (2, 3)], ((1, 9),)),
        ([(1, 3), (2, 5), (5, 6)], ((1, 6),)),
        ([(3, 3), (1, 1)], ((1, 1), (3, 3))),
        ([(1, 2), (5, 9), (6, 7), (10, 12)], ((1, 2), (5, 12))),
    ],
)
def test_runs_that_touch_are_one(
    runs: list[tuple[int, int]], merged: tuple[tuple[int, int], ...]
) -> None:
    """Runs with a cell between them stay apart."""
    found = time_cells.together(Reach((run,), (run,)) for run in runs)
    assert found == Reach(merged, merged)


@pytest.mark.parametrize(
    ("may", "boundless"),
    [
        ([(-FAR_DAY, 3)], True),
        ([(3, FAR_DAY)], True),
        ([(-FAR_DAY, 2), (4, 5)], True),
        ([(1, 2), (4, FAR_DAY)], True),
        ([(1, 2), (4, 5)], False),
        ([], False),
    ],
)
def test_a_reach_without_a_first_or_last_cell_is_boundless(
    may: list[tuple[int, int]], boundless: bool
) -> None:
    """One of them is enough."""
    assert Reach(tuple(may), ()).boundless is boundless


def test_a_row_is_shown_if_something_may_fall_into_the_window() -> None:
    """Without a window, only cells of which that is true are shown, however far."""

    def cells(*runs: tuple[int, int], window: tuple[int, int] | None) -> list[Any]:
        rows: dict[tuple[object, ...], Counter[Reach]] = {
            ("a",): Counter([Reach(runs, ())])
        }
        return [one[1:] for one in time_cells.tally_cells(rows, window)]

    for run, shown in (
        ((1, 2), []),
        ((6, 7), []),
        ((1, 3), [(3, 0, 1), (4, 0, 0)]),
        ((4, 7), [(3, 0, 0), (4, 0, 1)]),
    ):
        assert cells(run, window=(3, 4)) == shown
    assert cells((1, 1), (5, 5), window=None) == [(1, 0, 1), (5, 0, 1)]


def test_few_cells_far_apart_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty cells between them are not shown, so they do not count."""
    monkeypatch.setattr(time_cells, "MOST_CELLS", 2)
    years = [statement(f"in-{year}", str(year)) for year in (2001, 2031)]
    assert len(dataset(*years).records.count_by("year")) == 2
    with pytest.raises(FieldValueError, match="more than 2 cells"):
        dataset(*years).records.count_by("year", during="2001/2003")
    with pytest.raises(FieldValueError, match="more than 2 cells"):
        # Refused before the first of them.
        next(time_cells.tally_cells({(): Counter()}, (0, 5)))


def test_more_cells_than_the_limit_are_refused_as_they_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each value has few cells, but all of them together have too many."""
    monkeypatch.setattr(time_cells, "MOST_CELLS", 2)
    assert len(load_article().visits.count_by("month", "id")) == 1
    assert (
        len(dataset(statement("two", "2031-02/2031-03")).records.count_by("month")) == 2
    )
    for records, keys in (
        (load_article().statements, ["month", "id"]),
        (dataset(statement("long", "2031-02/2031-04")).statements, ["month"]),
    ):
        with pytest.raises(FieldValueError, match="more than 2 cells"):
            records.count_by(*keys)
