"""A sheet as a tree of values, each with its place."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from diplomacy_events.errors import Fault
from diplomacy_events.formats.strict_json import Unfit
from diplomacy_events.model.rules import short

__all__ = [
    "SLUG",
    "Node",
    "Path",
    "Tree",
    "UndatedError",
    "UnknownCodeError",
    "WrongIdError",
    "WrongValueError",
    "slugs_of",
    "tree_of_values",
]

Path: TypeAlias = tuple[str | int, ...]

DEEPEST_NESTING = 32
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slugs_of(text: str) -> set[str]:
    """Return the ids that a text may mean: the whole of it, or its words.

    >>> sorted(slugs_of("Teo Lind"))
    ['lind', 'teo', 'teo-lind', 'teolind']
    """
    words = SLUG.findall(text.lower())
    return {"-".join(words), "".join(words), *words}


class WrongValueError(Exception):
    """A value in a sheet is wrong; never leaves this package."""


class UndatedError(WrongValueError):
    """A time depends on the day of publication, which is unknown."""


class WrongIdError(WrongValueError):
    """An id is unknown, or is the id of an object of another class.

    Attributes:
        id: the id.
        fit: the classes that an unknown id could have.
        cls: the class that a known id has.
        way: how else to correct it.
    """

    def __init__(
        self, problem: str, *, id: str, fit: tuple[str, ...] = (), cls: str = ""
    ) -> None:
        super().__init__(problem)
        self.id, self.fit, self.cls = id, fit, cls
        self.way = ""


class UnknownCodeError(WrongIdError):
    """A code in place of an id is not that of a state."""


class Node(NamedTuple):
    """A value of a sheet and its place.

    Attributes:
        value: text, a list of nodes, or nodes by their keys; in JSON also a number or a
            boolean.
        path: the keys and indexes that lead to it.
        line: its first line, or the line of its key; none in JSON.
    """

    value: Any
    path: Path = ()
    line: int | None = None

    @property
    def empty(self) -> bool:
        """Whether it is empty, which means the same as leaving the key out."""
        return self.value in ("", [], {})

    @property
    def got(self) -> str:
        """A short form of the value, for the faults: never of the nodes below it."""
        if isinstance(self.value, dict):
            return "keys"
        return "a list" if isinstance(self.value, list) else short(self.value)

    def fault(self, problem: str, owner: str | None = None) -> Fault:
        """Return a fault at this place, of the object with an id."""
        if self.line is None:
            return Fault("$" + "".join(map(_step, self.path)), problem, owner)
        # The first step repeats the id.
        path = self.path[1:] if owner and len(self.path) > 1 else self.path
        return Fault(_readable(path), problem, owner, self.line)


class Tree(NamedTuple):
    """A sheet as a tree, with what is wrong with it.

    Attributes:
        root: the keys of the sheet.
        faults: the parts that could not be read.
        damaged: the lines of things with unreadable parts.
        lost: possible ids of objects that could not be read.
    """

    root: Node
    faults: tuple[Fault, ...] = ()
    damaged: frozenset[int] = frozenset()
    lost: frozenset[str] = frozenset()


def _step(step: str | int) -> str:
    """Return one step of a JSON path."""
    if isinstance(step, str) and step.isascii() and step.isidentifier():
        return f".{step}"
    return f"[{step!a}]"


def _readable(path: Path) -> str:
    """Return a path in a readable form."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f"{', ' * bool(text)}{step}"
    return text


def tree_of_values(values: Mapping[str, object]) -> Tree:
    """Return the tree of plain JSON values, without nulls."""
    unread: list[tuple[Path, str]] = []
    root = _of_values(values, (), unread)
    faults = tuple([Node("", path).fault(problem) for path, problem in unread])
    keys = [path[-1] for path, _ in unread if path and isinstance(path[-1], str)]
    lost = frozenset().union(keys, *map(slugs_of, keys))
    return Tree(root if isinstance(root.value, dict) else Node({}), faults, lost=lost)


def _of_values(value: object, path: Path, unread: list[tuple[Path, str]]) -> Node:
    if len(path) > DEEPEST_NESTING:
        unread.append((path, "nested too deeply"))
        return Node("", path)
    if isinstance(value, Mapping):
        held: dict[str, Node] = {}
        for key, item in value.items():
            if type(key) is not str:
                unread.append((path, f"expected text as key, got {key!r}"))
            elif item is not None:
                held[key] = _of_values(item, (*path, key), unread)
        return Node(held, path)
    if isinstance(value, list | tuple):
        items = [
            _of_values(item, (*path, index), unread)
            for index, item in enumerate(value)
            if item is not None
        ]
        return Node(items, path)
    if not isinstance(value, str | int | float):
        problem = value.problem if isinstance(value, Unfit) else "is not a JSON value"
        unread.append((path, problem))
        return Node("", path)
    return Node(value, path)
