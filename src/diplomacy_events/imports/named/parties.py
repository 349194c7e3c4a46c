"""Parties by their names, with the country that the table gives to each."""

from typing import Any

from diplomacy_events.datasets.world import StateFacts, state_facts
from diplomacy_events.folding import fold
from diplomacy_events.imports.identifiers import Identifiers, to_slug
from diplomacy_events.imports.parties import Party
from diplomacy_events.imports.states import StatesInUse, facts_of_name
from diplomacy_events.model.actors import Actor, State
from diplomacy_events.model.actors import Party as Somebody
from diplomacy_events.model.rules import one_line

__all__ = ["Named"]


def _by_code() -> dict[str, StateFacts]:
    return {code: one for one in state_facts().values() for code in one.codes}


class Named:
    """The parties that an import has met by name, each made once.

    A name alone does not show whether it belongs to a person or a body.
    """

    def __init__(self, scheme: str, in_use: StatesInUse) -> None:
        self.actors: dict[str, Actor] = {}
        self._scheme, self._in_use = scheme, in_use
        self._ids = Identifiers()
        self._codes = _by_code()
        self._met: dict[tuple[str, str, type], Party | None] = {}

    def of(self, name: str, country: str, kind: Any = Somebody) -> Party | None:
        """Return the party with a name; `None` if the name is not one line.

        Args:
            name: the name, possibly of a state.
            country: the name or the code of its country; "" if unknown.
            kind: the class of the actor, if the table shows it.
        """
        key = name, country, kind
        if key not in self._met:
            self._met[key] = self._party(name, country, kind)
        return self._met[key]

    def _party(self, name: str, country: str, kind: Any) -> Party | None:
        if not one_line.hold([name]) or (country and not one_line.hold([country])):
            return None
        state = self._state(country) if country else None
        if state is not None and self._is(name, country, state):
            return Party(state.id, state.name, state.id, True, True)
        of = state.id if state else ""
        id = f"{self._scheme}-{self._ids.of(f'{name} {of}'.strip())}"
        more = {"state": state.id} if state and "state" in kind.__slots__ else {}
        actor = self.actors.setdefault(id, kind(id=id, name=name, **more))
        return Party(actor.id, actor.name, of, bool(of), bool(of))

    def _state(self, country: str) -> State:
        facts = self._codes.get(country.upper()) if len(country) == 3 else None
        facts = facts or facts_of_name(country)
        if facts is None:
            state = State(id=to_slug(country), name=country)
        else:
            state = self._in_use.of(facts)
        known = self.actors.setdefault(state.id, state)
        return known if isinstance(known, State) else state

    def _is(self, name: str, country: str, state: State) -> bool:
        facts = facts_of_name(name)
        same = facts is not None and self._in_use.of(facts).id == state.id
        return same or fold(name) == fold(country)
