"""Predicates, of every verb and in every combination."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.records import RECORD_TYPES, Record
from diplomacy_events.model.sources import Source
from diplomacy_events.query import field
from diplomacy_events.query.fields import Field
from diplomacy_events.query.predicates import And, Not, Or, Predicate
from diplomacy_events.query.shapes import Shape, askable, shapes
from diplomacy_events.strategies.time import periods
from diplomacy_events.strategies.words import Draw, lines

__all__ = ["predicates"]

TIMES = ("overlaps", "within", "before", "after")
CERTAINTIES = st.sampled_from(["possible", "definite"])


def predicates(
    kind: type | None = None, of: Dataset | None = None
) -> st.SearchStrategy[Predicate]:
    """Predicates that every object of a class can answer.

    Args:
        kind: the class; without it, what all four kinds of records can answer.
        of: a dataset from which to take what is asked for, so that something is found.
            Without it, nothing is asked about actors and topics, whom a dataset must
            know.
    """
    kinds = RECORD_TYPES if kind is None else (kind,)
    shared = {
        name: shape
        for name, shape in shapes(kinds[0]).items()
        if all(name in shapes(other) for other in kinds)
    }
    items = [] if of is None else _items(of, kinds)
    leaves = [
        leaf
        for name, shape in shared.items()
        for leaf in _leaves(getattr(field, name), shape, _known(of, shape, items, name))
    ]
    return st.recursive(st.one_of(leaves), _compound, max_leaves=6)


def _compound(inner: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: _joined(And, parts)),
        several.map(lambda parts: _joined(Or, parts)),
        inner.map(Not),
    )


def _joined(kind: type[And | Or], parts: list[Predicate]) -> Predicate:
    first, *others = parts
    for other in others:
        first = first & other if kind is And else first | other
    return first


def _items(dataset: Dataset, kinds: Iterable[type]) -> list[Any]:
    if kinds == (Source,):
        return list(dataset.sources)
    pool: Iterable[Record | Actor] = (*dataset.records, *dataset.actors)
    return [item for item in pool if type(item) in set(kinds)]


def _known(of: Dataset | None, shape: Shape, items: list[Any], name: str) -> list[Any]:
    """Return values that a field may be asked about."""
    if of is not None and shape.refers_to == "actor":
        return list(of.actors.ids)
    if of is not None and shape.refers_to == "topic":
        return sorted(of.records.names.topics)
    held: list[Any] = []
    for item in items:
        value = getattr(item, name)
        held.extend(value if isinstance(value, tuple) else (value,))
    return [value for value in held if value is not None]


def _leaves(
    asked: Field, shape: Shape, known: list[Any]
) -> list[st.SearchStrategy[Predicate]]:
    """Return strategies for the questions that a field can be asked."""
    leaves = [st.just(asked.is_none())]
    kind = askable(shape)
    if kind == "period":
        others = periods() | st.sampled_from(known) if known else periods()
        leaves += [_times(asked, others), st.builds(asked.__eq__, others)]
        return leaves
    if kind == "part":
        return leaves
    if kind == "choice":
        values: st.SearchStrategy[Any] = st.sampled_from(list(shape.of))  # type: ignore[call-overload]  # a choice is an enum
    elif known:
        values = st.sampled_from(known)
    elif shape.refers_to or kind == "value":
        return leaves
    else:
        values = lines()
    some = st.lists(values, max_size=3)
    if shape.many:
        leaves += [st.builds(asked.has, values), st.builds(asked.has_any, some)]
    else:
        leaves += [st.builds(asked.__eq__, values), st.builds(asked.is_in, some)]
    if kind == "text":
        leaves.append(_words(asked, values))
    return leaves


@st.composite
def _times(draw: Draw, asked: Field, others: st.SearchStrategy[Any]) -> Predicate:
    ask = getattr(asked, draw(st.sampled_from(TIMES)))
    predicate: Predicate = ask(draw(others), certainty=draw(CERTAINTIES))
    return predicate


@st.composite
def _words(draw: Draw, asked: Field, texts: st.SearchStrategy[str]) -> Predicate:
    """Ask for a part of a text that is there, in another case."""
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    part = text[start : start + draw(st.integers(1, 5))]
    try:
        return asked.contains(draw(st.sampled_from([part, part.upper()])))
    except ValueError:
        # A part of nothing but accents or spaces is no word to look for.
        return asked.contains("x")
