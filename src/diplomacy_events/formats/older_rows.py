"""Rows of Parquet files of an older schema version, as plain JSON values.

They go the way of JSON Lines: no present schema fits them, and it needs no speed.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from diplomacy_events.arrow.columns import Part, slots
from diplomacy_events.errors import FormatError
from diplomacy_events.formats.structure import FaultyError, Member, structure
from diplomacy_events.formats.versions import migrated

__all__ = ["older_objects"]


def older_objects(
    rows: list[dict[str, Any]], kind: type, version: int, first: int
) -> list[Any]:
    """Return the objects of rows, which had a class's name in their own time.

    Raises:
        FormatError: if a row describes none, with its number from the first on.
    """
    made = []
    for number, row in enumerate(rows, first):
        value = migrated(dict(_values(row, kind)), version)
        try:
            made.append(structure(value, Member))
        except FaultyError as error:
            place = f"$[{number}]"
            faults = [fault._replace(path=place + fault.path) for fault in error.faults]
            heading = f"not valid as {kind.__name__}"
            raise FormatError(heading, faults=tuple(faults)) from None
    return made


def _values(row: dict[str, Any], kind: type) -> Iterator[tuple[str, Any]]:
    """Give what a row says, under the names of the fields that the columns are of.

    A column that no field has any more keeps its name.
    """
    yield "type", kind.__name__
    known = {slot.name: slot for slot in slots(kind, folded=True)}
    periods: dict[str, dict[str, Any]] = {}
    for name, cell in row.items():
        slot = known.get(name)
        if cell is None or (slot is not None and slot.part.derived):
            continue
        if slot is not None and slot.part is not Part.VALUE:
            periods.setdefault(slot.field.name, {})[slot.part.value] = _plain(cell)
        else:
            yield name, _plain(cell)
    yield from periods.items()


def _plain(cell: Any) -> Any:
    if isinstance(cell, dict):
        return {key: _plain(item) for key, item in cell.items() if item is not None}
    if isinstance(cell, list):
        return [_plain(item) for item in cell]
    return cell.isoformat() if isinstance(cell, date) else cell
