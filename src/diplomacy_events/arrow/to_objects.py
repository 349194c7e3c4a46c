"""Convert Arrow to objects, one column at a time, as strictly as the constructors.

The rules for one field are checked on whole columns. The rules that tie fields together
are checked by each object itself. If anything is in doubt, the constructors get the
rows one by one, and either accept them or say what is wrong.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from diplomacy_events.arrow.columns import TYPE, slots
from diplomacy_events.arrow.diagnosis import by_constructor
from diplomacy_events.arrow.schema_check import check_schema, columns
from diplomacy_events.collector import fewer_collections
from diplomacy_events.errors import (
    DiplomacyEventsError,
    Fault,
    FieldTypeError,
    FormatError,
)
from diplomacy_events.extras import import_extra
from diplomacy_events.model.building import DoubtError, build
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import GREATEST_INTEGER, short

__all__ = ["OBJECTS_IN_ROW", "objects"]

# The rows to read at once: the intermediate lists stay small compared to the objects.
ROWS_AT_ONCE = 1 << 16
OBJECTS_IN_ROW = 10
"""The approximate number of objects that are made from a row."""

Columns = dict[str, Any]


def objects(data: Any, kinds: tuple[type, ...], *, first: int = 0) -> list[Any]:
    """Return the objects in a table, in its order.

    Columns that follow from others, such as ``earliest`` or names, are ignored.

    Args:
        data: a `pyarrow.Table`, a `pyarrow.RecordBatch` or several of them.
        kinds: the classes, as in `table`.
        first: the number of the first row in messages.

    Raises:
        MissingExtraError: if pyarrow is not installed.
        FormatError: if a column is missing, unknown or of another type, or if a row is
            not a valid object; the error names the row, the column and the reason.
        FieldTypeError: if the data are none of these.
    """
    pa = import_extra("pyarrow", extra="frames")
    things: list[Any] = []
    count = 0
    if isinstance(data, pa.Table):
        check_schema(data.schema, kinds)
        count = len(data)
        data = data.to_batches(max_chunksize=ROWS_AT_ONCE)
    elif isinstance(data, pa.RecordBatch):
        data = [data]
    with fewer_collections(count * OBJECTS_IN_ROW):
        for batch in data:
            if not isinstance(batch, pa.RecordBatch):
                message = f"expected Arrow tables or batches, got {short(batch)}"
                raise FieldTypeError(message, field="data", value=batch)
            check_schema(batch.schema, kinds)
            things += _batch(columns(batch, kinds), kinds, first + len(things))
    return things


def _batch(whole: Columns, kinds: tuple[type, ...], first: int) -> list[Any]:
    """Return the objects of one batch, of one class or of several."""
    count = len(whole["id"])
    if len(kinds) == 1:
        return _rows(kinds[0], whole, range(first, first + count))
    pa = import_extra("pyarrow", extra="frames")
    known = {kind.__name__: kind for kind in kinds}
    places: dict[str, list[int]] = {name: [] for name in known}
    faults = []
    for place, name in enumerate(whole[TYPE].to_pylist()):
        if name in known:
            places[name].append(place)
        else:
            problem = f"expected one of {', '.join(known)}, got {short(name)}"
            faults.append(Fault(f"$[{first + place}].{TYPE}", problem))
    things: list[Any] = [None] * count
    for name, rows in places.items():
        taken = {
            column: values.take(pa.array(rows, pa.int64()))
            for column, values in whole.items()
        }
        own = _own(known[name], taken, [first + row for row in rows], faults)
        if not faults:
            for row, item in zip(rows, _rows(*own), strict=True):
                things[row] = item
    if faults:
        raise FormatError.of_first("not a table of several classes", faults)
    return things


def _own(
    kind: type, taken: Columns, rows: list[int], faults: list[Fault]
) -> tuple[type, Columns, list[int]]:
    """Return the columns of a class; the other columns must be null in its rows."""
    own = {slot.name for slot in slots(kind) if not slot.part.derived}
    for name, column in taken.items():
        if name in own or name == TYPE or column.null_count == len(column):
            continue
        for row, value in zip(rows, column.is_valid().to_pylist(), strict=True):
            if value:
                problem = f"must be null in a {kind.__name__}, which has no such field"
                faults.append(Fault(f"$[{row}].{name}", problem))
    return kind, {name: taken[name] for name in own if name in taken}, rows


def _rows(kind: type, own: Columns, rows: Sequence[int]) -> list[Any]:
    """Return the objects of one class."""
    pa = import_extra("pyarrow", extra="frames")
    try:
        return _objects(kind, own, len(rows))
    except (
        DoubtError,
        DiplomacyEventsError,
        ValueError,
        OverflowError,
        pa.ArrowException,
    ):
        return by_constructor(kind, own, rows)


def _objects(cls: Any, own: Columns, count: int) -> list[Any]:
    """Return objects of a class.

    Raises:
        DoubtError: if the constructor might refuse or change a value.
        DiplomacyEventsError: if it refuses a value.
        ValueError: if Python cannot represent a value.
        OverflowError: likewise.
    """
    values: dict[str, list[Any]] = {}
    for field in fields(cls):
        if field.name not in own:
            # The table is older than the field, which has a default.
            continue
        column, parts = own[field.name], []
        if field.period and not _is_struct(column):
            parts = [own.get(f"{field.name}{end}") for end in ("_phrase", "_anchor")]
        if _all_default(field, column, *parts):
            continue
        values[field.name] = (
            _periods(field, column, *parts) if parts else _values(field, column)
        )
    return build(cls, values, count)


def _all_default(field: Field, column: Any, *parts: Any) -> bool:
    """Return whether a field has no value in any row, which is also its default."""
    if field.many:
        items = column.flatten()
        return field.default == () and not column.null_count and len(items) == 0
    return field.default is None and all(
        one is None or one.null_count == len(one) for one in (column, *parts)
    )


def _values(field: Field, array: Any) -> list[Any]:
    """Return the values of a field."""
    if not field.many:
        return _items(field, array)
    _no_null(array)
    offsets = array.offsets.to_numpy()
    starts, ends = offsets[:-1] - offsets[0], offsets[1:] - offsets[0]
    items = tuple(_items(field, array.flatten()))
    rows: list[Any] = [()] * len(starts)
    # Most tuples of most fields are empty.
    (full,) = (ends > starts).nonzero()
    places = (full.tolist(), starts[full].tolist(), ends[full].tolist())
    for row, start, end in zip(*places, strict=True):
        rows[row] = items[start:end]
    return rows


def _items(field: Field, array: Any) -> list[Any]:
    """Return the values of a field, or the items of its tuples."""
    if field.many or not field.optional:
        _no_null(array)
    if field.holds is str:
        return _texts(field, array)
    if field.holds is date:
        return _by_code(array)
    if field.holds in (bool, int, float):
        return list(array.to_pylist())
    if field.choice:
        return _by_code(array, _members(field.holds).get)
    return _parts(field, array)


def _texts(field: Field, array: Any) -> list[Any]:
    """Return texts; those that recur are one object in memory."""
    types = import_extra("pyarrow", extra="frames").types
    if field.recurs or types.is_dictionary(array.type):
        return _by_code(array)
    return list(array.to_pylist())


def _coded(array: Any) -> Any:
    types = import_extra("pyarrow", extra="frames").types
    return array if types.is_dictionary(array.type) else array.dictionary_encode()


def _by_code(array: object, meaning: Callable[[str], Any] | None = None) -> list[Any]:
    """Return the values of an array with many equal values."""
    values, codes = _codes(array, meaning)
    return list(map(values.__getitem__, codes.tolist()))


def _codes(array: object, meaning: Callable[[str], Any] | None = None) -> Any:
    """Return the different values of an array, and a code for each of its items.

    `None` is the last value, and -1 its code.
    """
    pa = import_extra("pyarrow", extra="frames")
    coded = _coded(array)
    values = coded.dictionary.to_pylist()
    if meaning is not None:
        values = list(map(meaning, values))
    if None in values:
        # Several classes may share a dictionary, so it may contain unused values.
        used = coded.indices.drop_null().unique().to_pylist()
        if any(values[code] is None for code in used):
            raise DoubtError
    return [*values, None], coded.indices.cast(pa.int64()).fill_null(-1).to_numpy()


@cache
def _members(cls: type[StrEnum]) -> dict[str, StrEnum]:
    return {member.value: member for member in cls}


def _parts(field: Field, array: Any) -> list[Any]:
    """Return the objects in an array of structs."""
    there = array.drop_null() if array.null_count else array
    own = dict(zip([part.name for part in array.type], there.flatten(), strict=True))
    if field.holds is Period:
        found = _periods(field, own["edtf"], own.get("phrase"), own.get("anchor"))
    else:
        found = _objects(field.holds, own, len(there))
    if len(there) == len(array):
        return found
    each = iter(found)
    return [next(each) if valid else None for valid in array.is_valid().to_pylist()]


def _periods(field: Field, edtf: Any, phrase: Any, anchor: Any) -> list[Any]:
    """Return periods; equal ones with equal words are one object in memory."""
    pa = import_extra("pyarrow", extra="frames")
    if field.many or not field.optional:
        _no_null(edtf)
    if phrase is None:
        phrase = pa.nulls(len(edtf), pa.string())
    if anchor is None:
        anchor = pa.nulls(len(edtf), pa.date32())
    texts, text = _codes(edtf)
    sayings, saying = _codes(phrase)
    days, day = _codes(anchor)
    if len(texts) * len(sayings) * len(days) > GREATEST_INTEGER:
        raise DoubtError
    # One number represents all three codes; few numbers are different.
    keys = ((text + 1) * len(sayings) + saying + 1) * len(days) + day + 1
    coded = _coded(pa.array(keys))
    numbers = coded.dictionary.to_numpy()
    numbers, day = numbers // len(days), numbers % len(days) - 1
    text, saying = numbers // len(sayings) - 1, numbers % len(sayings) - 1
    # A phrase and an anchor need a time.
    if ((saying >= 0) & (text < 0)).any() or ((day >= 0) & (text < 0)).any():
        raise DoubtError
    there = text >= 0
    parts = {
        "edtf": _taken(texts, text[there]),
        "phrase": _taken(sayings, saying[there]),
        "anchor": _taken(days, day[there]),
    }
    found = iter(build(Period, parts, len(parts["edtf"])))
    periods = [next(found) if known else None for known in there.tolist()]
    return list(map(periods.__getitem__, coded.indices.to_pylist()))


def _is_struct(array: Any) -> bool:
    return bool(import_extra("pyarrow", extra="frames").types.is_struct(array.type))


def _taken(values: list[Any], codes: Any) -> list[Any]:
    return list(map(values.__getitem__, codes.tolist()))


def _no_null(array: Any) -> None:
    if array.null_count:
        raise DoubtError
