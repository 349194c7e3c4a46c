"""EDTF, the Extended Date/Time Format: from text to the two edges, and back.

The standard is ISO 8601-2:2019, clause 4 to 7 and annex A, as profiled by the
Library of Congress. This module supports levels 0 and 1, without clock times and
without years outside 0001 to 9999, and the ranges ``[a..b]``, ``[..b]`` and ``[a..]``
of level 2. It refuses every other feature by its name.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, NoReturn

import attrs

from diplomacy_events.errors import EDTFError
from diplomacy_events.model.converters import date_qualifier, name_fields_in_errors
from diplomacy_events.model.rules import quoted, refuse_field
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.vocabulary import Qualifier

__all__ = ["Edge", "Reading", "read_edtf", "unit_months", "write_edtf"]

DAY = timedelta(days=1)
YEAR, YEAR_AND_MONTH = len("2023-"), len("2023-03-")
SEASON_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}
SEASON_OF_MONTH = {month: season for season, month in SEASON_BEGINS.items()}


@attrs.frozen(kw_only=True, field_transformer=name_fields_in_errors)
class Edge:
    """The day on which a period begins or ends, as far as it is known.

    Attributes:
        earliest: the first day that it can be, or `None` if unbounded.
        latest: the last day that it can be, or `None` if unbounded.
        qualifier: how the source hedges the day. It does not widen a bound, because no
            source says by how much.
        open: whether there is no such day: the period has always been, or goes on.
            An edge that is not open and has no bounds is unknown.
    """

    __repr__ = short_repr

    earliest: date | None = None
    latest: date | None = None
    qualifier: Qualifier = attrs.field(default=Qualifier.NONE, converter=date_qualifier)
    open: bool = False

    def __attrs_post_init__(self) -> None:
        """Check the rules that tie the fields together."""
        if self.open and (self.earliest or self.latest or self.qualifier):
            refuse_field(
                self, "open", "an open edge must not have bounds or a qualifier", self
            )
        if self.earliest and self.latest and self.earliest > self.latest:
            refuse_field(self, "earliest", "must not be after latest", self)


UNKNOWN = Edge()
OPEN = Edge(open=True)


class Reading(NamedTuple):
    """The meaning of an EDTF text, and its canonical form."""

    begin: Edge
    end: Edge
    edtf: str


@lru_cache(maxsize=1 << 15)
def read_edtf(text: str) -> Reading:
    """Read an EDTF text.

    Raises:
        EDTFError: if the text is not EDTF, or uses an unsupported feature.
    """
    if text.startswith("["):
        begin = end = _range(text)
    elif "/" in text:
        begin, end = _interval(text)
    else:
        begin = end = _edge(text, 0, text)
    return Reading(begin, end, write_edtf(begin, end))


def write_edtf(begin: Edge, end: Edge) -> str:
    """Return the canonical EDTF text of two edges.

    Raises:
        FieldValueError: if EDTF cannot write them.
    """
    if begin == end and begin not in (OPEN, UNKNOWN):
        return _unit(begin) or _range_text(begin)
    return f"{_edge_text(begin)}/{_edge_text(end)}"


def _interval(text: str) -> tuple[Edge, Edge]:
    first, _, second = text.partition("/")
    at = len(first) + 1
    if "/" in second:
        _refuse(text, at + second.index("/"), "a second slash")
    begin, end = (
        UNKNOWN if part == "" else OPEN if part == ".." else _edge(part, offset, text)
        for part, offset in ((first, 0), (second, at))
    )
    if begin.earliest and end.latest and begin.earliest > end.latest:
        _refuse(text, at, "a reversed interval, which ends before it begins")
    return begin, end


def _range(text: str) -> Edge:
    """Read ``[a..b]``, the one-of set that is a range (level 2, set representation)."""
    first, dots, second = text[1:-1].partition("..")
    if not text.endswith("]"):
        _refuse(text, len(text), "a set without a closing bracket")
    if not dots or "," in text:
        _refuse(text, 0, "a list of dates (level 2 set)")
    if not first and not second:
        _refuse(text, 1, "a range without bounds")
    at = len(first) + 3
    low = _edge(first, 1, text) if first else UNKNOWN
    high = _edge(second, at, text) if second else UNKNOWN
    for edge, end in ((low, at - 2), (high, len(text) - 1)):
        if edge.qualifier:
            _refuse(text, end - 1, "a qualifier inside a set (level 2)")
    if low.earliest and high.latest and low.earliest > high.latest:
        _refuse(text, at, "a reversed range, which ends before it begins")
    return Edge(earliest=low.earliest, latest=high.latest)


DATE = (
    r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)


def _edge(part: str, offset: int, text: str) -> Edge:
    """Read one date, which is at the offset in the text."""
    try:
        return _date(part)
    except ValueError as error:
        match = re.fullmatch(DATE, part, re.ASCII)
        if match is None:
            _diagnose(part, offset, text)
        feature, at = _impossible(*match.groups()[:3])
        _refuse(text, offset + at, feature, error)


# The same days occur in many intervals and ranges.
@lru_cache(maxsize=1 << 13)
def _date(part: str) -> Edge:
    """Read one date.

    Raises:
        ValueError: if it is not a date.
    """
    match = re.fullmatch(DATE, part, re.ASCII)
    if match is None:
        raise ValueError
    year, month, day, hedge = match.groups()
    earliest, latest = _days(year, month, day)
    return Edge(earliest=earliest, latest=latest, qualifier=Qualifier(hedge))


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Return the first and the last day that a date can mean.

    Raises:
        ValueError: if there is no such day.
    """
    if month is None or month == "XX":
        if day not in (None, "XX") or (month and "X" in year):
            raise ValueError
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return date(low, 1, 1), date(high, 12, 31)
    y, m = int(year), int(month)
    if m in SEASON_BEGINS:
        if day is not None:
            raise ValueError
        first = SEASON_BEGINS[m]
        return date(y, first, 1), _last_day(y + (first == 12), (first + 1) % 12 + 1)
    if day is None or day == "XX":
        return date(y, m, 1), _last_day(y, m)
    only = date(y, m, int(day))
    return only, only


