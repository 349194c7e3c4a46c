"""The rows of the user's own table: of a file, of a frame, or dictionaries."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from diplomacy_events.errors import Fault, FieldTypeError, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.csv.table_text import separator_line, unlimited
from diplomacy_events.imports.account import Faults
from diplomacy_events.imports.places import Lines, Span
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Evidence
from diplomacy_events.nearest import unknown_name_error

__all__ = ["Row", "rows_of", "rows_of_file"]

DELIMITERS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "vertical bars"}


class Row(Mapping[str, Any]):
    """A row of a table: its cells by the names of their columns.

    Attributes:
        number: the number of the row, counted from 1, without the header.
        line: the line that it begins on, or its number in a table that is not a text.
        evidence: its anchor, or that of the whole source if that is not a text.
    """

    def __init__(
        self, cells: Mapping[str, object], number: int, line: int, evidence: Evidence
    ) -> None:
        self._cells = cells
        self.number, self.line, self.evidence = number, line, evidence

    def __getitem__(self, column: str) -> Any:
        """Return the cell of a column.

        Raises:
            UnknownNameError: if the column does not exist; it suggests the nearest.
        """
        try:
            return self._cells[column]
        except KeyError:
            problem = f"the table has no column {column!r}"
            raise unknown_name_error(problem, column, map(str, self._cells)) from None

    def __iter__(self) -> Iterator[str]:
        """Give the names of the columns."""
        return iter(self._cells)

    def __len__(self) -> int:
        """Return how many columns there are."""
        return len(self._cells)

    def __repr__(self) -> str:
        """Return the number and the cells."""
        return f"<Row {self.number}: {dict(self._cells)!r}>"


Found = Iterator[Row | tuple[int, Fault]]
"""Rows, and for each faulty one its line and what is wrong with it."""


def rows_of(table: object, source: str) -> Found:
    """Give the rows of a frame, or of dictionaries.

    Args:
        table: a frame with the Arrow PyCapsule interface, or an iterable of mappings.
        source: the id of the table as a source.

    Raises:
        FieldTypeError: if it is neither.
        MissingExtraError: if it is a frame, and pyarrow is not installed.
    """
    whole = Evidence(source=source)
    for number, cells in enumerate(_cells(table), start=1):
        if not isinstance(cells, Mapping):
            message = f"rows[{number - 1}]: expected a mapping, got {short(cells)}"
            raise FieldTypeError(message, field="rows", value=cells)
        yield Row(cells, number, number, whole)


def _cells(table: object) -> Iterable[Any]:
    if hasattr(table, "__arrow_c_stream__"):
        pyarrow = import_extra("pyarrow", extra="frames")
        batches = pyarrow.RecordBatchReader.from_stream(table)
        return (cells for batch in batches for cells in batch.to_pylist())
    if isinstance(table, (str, bytes, Mapping)) or not isinstance(table, Iterable):
        message = f"rows: expected a frame or mappings, got {short(table)}"
        raise FieldTypeError(message, field="rows", value=table)
    return table


class _LineReader:
    """The lines of a file, one by one, and the end of the last one given."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.line = 1
        self.begun: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        for block in self._lines.blocks():
            for raw in block.lines:
                self.begun.append(raw)
                yield raw.decode() + "\n"

    def row(self, start: int) -> tuple[Span, int]:
        """Return the place of the row that ends here, and where the next one begins."""
        whole = b"\n".join(self.begun)
        row = whole.removesuffix(b"\r")
        self.line += len(self.begun)
        self.begun.clear()
        end = start + len(row.decode())
        span = Span(start, end, sha256(row).hexdigest())
        return span, end + len(whole) - len(row) + 1


def rows_of_file(table: Table, lines: Lines, source: str, delimiter: str) -> Found:
    """Give the rows of a file of delimited values, by RFC 4180.

    Its first row names the columns. Empty rows are ignored.

    Args:
        table: the file.
        lines: its lines.
        source: the id of the file as a source.
        delimiter: the character that separates the values.

    Raises:
        FormatError: if it cannot be read as such a file.
    """
    feed = _LineReader(lines)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    header: list[str] | None = None
    start = number = 0
    try:
        for values in unlimited(reader):
            line = feed.line
            span, start = feed.row(start)
            if not values:
                continue
            if header is None:
                _check_delimiter(delimiter, values, table, line)
                header = _header(values, table, line)
                continue
            number += 1
            if len(values) == len(header):
                cells = dict(zip(header, values, strict=True))
                yield Row(cells, number, line, span.of(source))
            else:
                problem = f"expected {len(header)} values, got {len(values)}"
                yield line, Fault(f"row {number}", problem)
    except csv.Error as error:
        fault = Fault("$", str(error), line=feed.line)
        raise FormatError(f"{table.place}: cannot be read", faults=(fault,)) from error
    if header is None:
        raise FormatError(f"{table.place}: it has no header row")


def _check_delimiter(
    delimiter: str, values: list[str], table: Table, line: int
) -> None:
    """Refuse a line that names the delimiter, and a header that another one separates.

    Raises:
        FormatError: if it is one.
    """
    first = values[0].removeprefix("\ufeff")
    if (problem := separator_line(delimiter.join([first, *values[1:]]))) is not None:
        fault = Fault("$", problem, line=line)
        raise FormatError(f"{table.place}: cannot be read", faults=(fault,))
    found = [
        (other, what)
        for other, what in DELIMITERS.items()
        if other != delimiter and other in first
    ]
    if len(values) == 1 and found:
        other, what = found[0]
        problem = f"its columns are separated by {what}; pass delimiter={other!r}"
        fault = Fault("$", problem, line=line)
        raise FormatError(f"{table.place}: cannot be read", faults=(fault,))


def _header(values: list[str], table: Table, line: int) -> list[str]:
    """Return the names of the columns.

    Raises:
        FormatError: if one is missing or occurs twice.
    """
    # A byte order mark is not part of the first name.
    names = [value.removeprefix("\ufeff").strip() for value in values]
    seen: set[str] = {""}
    faults = Faults()
    for place, name in enumerate(names, start=1):
        if name in seen:
            fault = Fault(f"column {place}", "must have a unique name", line=line)
            faults.add([fault])
        seen.add(name)
    if faults.count:
        raise faults.error(f"{table.place}: cannot be read")
    return names
