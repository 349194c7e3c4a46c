"""Rows to compare with machine codings: a day, a source, a target, and a code.

A plan is never coded as the planned event, nor an accusation as the alleged act. A
record without its own code, a certain day, or a country on each side has no row.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.omissions import Places, omissions
from diplomacy_events.formats.format import Omission
from diplomacy_events.model.actors import Organization, Party, Person, State
from diplomacy_events.model.description import playing
from diplomacy_events.model.record_kinds import (
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.vocabulary import EventStatus, MeetingForm

__all__ = [
    "NOT_SAID",
    "Code",
    "CodedRow",
    "Coding",
    "call",
    "coded_rows",
    "lies_ahead",
    "meeting",
    "records_without_row",
]

Code = tuple[str, str]
"""A code, and the mode where the scheme has one."""
Coding = Callable[[Record], Code | str]
"""Gives the code of a record, or the reason why it has none."""

PLACES: Places = {
    **dict.fromkeys((Statement, StateVisit, JointDeclaration, Allegation), ()),
    **dict.fromkeys((State, Organization, Person, Party), ()),
}
REASON = "a row only has a day, two countries and a code"
PART = "a row only has the country of each side, the code and the first day"
PARTLY = dict.fromkeys(
    [
        *("when", "status", "form", "act", "speakers", "audience", "mentions"),
        *("visitors", "hosts", "parties", "accusers", "accused"),
        *("code", "state", "roles"),
    ],
    PART,
)
UNCERTAIN = "a row needs a certain day"
NO_COUNTRY = "a row needs a country on each side"
NOT_SAID = "it is neither planned nor reported to have taken place"
AHEAD = frozenset([EventStatus.EXPECTED, EventStatus.PLANNED, EventStatus.CONFIRMED])
BEGUN = frozenset([EventStatus.OCCURRED, EventStatus.UNDER_WAY])


class CodedRow(NamedTuple):
    """One row.

    Attributes:
        day: the day, as ``YYYY-MM-DD``.
        source: the ISO 3166-1 alpha-3 code of the country that acts.
        target: the code of the other country, or "" without one.
        code: the code.
        record: the record of the row.
    """

    day: str
    source: str
    target: str
    code: Code
    record: Record


def lies_ahead(record: Any) -> bool | None:
    """Return whether an event lies ahead; `None` if its status does not show it."""
    if record.status in AHEAD:
        return True
    return False if record.status in BEGUN else None


def call(record: StateVisit) -> bool:
    """Return whether a record is a call, with or without pictures."""
    return record.form in (MeetingForm.CALL, MeetingForm.VIDEO_CALL)


def meeting(record: StateVisit) -> bool:
    """Return whether a record is a meeting or a call, not a visit."""
    return record.form is not MeetingForm.VISIT


def coded_rows(dataset: Dataset, coding: Coding) -> Iterator[CodedRow | Omission]:
    """Yield a row for each pair of countries of a record, or the reason for none."""
    for record in dataset.records:
        code = coding(record)
        sides = _sides(dataset, record)
        day = record.when.begin
        if isinstance(code, str):
            yield Omission(record.id, "", code)
        elif day.earliest is None or day.earliest != day.latest or day.qualifier:
            yield Omission(record.id, "", UNCERTAIN)
        elif sides is None:
            yield Omission(record.id, "", NO_COUNTRY)
        else:
            for source, target in sides:
                yield CodedRow(day.earliest.isoformat(), source, target, code, record)


def _sides(dataset: Dataset, record: Any) -> list[tuple[str, str]] | None:
    """Return the pairs of countries of a record; `None` if one is not known."""
    first, second = (_playing(record, part) for part in ("by", "to"))
    sources = _countries(dataset, first)
    if isinstance(record, Statement):
        second = second or record.mentions
    elif not second:
        return _among(sources)
    targets = _countries(dataset, second)
    if sources is None or targets is None:
        return None
    return list(product(sources, targets or [""]))


def _playing(record: Record, part: str) -> tuple[str, ...]:
    """Return the ids of the actors with a part in a record."""
    field = playing(type(record), part)
    return getattr(record, field) if field else ()


def _among(countries: list[str] | None) -> list[tuple[str, str]] | None:
    """Return every pair of countries that do something together, both ways."""
    pairs = product(countries or (), repeat=2)
    return [(one, other) for one, other in pairs if one != other] or None


def _countries(dataset: Dataset, ids: tuple[str, ...]) -> list[str] | None:
    """Return the codes of the countries of actors; `None` if one is not known."""
    found: dict[str, None] = {}
    for id in ids:
        code = _country(dataset, dataset.actors[id])
        if code is None:
            return None
        found[code] = None
    return list(found)


def _country(dataset: Dataset, actor: object) -> str | None:
    if isinstance(actor, State):
        return actor.code
    of = getattr(actor, "state", None)
    if isinstance(actor, Person):
        # A person with offices of several states represents none of them.
        offices = {
            _state_of_office(dataset, role.of) for role in actor.roles if role.of
        }
        of = offices.pop() if len(offices) == 1 else None
    state = dataset.actors[of] if of else None
    return state.code if isinstance(state, State) else None


def _state_of_office(dataset: Dataset, id: str) -> str | None:
    """Return the state of an office, directly or through one of its bodies."""
    body = dataset.actors[id]
    return body.state if isinstance(body, Organization) else id


def records_without_row(dataset: Dataset, coding: Coding) -> tuple[Omission, ...]:
    """List the records without a row, and the fields that a row leaves out."""
    without = [one for one in coded_rows(dataset, coding) if isinstance(one, Omission)]
    return (*without, *omissions(dataset, PLACES, REASON, partly=PARTLY))
