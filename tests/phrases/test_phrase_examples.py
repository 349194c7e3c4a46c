"""Phrases from the news, each with the period that a careful reader would give.

The tables are grouped like the grammar. The readings are written as EDTF.
"""

from datetime import date

import pytest

from diplomacy_events.errors import PhraseError
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.tokens import LONGEST_PHRASE, MOST_TOKENS, tokenise

WIRE = date(1989, 11, 2)  # a Thursday
NEWS = date(2023, 3, 17)  # a Friday
MAY = date(2024, 5, 17)  # also a Friday

Table = dict[str, str]


def check(table: Table, published: date, *, future: bool = False) -> None:
    """Compare a whole table, so that one failure shows every wrong reading."""
    read = {
        phrase: resolve(phrase, published=published, future=future).edtf
        for phrase in table
    }
    assert read == table


def test_the_phrases_of_the_coded_article() -> None:
    """Every phrase in the bundled article has the reading that its record needs."""
    check(
        {
            "Friday": "2023-03-17",
            "early next week": "[2023-03-20..2023-03-22]",
            "On March 20-22, 2023": "2023-03-20/2023-03-22",
            "last month": "2023-02",
            "last week": "[2023-03-06..2023-03-12]",
            "on Dec. 30, 2022": "2022-12-30",
            "this spring": "2023-21",
            "until 2030": "/2030",
            "in recent years": "[..2023-03-17]",
            "in April or early May": "[2023-04-01..2023-05-10]",
        },
        NEWS,
    )


WEEKDAYS = {
    "Thursday": "1989-11-02",
    "Friday": "1989-11-03",
    "Fri.": "1989-11-03",
    "Fri": "1989-11-03",
    "on Monday": "1989-10-30",
    "Monday 's": "1989-10-30",
    "Friday's": "1989-11-03",
    "Tues.": "1989-10-31",
    "Weds.": "1989-11-01",
    "Sat.": "1989-10-28",
    "Tuesday night": "1989-10-31",
    "Thursday morning": "1989-11-02",
    "late Friday": "1989-11-03",
    "late Friday night": "1989-11-03",
    "noon Friday": "1989-11-03",
    "9 a.m. EST Friday": "1989-11-03",
    "9 a.m. local time on Friday": "1989-11-03",
    "9 o'clock Friday": "1989-11-03",
    "1430 GMT on Friday": "1989-11-03",
    "9:30 a.m. (1430 GMT) on Friday": "1989-11-03",
    "shortly after 9 a.m. Friday": "1989-11-03",
    "Friday at about noon": "1989-11-03",
    "Friday just before midnight": "1989-11-03",
    "the early hours of Friday": "1989-11-03",
    "the wee hours of Friday morning": "1989-11-03",
    "overnight Friday": "1989-11-03",
    "Friday before dawn": "1989-11-03",
    "Friday at 11:30 p.m.": "1989-11-03",
    "– Friday –": "1989-11-03",
    "-Friday-": "1989-11-03",
    "last Friday": "1989-10-27",
    "last Thursday": "1989-10-26",
    "next Tuesday": "1989-11-07",
    "next Thursday": "1989-11-09",
    "this Friday": "1989-11-03",
    "this Monday": "1989-10-30",
    "this past Monday": "1989-10-30",
    "this coming Monday": "1989-11-06",
    "the following Monday": "1989-11-06",
    "Monday of this week": "1989-10-30",
    "Monday of last week": "1989-10-23",
    "Tuesday next week": "1989-11-07",
    "next week's Tuesday": "1989-11-07",
    "Friday the 13th": "1989-10-13",
    "Friday, Oct. 13": "1989-10-13",
    "Friday, Oct. 13, 1989": "1989-10-13",
    "Sunday, 24 March 2013": "2013-03-24",
    "Thursday, 11/02/89": "1989-11-02",
    "a week ago Monday": "1989-10-23",
    "two weeks ago Friday": "1989-10-13",
    "a week from Friday": "1989-11-10",
    "the Friday before last": "1989-10-20",
    "the week beginning Monday": "[1989-10-30..1989-11-05]",
    "as soon as Friday": "1989-11-03",
    "the first Monday in October": "1989-10-02",
    "the last Friday of March 1988": "1988-03-25",
    "the second Tuesday of November 1988": "1988-11-08",
}

