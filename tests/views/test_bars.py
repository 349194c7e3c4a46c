"""Bars distinguish certain from possible days, and plans from past events."""

import base64
import re
from collections.abc import Iterable
from datetime import date
from typing import Literal
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from diplomacy_events import (
    Certainty,
    Dataset,
    EventStatus,
    Period,
    Records,
    load_article,
)
from diplomacy_events.strategies import periods
from diplomacy_events.views.axis import Axis
from diplomacy_events.views.bars import (
    ALLEGED,
    AWAITED,
    HAPPENED,
    MEANINGS,
    bar,
    sample,
)
from diplomacy_events.views.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
LEFT, RIGHT = 308, 694

PIXELS = """async ([image, points]) => {
    const drawn = new Image()
    drawn.src = 'data:image/png;base64,' + image
    await drawn.decode()
    const canvas = new OffscreenCanvas(drawn.width, drawn.height)
    const sheet = canvas.getContext('2d')
    sheet.drawImage(drawn, 0, 0)
    return points.map(point => {
        const [x, y] = point.map(Math.floor)
        return [...sheet.getImageData(x, y, 1, 1).data].slice(0, 3)})}"""
BOXES = """() => [...document.querySelectorAll('svg rect[rx]')].map(node => {
    const box = node.getBoundingClientRect()
    return [node.getAttribute('class'), box.left, box.top, box.width, box.height]})"""


def visits(*times: str, statuses: Iterable[EventStatus] = EventStatus) -> Dataset:
    """Return a dataset of visits: for each of these times, one with each status."""
    article = load_article()
    visit = attrs.evolve(article.visits.one(), basis=(), invitation=None)
    records = [
        attrs.evolve(
            visit, id=f"visit-{n}-{status}", status=status, when=Period.from_edtf(when)
        )
        for n, when in enumerate(times)
        for status in statuses
    ]
    return Dataset(sources=article.sources, actors=article.actors, records=records)


def drawn(picture: Picture) -> tuple[set[str], list[str]]:
    """Return the kinds of marks in a picture, and its lines of text."""
    svg = ElementTree.fromstring(picture.svg)
    known = {kind for _, kind in MEANINGS}
    found = {shape.get("class", "") for shape in svg.iter()}
    return found & known, [text.text or "" for text in svg.iter(f"{SVG}text")]


@given(periods(), st.integers(0, 60))
@example(Period.from_edtf("2023-03-20/2023-03-22"), 5)
@example(Period.from_edtf("../.."), 5)
@example(Period.from_edtf("2023-03-20/.."), 5)
@example(Period.from_edtf("/2023-03-20"), 5)
def test_bars_cover_the_days_of_the_period(when: Period, before: int) -> None:
    """A box covers every possible day, and a certain box every certain day."""
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
def test_each_kind_of_time_has_its_own_look(when: str, kinds: list[str]) -> None:
    """Certain, possible or both, with one mark at a cut, another if all is outside."""
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


def test_a_day_among_centuries_is_seen() -> None:
    """Even a very short bar is three pixels wide and within the picture."""
    axis = Axis(1, date.max.toordinal(), LEFT, RIGHT)
    for when in ("0001-01-01", "2023-03-17", "9999-12-31"):
        (mark,) = bar(Period.from_edtf(when), axis, 10, HAPPENED)
        box = ElementTree.fromstring(mark.shape)
        assert box.get("width") == "3"
        assert LEFT <= float(box.get("x", "")) <= RIGHT - 3


@pytest.mark.parametrize("status", EventStatus)
def test_bars_of_events_that_may_not_have_occurred_are_empty(
    status: EventStatus,
) -> None:
    """Only events that occurred are filled, and cancelled ones are crossed out."""
    occurred = status is EventStatus.OCCURRED
    off = (EventStatus.CANCELLED, EventStatus.DECLINED)
    struck = {"struck"} if status in off else set()
    for when, full, empty in (
        ("2023-03-20/2023-03-22", {"certain"}, {"outlined"}),
        ("2023-03-20~", {"possible"}, {"dashed"}),
    ):
        found, _ = drawn(visits(when, statuses=[status]).timeline())
        assert found == (full if occurred else empty) | struck
    assert drawn(visits("../..", statuses=[status]).timeline())[0] == set()


def test_bars_of_statements_are_filled() -> None:
    """What was said was said, whatever it means."""
    assert drawn(load_article().statements.timeline())[0] == {"certain", "possible"}


