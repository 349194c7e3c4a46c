"""The timeline."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Allegation,
    Certainty,
    Dataset,
    EventStatus,
    Evidence,
    Manner,
    Period,
    Person,
    Records,
    Response,
    ResponseKind,
    Source,
    SpeechAct,
    Statement,
    UnknownFieldError,
    load_article,
)
from diplomacy_events.strategies import datasets, periods
from diplomacy_events.views.axis import Axis
from diplomacy_events.views.bars import AWAITED, HAPPENED, MEANINGS, bar
from diplomacy_events.views.measure import width
from diplomacy_events.views.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
LEFT, RIGHT, ROOM = 308, 694, 13


def drawn(picture: Picture) -> ElementTree.Element:
    """Return the picture, read as XML."""
    return ElementTree.fromstring(picture.svg)


def written(picture: Picture) -> list[str]:
    """Return the lines of text in a picture."""
    return [text.text or "" for text in drawn(picture).iter(f"{SVG}text")]


def statement(number: int, when: str, gist: str = "Ada speaks") -> Statement:
    """Return a statement of a time."""
    return Statement(
        id=f"statement-{number}", when=Period.from_edtf(when), gist=gist,
        speakers=("ada",), manner=Manner.INDIRECT, act=SpeechAct.COMMENT,
        evidence=(Evidence(source="daily"),),
    )  # fmt: skip


def dataset(*records: Statement) -> Dataset:
    """Return a dataset of statements by Ada."""
    return Dataset(
        sources=[Source(id="daily", publisher="Daily")],
        actors=[Person(id="ada", name="Ada")],
        records=records,
    )


def boxes(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Return the room that each line of text takes, by our own measure."""
    found = []
    for text in svg.iter(f"{SVG}text"):
        assert text.get("transform") is None
        x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
        bold = 1.1 if text.get("font-weight") else 1
        found.append((x, y - size, x + bold * width(text.text or "", size), y + 2))
    return found


@given(datasets())
@example(Dataset())
@example(load_article())
def test_all_lies_within_and_apart(whole: Dataset) -> None:
    """No label runs into another or out of the picture, and bars keep to the plot."""
    svg = drawn(whole.timeline())
    high = float(svg.get("height", ""))
    texts = boxes(svg)
    for left, top, right, bottom in texts:
        assert left >= 0 <= top
        assert (right <= 720, bottom <= high) == (True, True)
    for one, (left, top, right, bottom) in enumerate(texts):
        for other in texts[one + 1 :]:
            apart = right <= other[0] or other[2] <= left
            assert apart or bottom <= other[1] or other[3] <= top, (one, other)
    meant = [text for text in svg.iter(f"{SVG}text") if text.text in MEANINGS.values()]
    legend = min((float(text.get("y", "")) for text in meant), default=0) - 20
    for shape in svg.iter(f"{SVG}rect"):
        if shape.get("class") != "ground" and float(shape.get("y", "")) < legend:
            begin = float(shape.get("x", ""))
            assert begin >= LEFT
            assert begin + float(shape.get("width", "")) <= RIGHT + 0.02
    for arrow in svg.iter(f"{SVG}path"):
        points = [float(x) for x in re.findall(r"[ML]([\d.]+) ", arrow.get("d", ""))]
        inside = min(points) >= LEFT - ROOM and max(points) <= RIGHT + ROOM
        assert inside or max(points) < RIGHT


@given(datasets())
@example(load_article())
def test_the_table_has_every_record(whole: Dataset) -> None:
    """What is drawn is said in a table too."""
    table = ElementTree.fromstring(whole.timeline().table)
    ids = [row[-1].text for row in table.find(".//tbody") or ()]
    assert sorted(map(str, ids)) == sorted(whole.records.ids)


@given(periods(), st.integers(0, 60))
@example(Period.from_edtf("2023-03-20/2023-03-22"), 5)
@example(Period.from_edtf("../.."), 5)
@example(Period.from_edtf("2023-03-20/.."), 5)
@example(Period.from_edtf("/2023-03-20"), 5)
def test_bars_cover_the_days_of_the_period(when: Period, before: int) -> None:
    """A day is under a box if it may be part of it, a certain one if it is sure."""
    known = when.earliest or when.latest or date(2023, 3, 20)
    first = min(max(1, known.toordinal() - before), date.max.toordinal() - 60)
    axis = Axis(first, first + 60, 0, 61 * 8)
    marks = bar(when, axis, 10, HAPPENED)
    shapes = [ElementTree.fromstring(mark.shape) for mark in marks]
    hedged = when.begin.qualifier or when.end.qualifier
    for place in range(61):
        day = date.fromordinal(first + place)
        expected = Period.from_edtf(day.isoformat()).within(when)
        middle = place * 8 + 4
        over = {
            shape.get("class")
            for shape in shapes
            if shape.tag == "rect"
            and 0 <= middle - float(shape.get("x", "")) <= float(shape.get("width", ""))
        }
        assert bool(over) == (expected is not Certainty.NO)
        assert ("certain" in over) == (expected is Certainty.YES and not hedged)


