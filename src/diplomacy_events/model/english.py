"""The two edges of a period in English."""

from datetime import date

from diplomacy_events.model.edtf import Edge, unit_months
from diplomacy_events.vocabulary import Qualifier

__all__ = ["MONTHS", "english", "year_name"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# Lengths in months of the units that read well with a dash: days, months and years.
JOINED = (0, 1, 12)
FOUR_DIGITS = 1000
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def english(begin: Edge, end: Edge) -> str:
    """Return a period's edges in English, such as ``20–22 March 2023``."""
    if begin.open or end.open:
        since = "" if begin.open else f"since {_edge(begin)}"
        return since or ("always" if end.open else f"until {_edge(end)}")
    if begin == end:
        return _within(begin)
    first, last = _edge(begin), _edge(end)
    unit = _unit_of(begin)
    if begin.qualifier or end.qualifier or unit != _unit_of(end) or unit not in JOINED:
        return f"from {first} to {last}"
    return _span(first, last, "–")


def _unit_of(edge: Edge) -> int | None:
    if edge.earliest is None or edge.latest is None:
        return None
    return unit_months(edge.earliest, edge.latest)


def _within(edge: Edge) -> str:
    """Return in English that a period lies somewhere within the bounds of an edge."""
    first, last = edge.earliest, edge.latest
    if first is None:
        return "undated" if last is None else f"by {_day(last)}"
    if last is None:
        return f"from {_day(first)}"
    if unit_months(first, last) is None:
        return f"one day between {_span(_day(first), _day(last), ' and ')}"
    return _edge(edge)


def _edge(edge: Edge) -> str:
    if edge.earliest is None or edge.latest is None:
        return "an unknown day"
    about = (
        "about " if edge.qualifier in (Qualifier.APPROXIMATE, Qualifier.BOTH) else ""
    )
    doubt = "?" if edge.qualifier in (Qualifier.UNCERTAIN, Qualifier.BOTH) else ""
    return f"{about}{_unit(edge.earliest, edge.latest)}{doubt}"


def _unit(first: date, last: date) -> str:
    """Name the calendar unit that two days bound."""
    year = year_name(first.year)
    match unit_months(first, last):
        case 1:
            return f"{MONTHS[first.month - 1]} {year}"
        case 3:
            winter = f"–{last.year % 100:02}" if last.year != first.year else ""
            return f"{SEASONS[first.month]} {year}{winter}"
        case 12:
            return year
        case 120 if first.year >= FOUR_DIGITS:
            return f"the {year}s"
        case 120 | 1200:
            return f"the years {year}–{last.year}"
    return _day(first)


def year_name(year: int) -> str:
    """Return what a year is called, such as ``2023`` or ``AD 70``."""
    return str(year) if year >= FOUR_DIGITS else f"AD {year}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {year_name(day.year)}"


def _span(first: str, last: str, joint: str) -> str:
    """Join two different dates; the first omits the words that both end with."""
    one, other = first.split(), last.split()
    while one[-1] == other[-1]:
        one.pop()
        other.pop()
    return f"{' '.join(one)}{joint}{last}"
