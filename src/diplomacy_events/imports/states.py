"""The states that an import names: the user's own, or those in the table of states."""

from collections.abc import Iterable
from functools import cache

from diplomacy_events.dataset import Dataset
from diplomacy_events.datasets.world import StateFacts, state_facts, states
from diplomacy_events.errors import FieldTypeError
from diplomacy_events.folding import fold
from diplomacy_events.model.actors import Actor, State
from diplomacy_events.model.rules import refuse, short

__all__ = ["Given", "StatesInUse", "actors_of", "facts_of_name"]

Given = Dataset | Iterable[Actor] | None
"""The user's actors, with their own ids."""


@cache
def _by_name() -> dict[str, StateFacts]:
    return {
        fold(name): facts
        for facts in state_facts().values()
        for name in (facts.name, *states()[facts.id].aliases)
    }


def facts_of_name(name: str) -> StateFacts | None:
    """Return the facts about the state with a name, if there is one."""
    return _by_name().get(fold(name))


class StatesInUse:
    """States by their codes: the user's, or else those of the table of states."""

    def __init__(self, given: Given) -> None:
        self._own_states: dict[str, State] = {}
        for actor in actors_of(given):
            if isinstance(actor, State) and actor.code is not None:
                other = self._own_states.setdefault(actor.code, actor)
                if other is not actor:
                    rule = f"must contain only one state with the code {actor.code}"
                    refuse("actors", rule, [other.id, actor.id], field="actors")

    def of(self, facts: StateFacts) -> State:
        """Return the state to use for a state in the table."""
        for code in facts.codes:
            if code in self._own_states:
                return self._own_states[code]
        return states()[facts.id]


def actors_of(given: Given) -> Iterable[Actor]:
    """Return the actors that a user gives.

    Raises:
        FieldTypeError: if something among them is not an actor.
    """
    if isinstance(given, Dataset):
        return given.actors
    found = () if given is None else tuple(given)
    for actor in found:
        if not isinstance(actor, Actor):
            message = f"actors: expected a Dataset or actors, got {short(actor)}"
            raise FieldTypeError(message, field="actors", value=actor)
    return found
