"""The best way to pair two sides, each of one with one of the other at most."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from diplomacy_events.extras import import_extra

__all__ = ["heaviest", "parts"]

Edge = tuple[int, int]
Weight = TypeVar("Weight", int, float)

# Machine integers hold sums of a few numbers up to this.
GREATEST_SAFE_SUM = 1 << 60


def parts(weights: Mapping[Edge, Weight]) -> Iterator[Mapping[Edge, Weight]]:
    """Yield the parts of a graph that no edge ties together, in order of their edges.

    Args:
        weights: the edges, between a place on the one side and one on the other, which
            is counted on its own.
    """
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while (above := root.setdefault(node, node)) != node:
            root[node] = root.setdefault(above, above)
            node = root[node]
        return node

    for one, other in weights:
        root[find(("one", one))] = find(("other", other))
    found: dict[tuple[str, int], dict[Edge, Weight]] = {}
    for edge, weight in weights.items():
        found.setdefault(find(("one", edge[0])), {})[edge] = weight
    yield from found.values()


def heaviest(weights: Mapping[Edge, int]) -> list[Edge]:
    """Return pairs of the greatest sum of weights that there is.

    By shortest augmenting paths (Jonker and Volgenant, 1987): for each of the smaller
    side, at most as many steps as it has members, each over the larger side at once.

    Args:
        weights: how much each pair is worth, above 0; others are worth nothing.

    Raises:
        MissingExtraError: without the extra ``agreement``.
    """
    ones = sorted({one for one, _ in weights})
    others = sorted({other for _, other in weights})
    turned = len(ones) > len(others)
    rows, columns = (others, ones) if turned else (ones, others)
    places = (
        {one: place for place, one in enumerate(rows)},
        {one: place for place, one in enumerate(columns)},
    )
    numpy = import_extra("numpy", extra="agreement")
    # Python's own integers are exact beyond those of the machine, but slow.
    kind = numpy.int64 if max(weights.values()) < GREATEST_SAFE_SUM else object
    worth = numpy.zeros((len(rows), len(columns)), dtype=kind)
    for edge, weight in weights.items():
        row, column = reversed(edge) if turned else edge
        worth[places[0][row], places[1][column]] = weight
    found = [
        (columns[column], rows[row]) if turned else (rows[row], columns[column])
        for row, column in _Assignment(numpy, worth).pairs()
    ]
    return [pair for pair in found if pair in weights]


class _Assignment:
    """A column for each row, so that they are worth the most together.

    A row and a column have a price each, which together are never less than what the
    two are worth, and no more where they are paired: then no other way is worth more.
    """

    def __init__(self, numpy: Any, worth: Any) -> None:
        count, self.width = worth.shape
        self.numpy, self.worth = numpy, worth
        self.far = 4 * max(GREATEST_SAFE_SUM, int(worth.max()))
        # The last column stands for the row that is looking for one of its own.
        self.row_of = numpy.full(self.width + 1, -1)
        self.row_prices = numpy.zeros(count, dtype=worth.dtype)
        self.prices = numpy.zeros(self.width + 1, dtype=worth.dtype)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield each row with its column."""
        for row in range(len(self.worth)):
            self.row_of[self.width] = row
            came_from, last = self._path()
            while last != self.width:
                before = came_from[last]
                self.row_of[last] = self.row_of[before]
                last = before
        for column, row in enumerate(self.row_of[:-1].tolist()):
            if row >= 0:
                yield row, column

    def _path(self) -> tuple[Any, int]:
        """Return the shortest way to a free column, and bring the prices there."""
        numpy, width = self.numpy, self.width
        reached = numpy.zeros(width + 1, dtype=bool)
        came_from = numpy.zeros(width, dtype=int)
        lacking = numpy.full(width, self.far, dtype=self.worth.dtype)
        column = width
        while self.row_of[column] >= 0:
            reached[column] = True
            row = self.row_of[column]
            lacks = self.row_prices[row] + self.prices[:-1] - self.worth[row]
            left = ~reached[:-1]
            nearer = left & (lacks < lacking)
            lacking[nearer] = lacks[nearer]
            came_from[nearer] = column
            there = numpy.flatnonzero(left)
            nearest = int(there[numpy.argmin(lacking[there])])
            step = lacking[nearest]
            self.row_prices[self.row_of[reached]] -= step
            self.prices[reached] += step
            lacking[left] -= step
            column = nearest
        return came_from, column