def test_bars_of_allegations_are_hatched() -> None:
    """They look like neither a statement nor an event, and the legend says why."""
    article = load_article()
    found, lines = drawn(article.allegations.timeline())
    assert found == {"perhaps"}
    assert "possible days of an allegation, which is not a fact" in lines
    sure = [
        attrs.evolve(one, when=Period.from_edtf("2023-03-17"), basis=())
        for one in article.allegations
    ]
    found, lines = drawn(Records(sure).timeline())
    assert found == {"alleged"}
    assert lines[-1] == "certain days of an allegation, which is not a fact"


@pytest.mark.parametrize("kind", ALLEGED)
def test_a_hatch_stays_within_its_bar(kind: str) -> None:
    """Its lines are slanted by 45 degrees, and touch the edges of the bar."""
    box, hatch = ElementTree.fromstring(f"<g>{sample('days', kind, 10, 20)}</g>")
    left, top, width, height = (
        float(box.attrib[name]) for name in ("x", "y", "width", "height")
    )
    assert hatch.attrib["class"] == "hatch"
    lines = re.findall(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)", hatch.attrib["d"])
    for line in lines:
        x1, y1, x2, y2 = map(float, line)
        assert left <= x1 < x2 <= left + width
        assert top <= y2 < y1 <= top + height
        assert x2 - x1 == pytest.approx(y1 - y2)
    assert len(lines) == 7


def test_the_legend_explains_empty_and_filled_bars() -> None:
    """The legend explains either kind, or both if both occur."""
    when, lines = "2023-03-20/2023-03-22", {}
    for status in (EventStatus.CANCELLED, EventStatus.OCCURRED):
        lines[status] = drawn(visits(when, statuses=[status]).timeline())[1]
    awaited = "certain days, not known to have occurred"
    assert lines[EventStatus.CANCELLED][-2:] == [awaited, "cancelled or declined"]
    assert lines[EventStatus.OCCURRED][-1] == "certain days"
    assert lines[EventStatus.OCCURRED][-2].endswith("· occurred")
    assert drawn(visits(when).timeline())[1][-3:] == [
        "certain days",
        awaited,
        "cancelled or declined",
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_look_as_intended(
    browser: Browser, mode: Literal["light", "dark"]
) -> None:
    """On the screen, past events are filled, expected ones empty, and none is cut."""
    whole = visits("2023-03-10/2023-03-14", "[2023-03-08..2023-03-21]")
    page = browser.new_page(color_scheme=mode, viewport={"width": 800, "height": 600})
    page.set_content(whole.timeline().html)
    image = page.screenshot(full_page=True)
    boxes = page.evaluate(BOXES)
    middles = [[x + wide / 2, y + high / 4] for _, x, y, wide, high in boxes]
    encoded = base64.b64encode(image).decode()
    pixels = page.evaluate(PIXELS, [encoded, middles])
    ground, full = ([255] * 3 if mode == "light" else [18] * 3), [47, 127, 208]
    pale = [round(0.3 * a + 0.7 * b) for a, b in zip(full, ground, strict=True)]
    looks = {"certain": full, "possible": pale, "outlined": ground, "dashed": ground}
    assert {kind for kind, *_ in boxes} == set(looks)
    for (kind, *_), pixel in zip(boxes, pixels, strict=True):
        assert max(abs(a - b) for a, b in zip(pixel, looks[kind], strict=True)) <= 2
    # The bars of the records come first, from top to bottom, then those of the legend.
    assert len(boxes) == len(whole.visits) + len(looks)
    left = page.locator("svg").evaluate("node => node.getBoundingClientRect().left")
    for _, x, _, wide, _ in boxes[:-4]:
        assert left + LEFT <= x < x + wide <= left + RIGHT
    # Five days, and two weeks that begin two days earlier, whatever the status.
    days, weeks = sorted({(x, wide) for _, x, _, wide, _ in boxes[:-4]})[::-1]
    assert days[1] / weeks[1] == pytest.approx(5 / 14, abs=0.001)
    assert (days[0] - weeks[0]) / weeks[1] == pytest.approx(2 / 14, abs=0.001)
    assert all(high == pytest.approx(12) for *_, high in boxes)
    tops = [top for _, _, top, _, _ in boxes[:-4]]
    assert tops == sorted(set(tops))
    page.close()
