"""MASI, alpha of sets, precision, recall and F1, checked independently."""

from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any, cast

import krippendorff
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.dataset.reliability import (
    RecordAgreement,
    masi,
    masi_alpha,
    nominal_alpha,
)

SETS = st.frozensets(st.sampled_from("abcd"), max_size=4)
LEAST = st.integers(0, 9)


def by_cases(one: AbstractSet[str], other: AbstractSet[str]) -> Fraction:
    """Return 1 - J x M as Passonneau defines it, case by case, member by member."""
    both = sum(member in other for member in one)
    mine, theirs = len(one) - both, len(other) - both
    if mine == theirs == 0:
        return Fraction(0)
    monotonicity = {
        (True, True): Fraction(1, 3),
        (True, False): Fraction(2, 3),
        (False, True): Fraction(2, 3),
    }[mine > 0, theirs > 0]
    return 1 - Fraction(both, both + mine + theirs) * monotonicity * (both > 0)


@given(SETS, SETS)
@example(frozenset(), frozenset())
@example(frozenset("a"), frozenset())
def test_masi_is_what_its_definition_says(
    one: frozenset[str], other: frozenset[str]
) -> None:
    """It is symmetric, from 0 for the same to 1 for disjoint, as in worked examples."""
    found = masi(one, other)
    assert found == masi(other, one)
    assert 0 <= found <= 1
    assert (found == 0) == (one == other)
    assert (found == 1) == (one != other and not one & other)
    assert found == pytest.approx(float(by_cases(one, other)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("ab", "ab", 0), ("ab", "abc", 5 / 9), ("ab", "bc", 8 / 9), ("ab", "cd", 1)],
)
def test_the_four_relations_of_two_sets(one: str, other: str, expected: float) -> None:
    """They are the same, one within the other, overlapping, or disjoint."""
    assert masi(set(one), set(other)) == pytest.approx(expected)


@given(st.lists(st.tuples(SETS, SETS), min_size=1, max_size=8))
def test_alpha_of_sets_is_that_of_the_library(rows: list[Any]) -> None:
    """With MASI as its distance, the library `krippendorff` finds the same."""
    domain = sorted({value for row in rows for value in row}, key=sorted)
    if len(domain) < 2:
        assert masi_alpha(rows) is None
        return
    data = [[domain.index(row[side]) for row in rows] for side in (0, 1)]

    def distance(v1: Any, v2: Any, **_: Any) -> Any:
        return [[float(by_cases(domain[a], domain[b])) for b in v2[0]] for (a,) in v1]

    expected = krippendorff.alpha(
        reliability_data=data,
        value_domain=list(range(len(domain))),
        level_of_measurement=cast("Any", distance),
    )
    assert masi_alpha(rows) == pytest.approx(expected)


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=1, max_size=8))
def test_sets_of_one_item_agree_like_single_values(rows: list[Any]) -> None:
    """MASI of two one-member sets is 0 or 1, as for nominal data."""
    found = masi_alpha([(set(one), set(other)) for one, other in rows])
    expected = nominal_alpha(rows)
    assert found == (None if expected is None else pytest.approx(expected))


@given(LEAST, LEAST, LEAST)
def test_f1_is_the_harmonic_mean(both: int, one: int, other: int) -> None:
    """Exchanging the sides exchanges precision and recall and keeps F1."""
    there = RecordAgreement(type=None, both=both, only_one=one, only_other=other)
    back = RecordAgreement(type=None, both=both, only_one=other, only_other=one)
    assert (there.precision, there.recall) == (back.recall, back.precision)
    assert there.f1 == back.f1
    if there.precision and there.recall and there.f1:
        expected = 2 / (1 / there.precision + 1 / there.recall)
        assert there.f1 == pytest.approx(expected)
    assert (there.f1 is None) == (both + one + other == 0)


def test_precision_and_recall_of_an_example() -> None:
    """Of five records in the other coding, three are right; one is missing."""
    found = RecordAgreement(type="Statement", both=3, only_one=1, only_other=2)
    assert (found.precision, found.recall, found.f1) == (0.6, 0.75, 6 / 9)


def test_no_records_give_no_agreement() -> None:
    """Division by zero gives no value, and no correct record gives 0."""
    nothing = RecordAgreement(type=None, both=0, only_one=0, only_other=0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    missed = RecordAgreement(type=None, both=0, only_one=2, only_other=0)
    assert (missed.precision, missed.recall, missed.f1) == (None, 0, 0)


def test_alpha_is_undefined_if_all_values_are_the_same() -> None:
    """Agreement cannot be told from chance, even with two overlapping sets."""
    assert masi_alpha([({"a"}, {"a"})]) is None
    assert nominal_alpha([("a", "a")]) is None
    assert masi_alpha([({"a", "b"}, {"b", "c"})]) == 0
