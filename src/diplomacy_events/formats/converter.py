"""Objects from and to plain JSON values: strict in reading, complete in writing.

cattrs finds the hook of each type; the hooks prevent coercion and lost keys, and gather
every fault with its place. This module explains faults; `bulk` is the fast way for data
without any.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from heapq import nsmallest
from types import NoneType, UnionType
from typing import Any, NoReturn, get_args, get_origin

import attrs
from cattrs import Converter

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import (
    MOST_FAULTS,
    DiplomacyEventsError,
    Fault,
    FieldValueError,
)
from diplomacy_events.formats.strict_json import value_repr
from diplomacy_events.model.days import iso_day
from diplomacy_events.model.description import CLASSES, SECTIONS
from diplomacy_events.model.description import header as describe_header
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Source

__all__ = [
    "HEADER",
    "FaultyError",
    "Member",
    "header",
    "structure",
    "unstructure",
]

Hook = Callable[[Any, Any], Any]

HEADER = tuple([field.name for field in describe_header(Dataset)])
"""The keys that describe the dataset itself."""


class Member:
    """Represents a source, an actor or a record, distinguished by a tag."""


class FaultyError(Exception):
    """A value does not describe the expected object; never leaves this package.

    Attributes:
        faults: what is wrong, with paths from the value down.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def unstructure(value: object) -> Any:
    """Return an object as plain JSON values, without fields at their default."""
    return _converter().unstructure(value)


def structure(value: object, cls: object) -> Any:
    """Return the object of a class that a plain JSON value describes.

    Raises:
        FaultyError: if it does not describe one; it lists every fault.
    """
    return _converter().get_structure_hook(cls)(value, cls)


def header(value: dict[str, Any], others: Iterable[str]) -> dict[str, object]:
    """Return the description of a whole dataset.

    Args:
        value: the JSON form of the dataset.
        others: the keys that are not part of the description.

    Raises:
        FaultyError: if it is not valid; it lists every fault.
    """
    fields = [field for field in attrs.fields(Dataset) if field.name in HEADER]
    return _fields(_converter(), Dataset, fields, value, others)


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True)
    converter.register_structure_hook(str, _exactly)
    converter.register_structure_hook(int, _exactly)
    converter.register_structure_hook(bool, _exactly)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(StrEnum, _member)
    converter.register_structure_hook(date, _date)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook_factory(
        attrs.has, lambda cls: _guard(dict, "an object", _object(converter, cls))
    )

    @converter.register_structure_hook_factory(_is_sequence)
    def sequence_hook(cls: object) -> Hook:
        (item, *_) = get_args(cls)
        hook = converter.get_structure_hook(item)
        return _guard(list, "an array", lambda value, _: _items(hook, item, value))

    @converter.register_structure_hook_factory(_is_optional)
    def optional_hook(cls: UnionType) -> Hook:
        (wanted,) = (arg for arg in get_args(cls) if arg is not NoneType)
        hook = converter.get_structure_hook(wanted)
        return lambda value, _: None if value is None else hook(value, wanted)

    for section in SECTIONS.values():
        if section.base not in section.classes:
            known = {cls.__name__: cls for cls in section.classes}
            _tag(converter, section.base, known)
    _tag(converter, Member, CLASSES)
    return converter


def _tag(converter: Converter, union: type, kinds: dict[str, type]) -> None:
    """Distinguish the classes of a union by a tag: the class's name, under "type"."""

    def tagged(value: Any, _: type) -> object:
        tag = value.get("type")
        if type(tag) is not str or tag not in kinds:
            wanted = f"an object whose type is {' or '.join(kinds)}"
            fault = Fault("", f"expected {wanted}, got {value_repr(tag)}", _id(value))
            raise FaultyError([fault])
        untagged = {key: item for key, item in value.items() if key != "type"}
        return converter.get_structure_hook(kinds[tag])(untagged, kinds[tag])

    converter.register_structure_hook_func(
        lambda cls: cls is union, _guard(dict, "an object", tagged)
    )

    @converter.register_unstructure_hook_factory(
        lambda cls: cls in kinds.values() and cls is not Source
    )
    def with_tag(cls: type) -> Callable[[object], dict[str, object]]:
        plain: Any = converter.gen_unstructure_attrs_fromdict(cls)
        return lambda item: {"type": cls.__name__, **plain(item)}


