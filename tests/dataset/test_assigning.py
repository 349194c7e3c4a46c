"""The best way to pair two sides."""

from itertools import permutations
from typing import Any

import networkx
import numpy
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.dataset.assignment import (
    GREATEST_SAFE_SUM,
    _Assignment,
    heaviest,
    parts,
)
from diplomacy_events.dataset.record_matches import _shared_sizes

EDGES = st.tuples(st.integers(0, 5), st.integers(0, 4))
WEIGHTS = st.dictionaries(EDGES, st.integers(1, 9), min_size=1)


def best(weights: dict[tuple[int, int], int]) -> int:
    """Return the greatest sum of weights over all pairings, by trying them."""
    ones = sorted({one for one, _ in weights})
    others = [*sorted({other for _, other in weights}), *[-1] * len(ones)]
    return max(
        sum(weights.get(edge, 0) for edge in zip(ones, row, strict=True))
        for row in set(permutations(others, len(ones)))
    )


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 9), min_size=1
    ),
    st.sampled_from([1, GREATEST_SAFE_SUM]),
)
@example({(0, 0): 1, (0, 1): 2, (1, 0): 3, (1, 1): 3}, GREATEST_SAFE_SUM)
@example({(0, 0): 5, (1, 0): 5, (2, 0): 6}, 1)
@example({(0, 0): 3, (0, 1): 1, (1, 0): 3, (1, 1): 1, (1, 2): 1, (2, 1): 1}, 1)
def test_no_other_pairing_is_worth_more(
    weights: dict[tuple[int, int], int], factor: int
) -> None:
    """The pairing has the greatest sum, even beyond the range of machine numbers."""
    scaled = {edge: weight * factor for edge, weight in weights.items()}
    found = heaviest(scaled)
    assert sum(scaled[edge] for edge in found) == best(scaled)
    assert (
        len({one for one, _ in found}) == len({two for _, two in found}) == len(found)
    )


@given(WEIGHTS)
def test_parts_are_those_that_no_edge_ties_together(
    weights: dict[tuple[int, int], int],
) -> None:
    """They are those that networkx finds; each edge is in one, with its weight."""
    graph = networkx.Graph((("one", a), ("other", b)) for a, b in weights)
    expected = {frozenset(part) for part in networkx.connected_components(graph)}
    got = list(parts(weights))
    assert {
        frozenset(node for a, b in part for node in (("one", a), ("other", b)))
        for part in got
    } == expected
    assert {edge: weight for part in got for edge, weight in part.items()} == weights
    assert len(got) == len(expected)


class Counted:
    """The library, with a count of the calls to one of its functions."""

    def __init__(self) -> None:
        self.steps = 0

    def flatnonzero(self, values: Any) -> Any:
        """Count a step, and run it."""
        self.steps += 1
        return numpy.flatnonzero(values)

    def __getattr__(self, name: str) -> Any:
        """Return any other attribute unchanged."""
        return getattr(numpy, name)


@pytest.mark.parametrize("count", [20, 40, 80])
def test_each_row_takes_at_most_one_step_per_earlier_row(count: int) -> None:
    """This holds if all overlap alike, and if each prefers the first column."""
    for worth in (
        numpy.full((count, count), 7),
        numpy.add.outer(numpy.arange(count), numpy.arange(count)[::-1]) + 1,
        numpy.random.default_rng(count).integers(1, 4, (count, count)),
    ):
        library = Counted()
        assert len(list(_Assignment(library, worth).pairs())) == count
        assert library.steps <= count * (count + 1) // 2


class End(int):
    """The end of a span, which counts its comparisons."""

    compared = 0

    def __gt__(self, other: int) -> bool:
        """Count, and compare."""
        End.compared += 1
        return int(self) > int(other)


@pytest.mark.parametrize("gap", [0, 1])
def test_spans_are_compared_with_those_that_reach_them(gap: int) -> None:
    """Ten times as many, each with at most two others, take ten times the work."""
    work = []
    for count in (100, 1000):
        End.compared = 0
        spans = [
            (start, End(start + 9), side, number)
            for number, start in enumerate(range(0, count * 8 + 8 * gap, 8 + 8 * gap))
            for side in (0, 1)
        ]
        assert (
            len(list(_shared_sizes(spans)))
            == (len(spans) * 3 // 2 - 2, len(spans) // 2)[gap]
        )
        work.append(End.compared / len(spans))
    assert 0 < work[1] < 1.1 * work[0]
