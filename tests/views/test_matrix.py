"""Who speaks about, to or against whom."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import example, given

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    Group,
    Manner,
    Period,
    Response,
    ResponseKind,
    Source,
    SpeechAct,
    Statement,
    UnknownFieldError,
    UnknownNameError,
    load_article,
)
from diplomacy_events.strategies import datasets
from diplomacy_events.views.measure import width
from diplomacy_events.views.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture: Picture) -> ElementTree.Element:
    """Return the picture, read as XML."""
    return ElementTree.fromstring(picture.svg)


def cells(picture: Picture) -> list[tuple[str, ...]]:
    """Return the rows of the table."""
    root = ElementTree.fromstring(picture.table)
    rows = root.find(".//tbody")
    assert rows is not None
    return [tuple("".join(cell.itertext()) for cell in row) for row in rows]


@given(datasets())
@example(Dataset())
@example(load_article())
def test_every_mention_is_counted(whole: Dataset) -> None:
    """The table counts everybody who speaks about, to or against each actor."""
    expected = Counter[str]()
    for record in whole.records:
        if isinstance(record, Statement):
            expected["speaks of"] += len(record.speakers) * len(record.mentions)
            expected["speaks to"] += len(record.speakers) * len(record.audience)
        if isinstance(record, Allegation):
            back = [
                who
                for who in record.accusers
                if any(
                    response.kind == "retraction" and who in response.actors
                    for response in record.responses
                )
            ]
            kept = len(record.accusers) - len(back)
            expected["makes allegations against"] += kept * len(record.accused)
            expected["withdrew allegations against"] += len(back) * len(record.accused)
    found = Counter[str]()
    for _, how, _, count in cells(whole.matrix()):
        found[how] += int(count)
    assert found == +expected


def crowd(size: int, spoken_of: int, times: int = 1, name: str = "") -> Dataset:
    """Return a dataset in which each of many actors mentions all earlier ones."""
    names = [f"actor-{n}" for n in range(size)]
    said = [
        Statement(
            id=f"said-{n}-{time}", when=Period.from_edtf("2023"), speakers=(who,),
            gist="One speaks of another", manner=Manner.INDIRECT,
            act=SpeechAct.COMMENT, evidence=(Evidence(source="daily"),),
            mentions=tuple([names[n - m - 1] for m in range(spoken_of)]),
        )
        for n, who in enumerate(names)
        for time in range(times)
    ]  # fmt: skip
    return Dataset(
        sources=[Source(id="daily", publisher="Daily")],
        actors=[Group(id=id, name=f"{id} {name}".strip()) for id in names],
        records=said,
    )


def retracted(*accusers: str) -> Dataset:
    """Return a dataset with an allegation that some of its accusers retracted."""
    where = (Evidence(source="daily"),)
    response = Response(actors=accusers, kind=ResponseKind.RETRACTION, evidence=where)
    claim = Allegation(
        id="claim", when=Period.from_edtf("2023"), gist="Two accuse Bo",
        accusers=("actor-0", "actor-1"), accused=("actor-2",), conduct="staying away",
        responses=(response,), evidence=where,
    )  # fmt: skip
    whole = crowd(3, 2)
    return Dataset(
        sources=whole.sources, actors=whole.actors, records=[*whole.records, claim]
    )


@given(datasets())
@example(Dataset())
@example(load_article())
@example(retracted("actor-0"))
def test_nothing_overlaps_or_leaves_the_picture(whole: Dataset) -> None:
    """No label overlaps another or leaves the picture."""
    lies_within_and_apart(whole)


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("size", "spoken_of", "times", "name"),
    [
        (12, 11, 12, ""),
        (12, 2, 1200, ""),
        (3, 1, 12_000, "of the widest names WWWWWWWWWWWWW"),
    ],
)
def test_a_crowd_neither_overlaps_nor_leaves_the_picture(
    size: int, spoken_of: int, times: int, name: str
) -> None:
    """High counts and long names do not overlap either."""
    lies_within_and_apart(crowd(size, spoken_of, times, name))


def lies_within_and_apart(whole: Dataset) -> None:
    """Check that no label of a matrix overlaps another or leaves the picture."""
    svg = drawn(whole.matrix())
    high = float(svg.get("height", ""))
    level, slanted = [], []
    for text in svg.iter(f"{SVG}text"):
        x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
        bold = 1.1 if text.get("font-weight") else 1
        wide = bold * width(text.text or "", size)
        if text.get("transform"):
            assert x + wide * 0.743 <= 720
            assert y - wide * 0.669 >= 10
            # The distance of the label's line from the origin, across the slant.
            slanted.append(x * 0.669 + y * 0.743)
        else:
            level.append((x, y - size, x + wide, y + 2))
            assert x + wide <= 720
            assert size <= y <= high
    for one, (left, top, right, bottom) in enumerate(level):
        for other in level[one + 1 :]:
            apart = right <= other[0] or other[2] <= left
            assert apart or bottom <= other[1] or other[3] <= top
    slanted.sort()
    for place, one_line in enumerate(slanted[1:]):
        assert one_line - slanted[place] >= 12


def test_the_article_is_read() -> None:
    """The table has the words, and the picture has the signs."""
    picture = load_article().matrix()
    rows = cells(picture)
    assert ("China", "makes allegations against", "United States", "1") in rows
    assert ("Yury Ushakov", "speaks of", "China", "3") in rows
    assert ("Yury Ushakov", "speaks to", "Reporters", "1") in rows
    svg = drawn(picture)
    against = [row for row in rows if row[1].endswith("against")]
    # The legend has one more of each sign.
    crosses = list(svg.iter(f"{SVG}path"))
    assert len(crosses) == len(against) + 1
    assert (
        len(list(svg.iter(f"{SVG}circle")))
        == len([row for row in rows if row[1] == "speaks of"]) + 1
    )
    texts = [text.text or "" for text in svg.iter(f"{SVG}text")]
    assert not [text for text in texts if text.endswith("…")]
    assert svg.get("role") == "img"
    assert "triangle" in (svg.findtext(f"{SVG}desc") or "")


def test_collections_also_have_a_picture() -> None:
    """Records found can be drawn; if nobody speaks, the picture is empty."""
    article = load_article()
    assert {row[0] for row in cells(article.statements.by("Ushakov").matrix())} == {
        "Yury Ushakov"
    }
    with pytest.raises(UnknownFieldError, match="mentions"):
        article.visits.matrix()


def test_an_empty_picture_says_so() -> None:
    """An empty matrix says that it is empty."""
    texts = [text.text for text in drawn(Dataset().matrix()).iter(f"{SVG}text")]
    assert texts == [
        "Who speaks of, to or against whom",
        "Nobody speaks of, to or against anyone in these records.",
    ]


@pytest.mark.parametrize("accusers", [("actor-0",), ("actor-0", "actor-1")])
def test_an_accuser_who_retracted_is_not_counted(
    accusers: tuple[str, ...],
) -> None:
    """Those who retracted are counted separately, in words and by their own sign."""
    picture = retracted(*accusers).matrix()
    said = {row[0]: row[1] for row in cells(picture) if "allegations" in row[1]}
    back, made = "withdrew allegations against", "makes allegations against"
    assert said == {
        who: back if who in accusers else made for who in ("actor-0", "actor-1")
    }
    svg = drawn(picture)
    squares = [box for box in svg.iter(f"{SVG}rect") if box.get("class") == "sign"]
    assert len(squares) == len(accusers) + 1
    texts = [text.text for text in svg.iter(f"{SVG}text")]
    assert (made in texts) == (len(accusers) == 1)


def test_high_counts_have_fewer_columns() -> None:
    """Numbers are written in full; those without room are only in the table."""
    texts = [text.text or "" for text in drawn(crowd(12, 11, 1234).matrix()).iter()]
    assert "1234" in texts
    note = "Showing 10 of 12 actors spoken of, to or against; the table has more."
    assert note in texts


def test_the_foremost_are_drawn_of_many() -> None:
    """If columns and rows are too many, a note says so, and the table has them all."""
    picture = crowd(50, 1).matrix()
    svg = drawn(picture)
    texts = [text.text or "" for text in svg.iter(f"{SVG}text")]
    assert texts[1] == "Showing 40 of 50 actors who speak; the table has more."
    assert (
        texts[2]
        == "Showing 11 of 50 actors spoken of, to or against; the table has more."
    )
    assert len([text for text in svg.iter(f"{SVG}text") if text.get("transform")]) == 11
    assert len(cells(picture)) == 50
    assert not re.search(r"\bid=", picture.html)


def test_very_many_are_listed_in_part() -> None:
    """Browsers show a thousand rows without difficulty, so there are no more."""
    picture = crowd(50, 24).matrix()
    assert len(cells(picture)) == 1000
    assert "… and 200 more" in picture.table


def test_rows_and_columns_are_chosen() -> None:
    """Only the actors named are shown, in this order."""
    article = load_article()
    picture = article.matrix(
        rows=["Beijing", "united-states"], columns=["Russia"], title="On Russia"
    )
    assert picture.title == "On Russia"
    texts = [text for text in picture.body.split("</text>") if ">China" in text]
    assert len(texts) == 1
    assert picture.body.index(">China") < picture.body.index(">United States")
    assert "Ukraine" not in picture.body
    with pytest.raises(UnknownNameError, match="no actor is called"):
        article.matrix(rows=["Nobody"])
