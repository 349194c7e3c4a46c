"""Two edges in English, for people to read."""

from datetime import date

from diplomacy_events.model.edtf import Edge, unit_months
from diplomacy_events.vocabulary import Qualifier

__all__ = ["english"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def english(begin: Edge, end: Edge) -> str:
    """Return a period's edges in English, such as ``20–22 March 2023``."""
    if begin.open or end.open:
        since = "" if begin.open else f"since {_edge(begin)}"
        return since or ("always" if end.open else f"until {_edge(end)}")
    if begin == end:
        return _within(begin)
    first, last = _edge(begin), _edge(end)
    if begin.qualifier or end.qualifier or first.count(" ") != last.count(" "):
        return f"from {first} to {last}"
    return _span(first, last)


def _within(edge: Edge) -> str:
    """Say that something was some time within the bounds of an edge."""
    first, last = edge.earliest, edge.latest
    if first is None:
        return "some time" if last is None else f"some day by {_day(last)}"
    if last is None:
        return f"some day from {_day(first)}"
    if unit_months(first, last) is None:
        return f"some day {_span(_day(first), _day(last))}"
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
    winter = f"–{last.year % 100:02}" if last.year != first.year else ""
    names = {
        0: _day(first),
        1: f"{MONTHS[first.month - 1]} {first.year}",
        3: f"{SEASONS.get(first.month)} {first.year}{winter}",
        12: f"{first.year}",
        120: f"the {first.year}s",
        1200: f"the years {first.year}–{last.year}",
    }
    return names[unit_months(first, last) or 0]


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _span(first: str, last: str) -> str:
    """Join two dates with a dash, leaving out of the first what both end in."""
    one, other = first.split(), last.split()
    while len(one) > 1 and one[-1] == other[-1]:
        one.pop()
        other.pop()
    return f"{' '.join(one)}–{last}"