NEAR_DAYS = {
    "today": "1989-11-02",
    "today 's": "1989-11-02",
    "yesterday": "1989-11-01",
    "tomorrow": "1989-11-03",
    "tonight": "1989-11-02",
    "this morning": "1989-11-02",
    "this afternoon": "1989-11-02",
    "last night": "1989-11-01",
    "the previous evening": "1989-11-01",
    "the night before": "1989-11-01",
    "the next morning": "1989-11-03",
    "yesterday afternoon": "1989-11-01",
    "early yesterday": "1989-11-01",
    "earlier today": "1989-11-02",
    "later in the day": "1989-11-02",
    "the end of the day": "1989-11-02",
    "the night before last": "1989-10-31",
    "the day before": "1989-11-01",
    "a day earlier": "1989-11-01",
    "the next day": "1989-11-03",
    "the day after": "1989-11-03",
    "the day before yesterday": "1989-10-31",
    "the day after tomorrow": "1989-11-04",
    "the day after Christmas": "1989-12-26",
    "two days after Christmas": "1989-12-27",
    "two days after the weekend": "1989-10-31",
    "two days before the weekend": "1989-10-26",
    "five days before": "1989-10-28",
    "two days later": "1989-11-04",
    "30 days ago": "1989-10-03",
    "twenty-one days ago": "1989-10-12",
    "100 days ago": "1989-07-25",
    "20 years ago today": "1969-11-02",
    "exactly two days ago": "1989-10-31",
    "two years ago Oct. 19": "1987-10-19",
    "a year from today": "1990-11-02",
}

DATES = {
    "Oct. 31": "1989-10-31",
    "Oct 31, 1989": "1989-10-31",
    "Oct. 31 , 1989": "1989-10-31",
    "31 October 1989": "1989-10-31",
    "October 31st, 1989": "1989-10-31",
    "the 31st of October, 1989": "1989-10-31",
    "Sept. 30": "1989-09-30",
    "30 September": "1989-09-30",
    "March 31": "1989-03-31",
    "Nov. 15": "1989-11-15",
    "Jan. 31": "1990-01-31",
    "Oct. 31 this year": "1989-10-31",
    "Oct. 31 of last year": "1988-10-31",
    "last Oct. 19": "1989-10-19",
    "10/31/89": "1989-10-31",
    "11/11/89": "1989-11-11",
    "31/10/1989": "1989-10-31",
    "10-31-89": "1989-10-31",
    "31.10.1989": "1989-10-31",
    "1989-11-02": "1989-11-02",
    "1989/11/02": "1989-11-02",
    "1989-11-02T14:26:00Z": "1989-11-02",
    "11-22-89 1426EST": "1989-11-22",
    "Thu Nov 2 14:26:00 EST 1989": "1989-11-02",
    "19891102": "1989-11-02",
    "891102": "1989-11-02",
    "2-Nov-89": "1989-11-02",
    "2-Nov-1989": "1989-11-02",
    "the 21st": "1989-10-21",
    "the 5th": "1989-11-05",
    "the 5th of next month": "1989-12-05",
    "the 2nd of this month": "1989-11-02",
    "Feb. 29": "1988-02-29",
    "the first day of 1990": "1990-01-01",
    "the last day of the month": "1989-11-30",
    "the 5th of the month": "1989-11-05",
    "the first of the year": "1989-01-01",
    "the first of next year": "1990-01-01",
    "the last day of February": "1990-02-28",
    "Christmas": "1989-12-25",
    "Christmas Day": "1989-12-25",
    "last Christmas": "1988-12-25",
    "New Year's Day": "1990-01-01",
    "New Year’s Eve": "1989-12-31",
    "Thanksgiving": "1989-11-23",
    "Labor Day": "1989-09-04",
    "Memorial Day 1990": "1990-05-28",
    "Good Friday 1990": "1990-04-13",
    "Easter Monday, 1990": "1990-04-16",
    "Black Friday": "1989-11-24",
    "Election Day 1988": "1988-11-08",
}

WEEKS = {
    "this week": "[1989-10-30..1989-11-05]",
    "this week's": "[1989-10-30..1989-11-05]",
    "the week": "[1989-10-30..1989-11-05]",
    "last week": "[1989-10-23..1989-10-29]",
    "next week": "[1989-11-06..1989-11-12]",
    "the week before last": "[1989-10-16..1989-10-22]",
    "the week after next": "[1989-11-13..1989-11-19]",
    "a week ago": "[1989-10-23..1989-10-29]",
    "a week earlier": "[1989-10-23..1989-10-29]",
    "two weeks ago": "[1989-10-16..1989-10-22]",
    "three weeks later": "[1989-11-20..1989-11-26]",
    "a fortnight ago": "[1989-10-16..1989-10-22]",
    "the week that began Oct. 16": "[1989-10-16..1989-10-22]",
    "the year-ago week": "[1988-10-24..1988-10-30]",
    "early next week": "[1989-11-06..1989-11-08]",
    "midweek": "[1989-10-31..1989-11-02]",
    "late last week": "[1989-10-26..1989-10-29]",
    "the end of the week": "[1989-11-02..1989-11-05]",
    "earlier this week": "[1989-10-30..1989-11-02]",
    "the week of Oct. 23": "[1989-10-23..1989-10-29]",
    "the week ended Oct. 21": "[1989-10-15..1989-10-21]",
    "the last week of October": "[1989-10-23..1989-10-29]",
    "the first week of November": "[1989-10-30..1989-11-05]",
    "the first two weeks of May": "[1989-05-01..1989-05-14]",
    "the weekend": "[1989-10-28..1989-10-29]",
    "this weekend": "[1989-11-04..1989-11-05]",
    "last weekend": "[1989-10-28..1989-10-29]",
    "this past weekend": "[1989-10-28..1989-10-29]",
    "next weekend": "[1989-11-11..1989-11-12]",
    "the weekend of Oct. 14": "[1989-10-14..1989-10-15]",
    "the last weekend of April": "[1989-04-29..1989-04-30]",
    "over the weekend": "[1989-10-28..1989-10-29]",
    "two weekends ago": "[1989-10-21..1989-10-22]",
}

