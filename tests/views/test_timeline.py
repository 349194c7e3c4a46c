"""The timeline."""

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import example, given

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    FieldValueError,
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
from diplomacy_events.strategies import datasets
from diplomacy_events.views.bars import MEANINGS
from diplomacy_events.views.measure import width
from diplomacy_events.views.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
LEFT, RIGHT, ROOM = 308, 694, 13


HEADINGS = ["Visits", "Joint declarations", "Allegations", "Statements"]


def drawn(picture: Picture) -> ElementTree.Element:
    """Return the picture, read as XML."""
    return ElementTree.fromstring(picture.svg)


def written(picture: Picture) -> list[str]:
    """Return the lines of text in a picture."""
    return [text.text or "" for text in drawn(picture).iter(f"{SVG}text")]


def statement(number: int, when: str, gist: str = "Ada speaks") -> Statement:
    """Return a statement with this time."""
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
def test_nothing_overlaps_or_leaves_the_picture(whole: Dataset) -> None:
    """No label overlaps another or leaves the picture, and bars stay in the plot."""
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
    """Everything drawn is also in a table."""
    table = ElementTree.fromstring(whole.timeline().table)
    ids = [row[-1].text for row in table.find(".//tbody") or ()]
    assert sorted(map(str, ids)) == sorted(whole.records.ids)


def test_the_legend_says_what_is_there() -> None:
    """It has a sample of each mark in the picture, and of no other."""
    both = [statement(0, "2023-03-20"), statement(1, "1990")]
    both += [statement(2, "2023-03-20/.."), statement(3, "[2023-03-19..]")]
    lines = written(dataset(*both).timeline())
    assert lines[-5:] == [
        "certain days",
        "possible days",
        "days continue beyond the picture",
        "days may continue beyond the picture",
        "all days lie beyond the picture",
    ]


def test_a_retracted_allegation_is_marked() -> None:
    """The allegation is drawn, and its line shows that it was retracted."""
    claim = load_article().allegations[0]
    response = Response(
        actors=claim.accusers, kind=ResponseKind.RETRACTION, evidence=claim.evidence
    )
    changed = attrs.evolve(claim, responses=(response,), basis=())
    records: Records[Allegation] = Records([changed])
    lines = written(records.timeline())
    assert any(line.endswith("· retracted") for line in lines)


def test_records_are_in_groups_and_in_order() -> None:
    """Each type has a heading, and its records are in order of time."""
    lines = written(load_article().timeline(undated=True))
    headings = ["Visits", "Joint declarations", "Allegations", "Statements"]
    places = [lines.index(title) for title in headings]
    assert places == sorted(places)
    assert lines[0] == "Timeline of Xi Jinping's announced state visit to Moscow"
    assert "20–22 March 2023 · confirmed" in lines
    assert "February 2023 · denied" in lines
    dates = [line for line in lines[places[-1] :] if " · " in line]
    assert dates[0] == "30 December 2022 · invite"
    assert dates[-1].startswith("undated · ")
    unknown = [line for line in lines if line.startswith("undated · ")]
    assert lines.count("undated") == len(unknown)
    assert not [line for line in lines if line.endswith("…")]


def test_collections_also_have_a_picture() -> None:
    """Records found can be drawn; those without a time cannot."""
    article = load_article()
    picture = article.statements.by("Ushakov").timeline()
    assert picture.title == "Timeline"
    assert "Visits" not in written(picture)
    assert "Yury Ushakov" in picture.html
    with pytest.raises(UnknownFieldError, match="'when'"):
        article.actors.timeline()


def test_an_empty_picture_says_so() -> None:
    """An empty timeline says that it is empty."""
    assert written(Dataset().timeline())[-1] == "No records to draw."
    assert written(Dataset().visits.timeline()) == written(Dataset().timeline())


def test_no_known_day() -> None:
    """Records without any date have rows, but the axis has no days."""
    lines = written(dataset(statement(1, "/.."), statement(2, "../..")).timeline())
    assert lines[:2] == ["Timeline", "Statements"]
    assert lines[2:6:2] == ["Ada speaks", "Ada speaks"]
    assert set(lines[3:6:2]) == {"always · comment", "since an unknown day · comment"}


def test_many_records_are_cut_and_counted() -> None:
    """The first hundred are drawn, and the table has them all."""
    many = [statement(n, f"{1900 + n}-01-01", "长" * 200) for n in range(120)]
    picture = dataset(*many).timeline(by="day")
    lines = written(picture)
    assert lines[1] == "The first 100 of 120; the table has more."
    assert len([line for line in lines if line.endswith("· comment")]) == 100
    assert picture.html.count("statement-") == 120
    assert [line for line in lines if line.startswith("长")][3].endswith("…")
    assert "长" * 200 in picture.html


def test_very_many_records_are_listed_in_part() -> None:
    """Browsers show a thousand rows without difficulty, so there are no more."""
    many = [statement(n, "2023-03-17") for n in range(1200)]
    html = dataset(*many).timeline(by="day").html
    assert html.count("statement-") == 1000
    assert "… and 200 more" in html


def test_one_more_record_makes_the_picture_higher() -> None:
    """The picture is as high as its rows need."""
    records = [statement(n, "2023-03-17") for n in range(5)]
    heights = [dataset(*records[:n]).timeline().height for n in range(1, 6)]
    steps = {round(after - before) for before, after in pairwise(heights)}
    assert len(steps) == 1
    assert steps.pop() > 30


