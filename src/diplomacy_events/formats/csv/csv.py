r"""CSV (RFC 4180): one table per class, with a Frictionless Data Package around them.

A folder or a zip archive holds ``datapackage.json`` and the tables. A folder
that is older than a table or a column lacks it; its descriptor says which it has.
An empty cell is a missing value; no text of the model is empty, so that none is lost.
"""

import csv
import os
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from heapq import nsmallest
from io import BytesIO, StringIO
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.files import replace, replace_folder
from diplomacy_events.formats.assembly import refuse_faults
from diplomacy_events.formats.compression import limit_of, unzip
from diplomacy_events.formats.csv.csv_rows import (
    Row,
    gather_rows,
    locate_faults,
    table_rows,
)
from diplomacy_events.formats.csv.descriptor import (
    DESCRIPTOR_NAME,
    Descriptor,
    descriptor_of,
    read_descriptor,
)
from diplomacy_events.formats.csv.table_schema import TABLES, Table
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.json_values import from_values, to_values
from diplomacy_events.model.rules import short

__all__ = ["FORMAT"]

FILES = (DESCRIPTOR_NAME, *(table.file for table in TABLES))
# Starts of a cell that a spreadsheet takes for a formula (OWASP, CSV Injection), and
# the mark itself, so that it can be taken off again.
GUARD = "'"
GUARDED = tuple("=+-@\t\r\n＝＋－＠" + GUARD)
# The limit of the csv module holds for the whole process.
FIELD_SIZE_LOCK = Lock()


def dumps(dataset: Dataset, *, spreadsheet_safe: bool = False) -> bytes:
    """Return a dataset as a zip archive, the same bytes every time.

    Args:
        dataset: the dataset.
        spreadsheet_safe: put an apostrophe before text that a spreadsheet would take
            for a formula; reading takes it off again.
    """
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in _files(dataset, spreadsheet_safe).items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def loads(data: str | bytes, *, unpacked_limit: int | None = None) -> Dataset:
    """Return the dataset that a zip archive holds.

    Args:
        data: the archive.
        unpacked_limit: how many bytes it may hold; without it, about a hundred times
            its own.

    Raises:
        FormatError: if it holds none; the error lists every fault with file and line.
    """
    if isinstance(data, str):
        raise FormatError("not a zip archive, which is bytes, but text")
    return _dataset(_unpacked(data, limit_of(len(data), unpacked_limit)))


def write_path(dataset: Dataset, path: Path, *, spreadsheet_safe: bool = False) -> None:
    """Write a dataset to a folder, or to an archive where the path ends in ``.zip``.

    A folder is replaced as a whole.

    Raises:
        FormatError: if the folder holds other files than those of a data package.
        OSError: if it cannot be written.
    """
    if path.suffix.lower() == ".zip":
        replace(path, dumps(dataset, spreadsheet_safe=spreadsheet_safe))
        return
    files = _files(dataset, spreadsheet_safe)

    def fill(folder: Path) -> None:
        for name, data in files.items():
            (folder / name).write_bytes(data)

    replace_folder(path, fill, FILES)


def read_path(path: Path, *, unpacked_limit: int | None = None) -> Dataset:
    """Return the dataset that a folder or an archive holds.

    Hidden files in a folder, which spreadsheets and systems leave there, are not part
    of it.

    Args:
        path: the folder, or the archive.
        unpacked_limit: how many bytes an archive may hold; without it, about a hundred
            times its own.

    Raises:
        FormatError: if it holds none; the error lists every fault with file and line.
        OSError: if it cannot be read.
    """
    if not path.is_dir():
        return loads(path.read_bytes(), unpacked_limit=unpacked_limit)
    found = [name for name in os.listdir(path) if not name.startswith(".")]
    return _dataset({name: (path / name).read_bytes() for name in _check_names(found)})


def _files(dataset: Dataset, spreadsheet_safe: bool) -> dict[str, bytes]:
    from json import dumps as json_text

    document = to_values(dataset)
    tables = table_rows(document)
    described = descriptor_of(
        document,
        spreadsheet_safe=spreadsheet_safe,
        # The head is no row.
        counts={name: len(lines) - 1 for name, lines in tables.items()},
    )
    text = json_text(described, ensure_ascii=False, indent=2) + "\n"
    files = {DESCRIPTOR_NAME: text.encode()}
    for name, lines in tables.items():
        written = StringIO(newline="")
        # Its own lines end as RFC 4180 has it, and those within a cell as they are.
        csv.writer(written).writerows(
            [_guarded(cell) for cell in line] if spreadsheet_safe else line
            for line in lines
        )
        files[f"{name}.csv"] = written.getvalue().encode()
    return files


def _guarded(cell: str) -> str:
    return GUARD + cell if cell.startswith(GUARDED) else cell


