"""Read the fields of an element of the lists, and its remarks."""

import re
from datetime import date

from diplomacy_events.imports.places import Element
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import refuse
from diplomacy_events.vocabulary import VisitLevel

__all__ = [
    "AGAIN",
    "optional_text",
    "required_text",
    "row_number",
    "traveller_office",
    "visit_days",
    "visit_level",
    "why_left_out",
]

DIGITS = re.compile(r"[0-9]{1,18}")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LEVELS = {
    "official working": VisitLevel.OFFICIAL_WORKING,
    "state": VisitLevel.STATE,
    "official": VisitLevel.OFFICIAL,
    "working": VisitLevel.WORKING,
    "private": VisitLevel.PRIVATE,
}
LEVEL = re.compile(
    r"\b(official working|state|official|working|private) visit\b", re.IGNORECASE
)
OFFICES = {"president": "President", "secretary": "Secretary of State"}
ELECT = re.compile(r"\([^()]*\bPresident-elect\b[^()]*\)", re.IGNORECASE)
VACATION = re.compile(r"\bvacation", re.IGNORECASE)
AT_WORK = re.compile(
    r"\b(?:met|meetings?|conferred|attended|addressed|discussed|audience|received"
    r"|signed|official|state|ceremon\w+|conference|summit)\b",
    re.IGNORECASE,
)
ON_THE_WAY = re.compile(r"(?:refuel|transit|stop-?over|layover)", re.IGNORECASE)
NO_STATE = "antarctica"

AGAIN = "the same trip again"


def required_text(row: Element, name: str) -> str:
    """Return the text of a field that each row has.

    Raises:
        FieldValueError: if the row has none, several, or an empty one.
    """
    found = [text for text in row.children.get(name, ()) if text]
    if len(found) != 1:
        refuse(
            f"<{name}>",
            "must occur exactly once and must not be empty",
            found,
            field=name,
        )
    return found[0]


def optional_text(row: Element, name: str) -> str:
    """Return the text of an optional field."""
    return " ".join(row.children.get(name, ()))


def row_number(row: Element) -> str:
    """Return the number that a list gives to a row.

    Raises:
        FieldValueError: if it is not one.
    """
    found = required_text(row, "id")
    if not DIGITS.fullmatch(found):
        refuse("<id>", "must be a number", found, field="id")
    return found


def visit_days(row: Element) -> Period:
    """Return the days of a row, which are exact.

    Raises:
        FieldValueError: if one of them is not a day.
        EDTFError: if the end is before the beginning.
    """
    begin, end = _day(row, "start-date"), _day(row, "end-date")
    return Period.from_edtf(begin if begin == end else f"{begin}/{end}")


def _day(row: Element, name: str) -> str:
    text = required_text(row, name)
    try:
        if not DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        rule = "must be a day such as 1990-01-31"
        refuse(f"<{name}>", rule, text, field=name, cause=error)


def visit_level(remarks: str) -> VisitLevel:
    """Return the level of a visit, if the remarks name one and no other.

    >>> visit_level("State Visit. Also made a private visit to Dallas.")
    <VisitLevel.UNSPECIFIED: 'unspecified'>
    """
    named = {found.lower() for found in LEVEL.findall(remarks)}
    if len(named) != 1:
        return VisitLevel.UNSPECIFIED
    return LEVELS[named.pop()]


def traveller_office(row: Element, remarks: str) -> str:
    """Return the office in which somebody travels; a bracket may give another.

    Raises:
        FieldValueError: if it is not one of the offices.
    """
    role = required_text(row, "role")
    if role not in OFFICES:
        refuse("<role>", f"must be one of {', '.join(OFFICES)}", role, field="role")
    return "President-elect" if ELECT.search(remarks) else OFFICES[role]


def why_left_out(country: str, remarks: str) -> str | None:
    """Return why a journey is not a visit to another state, if it is not."""
    if country == NO_STATE:
        return "a journey that is not to a state"
    if VACATION.search(remarks) and not AT_WORK.search(remarks):
        return "a vacation"
    if ON_THE_WAY.match(remarks) and not AT_WORK.search(remarks):
        return "a stop on the way"
    return None
