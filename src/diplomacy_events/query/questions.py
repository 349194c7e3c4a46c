"""The table of all questions about fields, and the fields to ask about.

Each row defines a question: which fields answer it, what it means for an object in
memory, how an index finds the answers, and the expression for an engine. `Field` has a
method for each question.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from operator import attrgetter, or_
from typing import TYPE_CHECKING

import attrs

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.folding import fold
from diplomacy_events.model import description
from diplomacy_events.model.period import Period
from diplomacy_events.query import arguments
from diplomacy_events.query.expressions import (
    column,
    join_by_halves,
    never,
)
from diplomacy_events.query.names import field_named
from diplomacy_events.query.predicates import Certain, Predicate, Test
from diplomacy_events.query.question import Index, Places, Question, always
from diplomacy_events.query.time_questions import TIME_QUESTIONS

if TYPE_CHECKING:
    from narwhals import Expr

__all__ = ["QUESTIONS", "Field", "field_to_ask", "question_of"]


def question_of(test: Test) -> Question:
    """Return the question that a test asks.

    Raises:
        FieldTypeError: if no question has its name.
    """
    question = QUESTIONS.get(test.verb)
    if question is None:
        message = f"field.{test.field}: no such question: {test.verb!r}"
        raise FieldTypeError(message, field=test.field, value=test.verb)
    return question


def _single(field: description.Field) -> bool:
    return (not field.many and not field.composite) or field.period


def _several(field: description.Field) -> bool:
    return field.many and (field.holds is str or field.pairs)


def _getter(name: str) -> Callable[[object], Iterable[object]]:
    """Return the function that gives the items of a field, as in questions."""
    value = attrgetter(name)
    if not field_named(name).pairs:
        return value
    return lambda item: [description.asked_as(one) for one in value(item)]


def _items(name: str) -> "Expr":
    """Return the column with the items of a field, as in questions."""
    return column(f"{name}_pairs" if field_named(name).pairs else name)


def _equals(test: Test) -> Callable[[object], bool]:
    value, wanted = attrgetter(test.field), test.argument
    return lambda item: bool(value(item) == wanted)


def _is_in(test: Test) -> Callable[[object], bool]:
    value, wanted = attrgetter(test.field), frozenset(test.argument)
    return lambda item: value(item) in wanted


def _has(test: Test) -> Callable[[object], bool]:
    value, wanted = _getter(test.field), test.argument
    return lambda item: wanted in value(item)


def _has_any(test: Test) -> Callable[[object], bool]:
    value, wanted = _getter(test.field), frozenset(test.argument)
    return lambda item: not wanted.isdisjoint(value(item))


def _contains(test: Test) -> Callable[[object], bool]:
    name, words = test.field, test.argument

    def contains(item: object) -> bool:
        # As in an index, an item without the field has no text.
        texts = description.values_of(getattr(item, name, None))
        return any(words in fold(text) for text in texts)

    return contains


def _is_none(test: Test) -> Callable[[object], bool]:
    value = attrgetter(test.field)
    return lambda item: value(item) is None or value(item) == ()


def _of_one(test: Test, index: Index) -> Places:
    return index.holding(test.field).get(test.argument, ())


def _of_several(test: Test, index: Index) -> Places:
    places = index.holding(test.field)
    return sorted({place for one in test.argument for place in places.get(one, ())})


def _of_words(test: Test, index: Index) -> Places:
    texts = enumerate(index.folded(test.field))
    return [place for place, text in texts if test.argument in text]


def _plain(argument: object) -> object:
    """Return an argument in the form of the columns: periods as EDTF."""
    return argument.edtf if isinstance(argument, Period) else argument


def _one_of(test: Test) -> "Expr":
    wanted = [_plain(one) for one in test.argument]
    return column(test.field).is_in(wanted) if wanted else never()


def _holds_one_of(test: Test) -> "Expr":
    tests = [_items(test.field).list.contains(one) for one in test.argument]
    return join_by_halves(or_, tests) if tests else never()


def _holds_nothing(test: Test) -> "Expr":
    asked = column(test.field)
    return asked.list.len() == 0 if field_named(test.field).many else asked.is_null()


QUESTIONS: Mapping[str, Question] = {
    question.name: question
    for question in (
        Question(
            name="==",
            fits=_single,
            means=_equals,
            finds=_of_one,
            exact=always,
            compiles=lambda test: column(test.field) == _plain(test.argument),
        ),
        Question(
            name="is_in",
            fits=_single,
            means=_is_in,
            finds=_of_several,
            exact=always,
            compiles=_one_of,
            about="values",
        ),
        Question(
            name="has",
            fits=_several,
            means=_has,
            finds=_of_one,
            exact=always,
            compiles=lambda test: _items(test.field).list.contains(test.argument),
        ),
        Question(
            name="has_any",
            fits=_several,
            means=_has_any,
            finds=_of_several,
            exact=always,
            compiles=_holds_one_of,
            about="values",
        ),
        Question(
            name="contains",
            fits=lambda field: field.words,
            means=_contains,
            finds=_of_words,
            exact=always,
            reads=True,
            compiles=lambda test: column(f"{test.field}_folded").str.contains(
                test.argument, literal=True
            ),
            about="text",
        ),
        *TIME_QUESTIONS,
        Question(
            name="is_none",
            fits=lambda _: True,
            means=_is_none,
            finds=None,
            exact=always,
            compiles=_holds_nothing,
            about="absence",
        ),
    )
}
"""Every question by its name."""


@attrs.frozen(eq=False, init=False)
class Field:
    """A field of the model, to ask about.

    Attributes:
        name: its name.
    """

    name: str
    _field: description.Field = attrs.field(repr=False)

    def __init__(self, name: str) -> None:
        """Find the field of this name.

        Raises:
            UnknownFieldError: if no class of the model has such a field.
        """
        self.__attrs_init__(name, field_named(name))

    def __eq__(self, value: object) -> Predicate:  # type: ignore[override]  # a question, not an answer
        """Ask whether the field has this value; periods may be given as EDTF."""
        return self._ask("==", value)

    def __ne__(self, value: object) -> Predicate:  # type: ignore[override]  # a question, not an answer
        """Ask whether the field has any other value than this."""
        return ~(self == value)

    __hash__ = object.__hash__

    def is_in(self, values: Iterable[object]) -> Predicate:
        """Ask whether the field has one of these values."""
        return self._ask_several("is_in", values)

    def has(self, value: str) -> Predicate:
        """Ask whether the values of the field include this one.

        Actors may be given by id, or by a name or alias that only one actor has, and
        variables as ``name=value``.
        """
        return self._ask("has", value)

    def has_any(self, values: Iterable[str]) -> Predicate:
        """Ask whether the values of the field include at least one of these."""
        return self._ask_several("has_any", values)

    def contains(self, words: str) -> Predicate:
        """Ask whether the text of the field, or one of its texts, contains these words.

        Case, accents, white space, invisible characters and the style of quotation
        marks do not count.
        """
        self._must_answer("contains")
        return Test(self.name, "contains", arguments.words(self._field, words))

    def is_none(self) -> Predicate:
        """Ask whether the field is empty: `None`, or an empty tuple."""
        return Test(self.name, "is_none")

    def overlaps(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether the period shares a day with another.

        Args:
            other: the other period, which may be given as a day or as EDTF.
            certainty: "possible" asks whether it may be true, "definite" whether it
                must be.
        """
        return self._ask_time("overlaps", other, certainty)

    def within(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether every day of the period is a day of another."""
        return self._ask_time("within", other, certainty)

    def before(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether the period ends before another begins."""
        return self._ask_time("before", other, certainty)

    def after(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether the period begins after another ends."""
        return self._ask_time("after", other, certainty)

    def _ask(self, verb: str, value: object) -> Predicate:
        self._must_answer(verb)
        return Test(self.name, verb, arguments.one(self._field, value))

    def _ask_several(self, verb: str, values: Iterable[object]) -> Predicate:
        self._must_answer(verb)
        return Test(self.name, verb, arguments.several(self._field, verb, values))

    def _ask_time(
        self, verb: str, other: "Period | date | str", certainty: Certain
    ) -> Predicate:
        self._must_answer(verb)
        arguments.certainty(self._field, verb, certainty)
        return Test(self.name, verb, arguments.period(other), certainty)

    def _must_answer(self, verb: str) -> None:
        """Refuse a question that the field cannot answer."""
        field = self._field
        if not QUESTIONS[verb].fits(field):
            can = [name for name, each in QUESTIONS.items() if each.fits(field)]
            kind = f"{field.holds.__name__}{', several' if field.many else ''}"
            raise FieldTypeError(
                f"field.{self.name} ({kind}) does not answer {verb}, "
                f"only {' or '.join(can)}",
                field=self.name,
            )


@cache
def field_to_ask(name: str) -> Field:
    """Return the field of this name; there are no more than the model has.

    Raises:
        UnknownFieldError: if no class of the model has such a field.
    """
    return Field(name)
