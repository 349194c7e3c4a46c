"""Apache Parquet: a folder with one file per class, for data of any size.

The columns are those of `diplomacy_events.arrow.schema`, folded text included, and the
``position`` among all sources, all actors or all records. Every file says in its
metadata, as JSON under ``diplomacy_events``, the schema version, which table it is, and
what describes the dataset.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from heapq import merge
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from diplomacy_events.arrow import objects, schema, source_names, table, uncollected
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import (
    DiplomacyEventsError,
    Fault,
    FormatError,
    IntegrityError,
)
from diplomacy_events.extras import needed
from diplomacy_events.files import replace_folder
from diplomacy_events.formats import versions
from diplomacy_events.formats.assembly import refuse
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.older_rows import older_objects
from diplomacy_events.formats.progress import progress
from diplomacy_events.model.actors import Group, Organization, Person, State
from diplomacy_events.model.records import (
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Source

__all__ = ["FORMAT"]

ACTORS = {
    "persons": Person,
    "states": State,
    "organizations": Organization,
    "groups": Group,
}
RECORDS = {
    "statements": Statement,
    "visits": StateVisit,
    "declarations": JointDeclaration,
    "allegations": Allegation,
}
TABLES: dict[str, type] = {"sources": Source, **ACTORS, **RECORDS}
ABOUT = ("title", "description", "licence", "citation", "version")

KEY = b"diplomacy_events"
POSITION = "position"
# An engine passes by a group of rows at a time, of which none fits what it looks for.
ROW_GROUP = 100_000
BATCH = 1 << 16
# About as many bytes as a row takes in memory.
USUAL_ROW = 1 << 9
# Records that are read one by one are of four files at once.
STREAMED = 1 << 13

About = dict[str, str | None]
Done = Callable[[int], object]


def write_path(dataset: Dataset, path: str | os.PathLike[str]) -> None:
    """Write a dataset to a folder, which is replaced as a whole or not at all.

    Raises:
        FormatError: if the folder holds other files than those of a dataset.
        MissingExtraError: if pyarrow is not installed.
        OSError: if the folder cannot be written.
    """
    parts: dict[str, list[Any]] = {name: [] for name in TABLES}
    places: dict[str, list[int]] = {name: [] for name in TABLES}
    names = {kind: name for name, kind in TABLES.items()}
    for collection in (dataset.sources, dataset.actors, dataset.records):
        for place, item in enumerate(collection):
            parts[names[type(item)]].append(item)
            places[names[type(item)]].append(place)
    about: About = {field: getattr(dataset, field) for field in ABOUT}
    # Asked for before anything is touched.
    needed("pyarrow.parquet", extra="frames")

    count = sum(map(len, places.values()))
    what = f"writing {os.path.basename(path)}"

    def fill(folder: Path) -> None:
        with progress(what, count, count * USUAL_ROW) as done:
            for name in TABLES:
                file = folder / _name(name)
                _write(file, name, parts[name], places[name], about, done)

    replace_folder(path, fill, list(map(_name, TABLES)))


def _write(
    path: Path,
    name: str,
    items: list[Any],
    places: list[int],
    about: About,
    done: Done,
) -> None:
    """Write one file, a group of rows at a time."""
    pq = needed("pyarrow.parquet", extra="frames")
    pa = needed("pyarrow", extra="frames")
    header = {"schema_version": versions.SCHEMA_VERSION, "table": name, **about}
    wanted = _schema(name).with_metadata({KEY: json.dumps(header, ensure_ascii=False)})
    with pq.ParquetWriter(
        path,
        wanted,
        compression="zstd",
        write_page_index=True,
        write_page_checksum=True,
    ) as writer:
        for start in range(0, len(items), ROW_GROUP):
            rows = slice(start, start + ROW_GROUP)
            made = table(items[rows], (TABLES[name],), folded=True)
            place = pa.array(places[rows], pa.int64())
            made = made.append_column(wanted.field(POSITION), place)
            writer.write_table(made.replace_schema_metadata(wanted.metadata))
            done(len(made))


def _schema(name: str) -> Any:
    """Return the schema of a table."""
    pa = needed("pyarrow", extra="frames")
    place = pa.field(POSITION, pa.int64(), nullable=False)
    return schema(TABLES[name], folded=True).append(place)


def read_path(path: str | os.PathLike[str]) -> Dataset:
    """Return the dataset that a folder holds.

    Raises:
        MissingExtraError: if pyarrow is not installed.
        FormatError: if it holds no valid dataset.
        OSError: if it cannot be read.
    """
    with uncollected(), _opened(Path(path)) as (files, about):
        with _watched(path, list(files.values())) as done:
            parts: dict[str, Any] = {
                **about,
                "sources": _placed([files["sources"]], done),
                "actors": _placed([files[name] for name in ACTORS], done),
                "records": _placed([files[name] for name in RECORDS], done),
            }
        try:
            return Dataset(**parts)
        except IntegrityError as error:
            refuse(error.faults)
        except DiplomacyEventsError as error:
            _refuse("not a valid dataset", str(error), cause=error)


def iter_path(path: str | os.PathLike[str]) -> Iterator[Record]:
    """Yield the records that a folder holds, a few thousand at a time in memory.

    Raises:
        MissingExtraError: if pyarrow is not installed.
        FormatError: if it does not hold what it should.
        OSError: if it cannot be read.
    """
    with ExitStack() as stack:
        opened, _ = stack.enter_context(_opened(Path(path)))
        files = [opened[name] for name in RECORDS]
        done = stack.enter_context(_watched(path, files))
        streams = [
            chain.from_iterable(
                zip(places, made, strict=True)
                for places, made in _batches(file, STREAMED, done)
            )
            for file in files
        ]
        for index, (place, record) in enumerate(merge(*streams, key=itemgetter(0))):
            if place != index:
                _misplaced(f"expected {index} as the next, got {place}")
            yield record


def _watched(
    path: str | os.PathLike[str], files: "list[_File]"
) -> AbstractContextManager[Done]:
    """Show how many of the rows of files are read."""
    found = [file.parquet.metadata for file in files]
    rows = sum(metadata.num_rows for metadata in found)
    return progress(f"reading {os.path.basename(path)}", rows, rows * USUAL_ROW)


def _placed(files: "list[_File]", done: Done) -> list[Any]:
    """Return the objects of several files in the order of their positions."""
    batches = [batch for file in files for batch in _batches(file, BATCH, done)]
    count = sum(len(made) for _, made in batches)
    found: list[Any] = [None] * count
    if {place for places, _ in batches for place in places} != set(range(count)):
        _misplaced(f"expected each from 0 to {count - 1} once")
    for places, made in batches:
        for place, item in zip(places, made, strict=True):
            found[place] = item
    return found


def _misplaced(problem: str) -> NoReturn:
    _refuse("not the tables of one dataset", problem, f"$[*].{POSITION}")


class _File(NamedTuple):
    """One open file of a folder."""

    table: str
    parquet: Any
    about: About
    version: int


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[dict[str, _File], About]]:
    """Open the files of a folder, and return what they say of the dataset."""
    if folder.exists() and not folder.is_dir():
        _refuse("not a folder", f"expected one with {', '.join(map(_name, TABLES))}")
    found, wanted = set(os.listdir(folder)), set(map(_name, TABLES))
    faults = [Fault(f"$[{name!r}]", "missing") for name in sorted(wanted - found)]
    faults += [Fault(f"$[{name!a}]", "unknown file") for name in sorted(found - wanted)]
    if faults:
        raise FormatError("not a folder of Parquet files", faults=tuple(faults))
    with ExitStack() as stack:
        files = {name: _file(folder, name, stack) for name in TABLES}
        about = files["sources"].about
        for name, file in files.items():
            if file.about != about:
                _refuse(_name(name), "describes another dataset than sources.parquet")
        yield files, about


def _name(table: str) -> str:
    return f"{table}.parquet"


def _file(folder: Path, table: str, stack: ExitStack) -> _File:
    """Open one file, and check all of it but its rows."""
    pq = needed("pyarrow.parquet", extra="frames")
    path = folder / _name(table)
    # A file that cannot be opened is no matter of its format.
    path.open("rb").close()
    with _readable(table):
        parquet = stack.enter_context(
            pq.ParquetFile(path, page_checksum_verification=True)
        )
        found = parquet.schema_arrow
    about, version = _about(table, (found.metadata or {}).get(KEY, b"null"))
    expected = _schema(table)
    if versions.older(version):
        # Its columns are those of its own time.
        expected = found
    if not found.equals(expected):
        faults = [
            Fault(f"$[*].{name}", f"expected {wanted}, got {got}")
            for name in dict.fromkeys([*expected.names, *found.names])
            if (wanted := _columns(expected, name)) != (got := _columns(found, name))
        ]
        heading = f"{_name(table)}: other columns, or in another order"
        raise FormatError(heading, faults=tuple(faults))
    return _File(table, parquet, about, version)


def _columns(found: Any, name: str) -> str:
    """Return what columns of a name a schema has, to compare and to show."""
    fields = [found.field(index) for index in found.get_all_field_indices(name)]
    return (
        " and ".join(
            f"{field.type}{'' if field.nullable else ' not null'}" for field in fields
        )
        or "no column"
    )


def _about(table: str, header: bytes) -> tuple[About, int]:
    """Return what the header of a file says of the dataset, and its schema version."""
    with _readable(table):
        pairs = json.loads(header, object_pairs_hook=tuple)
    if type(pairs) is not tuple:
        _refuse(_name(table), "no metadata under the key diplomacy_events")
    said = dict(pairs)
    try:
        version = versions.check_version(said)
    except FormatError as error:
        raise FormatError(_name(table), faults=error.faults) from None
    if said.pop("table", None) != table:
        _refuse(_name(table), f"expected {table!r}", "$.table")
    del said["schema_version"]
    keys = [key for key, _ in pairs]
    if versions.older(version):
        said = versions.migrated_header(said, version)
        keys = ["schema_version", "table", *said]
    if sorted(keys) != sorted(["schema_version", "table", *ABOUT]):
        _refuse(_name(table), f"expected the keys {', '.join(ABOUT)}, got {list(said)}")
    return said, version


def _batches(
    file: _File, count: int, done: Done
) -> Iterator[tuple[list[int], list[Any]]]:
    """Yield the positions and the objects of a file, so many at once."""
    kind = TABLES[file.table]
    names = source_names(kind)
    before = versions.older(file.version)
    columns = None if before else [*names, POSITION]
    batches = file.parquet.iter_batches(count, columns=columns)
    first = 0
    while True:
        with _readable(file.table):
            batch = next(batches, None)
        if batch is None:
            return
        try:
            if before:
                rows = batch.drop_columns([POSITION]).to_pylist()
                made = older_objects(rows, kind, file.version, first)
            else:
                made = objects(batch.select(names), (kind,), first=first)
        except FormatError as error:
            heading = f"{_name(file.table)}: {error.heading}"
            raise FormatError(heading, faults=error.faults) from error.__cause__
        yield batch.column(POSITION).to_pylist(), made
        first += len(made)
        done(len(made))


@contextmanager
def _readable(table: str) -> Iterator[None]:
    """Turn whatever comes of reading broken bytes into an error of the format."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # what bytes may do has no bounds
        _refuse(_name(table), f"cannot be read: {error}", cause=error)


def _refuse(
    heading: str, problem: str, path: str = "$", cause: Exception | None = None
) -> NoReturn:
    raise FormatError(heading, faults=(Fault(path, problem),)) from cause


FORMAT = Format(
    name="parquet",
    suffixes=(".parquet",),
    lossless=True,
    write_path=write_path,
    read_path=read_path,
    iter_path=iter_path,
)
