"""The best pairing of two sides, where each member has at most one partner."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from diplomacy_events.extras import import_extra

__all__ = ["heaviest", "parts"]

Edge = tuple[int, int]
Weight = TypeVar("Weight", int, float)

# Machine integers can represent sums of a few numbers up to this.
GREATEST_SAFE_SUM = 1 << 60


def parts(weights: Mapping[Edge, Weight]) -> Iterator[Mapping[Edge, Weight]]:
    """Yield the connected components of a bipartite graph, in order of their edges.

    Args:
        weights: the edges, each between a place on one side and a place on the other;
            the places of each side are numbered separately.
    """
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while (above := root.setdefault(node, node)) != node:
            root[node] = root.setdefault(above, above)
            node = root[node]
        return node

    for one, other in weights:
        root[find(("one", one))] = find(("other", other))
    by_root: dict[tuple[str, int], dict[Edge, Weight]] = {}
    for edge, weight in weights.items():
        by_root.setdefault(find(("one", edge[0])), {})[edge] = weight
    yield from by_root.values()


def heaviest(weights: Mapping[Edge, int]) -> list[Edge]:
    """Return the pairs with the greatest possible sum of weights.

    Uses shortest augmenting paths (Jonker and Volgenant, 1987). For each member of the
    smaller side, it takes at most as many steps as that side has members. Each step
    handles the whole larger side at once.

    Args:
        weights: the weight of each pair, above 0; a missing pair has weight 0.

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
    # Python integers are exact beyond machine integers, but slow.
    kind = numpy.int64 if max(weights.values()) < GREATEST_SAFE_SUM else object
    worth = numpy.zeros((len(rows), len(columns)), dtype=kind)
    for edge, weight in weights.items():
        row, column = reversed(edge) if turned else edge
        worth[places[0][row], places[1][column]] = weight
    pairs = [
        (columns[column], rows[row]) if turned else (rows[row], columns[column])
        for row, column in _Assignment(numpy, worth).pairs()
    ]
    return [pair for pair in pairs if pair in weights]


class _Assignment:
    """The columns for all rows that are worth the most together.

    Each row and each column has a price. The two prices of a pair never add up to less
    than the worth of the pair, and for assigned pairs they add up to exactly that: no
    other assignment is worth more.
    """

    def __init__(self, numpy: Any, worth: Any) -> None:
        count, self.width = worth.shape
        self.numpy, self.worth = numpy, worth
        self.far = 4 * max(GREATEST_SAFE_SUM, int(worth.max()))
        # The extra last column belongs to the row that is looking for a column.
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
        """Return the shortest path to a free column, and update the prices along it."""
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
            columns_left = numpy.flatnonzero(left)
            nearest = int(columns_left[numpy.argmin(lacking[columns_left])])
            step = lacking[nearest]
            self.row_prices[self.row_of[reached]] -= step
            self.prices[reached] += step
            lacking[left] -= step
            column = nearest
        return came_from, column