MONTHS = {
    "October": "1989-10",
    "Oct.": "1989-10",
    "in October": "1989-10",
    "November": "1989-11",
    "December": "1989-12",
    "March": "1990-03",
    "April": "1989-04",
    "October 1989": "1989-10",
    "October, 1989": "1989-10",
    "October of 1989": "1989-10",
    "Oct. '89": "1989-10",
    "Oct 89": "1989-10",
    "1989-10": "1989-10",
    "October last year": "1988-10",
    "in October of next year": "1990-10",
    "1989 October": "1989-10",
    "the month of October": "1989-10",
    "last October": "1989-10",
    "next March": "1990-03",
    "this March": "1989-03",
    "this past March": "1989-03",
    "the rest of the month": "[1989-11-02..1989-11-30]",
    "the month just ended": "1989-10",
    "the same month last year": "1988-10",
    "the year-ago month": "1988-10",
    "back in October 1988": "1988-10",
    "this month": "1989-11",
    "last month's": "1989-10",
    "next month": "1989-12",
    "the month before last": "1989-09",
    "a month ago": "1989-10",
    "a month earlier": "1989-10",
    "six months ago": "1989-05",
    "ten months later": "1990-09",
    "in two months": "1990-01",
    "in two months' time": "1990-01",
    "two years ago this month": "1987-11",
    "earlier this month": "[1989-11-01..1989-11-02]",
    "later this month": "[1989-11-02..1989-11-30]",
    "earlier last month": "1989-10",
    "early October": "[1989-10-01..1989-10-10]",
    "mid-October": "[1989-10-11..1989-10-20]",
    "mid October": "[1989-10-11..1989-10-20]",
    "late October": "[1989-10-21..1989-10-31]",
    "late February": "[1990-02-21..1990-02-28]",
    "end-March": "[1990-03-21..1990-03-31]",
    "the end of October": "[1989-10-21..1989-10-31]",
    "month-end": "[1989-11-21..1989-11-30]",
    "late last month": "[1989-10-21..1989-10-31]",
    "the first half of October": "[1989-10-01..1989-10-15]",
    "the second half of October": "[1989-10-16..1989-10-31]",
    "the latter half of October": "[1989-10-16..1989-10-31]",
    "mid- to late October": "[1989-10-11..1989-10-31]",
}

