"""The ids of a sheet, declared before anything that refers to them is read."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from diplomacy_events.coding.sheet.actor_lines import (
    KEYS,
    TYPE,
    actor_type,
    code_of,
    read_actor,
    type_node,
)
from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.nodes import (
    SLUG,
    Node,
    WrongValueError,
    slugs_of,
)
from diplomacy_events.coding.sheet.sections import Section
from diplomacy_events.coding.sheet.values import Values
from diplomacy_events.errors import Fault
from diplomacy_events.model.actors import State
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["Declared", "read_actors"]


class Declared:
    """The objects that a sheet describes.

    Attributes:
        nodes: the node of each, by its id.
    """

    def __init__(
        self, known: Known, faults: list[Fault], damaged: Collection[int | None]
    ) -> None:
        self._known, self._faults, self._damaged = known, faults, damaged
        self.nodes: dict[str, Node] = {}

    def declare(self, sections: Iterable[Section]) -> list[Section]:
        """Declare the ids of objects, and return the objects with a unique id."""
        own = []
        for section in sections:
            if not section.sure:
                self._known.lost |= {section.id}
                if section.id not in self.nodes:
                    own.append(section)
                continue
            if (where := self._taken(section.id)) is not None:
                problem = f"id {short(section.id)} is already used by {where}"
                self._faults.append(section.node.fault(problem, section.id))
                continue
            self.nodes[section.id] = section.node
            if not SLUG.fullmatch(section.id):
                # References to it may have the correct form.
                self._known.lost |= slugs_of(section.id)
            if section.kind is not None:
                self._known.classes[section.id] = section.kind.cls
                own.append(section)
            elif self._declare_actor(section):
                own.append(section)
        return own

    def _taken(self, id: str) -> str | None:
        """Return what already has an id, if anything has."""
        if id in self._known.shared:
            return "a shared actor"
        node = self.nodes.get(id)
        if node is not None:
            return "another thing" if node.line is None else f"line {node.line}"
        return "a source" if id in self._known.classes else None

    def _declare_actor(self, section: Section) -> bool:
        id, node = section.id, section.node
        try:
            cls = actor_type(node)
        except WrongValueError as error:
            self._known.lost |= {id}
            self._faults += self._without_type(node, id, str(error))
            return False
        self._known.classes[id] = cls
        code = code_of(node) if cls is State else None
        if code is not None:
            self._known.codes.setdefault(code, id)
        return True

    def _without_type(self, node: Node, id: str, problem: str) -> Iterator[Fault]:
        """Yield the faults of an actor without a known class."""
        if not isinstance(node.value, dict) or TYPE in node.value:
            yield type_node(node).fault(problem, id)
            return
        unknown = [key for key in node.value if key not in KEYS]
        for key in unknown:
            hint = did_you_mean(nearest(key, KEYS)) or f"; known: {', '.join(KEYS)}"
            yield node.value[key].fault(f"unknown key {short(key)}{hint}", id)
        if not unknown and node.line not in self._damaged:
            yield node.fault(problem, id)


def read_actors(sections: Iterable[Section], values: Values) -> list[Any]:
    """Return the actors of the sheet, with `FAULTY` for wrong ones."""
    made = []
    for section in sections:
        values.holder = section.id
        try:
            made.append(read_actor(values, section.id, section.node))
        except WrongValueError as error:
            made.append(values.wrong(section.node, error))
    values.holder = None
    return made
