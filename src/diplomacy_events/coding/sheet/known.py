"""The meaning of ids in a sheet: objects of the sheet, shared actors, states."""

import re
from collections.abc import Collection, Iterable

from diplomacy_events.coding.sheet.nodes import UnknownCodeError, WrongIdError
from diplomacy_events.folding import fold
from diplomacy_events.model.actors import Actor, State
from diplomacy_events.model.description import Field, values_of
from diplomacy_events.model.walk import references

__all__ = ["CODE", "Known", "codes", "state_of", "written_code"]

CODE = re.compile("[A-Z]{3}")


class Known:
    """The objects that a sheet may refer to.

    Attributes:
        classes: the classes of the sheet's objects by their ids, including faulty ones.
        lost: possible ids of objects that could not be read.
        codes: ids of the states of the sheet by their codes.
        names: ids of actors by their names, folded.
        used: the ids that the sheet refers to.
    """

    def __init__(self, shared: Iterable[Actor], lost: Iterable[str]) -> None:
        self.classes: dict[str, type] = {}
        self.lost = set(lost)
        self.codes: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.shared = {actor.id: actor for actor in shared}
        self.used: set[str] = set()
        self._added: dict[str, Actor] = {}
        for actor in self.shared.values():
            self.name(actor)

    @property
    def added(self) -> tuple[Actor, ...]:
        """The shared actors and known states that the sheet refers to."""
        return tuple(self._added.values())

    def name(self, actor: Actor) -> None:
        """Keep the names of an actor, to suggest its id for them."""
        for name in (actor.name, *actor.aliases):
            self.names.setdefault(fold(name), actor.id)

    def of_classes(self, names: Collection[str]) -> list[str]:
        """Return the known ids of objects of some classes."""
        known = {**{id: type(one) for id, one in self.shared.items()}, **self.classes}
        return [id for id, cls in known.items() if cls.__name__ in names]

    def is_state(self, id: str) -> bool:
        """Return whether an id or a code is that of a state."""
        found = self.classes.get(id) or type(self.shared.get(id))
        return found is State or CODE.fullmatch(id) is not None

    def refer(self, written: str, field: Field) -> str:
        """Return the id of the object that a field refers to.

        Raises:
            WrongIdError: if the object does not exist, or has another class.
        """
        id = written.strip()
        if CODE.fullmatch(id) and State.__name__ in field.refers_to:
            id = self._state(id)
            self.used.add(id)
            return id
        found = self.classes.get(id)
        if found is None and id in self.shared:
            self._use(self.shared[id])
            found = type(self.shared[id])
        fit = field.refers_to
        wanted = f"expected an id of class {' or '.join(fit)}"
        if found is None and id not in self.lost:
            raise WrongIdError(f"{wanted}, but {id!r} is unknown", id=id, fit=fit)
        if found is not None and found.__name__ not in fit:
            cls = found.__name__
            raise WrongIdError(f"{wanted}, but {id!r} has class {cls}", id=id, cls=cls)
        self.used.add(id)
        return id

    def _use(self, actor: Actor) -> None:
        """Include an actor, with those that it refers to."""
        if actor.id in self._added:
            return
        self._added[actor.id] = actor
        for step in references(actor):
            for id in values_of(step.value):
                if id in self.shared:
                    self._use(self.shared[id])

    def _state(self, code: str) -> str:
        """Return the id of the state with a code, including a new state."""
        if code in self.codes:
            return self.codes[code]
        shared = [
            one
            for one in self.shared.values()
            if isinstance(one, State) and one.code == code
        ]
        found = shared[0] if shared else state_of(code)
        if found.id in self.classes:
            problem = f"{code!r} is {found.id!r}, which has another code or class here"
            raise WrongIdError(problem, id=code)
        self._use(found)
        self.codes[code] = found.id
        return found.id


def state_of(code: str) -> State:
    """Return the known state with a code.

    Raises:
        UnknownCodeError: if no state has it.
    """
    from diplomacy_events.datasets.world import find_state

    found = find_state(code)
    if found is None:
        raise UnknownCodeError(f"no state is called {code!r}", id=code)
    return found


def written_code(name: str) -> str:
    """Return how to refer to a state with an id or a name, "" if it is not known."""
    from diplomacy_events.datasets.world import find_state

    found = find_state(name)
    return "" if found is None or found.code is None else f"write {found.code!r}"


def codes() -> list[str]:
    """Return the codes of all states that a sheet may use without describing them."""
    from diplomacy_events.datasets.world import state_facts

    return [one.alpha_3 for one in state_facts().values() if one.alpha_3 is not None]
