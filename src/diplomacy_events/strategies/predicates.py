"""Predicates, of every verb and in every combination."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model import description
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record
from diplomacy_events.model.sources import Source
from diplomacy_events.query import field
from diplomacy_events.query.names import askable_fields
from diplomacy_events.query.predicates import And, Not, Or, Predicate
from diplomacy_events.query.question import Question as QuestionAsked
from diplomacy_events.query.questions import QUESTIONS, Field
from diplomacy_events.strategies.dice import Dice, rolled
from diplomacy_events.strategies.time import period
from diplomacy_events.strategies.words import DAYS, LINES

__all__ = ["predicates"]

# Draws what one question needs, and asks it.
Question = partial[Predicate]
# Returns a value to ask for.
Value = Callable[[Dice], object]

FORMS = ("one", "one", "one", "not", "and", "or", "beside")
WINDOWS = ("{0}", "{0}/{1}", "{0}/{1}", "[{0}..{1}]", "../{1}", "{0}/..")
CERTAINTIES = ("possible", "definite")


def predicates(
    kind: type | None = None, of: Dataset | None = None
) -> st.SearchStrategy[Predicate]:
    """Predicates that every object of a class can answer.

    Args:
        kind: the class (default: all four kinds of records).
        of: a dataset from which to take the values asked for, so that records match.
            Without it, no question is about actors and topics, which a dataset must
            know.
    """
    kinds = RECORD_TYPES if kind is None else (kind,)
    shared = {
        name: described
        for name, described in askable_fields(kinds[0]).items()
        if all(name in askable_fields(other) for other in kinds)
    }
    items = [] if of is None else _items(of, kinds)
    questions = [
        question
        for name, described in shared.items()
        for question in _questions(
            getattr(field, name), described, _askable_values(of, described, items)
        )
    ]
    return rolled(lambda dice: _predicate(dice, questions, 3))


def _predicate(dice: Dice, questions: list[Question], depth: int) -> Predicate:
    """Return questions, alone or combined up to a number of levels."""
    form = dice.choose(FORMS) if depth else "one"
    if form == "one":
        return dice.choose(questions)(dice)
    if form == "beside":
        return _beside(dice, questions)
    if form == "not":
        return Not(_predicate(dice, questions, depth - 1))
    count = 2 + dice.below(2)
    parts = [_predicate(dice, questions, depth - 1) for _ in range(count)]
    return _combine(And if form == "and" else Or, parts)


def _beside(dice: Dice, questions: list[Question]) -> Predicate:
    """Return a question about time and one without an index, in either order."""
    timed = [one for one in questions if one.keywords["question"].about == "time"]
    slow = [one for one in questions if one.keywords["question"].finds is None]
    pair = [dice.choose(timed or questions)(dice), dice.choose(slow)(dice)]
    return _combine(And, pair[::-1] if dice.yes() else pair)


def _combine(kind: type[And | Or], parts: list[Predicate]) -> Predicate:
    first, *others = parts
    for other in others:
        first = first & other if kind is And else first | other
    return first


def _items(dataset: Dataset, kinds: Iterable[type]) -> list[object]:
    if kinds == (Source,):
        return list(dataset.sources)
    pool: Iterable[Record | Actor] = (*dataset.records, *dataset.actors)
    return [item for item in pool if type(item) in set(kinds)]


def _askable_values(
    of: Dataset | None, described: description.Field, items: list[object]
) -> list[Any]:
    """Return values that a field may be asked about."""
    if of is not None and described.actors:
        return list(of.actors.ids)
    if of is not None and described.topics:
        return sorted(of.records.names.topics)
    return [
        value
        for item in items
        for value in description.values_of(getattr(item, described.name))
    ]


def _questions(
    about: Field, described: description.Field, known: list[object]
) -> list[Question]:
    """Return a function that draws questions about a field."""
    values = _values(described, known)
    return [
        partial(_ask, about=about, question=question, values=values)
        for question in QUESTIONS.values()
        if question.fits(described)
        and (values is not None or question.about in ("time", "absence"))
    ]


def _values(described: description.Field, known: list[Any]) -> Value | None:
    """Return the values that a field may be asked for, if they are known."""
    if described.period and known:
        ways: tuple[Value, ...] = (
            period,
            lambda dice: dice.choose(known),
            lambda dice: _window(dice, known),
        )
        return lambda dice: dice.choose(ways)(dice)
    if described.period:
        return period
    pool = list(described.holds) if described.choice else known
    if pool:
        return lambda dice: dice.choose(pool)
    plain = described.holds is str and not (described.actors or described.topics)
    return (lambda dice: dice.value(LINES)) if plain else None


def _window(dice: Dice, known: list[Period]) -> Period:
    """Return a period whose edges may be those of known periods, or a day off."""
    first, last = sorted([_day(dice, dice.choose(known)) for _ in range(2)])
    return Period.from_edtf(dice.choose(WINDOWS).format(first, last))


def _day(dice: Dice, period: Period) -> date:
    """Return a day that may be an edge of a period, or the one before or after."""
    begin, end = period.begin, period.end
    edges = (begin.earliest, begin.latest, end.earliest, end.latest)
    known = [day for day in edges if day is not None]
    day = dice.choose(known) if known else dice.value(DAYS)
    shift = dice.choose((0, -1, 1))
    return day if day in (date.min, date.max) else day + timedelta(shift)


def _ask(
    dice: Dice, about: Field, question: QuestionAsked, values: object
) -> Predicate:
    """Ask a question by its method."""
    ask = getattr(about, {"==": "__eq__"}.get(question.name, question.name))
    return ARGUMENTS[question.about](dice, ask, values)


def _words(dice: Dice, ask: Callable[..., Predicate], text: str) -> Predicate:
    """Ask for a part of an existing text, in another case."""
    start = dice.below(len(text))
    part = text[start : start + 1 + dice.below(5)]
    try:
        return ask(dice.choose([part, part.upper()]))
    except ValueError:
        # A part that consists only of accents or spaces cannot be searched for.
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
"""How to ask each kind of question."""
