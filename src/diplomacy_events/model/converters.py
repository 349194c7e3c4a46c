"""Type checks of fields: as strict as their annotations, and typed as what they take.

A field that takes more than it holds, such as a list where it holds a tuple, names a
converter of this module, so that type checkers know. A field without one takes exactly
what it is annotated with. `name_fields_in_errors`, the ``field_transformer`` of every
class, puts the name of the field into the errors of both.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from inspect import Parameter, Signature
from typing import Any, TypeVar

import attrs

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.annotation import annotation
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.vocabulary import (
    CodingMethod,
    DocumentForm,
    EventStatus,
    Manner,
    MeetingForm,
    Qualifier,
    ResponseKind,
    SpeechAct,
    VisitLevel,
)

__all__ = [
    "coding_method",
    "date_qualifier",
    "document_form",
    "event_status",
    "meeting_form",
    "name_fields_in_errors",
    "number",
    "response_kind",
    "several",
    "speech_act",
    "speech_manner",
    "texts",
    "visit_level",
]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Convert = Callable[[Any], Any]
AN_ITEM = ", an item"
# They are sequences to Python, and never what is meant.
NOT_SEQUENCES = (str, bytes, bytearray, memoryview)


class MisfitError(Exception):
    """A value is of another type than a field holds; never leaves this package."""

    def __init__(self, expected: str, value: object, where: str = "") -> None:
        super().__init__(expected)
        self.expected, self.value, self.where = expected, value, where


class UnfitError(Exception):
    """A value is of the right type, and not what a field can hold."""

    def __init__(self, rule: str, value: object, where: str = "") -> None:
        super().__init__(rule)
        self.rule, self.value, self.where = rule, value, where


def several(cls: type[T], value: Sequence[T]) -> tuple[T, ...]:
    """Return the objects of a class that a sequence holds."""
    return tuple([_exactly(cls, item, AN_ITEM) for item in _sequence(value)])


def texts(value: Sequence[str]) -> tuple[str, ...]:
    """Return the texts that a sequence holds, which is not a text itself."""
    return tuple([_text(item, AN_ITEM) for item in _sequence(value)])


def speech_act(value: SpeechAct | str) -> SpeechAct:
    """Return a speech act."""
    return _member(SpeechAct, value)


def response_kind(value: ResponseKind | str) -> ResponseKind:
    """Return a kind of response."""
    return _member(ResponseKind, value)


def visit_level(value: VisitLevel | str) -> VisitLevel:
    """Return the level of a visit."""
    return _member(VisitLevel, value)


def speech_manner(value: Manner | str) -> Manner:
    """Return the manner of a statement."""
    return _member(Manner, value)


def date_qualifier(value: Qualifier | str) -> Qualifier:
    """Return the qualifier of a date."""
    return _member(Qualifier, value)


def event_status(value: EventStatus | str) -> EventStatus:
    """Return the status of an event."""
    return _member(EventStatus, value)


def meeting_form(value: MeetingForm | str) -> MeetingForm:
    """Return the form of a meeting."""
    return _member(MeetingForm, value)


def document_form(value: DocumentForm | str) -> DocumentForm:
    """Return the form of a document."""
    return _member(DocumentForm, value)


def coding_method(value: CodingMethod | str) -> CodingMethod:
    """Return how a coding was made."""
    return _member(CodingMethod, value)


def number(value: float | None) -> float | None:
    """Return a number, if there is one; a whole number is one, too."""
    if type(value) is int:
        try:
            return float(value)
        except OverflowError as error:
            rule = "must be a number that double precision can hold"
            raise UnfitError(rule, value) from error
    return None if value is None else _exactly(float, value)


def name_fields_in_errors(
    cls: type, attributes: list["attrs.Attribute[Any]"]
) -> list["attrs.Attribute[Any]"]:
    """Give each attribute a converter whose errors name it.

    A member of an enum may be given by its value. Nothing else is converted: a `bool`
    is not an `int`, a `datetime` not a `date`, a `str` not a sequence.
    """
    return [
        attribute.evolve(converter=_Labelled(cls, attribute))
        for attribute in attributes
    ]


class _Labelled:
    """The converter of one field of one class."""

    __slots__ = ("_label", "convert")

    # attrs asks a converter for its signature, which is slow to work out.
    __signature__ = Signature([Parameter("value", Parameter.POSITIONAL_ONLY)])

    def __init__(self, cls: type, attribute: "attrs.Attribute[Any]") -> None:
        given: Any = attribute.converter
        # The same field has another label in each class that inherits it.
        convert = given.convert if isinstance(given, _Labelled) else given
        self.convert: Convert = convert or _as_annotated(attribute.type)
        self._label = f"{cls.__name__}.{attribute.name}"

    def __call__(self, value: object) -> object:
        """Return the value as the field holds it.

        Raises:
            FieldTypeError: if it is of another type.
            FieldValueError: if it is of the type, and cannot be held.
        """
        try:
            return self.convert(value)
        except MisfitError as error:
            place = self._label + error.where
            got = f"{short(error.value)} ({type(error.value).__name__})"
            message = f"{place}: expected {error.expected}, got {got}"
            raise FieldTypeError(message, field=place, value=error.value) from None
        except UnfitError as error:
            place = self._label + error.where
            refuse(place, error.rule, error.value, field=place, cause=error)


def _as_annotated(given: object) -> Convert:
    """Return the converter of a field that takes exactly what it is annotated with."""
    held, _, optional = annotation(given)
    convert: Convert = _text if held is str else lambda value: _exactly(held, value)
    if not optional:
        return convert
    return lambda value: None if value is None else convert(value)


def _sequence(value: Sequence[T]) -> Sequence[T]:
    if not isinstance(value, Sequence) or isinstance(value, NOT_SEQUENCES):
        raise MisfitError("tuple or list", value)
    return value


def _text(value: str, where: str = "") -> str:
    if type(value) is not str:
        raise MisfitError("str", value, where)
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UnfitError("must be text that UTF-8 can encode", value, where) from error
    return value


def _member(enum: type[E], value: E | str) -> E:
    if isinstance(value, enum):
        return value
    if type(value) is not str:
        raise MisfitError(enum.__name__, value)
    try:
        return enum(value)
    except ValueError as error:
        known = ", ".join(repr(known.value) for known in enum)
        raise UnfitError(f"must be one of {known}", value) from error


def _exactly(cls: type[T], value: T, where: str = "") -> T:
    if type(value) is not cls:
        expected = "datetime.date" if cls is date else cls.__name__
        raise MisfitError(expected, value, where)
    return value
