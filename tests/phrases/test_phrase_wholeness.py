"""Phrases that are read whole or not at all: a part would mean another day."""

from datetime import date

import pytest

from diplomacy_events.errors import PhraseError
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.finding import mentions

NOVEMBER = date(2024, 11, 15)  # a Friday
OCTOBER = date(2026, 10, 14)  # a Wednesday

Found = list[tuple[str, str]]


def found(text: str, published: date = NOVEMBER) -> Found:
    """Return the phrases of a text with their EDTF, or "" if they are not read."""
    return [
        (one.words, one.period.edtf if one.period else "")
        for one in mentions(text, published=published)
    ]


READ = """
two years and three months ago = 2022-08
a year and a month ago = 2023-10
year and a month ago = 2023-10
three weeks and two days ago = 2024-10-23
in two years and three months = 2027-02
in the past two years and three months = [2022-08-15..2024-11-15]
more than two years and three months ago = [..2022-08-14]
half a year ago = [..2024-11-15]
half-a-year ago = [..2024-11-15]
a half-century ago = [..2024-11-15]
a quarter of a century ago = [..2024-11-15]
three quarters of a year ago = [..2024-11-15]
a year and a half ago = [..2024-11-15]
two and a half years later = /
10-15 days ago = [2024-10-31..2024-11-05]
in 2-3 weeks = [2024-11-25..2024-12-08]
between two and three weeks ago = [2024-10-21..2024-11-03]
in the past two or three years = [2021-11-15..2024-11-15]
over the next two to three weeks = [2024-11-15..2024-12-06]
within 2-3 weeks = [2024-11-15..2024-12-06]
less than 2-3 weeks ago = [2024-10-25..2024-11-15]
more than 2-3 weeks ago = [..2024-10-31]
two or three weeks before Nov. 5 = [2024-10-14..2024-10-27]
two or three weeks after Nov. 5 = [2024-11-18..2024-12-01]
Monday, Nov. 18, and Tuesday = [2024-11-18..2024-11-19]
Nov. 18 and Tuesday = [2024-11-18..2024-11-19]
Monday, Nov. 18, or Tuesday = [2024-11-18..2024-11-19]
Tuesday, Nov. 19, and Wednesday = [2024-11-19..2024-11-20]
Monday, Nov. 11, and Tuesday = [2024-11-11..2024-11-12]
Monday of last week and Tuesday = [2024-11-04..2024-11-05]
Monday and May 20 = [2024-05-20..2024-11-11]
two years ago in May = 2022-05
a year ago last month = 2023-10
a year ago next month = 2023-12
on the Monday after Christmas = 2024-12-30
the second Sunday after Easter = 2024-04-14
the Thursday before Easter = 2024-03-28
the last Friday before Christmas = 2024-12-20
the second Friday before Christmas = 2024-12-13
the weekend after Thanksgiving = [2024-11-30..2024-12-01]
on the weekend of 9-10 November = [2024-11-09..2024-11-10]
in the week of 4 to 8 November = [2024-11-04..2024-11-08]
within 10 days after May 9 = [2024-05-09..2024-05-19]
within 10 days from May 9 = [2024-05-09..2024-05-19]
in two weeks from today = 2024-11-29
within three months before May 9 = [2024-02-09..2024-05-09]
in the 10 days after May 9 = [2024-05-09..2024-05-19]
more than a year after May 9 = [2025-05-10..]
more than a year before May 9 = [..2023-05-08]
on the night of Nov. 6-7 = 2024-11-06/2024-11-07
on the evening of Nov. 6 or 7 = [2024-11-06..2024-11-07]
the night of Nov. 6, 7 and 9 = [2024-11-06..2024-11-09]
on June 1-2 and 5 = [2024-06-01..2024-06-05]
on 1-2 and 5 June = [2024-06-01..2024-06-05]
June 1-2, 5 and 7 = [2024-06-01..2024-06-07]
on the 9th-11th of November = 2024-11-09/2024-11-11
May 2022 to date = 2022-05/2024-11-15
from 2022 until now = 2022/2024-11-15
2022-present = 2022/2024-11-15
this year to date = 2024
until now = [..2024-11-15]
between now and June = [2024-11-15..2025-06-30]
from now until June 5 = 2024-11-15/2025-06-05
in the last days of October = [2024-10-21..2024-10-31]
in the final weeks of 2023 = [2023-09-01..2023-12-31]
in the first few days of October = [2024-10-01..2024-10-10]
in the last years of the 1990s = [1997-01-01..1999-12-31]
the early days of October = [2024-10-01..2024-10-10]
on Wednesday (Nov. 6) = 2024-11-06
on Nov. 6 (Wednesday) = 2024-11-06
on Wednesday night (6 Nov.) = 2024-11-06
on Wednesday morning, Nov. 6 = 2024-11-06
Wednesday, the 6th of November = 2024-11-06
"""


@pytest.mark.parametrize("row", READ.strip().splitlines())
def test_a_phrase_of_several_parts_is_read_as_a_whole(row: str) -> None:
    """The finder finds all of it, with the reading of `resolve`."""
    words, edtf = row.split(" = ")
    assert resolve(words, published=NOVEMBER).edtf == edtf
    assert found(f"Lo: {words}, lo.") == [(words, edtf)]


