"""Between a dataset and plain JSON values: strict inwards, complete outwards.

cattrs walks the classes; the hooks below keep it from coercing and from losing what it
does not know. Every fault of a document is reported, each with its JSON path.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.cols import list_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from diplomacy_events.dataset import Dataset, Records
from diplomacy_events.errors import (
    DiplomacyEventsError,
    Fault,
    FieldTypeError,
    FormatError,
    IntegrityError,
)
from diplomacy_events.model.actors import ACTOR_TYPES, Actor
from diplomacy_events.model.records import RECORD_TYPES, Record
from diplomacy_events.model.rules import short

__all__ = ["SCHEMA_VERSION", "Unfit", "structure", "unstructure"]

Hook = Callable[[Any, Any], Any]

SCHEMA_VERSION = 1


@attrs.frozen
class Unfit:
    """Something that a document held and JSON does not allow, kept for its place.

    Attributes:
        problem: what it is, for the message.
    """

    problem: str


def unstructure(dataset: Dataset) -> dict[str, Any]:
    """Return a dataset as plain JSON values; what holds its default is left out."""
    return {"schema_version": SCHEMA_VERSION, **_converter().unstructure(dataset)}


def structure(value: Any) -> Dataset:
    """Return the dataset that plain JSON values describe.

    Raises:
        FormatError: if they describe none; it lists every fault with its JSON path.
    """
    current = _current(value)
    try:
        return _converter().structure(current, Dataset)
    except (ClassValidationError, DiplomacyEventsError) as error:
        found = tuple(_faults(error, "$", value))
        # The faults say all that the nested groups of cattrs do, in a line each.
        raise FormatError("not a valid dataset", faults=found) from None


def _current(value: Any) -> Any:
    """Check the schema version, and return the value without it."""
    if type(value) is not dict:
        return value
    found = value.get("schema_version")
    if type(found) is not int or found != SCHEMA_VERSION:
        problem = f"expected {SCHEMA_VERSION}, the only one read, got {_show(found)}"
        fault = Fault("$.schema_version", problem)
        raise FormatError("not a version that can be read", faults=(fault,))
    return {key: item for key, item in value.items() if key != "schema_version"}


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook(str, _exactly)
    converter.register_structure_hook(int, _exactly)
    converter.register_structure_hook(StrEnum, _member)
    converter.register_structure_hook(date, _date)
    converter.register_unstructure_hook(date, date.isoformat)

    @converter.register_structure_hook_factory(attrs.has)
    def object_hook(cls: type) -> Hook:
        return _guarded(dict, "an object", converter.gen_structure_attrs_fromdict(cls))

    @converter.register_structure_hook_factory(_is_sequence)
    def sequence_hook(cls: Any) -> Hook:
        hook = _guarded(list, "an array", list_structure_factory(cls, converter))
        made: Any = get_origin(cls)
        return lambda value, cls: made(hook(value, cls))

    @converter.register_structure_hook_factory(_is_optional)
    def optional_hook(cls: UnionType) -> Hook:
        (wanted,) = (arg for arg in get_args(cls) if arg is not NoneType)
        hook = converter.get_structure_hook(wanted)
        return lambda value, _: None if value is None else hook(value, wanted)

    converter.register_unstructure_hook_func(
        _is_collection,
        lambda records: [converter.unstructure(item) for item in records],
    )

    for union, kinds in ((Actor, ACTOR_TYPES), (Record, RECORD_TYPES)):
        _tag(converter, union, {kind.__name__: kind for kind in kinds})
    return converter


def _tag(converter: Converter, union: type, kinds: dict[str, type]) -> None:
    """Tell the classes of a union apart by a tag: the class's name, under "type"."""

    def tagged(value: Any, _: type) -> Any:
        tag = value.get("type")
        if type(tag) is not str or tag not in kinds:
            _mismatch(f"an object whose type is {' or '.join(kinds)}", tag)
        untagged = {key: item for key, item in value.items() if key != "type"}
        return converter.structure(untagged, kinds[tag])

    converter.register_structure_hook_func(
        lambda cls: cls is union, _guarded(dict, "an object", tagged)
    )

    @converter.register_unstructure_hook_factory(lambda cls: cls in kinds.values())
    def with_tag(cls: type) -> Callable[[Any], dict[str, Any]]:
        plain: Any = converter.gen_unstructure_attrs_fromdict(cls)
        return lambda item: {"type": cls.__name__, **plain(item)}


def _is_optional(cls: Any) -> bool:
    return isinstance(cls, UnionType)


def _is_collection(cls: Any) -> bool:
    origin: Any = get_origin(cls)
    return origin is Records


def _is_sequence(cls: Any) -> bool:
    return get_origin(cls) is tuple or _is_collection(cls)


def _guarded(expected: type, name: str, hook: Hook) -> Hook:
    """Let a hook see values of one JSON type alone."""

    def guarded(value: Any, cls: Any) -> Any:
        if type(value) is not expected:
            _mismatch(name, value)
        return hook(value, cls)

    return guarded


def _exactly(value: Any, cls: type) -> Any:
    if type(value) is not cls:
        _mismatch(cls.__name__, value)
    return value


def _member(value: Any, cls: type[StrEnum]) -> StrEnum:
    known = {member.value: member for member in cls}
    if type(value) is not str or value not in known:
        _mismatch(f"one of {', '.join(map(repr, known))}", value)
    return known[value]


def _date(value: Any, _: type) -> date:
    try:
        # Python reads basic and week forms too, which are not written here.
        day = date.fromisoformat(value)
        if day.isoformat() != value:
            raise ValueError
    except (TypeError, ValueError):
        _mismatch("a date as YYYY-MM-DD", value)
    return day


def _mismatch(expected: str, value: object) -> NoReturn:
    raise FieldTypeError(f"expected {expected}, got {_show(value)}", value=value)


def _show(value: object) -> str:
    return value.problem if isinstance(value, Unfit) else short(value)


def _faults(
    error: BaseException, path: str, value: Any, owner: str | None = None
) -> Iterator[Fault]:
    """List the faults in what cattrs raised while it read the value at a path."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        owner = value["id"]
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        within, here = error.group_exceptions()
        for cause, note in within:
            key = note.name if isinstance(note, AttributeValidationNote) else note.index
            part = None if isinstance(cause, KeyError) else value[key]
            yield from _faults(cause, path + _step(key), part, owner)
        for cause in here:
            yield from _faults(cause, path, value, owner)
    elif isinstance(error, IntegrityError):
        yield from error.faults
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield Fault(path + _step(key), "unknown key", owner)
    elif isinstance(error, KeyError):
        yield Fault(path, "missing", owner)
    else:
        yield Fault(path, str(error), owner)


def _step(key: str | int) -> str:
    """Return one step of a JSON path; a key that is no name is put in brackets."""
    if isinstance(key, str) and key.isascii() and key.isidentifier():
        return f".{key}"
    return f"[{key!a}]"
