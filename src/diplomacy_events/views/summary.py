"""A record in a few words: of which kind, who, and how far or how sure."""

from collections.abc import Callable, Mapping
from typing import Any

from diplomacy_events.model.records import (
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)

__all__ = ["KINDS", "Name", "named", "standing", "who"]

Name = Callable[[str], str]
"""Tells what somebody with an id is called."""

KINDS: dict[type[Record], str] = {
    StateVisit: "Visits",
    JointDeclaration: "Joint declarations",
    Allegation: "Allegations",
    Statement: "Statements",
}
"""The four classes in the order they are shown in, and what several are called."""

WHO: dict[type[Record], tuple[str, str, str | None]] = {
    StateVisit: ("visitors", "visiting", "hosts"),
    JointDeclaration: ("parties", "", None),
    Allegation: ("accusers", "against", "accused"),
    Statement: ("speakers", "to", "audience"),
}


def named(names: Mapping[str, str]) -> Name:
    """Return what tells a name; who has none is called by the id."""
    return lambda id: names.get(id, id)


def who(record: Record, name: Name) -> str:
    """Return who did it, and to, with or against whom."""
    agents, word, patients = WHO[type(record)]
    told = ", ".join(map(name, getattr(record, agents)))
    others = getattr(record, patients) if patients else ()
    return f"{told}, {word} {', '.join(map(name, others))}" if others else told


def standing(record: Record) -> str:
    """Return how far an event has come, how an allegation stands, or the speech act."""
    found: Any = record
    if isinstance(record, Statement):
        return f"{record.act}, in {record.manner} speech"
    return str(found.standing if isinstance(record, Allegation) else found.status)
