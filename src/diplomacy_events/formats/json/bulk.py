"""The fast way between objects and JSON lines, for lines in which nothing is wrong.

msgspec decodes each line into a twin of its class: the same slots without the checks.
The checks are then made in bulk, a column at a time, with the very rules of the
classes, and the twins take the class that they are twins of. Whatever is not plainly
right is left to `structure`, which says what is wrong, or finds that nothing is.

What msgspec passes over, keys that are unknown or repeated, is found by counting: a
line may hold no more keys than its objects have fields that differ from their defaults.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

import attrs
import msgspec

from diplomacy_events.errors import DiplomacyEventsError
from diplomacy_events.formats.converter import KINDS
from diplomacy_events.model.annotation import annotation
from diplomacy_events.model.rules import Rule, rules_of

__all__ = ["decode", "encode"]

OBJECTS_AT_ONCE = 1 << 9
TAG = b'{"type":"'
# A key is followed by a colon, and these would hide one from being counted.
HIDING = (b" :", b"\t", b"\r")


def decode(lines: Sequence[bytes]) -> list[Any] | None:
    """Return the objects that lines hold, or `None` if one needs a closer look."""
    places: dict[bytes, list[int]] = {}
    for index, line in enumerate(lines):
        if not line.startswith(TAG):
            return None
        places.setdefault(line[len(TAG) : line.find(b'"', len(TAG))], []).append(index)
    made: list[Any] = [None] * len(lines)
    for tag, indexes in places.items():
        cls = _KINDS.get(tag)
        if cls is None:
            return None
        group = [lines[index] for index in indexes]
        try:
            twins = list(map(_decoder(cls).decode, group))
            # The tag is a key as well.
            if _keys(group) != len(group) + _settle(cls, twins):
                return None
        except (
            msgspec.MsgspecError,
            UnicodeDecodeError,
            RecursionError,
            DiplomacyEventsError,
        ):
            return None
        for index, twin in zip(indexes, twins, strict=True):
            made[index] = twin
    return made


def encode(items: Sequence[Any], done: Callable[[int], object]) -> Iterator[bytes]:
    """Give objects as lines, many at a time; what holds its default is left out.

    Args:
        items: the objects.
        done: is called with the number of lines that are ready, from time to time.
    """
    encoder = msgspec.json.Encoder()
    for start in range(0, len(items), OBJECTS_AT_ONCE):
        # What is made on the way is used again while the processor has it at hand.
        batch = _shapes(items[start : start + OBJECTS_AT_ONCE])
        yield encoder.encode_lines(batch)
        done(len(batch))


def _shapes(items: Sequence[Any]) -> list[Any]:
    """Return for each object the Struct that writes it."""
    places: dict[type, list[int]] = {}
    for index, item in enumerate(items):
        places.setdefault(type(item), []).append(index)
    made: list[Any] = [None] * len(items)
    for cls, indexes in places.items():
        group = [items[index] for index in indexes]
        shapes = msgspec.convert(group, list[_shape(cls)], from_attributes=True)  # type: ignore[misc]  # made as it runs
        for index, shape in zip(indexes, shapes, strict=True):
            made[index] = shape
    return made


_KINDS = {name.encode(): kind for name, kind in KINDS.items()}


def _keys(lines: list[bytes]) -> int:
    """Return how many keys lines hold, or more, or -1 if that cannot be said."""
    joined = b"\n".join(lines)
    if any(mark in joined for mark in HIDING):
        return -1
    return joined.count(b'":')


def _settle(cls: type, twins: list[Any]) -> int:
    """Check twins in bulk, make them what they are twins of, and count their keys.

    Raises:
        DiplomacyEventsError: if one of them breaks a rule.
    """
    columns, check = _plan(cls)
    keys = 0
    for column in columns:
        keys += column.settle(twins)
    _exhaust(map(object.__setattr__, twins, repeat("__class__"), repeat(cls)))
    if check is not None:
        _exhaust(map(check, twins))
    return keys


# The quickest way to run through an iterator.
_exhaust = deque[Any](maxlen=0).extend


class _Column:
    """One field of many twins."""

    def __init__(self, field: "attrs.Attribute[Any]") -> None:
        held, self.many, _ = annotation(field.type)
        self.part = held if attrs.has(held) else None
        self.get = attrgetter(field.name)
        self.required = field.default is attrs.NOTHING
        self.default = field.default
        self.rules = rules_of(field)
        self.refers = "refers_to" in field.metadata

    def settle(self, twins: list[Any]) -> int:
        """Check the column, and return for how many it has a key."""
        values = list(map(self.get, twins))
        if not self.required:
            default = self.default
            values = [value for value in values if value is not default]
        keys = len(values)
        items = list(chain.from_iterable(values)) if self.many else values
        if self.part is not None:
            # The parts come first: rules compare them.
            keys += _settle(self.part, items)
        for rule in self.rules:
            self._check(rule, values, items)
        return keys

    def _check(self, rule: Rule, values: list[Any], items: list[Any]) -> None:
        wanted: Collection[Any] = values
        if rule.each or (self.refers and not self.many):
            # An id stands in many places, and is to be looked at once.
            wanted = set(items)
        if not rule.hold(wanted):
            raise DiplomacyEventsError


@cache
def _plan(cls: Any) -> tuple[list[_Column], Any]:
    columns = [_Column(field) for field in attrs.fields(cls)]
    return columns, getattr(cls, "__attrs_post_init__", None)


@cache
def _decoder(cls: type) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(_twin(cls))


@cache
def _twin(cls: Any) -> type:
    """Return a class whose objects have the layout of another's, and no checks.

    It is made by hand: what msgspec asks of an attrs class are its annotations, and
    names, defaults and validators of its fields.
    """
    fields = attrs.fields(cls)
    namespace = {
        "__slots__": cls.__slots__,
        "__annotations__": {f.name: _translated(f.type, _twin, f.type) for f in fields},
        "__attrs_attrs__": tuple(field.evolve(validator=None) for field in fields),
        "__attrs_post_init__": None,
        "__setattr__": object.__setattr__,
    }
    return type(cls.__name__, cls.__bases__, namespace)


@cache
def _shape(cls: Any) -> Any:
    """Return the msgspec Struct that writes an object without its defaults.

    Parts become Structs as well; all else goes in as it is, for it was checked before.
    """
    fields = []
    for field in attrs.fields(cls):
        default = () if field.default is attrs.NOTHING else (field.default,)
        fields.append((field.name, _translated(field.type, _shape, Any), *default))
    tagged = cls in KINDS.values()
    return msgspec.defstruct(
        cls.__name__,
        fields,
        kw_only=True,
        omit_defaults=True,
        gc=False,
        tag_field="type" if tagged else None,
        tag=cls.__name__ if tagged else None,
    )


def _translated(given: Any, made: Callable[[Any], Any], other: Any) -> Any:
    """Return an annotation with a class of parts replaced by what is made of it.

    Args:
        given: the annotation.
        made: makes it.
        other: what stands for an annotation that has no class of parts.
    """
    held, many, optional = annotation(given)
    if not attrs.has(held):
        return other
    held = made(held)
    if many:
        held = tuple.__class_getitem__((held, ...))
    return held | None if optional else held