UNREAD = """
two years and a day ago = no year is a whole number
two years ago Sunday = only weeks lead
a year ago on Friday = only weeks lead
a year ago last Friday = only weeks lead
a year ago Sunday, Nov. 10 = only weeks lead
a few years ago Sunday = only weeks lead
six months ago in May = does not say which year
Dec. 2 and Tuesday = near publication, or after
the week of Nov. 4-20 = no week has all days
May 32 = no month has 32 days
Jun 45 = no month has 45 days
May 5-3 = ends on the 3, before it begins on the 5
between May 5 and 3 = ends on the 3, before it begins on the 5
2026 to date = after publication
between now and last year = before publication
on Wednesday (Nov. 7) = do not match
"""


@pytest.mark.parametrize("row", UNREAD.strip().splitlines())
def test_a_whole_without_a_reading_is_not_read_in_part(row: str) -> None:
    """No part of it is found, and both refusals have the same reason."""
    words, reason = row.split(" = ")
    with pytest.raises(PhraseError, match=reason):
        resolve(words, published=NOVEMBER)
    (mention,) = mentions(f"Lo: {words}, lo.", published=NOVEMBER)
    assert (mention.words, mention.period) == (words, None)
    assert reason in mention.problem


PARTS = """
five years, two months ago = two months ago
three, four years ago = four years ago
a total of 10-15 days ago = 15 days ago
a third of a century ago = a century ago
at least two years ago = two years ago
no more than two years ago = more than two years ago
on the Friday before the summit = on the Friday
on the first Monday after he left = Monday
within a month after the vote = within a month
in the last months before the vote = in the last months
for two weeks after May 9 = for two weeks after May 9
from June 1-2 and 5 = from June 1-2
on June 1-2, 5, 7 = on June 1-2
early on Nov. 14-15 = early on Nov. 14
1, 2 or 3-4 to 5 June = 4 to 5 June
"""


@pytest.mark.parametrize("row", PARTS.strip().splitlines())
def test_words_that_are_part_of_a_phrase_have_no_reading(row: str) -> None:
    """The words around them change what they mean, also for `resolve`."""
    text, words = row.split(" = ")
    assert (words, "") in found(text)
    with pytest.raises(PhraseError):
        resolve(words, published=NOVEMBER, context=text)


ALONE = {
    "They met Monday before Christmas.": "Monday = 2024-11-11",
    "They left Monday before dawn.": "Monday before dawn = 2024-11-11",
    "within a week from now": "within a week = [2024-11-15..2024-11-22]",
    "He left Wednesday (see Oslo).": "Wednesday = 2024-11-13",
    "He left Wednesday (Nov. 6 or so).": "Wednesday = 2024-11-13",
    "Nov. 12, Tuesday, he left.": "Nov. 12 = 2024-11-12",
    "It came before Jan. 20's vote.": "before Jan. 20 = [..2025-01-20]",
    "He voted in May 10's election.": "May 10 = 2024-05-10",
    "In the two years since May 9 they met.": "since May 9 = 2024-05-09/..",
    "It was in the 1990's.": "in the 1990's = 199X",
    "the second weeks of May": "May = 2024-05",
    "Oct. 3 and 20 others": "Oct. 3 and 20 = [2024-10-03..2024-10-20]",
}


def test_words_that_only_look_like_to_date_are_not_found() -> None:
    """Nothing else in the sentence is a time."""
    assert found("The list is up-to-date.") == []


@pytest.mark.parametrize("text", ALONE)
def test_words_beside_a_phrase_may_leave_it_whole(text: str) -> None:
    """They do not belong to the first phrase that is found."""
    words, edtf = ALONE[text].split(" = ")
    assert found(text)[0] == (words, edtf)


PLANS = """
The visit, originally planned for early September, could slip. = for early September =
The visit, originally scheduled for Sept. 3, was moved to Nov. 5. = for Sept. 3 =
The vote, first scheduled for June, has been delayed. = for June =
The payments, due in March, were put off. = in March =
The vote, initially due in July, was dropped. = in July =
A meeting previously planned for May 4 is off. = for May 4 =
They delayed the vote scheduled for March. = for March =
The talks were postponed until March. = until March =
The talks were moved to March. = March =
The talks planned for December were postponed. = for December = 2026-12
A summit planned for March will be postponed. = for March = 2027-03
The summit is planned for March after talks failed. = for March = 2027-03
After talks failed, they plan to meet in March. = in March = 2027-03
The first talks set for Monday matter. = for Monday = 2026-10-19
Troops moved Monday. = Monday = 2026-10-12
"""


@pytest.mark.parametrize("row", PLANS.strip().splitlines())
def test_a_changed_plan_leaves_open_which_day_is_meant(row: str) -> None:
    """Its day is read only if it is the same from both points of view."""
    text, words, edtf = (part.strip() for part in row.split("="))
    assert (words, edtf) in found(text, OCTOBER)