QUARTERS = {
    "the third quarter": "[1989-07-01..1989-09-30]",
    "third-quarter": "[1989-07-01..1989-09-30]",
    "the third-quarter 1989": "[1989-07-01..1989-09-30]",
    "third quarter of 1989": "[1989-07-01..1989-09-30]",
    "this year's third quarter": "[1989-07-01..1989-09-30]",
    "last year's third quarter": "[1988-07-01..1988-09-30]",
    "the third quarter of last year": "[1988-07-01..1988-09-30]",
    "the third quarter a year ago": "[1988-07-01..1988-09-30]",
    "the year-ago third quarter": "[1988-07-01..1988-09-30]",
    "the 1988 third quarter": "[1988-07-01..1988-09-30]",
    "1988's third quarter": "[1988-07-01..1988-09-30]",
    "the year-ago quarter": "[1988-07-01..1988-09-30]",
    "the year-earlier quarter": "[1988-07-01..1988-09-30]",
    "the prior-year quarter": "[1988-07-01..1988-09-30]",
    "the same quarter last year": "[1988-07-01..1988-09-30]",
    "the like quarter a year earlier": "[1988-07-01..1988-09-30]",
    "the comparable year-ago quarter": "[1988-07-01..1988-09-30]",
    "the quarter a year earlier": "[1988-07-01..1988-09-30]",
    "the same quarter of 1987": "[1987-07-01..1987-09-30]",
    "the comparable 1987 quarter": "[1987-07-01..1987-09-30]",
    "the 1988 quarter": "[1988-07-01..1988-09-30]",
    "the September quarter": "[1989-07-01..1989-09-30]",
    "the January 1988 quarter": "[1987-11-01..1988-01-31]",
    "the July-September quarter": "[1989-07-01..1989-09-30]",
    "the July-to-September quarter of 1988": "[1988-07-01..1988-09-30]",
    "the November-January period": "[1989-11-01..1990-01-31]",
    "the present quarter": "[1989-10-01..1989-12-31]",
    "its latest quarter": "[1989-07-01..1989-09-30]",
    "its fiscal third quarter": "[1989-07-01..1989-09-30]",
    "the just-ended quarter": "[1989-07-01..1989-09-30]",
    "the just-completed quarter": "[1989-07-01..1989-09-30]",
    "the quarter just ended": "[1989-07-01..1989-09-30]",
    "the first quarter ended Sept. 30": "[1989-07-01..1989-09-30]",
    "the opening quarter of 1988": "[1988-01-01..1988-03-31]",
    "the year's third quarter": "[1989-07-01..1989-09-30]",
    "1990's first quarter": "[1990-01-01..1990-03-31]",
    "the latest quarter": "[1989-07-01..1989-09-30]",
    "the most recent quarter": "[1989-07-01..1989-09-30]",
    "the quarter": "[1989-07-01..1989-09-30]",
    "last quarter": "[1989-07-01..1989-09-30]",
    "the current quarter": "[1989-10-01..1989-12-31]",
    "next quarter": "[1990-01-01..1990-03-31]",
    "two quarters ago": "[1989-04-01..1989-06-30]",
    "the second quarter": "[1989-04-01..1989-06-30]",
    "the fourth quarter": "[1989-10-01..1989-12-31]",
    "the final quarter of 1988": "[1988-10-01..1988-12-31]",
    "the first quarter": "[1990-01-01..1990-03-31]",
    "Q3 1989": "[1989-07-01..1989-09-30]",
    "3Q": "[1989-07-01..1989-09-30]",
    "the end of the quarter": "1989-12",
    "the end of the third quarter": "1989-09",
    "the quarter ended Sept. 30": "[1989-07-01..1989-09-30]",
    "the nine months ended Sept. 30": "[1989-01-01..1989-09-30]",
    "the first nine months": "[1989-01-01..1989-09-30]",
    "the first nine months of 1988": "[1988-01-01..1988-09-30]",
    "the last three months of 1988": "[1988-10-01..1988-12-31]",
    "the first half of 1989": "[1989-01-01..1989-06-30]",
    "the second half of next year": "[1990-07-01..1990-12-31]",
    "the latter half of 1990": "[1990-07-01..1990-12-31]",
    "the final half": "[1989-07-01..1989-12-31]",
    "1H 1990": "[1990-01-01..1990-06-30]",
    "H2 '89": "[1989-07-01..1989-12-31]",
}

SEASONS = {
    "the summer of 1989": "1989-22",
    "summer 1989": "1989-22",
    "last summer": "1989-22",
    "this fall": "1989-23",
    "last fall": "1988-23",
    "next spring": "1990-21",
    "spring": "1989-21",
    "autumn": "1989-23",
    "the winter of 1988": "1988-24",
    "winter": "1988-24",
    "late summer 1989": "1989-08",
}

YEARS = {
    "1989": "1989",
    "in 1992": "1992",
    "during 1988": "1988",
    "1989's": "1989",
    "'89": "1989",
    "’89": "1989",
    "'29": "1929",
    "'98": "1998",
    "the year 2000": "2000",
    "the year": "1989",
    "this year": "1989",
    "last year's": "1988",
    "the last year": "1988",
    "next year": "1990",
    "the year before": "1988",
    "the year previous": "1988",
    "the year before last": "1987",
    "year-ago": "1988",
    "year-earlier": "1988",
    "a year ago": "1988",
    "a year earlier": "1988",
    "one year ago": "1988",
    "three years ago": "1986",
    "10 years ago": "1979",
    "in two years": "1991",
    "later this year": "[1989-11-02..1989-12-31]",
    "so far this year": "1989",
    "year-to-date": "1989",
    "fiscal 1990": "1990",
    "fiscal year 1989": "1989",
    "the 1990 fiscal year": "1990",
    "the current fiscal year": "1989",
    "all of last year": "1988",
    "the year just ended": "1988",
    "the year ended Dec. 31": "1988",
    "the year ended in June": "[1988-07-01..1989-06-30]",
    "the year to March 1989": "[1988-04-01..1989-03-31]",
    "the nine months through September": "[1989-01-01..1989-09-30]",
    "the 12-month period ended June 30": "[1988-07-01..1989-06-30]",
    "the fiscal year beginning Oct. 1": "[1989-10-01..1990-09-30]",
    "the fiscal year ended March 31, 1989": "[1988-04-01..1989-03-31]",
    "early next year": "[1990-01-01..1990-04-30]",
    "early in 1990": "[1990-01-01..1990-04-30]",
    "mid-1989": "[1989-05-01..1989-08-31]",
    "midyear": "[1989-05-01..1989-08-31]",
    "late 1988": "[1988-09-01..1988-12-31]",
    "year-end": "[1989-09-01..1989-12-31]",
    "year-end 1988": "[1988-09-01..1988-12-31]",
    "the end of the year": "[1989-09-01..1989-12-31]",
    "the year 's end": "[1989-09-01..1989-12-31]",
    "the beginning of 1990": "[1990-01-01..1990-04-30]",
    "the latter part of the year": "[1989-09-01..1989-12-31]",
    "toward the end of next year": "[1990-09-01..1990-12-31]",
    "the rest of the year": "[1989-11-02..1989-12-31]",
    "the rest of next year": "1990",
    "about 1990": "1990~",
    "about two years ago": "1987~",
    "some two years ago": "1987~",
    "about two weeks ago": "[1989-10-16..1989-10-22]",
}

