"""A record in a few words: of which kind, who, and how far or how sure."""

from collections.abc import Callable, Mapping
from typing import Any

from diplomacy_events.model.description import kind_of, playing
from diplomacy_events.model.record_kinds import Record, Statement
from diplomacy_events.vocabulary import MeetingForm

__all__ = ["Name", "name_lookup", "standing", "who"]

Name = Callable[[str], str]
"""Tells what somebody with an id is called."""


def name_lookup(names: Mapping[str, str]) -> Name:
    """Return what tells a name; who has none is called by the id."""
    return lambda id: names.get(id, id)


def who(record: Record, name: Name) -> str:
    """Return who did it, and to, with or against whom."""
    agents, patients = (_names(record, part, name) for part in ("by", "to"))
    form = getattr(record, "form", MeetingForm.VISIT)
    together = isinstance(form, MeetingForm) and form is not MeetingForm.VISIT
    toward = "with" if together else kind_of(type(record)).toward
    return f"{agents}, {toward} {patients}" if patients else agents


def _names(record: Record, part: str, name: Name) -> str:
    field = playing(type(record), part)
    return ", ".join(map(name, getattr(record, field))) if field else ""


def standing(record: Record) -> str:
    """Return how far an event has come, how an allegation stands, or the speech act."""
    found: Any = record
    if isinstance(record, Statement):
        return f"{record.act}, in {record.manner} speech"
    return str(found.standing if hasattr(record, "standing") else found.status)
