"""How fast objects are converted to Arrow and Parquet and back.

One run converts 100,000 invented records, or as many as the argument says. Beside it
are the time to read their JSON Lines to plain dicts, and the usual way without this
package.

The garbage collector runs with its defaults; further columns pause it for the others
too, as this package does for itself.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from made import make

from diplomacy_events import dumps
from diplomacy_events.arrow import objects, schema, table
from diplomacy_events.formats.parquet import parquet
from diplomacy_events.model.record_kinds import RECORD_KINDS, RECORD_TYPES

TIMES = 3


def seconds(work: Callable[[], Any], *, paused: bool) -> float:
    """Return the least processor time of several runs."""
    found = []
    for _ in range(TIMES):
        gc.collect()
        if paused:
            gc.disable()
        start = process_time()
        made = work()
        found.append(process_time() - start)
        gc.enable()
        # Results are freed before the clock runs again.
        del made
    return min(found)


def main(count: int = 100_000) -> None:
    """Print a table: seconds, and multiples of reading JSON to dicts."""
    dataset = make(count)
    by_kind: dict[type, list[Any]] = {kind: [] for kind in RECORD_TYPES}
    for record in dataset.records:
        by_kind[type(record)].append(record)
    tables = {kind: table(items, (kind,)) for kind, items in by_kind.items()}
    rows = {kind: made.to_pylist() for kind, made in tables.items()}
    lines = dumps(dataset, "jsonl").encode().split(b"\n")[1:-1]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.parquet"
        parquet.write_path(dataset, path)
        works: dict[str, Callable[[], Any]] = {
            "orjson.loads to dicts": lambda: [orjson.loads(line) for line in lines],
            "objects to Arrow": lambda: [
                table(items, (kind,)) for kind, items in by_kind.items()
            ],
            "objects to Arrow, folded": lambda: [
                table(items, (kind,), folded=True) for kind, items in by_kind.items()
            ],
            "dicts to Arrow, from_pylist": lambda: [
                pa.Table.from_pylist(held, schema=schema(kind))
                for kind, held in rows.items()
            ],
            "Arrow to objects": lambda: [
                objects(made, (kind,)) for kind, made in tables.items()
            ],
            "Arrow to dicts, to_pylist": lambda: [
                made.to_pylist() for made in tables.values()
            ],
            "Parquet to Arrow, read_table": lambda: [
                pq.read_table(path / f"{name}.parquet")
                for name in [kind.plural for kind in RECORD_KINDS]
            ],
            "Parquet to a list of records": lambda: list(parquet.iter_path(path)),
            "Parquet to a dataset": lambda: parquet.read_path(path),
            "a dataset to Parquet": lambda: parquet.write_path(dataset, path),
        }
        base: dict[bool, float] = {}
        print(f"{f'{count} records':32}{'seconds':>9}{'times':>7}{'gc paused':>18}")
        for name, work in works.items():
            print(f"{name:32}", end="")
            for paused in (False, True):
                taken = seconds(work, paused=paused)
                times = taken / base.setdefault(paused, taken)
                print(f"{taken:{'11' if paused else '9'}.2f}{times:7.2f}", end="")
            print(flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
