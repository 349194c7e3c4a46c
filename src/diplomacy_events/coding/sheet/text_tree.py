"""A sheet of lines as a tree of what can be read, even if some lines cannot."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from diplomacy_events.coding.sheet.forms import ANSWER
from diplomacy_events.coding.sheet.layout import HEADING, ITEM, Shape, shape_of_sheets
from diplomacy_events.coding.sheet.lines import UNRECOGNIZED, depth_of, explained
from diplomacy_events.coding.sheet.nodes import (
    SLUG,
    Node,
    Path,
    Tree,
    slugs_of,
    tree_of_values,
)
from diplomacy_events.coding.sheet.realigning import slips
from diplomacy_events.coding.sheet.sections import PARTS, SHARED, TOP
from diplomacy_events.errors import Fault
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.strict_json import NotJsonError, parse
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import nearest

__all__ = ["tree_of_text"]

# Each costs another reading of the whole sheet.
MOST_READINGS = 10
SIGNS = re.compile(r"\s*(?!-\s*$|>\s*$|\[\s*\]|\{\s*\})([^\w\s#:][^\w\s]*)\s*")
"""A line of signs alone; those that mean something are left out."""
STRAY = re.compile(r"\s*(?P<signs>[^\w\s#>-][^\w\s]*)\s*(?P<key>\w[^:]*):(?:\s.*)?")
"""A key after signs that are not part of it."""
LED = re.compile(r"(?P<key>\w[^:]*):\s+(?P<value>\S.*)")
"""A line at the left with a value."""
BRACKETED = ("]", "}")
VALUE = re.compile(r"[^>#]*?\S:\s+\S.*")
"""A key with a value."""
NO_THING = "#>:"
"""The starts of comments and of lines of text."""


def tree_of_text(text: str, shape: Shape | None = None) -> Tree:
    """Return the tree of a sheet in NestedText, or in JSON if it begins with ``{``.

    Args:
        text: the sheet.
        shape: the shape of the lines at its left, if it is only a section of a sheet.

    Raises:
        MissingExtraError: if the sheet is NestedText, without the extra ``sheets``.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("{"):
        try:
            return tree_of_values(parse(text))
        except NotJsonError as error:
            return Tree(Node({}), (Fault("$", str(error)),))
    return _Broken(text, shape or shape_of_sheets()).tree()


class _Broken:
    """A sheet whose lines may not all be NestedText.

    An unreadable line is reported and skipped, with everything indented below it, so
    the other lines can be read.
    """

    def __init__(self, text: str, shape: Shape) -> None:
        self.shape = shape
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.lines = list(map(_without_blank, lines))
        self.faults: list[Fault] = []
        self.damaged: set[int] = set()
        self.lost: set[str] = set()

    def tree(self) -> Tree:
        """Return the readable parts of the sheet."""
        nestedtext = import_extra("nestedtext", extra="sheets")
        for at, line in enumerate(self.lines):
            self._repair(at, line)
        self._realign()
        for _ in range(MOST_READINGS):
            places: dict[Path, Any] = {}
            try:
                values = nestedtext.loads("\n".join(self.lines), keymap=places)
                return self._made(_node(values, (), places))
            except nestedtext.NestedTextError as error:
                self._pass_over(error.lineno, error.get_message().rstrip("."))
            except RecursionError:
                deepest = max(range(len(self.lines)), key=self._nesting)
                place = _place(self.lines[deepest])
                self.faults.append(Fault(place, "nested too deeply", line=deepest + 1))
                break
        return self._made(Node({}))

    def _made(self, root: Node) -> Tree:
        return Tree(
            root, tuple(self.faults), frozenset(self.damaged), frozenset(self.lost)
        )

    def _pass_over(self, at: int, problem: str) -> None:
        """Report that a line is wrong, and blank it with all that belongs to it.

        If the line is a heading that only lacks its colon, it gets one instead.
        """
        line = self.lines[at]
        self.faults.append(Fault(_place(line), explained(problem, line), line=at + 1))
        if problem == UNRECOGNIZED and self._lacks_colon(at):
            self.lines[at] = f"{line.rstrip()}:"
            return
        self.damaged.update(self._around(at))
        if at and depth_of(self.lines[at - 1]) > depth_of(line):
            # It may belong to the record that the line before it is in.
            self.damaged.update(set(self._around(at - 1)) - {at})
        depth = depth_of(line)
        self.lost |= slugs_of(line) | _shared(line)
        # Lines with the same wrong indentation have the same cause.
        least = depth if "invalid indentation" in problem else depth + 1
        for index in range(at, len(self.lines)):
            other = self.lines[index]
            if index > at and other.strip() and depth_of(other) < least:
                break
            self.lost.update(SLUG.findall(other))
            self.lines[index] = ""

    def _nesting(self, at: int) -> int:
        """Return about how deep a line and its brackets are nested."""
        line = self.lines[at]
        return depth_of(line) + line.count("[") + line.count("{")

    def _lacks_colon(self, at: int) -> bool:
        """Return whether a line is the heading of those below it, but for a colon."""
        line = self.lines[at].strip()
        after = next(filter(str.strip, self.lines[at + 1 :]), "")
        return depth_of(after) > depth_of(self.lines[at]) and (
            line in PARTS
            or line in self.shape.keys
            or any(one.fullmatch(line) for one in (HEADING, ANSWER))
        )

    def _repair(self, at: int, line: str) -> None:
        """Report signs before a key or alone on a line, and a heading with a value.

        What is left of the line is read.
        """
        if alone := SIGNS.fullmatch(line):
            self._repaired(at, "sheet", _remove(alone[1]), "")
        elif (stray := STRAY.fullmatch(line)) and self._is_known(stray):
            rest = line[stray.start("key") :]
            depth = self._meant_depth(at, stray)
            key = stray["key"].rstrip()
            self._repaired(at, key, _remove(stray["signs"]), " " * depth + rest)
        elif (led := LED.fullmatch(line)) and (heading := self._heading(at, led)):
            problem = f"a heading has no value: write {heading!r}"
            self._repaired(at, led["key"].rstrip(), problem, heading)

    def _heading(self, at: int, led: re.Match[str]) -> str | None:
        """Return the heading that a line should have been, if keys are below it."""
        after = next(filter(str.strip, self.lines[at + 1 :]), "")
        key = led["key"].rstrip()
        some = [key] if depth_of(after) else []
        if some and key not in PARTS:
            some.append(f"{key} {led['value'].rstrip(' :')}")
        return next((f"{one}:" for one in some if HEADING.fullmatch(one)), None)

    def _repaired(self, at: int, place: str, problem: str, line: str) -> None:
        self.faults.append(Fault(place, problem, line=at + 1))
        self.lines[at] = line

    def _is_known(self, stray: re.Match[str]) -> bool:
        """Return whether a key is known, and not within a value in brackets."""
        key = stray["key"].rstrip()
        known = key in PARTS or self._at_left(key) or ANSWER.fullmatch(key) is not None
        return known and not stray[0].rstrip().endswith(BRACKETED)

    def _at_left(self, key: str) -> bool:
        return key in self.shape.keys or HEADING.fullmatch(key) is not None

    def _meant_depth(self, at: int, stray: re.Match[str]) -> int:
        """Return the indentation of a line without its stray signs."""
        key = stray["key"].rstrip()
        if key not in PARTS and self._at_left(key):
            return 0
        around = [reversed(self.lines[:at]), self.lines[at + 1 :]]
        near = [next(filter(str.strip, lines), None) for lines in around]
        depths = {depth_of(line) for line in near if line is not None}
        column = stray.start("key")
        likely = column - len(stray["signs"])
        some = [one for one in (likely, column, stray.start("signs")) if one in depths]
        return next(iter(some), likely)

    def _realign(self) -> None:
        """Report the lines that have slipped, and put them where they belong."""
        for slip in slips(self.lines, self.shape):
            first = self.lines[slip.first]
            key = first.strip().partition(":")[0]
            self.faults.append(Fault(key, slip.problem(first), line=slip.first + 1))
            for at, depth in slip.depths.items():
                self.lines[at] = " " * depth + self.lines[at].lstrip()

    def _around(self, at: int) -> Iterator[int]:
        """Yield the lines of the things that a line is in, beginning with its own."""
        depth = depth_of(self.lines[at]) + 1
        for index in reversed(range(at + 1)):
            line = self.lines[index]
            if index < at and VALUE.fullmatch(line):
                # Nothing can be below it.
                continue
            # An item that is wrong may be in any list, but others hold what follows.
            others = NO_THING if index < at else NO_THING + ITEM
            if line.strip()[:1] not in others and depth_of(line) < depth:
                depth = depth_of(line)
                yield index + 1


def _remove(signs: str) -> str:
    return f"{short(signs)} means nothing here; remove it"


def _shared(line: str) -> set[str]:
    """Return the key of shared actors, if a line that cannot be read may be theirs."""
    words = re.findall(r"\w+", line)[:2]
    meant = [nearest(" ".join(words[:end]), TOP)[:1] for end in (1, 2)]
    return {SHARED} if (SHARED,) in meant else set()


def _without_blank(line: str) -> str:
    """Return a line without spaces after a key, which nobody sees."""
    key = line.rstrip()
    alone = key.endswith(":") and ": " not in key and key.lstrip()[:1] != ">"
    return key if alone else line


def _place(line: str) -> str:
    """Return the name of a line for a message."""
    return line.strip().partition(":")[0][:40] or "sheet"


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
