"""The page on phrases: what it says is true."""

import re
from datetime import date
from pathlib import Path

import pytest

from diplomacy_events import resolve
from diplomacy_events.phrases.holidays import HOLIDAYS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "phrases.md"
TEXT = PAGE.read_text(encoding="utf-8")
FRIDAY = date(2023, 3, 17)


def test_every_day_with_a_name_is_listed() -> None:
    """The table has each named day, with its date in the year shown."""
    table = TEXT.partition("### Named days")[2].partition("## ")[0]
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| (\d{4}-\d\d-\d\d) \|$", table, re.MULTILINE
    )
    shown = {name.lower(): date.fromisoformat(day) for name, day in rows}
    assert shown == {name: rule(2023) for name, rule in HOLIDAYS.items()}
    for name, day in rows:
        assert resolve(f"{name} 2023", published=FRIDAY).edtf == day


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("the month before last", "2023-01"),
        ("the week after next", "[2023-03-27..2023-04-02]"),
        ("the first nine months", "[2023-01-01..2023-09-30]"),
        ("the September quarter", "[2022-07-01..2022-09-30]"),
        ("the July-September quarter", "[2022-07-01..2022-09-30]"),
        ("the quarter just ended", "[2022-10-01..2022-12-31]"),
        ("the same quarter last year", "[2021-10-01..2021-12-31]"),
        ("the year-ago month", "2022-02"),
        ("the 1988 quarter", "[1988-10-01..1988-12-31]"),
        ("later in the day", "2023-03-17"),
        ("the end of the month", "[2023-03-21..2023-03-31]"),
        ("as soon as Monday", "2023-03-20"),
        ("the nine months to September", "[2022-01-01..2022-09-30]"),
        ("the first quarter ended Sept. 30", "[2022-07-01..2022-09-30]"),
        ("the week beginning May 1", "[2023-05-01..2023-05-07]"),
        ("the year that began Oct. 1", "[2022-10-01..2023-09-30]"),
        ("the first of the year", "2023-01-01"),
        ("the early hours of Friday", "2023-03-17"),
        ("shortly after noon on Friday", "2023-03-17"),
        ("before noon on Friday", "[..2023-03-17]"),
        ("after 9 a.m. Friday", "[2023-03-17..]"),
        ("the 1990's", "199X"),
        ("1990's first quarter", "[1990-01-01..1990-03-31]"),
        ("Friday last", "2023-03-10"),
        ("Friday next", "2023-03-24"),
        ("Friday week", "2023-03-24"),
        ("tomorrow week", "2023-03-25"),
        ("a week from Friday", "2023-03-24"),
        ("the next day", "2023-03-18"),
        ("two days later", "2023-03-19"),
        ("a year earlier", "2022"),
        ("the weekend", "[2023-03-11..2023-03-12]"),
        ("last weekend", "[2023-03-11..2023-03-12]"),
        ("the week of Oct. 23", "[2022-10-17..2022-10-23]"),
        ("the weekend of March 18", "[2023-03-18..2023-03-19]"),
        ("two or three years ago", "[2020-01-01..2021-12-31]"),
        ("in two or three weeks", "[2023-03-27..2023-04-09]"),
        ("this morning", "2023-03-17"),
        ("tonight", "2023-03-17"),
        ("next morning", "2023-03-18"),
        ("the night before", "2023-03-16"),
        ("the 19th century", "18XX"),
        ("from March", "2023-03/.."),
        ("starting Monday", "2023-03-13/.."),
        ("by March", "[..2023-03-31]"),
        ("no later than May", "[..2023-05-31]"),
        ("before March", "[..2023-02-28]"),
        ("ahead of Christmas", "[..2022-12-24]"),
        ("after March", "[2023-04-01..]"),
        ("a couple of years ago", "[..2023-03-17]"),
        ("several weeks", "/"),
        ("dozens of years ago", "[..2023-03-17]"),
        ("in the coming weeks", "[2023-03-17..]"),
        ("Tuesday and Monday", "[2023-03-13..2023-03-14]"),
        ("by May 10", "[..2023-05-10]"),
        ("the year ended Aug. 31", "[2021-09-01..2022-08-31]"),
        ("from May 3 to Friday", "2023-05-03/2023-05-05"),
        ("the fiscal third quarter", "[2022-07-01..2022-09-30]"),
        ("earlier this month", "[2023-03-01..2023-03-17]"),
        ("in 2021-22", "2021/2022"),
        ("winter 2022/2023", "2022-24"),
        ("within 48 hours", "[2023-03-17..2023-03-19]"),
        ("this week or next", "[2023-03-13..2023-03-26]"),
        ("Thursday, 11/02/89", "1989-11-02"),
        ("10-Apr-15", "2015-04-10"),
        ("nineteen eighty-nine", "1989"),
        ("2030 and beyond", "[2030-01-01..]"),
        ("pre-2014", "[..2013-12-31]"),
    ],
)
def test_the_conventions_are_those_of_the_page(phrase: str, edtf: str) -> None:
    """Each phrase in a table of the page has the reading in the table."""
    assert f'"{phrase}"' in TEXT
    assert resolve(phrase, published=FRIDAY).edtf == edtf
