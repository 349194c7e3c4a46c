"""A sheet of lines as a tree of what can be read, even if some lines cannot."""

from collections.abc import Iterator, Mapping
from typing import Any

from diplomacy_events.coding.sheet.layout import Shape, shape_of_sheets
from diplomacy_events.coding.sheet.lines import depth_of, explained
from diplomacy_events.coding.sheet.nodes import SLUG, Node, Path, Tree, tree_of_values
from diplomacy_events.coding.sheet.realigning import slips
from diplomacy_events.errors import Fault
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.strict_json import NotJsonError, parse

__all__ = ["tree_of_text"]

# Each costs another reading of the whole sheet.
MOST_READINGS = 10
NO_SECTION = "#->:"
"""The start of a comment, a list item or a line of text, but not of a section."""


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
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.faults: list[Fault] = []
        self.damaged: set[int] = set()
        self.lost: set[str] = set()

    def tree(self) -> Tree:
        """Return the readable parts of the sheet."""
        nestedtext = import_extra("nestedtext", extra="sheets")
        self._realign()
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
        line = self.lines[at]
        place = line.strip().partition(":")[0][:40] or "sheet"
        self.faults.append(Fault(place, explained(problem), line=at + 1))
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

    def _realign(self) -> None:
        """Report the lines that have slipped, and put them where they belong."""
        for slip in slips(self.lines, self.shape):
            first = self.lines[slip.first]
            key = first.strip().partition(":")[0]
            self.faults.append(Fault(key, slip.problem(first), line=slip.first + 1))
            for at, depth in slip.depths.items():
                self.lines[at] = " " * depth + self.lines[at].lstrip()

    def _section(self, at: int) -> Iterator[int]:
        """Yield the first line of the section of a line."""
        for index in range(at, -1, -1):
            line = self.lines[index]
            if line[:1].strip() and line[0] not in NO_SECTION:
                yield index + 1
                break


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