@pytest.mark.parametrize(
    ("when", "kinds"),
    [
        ("2023-03-10", ["days certain"]),
        ("2023-03-10~", ["days possible"]),
        ("2023-03", ["days possible"]),
        ("2023-03-05/2023-03-08", ["days certain"]),
        ("2023-03-05/2023-03", ["days possible", "days certain"]),
        ("2023", ["days possible", "on possible", "on possible"]),
        ("2022-01-01/2024-12-31", ["days certain", "on certain", "on certain"]),
        ("../2023-03-10", ["days certain", "on certain"]),
        ("/2023-03-10", ["days possible", "days certain", "on possible"]),
        ("2023-03-10/..", ["days certain", "on certain"]),
        ("1990", ["beyond certain"]),
        ("1990-01-01/1990-02-02", ["beyond certain"]),
        ("2030-01-01", ["beyond certain"]),
        ("[2030-01-01..]", ["beyond certain"]),
        ("../..", ["days certain", "on certain", "on certain"]),
    ],
)
def test_each_kind_of_time_looks_its_own_way(when: str, kinds: list[str]) -> None:
    """Certain, possible or both, with a mark where cut off, another for all beyond."""
    axis = Axis(
        date(2023, 3, 1).toordinal(), date(2023, 3, 31).toordinal(), LEFT, RIGHT
    )
    marks = list(bar(Period.from_edtf(when), axis, 10, HAPPENED))
    assert [f"{mark.mark} {mark.kind}" for mark in marks] == kinds
    assert all((mark.mark, mark.kind) in MEANINGS for mark in marks)
    for mark in marks:
        assert ElementTree.fromstring(mark.shape).get("class") == mark.kind
    awaited = bar(Period.from_edtf(when), axis, 10, AWAITED)
    other = {"certain": "outlined", "possible": "dashed"}
    assert [mark.kind for mark in awaited] == [other[mark.kind] for mark in marks]


def visit(status: EventStatus, when: str = "2023-03-20/2023-03-22") -> Dataset:
    """Return a dataset of one visit, and of a statement that sets the scale."""
    found = attrs.evolve(
        load_article().visits.one(), status=status, when=Period.from_edtf(when),
        basis=(), invitation=None,
    )  # fmt: skip
    article = load_article()
    return Dataset(sources=article.sources, actors=article.actors, records=[found])


def kinds(picture: Picture) -> set[str]:
    """Return the kinds of shapes that are drawn, those of the paper left out."""
    paper = {None, "ground", "line", "rule"}
    return (
        {shape.get("class") for shape in drawn(picture).iter()}
        - paper
        - {  # type: ignore[return-value]
            "diplomacy-events-drawing"
        }
    )


@pytest.mark.parametrize("status", EventStatus)
def test_what_is_not_known_to_have_occurred_is_empty(status: EventStatus) -> None:
    """Only what occurred is filled, and what is cancelled is struck through."""
    occurred = status is EventStatus.OCCURRED
    struck = {"struck"} if status is EventStatus.CANCELLED else set()
    found = kinds(visit(status).timeline())
    assert found == {"certain" if occurred else "outlined"} | struck
    found = kinds(visit(status, "2023-03-20~").timeline())
    assert found == {"possible" if occurred else "dashed"} | struck
    assert kinds(visit(status, "../..").timeline()) == set()


def test_what_was_said_is_filled() -> None:
    """Statements and allegations happened, however they stand."""
    article = load_article()
    for records in (article.statements, article.allegations):
        assert kinds(records.timeline()) <= {"certain", "possible"}


def test_the_legend_says_what_is_there() -> None:
    """It has a sample of each mark that the picture uses, and of no other."""
    lines = written(visit(EventStatus.CANCELLED).timeline())
    assert lines[-2:] == ["certain days, not known to have occurred", "cancelled"]
    lines = written(visit(EventStatus.OCCURRED).timeline())
    assert lines[-1] == "certain days"
    assert "20–22 March 2023 · occurred" in lines[-2]
    both = [statement(0, "2023-03-20"), statement(1, "1990")]
    both += [statement(2, "2023-03-20/.."), statement(3, "[2023-03-19..]")]
    lines = written(dataset(*both).timeline())
    assert lines[-5:] == [
        "certain days",
        "possible days",
        "days go on beyond the picture",
        "days may go on beyond the picture",
        "all days lie beyond the picture",
    ]


def test_a_retracted_allegation_says_so() -> None:
    """It was made, but its line tells that it was taken back."""
    claim = load_article().allegations[0]
    response = Response(
        actors=claim.accusers, kind=ResponseKind.RETRACTION, evidence=claim.evidence
    )
    changed = attrs.evolve(claim, responses=(response,), basis=())
    records: Records[Allegation] = Records([changed])
    lines = written(records.timeline())
    assert any(line.endswith("· retracted") for line in lines)


