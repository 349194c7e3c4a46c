"""Answers predicates for a whole collection, with its indexes where they help."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

import attrs

from diplomacy_events.dataset.index import Index, actors_playing
from diplomacy_events.dataset.names import Names
from diplomacy_events.query.meaning import fit, meaning
from diplomacy_events.query.names import field_named
from diplomacy_events.query.predicates import And, Or, Predicate, Test
from diplomacy_events.query.questions import question_of

__all__ = ["Direct", "bound", "find", "played_by"]

FEW_PLACES = 300
"""Checking this many places is faster than another look-up."""


@attrs.frozen(eq=False)
class Direct(Predicate):
    """A question that one index answers for items of every kind.

    Attributes:
        finds: returns the places of the answers.
        means: answers the question for one item.
    """

    finds: Callable[[Index], Sequence[int]]
    means: Callable[[object], bool]

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
    return attrs.evolve(test, argument=ids)


def played_by(part: str, ids: frozenset[str]) -> Direct:
    """Return the question whether one of these actors plays a part.

    Args:
        part: the part: by, to, via, or any.
        ids: the ids of the actors.
    """

    def places(index: Index) -> Sequence[int]:
        there = index.playing(part)
        found = [there[id] for id in ids if id in there]
        return found[0] if len(found) == 1 else sorted(set(chain.from_iterable(found)))

    return Direct(places, lambda item: not ids.isdisjoint(actors_playing(item, part)))


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
        places = range(len(index.items))
    for part in _parts(predicate):
        if part is not answered:
            places = _narrowed(part, index, places)
    return index.at(places)


def _parts(predicate: Predicate) -> tuple[Predicate, ...]:
    """Return the questions that must all be true, those about time first."""
    if not isinstance(predicate, And):
        return (predicate,)
    # Time comes last, because it is quick to check for the few items that are left.
    return tuple(sorted(predicate.parts, key=_about_time, reverse=True))


def _narrowed(
    predicate: Predicate, index: Index, places: Sequence[int]
) -> Sequence[int]:
    """Return those of some places where a predicate is true."""
    if isinstance(predicate, Test):
        narrows = question_of(predicate).narrows
        if narrows is not None:
            return narrows(predicate, index, places)
    answer, items = _means(predicate), index.items
    return [place for place in places if answer(items[place])]


def _means(predicate: Predicate) -> Callable[[object], bool]:
    """Return the function that answers a question for an item."""
    return predicate.means if isinstance(predicate, Direct) else meaning(predicate)


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
    if isinstance(predicate, Test):
        return question_of(predicate).about == "time"
    return any(map(_about_time, predicate.tests))


def _exact(test: Test) -> bool:
    """Return whether an index finds the answers and nothing else."""
    question = question_of(test)
    return question.finds is not None and question.exact(test)


def _looked_up(test: Test, index: Index, *, read: bool) -> Sequence[int] | None:
    question = question_of(test)
    if question.finds is None or (question.reads and not read):
        return None
    return question.finds(test, index)
