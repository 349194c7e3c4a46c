"""Predicates: questions about single fields, and how to combine them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, Literal

import attrs

from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import refuse

__all__ = [
    "MOST_LEVELS",
    "And",
    "Certain",
    "Not",
    "Or",
    "Predicate",
    "Test",
    "code_of",
]

Certain = Literal["possible", "definite"]
MOST_LEVELS = 100
"""The deepest nesting of questions; Python itself does not go much deeper.

A chain of questions with the same operator is one level.
"""


class Predicate(ABC):
    """A question that is true or false for a record, an actor or a source.

    Predicates are made from `field` and combined with ``&``, ``|`` and ``~``. A
    predicate is a value: it compares, hashes, and prints as the code that makes it.
    """

    __slots__ = ()

    def __and__(self, other: "Predicate") -> "Predicate":
        """Ask whether both are true."""
        return _together(And, self, other)

    def __or__(self, other: "Predicate") -> "Predicate":
        """Ask whether one or both are true."""
        return _together(Or, self, other)

    # The left operand is not a question in this case, and is refused.
    def __rand__(self, other: object) -> "Predicate":
        """Refuse an operand that is not a question.

        Raises:
            TypeError: always.
        """
        return _together(And, other, self)

    def __ror__(self, other: object) -> "Predicate":
        """Refuse an operand that is not a question.

        Raises:
            TypeError: always.
        """
        return _together(Or, other, self)

    def __invert__(self) -> "Predicate":
        """Ask whether it is not true.

        A question about time asks for what is possible or for what is definite, and
        its negation is true for everything else: ``~field.when.within("2023-03",
        certainty="definite")`` is true for records that need not lie within March, even
        if they may.
        """
        return Not(self)

    def __bool__(self) -> bool:
        """Refuse to be used as a truth value, because every question would be true.

        Raises:
            TypeError: always.
        """
        raise TypeError(
            "a question has no truth value; use & for and, | for or, ~ for not"
        )

    @property
    def levels(self) -> int:
        """The depth of nesting, including itself."""
        return 1

    @property
    @abstractmethod
    def tests(self) -> "Iterator[Test]":
        """The questions about single fields that it consists of."""

    @abstractmethod
    def replace(self, change: "Callable[[Test], Test]") -> "Predicate":
        """Return the same with every question about a single field changed."""


@attrs.frozen(repr=False)
class Test(Predicate):
    """A question about one field.

    Attributes:
        field: the name of the field.
        verb: the name of the question, such as ``has``.
        argument: the value to compare with, if any.
        certainty: for questions about time, "possible" or "definite".
    """

    __test__ = False  # Despite its name, not a test of pytest.

    field: str
    verb: str
    argument: Any = None
    certainty: Certain = "possible"

    @property
    def tests(self) -> "Iterator[Test]":
        """Itself."""
        yield self

    def replace(self, change: "Callable[[Test], Test]") -> Predicate:
        """Return itself, changed."""
        return change(self)

    def __repr__(self) -> str:
        """Return the code that makes it."""
        if self.verb == "==":
            return f"(field.{self.field} == {code_of(self.argument)})"
        arguments = [] if self.verb == "is_none" else [code_of(self.argument)]
        if self.certainty == "definite":
            arguments.append("certainty='definite'")
        return f"field.{self.field}.{self.verb}({', '.join(arguments)})"


@attrs.frozen(repr=False)
class _Joined(Predicate):
    """Several questions in one."""

    parts: tuple[Predicate, ...]
    levels: int = attrs.field(init=False, eq=False)

    @levels.default
    def _levels(self) -> int:
        return _nested(*self.parts)

    @property
    def tests(self) -> Iterator[Test]:
        """The questions about single fields that it consists of."""
        for part in self.parts:
            yield from part.tests

    def replace(self, change: Callable[[Test], Test]) -> Predicate:
        """Return the same with every question about a single field changed."""
        return type(self)(tuple([part.replace(change) for part in self.parts]))


class And(_Joined):
    """Several questions, all of which must be true."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the code that makes it."""
        return " & ".join(_inner(part, Or) for part in self.parts)


class Or(_Joined):
    """Several questions, at least one of which must be true."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the code that makes it."""
        return " | ".join(_inner(part) for part in self.parts)


@attrs.frozen(repr=False)
class Not(Predicate):
    """A question that must not be true."""

    part: Predicate
    levels: int = attrs.field(init=False, eq=False)

    @levels.default
    def _levels(self) -> int:
        return _nested(self.part)

    @property
    def tests(self) -> Iterator[Test]:
        """The questions about single fields that it consists of."""
        return self.part.tests

    def replace(self, change: Callable[[Test], Test]) -> Predicate:
        """Return the same with every question about a single field changed."""
        return Not(self.part.replace(change))

    def __repr__(self) -> str:
        """Return the code that makes it."""
        return f"~{_inner(self.part, And, Or)}"


def _nested(*parts: Predicate) -> int:
    """Return the depth of a question with these parts.

    Raises:
        FieldValueError: if it is nested too deeply.
    """
    levels = 1 + max([part.levels for part in parts], default=0)
    if levels > MOST_LEVELS:
        rule = f"must be nested at most {MOST_LEVELS} levels deep"
        refuse("a question", rule, levels, field="Predicate")
    return levels


def _together(kind: type[And | Or], *operands: object) -> Predicate:
    """Join two predicates; a chain with the same operator becomes longer.

    Raises:
        TypeError: if one is not a predicate, as when ``==`` has no parentheses.
    """
    parts: list[Predicate] = []
    for operand in operands:
        if not isinstance(operand, Predicate):
            raise TypeError(
                f"{operand!r} is not a question; & and | bind more tightly than ==, "
                "so put parentheses around (field.act == 'deny')"
            )
        parts.extend(operand.parts if isinstance(operand, kind) else (operand,))
    return kind(tuple(parts))


def _inner(part: Predicate, *looser: type) -> str:
    return f"({part!r})" if isinstance(part, looser) else repr(part)


def code_of(argument: object) -> str:
    """Return the code that makes an argument of a question."""
    if isinstance(argument, Period):
        return repr(argument.edtf)
    if isinstance(argument, tuple):
        return f"[{', '.join(map(code_of, argument))}]"
    return repr(argument)
