"""Answers predicates for a whole collection, with its indexes where they help."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from diplomacy_events.dataset.index import Index
from diplomacy_events.dataset.names import Names
from diplomacy_events.query.meaning import fit, meaning
from diplomacy_events.query.names import field_named
from diplomacy_events.query.predicates import And, Or, Predicate, Test
from diplomacy_events.query.questions import question_of

__all__ = ["Direct", "bound", "find"]

FEW_PLACES = 100
"""Checking this many places is faster than another look-up."""


@attrs.frozen(eq=False)
class Direct(Predicate):
    """A question that one index answers for items of every kind.

    Attributes:
        finds: returns the places of the answers.
        means: answers the question for one item.
    """

    finds: Callable[[Index], Sequence[int]]
    means: Callable[[Any], bool]

    @property
    def tests(self) -> Iterator[Test]:
        """Return nothing: it does not contain questions about single fields."""
        return iter(())

    def replace(self, change: Callable[[Test], Test]) -> Predicate:
        """Return itself: it already names actors by id."""
        del change
        return self


def bound(
    predicate: Predicate, kinds: tuple[type, ...], names: Callable[[], Names]
) -> Predicate:
    """Return a predicate for items of these kinds, with its actors named by id.

    Args:
        predicate: the question.
        kinds: the classes of the items.
        names: returns the known names; called only if the predicate names somebody.

    Raises:
        UnknownFieldError: if it asks about a field that one of the kinds lacks.
        UnknownNameError: if it names an unknown actor or topic.
        AmbiguousNameError: if several actors have a name that it uses.
    """
    fit(predicate, *kinds)
    # Questions without a meaning are refused when they are asked, not when answered.
    meaning(predicate)
    return predicate.replace(lambda test: _bound(test, names))


def _bound(test: Test, names: Callable[[], Names]) -> Test:
    field = field_named(test.field)
    asks_for_one = question_of(test).about in ("value", "values")
    if not (field.actors or field.topics) or not asks_for_one:
        return test
    known = names().actor if field.actors else names().topic
    asked = test.argument
    ids = tuple(map(known, asked)) if isinstance(asked, tuple) else known(asked)
    return test if ids == asked else attrs.evolve(test, argument=ids)


def find(predicate: Predicate, index: Index) -> Sequence[Any]:
    """Return the items for which a predicate is true, in order."""
    if isinstance(predicate, Direct):
        return index.at(predicate.finds(index))
    if isinstance(predicate, Test) and _exact(predicate):
        return index.at(_looked_up(predicate, index, read=True) or ())
    places, answered = _places(predicate, index, read=False)
    if places is None:
        places, answered = _places(predicate, index, read=True)
    if places is None:
        answer = _means(predicate)
        return [item for item in index.items if answer(item)]
    answer = _means(_without(predicate, answered))
    return [item for item in index.at(places) if answer(item)]


def _means(predicate: Predicate) -> Callable[[object], bool]:
    """Return the function that answers a question for an item."""
    if isinstance(predicate, Direct):
        return predicate.means
    if isinstance(predicate, And):
        ways = [_means(part) for part in predicate.parts]
        return lambda item: all(way(item) for way in ways)
    return meaning(predicate)


def _without(predicate: Predicate, answered: Predicate | None) -> Predicate:
    """Return the questions that remain when one of several is answered."""
    if answered is None or not isinstance(predicate, And):
        return predicate
    left = tuple([part for part in predicate.parts if part is not answered])
    return left[0] if len(left) == 1 else And(left)


def _places(
    predicate: Predicate, index: Index, *, read: bool
) -> tuple[Sequence[int] | None, Predicate | None]:
    """Return the places that may be answers, or `None` for all.

    Args:
        predicate: the question.
        index: the indexes of the collection.
        read: whether to read all texts if the question searches for words.

    Returns:
        The places, and the part of the question that is already answered for them, or
        `None`.
    """
    match predicate:
        case Direct(finds):
            return finds(index), predicate
        case Test():
            places = _looked_up(predicate, index, read=read)
            return places, predicate if _exact(predicate) else None
        case And(parts):
            return _fewest(parts, index, read=read)
        case Or(parts):
            found: set[int] = set()
            for part in parts:
                places, _ = _places(part, index, read=read)
                if places is None:
                    return None, None
                found.update(places)
            return sorted(found), None
    return None, None


def _fewest(
    parts: tuple[Predicate, ...], index: Index, *, read: bool
) -> tuple[Sequence[int] | None, Predicate | None]:
    """Return the places to check for a conjunction: the fewest of any of its parts."""
    fewest: Sequence[int] | None = None
    answered: Predicate | None = None
    # Questions about time take longest to look up, so they come last.
    for part in sorted(parts, key=_about_time):
        if fewest is not None and len(fewest) <= FEW_PLACES:
            break
        places, exact = _places(part, index, read=read)
        if places is not None and (fewest is None or len(places) < len(fewest)):
            fewest, answered = places, exact
    return fewest, answered


def _about_time(predicate: Predicate) -> bool:
    return any(question_of(test).about == "time" for test in predicate.tests)


def _exact(test: Test) -> bool:
    """Return whether an index finds the answers and nothing else."""
    question = question_of(test)
    return question.finds is not None and question.exact(test)


def _looked_up(test: Test, index: Index, *, read: bool) -> Sequence[int] | None:
    question = question_of(test)
    if question.finds is None or (question.reads and not read):
        return None
    return question.finds(test, index)
