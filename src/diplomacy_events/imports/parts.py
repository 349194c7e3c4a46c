"""Import many tables at once: a part for each file, in a folder that `scan` opens."""

import glob
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from diplomacy_events.arrow import table as arrow_table
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.files import replace_folder
from diplomacy_events.imports.account import Account, Rows
from diplomacy_events.imports.importer import OnError
from diplomacy_events.imports.importing import import_table
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import KINDS, kind_of
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.model.schema_version import KEY, SCHEMA_VERSION
from diplomacy_events.model.sources import Source

__all__ = ["import_tables"]

NAMES = [kind.plural for kind in KINDS]
PART = "part-{:06}.parquet"
OWN = [
    *[f"{name}.parquet" for name in NAMES],
    *[f"{kind.plural}/part-{'[0-9]' * 6}.parquet" for kind in RECORD_KINDS],
]
"""Patterns of the files in such a folder."""


class _PartReport(NamedTuple):
    """The report on a part that was written.

    Attributes:
        account: what became of its rows.
        shared: its sources and actors.
        ids: the ids of its records.
    """

    account: Account
    shared: list[Source | Actor]
    ids: list[str]


def import_tables(
    pattern: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    path: str | os.PathLike[str],
    kind: str | None = None,
    *,
    jobs: int = 1,
    on_error: OnError = "raise",
    **options: object,
) -> Account:
    """Import many tables into a folder of Parquet files, one part for each table.

    At most one table for each job is in memory. `scan` opens the folder; `read` does
    not. All parts share their sources and actors, in files beside them.

    Args:
        pattern: a pattern of paths such as ``gdelt/*.export.CSV.zip``, or the paths.
        path: the folder, which is replaced completely or not at all.
        kind: the name of the importer (default: recognised by the first bytes of each).
        jobs: how many processes to run at once.
        on_error: what to do about faulty rows; see `import_table`.
        **options: options of the importer.

    Raises:
        FormatError: if no table matches the pattern, two tables have the same row or
            describe an actor differently, a table cannot be imported, or the folder
            contains something else.
        UnknownNameError: if the importer, an option or a value of it does not exist.
        MissingExtraError: if pyarrow is not installed.
        OSError: if something cannot be read or written.
    """
    import_extra("pyarrow", extra="frames")
    paths = _paths(pattern)
    entries: list[Rows] = []
    faults: list[Fault] = []
    rows = 0

    def fill(folder: Path) -> None:
        nonlocal rows
        work = partial(_part, str(folder), kind, {"on_error": on_error, **options})
        shared: dict[str, Source | Actor] = {}
        seen: dict[str, str] = {}
        with _parallel_map(jobs) as run:
            for made, done in zip(paths, run(work, enumerate(paths)), strict=True):
                _share(shared, seen, made, done)
                rows += done.account.rows
                entries.extend(done.account.entries)
                faults.extend(done.account.faults)
        _write_shared_tables(folder, shared.values())

    replace_folder(path, fill, OWN)
    return Account(rows=rows, entries=tuple(entries), faults=tuple(faults))


def _paths(pattern: Any) -> list[str]:
    if isinstance(pattern, (str, os.PathLike)):
        files = sorted(glob.glob(os.fsdecode(pattern)))
    else:
        files = [os.fsdecode(one) for one in pattern]
    if not files:
        raise FormatError(f"no table matches {pattern!r}")
    # Opening a pipe would block.
    others = [
        Fault(path, "neither a file nor a folder")
        for path in files
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)
    ]
    if others:
        heading = f"not all of {pattern!r} are tables"
        raise FormatError.of_first(heading, others)
    return files


@contextmanager
def _parallel_map(jobs: int) -> Iterator[Callable[..., Iterable[_PartReport]]]:
    """Give a function that maps over many tables, here or in other processes."""
    if jobs == 1:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        yield pool.map


def _part(
    folder: str, kind: str | None, options: dict[str, Any], item: tuple[int, str]
) -> _PartReport:
    """Import one table, and write the files of its records."""
    number, path = item
    result = import_table(path, kind, **options)
    dataset = result.dataset
    for record_kind in RECORD_KINDS:
        cls: Any = record_kind.cls
        chosen = [record for record in dataset.records if type(record) is cls]
        target = Path(folder, record_kind.plural)
        target.mkdir(exist_ok=True)
        _write(target / PART.format(number), chosen, cls)
    shared = [*dataset.sources, *dataset.actors]
    return _PartReport(result.account, shared, list(dataset.records.ids))


def _write(path: Path, things: list[Any], cls: Any) -> None:
    import pyarrow.parquet as pq

    made = arrow_table(things, (cls,), folded=True)
    about = json.dumps({"schema_version": SCHEMA_VERSION})
    pq.write_table(made.replace_schema_metadata({KEY: about}), path)


def _share(
    shared: dict[str, Source | Actor],
    seen: dict[str, str],
    path: str,
    done: _PartReport,
) -> None:
    """Add the sources and actors that a part shares with others.

    Raises:
        FormatError: if it contradicts another part.
    """
    for thing in done.shared:
        if shared.setdefault(thing.id, thing) != thing:
            problem = f"another table describes {thing.id!r} differently"
            raise FormatError(f"{path}: {problem}")
    for id in done.ids:
        if seen.setdefault(id, path) != path:
            raise FormatError(f"{path}: {seen[id]} also has the record {id!r}")


def _write_shared_tables(folder: Path, things: Iterable[object]) -> None:
    by_class: dict[type, list[object]] = {
        kind.cls: [] for kind in KINDS if kind not in RECORD_KINDS
    }
    for thing in things:
        by_class[type(thing)].append(thing)
    for cls, chosen in by_class.items():
        _write(folder / f"{kind_of(cls).plural}.parquet", chosen, cls)
