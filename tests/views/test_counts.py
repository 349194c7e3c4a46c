"""Pictures of counts: columns over time, or a bar for each row."""

import re
from itertools import groupby

import pytest

from diplomacy_events import (
    Evidence,
    Period,
    Records,
    Statement,
    load_article,
)

ARTICLE = load_article()


def statements(*when: str, speakers: int = 1) -> Records[Statement]:
    """Return statements of these periods, each by another speaker."""
    return Records(
        [
            Statement(
                id=f"s-{number}",
                when=Period.from_edtf(text),
                gist="Something is said",
                speakers=[f"speaker-{number % speakers}"],
                act="comment",
                manner="indirect",
                evidence=[Evidence(source="daily")],
            )
            for number, text in enumerate(when)
        ]
    )


def test_columns_distinguish_least_from_most() -> None:
    """A full column shows the least, and a dashed one above it the most."""
    certain = statements("2031-02-03", "2031-02-04").count_by("day").picture()
    assert certain.body.count('class="certain"') == 3  # The legend counts too.
    assert "possible" not in certain.body
    assert "at most" not in certain.body
    open_days = statements("2031-02-03", "[2031-02-03..2031-02-04]").count_by("day")
    assert open_days.picture().body.count('class="possible"') == 3


def test_records_without_a_bound_are_named_wherever_the_picture_is_read() -> None:
    """The drawing, its description and its table say that more may fall into cells."""
    counts = statements("2031-02-03", "/2031-02-04").count_by("day", during="2031-02")
    note = "1 record has no first or no last day and may fall into many cells."
    picture = counts.picture()
    assert f">{note}</text>" in picture.body
    assert picture.description.endswith(f" {note}")
    assert f"<p>{note}</p>" in picture.table
    bounded = statements("2031-02-03").count_by("day").picture()
    assert "many cells" not in bounded.svg + bounded.html


def test_every_group_has_a_strip_with_its_name() -> None:
    """The strip has the group's name; the axis below has days, in countable units."""
    picture = ARTICLE.records.count_by("month", "type").picture()
    for text in ("Allegations", "Visits", "Mar", "2023"):
        assert f">{text}</text>" in picture.body
    assert ">12 Dec<" not in picture.body
    assert picture.title == "Records, counted by month and type"
    assert "allegation<" not in picture.table
    assert ">0</bdi>" in picture.table


def test_types_are_in_their_order_within_earlier_keys() -> None:
    """An actor's rows stay together, with types in the usual order."""
    table = ARTICLE.records.count_by("by", "type").picture().table
    rows = re.findall("<bdi>China</bdi></th><td><bdi>([^<]*)", table)
    assert rows == ["Joint declarations", "Allegations", "Statements"]
    actors = re.findall('<tr><th scope="row"><bdi>([^<]*)', table)
    assert len([*groupby(actors)]) == len(set(actors)) > 3


def test_rows_without_time_are_bars() -> None:
    """A bar has one number if least and most are equal, otherwise both."""
    bars = ARTICLE.statements.count_by("by", during="2023-03").picture(
        title="Who spoke"
    )
    assert bars.title == "Who spoke"
    assert ">Foreign Ministry of China</text>" in bars.body
    assert "0–" in bars.body
    total = ARTICLE.statements.count_by().picture()
    assert ">all</text>" in total.body
    assert f">{len(ARTICLE.statements)}</text>" in total.body
    assert total.title == "Records"


@pytest.mark.parametrize("key", ["by", "month"])
def test_an_empty_count_is_reported(key: str) -> None:
    """The picture says so, and has no legend."""
    picture = statements().count_by(key).picture()
    assert "Nothing to count." in picture.body
    assert "at least" not in picture.body


def test_the_greatest_groups_are_drawn() -> None:
    """The table has the others."""
    many = statements(*["2031-02-03"] * 100, *["2031-02-04"], speakers=100)
    picture = many.count_by("by").picture()
    assert "The greatest 60 of 100; the table has more." in picture.body
    assert ">speaker-0</text>" in picture.body
    assert "speaker-99</bdi>" in picture.table
    over_time = many.count_by("year", "by").picture()
    assert "The greatest 12 of 100" in over_time.body
