"""Standard measures of agreement of coders: MASI, alpha, precision and recall."""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from itertools import combinations

import attrs

from diplomacy_events.extras import import_extra

__all__ = ["RecordAgreement", "masi", "masi_alpha", "nominal_alpha"]

Set = Collection[Hashable]


def masi(one: Set, other: Set) -> float:
    """Return the distance of two sets: 0 if they are the same, 1 if disjoint.

    This is the distance of Passonneau (2006), "Measuring Agreement on Set-valued Items
    (MASI) for Semantic and Pragmatic Annotation", LREC: 1 - J x M. J is the Jaccard
    index, the size of the intersection over the size of the union. M, the monotonicity,
    is 1 if the sets are the same, 2/3 if one contains the other, 1/3 if they only
    overlap, and 0 if they have nothing in common.

    Two empty sets are the same.

    >>> masi({"china", "russia"}, {"china", "russia", "iran"})
    0.5555555555555556
    """
    first, second = frozenset(one), frozenset(other)
    if first == second:
        return 0.0
    shared, whole = len(first & second), len(first | second)
    thirds = 2 if shared in (len(first), len(second)) else 1
    # One division, so that nothing is rounded twice.
    return 1 - shared * thirds / (3 * whole)


def masi_alpha(coded: Sequence[tuple[Set, Set]]) -> float | None:
    """Return Krippendorff's alpha of sets, by their MASI distance.

    It is 1 - Do / De, as in Krippendorff (2011), "Computing Krippendorff's
    Alpha-Reliability", with the distance of Passonneau (2006). Do is the mean distance
    between the two sets of each unit, and De the mean distance between all sets of
    both coders, across units.

    Args:
        coded: the sets of the two coders, for each unit.

    Returns:
        At most 1; below 0 if the coders agree less than by chance. `None` if all sets
        are the same, because agreement then cannot be distinguished from chance.
    """
    pairs = [(frozenset(one), frozenset(other)) for one, other in coded]
    how_often = Counter(side for pair in pairs for side in pair)
    if len(how_often) < 2:
        return None
    observed = sum(masi(*pair) for pair in pairs) / len(pairs)
    apart = sum(
        how_often[one] * how_often[other] * _distance(one, other)
        for one, other in combinations(how_often, 2)
    )
    count = 2 * len(pairs)
    return 1 - observed / (2 * apart / (count * (count - 1)))


def _distance(one: frozenset[object], other: frozenset[object]) -> float:
    # Most sets of a large coding are disjoint, and that is quick to check.
    return 1.0 if one.isdisjoint(other) else masi(one, other)


def nominal_alpha(coded: Sequence[tuple[object, object]]) -> float | None:
    """Return Krippendorff's alpha of single values, or `None` if all are the same.

    Args:
        coded: the values of the two coders, for each unit.

    Raises:
        MissingExtraError: without the extra ``agreement``.
    """
    codes = {value: code for code, value in enumerate(sorted({*sum(coded, ())}))}
    if len(codes) < 2:
        return None
    library = import_extra("krippendorff", extra="agreement")
    data = [[codes[pair[side]] for pair in coded] for side in (0, 1)]
    return float(library.alpha(reliability_data=data, level_of_measurement="nominal"))


@attrs.frozen(kw_only=True)
class RecordAgreement:
    """How many records of a type two coders found in the same places (unitizing).

    Nobody can count the events that both coders left out. The measures are therefore
    precision, recall and F1, as in Hripcsak and Rothschild (2005), "Agreement, the
    F-Measure, and Reliability in Information Retrieval", JAMIA 12(3). The second coding
    is measured against the first. The other way round, precision and recall change
    places, and F1 stays the same. A measure is `None` if it would divide by zero.

    Attributes:
        type: the class of the records; `None` for all of them.
        both: how many records both codings have: the matched ones.
        only_one: how many only the first coding has.
        only_other: how many only the second coding has.
    """

    type: str | None
    both: int
    only_one: int
    only_other: int

    @property
    def precision(self) -> float | None:
        """The share of the records of the second coding that the first also has."""
        return _share(self.both, self.both + self.only_other)

    @property
    def recall(self) -> float | None:
        """The share of the records of the first coding that the second also has."""
        return _share(self.both, self.both + self.only_one)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.both, 2 * self.both + self.only_one + self.only_other)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
