"""What a predicate means of one object: the plain way, without indexes or engines."""

from collections.abc import Callable
from operator import attrgetter, ge, gt, le, lt
from typing import Any

from diplomacy_events.folding import fold
from diplomacy_events.model.period import Bounds
from diplomacy_events.query.predicates import TIMES, And, Not, Or, Predicate, Test
from diplomacy_events.query.shapes import lacking, shapes

__all__ = ["COMPARED", "fit", "meaning"]

Meaning = Callable[[Any], bool]

BOUNDS = Bounds._fields
COMPARED = {"<=": le, ">=": ge, "<": lt, ">": gt}


def meaning(predicate: Predicate, *kinds: type) -> Meaning:
    """Return the function that answers a predicate for objects of these classes.

    Raises:
        UnknownFieldError: if it asks about a field that one of the classes lacks.
    """
    if kinds:
        fit(predicate, *kinds)
    return _meaning(predicate)


def fit(predicate: Predicate, *kinds: type) -> None:
    """Check that objects of these classes can answer a predicate.

    Raises:
        UnknownFieldError: if it asks about a field that one of the classes lacks.
    """
    for test in predicate.tests:
        for kind in kinds:
            if test.field not in shapes(kind):
                raise lacking(test.field, kind)


def _meaning(predicate: Predicate) -> Meaning:
    match predicate:
        case Test():
            return _test(predicate)
        case And(parts):
            ways = [_meaning(part) for part in parts]
            return lambda item: _all(ways, item)
        case Or(parts):
            ways = [_meaning(part) for part in parts]
            return lambda item: any(way(item) for way in ways)
        case Not(part):
            way = _meaning(part)
            return lambda item: not way(item)
    raise TypeError(f"not a predicate: {predicate!r}")


def _all(ways: list[Meaning], item: Any) -> bool:
    # A loop is several times as fast as a generator, and millions of items are asked.
    for way in ways:  # noqa: SIM110  # the loop is faster
        if not way(item):
            return False
    return True


def _test(test: Test) -> Meaning:
    value, argument = attrgetter(test.field), test.argument
    match test.verb:
        case "==":
            return lambda item: bool(value(item) == argument)
        case "is_in":
            wanted = frozenset(argument)
            return lambda item: value(item) in wanted
        case "has":
            return lambda item: argument in value(item)
        case "has_any":
            wanted = frozenset(argument)
            return lambda item: not wanted.isdisjoint(value(item))
        case "contains":
            return lambda item: _contains(value(item), argument)
        case "is_none":
            return lambda item: value(item) is None or value(item) == ()
    return _time(test)


def _contains(value: str | tuple[str, ...] | None, words: str) -> bool:
    texts = (value,) if isinstance(value, str) else value or ()
    return any(words in fold(text) for text in texts)


def _time(test: Test) -> Meaning:
    value, other = attrgetter(test.field), test.argument.bounds
    comparisons = [
        (BOUNDS.index(own), COMPARED[sign], getattr(other, its))
        for own, sign, its in TIMES[test.verb, test.certainty]
    ]

    def time(item: Any) -> bool:
        period = value(item)
        if period is None:
            return False
        bounds = period.bounds
        for own, compare, it in comparisons:  # noqa: SIM110  # as above
            if not compare(bounds[own], it):
                return False
        return True

    return time