def test_records_stand_in_groups_and_in_order() -> None:
    """Each type has a heading, and within it the earlier comes first."""
    lines = written(load_article().timeline())
    headings = ["Visits", "Joint declarations", "Allegations", "Statements"]
    places = [lines.index(title) for title in headings]
    assert places == sorted(places)
    assert lines[0] == "Timeline of Xi Jinping's announced state visit to Moscow"
    assert "20–22 March 2023 · confirmed" in lines
    assert "February 2023 · denied" in lines
    dates = [line for line in lines[places[-1] :] if " · " in line]
    assert dates[0] == "30 December 2022 · invite"
    assert dates[-1].startswith("some time · ")
    unknown = [line for line in lines if line.startswith("some time · ")]
    assert lines.count("no day is known") == len(unknown)
    assert not [line for line in lines if line.endswith("…")]


def test_collections_have_one_too() -> None:
    """What was found can be drawn; what has no time cannot."""
    article = load_article()
    picture = article.statements.by("Ushakov").timeline()
    assert picture.title == "Timeline"
    assert "Visits" not in written(picture)
    assert "Yury Ushakov" in picture.html
    with pytest.raises(UnknownFieldError, match="'when'"):
        article.actors.timeline()


def test_nothing_is_drawn_as_nothing() -> None:
    """An empty timeline says that it is empty."""
    assert written(Dataset().timeline())[-1] == "There are no records to draw."
    assert written(Dataset().visits.timeline()) == written(Dataset().timeline())


def test_no_day_known_at_all() -> None:
    """Records without any date have rows, but there are no days to name."""
    lines = written(dataset(statement(1, "/.."), statement(2, "../..")).timeline())
    assert lines[:2] == ["Timeline", "Statements"]
    assert lines[2:6:2] == ["Ada speaks", "Ada speaks"]
    assert set(lines[3:6:2]) == {"always · comment", "since an unknown day · comment"}


def test_many_records_are_cut_and_counted() -> None:
    """The first hundred are drawn, and the table has them all."""
    many = [statement(n, f"{1900 + n}-01-01", "长" * 200) for n in range(120)]
    picture = dataset(*many).timeline()
    lines = written(picture)
    assert lines[1] == "The first 100 of 120; the table has more of them."
    assert len([line for line in lines if line.endswith("· comment")]) == 100
    assert picture.html.count("statement-") == 120
    assert [line for line in lines if line.startswith("长")][3].endswith("…")
    assert "长" * 200 in picture.html


def test_very_many_records_are_listed_in_part() -> None:
    """A thousand rows are as many as a browser shows with ease."""
    many = [statement(n, "2023-03-17") for n in range(1200)]
    html = dataset(*many).timeline().html
    assert html.count("statement-") == 1000
    assert "… and 200 more" in html


def test_one_more_record_makes_it_higher() -> None:
    """The picture is as high as its rows need."""
    records = [statement(n, "2023-03-17") for n in range(5)]
    heights = [dataset(*records[:n]).timeline().height for n in range(1, 6)]
    steps = {round(after - before) for before, after in pairwise(heights)}
    assert len(steps) == 1
    assert steps.pop() > 30


def test_it_shows_with_its_table() -> None:
    """A notebook gets the drawing, named and described, and the table beneath."""
    picture = load_article().visits.timeline()
    svg = drawn(picture)
    assert svg.get("role") == "img"
    assert svg.findtext(f"{SVG}title") == "Timeline"
    assert "dashed" in (svg.findtext(f"{SVG}desc") or "")
    assert picture._repr_html_() == picture.html
    assert picture.html.index("</svg>") < picture.html.index("<table>")
    assert repr(picture) == "<Picture: Timeline>"


def test_a_day_among_centuries_is_seen() -> None:
    """However short it is, its bar is three pixels wide and within the picture."""
    axis = Axis(1, date.max.toordinal(), LEFT, RIGHT)
    for when in ("0001-01-01", "2023-03-17", "9999-12-31"):
        (mark,) = bar(Period.from_edtf(when), axis, 10, HAPPENED)
        box = ElementTree.fromstring(mark.shape)
        assert box.get("width") == "3"
        assert LEFT <= float(box.get("x", "")) <= RIGHT - 3


@pytest.mark.parametrize(
    "gist", ["وزارة الخارجية (2023)!", "\u202eAda speaks", "שלום."]
)
def test_what_runs_from_right_to_left_is_set_apart(gist: str) -> None:
    """Its direction is its own, and leaves that of the picture alone."""
    lines = written(dataset(statement(0, "2023-03-17", gist)).timeline())
    assert f"\u2068{gist}\u2069" in lines
    assert "Statements" in lines


def test_what_runs_from_left_to_right_is_not_touched() -> None:
    """There are no signs of Unicode where none are needed."""
    lines = written(load_article().timeline())
    assert not {"\u2068", "\u2069"} & set("".join(lines))