def _unpacked(data: bytes, limit: int) -> dict[str, bytes]:
    """Return the files of an archive, none but those that are known by name."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = _check_names(archive.namelist())
            return unzip(archive, names, limit)
    except FormatError:
        raise
    except Exception as error:  # zipfile raises a dozen kinds
        raise FormatError(f"not a zip archive that can be read: {error}") from error


def _check_names(names: list[str]) -> list[str]:
    """Check that there is a descriptor and no unknown file, and return the names.

    Raises:
        FormatError: if not.
    """
    counts = Counter(names)
    unknown = nsmallest(MOST_FAULTS, counts.keys() - {*FILES})
    faults = [Fault(ascii(name), "unknown file") for name in unknown]
    if DESCRIPTOR_NAME not in counts:
        faults.append(Fault(DESCRIPTOR_NAME, "missing"))
    faults += [Fault(name, "there twice") for name in FILES if counts[name] > 1]
    if faults:
        raise FormatError("not a data package of this form", faults=tuple(faults))
    return names


def _check_tables(found: Descriptor, files: Mapping[str, bytes]) -> None:
    """Check that the files are those of the tables that a descriptor names.

    Raises:
        FormatError: if not.
    """
    said = {table.file for table in TABLES if table.name in found.tables}
    there = {*files} - {DESCRIPTOR_NAME}
    faults = [Fault(name, "missing") for name in sorted(said - there)]
    faults += [
        Fault(name, f"not among the tables that {DESCRIPTOR_NAME} names")
        for name in sorted(there - said)
    ]
    if faults:
        raise FormatError("not a data package of this form", faults=tuple(faults))


def _dataset(files: Mapping[str, bytes]) -> Dataset:
    said = read_descriptor(files[DESCRIPTOR_NAME])
    _check_tables(said, files)
    faults: list[Fault] = []
    found: list[Row] = []
    with _field_size(max(map(len, files.values()))):
        for table in TABLES:
            if table.name in said.tables:
                found += _rows(table, files[table.file], said, faults)
    if faults:
        refuse_faults(faults)
    document, places = gather_rows(found)
    try:
        dataset = from_values({**said.metadata, **document})
    except FormatError as error:
        where = tuple(locate_faults(error.faults, places))
        raise FormatError(error.heading, faults=where) from None
    if faults := list(_cut(found, said)):
        refuse_faults(faults)
    return dataset


def _cut(found: list[Row], said: Descriptor) -> Iterator[Fault]:
    """Yield the tables that do not have as many rows as they should."""
    there = Counter(row.table.name for row in found)
    for name, table in said.tables.items():
        rows = there[name] if table.rows is None else table.rows
        if type(rows) is not int or rows != there[name]:
            wanted = f"expected {short(rows)} rows, as rows in {DESCRIPTOR_NAME} says"
            yield Fault(f"{name}.csv", f"{wanted}, found {there[name]}")


def _rows(
    table: Table, data: bytes, said: Descriptor, faults: list[Fault]
) -> Iterator[Row]:
    """Yield the rows of a table, and note what is wrong with its text."""
    if data.startswith(BOM_UTF8):
        problem = "begins with a byte order mark"
        faults.append(Fault(table.file, problem, None, 1))
        return
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"not UTF-8: {error.reason} at byte {error.start}"
        faults.append(Fault(table.file, problem, None, line))
        return
    if not text.endswith(("\n", "\r")):
        faults.append(Fault(table.file, "ends in the middle of a line"))
        return
    lines = _lines(table, text, faults)
    _, head = next(lines, (1, []))
    columns = said.tables[table.name].columns
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
            yield _unguarded(row, faults) if said.safe else row


def _unguarded(row: Row, faults: list[Fault]) -> Row:
    """Take the marks off the cells of a row, and note those that guard nothing."""
    bare = {name: cell.removeprefix(GUARD) for name, cell in row.cells.items()}
    for name, cell in row.cells.items():
        if cell.startswith(GUARD) and not bare[name].startswith(GUARDED):
            problem = (
                "an apostrophe at the start that guards nothing; write two for one"
            )
            faults.append(
                Fault(f"{row.table.file}:{name}", problem, bare.get("id"), row.line)
            )
    return row._replace(cells=bare)


@contextmanager
def _field_size(most: int) -> Iterator[None]:
    """Let cells be as long as they are; the limit holds for the whole process."""
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
    """Yield where the columns are not those that the descriptor names."""
    counts: Counter[str] = Counter(head)
    problems: list[tuple[Any, str]] = [
        *((name, "unknown column") for name in counts if name not in known),
        *((name, "missing column") for name in known if name not in counts),
        *((name, "column repeated") for name in counts if counts[name] > 1),
    ]
    for name, problem in problems:
        yield Fault(f"{table.file}:{name}", problem, None, 1)


FORMAT = Format(
    name="csv",
    suffixes=(".csv.zip", ".zip"),
    lossless=True,
    dumps=dumps,
    loads=loads,
    write_path=write_path,
    read_path=read_path,
)
