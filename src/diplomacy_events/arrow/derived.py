"""Checks derived columns against the columns that they are derived from.

Reading ignores derived columns, but engines use them. Where the two must not differ,
they are compared with the objects that were read.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from diplomacy_events.arrow.columns import BOUNDS, Part, Slot, slots
from diplomacy_events.arrow.to_objects import objects
from diplomacy_events.arrow.to_table import bounds, table
from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.extras import import_extra

__all__ = ["check_all_derived", "check_derived", "checked_names"]

# Folding every text again would take longer than the rest of reading.
CHECKED = (Part.PROPERTY, *BOUNDS)


def checked_names(kind: type) -> list[str]:
    """Return the names of the derived columns of a class that are checked."""
    return [slot.name for slot in slots(kind) if slot.part in CHECKED]


def check_derived(batch: Any, kind: type, made: Sequence[object], first: int) -> None:
    """Check the bounds of periods, and the properties, in a batch.

    Args:
        batch: a `pyarrow.RecordBatch` with these columns.
        kind: the class.
        made: the objects in the batch.
        first: the number of the first row in messages.

    Raises:
        FormatError: if a value contradicts its row; the error lists the faults, up to a
            limit.
    """
    faults: list[Fault] = []
    texts: dict[Part, Any] = {}
    column_names = frozenset(batch.schema.names)
    for slot in slots(kind):
        if slot.part is Part.EDTF:
            texts = bounds(_column(batch, slot.name))
        elif slot.part in CHECKED and slot.name in column_names:
            due = texts[slot.part] if slot.part in BOUNDS else _property(slot, made)
            faults += _different(slot.name, batch.column(slot.name), due, made, first)
    _refuse(faults)


def check_all_derived(found: Any, kind: type, first: int) -> None:
    """Check every derived column of a table, including folded text.

    Args:
        found: a `pyarrow.Table` with the columns of the class.
        kind: the class.
        first: the number of the first row in messages.

    Raises:
        FormatError: if a row is not a valid object, or a value contradicts its row; the
            error lists the faults, up to a limit.
    """
    things = objects(found, (kind,))
    due = table(things, (kind,), folded=True)
    faults: list[Fault] = []
    for slot in slots(kind, folded=True):
        name = slot.name
        if slot.part.derived and name in found.schema.names:
            columns = found.column(name), due.column(name)
            faults += _different(name, *columns, things, first)
    _refuse(faults)


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise FormatError.of_first("columns that contradict the others", faults)


def _column(batch: Any, name: str) -> Any:
    """Return a column; nulls if the table is older than the field."""
    if name in batch.schema.names:
        return batch.column(name)
    pa = import_extra("pyarrow", extra="frames")
    return pa.nulls(len(batch), pa.string())


def _property(slot: Slot, made: Sequence[object]) -> Any:
    pa = import_extra("pyarrow", extra="frames")
    return pa.array(map(attrgetter(slot.name), made), pa.string())


def _different(
    name: str, found: Any, due: Any, made: Sequence[object], first: int
) -> list[Fault]:
    """Return faults for the first rows in which a column is wrong."""
    pa = import_extra("pyarrow", extra="frames")
    found = found.cast(due.type)
    if found.equals(due):
        return []
    # As text, because Arrow has days that Python does not have.
    texts = [
        column.to_pylist()
        if pa.types.is_list(due.type)
        else column.cast(pa.string()).to_pylist()
        for column in (found, due)
    ]
    return [
        Fault(f"$[{first + row}].{name}", f"expected {wanted}, got {got}", item.id)
        for row, (got, wanted, item) in enumerate(zip(*texts, made, strict=True))
        if got != wanted
    ][: MOST_FAULTS + 1]
