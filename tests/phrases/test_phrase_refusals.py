"""Phrases that cannot be read, and the reasons in the error."""

from datetime import date, datetime
from typing import Any

import pytest

from diplomacy_events.errors import FieldTypeError, PhraseError
from diplomacy_events.phrases import resolve

NEWS = date(2023, 3, 17)


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "no word for a time"),
        ("the", "no word for a time"),
        (" . ", "no word for a time"),
        ("the Joint Strike Fighter program", "'joint' is not a known word"),
        ("Black Monday", "'black' is not a known word"),
        ("the turn of the century", "'turn' is not a known word"),
        ("1989?", r"'\?' is not a known word"),
        ("next sol", "'sol' is not a known word"),
        ("prior", "cannot be read as a date"),
        ("no", "'no' is not a known word"),
        ("every Friday", "'every' means something that recurs"),
        ("Mondays", "'mondays' means something that recurs"),
        ("a month following", "it counts from an event on an unknown day"),
        ("that year", "it refers to something earlier in the text"),
        ("those years", "'those' refers to something earlier in the text"),
        ("the previous Friday", "it refers to something earlier in the text"),
        ("the previous day", "it refers to something earlier in the text"),
        ("the following year", "it refers to something earlier in the text"),
        ("that same month", "it refers to something earlier in the text"),
        ("10/04/2023", "2023-04-10 or 2023-10-04: the order must be given"),
        ("11-02-89", "1989-02-11 or 1989-11-02: the order must be given"),
        ("the same day", "it refers to something earlier in the text"),
        ("the day", "it refers to something earlier in the text"),
        ("the month", "it refers to something earlier in the text"),
        ("the year-earlier period", "it refers to something earlier in the text"),
        ("the 1988 period", "it refers to something earlier in the text"),
        ("the same period last year", "it refers to something earlier in the text"),
        ("its date", "'date' is not a known word"),
        ("the August-September quarter", "a quarter has three months"),
        ("10 days to Christmas", "in this order cannot be read as a date"),
        ("early hours", "in this order cannot be read as a date"),
        ("overnight", "in this order cannot be read as a date"),
        ("two hours ago", "'hours' is a unit shorter than a day"),
        ("the latter", "in this order cannot be read as a date"),
        ("the final", "the calendar has no such day"),
        ("two years", "in this order cannot be read as a date"),
        ("five-year", "in this order cannot be read as a date"),
        ("one day", "in this order cannot be read as a date"),
        ("at the time", "in this order cannot be read as a date"),
        ("1,990", "in this order cannot be read as a date"),
        ("- Friday -- March -", "in this order cannot be read as a date"),
        ("12345", "5 digits"),
        ("x" * 201, "longer than 200"),
        ("Friday " * 17, "more than 16 words"),
        ("31 February", "the calendar has no such day"),
        ("Feb. 30, 2023", "day is out of range"),
        ("Feb. 29, 2023", "day is out of range"),
        ("13/13/2023", "month must be in 1..12"),
        ("March 2023-00-01", "cannot be read as a date"),
        ("2023-00-01", "month must be in 1..12"),
        ("0089", "the year 0089"),
        ("0089-03-20", "the year 0089"),
        ("October 100", "100 is not a two-digit year"),
        ("1988-150", "150 is not a two-digit year"),
        ("the 32nd", "the calendar has no such day"),
        ("the 0th of next month", "no such day"),
        ("the 31st of next month", "no such day"),
        ("the 5th of next year", "only days of a month"),
        ("winter 2022-24", "no season spans these two years"),
        ("summer 2022-23", "no season spans these two years"),
        ("2021–7", "07 is not a year soon after 2021"),
        ("the fifth quarter", "the calendar has no such day"),
        ("the third half", "the calendar has no such day"),
        ("the third half of 1989", "month must be in 1..12"),
        ("the third half of March", "nothing has more than two halves"),
        ("the first half of next week", "only a month, year, decade or century"),
        ("the 1st century", "year 0 is out of range"),
        ("the 200th century", "out of range"),
        ("100 centuries ago", "out of range"),
        ("the sixth week of March", "not that many"),
        ("the first three days", "does not say which period the days belong to"),
        ("the fifth Friday of February 2023", "no such day"),
        ("Friday, March 18, 2023", "2023-03-18 is a Saturday"),
        ("Tuesday, March 18", "the weekday and the date do not match"),
        ("a year ago Friday", "only weeks lead"),
        ("a week on Friday", "a week after that day, or one that ends on it"),
        ("one week next Friday", "a week after that day, or one that ends on it"),
        ("late early May", "only a calendar unit"),
        (
            "the rest of last week",
            "nothing is left of a period that ended on 2023-03-12",
        ),
        ("from 2020 to 2015", "ends on 2015-12-31, before it begins on 2020-01-01"),
        ("between next week and last week", "before it begins"),
    ],
)
def test_unreadable_phrases_are_refused_with_the_reason(
    phrase: str, reason: str
) -> None:
    """The error states the reason, and carries the phrase and the date."""
    with pytest.raises(PhraseError, match=reason) as caught:
        resolve(phrase, published=NEWS)
    assert caught.value.phrase == phrase
    assert caught.value.published == NEWS


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("resolve.phrase", {"phrase": None, "published": NEWS}),
        ("resolve.phrase", {"phrase": b"today", "published": NEWS}),
        ("resolve.published", {"phrase": "today", "published": 20230317}),
        ("resolve.order", {"phrase": "today", "published": NEWS, "order": True}),
        ("resolve.context", {"phrase": "today", "published": NEWS, "context": b""}),
        ("resolve.published", {"phrase": "today", "published": datetime(2023, 3, 17)}),
        ("resolve.future", {"phrase": "today", "published": NEWS, "future": 1}),
    ],
)
def test_arguments_of_another_type_are_refused(
    field: str, arguments: dict[str, Any]
) -> None:
    """Nothing is coerced: neither a `datetime` to a date, nor a number to a bool."""
    with pytest.raises(FieldTypeError) as caught:
        resolve(**arguments)
    assert caught.value.field == field


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "phrase",
    ["Friday", "March", "last year", "next week", "two years ago", "'89", "the 5th"],
)
def test_the_ends_of_the_calendar_do_not_crash(published: date, phrase: str) -> None:
    """At the limits of the calendar, a phrase is read or refused."""
    for future in (False, True):
        try:
            period = resolve(phrase, published=published, future=future)
        except PhraseError:
            continue
        assert period.anchor == published
