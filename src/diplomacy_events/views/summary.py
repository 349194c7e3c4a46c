"""A record in a few words: its actors, and its status or standing."""

from collections.abc import Callable, Mapping
from typing import Any

from diplomacy_events.model.description import kind_of, playing
from diplomacy_events.model.record_kinds import Record, Statement
from diplomacy_events.vocabulary import MeetingForm

__all__ = ["Name", "name_lookup", "standing", "status_of", "who"]

Name = Callable[[str], str]
"""Returns the name of an actor by its id."""


def name_lookup(names: Mapping[str, str]) -> Name:
    """Return the function that looks up a name, or else returns the id."""
    return lambda id: names.get(id, id)


def who(record: Record, name: Name) -> str:
    """Return who acts, and to, with or against whom."""
    agents, patients = (_names(record, part, name) for part in ("by", "to"))
    form = getattr(record, "form", MeetingForm.VISIT)
    together = isinstance(form, MeetingForm) and form is not MeetingForm.VISIT
    toward = "with" if together else kind_of(type(record)).toward
    return f"{agents}, {toward} {patients}" if patients else agents


def _names(record: Record, part: str, name: Name) -> str:
    field = playing(type(record), part)
    return ", ".join(map(name, getattr(record, field))) if field else ""


def status_of(record: Any) -> Any:
    """Return how far an event has come, how an allegation stands, or the act."""
    for name in ("status", "standing"):
        if hasattr(record, name):
            return getattr(record, name)
    return record.act


def standing(record: Record) -> str:
    """Return the same in words, with the manner of a statement."""
    manner = f", in {record.manner} speech" if isinstance(record, Statement) else ""
    return f"{status_of(record)}{manner}"