LONG_UNITS = {
    "the 1990s": "199X",
    "the 1980's": "198X",
    "the 1980 's": "198X",
    "the '80s": "198X",
    "80s": "198X",
    "the eighties": "198X",
    "the decade": "198X",
    "last decade": "197X",
    "a decade ago": "197X",
    "the 2000s": "200X",
    "the 1800s": "18XX",
    "the early 1990s": "[1990-01-01..1993-12-31]",
    "mid-1980s": "[1984-01-01..1986-12-31]",
    "the late 1980s": "[1987-01-01..1989-12-31]",
    "mid-to-late 1990s": "[1994-01-01..1999-12-31]",
    "the second half of the 1980s": "[1985-01-01..1989-12-31]",
    "the 19th century": "18XX",
    "the nineteenth century": "18XX",
    "the early 20th century": "[1900-01-01..1933-12-31]",
    "this century": "19XX",
    "two centuries ago": "17XX",
}

STRETCHES = {
    "within two months": "[1989-11-02..1990-01-02]",
    "in less than two months": "[1989-11-02..1990-01-02]",
    "the past three years": "[1986-11-02..1989-11-02]",
    "in the last three months": "[1989-08-02..1989-11-02]",
    "the next five years": "[1989-11-02..1994-11-02]",
    "over the last decade": "[1979-11-02..1989-11-02]",
    "over the next year": "[1989-11-02..1990-11-02]",
    "the past year": "[1988-11-02..1989-11-02]",
    "the coming week": "[1989-11-02..1989-11-09]",
    "the past fortnight": "[1989-10-19..1989-11-02]",
    "less than a year ago": "[1988-11-02..1989-11-02]",
    "more than two years ago": "[..1987-11-01]",
    "over a year ago": "[..1988-11-01]",
    "two or three years ago": "[1986-01-01..1987-12-31]",
    "a year or two ago": "[1987-01-01..1988-12-31]",
    "in two to three weeks": "[1989-11-13..1989-11-26]",
    "two or three days later": "[1989-11-04..1989-11-05]",
    "a day or two later": "[1989-11-03..1989-11-04]",
}

RANGES = {
    "Nov. 1-2": "1989-11-01/1989-11-02",
    "March 20–22, 2023": "2023-03-20/2023-03-22",
    "20-22 March 2023": "2023-03-20/2023-03-22",
    "from March 20 to 22, 2023": "2023-03-20/2023-03-22",
    "Oct. 30-Nov. 3": "1989-10-30/1989-11-03",
    "March 30 to April 2": "1989-03-30/1989-04-02",
    "Nov. 28 to Dec. 2, 1988": "1988-11-28/1988-12-02",
    "November to March": "1989-11/1990-03",
    "Monday through Wednesday": "1989-10-30/1989-11-01",
    "from Monday to Wednesday of last week": "1989-10-23/1989-10-25",
    "1988-89": "1988/1989",
    "the 1988-89 period": "1988/1989",
    "the 1988-89 fiscal year": "1988/1989",
    "1999–00": "1999/2000",
    "from 2015 to 2020": "2015/2020",
    "1985 through 1988": "1985/1988",
    "from early May to late June 1988": "[1988-05-01..1988-06-30]",
    "from last week to this week": "[1989-10-23..1989-11-05]",
    "between March and June": "[1990-03-01..1990-06-30]",
    "between 1985 and 1989": "[1985-01-01..1989-12-31]",
    "between March 20 and 22": "[1989-03-20..1989-03-22]",
    "late August or early September": "[1989-08-21..1989-09-10]",
    "1990 or 1991": "[1990-01-01..1991-12-31]",
    "the 1960s and 1970s": "[1960-01-01..1979-12-31]",
}

BOUNDS = {
    "until 1990": "/1990",
    "until Friday": "/1989-11-03",
    "through Dec. 31": "/1989-12-31",
    "until next week": "[..1989-11-12]",
    "since 1985": "1985/..",
    "since August": "1989-08/..",
    "since December": "1988-12/..",
    "since last week": "[1989-10-23..]",
    "from 1990 on": "1990/..",
    "starting next week": "[1989-11-06..]",
    "beginning Jan. 1": "1990-01-01/..",
    "by 1992": "[..1992-12-31]",
    "by the end of the year": "[..1989-12-31]",
    "by noon Friday": "[..1989-11-03]",
    "before dawn Friday": "[..1989-11-03]",
    "after midnight on Friday": "[1989-11-03..]",
    "shortly after Oct. 20": "[1989-10-21..]",
    "just before Christmas": "[..1989-12-24]",
    "by Friday": "[..1989-11-03]",
    "before 1992": "[..1991-12-31]",
    "before Christmas": "[..1989-12-24]",
    "before year-end": "[..1989-12-31]",
    "not before 1992": "[1992-01-01..]",
    "sometime after Oct. 20": "[1989-10-21..]",
    "some time in 1990": "1990",
    "after Oct. 20": "[1989-10-21..]",
    "after the beginning of 1990": "[1990-01-01..]",
}

