"""A sheet as a tree of values, each with its place."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from diplomacy_events.coding.sheet.indentation import (
    NO_SECTION,
    Around,
    depth_of,
    misplaced_lines,
)
from diplomacy_events.coding.sheet.indented_parts import misplaced_parts
from diplomacy_events.errors import Fault
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.strict_json import NotJsonError, Unfit, parse

__all__ = ["SLUG", "Node", "SlipError", "Tree", "tree_of_text", "tree_of_values"]

Path: TypeAlias = tuple[str | int, ...]

# Each costs another reading of the whole sheet.
MOST_READINGS = 10
DEEPEST_NESTING = 32
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SlipError(Exception):
    """A value in a sheet is wrong; never leaves this package."""


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

    def fault(self, problem: str, owner: str | None = None) -> Fault:
        """Return a fault at this place, of the object with an id."""
        if self.line is None:
            return Fault("$" + "".join(map(_step, self.path)), problem, owner)
        # The first step repeats the id.
        path = self.path[1:] if owner and len(self.path) > 1 else self.path
        return Fault(_told(path), problem, owner, self.line)


class Tree(NamedTuple):
    """A sheet, taken apart.

    Attributes:
        root: the keys of the sheet.
        faults: the parts that could not be read.
        damaged: the lines of sections with unreadable parts.
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


def _told(path: Path) -> str:
    """Return a path in a readable form."""
    told = ""
    for step in path:
        told += f"[{step}]" if isinstance(step, int) else f"{', ' * bool(told)}{step}"
    return told


def tree_of_values(values: Mapping[str, object]) -> Tree:
    """Return the tree of plain JSON values, without nulls."""
    faults: list[Fault] = []
    root = _of_values(values, (), faults)
    return Tree(root if isinstance(root.value, dict) else Node({}), tuple(faults))


def _of_values(value: object, path: Path, faults: list[Fault]) -> Node:
    if len(path) > DEEPEST_NESTING:
        faults.append(Node("", path).fault("nested too deeply"))
        return Node("", path)
    if isinstance(value, Mapping):
        held: dict[str, Node] = {}
        for key, item in value.items():
            if type(key) is not str:
                problem = f"expected text as key, got {key!r}"
                faults.append(Node("", path).fault(problem))
            elif item is not None:
                held[key] = _of_values(item, (*path, key), faults)
        return Node(held, path)
    if isinstance(value, list | tuple):
        items = [
            _of_values(item, (*path, index), faults)
            for index, item in enumerate(value)
            if item is not None
        ]
        return Node(items, path)
    if not isinstance(value, str | int | float):
        problem = value.problem if isinstance(value, Unfit) else "is not a JSON value"
        faults.append(Node("", path).fault(problem))
        return Node("", path)
    return Node(value, path)


def tree_of_text(text: str) -> Tree:
    """Return the tree of a sheet in NestedText, or in JSON if it begins with ``{``.

    Raises:
        MissingExtraError: if the sheet is NestedText, without the extra ``sheets``.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("{"):
        try:
            return tree_of_values(parse(text))
        except NotJsonError as error:
            return Tree(Node({}), (Fault("$", str(error)),))
    return _Broken(text).tree()


class _Broken:
    """A sheet whose lines may not all be NestedText.

    An unreadable line is reported and skipped, with everything indented below it, so
    the other lines can be read.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.faults: list[Fault] = []
        self.damaged: set[int] = set()
        self.lost: set[str] = set()

    def tree(self) -> Tree:
        """Return the readable parts of the sheet."""
        nestedtext = import_extra("nestedtext", extra="sheets")
        self._sections_anew()
        for _ in range(MOST_READINGS):
            places: dict[Path, Any] = {}
            try:
                values = nestedtext.loads("\n".join(self.lines), keymap=places)
                return self._made(_node(values, (), places))
            except nestedtext.NestedTextError as error:
                self._pass_over(error.lineno, error.get_message().rstrip("."))
            except RecursionError:
                self.faults.append(Fault("sheet", "nested too deeply", line=1))
                break
        return self._made(Node({}, (), 1))

    def _made(self, root: Node) -> Tree:
        return Tree(
            root, tuple(self.faults), frozenset(self.damaged), frozenset(self.lost)
        )

    def _pass_over(self, at: int, problem: str) -> None:
        """Report that a line is wrong, and blank it with all that belongs to it."""
        if "invalid indentation" in problem and self._indented_anew(at):
            return
        line = self.lines[at]
        place = line.strip().partition(":")[0][:40] or "sheet"
        self.faults.append(Fault(place, _explained(problem), line=at + 1))
        self.damaged.update(self._section(at))
        depth = depth_of(line)
        # Lines with the same wrong indentation have the same cause.
        least = depth if "invalid indentation" in problem and depth else depth + 1
        for index in range(at, len(self.lines)):
            other = self.lines[index]
            if index > at and other.strip() and depth_of(other) < least:
                break
            self.lost.update(SLUG.findall(other))
            self.lines[index] = ""

    def _sections_anew(self) -> None:
        """Move lines that can only belong elsewhere.

        These are headings of records inside a block, keys of records without
        indentation below a heading, and keys that only invitations and responses have.
        """
        for at, depth in misplaced_lines(self.lines):
            self._indent(at, depth)
        for at, depth in misplaced_parts(self.lines):
            self._indent(at, depth)

    def _indented_anew(self, at: int) -> bool:
        """Indent a line like those around it, if it is the wrong one."""
        around = Around.of(self.lines, at)
        if around.before_slipped:
            self._indent(around.before, around.depth)
        elif around.slipped:
            self._indent(at, around.depth_before)
        else:
            return False
        return True

    def _indent(self, at: int, depth: int) -> None:
        """Report that a line has the wrong indentation, and correct it."""
        key = self.lines[at].strip(" ")
        problem = _explained("invalid indentation")
        self.faults.append(Fault(key.partition(":")[0], problem, line=at + 1))
        self.lines[at] = " " * depth + key

    def _section(self, at: int) -> Iterator[int]:
        """Yield the first line of the section of a line."""
        for index in range(at, -1, -1):
            line = self.lines[index]
            if line[:1].strip() and line[0] not in NO_SECTION:
                yield index + 1
                break


def _explained(problem: str) -> str:
    if problem == "unrecognized line":
        return "expected 'key: value', with a colon and a space after the key"
    if problem.startswith("invalid indentation"):
        return f"{problem}; the keys of one thing must line up"
    return problem


def _node(value: object, path: Path, places: Mapping[Path, object]) -> Node:
    place: Any = places.get(path)
    of_text = isinstance(value, str)
    line = place.as_tuple("value" if of_text else "key")[0] + 1 if path else 1
    if isinstance(value, dict):
        held = {key: _node(item, (*path, key), places) for key, item in value.items()}
        return Node(held, path, line)
    if isinstance(value, list):
        items = [_node(item, (*path, at), places) for at, item in enumerate(value)]
        return Node(items, path, line)
    return Node(value, path, line)