def _last_day(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - DAY


def _impossible(year: str, month: str | None, day: str | None) -> tuple[str, int]:
    """Return what is wrong with a date of the right shape, and where."""
    if int(year.replace("X", "0")) == 0:
        return "a year outside 0001 to 9999", 0
    if "X" in year or month == "XX":
        return "an unspecified digit before a specified one (level 2)", 0
    number = int(month or 0)
    if number in SEASON_BEGINS and day is not None:
        return f"a day in the season {month}", YEAR_AND_MONTH
    if 25 <= number <= 41:
        return "a sub-year grouping from 25 to 41 (level 2)", YEAR
    if number in SEASON_BEGINS:
        return "a year outside 0001 to 9999", 0
    if not 1 <= number <= 12:
        return f"month {month}, which does not exist", YEAR
    return f"day {day}, which {year}-{month} does not have", YEAR_AND_MONTH


# Shapes that are not supported, each with its name in messages; the first match counts.
# A group, if there is one, marks the place.
REFUSED = (
    (r"$", "an empty text"),
    (r".*?(\s)", "a space"),
    (r"(?:open|unknown)$", "a word from drafts before 2019"),
    (r"Y", "a year prefixed with Y"),
    (r"-", "a negative year"),
    (r"\d+(E)", "an exponential year (level 2)"),
    (r"[\dX-]+(S)\d", "significant digits (level 2)"),
    (r".*?(T)\d", "a clock time"),
    (r".*?-(W)\d", "an ISO week"),
    (r"(\d{8}|\d{6})$", "the basic form without hyphens"),
    (r"\d{4}-(\d{3})$", "an ordinal date"),
    (r"\{", "a set that means all its members (level 2)"),
    (r"(\.\.)", "an open end inside a date"),
    (r".*?(\.\.)", "a range outside brackets"),
    (r".*?([?~%])[^$]", "a qualifier of one component (level 2)"),
    (r".*?(u)", "u for an unspecified digit, from drafts before 2019"),
    (r"[\d-]*(X)[\dX-]*$", "unspecified digits other than the rightmost (level 2)"),
    (r"(\d{1,3}|\d{5,})(?:-|$)", "a year that does not have four digits"),
    (r"\d{4}-(\d)(?:-|$)", "a one-digit month"),
    (r"\d{4}-\d\d-(\d)$", "a one-digit day"),
    (r"[\dX]{4}(?:-[\dX]{2}){0,2}[?~%]?(.)", "an unexpected character"),
)


def _diagnose(part: str, offset: int, text: str) -> NoReturn:
    """Refuse a part that does not have the shape of a date, and say why."""
    for pattern, feature in REFUSED:
        if match := re.match(pattern, part, re.ASCII):
            _refuse(text, offset + match.start(match.lastindex or 0), feature)
    _refuse(text, offset, "not a date")


def _refuse(
    text: str, position: int, feature: str, cause: Exception | None = None
) -> NoReturn:
    raise EDTFError(
        f"cannot be read as EDTF: {feature}, at position {position} of {quoted(text)}",
        text=text,
        position=position,
        feature=feature,
    ) from cause


def _edge_text(edge: Edge) -> str:
    if edge == UNKNOWN:
        return ""
    if edge == OPEN:
        return ".."
    unit = _unit(edge)
    if unit is None:
        refuse_field(
            edge, "earliest", "EDTF cannot write an interval with this edge", edge
        )
    return unit


def _range_text(edge: Edge) -> str:
    if edge.qualifier:
        refuse_field(
            edge, "qualifier", "EDTF cannot write a range with a qualifier", edge
        )
    return f"[{edge.earliest or ''}..{edge.latest or ''}]"


def _unit(edge: Edge) -> str | None:
    """Return the text of the calendar unit that an edge fills, if any."""
    first, last = edge.earliest, edge.latest
    if first is None or last is None:
        return None
    match unit_months(first, last):
        case None:
            return None
        case 0:
            unit = first.isoformat()
        case 1:
            unit = f"{first.year:04}-{first.month:02}"
        case 3:
            unit = f"{first.year:04}-{SEASON_OF_MONTH[first.month]}"
        case 12:
            unit = f"{first.year:04}"
        case 120:
            unit = f"{first.year // 10:03}X"
        case _:
            unit = f"{first.year // 100:02}XX"
    return unit + edge.qualifier


def unit_months(first: date, last: date) -> int | None:
    """Return the length in months of the unit between two days, 0 for a day.

    The units are those that EDTF can write: day, month, season (3), year (12), decade
    (120) and century (1200). For any other stretch of days the result is `None`.
    """
    if first == last:
        return 0
    if first.day != 1 or last != _last_day(last.year, last.month):
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months in (12, 120, 1200):
        at_start = first.month == 1 and first.year % (months // 12) == 0
    else:
        at_start = months == 1 or (months == 3 and first.month in SEASON_OF_MONTH)
    return months if at_start else None