UP_TO_NOW = """
recently|lately|more recently|in the past|in recent years|in recent weeks|weeks ago
long ago|a few weeks ago|several months ago|a couple of years ago|many years ago
some years ago
in the past few years|in the last few days|the recent quarter|about a few weeks ago
formerly|until now
""".replace("\n", "|").strip("|")
FROM_NOW_ON = """
soon|very soon|in the future|in the near future|over the next several months
in coming months|in the coming weeks|in the weeks ahead|someday
""".replace("\n", "|").strip("|")
VAGUE = """
now|currently|earlier|later|for years|days later|a few days later|at the moment
these days|in the long term|a few weeks earlier
""".replace("\n", "|").strip("|")


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(WEEKDAYS, id="weekdays"),
        pytest.param(NEAR_DAYS, id="near days"),
        pytest.param(DATES, id="dates"),
        pytest.param(WEEKS, id="weeks"),
        pytest.param(MONTHS, id="months"),
        pytest.param(QUARTERS, id="quarters"),
        pytest.param(SEASONS, id="seasons"),
        pytest.param(YEARS, id="years"),
        pytest.param(LONG_UNITS, id="decades and centuries"),
        pytest.param(STRETCHES, id="stretches"),
        pytest.param(RANGES, id="ranges"),
        pytest.param(BOUNDS, id="bounds"),
        pytest.param(
            dict.fromkeys(UP_TO_NOW.split("|"), "[..1989-11-02]"), id="up to now"
        ),
        pytest.param(
            dict.fromkeys(FROM_NOW_ON.split("|"), "[1989-11-02..]"), id="from now on"
        ),
        pytest.param(dict.fromkeys(VAGUE.split("|"), "/"), id="vague"),
    ],
)
def test_phrases_of_the_business_wire(table: Table) -> None:
    """Phrases of news agencies are read as of early November 1989."""
    check(table, WIRE)


def test_common_phrases() -> None:
    """Bounds, choices and offsets have the requested readings, seen from March 2023."""
    check(
        {
            "since February": "2023-02/..",
            "before 2025": "[..2024-12-31]",
            "after March 20": "[2023-03-21..]",
            "by the end of the year": "[..2023-12-31]",
            "within two months": "[2023-03-17..2023-05-17]",
            "from 2015 to 2020": "2015/2020",
            "Sunday, March 19": "2023-03-19",
            "the 21st": "2023-03-21",
            "July 4": "2023-07-04",
            "Nov. 8": "2022-11-08",
            "the third quarter": "[2022-07-01..2022-09-30]",
            "the second quarter": "[2023-04-01..2023-06-30]",
            "this winter": "2022-24",
            "next winter": "2023-24",
            "the twenties": "202X",
            "2010-11": "2010-11",
            "2010–11": "2010/2011",
        },
        NEWS,
    )


def test_months_ahead_and_deadlines() -> None:
    """A month is up to four months ahead, and a deadline may have just passed."""
    check(
        {
            "June": "2024-06",
            "September": "2024-09",
            "October": "2023-10",
            "in May": "2024-05",
            "in June or early July": "[2024-06-01..2024-07-10]",
            "July or August": "[2024-07-01..2024-08-31]",
            "by May 10": "[..2024-05-10]",
            "by May 30": "[..2024-05-30]",
            "until April 30": "/2024-04-30",
            "by Monday": "[..2024-05-20]",
            "until spring": "/2024-21",
            "the year ended Sept. 30": "[2022-10-01..2023-09-30]",
            "the year ending Aug. 31": "[2023-09-01..2024-08-31]",
            "the fiscal third quarter": "[2023-07-01..2023-09-30]",
            "the second fiscal quarter": "[2024-04-01..2024-06-30]",
            "fiscal Q3": "[2023-07-01..2023-09-30]",
            "fiscal 2023": "2023",
            "earlier this year": "[2024-01-01..2024-05-17]",
            "later in May": "[2024-05-17..2024-05-31]",
            "later in 2023": "2023",
        },
        MAY,
    )
    check({"July or August": "[2024-07-01..2024-08-31]"}, date(2024, 3, 20))
    check({"August or July": "[2024-07-01..2024-08-31]"}, date(2024, 4, 20))


