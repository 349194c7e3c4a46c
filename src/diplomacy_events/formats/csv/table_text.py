"""Read the text of a table: its rows, and faults that do not concern single cells."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from threading import Lock

from diplomacy_events.errors import MOST_FAULTS, Fault
from diplomacy_events.formats.csv.csv_rows import Row
from diplomacy_events.formats.csv.descriptor import Descriptor
from diplomacy_events.formats.csv.table_schema import Table
from diplomacy_events.formats.formulas import FORMULA_STARTS, GUARD

__all__ = ["field_size", "guard", "read_rows"]

# The mark itself is guarded too, so reading can remove it.
GUARDED = (*FORMULA_STARTS, GUARD)
# The limit of the csv module applies to the whole process.
FIELD_SIZE_LOCK = Lock()
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
SEPARATOR_LINE = "sep="
HOW = (
    "save it with commas between the cells: in LibreOffice, choose 'Edit filter "
    "settings'; in Excel, set the decimal separator to a point"
)
ENCODING_HOW = "save it as UTF-8 ('CSV UTF-8' in Excel)"


def guard(cell: str) -> str:
    """Return a cell, with the mark first if a spreadsheet would run it."""
    return GUARD + cell if cell.startswith(GUARDED) else cell


def read_rows(
    table: Table, data: bytes, descriptor: Descriptor, faults: list[Fault]
) -> Iterator[Row]:
    """Yield the rows of a table, and note what is wrong with its text."""
    text = _text(table, data, faults)
    if text is None:
        return
    columns = descriptor.tables[table.name].columns
    if (other := _other_form(text, columns)) is not None:
        faults.append(Fault(table.file, other, None, 1))
        return
    lines = _lines(table, text, faults)
    head = next((cells for _, cells in lines), [])
    problems = list(_head_faults(table, head, columns))
    faults += problems
    for line, cells in lines:
        if len(faults) > MOST_FAULTS:
            return
        if len(cells) != len(head):
            problem = f"expected {len(head)} cells, got {len(cells)}"
            faults.append(Fault(table.file, problem, None, line))
        elif not problems:
            row = Row(table, line, dict(zip(head, cells, strict=True)))
            yield _remove_guards(row, faults) if descriptor.safe else row


def _text(table: Table, data: bytes, faults: list[Fault]) -> str | None:
    """Return the text of a table; if it is not text, note a fault and return `None`."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        faults.append(Fault(table.file, f"in UTF-16; {ENCODING_HOW}", None, 1))
        return None
    # Excel puts a byte order mark first.
    start = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    try:
        text = data[start:].decode()
    except UnicodeDecodeError as error:
        place = start + error.start
        line = data[:place].count(b"\n") + 1
        problem = f"not UTF-8: {error.reason} at byte {place}; {ENCODING_HOW}"
        faults.append(Fault(table.file, problem, None, line))
        return None
    if not text.endswith(("\n", "\r")):
        faults.append(Fault(table.file, "ends in the middle of a line"))
        return None
    return text


def _other_form(text: str, columns: Sequence[str]) -> str | None:
    """Return what is wrong with the dialect of a table, and what to do."""
    head = text.partition("\n")[0].partition("\r")[0]
    if head.lower().startswith(SEPARATOR_LINE):
        return f"begins with the line {head!r}, which only Excel understands; delete it"
    for separator, name in SEPARATORS.items():
        cells = [cell.strip('"') for cell in head.split(separator)]
        if len(cells) > 1 and {*cells} & {*columns}:
            return f"its cells are separated by {name} ({separator!r}); {HOW}"
    return None


def _remove_guards(row: Row, faults: list[Fault]) -> Row:
    """Remove the marks from the cells of a row, and note those that protect nothing."""
    bare = {name: cell.removeprefix(GUARD) for name, cell in row.cells.items()}
    for name, cell in row.cells.items():
        if cell.startswith(GUARD) and not bare[name].startswith(GUARDED):
            problem = (
                "an apostrophe at the start that protects nothing; write two to mean "
                "one"
            )
            faults.append(
                Fault(f"{row.table.file}:{name}", problem, bare.get("id"), row.line)
            )
    return row._replace(cells=bare)


@contextmanager
def field_size(most: int) -> Iterator[None]:
    """Allow cells of any length; the limit applies to the whole process."""
    with FIELD_SIZE_LOCK:
        limit = csv.field_size_limit()
        csv.field_size_limit(max(limit, most))
        try:
            yield
        finally:
            csv.field_size_limit(limit)


def _lines(
    table: Table, text: str, faults: list[Fault]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row, and the line that it starts on."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(table.file, f"not CSV: {error}", None, line))


def _head_faults(
    table: Table, head: list[str], known: Sequence[str]
) -> Iterator[Fault]:
    """Yield the differences between the columns and the descriptor."""
    counts: Counter[str] = Counter(head)
    problems: list[tuple[object, str]] = [
        *((name, "unknown column") for name in counts if name not in known),
        *((name, "missing column") for name in known if name not in counts),
        *((name, "column repeated") for name in counts if counts[name] > 1),
    ]
    for name, problem in problems:
        yield Fault(f"{table.file}:{name}", problem, None, 1)
