"""Who speaks for whom: answers given by others, and documents of one party.

There is a fault only if the ids contradict each other. Offices, bodies and members show
who belongs to whom; if they show nothing, there is no fault.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from diplomacy_events.errors import Fault
from diplomacy_events.model.actors import Actor, Organization, Party, Person, State
from diplomacy_events.model.description import values_of
from diplomacy_events.model.record_kinds import (
    Allegation,
    JointDeclaration,
    Record,
    Response,
    Statement,
)

__all__ = ["SPEAKING", "Sides", "contradictions"]

Ids = frozenset[str]
SPEAKING = (Allegation, JointDeclaration)
"""The records whose ids can contradict each other about who speaks."""


class Sides:
    """The states and organizations that actors belong to.

    Args:
        known: the actors by id; other things may be among them.
    """

    def __init__(self, known: Mapping[str, object]) -> None:
        self._things = known

    @cached_property
    def _owners_of_member(self) -> dict[str, list[str]]:
        """The ids of those that have a member, by its id."""
        found: dict[str, list[str]] = {}
        for id, thing in self._things.items():
            for member in getattr(thing, "members", ()):
                found.setdefault(member, []).append(id)
        return found

    def above(self, ids: Iterable[str]) -> Ids:
        """Return actors and everything they belong to: offices, states and groups."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting += _principals(self._things.get(id))
                waiting += self._owners_of_member.get(id, ())
        return frozenset(found)

    def states(self, ids: Iterable[str]) -> Ids | None:
        """Return the states of actors; `None` if one has no known state."""
        states: set[str] = set()
        for id in ids:
            own = self._states_of(id)
            if not own:
                return None
            states |= own
        return frozenset(states)

    def _states_of(self, id: str) -> set[str]:
        """Return the states of an actor: its own, or else those of its members."""
        states: set[str] = set()
        met: set[str] = set()
        waiting = [id]
        while waiting:
            id = waiting.pop()
            if id in met:
                continue
            met.add(id)
            thing = self._things.get(id)
            if isinstance(thing, State):
                states.add(id)
            above = list(_principals(thing))
            waiting += above or getattr(thing, "members", ())
        return states


def _principals(thing: object) -> Iterator[str]:
    """Yield the ids of the actors that an official or a body speaks for."""
    if isinstance(thing, Person):
        for role in thing.roles:
            yield from values_of(role.of)
    elif isinstance(thing, Organization | Party):
        yield from values_of(thing.state)


def contradictions(
    record: Record, path: str, known: Mapping[str, object], sides: Sides
) -> Iterator[Fault]:
    """Yield the faults of a record about who speaks."""
    if isinstance(record, JointDeclaration) and len(record.parties) == 1:
        (only,) = record.parties
        party = known.get(only)
        if isinstance(party, Person | State):
            problem = (
                "one party is enough only if it is an organization or a group, but "
                f"{party.id!r} has class {type(party).__name__}"
            )
            yield Fault(f"{path}.parties", problem, record.id)
    if isinstance(record, Allegation):
        for index, response in enumerate(record.responses):
            if response.statement is not None:
                place = f"{path}.responses[{index}]"
                yield from _check_response(response, place, record.id, known, sides)


def _check_response(
    response: Response, path: str, owner: str, known: Mapping[str, object], sides: Sides
) -> Iterator[Fault]:
    """Check that the statement of a response was made by its actors or their people.

    A speaker who is unknown, or whose state is unknown, may be one of them.
    """
    statement = known.get(str(response.statement))
    if not isinstance(statement, Statement):
        return
    speakers, actors = statement.speakers, response.actors
    people = [id for id in speakers if isinstance(known.get(id), Actor)]
    if len(people) < len(speakers) or not sides.above(speakers).isdisjoint(actors):
        return
    for actor in actors:
        spoken_for = sorted(sides.above([actor]).intersection(speakers))
        if spoken_for:
            problem = (
                f"{actor!r} speaks for {spoken_for[0]!r}: name {spoken_for[0]!r} here; "
                "the statement names who spoke"
            )
            yield Fault(f"{path}.actors", problem, owner)
            return
    own, others = sides.states(actors), sides.states(speakers)
    if own and others and own.isdisjoint(others):
        problem = (
            f"{statement.id!r} was made by {_ids_text(speakers)}, not by "
            f"{_ids_text(actors)} or their people"
        )
        yield Fault(f"{path}.statement", problem, owner)


def _ids_text(ids: Iterable[str]) -> str:
    return ", ".join(map(repr, ids))
