"""The JSON form of a dataset from and to rows of text, with the places of the rows."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

from diplomacy_events.errors import Fault
from diplomacy_events.formats.assembly import refuse_faults
from diplomacy_events.formats.csv.table_schema import (
    POSITION,
    TABLES,
    Column,
    Table,
)
from diplomacy_events.formats.strict_json import Unfit
from diplomacy_events.model.description import SECTIONS

__all__ = ["Row", "gather_rows", "locate_faults", "table_rows"]

Key = tuple[str, ...]
INTEGER = re.compile("0|[1-9][0-9]{0,18}")
"""An integer of the model in a cell: at most nineteen digits."""
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
BOOLEANS = {"true": True, "false": False}
STEP = re.compile(r"\.\w+|\[[^\]]*\]")


class Row(NamedTuple):
    """A row of a table, and the line of the file that it starts on."""

    table: Table
    line: int
    cells: Mapping[str, str]


def table_rows(document: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    """Return the rows of each table (with headers) of a dataset in its JSON form."""
    found = {
        table.name: [[column.name for column in (*table.keys, *table.columns)]]
        for table in TABLES
    }
    by_type = {
        (table.section, table.type): table for table in TABLES if not table.owner
    }
    for field in SECTIONS:
        for index, thing in enumerate(document.get(field, ())):
            table = by_type[field, thing.get("type")]
            _add(table, (str(index),), thing, found)
    return found


def _add(
    table: Table, keys: Key, part: Mapping[str, Any], found: dict[str, list[list[str]]]
) -> None:
    cells = [_cell(column, part) for column in table.columns]
    found[table.name].append([*keys, *cells])
    for child in PARTS[table.name]:
        owner = (part["id"],) if table.owner is None else keys
        for index, item in enumerate(part.get(child.section, ())):
            _add(child, (*owner, str(index)), item, found)


def _cell(column: Column, part: Any) -> str:
    for key in column.path:
        if key not in part:
            return column.default
        part = part[key]
    if isinstance(part, list | bool):
        return json.dumps(part, ensure_ascii=False)
    return str(part)


class _RowAssembly:
    """Rows that are being assembled, and the faults found on the way.

    Attributes:
        places: the row of each object, by its JSON path.
        faults: what is wrong with the positions and owners of rows.
    """

    def __init__(self, given: Iterable[Row]) -> None:
        self.places: dict[str, Row] = {}
        self.faults: list[Fault] = []
        self._groups: dict[tuple[str, Key], list[Row]] = {}
        for row in given:
            owner = tuple(row.cells[key.name] for key in row.table.keys[:-1])
            name = row.table.name if owner else row.table.section
            self._groups.setdefault((name, owner), []).append(row)
        self._unused = dict(self._groups)

    def objects(self, name: str, owner: Key, path: str) -> list[dict[str, object]]:
        """Return the objects of an owner in the JSON form, in their order."""
        self._unused.pop((name, owner), None)
        values = []
        for index, row in enumerate(
            self._sort_rows(self._groups.get((name, owner), []))
        ):
            place = f"{path}[{index}]"
            self.places[place] = row
            values.append(self._object(row, place))
        return values

    def _object(self, row: Row, place: str) -> dict[str, object]:
        table = row.table
        values: dict[str, Any] = {} if table.type is None else {"type": table.type}
        for column in table.columns:
            # A table from before a column was added lacks it.
            if cell := row.cells.get(column.name):
                inner = values
                for key in column.path[:-1]:
                    inner = inner.setdefault(key, {})
                inner[column.path[-1]] = _value(column.kind, cell)
        own = tuple(row.cells[name] for name in table.identity)
        for child in PARTS[table.name]:
            parts = self.objects(child.name, own, f"{place}.{child.section}")
            if parts:
                values[child.section] = parts
        return values

    def _sort_rows(self, group: list[Row]) -> list[Row]:
        """Sort rows by their positions, which must count up from 0."""
        by_position: dict[int, Row] = {}
        for row in group:
            position = _value("integer", row.cells[POSITION])
            if type(position) is not int:
                self._fault(row, POSITION, f"expected an integer, got {position!a}")
            elif position in by_position:
                other = by_position[position]
                place = f"{other.table.file}, line {other.line}"
                self._fault(row, POSITION, f"{position} is already used by {place}")
            else:
                by_position[position] = row
        ordered = [by_position[position] for position in sorted(by_position)]
        for index, position in enumerate(sorted(by_position)):
            if index != position:
                self._fault(ordered[index], POSITION, f"position {index} is missing")
                break
        return ordered

    def orphans(self) -> None:
        """Note the rows without an owner."""
        for group in self._unused.values():
            for row in group:
                owner = row.table.owner
                column = row.table.identity[-2]
                known = "" if owner is None else owner.file
                problem = f"{row.cells[column]!a} is not in any matching row of {known}"
                self._fault(row, column, problem)

    def _fault(self, row: Row, column: str, problem: str) -> None:
        id = row.cells.get("id") or None
        self.faults.append(Fault(f"{row.table.file}:{column}", problem, id, row.line))


def gather_rows(given: Iterable[Row]) -> tuple[dict[str, Any], dict[str, Row]]:
    """Return the JSON form of rows, and the row of each object by its path.

    Raises:
        FormatError: if rows have no owner, or their positions do not give their order.
    """
    gathering = _RowAssembly(given)
    document = {name: gathering.objects(name, (), f"$.{name}") for name in SECTIONS}
    gathering.orphans()
    if gathering.faults:
        refuse_faults(gathering.faults)
    return document, gathering.places


def locate_faults(
    faults: Iterable[Fault], places: Mapping[str, Row]
) -> Iterator[Fault]:
    """Replace the JSON paths of faults with file, column and line."""
    for fault in faults:
        steps = STEP.findall(fault.path)
        for count, place in reversed([*enumerate(accumulate(steps, initial="$"))]):
            row = places.get(place)
            if row is not None:
                column = "".join(steps[count:])[1:].replace(".", "_")
                path = f"{row.table.file}:{column}" if column else row.table.file
                yield fault._replace(path=path, line=row.line)
                break
        else:
            yield fault


def _value(kind: str, cell: str) -> object:
    """Return the JSON value of a cell; text that does not fit its kind stays text."""
    if kind == "integer" and INTEGER.fullmatch(cell):
        return int(cell)
    if kind == "number" and NUMBER.fullmatch(cell):
        return float(cell)
    if kind == "boolean":
        return BOOLEANS.get(cell, cell)
    if kind == "array":
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return Unfit(f"{cell[:30]!a}, which is not valid JSON")
    return cell


PARTS = {
    table.name: [child for child in TABLES if child.owner is table] for table in TABLES
}
