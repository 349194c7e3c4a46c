"""Checks rows with the constructors, one by one, and finds the place of each fault."""

from collections.abc import Sequence
from typing import Any

from diplomacy_events.arrow.columns import Part, slots
from diplomacy_events.errors import (
    MOST_FAULTS,
    DiplomacyEventsError,
    Fault,
    FormatError,
)
from diplomacy_events.extras import import_extra
from diplomacy_events.model.description import fields
from diplomacy_events.model.period import Period

__all__ = ["by_constructor"]

BROKEN: Any = object()
"""Represents an object that could not be made; its faults are noted."""


def by_constructor(
    kind: type, columns: dict[str, Any], rows: Sequence[int]
) -> list[object]:
    """Return the objects in columns, each made by its constructor.

    Args:
        kind: the class.
        columns: its columns.
        rows: the number of each row in messages.

    Raises:
        FormatError: if a row is not valid; the error lists the faults, up to a limit.
    """
    things: list[object] = []
    faults: list[Fault] = []
    for index, row in enumerate(rows):
        reader = _Row(f"$[{row}]")
        cells = {name: reader.cell(name, columns[name], index) for name in columns}
        things.append(reader.made(kind, cells))
        id = cells["id"] if type(cells["id"]) is str else None
        faults += [fault._replace(id=id) for fault in reader.faults]
        if len(faults) > MOST_FAULTS:
            break
    if faults:
        raise FormatError.of_first(f"not valid as {kind.__name__}", faults)
    return things


class _Row:
    """One row, and its faults."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def cell(self, name: str, column: Any, index: int) -> Any:
        """Return the value of a cell as a Python object."""
        pa = import_extra("pyarrow", extra="frames")
        try:
            return column[index].as_py()
        except (ValueError, OverflowError, pa.ArrowException) as error:
            # A day outside the years of Python.
            self.faults.append(Fault(f"{self.path}.{name}", str(error)))
            return BROKEN

    def made(self, kind: type, cells: dict[str, Any]) -> Any:
        """Return the object in the cells, unless there is a fault."""
        values: dict[str, object] = {}
        for slot in slots(kind):
            path = f"{self.path}.{slot.name}"
            if slot.name not in cells:
                # The table is older than the field, which has a default.
                continue
            if slot.part is Part.EDTF:
                parts = {
                    part.value: cells.get(other.name)
                    for other in slots(kind)
                    if other.field is slot.field and not (part := other.part).derived
                }
                absent = slot.field.optional and set(parts.values()) == {None}
                values[slot.name] = None if absent else self._call(Period, parts, path)
            elif slot.part is Part.VALUE:
                values[slot.name] = self._part(slot.field.holds, cells[slot.name], path)
        return self._call(kind, values, self.path)

    def _part(self, cls: Any, value: Any, path: str) -> object:
        """Return a value, with objects built from the structs in it."""
        if isinstance(value, list):
            items = [
                self._part(cls, item, f"{path}[{place}]")
                for place, item in enumerate(value)
            ]
            return BROKEN if BROKEN in items else items
        if not isinstance(value, dict):
            return value
        parts = {
            field.name: self._part(
                field.holds, value[field.name], f"{path}.{field.name}"
            )
            for field in fields(cls)
            if field.name in value
        }
        return self._call(cls, parts, path)

    def _call(self, cls: Any, values: dict[str, Any], path: str) -> object:
        """Make an object, or note all its faults."""
        before = len(self.faults)
        problem: DiplomacyEventsError | None = None
        if not any(value is BROKEN for value in values.values()):
            try:
                return cls(**values)
            except DiplomacyEventsError as error:
                problem = error
        self._check_fields(cls, values, path)
        if problem is not None and len(self.faults) == before:
            # Each field alone is valid; the message names the field that it is about.
            name = getattr(problem, "field", "").partition(".")[2]
            self._note(cls, name, problem, path)
        return BROKEN

    def _check_fields(self, cls: Any, values: dict[str, Any], path: str) -> None:
        """Note every invalid field; the constructor would name only one."""
        named = cls.__new__(cls)
        if type(values.get("id")) is str:
            # Messages name the object by its id.
            cls.id.__set__(named, values["id"])
        for field in fields(cls):
            value = values.get(field.name, field.default)
            if value is BROKEN:
                continue
            try:
                converted = field.convert(value)
                for rule in field.rules:
                    rule(named, field, converted)
            except DiplomacyEventsError as error:
                self._note(cls, field.name, error, path)

    def _note(
        self, cls: object, name: str, error: DiplomacyEventsError, path: str
    ) -> None:
        place = f"{path}.{name}" if name and cls is not Period else path
        self.faults.append(Fault(place, str(error)))