def test_weekdays_side_by_side() -> None:
    """Tomorrow is ahead; weekdays are read separately unless that separates them."""
    check(
        {
            "Saturday": "2024-05-18",
            "Sunday": "2024-05-12",
            "Tuesday and Monday": "[2024-05-13..2024-05-14]",
            "Saturday and Sunday": "[2024-05-18..2024-05-19]",
            "Monday and Wednesday of last week": "[2024-05-06..2024-05-08]",
            "Monday and May 20": "[2024-05-13..2024-05-20]",
            "last week or Monday": "[2024-05-06..2024-05-13]",
            "from May 3 to Friday": "2024-05-03/2024-05-17",
            "from May 20 to Friday": "2024-05-20/2024-05-24",
            "from Monday of last week to Friday": "2024-05-06/2024-05-10",
            "next Monday, May 20": "2024-05-20",
            "this coming Sunday, May 19": "2024-05-19",
        },
        MAY,
    )


def test_years_spans_and_hours_in_other_words() -> None:
    """Pairs of years, open ends, alternative weeks, days of 24 hours are read."""
    check(
        {
            "in 2021-22": "2021/2022",
            "by 2024-25": "[..2025-12-31]",
            "since 2021-22": "2021/..",
            "until 2024-25": "/2025",
            "winter 2022/2023": "2022-24",
            "the winter of 2022-23": "2022-24",
            "the winter of 2010-11": "2010-24",
            "the 2022-23 winter": "2022-24",
            "2027 or later": "[2027-01-01..]",
            "2030 and beyond": "[2030-01-01..]",
            "2027 or earlier": "[..2027-12-31]",
            "2027 onwards": "2027/..",
            "post-2014": "[2015-01-01..]",
            "pre-2014": "[..2013-12-31]",
            "a month or so ago": "2024-04~",
            "in a month or so": "2024-06~",
            "a year or so later": "2025~",
            "within 48 hours": "[2024-05-17..2024-05-19]",
            "in the past 24 hours": "[2024-05-16..2024-05-17]",
            "over the next 36 hours": "[2024-05-17..2024-05-19]",
            "in less than 12 hours": "[2024-05-17..2024-05-18]",
            "this week or next": "[2024-05-13..2024-05-26]",
            "this year or last": "[2023-01-01..2024-12-31]",
            "last month or this": "[2024-04-01..2024-05-31]",
            "last week or the week before": "[2024-04-29..2024-05-12]",
            "the night after": "2024-05-18",
            "next week or the week after": "[2024-05-20..2024-06-02]",
            "Thursday, 11/02/89": "1989-11-02",
            "02Nov1990": "1990-11-02",
            "10-Apr-15": "2015-04-10",
            "May the fourth, 1919": "1919-05-04",
            "the nineteen sixties": "196X",
        },
        MAY,
    )


def test_a_leap_day_can_be_eight_years_away() -> None:
    """1900 is not a leap year, and no other day replaces the missing one."""
    check({"Feb. 29": "1896-02-29"}, date(1903, 6, 1))
    check({"Feb. 29": "1904-02-29"}, date(1896, 3, 1), future=True)


def test_ambiguous_words_read_forwards_on_demand() -> None:
    """With `future`, they mean the present or the next one."""
    check(
        {
            "Friday": "2023-03-17",
            "Thursday": "2023-03-23",
            "March": "2023-03",
            "February": "2024-02",
            "March 17": "2023-03-17",
            "March 16": "2024-03-16",
            "the 16th": "2023-04-16",
            "the first quarter": "[2023-01-01..2023-03-31]",
            "winter": "2023-24",
            "Saturday, March 16": "2024-03-16",
            "November to March": "2023-11/2024-03",
            "since December": "2022-12/..",
            "yesterday": "2023-03-16",
            "last month": "2023-02",
        },
        NEWS,
        future=True,
    )


def test_british_words_lead_a_week_on_or_back() -> None:
    """A "Friday week" is a week after the coming Friday, "Friday last" the last."""
    table = {
        "Friday week": "2023-03-24",
        "on Friday week": "2023-03-24",
        "Monday week": "2023-03-27",
        "by Monday week": "[..2023-03-27]",
        "today week": "2023-03-24",
        "tomorrow week": "2023-03-25",
        "yesterday week": "2023-03-09",
        "Friday last": "2023-03-10",
        "Tuesday last": "2023-03-14",
        "Friday next": "2023-03-24",
        "Tuesday next": "2023-03-21",
        "Friday last week": "2023-03-10",
        "Tuesday next week": "2023-03-21",
        "Tuesday of the week": "2023-03-14",
        "Tuesday this week": "2023-03-14",
        "this week Tuesday": "2023-03-14",
    }
    check(table, NEWS)
    check(table, NEWS, future=True)


