"""Predicates, of every verb and in every combination."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model import description
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.records import RECORD_TYPES, Record
from diplomacy_events.model.sources import Source
from diplomacy_events.query import field
from diplomacy_events.query.names import asked
from diplomacy_events.query.predicates import And, Not, Or, Predicate
from diplomacy_events.query.questions import QUESTIONS, Field
from diplomacy_events.strategies.time import periods
from diplomacy_events.strategies.words import Draw, lines

__all__ = ["predicates"]

TIMES = [name for name, one in QUESTIONS.items() if one.about == "time"]
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
        name: held
        for name, held in asked(kinds[0]).items()
        if all(name in asked(other) for other in kinds)
    }
    items = [] if of is None else _items(of, kinds)
    leaves = [
        leaf
        for name, held in shared.items()
        for leaf in _leaves(getattr(field, name), held, _known(of, held, items))
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


def _known(of: Dataset | None, held: description.Field, items: list[Any]) -> list[Any]:
    """Return values that a field may be asked about."""
    if of is not None and held.actors:
        return list(of.actors.ids)
    if of is not None and held.topics:
        return sorted(of.records.names.topics)
    return [
        value
        for item in items
        for value in description.values_of(getattr(item, held.name))
    ]


def _leaves(
    about: Field, held: description.Field, known: list[Any]
) -> list[st.SearchStrategy[Predicate]]:
    """Return strategies for the questions that a field can be asked."""
    leaves: list[st.SearchStrategy[Predicate]] = [st.just(about.is_none())]
    if held.period:
        others = periods() | st.sampled_from(known) if known else periods()
        return [*leaves, _times(about, others), st.builds(about.__eq__, others)]
    if held.composite:
        return leaves
    if held.choice:
        values: st.SearchStrategy[Any] = st.sampled_from(list(held.holds))
    elif known:
        values = st.sampled_from(known)
    elif held.actors or held.topics or held.holds is not str:
        return leaves
    else:
        values = lines()
    some = st.lists(values, max_size=3)
    if held.many:
        leaves += [st.builds(about.has, values), st.builds(about.has_any, some)]
    else:
        leaves += [st.builds(about.__eq__, values), st.builds(about.is_in, some)]
    if held.words:
        leaves.append(_words(about, values))
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
