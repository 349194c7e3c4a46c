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
from diplomacy_events.strategies.dice import Dice, rolled
from diplomacy_events.strategies.time import period
from diplomacy_events.strategies.words import LINES

__all__ = ["predicates"]

# What asks one question, with whatever it draws for it.
Question = Callable[[Dice], Predicate]
# What returns a value to ask for.
Value = Callable[[Dice], Any]

FORMS = ("one", "one", "one", "not", "and", "or")
CERTAINTIES = ("possible", "definite")


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
    return rolled(lambda dice: _predicate(dice, questions, 3))


def _predicate(dice: Dice, questions: list[Question], depth: int) -> Predicate:
    """Return questions, alone or put together so many levels deep."""
    form = dice.choose(FORMS) if depth else "one"
    if form == "one":
        return dice.choose(questions)(dice)
    if form == "not":
        return Not(_predicate(dice, questions, depth - 1))
    count = 2 + dice.below(2)
    parts = [_predicate(dice, questions, depth - 1) for _ in range(count)]
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
    """Return what draws the questions that a field can be asked."""
    values = _values(held, known)
    return [
        partial(_asked, about=about, question=question, values=values)
        for question in QUESTIONS.values()
        if question.fits(held)
        and (values is not None or question.about in ("time", "absence"))
    ]


def _values(held: description.Field, known: list[Any]) -> Value | None:
    """Return what a field may be asked for, if anything can be told."""
    if held.period:
        return lambda dice: dice.choose(known) if known and dice.yes() else period(dice)
    pool = list(held.holds) if held.choice else known
    if pool:
        return lambda dice: dice.choose(pool)
    plain = held.holds is str and not (held.actors or held.topics)
    return (lambda dice: dice.value(LINES)) if plain else None


def _asked(dice: Dice, about: Field, question: QuestionAsked, values: Any) -> Predicate:
    """Ask a question by the method that asks it."""
    ask = getattr(about, {"==": "__eq__"}.get(question.name, question.name))
    return ARGUMENTS[question.about](dice, ask, values)


def _words(dice: Dice, ask: Callable[..., Predicate], text: str) -> Predicate:
    """Ask for a part of a text that is there, in another case."""
    start = dice.below(len(text))
    part = text[start : start + 1 + dice.below(5)]
    try:
        return ask(dice.choose([part, part.upper()]))
    except ValueError:
        # A part of nothing but accents or spaces is no word to look for.
        return ask("x")


ARGUMENTS: dict[str, Callable[[Dice, Callable[..., Predicate], Any], Predicate]] = {
    "absence": lambda _, ask, __: ask(),
    "value": lambda dice, ask, value: ask(value(dice)),
    "values": lambda dice, ask, value: ask([value(dice) for _ in range(dice.below(4))]),
    "time": lambda dice, ask, value: ask(
        value(dice), certainty=dice.choose(CERTAINTIES)
    ),
    "text": lambda dice, ask, value: _words(dice, ask, value(dice)),
}
"""How to ask, by what a question asks for."""
