"""The meaning of a predicate for one object, without indexes or engines."""

from collections.abc import Callable

from diplomacy_events.query.names import askable_fields, lacks_field_error
from diplomacy_events.query.predicates import And, Not, Or, Predicate, Test
from diplomacy_events.query.questions import question_of

__all__ = ["fit", "meaning"]

Meaning = Callable[[object], bool]


def fit(predicate: Predicate, *kinds: type) -> None:
    """Check that objects of these classes can answer a predicate.

    Raises:
        UnknownFieldError: if it asks about a field that a class does not have.
    """
    for test in predicate.tests:
        for kind in kinds:
            if test.field not in askable_fields(kind):
                raise lacks_field_error(test.field, kind)


def meaning(predicate: Predicate) -> Meaning:
    """Return the function that answers a predicate for an object."""
    match predicate:
        case Test():
            return question_of(predicate).means(predicate)
        case And(parts):
            ways = [meaning(part) for part in parts]
            return lambda item: _all(ways, item)
        case Or(parts):
            ways = [meaning(part) for part in parts]
            return lambda item: any(way(item) for way in ways)
        case Not(part):
            way = meaning(part)
            return lambda item: not way(item)
    raise TypeError(f"not a predicate: {predicate!r}")


def _all(ways: list[Meaning], item: object) -> bool:
    # A loop is several times as fast as a generator, and there may be millions.
    for way in ways:  # noqa: SIM110  # the loop is faster
        if not way(item):
            return False
    return True
