"""The questions about time: which bounds of a period are compared, and how."""

from collections.abc import Callable
from functools import partial
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from diplomacy_events.model.period import Bounds
from diplomacy_events.query.expressions import (
    both,
    column,
    compare_bound,
    join_by_halves,
)
from diplomacy_events.query.predicates import Certain, Test
from diplomacy_events.query.question import Index, Places, Question

if TYPE_CHECKING:
    from narwhals import Expr

__all__ = ["TIME_QUESTIONS"]

COMPARED: dict[str, Callable[[Any, Any], Any]] = {"<=": le, ">=": ge, "<": lt, ">": gt}
TIMES: dict[tuple[str, Certain], tuple[tuple[str, str, str], ...]] = {
    ("overlaps", "possible"): (
        ("first_begin", "<=", "last_end"),
        ("last_end", ">=", "first_begin"),
    ),
    ("overlaps", "definite"): (
        ("last_begin", "<=", "first_end"),
        ("first_end", ">=", "last_begin"),
    ),
    ("within", "possible"): (
        ("last_begin", ">=", "first_begin"),
        ("first_end", "<=", "last_end"),
    ),
    ("within", "definite"): (
        ("first_begin", ">=", "last_begin"),
        ("last_end", "<=", "first_end"),
    ),
    ("before", "possible"): (("first_end", "<", "last_begin"),),
    ("before", "definite"): (("last_end", "<", "first_begin"),),
    ("after", "possible"): (("last_begin", ">", "first_end"),),
    ("after", "definite"): (("first_begin", ">", "last_end"),),
}
"""The comparisons of each question about time: own bound, sign, bound of the other.

The bounds are those of `diplomacy_events.model.period.Bounds`.
"""


def _comparisons(test: Test) -> list[tuple[str, Callable[[Any, Any], Any], int]]:
    """Return the comparisons: the bound, the operator and the day."""
    other = test.argument.bounds
    return [
        (own, COMPARED[sign], getattr(other, its))
        for own, sign, its in TIMES[test.verb, test.certainty]
    ]


def _in_time(test: Test) -> Callable[[object], bool]:
    value = attrgetter(test.field)
    asked = [
        (Bounds._fields.index(own), compare, day)
        for own, compare, day in _comparisons(test)
    ]

    def in_time(item: object) -> bool:
        period = value(item)
        if period is None:
            return False
        bounds = period.bounds
        # A loop is several times as fast as a generator; there may be millions.
        for own, compare, day in asked:  # noqa: SIM110  # the loop is faster
            if not compare(bounds[own], day):
                return False
        return True

    return in_time


def _compiled_in_time(test: Test) -> "Expr":
    asked = [
        compare_bound(test.field, *comparison) for comparison in _comparisons(test)
    ]
    # A missing period has no bounds either, but must not match.
    there = [] if test.field == "when" else [~column(test.field).is_null()]
    return join_by_halves(both, [*asked, *there])


def _surely_touching(test: Test) -> bool:
    return test.verb == "overlaps" and test.certainty == "possible"


def _of_days(test: Test, index: Index) -> Places:
    # Anything that may lie within a period may also overlap it.
    return index.spans(test.field).touching(test.argument.bounds)


def _at_places(test: Test, index: Index, places: Places) -> Places:
    bounds = index.bounds(test.field)
    for own, compare, day in _comparisons(test):
        at = Bounds._fields.index(own)
        places = [place for place in places if compare(bounds[place][at], day)]
    return places


_time = partial(
    Question,
    fits=lambda field: field.period,
    means=_in_time,
    narrows=_at_places,
    exact=_surely_touching,
    compiles=_compiled_in_time,
    about="time",
)

TIME_QUESTIONS = (
    _time(name="overlaps", finds=_of_days),
    _time(name="within", finds=_of_days),
    _time(name="before", finds=None),
    _time(name="after", finds=None),
)
