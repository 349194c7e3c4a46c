"""Checks whether a table has the columns of the classes, with their types."""

from enum import StrEnum
from typing import Any

from diplomacy_events.arrow.columns import TYPE
from diplomacy_events.arrow.types import layout, schema
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.model.description import fields

__all__ = ["check_schema", "columns"]


def check_schema(found: Any, kinds: tuple[type, ...]) -> None:
    """Check that a `pyarrow.Schema` has the columns of the classes and no others.

    Derived columns may be missing, and so may columns of fields with a default, which
    then apply. Text and lists may have any layout of Arrow, with a dictionary or
    without. Nulls are checked later, in the values.

    Raises:
        FormatError: if a column is missing, unknown or repeated, or has another type.
    """
    wanted = schema(*kinds, names=True, folded=True)
    slots = {slot.name: slot for slot in layout(kinds, names=True, folded=True)}
    faults = []
    for name in wanted.names:
        count, slot = found.names.count(name), slots.get(name)
        if count > 1:
            faults.append(Fault(f"$[*].{name}", f"{count} columns have this name"))
        elif count == 0 and (slot is None or slot.required):
            faults.append(Fault(f"$[*].{name}", "missing"))
        elif count and not (slot and slot.part.derived):
            got, expected = found.field(name).type, wanted.field(name).type
            if not _alike(got, expected, slot.field.holds if slot else StrEnum):
                faults.append(Fault(f"$[*].{name}", f"expected {expected}, got {got}"))
    unknown = [name for name in found.names if name not in wanted.names]
    faults += [Fault(f"$[*].{name}", "unknown column") for name in unknown]
    if faults:
        names = ", ".join(kind.__name__ for kind in kinds)
        raise FormatError.of_first(f"not a table of {names}", faults)


def columns(batch: Any, kinds: tuple[type, ...]) -> dict[str, Any]:
    """Return the columns of a batch that are not derived.

    Raises:
        FormatError: if the buffers of the batch are broken.
    """
    pa = import_extra("pyarrow", extra="frames")
    try:
        batch.validate(full=True)
    except pa.ArrowException as error:
        fault = Fault("$[*]", str(error))
        raise FormatError("not a valid Arrow table", faults=(fault,)) from error
    names = [slot.name for slot in layout(kinds) if not slot.part.derived]
    if len(kinds) > 1:
        names.append(TYPE)
    present = [name for name in names if name in batch.schema.names]
    return {name: _without_views(batch.column(name)) for name in present}


def _alike(got: Any, expected: Any, cls: Any) -> bool:
    """Return whether two types can represent the same values of a class."""
    types = import_extra("pyarrow", extra="frames").types
    if types.is_dictionary(got):
        got = got.value_type
        return _is_text(got) and _alike(got, expected, cls)
    if types.is_dictionary(expected):
        return _is_text(got)
    if _is_text(expected):
        return _is_text(got)
    if types.is_list(expected):
        return _is_list(got) and _alike(got.value_type, expected.value_type, cls)
    if types.is_struct(expected):
        return bool(types.is_struct(got)) and _same_parts(got, expected, cls)
    return bool(got == expected)


def _same_parts(got: Any, expected: Any, cls: Any) -> bool:
    """Return whether a struct has the fields of a class; defaults may be missing."""
    got_types = {part.name: part.type for part in got}
    known = {field.name: field for field in fields(cls)}
    if len(got_types) < len(list(got)) or not known.keys() >= got_types.keys():
        return False
    return all(
        _alike(got_types[part.name], part.type, known[part.name].holds)
        if part.name in got_types
        else not known[part.name].required
        for part in expected
    )


def _is_text(got: object) -> bool:
    types = import_extra("pyarrow", extra="frames").types
    return bool(
        types.is_string(got) or types.is_large_string(got) or types.is_string_view(got)
    )


def _is_list(got: object) -> bool:
    types = import_extra("pyarrow", extra="frames").types
    return bool(
        types.is_list(got)
        or types.is_large_list(got)
        or types.is_list_view(got)
        or types.is_large_list_view(got)
    )


def _without_views(array: Any) -> Any:
    """Return an array in the layouts that Arrow can compute with."""
    wanted = _type_without_views(array.type)
    return array if wanted == array.type else array.cast(wanted)


def _type_without_views(got: Any) -> Any:
    pa = import_extra("pyarrow", extra="frames")
    if pa.types.is_string_view(got):
        return pa.string()
    if pa.types.is_struct(got):
        return pa.struct(
            [part.with_type(_type_without_views(part.type)) for part in got]
        )
    if _is_list(got):
        item = got.value_field.with_type(_type_without_views(got.value_type))
        large = pa.types.is_large_list(got) or pa.types.is_large_list_view(got)
        return pa.large_list(item) if large else pa.list_(item)
    return got