def test_it_shows_with_its_table() -> None:
    """A notebook shows the drawing, with a name and a description, above the table."""
    picture = load_article().visits.timeline()
    svg = drawn(picture)
    assert svg.get("role") == "img"
    assert svg.findtext(f"{SVG}title") == "Timeline"
    assert "dashed" in (svg.findtext(f"{SVG}desc") or "")
    assert picture._repr_html_() == picture.html
    assert picture.html.index("</svg>") < picture.html.index("<table")
    assert repr(picture) == "<Picture: Timeline>"


@pytest.mark.parametrize(
    "gist", ["وزارة الخارجية (2023)!", "\u202eAda speaks", "שלום."]
)
def test_text_from_right_to_left_is_isolated(gist: str) -> None:
    """The text has its own direction, and does not change that of the picture."""
    lines = written(dataset(statement(0, "2023-03-17", gist)).timeline())
    assert f"\u2068{gist}\u2069" in lines
    assert "Statements" in lines


def test_text_from_left_to_right_is_unchanged() -> None:
    """No Unicode control characters are added if none are needed."""
    lines = written(load_article().timeline())
    assert not {"\u2068", "\u2069"} & set("".join(lines))


def test_more_than_a_hundred_records_are_drawn_as_columns() -> None:
    """Columns count by month, for records with known days, at the same height."""
    few = [statement(n, "2023-03-17") for n in range(101)]
    several = dataset(*few).timeline()
    many = dataset(
        *few, *[statement(n, "2023-04") for n in range(101, 2000)]
    ).timeline()
    assert several.height == many.height < 220
    assert ">Records, counted by month and type</text>" in many.body
    assert ">101</text>" in several.body
    assert "2023-03" in several.table
    undated = [statement(n, "/") for n in range(101)]
    assert "Nothing to count." in dataset(*undated).timeline(by="month").body
    assert (
        ">101</bdi>"
        not in dataset(*undated, statement(200, "2023")).timeline(by="year").table
    )


def test_columns_are_headed_and_ordered_as_bars_are() -> None:
    """In both forms, types have the same headings, in the same order."""
    records = load_article().records
    headings = [
        [line for line in written(picture) if line in HEADINGS]
        for picture in (records.timeline(), records.timeline(by="month"))
    ]
    assert headings[0] == headings[1] == HEADINGS


def test_records_without_days_are_drawn_on_request() -> None:
    """Without the option, only their number is given."""
    two = dataset(statement(1, "2023"), statement(2, "/"))
    lines = written(two.timeline())
    assert "1 record has no known day: see the table." in lines
    assert "undated" in written(two.timeline(undated=True))
    none = dataset(statement(1, "/"), statement(2, "/"))
    assert written(none.timeline())[1].startswith("2 records have no known day")


@pytest.mark.parametrize("width_asked", [319, 4001, True, "400"])
def test_no_picture_is_of_another_width(width_asked: Any) -> None:
    """Each picture refuses a width that has no room for words, or is not a number."""
    article = load_article()
    history = article.events["xi-visits-moscow"].history
    counts = article.records.count_by("by")
    for draw in (article.timeline, article.matrix, history.picture, counts.picture):
        with pytest.raises(FieldValueError, match="width: must be from 320 to 4000"):
            draw(width=width_asked)


@pytest.mark.parametrize("width_asked", [320, 390, 800, 1200.0])
def test_everything_fits_any_width(width_asked: float) -> None:
    """Labels take their share, and the drawing has the stated width."""
    for picture in (
        load_article().timeline(width=width_asked),
        load_article().timeline(by="month", group="actor", width=width_asked),
        load_article().matrix(width=width_asked),
        load_article().records.count_by("by").picture(width=width_asked),
        load_article().events["xi-visits-moscow"].history.picture(width=width_asked),
    ):
        svg = drawn(picture)
        assert float(svg.get("width", "")) == width_asked == picture.width
        for text in svg.iter(f"{SVG}text"):
            if text.get("transform") is None:
                end = float(text.get("x", "")) + width(
                    text.text or "", float(text.get("font-size", ""))
                )
                assert end <= width_asked + 1


def test_groups_labels_and_order_are_chosen() -> None:
    """Records are grouped by actor or event, with ids or names, in any order."""
    article = load_article()
    by_actor = written(article.allegations.timeline(group="actor", undated=True))
    assert "United States" in by_actor
    assert "China" in by_actor
    labels = written(article.visits.timeline(label="who"))
    assert "Xi Jinping, visiting Vladimir Putin" in " ".join(labels)
    ids = written(article.declarations.timeline(label="id", order="id"))
    shown = [line for line in ids if line.endswith("declaration")]
    assert shown == sorted(shown)
    titled = article.timeline(title="As I see it", limit=2, order=lambda one: one.id)
    assert titled.title == "As I see it"
    assert "The first 2 of" in " ".join(written(titled))
    one = statement(1, "2023-03-17", "It begins")
    other = attrs.evolve(one, id="other", same_as=(one.id,), gist="It goes on")
    events = written(dataset(one, other).timeline(group="event"))
    assert events.count("It begins") == 2
    assert "Statements" not in events


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"by": "hour"}, "by: must be one of day, week, month, quarter, year"),
        ({"group": "place"}, "group: must be one of type, actor, event"),
        ({"label": "when"}, "label: must be one of gist, id, who"),
        ({"width": 10}, "width: must be from 320 to 4000 pixels"),
        ({"width": True}, "width: must be from"),
        ({"limit": 0}, "limit: must be 1 or more"),
        ({"by": "month", "group": "event"}, "pass by='day'"),
    ],
)
def test_unknown_options_of_a_drawing_are_refused(
    how: dict[str, Any], words: str
) -> None:
    """Each error names the wrong value and lists the choices."""
    with pytest.raises(FieldValueError, match=words):
        load_article().timeline(**how)
