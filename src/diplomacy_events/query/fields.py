"""Fields: what can be asked of each, and what it can be compared with."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn

import attrs

from diplomacy_events.errors import FieldTypeError, FieldValueError
from diplomacy_events.folding import fold
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import unknown
from diplomacy_events.query.predicates import Certain, Predicate, Test, shown
from diplomacy_events.query.shapes import Shape, askable, named, verbs

__all__ = ["Field", "period", "window"]

CERTAIN = ("possible", "definite")


@attrs.frozen(eq=False, init=False)
class Field:
    """A field of the model, to ask about.

    Attributes:
        name: its name.
    """

    name: str
    _shape: Shape = attrs.field(repr=False)

    def __init__(self, name: str) -> None:
        """Find the field of this name.

        Raises:
            UnknownFieldError: if no class of the model has such a field.
        """
        self.__attrs_init__(name, named(name))

    def __eq__(self, value: object) -> Predicate:  # type: ignore[override]  # a question is no answer
        """Ask whether the field holds this value; periods may be given as EDTF."""
        self._must("==")
        return Test(self.name, "==", self._value(value))

    def __ne__(self, value: object) -> Predicate:  # type: ignore[override]  # a question is no answer
        """Ask whether the field holds anything but this value."""
        return ~(self == value)

    __hash__ = object.__hash__

    def is_in(self, values: Iterable[object]) -> Predicate:
        """Ask whether the field holds one of these values."""
        self._must("is_in")
        return Test(self.name, "is_in", self._values("is_in", values))

    def has(self, value: str) -> Predicate:
        """Ask whether one of those the field holds is this one.

        Actors may be given by id, or by a name or alias that only one of them has.
        """
        self._must("has")
        return Test(self.name, "has", self._value(value))

    def has_any(self, values: Iterable[str]) -> Predicate:
        """Ask whether one of those the field holds is one of these."""
        self._must("has_any")
        return Test(self.name, "has_any", self._values("has_any", values))

    def contains(self, words: str) -> Predicate:
        """Ask whether the field, or one of the texts it holds, has these words in it.

        Case, accents, white space, characters that take no room and the style of
        quotation marks do not count.
        """
        self._must("contains")
        folded = fold(self._value(words))
        if not folded:
            self._broken("contains", "must not be blank", words)
        return Test(self.name, "contains", folded)

    def is_none(self) -> Predicate:
        """Ask whether the field holds nothing: `None`, or an empty tuple."""
        return Test(self.name, "is_none")

    def overlaps(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether the period shares a day with another.

        Args:
            other: the other period, which may be given as a day or as EDTF.
            certainty: "possible" asks whether it may be so, "definite" whether it must.
        """
        return self._time("overlaps", other, certainty)

    def within(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether every day of the period is a day of another."""
        return self._time("within", other, certainty)

    def before(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether the period ends before another begins."""
        return self._time("before", other, certainty)

    def after(
        self, other: "Period | date | str", *, certainty: Certain = "possible"
    ) -> Predicate:
        """Ask whether the period begins after another ends."""
        return self._time("after", other, certainty)

    def _time(
        self, verb: str, other: "Period | date | str", certainty: Certain
    ) -> Predicate:
        self._must(verb)
        if certainty not in CERTAIN:
            self._broken(verb, "certainty must be 'possible' or 'definite'", certainty)
        return Test(self.name, verb, period(other), certainty)

    def _must(self, verb: str) -> None:
        """Refuse a question that the field cannot answer."""
        can = verbs(self._shape)
        if verb not in can:
            kind = f"{self._shape.of.__name__}{', several' if self._shape.many else ''}"
            raise FieldTypeError(
                f"field.{self.name} ({kind}) cannot be asked {verb}, "
                f"but {' or '.join(can)}",
                field=self.name,
            )

    def _values(self, verb: str, values: Iterable[object]) -> tuple[Any, ...]:
        if isinstance(values, str) or not isinstance(values, Iterable):
            self._mismatch(f"{verb} needs several values", values)
        asked = {self._value(value) for value in values}
        # Their order is no part of the question.
        return tuple(sorted(asked, key=shown))

    def _value(self, value: Any) -> Any:
        """Check a value to compare with against what the field holds."""
        kind = askable(self._shape)
        if kind == "period":
            return period(value)
        if kind == "choice":
            return self._choice(value)
        if type(value) is not self._shape.of:
            self._mismatch(f"expected {self._shape.of.__name__}", value)
        if self._shape.of is str and not _is_utf_8(str(value)):
            self._broken("==", "must be text that UTF-8 can hold", value)
        return value

    def _choice(self, value: Any) -> str:
        choices: Any = self._shape.of
        known = [str(member.value) for member in choices]
        if type(value) not in (str, choices):
            self._mismatch(f"expected {choices.__name__}", value)
        if value not in known:
            there = f"but one of {', '.join(known)}"
            problem = f"field.{self.name} is never {str(value)!r}, {there}"
            raise unknown(problem, value, known)
        return str(value)

    def _mismatch(self, expected: str, value: object) -> NoReturn:
        got = f"{short(value)} ({type(value).__name__})"
        message = f"field.{self.name}: {expected}, got {got}"
        raise FieldTypeError(message, field=self.name, value=value)

    def _broken(self, verb: str, rule: str, value: object) -> NoReturn:
        raise FieldValueError(
            f"field.{self.name}.{verb}: {rule}; got {short(value)}",
            field=self.name,
            rule=rule,
            value=value,
        )


def _is_utf_8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def window(value: object) -> Period:
    """Return a period to look into: of a text or a day, all days that it can mean.

    Raises:
        EDTFError: if a text is no EDTF.
        FieldTypeError: if it is neither, nor a period.
    """
    meant = period(value)
    if isinstance(value, Period):
        return meant
    return Period.from_edtf(f"{meant.earliest or '..'}/{meant.latest or '..'}")


def period(value: object) -> Period:
    """Return a period that was given as one, as a day or as EDTF.

    Raises:
        EDTFError: if a text is no EDTF.
        FieldTypeError: if it is none of these.
    """
    if isinstance(value, Period):
        return value if value.phrase is None else Period.from_edtf(value.edtf)
    if type(value) is date:
        return Period.from_edtf(value.isoformat())
    if isinstance(value, str):
        return Period.from_edtf(value)
    kind = type(value).__name__
    raise FieldTypeError(
        f"expected a Period, a date or EDTF, got {short(value)} ({kind})", value=value
    )
