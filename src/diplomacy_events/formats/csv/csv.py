r"""CSV (RFC 4180): one table per class, with a Frictionless Data Package around them.

A folder or a zip archive contains ``datapackage.json`` and the tables. A folder from
before a table or a column was added lacks it; its descriptor lists what it has. An
empty cell is a missing value; texts of the model are never empty, so nothing is lost.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from heapq import nsmallest
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.files import open_files, replace, replace_folder
from diplomacy_events.formats.archives import entries, without_top_folder
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
from diplomacy_events.formats.csv.table_schema import TABLES
from diplomacy_events.formats.csv.table_text import field_size, guard, read_rows
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.json_values import from_values, to_values
from diplomacy_events.model.rules import short

__all__ = ["FORMAT"]

FILES = (DESCRIPTOR_NAME, *(table.file for table in TABLES))


def dumps(dataset: Dataset, *, spreadsheet_safe: bool = False) -> bytes:
    """Return a dataset as a zip archive, the same bytes every time.

    Args:
        dataset: the dataset.
        spreadsheet_safe: put an apostrophe before text that a spreadsheet would read as
            a formula; reading removes it again.
    """
    packed = BytesIO()
    with _packing(packed) as archive:
        for name, data in _files(dataset, spreadsheet_safe).items():
            # Its default day is always the same.
            entry = ZipInfo(name)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


@contextmanager
def _packing(file: BytesIO) -> Iterator[ZipFile]:
    """Open an archive to be written, and close it if nothing interrupts."""
    archive = ZipFile(file, "w", ZIP_DEFLATED)
    try:
        yield archive
    except BaseException:
        # Halfway through an entry, it cannot be closed: an interrupt would be lost.
        archive.fp = None
        raise
    archive.close()


def loads(data: str | bytes, *, unpacked_limit: int | None = None) -> Dataset:
    """Return the dataset in a zip archive.

    Args:
        data: the archive.
        unpacked_limit: the most bytes it may unpack to (default: about a hundred times
            its size).

    Raises:
        FormatError: if it is not valid; the error lists every fault with file and line.
    """
    if isinstance(data, str):
        raise FormatError("expected the bytes of a zip archive, got text")
    return _dataset(_unpack(data, limit_of(len(data), unpacked_limit)))


def write_path(dataset: Dataset, path: Path, *, spreadsheet_safe: bool = False) -> None:
    """Write a dataset to a folder, or to an archive if the path ends in ``.zip``.

    A folder is replaced as a whole.

    Raises:
        FormatError: if the folder contains files that are not part of a data package.
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
    """Return the dataset in a folder or an archive.

    Hidden files in a folder, and files that spreadsheets and systems leave there, are
    not part of it. If the folder is replaced meanwhile, all files are from the old one
    or all from the new one.

    Args:
        path: the folder, or the archive.
        unpacked_limit: the most bytes an archive may unpack to (default: about a
            hundred times its size).

    Raises:
        FormatError: if it is not valid; the error lists every fault with file and line.
        OSError: if it cannot be read.
    """
    try:
        with open_files(path, _check_names) as files:
            return _dataset({name: file.read() for name, file in files.items()})
    except NotADirectoryError:
        return loads(path.read_bytes(), unpacked_limit=unpacked_limit)


def _files(dataset: Dataset, spreadsheet_safe: bool) -> dict[str, bytes]:
    from json import dumps as json_text

    document = to_values(dataset)
    tables = table_rows(document)
    described = descriptor_of(
        document,
        spreadsheet_safe=spreadsheet_safe,
        # The header is not a row.
        counts={name: len(lines) - 1 for name, lines in tables.items()},
    )
    text = json_text(described, ensure_ascii=False, indent=2) + "\n"
    files = {DESCRIPTOR_NAME: text.encode()}
    for name, lines in tables.items():
        written = StringIO(newline="")
        # Rows end as RFC 4180 requires; line breaks inside a cell stay unchanged.
        csv.writer(written).writerows(
            [guard(cell) for cell in line] if spreadsheet_safe else line
            for line in lines
        )
        files[f"{name}.csv"] = written.getvalue().encode()
    return files


def _unpack(data: bytes, limit: int) -> dict[str, bytes]:
    """Return the files of an archive, which must all have known names.

    They may be in one top folder, as they are if a folder was packed.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = entries(archive)
            names = _check_names(without_top_folder([path for path, _ in found]))
            files = dict(zip(names, [entry for _, entry in found], strict=True))
            return unzip(archive, files, limit)
    except FormatError:
        raise
    except Exception as error:  # zipfile raises a dozen kinds
        raise FormatError(f"not a readable zip archive: {error}") from error


def _check_names(names: list[str]) -> list[str]:
    """Check that there is a descriptor and no unknown file, and return the names.

    Raises:
        FormatError: if not.
    """
    counts = Counter(names)
    unknown = nsmallest(MOST_FAULTS + 1, counts.keys() - {*FILES})
    faults = [Fault(ascii(name), "unknown file") for name in unknown]
    if DESCRIPTOR_NAME not in counts:
        faults.append(Fault(DESCRIPTOR_NAME, "missing"))
    faults += [Fault(name, "occurs twice") for name in FILES if counts[name] > 1]
    if faults:
        raise FormatError.of_first("not a data package of diplomacy_events", faults)
    return names


def _check_tables(found: Descriptor, files: Mapping[str, bytes]) -> None:
    """Check that the files match the tables in a descriptor.

    Raises:
        FormatError: if not.
    """
    expected = {table.file for table in TABLES if table.name in found.tables}
    given = {*files} - {DESCRIPTOR_NAME}
    faults = [Fault(name, "missing") for name in sorted(expected - given)]
    faults += [
        Fault(name, f"not a table that {DESCRIPTOR_NAME} names")
        for name in sorted(given - expected)
    ]
    if faults:
        raise FormatError.of_first("not a data package of diplomacy_events", faults)


def _dataset(files: Mapping[str, bytes]) -> Dataset:
    descriptor = read_descriptor(files[DESCRIPTOR_NAME])
    _check_tables(descriptor, files)
    faults: list[Fault] = []
    rows: list[Row] = []
    with field_size(max(map(len, files.values()))):
        for table in TABLES:
            if table.name in descriptor.tables:
                rows += read_rows(table, files[table.file], descriptor, faults)
    if faults:
        refuse_faults(faults)
    document, places = gather_rows(rows)
    try:
        dataset = from_values({**descriptor.metadata, **document})
    except FormatError as error:
        where = tuple(locate_faults(error.faults, places))
        raise FormatError(error.heading, faults=where) from None
    if faults := list(_truncated_tables(rows, descriptor)):
        refuse_faults(faults)
    return dataset


def _truncated_tables(found: list[Row], descriptor: Descriptor) -> Iterator[Fault]:
    """Yield the tables with a wrong number of rows."""
    row_counts = Counter(row.table.name for row in found)
    for name, table in descriptor.tables.items():
        rows = row_counts[name] if table.rows is None else table.rows
        if type(rows) is not int or rows != row_counts[name]:
            wanted = f"expected {short(rows)} rows, as {DESCRIPTOR_NAME} says"
            yield Fault(f"{name}.csv", f"{wanted}, found {row_counts[name]}")


FORMAT = Format(
    name="csv",
    suffixes=(".csv.zip", ".zip"),
    lossless=True,
    dumps=dumps,
    loads=loads,
    write_path=write_path,
    read_path=read_path,
)
