"""Type checks of fields: as strict as their annotations.

A field may accept more types than it stores, such as a list for a tuple. Such a field
names a converter of this module, whose signature tells type checkers what it accepts.
A field without a converter accepts exactly its annotated type. The
``field_transformer`` of every class, `name_fields_in_errors`, adds the name of the
field to the errors of both kinds of fields.
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
Convert = Callable[[Any], object]
AN_ITEM = ", an item"
# Python counts these as sequences, but they are never a list of items.
NOT_SEQUENCES = (str, bytes, bytearray, memoryview)


class MisfitError(Exception):
    """A value does not have the type of its field; never leaves this package."""

    def __init__(self, expected: str, value: object, where: str = "") -> None:
        super().__init__(expected)
        self.expected, self.value, self.where = expected, value, where


class UnfitError(Exception):
    """A value has the right type, but its field cannot store it."""

    def __init__(self, rule: str, value: object, where: str = "") -> None:
        super().__init__(rule)
        self.rule, self.value, self.where = rule, value, where


def several(cls: type[T], value: Sequence[T]) -> tuple[T, ...]:
    """Return a sequence of objects of a class as a tuple."""
    return tuple([_exactly(cls, item, AN_ITEM) for item in _sequence(value)])


def texts(value: Sequence[str]) -> tuple[str, ...]:
    """Return a sequence of texts as a tuple; a single text is not such a sequence."""
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
    """Return a number as a float, or `None`; integers are accepted."""
    if type(value) is int:
        try:
            return float(value)
        except OverflowError as error:
            rule = "must be a number that double precision can hold"
            raise UnfitError(rule, value) from error
    return None if value is None else _exactly(float, value)


def name_fields_in_errors(
    cls: type, attributes: list["attrs.Attribute[object]"]
) -> list["attrs.Attribute[object]"]:
    """Give each attribute a converter whose errors name it.

    The value of an enum member stands for the member. Nothing else is converted: a
    `bool` is not an `int`, a `datetime` is not a `date`, and a `str` is not a sequence.
    """
    return [
        attribute.evolve(converter=_LabelledConverter(cls, attribute))
        for attribute in attributes
    ]


class _LabelledConverter:
    """The converter of one field of one class."""

    __slots__ = ("_label", "convert")

    # attrs reads the signature of each converter, and inspecting one is slow.
    __signature__ = Signature([Parameter("value", Parameter.POSITIONAL_ONLY)])

    def __init__(self, cls: type, attribute: "attrs.Attribute[object]") -> None:
        inner: Any = attribute.converter
        # An inherited field already has a converter, with the label of its own class.
        convert = inner.convert if isinstance(inner, _LabelledConverter) else inner
        self.convert: Convert = convert or _annotation_check(attribute.type)
        self._label = f"{cls.__name__}.{attribute.name}"

    def __call__(self, value: object) -> object:
        """Return the value as the field stores it.

        Raises:
            FieldTypeError: if the value has another type.
            FieldValueError: if the field cannot store the value.
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


def _annotation_check(type_hint: object) -> Convert:
    """Return the converter of a field that accepts exactly its annotated type."""
    cls, _, optional = annotation(type_hint)
    convert: Convert = _text if cls is str else lambda value: _exactly(cls, value)
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
