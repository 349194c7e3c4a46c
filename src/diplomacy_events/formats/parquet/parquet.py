"""Apache Parquet: a folder with one file per class, for data of any size.

The columns are those of `diplomacy_events.arrow.schema`, including folded text, and the
``position`` among all sources, all actors or all records. The metadata of every file
contains, as JSON under ``diplomacy_events``, the schema version, the name of the table,
and the description of the dataset.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from heapq import merge
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, NoReturn

from diplomacy_events.arrow import objects, source_names, table
from diplomacy_events.arrow.derived import check_derived, checked_names
from diplomacy_events.arrow.to_objects import OBJECTS_IN_ROW
from diplomacy_events.collector import (
    collect_new_objects,
    fewer_collections,
    fewer_collections_in,
)
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import (
    DiplomacyEventsError,
    FormatError,
    IntegrityError,
)
from diplomacy_events.extras import import_extra
from diplomacy_events.files import replace_folder
from diplomacy_events.formats import versions
from diplomacy_events.formats.assembly import refuse_faults
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.parquet.parquet_files import (
    ABOUT,
    POSITION,
    ROWS,
    TABLES,
    File,
    Refusals,
    file_name,
    open_folder,
    reading_errors,
    refuse_file,
    schema_of,
)
from diplomacy_events.formats.progress import progress
from diplomacy_events.model.description import SECTIONS
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.schema_version import KEY

__all__ = ["FORMAT"]

# An engine skips a group of rows at once if none of them matches.
ROWS_IN_GROUP = 100_000
ROWS_AT_ONCE = 1 << 16
# The bytes of a row in memory, roughly.
USUAL_ROW_BYTES = 1 << 9
# Reading records one by one reads four files at once.
ROWS_STREAMED_AT_ONCE = 1 << 13

Done = Callable[[int], object]
Batch = tuple[list[int], list[object]]
"""Positions and their objects."""


def write_path(dataset: Dataset, path: str | os.PathLike[str]) -> None:
    """Write a dataset to a folder, which is replaced as a whole or not at all.

    Raises:
        FormatError: if the folder contains files that are not part of a dataset.
        MissingExtraError: if pyarrow is not installed.
        OSError: if the folder cannot be written.
    """
    parts: dict[str, list[object]] = {name: [] for name in TABLES}
    places: dict[str, list[int]] = {name: [] for name in TABLES}
    names = {kind: name for name, kind in TABLES.items()}
    for collection in (dataset.sources, dataset.actors, dataset.records):
        for place, item in enumerate(collection):
            parts[names[type(item)]].append(item)
            places[names[type(item)]].append(place)
    about: dict[str, object] = {field: getattr(dataset, field) for field in ABOUT}
    about[ROWS] = {name: len(items) for name, items in parts.items()}
    # Checked before anything is changed.
    import_extra("pyarrow.parquet", extra="frames")

    count = sum(map(len, places.values()))
    what = f"writing {os.path.basename(path)}"

    def fill(folder: Path) -> None:
        with progress(what, count, count * USUAL_ROW_BYTES) as done:
            for name in TABLES:
                file = folder / file_name(name)
                _write(file, name, parts[name], places[name], about, done)

    replace_folder(path, fill, list(map(file_name, TABLES)))


def _write(
    path: Path,
    name: str,
    items: list[object],
    places: list[int],
    about: dict[str, object],
    done: Done,
) -> None:
    """Write one file, a group of rows at a time."""
    pq = import_extra("pyarrow.parquet", extra="frames")
    pa = import_extra("pyarrow", extra="frames")
    header = {"schema_version": versions.SCHEMA_VERSION, "table": name, **about}
    wanted = schema_of(name).with_metadata(
        {KEY: json.dumps(header, ensure_ascii=False)}
    )
    with pq.ParquetWriter(
        path,
        wanted,
        compression="zstd",
        write_page_index=True,
        write_page_checksum=True,
    ) as writer:
        for start in range(0, len(items), ROWS_IN_GROUP):
            rows = slice(start, start + ROWS_IN_GROUP)
            piece = table(items[rows], (TABLES[name],), folded=True)
            place = pa.array(places[rows], pa.int64())
            piece = piece.append_column(wanted.field(POSITION), place)
            writer.write_table(piece.replace_schema_metadata(wanted.metadata))
            done(len(piece))


def read_path(
    path: str | os.PathLike[str], *, unpacked_limit: int | None = None
) -> Dataset:
    """Return the dataset in a folder.

    Args:
        path: the folder.
        unpacked_limit: the most values its files may contain (default: sixteen for each
            of their bytes).

    Raises:
        MissingExtraError: if pyarrow is not installed.
        FormatError: if the dataset is not valid.
        OSError: if it cannot be read.
    """
    with ExitStack() as stack:
        files, about = stack.enter_context(open_folder(Path(path), unpacked_limit))
        rows = sum(file.parquet.metadata.num_rows for file in files.values())
        stack.enter_context(fewer_collections(rows * OBJECTS_IN_ROW))
        refusals = Refusals()
        with _with_progress(path, list(files.values())) as done:
            batches = {
                name: _valid_batches(file, refusals, done)
                for name, file in files.items()
            }
        refusals.refuse()
        parts: dict[str, Any] = {
            **about,
            **{name: _in_order(_batches_of(name, batches)) for name in SECTIONS},
        }
        try:
            return Dataset(**parts)
        except IntegrityError as error:
            refuse_faults(error.faults)
        except DiplomacyEventsError as error:
            refuse_file("not a valid dataset", str(error), cause=error)


def iter_path(
    path: str | os.PathLike[str], *, unpacked_limit: int | None = None
) -> Iterator[Record]:
    """Yield the records in a folder, with a few thousand at a time in memory.

    Args:
        path: the folder.
        unpacked_limit: the most values its files may contain (default: sixteen for each
            of their bytes).

    Raises:
        MissingExtraError: if pyarrow is not installed.
        FormatError: if the content is not valid.
        OSError: if it cannot be read.
    """
    with ExitStack() as stack:
        every, _ = stack.enter_context(open_folder(Path(path), unpacked_limit))
        files = [every[kind.plural] for kind in RECORD_KINDS if kind.plural in every]
        done = stack.enter_context(_with_progress(path, files))
        streams = [_stream(file, done) for file in files]
        for index, (place, record) in enumerate(merge(*streams, key=itemgetter(0))):
            if place != index:
                _refuse_positions(f"expected {index} next, got {place}")
            yield record


def _stream(file: File, done: Done) -> Iterator[tuple[int, Any]]:
    """Yield the positions and objects of a file, a few thousand at a time."""
    count = file.parquet.metadata.num_rows * OBJECTS_IN_ROW
    batches = _batches(file, ROWS_STREAMED_AT_ONCE)
    made_of_rows = (_read_batch(file, *batch) for batch in batches)
    for places, made in fewer_collections_in(made_of_rows, count):
        done(len(made))
        yield from zip(places, made, strict=True)


def _with_progress(
    path: str | os.PathLike[str], files: "list[File]"
) -> AbstractContextManager[Done]:
    """Show how many of the rows of files are read."""
    found = [file.parquet.metadata for file in files]
    rows = sum(metadata.num_rows for metadata in found)
    return progress(f"reading {os.path.basename(path)}", rows, rows * USUAL_ROW_BYTES)


def _valid_batches(file: File, refusals: Refusals, done: Done) -> list[Batch]:
    """Return all valid batches of a file, and note the faults of others."""
    batches: list[Batch] = []
    with refusals.of(file.table):
        for batch, first, before in _batches(file, ROWS_AT_ONCE):
            with refusals.of(file.table):
                batches.append(_read_batch(file, batch, first, before))
                collect_new_objects()
            if refusals.full:
                break
            done(len(batch))
    return batches


def _batches_of(section: str, batches: dict[str, list[Batch]]) -> Iterator[Batch]:
    for kind in SECTIONS[section].kinds:
        yield from batches.get(kind.plural, ())


def _in_order(given: Iterable[Batch]) -> list[object]:
    """Return the objects of several files in the order of their positions."""
    batches = list(given)
    count = sum(len(made) for _, made in batches)
    found: list[object] = [None] * count
    if {place for places, _ in batches for place in places} != set(range(count)):
        _refuse_positions(f"expected each number from 0 to {count - 1} once")
    for places, made in batches:
        for place, item in zip(places, made, strict=True):
            found[place] = item
    return found


def _refuse_positions(problem: str) -> NoReturn:
    refuse_file("not the tables of one dataset", problem, f"$[*].{POSITION}")


def _batches(file: File, count: int) -> Iterator[tuple[Any, int, int]]:
    """Yield the rows of a file, in batches of a size.

    Each batch comes with the number of its first row, and the last position before it.
    """
    kind = TABLES[file.table]
    known = [*source_names(kind), *checked_names(kind), POSITION]
    present = file.parquet.schema_arrow.names
    columns = [name for name in known if name in present]
    batches = file.parquet.iter_batches(count, columns=columns)
    first, before = 0, -1
    while True:
        with reading_errors(file.table):
            batch = next(batches, None)
        if batch is None:
            return
        yield batch, first, before
        first += len(batch)
        before = batch.column(POSITION)[-1].as_py()


def _read_batch(file: File, batch: Any, first: int, before: int) -> Batch:
    """Return the positions and the objects of rows, given the number of the first."""
    kind = TABLES[file.table]
    places = batch.column(POSITION).to_pylist()
    rows = batch.drop_columns([POSITION])
    try:
        for row, (one, other) in enumerate(pairwise([before, *places])):
            if other is None or one >= other:
                problem = f"expected more than {one}, got {other}"
                refuse_file(
                    "rows out of order", problem, f"$[{first + row}].{POSITION}"
                )
        things = objects(rows, (kind,), first=first)
        check_derived(rows, kind, things, first)
    except FormatError as error:
        heading = f"{file_name(file.table)}: {error.heading}"
        raise FormatError(heading, faults=error.faults) from error.__cause__
    return places, things


FORMAT = Format(
    name="parquet",
    suffixes=(".parquet",),
    lossless=True,
    write_path=write_path,
    read_path=read_path,
    iter_path=iter_path,
)
