"""What is wrong with the nodes of a sheet, and the keys that they should have."""

from collections.abc import Collection, Iterable
from typing import Any

from diplomacy_events.coding.sheet.nodes import Node, UndatedError, WrongIdError
from diplomacy_events.coding.sheet.wrong_ids import WrongIds
from diplomacy_events.errors import Fault
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["FAULTY", "NodeFaults"]

FAULTY: Any = object()
"""A placeholder for a value whose fault has been reported."""


class NodeFaults:
    """Gathers the faults of nodes.

    Attributes:
        faults: the faults.
        holder: the id of the object being read, for the faults.
        wrong_ids: the uses of wrong ids, which are reported at the end.
        damaged: the lines of things with parts that could not be read.
    """

    def __init__(self, faults: list[Fault], wrong_ids: WrongIds) -> None:
        self.faults, self.wrong_ids = faults, wrong_ids
        self.holder: str | None = None
        self.damaged: Collection[int | None] = frozenset()
        self._undated: list[Fault] = []

    def wrong(self, node: Node, problem: object) -> Any:
        """Report a fault, and return `FAULTY`."""
        found = node.fault(str(problem), self.holder)
        if isinstance(problem, UndatedError):
            self._undated.append(found)
        elif isinstance(problem, WrongIdError):
            self.wrong_ids.add(problem, found)
        else:
            self.faults.append(found)
        return FAULTY

    def report_undated(self, root: Node) -> None:
        """Report the times that depend on an unknown day of publication.

        Args:
            root: the sheet, which leaves out the day.
        """
        if len(self._undated) > 1:
            line = self._undated[0].line
            first = f", the first of them in line {line}" if line else ""
            many = f"{len(self._undated)} times depend on it{first}"
            day = root._replace(path=("published",))
            self._undated = [day.fault(f"missing: {many}")]
        self.faults += self._undated

    def keys(
        self, node: Node, known: Iterable[str], *, missing: Iterable[str] = ()
    ) -> dict[str, Node] | None:
        """Return the nodes under the keys of an object, if it has keys.

        If a part of the object is unclear, keys that it must have may be in that part.

        Args:
            node: the node of the object.
            known: the keys that it may have.
            missing: the keys that it must have.
        """
        if not isinstance(node.value, dict):
            problem = "expected keys, each on its own indented line"
            self.wrong(node, problem if node.empty else f"{problem}, got {node.got}")
            return None
        names = list(known)
        found = {
            key: node.value[key]
            for key in names
            if key in node.value and not node.value[key].empty
        }
        for key, one in node.value.items():
            if key not in names:
                meant = nearest(key, names)
                hint = did_you_mean(meant) or f"; known: {', '.join(names)}"
                self.wrong(one, f"unknown key {short(key)}{hint}")
                if meant and not isinstance(one.value, str):
                    # What is below it may be wrong too.
                    found.setdefault(meant[0], one)
        if not self.unclear(node, names):
            for key in missing:
                if key not in found:
                    self.wrong(node._replace(path=(*node.path, key)), "missing")
        return found

    def unclear(self, node: Node, known: Collection[str]) -> bool:
        """Return whether an object has lines that cannot be read, or unknown keys."""
        return node.line in self.damaged or not node.value.keys() <= set(known)
