"""Type checks made from the annotations: the `field_transformer` of every class."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from inspect import Parameter, Signature
from typing import Any, NoReturn

import attrs

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.annotation import annotation
from diplomacy_events.model.rules import refuse, short

__all__ = ["typed"]

Check = Callable[[Any], Any]
SIGNATURE = Signature([Parameter("value", Parameter.POSITIONAL_ONLY)])


def typed(
    cls: type, attributes: list["attrs.Attribute[Any]"]
) -> list["attrs.Attribute[Any]"]:
    """Give each attribute a converter that checks the type it is annotated with.

    A tuple may be given as a list, and a member of an enum by its value. Nothing else
    is converted: a `bool` is no `int`, a `datetime` no `date`, a `str` no sequence.
    An attribute that has a converter of its own keeps it.
    """
    return [_checked(cls, attribute) for attribute in attributes]


def _checked(cls: type, attribute: "attrs.Attribute[Any]") -> "attrs.Attribute[Any]":
    inherited = attribute.inherited  # type: ignore[attr-defined]  # not in the stubs
    if attribute.converter and not inherited:
        return attribute
    check: Any = _check(attribute.type, f"{cls.__name__}.{attribute.name}")
    # attrs asks a converter for its signature, and to copy an attribute is slow: with
    # the one ready-made and the other changed in place, the import is a tenth faster.
    check.__signature__ = SIGNATURE
    object.__setattr__(attribute, "converter", check)
    return attribute


def _check(given: Any, label: str) -> Check:
    """Return the check of one annotation; the label names the field in its errors."""
    held, many, optional = annotation(given)
    if many:
        return _sequence(_check(held, f"{label}, an item"), label)
    if held is str:
        return _text(label, optional=optional)
    if issubclass(held, Enum):
        return _member(held, label)
    return _exactly(held, label, optional=optional)


def _sequence(check: Check, label: str) -> Check:
    def sequence(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (tuple, list)):
            _mismatch(label, "tuple or list", value)
        return tuple([check(item) for item in value])

    return sequence


def _text(label: str, *, optional: bool) -> Check:
    def text(value: Any) -> Any:
        if optional and value is None:
            return None
        if type(value) is not str:
            _mismatch(label, "str", value)
        try:
            value.encode()
        except UnicodeEncodeError as error:
            rule = "must be text that UTF-8 can hold"
            refuse(label, rule, value, field=label, cause=error)
        return value

    return text


def _member(enum: type[Enum], label: str) -> Check:
    def member(value: Any) -> Enum:
        if type(value) is enum:
            return value
        if type(value) is not str:
            _mismatch(label, enum.__name__, value)
        try:
            return enum(value)
        except ValueError as error:
            rule = f"must be one of {', '.join(repr(known.value) for known in enum)}"
            refuse(label, rule, value, field=label, cause=error)

    return member


def _exactly(cls: type, label: str, *, optional: bool) -> Check:
    expected = "datetime.date" if cls is date else cls.__name__

    def exactly(value: Any) -> Any:
        if type(value) is not cls and not (optional and value is None):
            _mismatch(label, expected, value)
        return value

    return exactly


def _mismatch(label: str, expected: str, value: object) -> NoReturn:
    got = f"{short(value)} ({type(value).__name__})"
    raise FieldTypeError(
        f"{label}: expected {expected}, got {got}", field=label, value=value
    )