def _object(converter: Converter, cls: Any) -> Hook:
    fields = attrs.fields(cls)

    def made(value: Any, _: object) -> object:
        try:
            return cls(**_fields(converter, cls, fields, value, ()))
        except DiplomacyEventsError as error:
            # A rule about several fields is broken by the object as a whole.
            raise FaultyError([Fault("", str(error), _id(value))]) from error

    return made


def _fields(
    converter: Converter,
    cls: type,
    fields: Iterable["attrs.Attribute[object]"],
    value: dict[str, object],
    others: Iterable[str],
) -> dict[str, object]:
    """Return the fields of a class in an object, each checked separately."""
    values: dict[str, object] = {}
    faults: list[Fault] = []
    unknown = set(value).difference(others)
    for field in fields:
        unknown.discard(field.name)
        if field.name not in value:
            if field.default is attrs.NOTHING:
                faults.append(Fault(f".{field.name}", "missing"))
            continue
        hook = converter.get_structure_hook(field.type)
        try:
            values[field.name] = _check_rules(
                cls, field, hook(value[field.name], field.type)
            )
        except FaultyError as error:
            faults += _below(field.name, error)
    strange = nsmallest(MOST_FAULTS + 1, unknown)
    faults += [Fault(_step(key), "unknown key") for key in strange]
    if faults:
        owner = _id(value)
        raise FaultyError(fault._replace(id=owner) for fault in faults)
    return values


def _check_rules(cls: type, field: "attrs.Attribute[object]", value: object) -> object:
    """Check a value as the class itself does when it is built."""
    converter: Any = field.converter
    try:
        converted = converter(value)
        if field.validator is not None:
            field.validator(cls, field, converted)
    except FieldValueError as error:
        problem = f"{error.rule}; got {short(error.value)}"
        raise FaultyError([Fault("", problem)]) from error
    return value


def _items(hook: Hook, cls: object, values: list[object]) -> tuple[object, ...]:
    made: list[object] = []
    faults: list[Fault] = []
    for index, value in enumerate(values):
        try:
            made.append(hook(value, cls))
        except FaultyError as error:
            faults += _below(index, error)
            if len(faults) > MOST_FAULTS:
                break
    if faults:
        raise FaultyError(faults)
    return tuple(made)


def _below(key: str | int, error: FaultyError) -> Iterator[Fault]:
    for fault in error.faults:
        yield fault._replace(path=_step(key) + fault.path)


def _id(value: dict[str, object]) -> str | None:
    id = value.get("id")
    return id if isinstance(id, str) else None


def _is_optional(cls: object) -> bool:
    return isinstance(cls, UnionType)


def _is_sequence(cls: object) -> bool:
    return get_origin(cls) is tuple


def _guard(expected: type, name: str, hook: Hook) -> Hook:
    """Pass only values of one JSON type to a hook."""

    def guarded(value: object, cls: object) -> object:
        if type(value) is not expected:
            _mismatch(name, value)
        return hook(value, cls)

    return guarded


def _exactly(value: object, cls: type) -> object:
    if type(value) is not cls:
        _mismatch(cls.__name__, value)
    return value


def _number(value: Any, _: type) -> float:
    # JSON has one kind of number, and writes whole numbers without a point.
    if type(value) not in (int, float):
        _mismatch("a number", value)
    try:
        return float(value)
    except OverflowError:
        return _mismatch("a number", value)


def _member(value: object, cls: type[StrEnum]) -> StrEnum:
    known = {member.value: member for member in cls}
    if type(value) is not str or value not in known:
        _mismatch(f"one of {', '.join(map(repr, known))}", value)
    return known[value]


def _date(value: object, _: type) -> date:
    day = iso_day(value) if type(value) is str else None
    if day is None:
        _mismatch("a date as YYYY-MM-DD", value)
    return day


def _mismatch(expected: str, value: object) -> NoReturn:
    raise FaultyError([Fault("", f"expected {expected}, got {value_repr(value)}")])


def _step(key: str | int) -> str:
    """Return one step of a JSON path; a key that is not a name goes in brackets."""
    if isinstance(key, str) and key.isascii() and key.isidentifier():
        return f".{key}"
    return f"[{key!a}]"
