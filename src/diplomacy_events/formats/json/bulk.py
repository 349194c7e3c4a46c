"""The fast way between objects and JSON lines, for lines without faults.

msgspec decodes lines into Structs that mirror the classes, and refuses unknown keys and
values of wrong types. Columns of their values go to `diplomacy_events.model.building`,
which checks them by the rules of the model. Anything doubtful goes to `converter`,
which says what is wrong.

msgspec does not notice repeated keys. A line that encodes again to the same bytes
repeats none; Python's parser, which reports all pairs, checks the others.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any

import msgspec

from diplomacy_events.errors import DiplomacyEventsError
from diplomacy_events.model.building import build
from diplomacy_events.model.description import CLASSES, Field, fields
from diplomacy_events.model.period import Period

__all__ = ["decode", "encode"]

LINES_AT_ONCE = 1 << 9


def decode(lines: Sequence[bytes]) -> list[Any] | None:
    """Return the objects of lines, or `None` if one needs a closer look."""
    decoder = _decoder()
    try:
        structs = list(map(decoder.decode, lines))
        if not _repeats_no_key(lines, structs):
            return None
        return _by_class(structs)
    except (
        msgspec.MsgspecError,
        UnicodeDecodeError,
        RecursionError,
        DiplomacyEventsError,
    ):
        return None


def encode(items: Sequence[object], done: Callable[[int], object]) -> Iterator[bytes]:
    """Yield objects as lines, many at a time, without fields at their default.

    Args:
        items: the objects.
        done: called now and then with the number of lines that are ready.
    """
    encoder = msgspec.json.Encoder()
    for start in range(0, len(items), LINES_AT_ONCE):
        # Small batches stay in the processor's cache while they are converted.
        batch = _structs(items[start : start + LINES_AT_ONCE])
        yield encoder.encode_lines(batch)
        done(len(batch))


def _structs(items: Sequence[object]) -> list[object]:
    """Return the Struct that writes each object."""
    things: list[object] = [None] * len(items)
    for cls, places in _places(items).items():
        group = [items[place] for place in places]
        mirror = _mirror(cls, strict=False)
        found = msgspec.convert(group, list[mirror], from_attributes=True)  # type: ignore[valid-type]  # made as it runs
        for place, struct in zip(places, found, strict=True):
            things[place] = struct
    return things


def _places(items: Sequence[object]) -> dict[type, list[int]]:
    """Return where the items of each class are."""
    places: dict[type, list[int]] = {}
    for place, item in enumerate(items):
        places.setdefault(type(item), []).append(place)
    return places


def _repeats_no_key(lines: Sequence[bytes], structs: Sequence[object]) -> bool:
    """Return whether no object in a line repeats a key.

    Raises:
        UnicodeDecodeError: if a line is not UTF-8.
    """
    written = msgspec.json.Encoder().encode_lines(structs)
    if written == b"\n".join([*lines, b""]):
        return True
    for line, canonical in zip(lines, written.split(b"\n"), strict=False):
        if line != canonical:
            try:
                json.loads(line.decode(), object_pairs_hook=_pairs)
            except ValueError:
                return False
    return True


def _pairs(pairs: list[tuple[str, object]]) -> None:
    """Check the keys of an object.

    Raises:
        ValueError: if one is repeated.
    """
    if len(dict(pairs)) < len(pairs):
        raise ValueError("an object repeats a key")


def _by_class(structs: Sequence[object]) -> list[object]:
    """Return the objects that Structs mirror, each class at once.

    Raises:
        DiplomacyEventsError: if one may break a rule.
    """
    things: list[object] = [None] * len(structs)
    for mirror, places in _places(structs).items():
        group = [structs[place] for place in places]
        cls = CLASSES[mirror.__name__]
        for place, item in zip(places, _built(cls, group), strict=True):
            things[place] = item
    return things


def _built(cls: type, structs: Sequence[object]) -> list[object]:
    """Return the objects of a class that Structs mirror."""
    columns = {
        field.name: _column(field, list(map(attrgetter(field.name), structs)))
        for field in fields(cls)
    }
    return build(cls, columns, len(structs))


def _column(field: Field, values: list[Any]) -> list[Any]:
    """Return the value of a field, with its parts built."""
    if not field.composite:
        return values
    if field.period:
        return _periods(values)
    if not field.many:
        if values.count(None) == len(values):
            return values
        objects = iter(_built(field.holds, [one for one in values if one is not None]))
        return [None if one is None else next(objects) for one in values]
    structs = list(chain.from_iterable(values))
    if not structs:
        # No object of the batch says anything but the default, and they share it.
        return values
    parts = iter(_built(field.holds, structs))
    return [tuple(islice(parts, len(items))) for items in values]


def _periods(values: list[Any]) -> list[Any]:
    """Return periods; equal ones with equal words are one object in memory."""
    keys = [one and (one.edtf, one.phrase, one.anchor) for one in values]
    mirrors = {key: one for key, one in zip(keys, values, strict=True) if one}
    periods = dict(zip(mirrors, _built(Period, list(mirrors.values())), strict=True))
    return list(map(periods.get, keys))


@cache
def _decoder() -> "msgspec.json.Decoder[Any]":
    mirrors = [_mirror(cls, strict=True) for cls in CLASSES.values()]
    union = mirrors[0]
    for mirror in mirrors[1:]:
        union = union | mirror
    return msgspec.json.Decoder(union)


@cache
def _mirror(cls: type, *, strict: bool) -> Any:
    """Return the msgspec Struct with the fields of a class.

    Args:
        cls: the class.
        strict: whether to check its values; those of objects were checked before.
    """
    values = []
    for field in fields(cls):
        default = () if field.required else (field.default,)
        values.append((field.name, _annotation(field, strict=strict), *default))
    tagged = cls in CLASSES.values()
    return msgspec.defstruct(
        cls.__name__,
        values,
        kw_only=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
        gc=False,
        tag_field="type" if tagged else None,
        tag=cls.__name__ if tagged else None,
    )


def _annotation(field: Field, *, strict: bool) -> Any:
    """Return the definition of a field in a Struct."""
    if not (strict or field.composite):
        return Any
    type_hint = _mirror(field.holds, strict=strict) if field.composite else field.holds
    if field.many:
        type_hint = tuple.__class_getitem__((type_hint, ...))
    return type_hint | None if field.optional else type_hint
