"""Predicates, of every verb and in every combination."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model import description
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record
from diplomacy_events.model.sources import Source
from diplomacy_events.query import field
from diplomacy_events.query.names import askable_fields
from diplomacy_events.query.predicates import And, Not, Or, Predicate
from diplomacy_events.query.question import Question as QuestionAsked
from diplomacy_events.query.questions import QUESTIONS, Field
from diplomacy_events.strategies.time import periods
from diplomacy_events.strategies.words import LINES, Draw, choose

__all__ = ["predicates"]

# What asks one question, with whatever it draws for it.
Question = Callable[[Draw], Predicate]

PERIODS = periods()
FORMS = st.sampled_from(["one", "one", "one", "not", "and", "or"])
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
        for name, held in askable_fields(kinds[0]).items()
        if all(name in askable_fields(other) for other in kinds)
    }
    items = [] if of is None else _items(of, kinds)
    questions = [
        question
        for name, held in shared.items()
        for question in _questions(getattr(field, name), held, _known(of, held, items))
    ]
    return _predicates(questions, 3)


@st.composite
def _predicates(draw: Draw, questions: list[Question], depth: int) -> Predicate:
    """Questions, alone or put together so many levels deep."""
    form = draw(FORMS) if depth else "one"
    if form == "one":
        return choose(draw, questions)(draw)
    inner = _predicates(questions, depth - 1)
    if form == "not":
        return Not(draw(inner))
    parts = draw(st.lists(inner, min_size=2, max_size=3))
    return _joined(And if form == "and" else Or, parts)


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


def _questions(
    about: Field, held: description.Field, known: list[Any]
) -> list[Question]:
    """Return what draws the questions that a field can be asked.

    Strategies are made where they are drawn from, as few of them are.
    """
    values = _values(held, known)
    return [
        partial(_asked, about=about, question=question, values=values)
        for question in QUESTIONS.values()
        if question.fits(held)
        and (values is not None or question.about in ("time", "absence"))
    ]


def _values(held: description.Field, known: list[Any]) -> st.SearchStrategy[Any] | None:
    """Return what a field may be asked for, if anything can be told."""
    if held.period:
        return PERIODS | st.sampled_from(known) if known else PERIODS
    if held.choice:
        return st.sampled_from(list(held.holds))
    if known:
        return st.sampled_from(known)
    plain = held.holds is str and not (held.actors or held.topics)
    return LINES if plain else None


def _asked(draw: Draw, about: Field, question: QuestionAsked, values: Any) -> Predicate:
    """Ask a question by the method that asks it."""
    ask = getattr(about, {"==": "__eq__"}.get(question.name, question.name))
    return ARGUMENTS[question.about](draw, ask, values)


def _words(draw: Draw, ask: Callable[..., Predicate], text: str) -> Predicate:
    """Ask for a part of a text that is there, in another case."""
    start = choose(draw, range(len(text)))
    part = text[start : start + 1 + choose(draw, range(5))]
    try:
        return ask(choose(draw, [part, part.upper()]))
    except ValueError:
        # A part of nothing but accents or spaces is no word to look for.
        return ask("x")


ARGUMENTS: dict[str, Callable[[Draw, Callable[..., Predicate], Any], Predicate]] = {
    "absence": lambda _, ask, __: ask(),
    "value": lambda draw, ask, values: ask(draw(values)),
    "values": lambda draw, ask, values: ask(draw(st.lists(values, max_size=3))),
    "time": lambda draw, ask, values: ask(draw(values), certainty=draw(CERTAINTIES)),
    "text": lambda draw, ask, values: _words(draw, ask, draw(values)),
}
"""How to ask, by what a question asks for."""
