"""The files of a dataset in Parquet, opened and checked, except their rows."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, NoReturn

from diplomacy_events.arrow import schema
from diplomacy_events.arrow.schema_check import check_schema
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.files import open_files
from diplomacy_events.formats import versions
from diplomacy_events.formats.compression import MOST_VALUES_PER_BYTE
from diplomacy_events.formats.parquet.footer import count_values
from diplomacy_events.model.description import KINDS, header
from diplomacy_events.model.schema_version import KEY

__all__ = [
    "ABOUT",
    "POSITION",
    "ROWS",
    "TABLES",
    "About",
    "File",
    "Refusals",
    "file_name",
    "open_folder",
    "reading_errors",
    "refuse_file",
    "schema_of",
]

TABLES: dict[str, type] = {kind.plural: kind.cls for kind in KINDS}
ABOUT = tuple([field.name for field in header(Dataset)])

POSITION = "position"
FEW_VALUES = 1 << 21
"""This many values are harmless, whatever the size of the files."""

ROWS = "rows"
IN_PARTS = "a table in parts, which only diplomacy_events.scan can open"

About = dict[str, str | None]
Rows = dict[str, int]
"""The number of rows of each table of the dataset."""


class File(NamedTuple):
    """One open file of a folder."""

    table: str
    parquet: Any
    values: int
    about: About
    rows: Rows


class Refusals:
    """The faults of the files of a folder, gathered before it is refused."""

    def __init__(self) -> None:
        self._errors: list[tuple[str, FormatError]] = []

    @property
    def full(self) -> bool:
        """Whether there are more faults than one error lists."""
        return sum(len(error.faults) for _, error in self._errors) > MOST_FAULTS

    @contextmanager
    def of(self, table: str) -> Iterator[None]:
        """Note the faults of a file."""
        try:
            yield
        except FormatError as error:
            self._errors.append((table, error))

    def refuse(self) -> None:
        """Raise the faults noted, if there are any.

        Raises:
            FormatError: with the faults of all files, up to a limit.
        """
        if len(self._errors) == 1:
            raise self._errors[0][1]
        faults = [
            fault._replace(path=f"{file_name(table)}:{fault.path}")
            for table, error in self._errors
            for fault in error.faults
        ]
        if faults:
            heading = "not a folder of Parquet files"
            raise FormatError.of_first(heading, faults)


@contextmanager
def open_folder(
    folder: Path, unpacked_limit: int | None
) -> Iterator[tuple[dict[str, File], About]]:
    """Open the files of a folder, and yield them with their description of the dataset.

    Args:
        folder: the folder.
        unpacked_limit: the most values its files may contain; `None` for a number that
            fits their sizes.
    """
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(open_files(folder, _check_names))
        except NotADirectoryError:
            names = ", ".join(map(file_name, TABLES))
            refuse_file("not a folder", f"expected a folder with {names}")
        except FormatError as error:
            raise _naming_scan(folder, error) from error.__cause__
        refusals, files = Refusals(), {}
        for name in TABLES:
            if file_name(name) in opened:
                with refusals.of(name):
                    files[name] = _file(opened[file_name(name)], name, stack)
        refusals.refuse()
        size = sum(os.fstat(file.fileno()).st_size for file in opened.values())
        _check_values(size, files.values(), unpacked_limit)
        yield files, _common_description(files)


def _naming_scan(folder: Path, error: FormatError) -> FormatError:
    """Return an error that says what reads tables in parts, if the folder has any."""
    in_parts = {
        path
        for table in TABLES
        for name in (table, file_name(table))
        if (folder / name).is_dir() and not (folder / name).is_symlink()
        for path in (f"$[{name!a}]", ascii(name))
    }
    faults = [
        fault._replace(problem=IN_PARTS) if fault.path in in_parts else fault
        for fault in error.faults
    ]
    return FormatError(error.heading, faults=tuple(faults))


def _check_names(names: list[str]) -> list[str]:
    """Check that all files are tables, at least one, and return their names.

    Raises:
        FormatError: if not.
    """
    known = list(map(file_name, TABLES))
    unknown = sorted(set(names).difference(known))
    faults = [Fault(f"$[{name!a}]", "unknown file") for name in unknown]
    if not set(names).intersection(known):
        faults.append(Fault(f"$[{known[0]!r}]", "missing"))
    if faults:
        raise FormatError.of_first("not a folder of Parquet files", faults)
    return names


def _check_values(size: int, files: Iterable[File], limit: int | None) -> None:
    """Check that files do not contain far more values than bytes.

    Raises:
        FormatError: if they do.
    """
    values = sum(file.values for file in files)
    most = max(FEW_VALUES, size * MOST_VALUES_PER_BYTE) if limit is None else limit
    if values > most:
        more = "pass a higher unpacked_limit if you trust it"
        problem = f"it unpacks to {values} values, and at most {most} are read; {more}"
        refuse_file("not unpacked", problem)


def _common_description(files: dict[str, File]) -> About:
    """Return the description of the dataset in all files of a folder.

    Raises:
        FormatError: if descriptions differ, or a file is missing or cut short.
    """
    first = next(iter(files.values()))
    for name, file in files.items():
        if (file.about, file.rows) != (first.about, first.rows):
            problem = f"describes a different dataset from {file_name(first.table)}"
            refuse_file(file_name(name), problem)
    faults = [
        Fault(f"$[{file_name(name)!r}]", "missing")
        for name in first.rows
        if name not in files
    ]
    for name, file in files.items():
        got = file.parquet.metadata.num_rows
        if first.rows.get(name) != got:
            problem = f"expected {first.rows.get(name)} rows, got {got}"
            faults.append(Fault(f"$[{file_name(name)!r}]", problem))
    if faults:
        raise FormatError.of_first("not a folder of Parquet files", faults)
    return first.about


def file_name(table: str) -> str:
    """Return the name of the file of a table."""
    return f"{table}.parquet"


def _file(file: BinaryIO, table: str, stack: ExitStack) -> File:
    """Read the description of a file, and check all of it except its rows."""
    pq = import_extra("pyarrow.parquet", extra="frames")
    with reading_errors(table):
        parquet = stack.enter_context(
            pq.ParquetFile(file, page_checksum_verification=True)
        )
        found = parquet.schema_arrow
        values = count_values(file)
    about, rows = _about(table, (found.metadata or {}).get(KEY, b"null"))
    _check_columns(table, found)
    return File(table, parquet, values, about, rows)


def _check_columns(table: str, found: Any) -> None:
    """Check that a file has the columns of its table; see `check_schema`.

    Raises:
        FormatError: if not.
    """
    pa = import_extra("pyarrow", extra="frames")
    places = [found.field(at) for at in found.get_all_field_indices(POSITION)]
    if [field.type for field in places] != [pa.int64()]:
        refuse_file(
            file_name(table), "expected exactly one column of int64", f"$[*].{POSITION}"
        )
    columns = pa.schema([field for field in found if field.name != POSITION])
    try:
        check_schema(columns, (TABLES[table],))
    except FormatError as error:
        heading = f"{file_name(table)}: not the expected columns"
        raise FormatError(heading, faults=error.faults) from None


def _about(table: str, header: bytes) -> tuple[About, Rows]:
    """Return the description of the dataset and of its tables in a file."""
    with reading_errors(table):
        # Given bytes, json would also accept encodings other than UTF-8.
        pairs = json.loads(header.decode(), object_pairs_hook=tuple)
    if type(pairs) is not tuple:
        refuse_file(file_name(table), "no metadata under the key diplomacy_events")
    metadata = dict(pairs)
    try:
        versions.check_version(metadata)
    except FormatError as error:
        raise FormatError(file_name(table), faults=error.faults) from None
    if metadata.pop("table", None) != table:
        refuse_file(file_name(table), f"expected {table!r}", "$.table")
    del metadata["schema_version"]
    keys = [key for key, _ in pairs]
    unknown = sorted(set(keys) - {"schema_version", "table", ROWS, *ABOUT})
    if unknown or len(set(keys)) < len(keys):
        problem = (
            f"expected the keys {', '.join(ABOUT)}, each once, got {list(metadata)}"
        )
        refuse_file(file_name(table), problem)
    rows = metadata.pop(ROWS, None)
    if type(rows) is not tuple or not all(type(count) is int for _, count in rows):
        refuse_file(
            file_name(table), "expected the number of rows of each table", f"$.{ROWS}"
        )
    return {name: metadata.get(name) for name in ABOUT}, dict(rows)


def schema_of(name: str) -> Any:
    """Return the schema of a table."""
    pa = import_extra("pyarrow", extra="frames")
    place = pa.field(POSITION, pa.int64(), nullable=False)
    return schema(TABLES[name], folded=True).append(place)


@contextmanager
def reading_errors(table: str) -> Iterator[None]:
    """Turn any exception from broken bytes into an error of the format."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # broken bytes can raise anything
        refuse_file(file_name(table), f"cannot be read: {error}", cause=error)


def refuse_file(
    heading: str, problem: str, path: str = "$", cause: Exception | None = None
) -> NoReturn:
    """Raise the error of the format with one fault.

    Raises:
        FormatError: always.
    """
    raise FormatError(heading, faults=(Fault(path, problem),)) from cause
