"""The time that a machine-coded row gives: no day is surer than how it was made.

Such a coder takes the day of the article, or counts back from it by whole units: a day,
a week, a month, a year, ten years. A day counted back is only approximate.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from diplomacy_events.model.period import Period

__all__ = [
    "Days",
    "day_of",
    "report_time",
    "undated_visit_time",
    "utterance_time",
    "visit_time",
]

Days = Literal["reported", "coded"]
"""Whether to treat a coded day as the day of a report or as the day of the event."""

UNITS = frozenset([7, 30, 365, 3650])


@lru_cache(maxsize=1 << 14)
def day_of(text: str) -> date | None:
    """Return the day that eight digits mean, if there is one."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 14)
def utterance_time(text: str, day: date, added: date, days: Days) -> Period:
    """Return when something was said, by the dates of a row.

    Args:
        text: the day as coded.
        day: that day.
        added: the day that the row was added to the table.
        days: whether the coded day is that of a report.
    """
    distance = (added - day).days
    if days == "coded":
        edtf = f"{day}?"
    elif distance == 1:
        edtf = f"{day}"
    elif distance in UNITS:
        reach = timedelta(days=distance - 1)
        first = date.fromordinal(max(1, day.toordinal() - distance + 1))
        edtf = f"[{first}..{min(day + reach, added)}]"
    else:
        edtf = f"[..{day}]"
    return Period.from_edtf(edtf, phrase=text, anchor=_anchor(distance, added))


@lru_cache(maxsize=1 << 14)
def visit_time(text: str, day: date, added: date, days: Days) -> Period:
    """Return when a visit was, by the dates of a row: at any time, for coded visits."""
    distance = (added - day).days
    edtf = f"{day}?" if days == "coded" else "/"
    return Period.from_edtf(edtf, phrase=text, anchor=_anchor(distance, added))


def report_time(text: str, day: date, reported: date, days: Days) -> Period:
    """Return when something was said, dated at most by a report.

    Args:
        text: the day as coded.
        day: that day.
        reported: the day of the report, or the coded day if that is unknown.
        days: whether the coded day is that of a report.
    """
    edtf = f"{day}?" if days == "coded" else f"[..{reported}]"
    return Period.from_edtf(edtf, phrase=text)


def undated_visit_time(text: str, day: date, days: Days) -> Period:
    """Return when a visit was, by the date of a row without a date added."""
    return Period.from_edtf(f"{day}?" if days == "coded" else "/", phrase=text)


def _anchor(distance: int, added: date) -> date | None:
    return added if distance in UNITS or distance in (0, 1) else None