@pytest.mark.parametrize(
    "phrase",
    [
        "on\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}8",
        "on\N{THIN SPACE}April\N{NARROW NO-BREAK SPACE}8",
        "on\N{IDEOGRAPHIC SPACE}April\N{EN SPACE}8",
        "on\nApril\n8",
        "on Ap\N{SOFT HYPHEN}ril 8\N{ZERO WIDTH SPACE}",
    ],
)
def test_all_white_space_is_alike(phrase: str) -> None:
    """Spaces of other widths, and invisible characters, are not part of a word."""
    period = resolve(phrase, published=NEWS)
    assert (period.edtf, period.phrase) == ("2023-04-08", phrase)


@pytest.mark.parametrize(
    ("published", "reading"),
    [
        (date(1990, 1, 10), "[1989-07-01..1989-09-30]"),
        (date(1989, 10, 31), "[1989-07-01..1989-09-30]"),
        (date(1989, 8, 19), "[1989-07-01..1989-09-30]"),
        (date(1989, 5, 1), "[1989-07-01..1989-09-30]"),
    ],
)
def test_a_bare_quarter_is_present_past_or_the_next(
    published: date, reading: str
) -> None:
    """The third quarter is last year's in January, and the coming one in May."""
    assert resolve("the third quarter", published=published).edtf == reading


def test_years_of_two_digits_are_at_most_ten_years_ahead() -> None:
    """All others are past, and two years written as one are near each other."""
    check(
        {
            "summer '34": "2034-22",
            "summer '35": "1935-22",
            "summer '99": "1999-22",
            "1/1/99": "1999-01-01",
            "1914-64": "1914/1964",
        },
        MAY,
    )
    with pytest.raises(PhraseError, match="65 is not a year soon after 1914"):
        resolve("1914-65", published=MAY)


def test_first_and_last_days_are_within_a_span() -> None:
    """A span may begin or end on the day itself; only months and years have a first."""
    check(
        {
            "the first Monday of May 2023": "2023-05-01",
            "the last Wednesday of May 2023": "2023-05-31",
            "the final two months of 2023": "[2023-11-01..2023-12-31]",
            "final two months": "[2023-11-01..2023-12-31]",
        },
        MAY,
    )
    with pytest.raises(PhraseError, match="only days of a month are numbered"):
        resolve("the first of next week", published=MAY)


def test_bare_words_mean_what_is_not_too_far_ahead() -> None:
    """A day of a month is at most 15 days ahead, and a quarter three months."""
    check({"the 1st": "2023-04-01", "the 2nd": "2023-03-02"}, NEWS)
    check({"first quarter": "[2024-01-01..2024-03-31]"}, date(2023, 10, 1))
    check({"first quarter": "[2023-01-01..2023-03-31]"}, date(2023, 9, 30))
    check({"this winter": "2022-24", "this summer": "2023-22"}, date(2023, 5, 31))
    check({"this winter": "2023-24", "this summer": "2023-22"}, date(2023, 6, 1))


def test_a_weekday_beside_a_date_decides_the_month_or_year() -> None:
    """The next Friday the 13th may be 14 months away, and today is not over."""
    check({"Friday the 13th": "2018-07-13"}, date(2018, 7, 14))
    check({"Friday the 13th": "2019-09-13"}, date(2018, 7, 14), future=True)
    for future in (False, True):
        check({"Friday, May 17": "2024-05-17"}, MAY, future=future)


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    """A weekend belongs to that of its Saturday, and a run ends within the whole."""
    check(
        {
            "the first week of 2026": "[2025-12-29..2026-01-04]",
            "the last week of 2026": "[2026-12-28..2027-01-03]",
            "the first week of 2027": "[2027-01-04..2027-01-10]",
            "the first weekend of April 2023": "[2023-04-01..2023-04-02]",
            "the last weekend of September 2023": "[2023-09-30..2023-10-01]",
            "the second half of the 19th century": "[1850-01-01..1899-12-31]",
            "the second half of the year 2022": "[2022-07-01..2022-12-31]",
            "the second half of last year": "[2023-07-01..2023-12-31]",
            "the second half of the 1990s": "[1995-01-01..1999-12-31]",
        },
        MAY,
    )
    for words in ("first 14 months", "last 14 months", "14th month"):
        with pytest.raises(PhraseError, match="there are not that many months"):
            resolve(f"the {words} of 2023", published=MAY)


@pytest.mark.parametrize("space", ["\u00a0", "\u2000", "\u200a", "\u3000"])
def test_every_space_parts_words(space: str) -> None:
    """The narrowest and the widest too."""
    check({f"March{space}2023": "2023-03"}, NEWS)


def test_long_phrases_are_not_read() -> None:
    """Their length is limited in characters and in words."""
    longest = "March".ljust(LONGEST_PHRASE)
    assert tokenise(longest) == tokenise("March")
    with pytest.raises(ValueError, match="it is longer than"):
        tokenise(f"{longest} ")
    assert len(tokenise("May " * MOST_TOKENS).kinds) == MOST_TOKENS
    with pytest.raises(ValueError, match=f"more than {MOST_TOKENS} words"):
        tokenise("May " * (MOST_TOKENS + 1))
