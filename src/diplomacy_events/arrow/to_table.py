"""Convert objects to Arrow, one column at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any

from diplomacy_events.arrow.columns import BOUNDS, TYPE, Part, Slot, slots
from diplomacy_events.arrow.types import field_type, list_of, schema, value_type
from diplomacy_events.extras import import_extra
from diplomacy_events.folding import fold, fold_all
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.edtf import read_edtf
from diplomacy_events.model.period import UNBOUNDED, bounds_of

__all__ = ["bounds", "table"]

EPOCH = date(1970, 1, 1).toordinal()

Names = Mapping[str, str] | None


def table(
    items: Sequence[object],
    kinds: tuple[type, ...],
    *,
    names: Names = None,
    folded: bool = False,
) -> Any:
    """Return a `pyarrow.Table` of objects, one row each, in the schema of the classes.

    Args:
        items: objects of these classes.
        kinds: the classes; with several, the table has a column ``type``.
        names: readable names by id, for the columns of names, which are null for ids
            without a name.
        folded: whether to add the columns of folded text.

    Raises:
        MissingExtraError: if pyarrow is not installed.
        TypeError: if an object is not of one of the classes.

    >>> from diplomacy_events.model.actors import State
    >>> table([State(id="russia", name="Russia")], (State,)).column("name").to_pylist()
    ['Russia']
    """
    pa = import_extra("pyarrow", extra="frames")
    columns = schema(*kinds, names=names is not None, folded=folded)
    places: dict[type, list[int]] = {kind: [] for kind in kinds}
    for index, item in enumerate(items):
        if type(item) not in places:
            expected = " or ".join(kind.__name__ for kind in kinds)
            raise TypeError(f"expected {expected}, got {type(item).__name__}")
        places[type(item)].append(index)
    parts = [
        _table_of([items[index] for index in where], kind, columns, names)
        for kind, where in places.items()
    ]
    if len(kinds) == 1:
        return parts[0]
    # For each row of the result, its place in the concatenated tables.
    order = [0] * len(items)
    for place, index in enumerate(chain.from_iterable(places.values())):
        order[index] = place
    # One chunk, because taking rows from several chunks is slow.
    together = pa.concat_tables(parts).combine_chunks()
    return together.take(pa.array(order, pa.int64())).combine_chunks()


def _table_of(items: Sequence[object], kind: type, schema: Any, names: Names) -> Any:
    """Return the table of the objects of one class, in a schema for all classes."""
    pa = import_extra("pyarrow", extra="frames")
    columns = {}
    for slot in slots(kind, names=True, folded=True):
        if slot.name in columns or slot.name not in schema.names:
            continue
        values = list(map(attrgetter(slot.field.name), items))
        if slot.part is Part.EDTF:
            columns.update(_period(slot.field, values, slots(kind)))
        else:
            columns[slot.name] = _column(slot, values, names or {})
    if TYPE in schema.names:
        columns[TYPE] = pa.DictionaryArray.from_arrays(
            pa.array([0] * len(items), pa.int32()), pa.array([kind.__name__])
        )
    arrays = [
        columns[field.name]
        if field.name in columns
        else pa.nulls(len(items), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _period(field: Field, values: list[Any], slots: Sequence[Slot]) -> dict[str, Any]:
    """Return the columns of a field that contains a period."""
    pa = import_extra("pyarrow", extra="frames")
    texts = [value and value.edtf for value in values]
    arrays = {
        Part.EDTF: pa.array(texts, pa.string()),
        Part.PHRASE: pa.array(
            [value and value.phrase for value in values], pa.string()
        ),
        Part.ANCHOR: pa.array(
            [value and value.anchor for value in values], pa.date32()
        ),
    }
    arrays.update(bounds(arrays[Part.EDTF]))
    return {slot.name: arrays[slot.part] for slot in slots if slot.field == field}


def bounds(texts: Any) -> dict[Part, Any]:
    """Return the columns of the bounds of periods, given the column of their texts."""
    pa = import_extra("pyarrow", extra="frames")
    # Texts recur: compute the bounds once for each different text.
    coded = texts.dictionary_encode()
    bounds_by_code = [_days(text) for text in coded.dictionary.to_pylist()]
    return {
        part: pa.array([days[place] for days in bounds_by_code], pa.int32())
        .cast(pa.date32())
        .take(coded.indices)
        for part, place in BOUNDS.items()
    }


@lru_cache(maxsize=1 << 15)
def _days(text: str) -> tuple[int | None, ...]:
    """Return bounds as Arrow counts days; a missing bound is `None`."""
    return tuple(
        bound - EPOCH if -UNBOUNDED < bound < UNBOUNDED else None
        for bound in bounds_of(read_edtf(text).edtf)
    )


def _column(slot: Slot, values: list[Any], names: Mapping[str, str]) -> Any:
    pa = import_extra("pyarrow", extra="frames")
    field = slot.field
    if slot.part is Part.FOLDED:
        if field.many:
            return pa.array(
                [fold_all(texts) for texts in values],
                pa.string(),
            )
        return pa.array(
            [None if text is None else fold(text) for text in values], pa.string()
        )
    if slot.part is Part.PAIRS:
        pairs = pa.array(map(str, chain.from_iterable(values)), pa.string())
        return _lists(values, pairs, list_of(str))
    if slot.part is Part.NAMES:
        if field.many:
            flat = pa.array(map(names.get, chain.from_iterable(values)), pa.string())
            return _lists(values, flat)
        return pa.array([names.get(value) for value in values], pa.string())
    return _values(field, values)


def _values(field: Field, values: list[Any]) -> Any:
    """Return the values of a field as an array of its type."""
    if not field.many:
        return _items(field.holds, values)
    items = _items(field.holds, list(chain.from_iterable(values)))
    return _lists(values, items, field_type(field))


def _lists(values: list[Any], flat: object, type: object = None) -> Any:
    """Return an array of lists, given all their items in one flat array."""
    pa = import_extra("pyarrow", extra="frames")
    ends = pa.array(list(accumulate(map(len, values), initial=0)), pa.int32())
    return pa.ListArray.from_arrays(ends, flat, type=type)


def _items(cls: Any, values: list[Any]) -> Any:
    """Return values of a class as an array of its type."""
    pa = import_extra("pyarrow", extra="frames")
    if cls in (str, bool, int, float, date):
        return pa.array(values, value_type(cls))
    if issubclass(cls, StrEnum):
        codes = {member: code for code, member in enumerate(cls)}
        return pa.DictionaryArray.from_arrays(
            pa.array([codes[value] for value in values], pa.int32()), _members(cls)
        )
    # Build a struct of the values that are not `None`, then insert the nulls.
    present = [value for value in values if value is not None]
    arrays = [
        _within(field, list(map(attrgetter(field.name), present)))
        for field in fields(cls)
    ]
    parts = list(value_type(cls))
    arrays = [array.cast(part.type) for array, part in zip(arrays, parts, strict=True)]
    struct = pa.StructArray.from_arrays(arrays, fields=parts)
    if len(present) == len(values):
        return struct
    places = accumulate((value is not None for value in values), initial=-1)
    next(places)
    return struct.take(
        pa.array(
            [
                place if value is not None else None
                for place, value in zip(places, values, strict=True)
            ],
            pa.int64(),
        )
    )


def _within(field: Field, values: list[Any]) -> Any:
    """Return the values of a field as an array of its type in a struct."""
    array = _values(field, values)
    pa = import_extra("pyarrow", extra="frames")
    return array.cast(pa.string()) if field.choice else array


@cache
def _members(cls: type[StrEnum]) -> Any:
    """Return all members of a closed vocabulary in order, as an Arrow dictionary."""
    pa = import_extra("pyarrow", extra="frames")
    return pa.array([member.value for member in cls], pa.string())
