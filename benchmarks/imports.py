"""How fast a day of GDELT is imported, compared with reading its columns as text.

Run it as ``python benchmarks/imports.py FILE [rows]`` with a file of GDELT 2.0. Its
rows are repeated under new ids and addresses, up to 250,000 rows by default. Each
number is the least processor time of several runs in its own process, with its peak
memory. The other libraries read the same columns as text, and do not interpret
them.
"""

import resource
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

RUNS = 2
ROWS = 250_000
COLUMNS = [0, 1, 5, 7, 15, 17, 26, 27, 28, 59, 60]
NAMES = [f"c{place}" for place in range(61)]


def repeated(source: Path, target: Path, rows: int) -> None:
    """Write a file with this many rows, each with its own id and address."""
    given = [line for line in source.read_bytes().split(b"\n") if line]
    with target.open("wb") as file:
        for number in range(rows):
            round, place = divmod(number, len(given))
            rest = given[place].partition(b"\t")[2]
            file.write(b"%d\t%s?%d\n" % (500_000_000 + number, rest, round))


def nothing(_: str) -> None:
    """Do nothing, to measure the process itself."""


def with_pandas(path: str) -> Any:
    """Read the columns as text with pandas."""
    import pandas as pd

    return pd.read_csv(
        path, sep="\t", header=None, names=NAMES, usecols=COLUMNS, dtype=str, quoting=3
    )


def with_polars(path: str) -> Any:
    """Read the columns as text with polars."""
    import polars as pl

    return pl.read_csv(
        path,
        separator="\t",
        has_header=False,
        columns=COLUMNS,
        infer_schema=False,
        quote_char=None,
    )


def imported(path: str) -> Any:
    """Import the file, with records, anchors and an account."""
    from diplomacy_events.imports import import_table

    return import_table(path)


def imported_to_parquet(path: str) -> Any:
    """Import the file, and write it as Parquet."""
    from diplomacy_events import write

    return write(imported(path).dataset, Path(path).with_suffix(".parquet"))


WORK: list[Callable[[str], Any]] = [
    nothing,
    with_polars,
    with_pandas,
    imported,
    imported_to_parquet,
]


def measured(name: str, path: str, results: Any) -> None:
    """Run one of them, and return its time and memory."""
    (work,) = (one for one in WORK if one.__name__ == name)
    begin = time.process_time()
    work(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.put((time.process_time() - begin, peak))


def main() -> None:
    """Print a table."""
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else ROWS
    context = get_context("spawn")
    with TemporaryDirectory() as folder:
        path = Path(folder, "day.export.CSV")
        repeated(Path(sys.argv[1]), path, rows)
        size = path.stat().st_size / 2**20
        print(f"{rows:,} rows, {size:.0f} MB")
        print(f"{'':24}{'CPU s':>8}{'rows per s':>14}{'peak MB':>10}{'of file':>9}")
        for work in WORK:
            found = []
            for _ in range(RUNS):
                results = context.Queue()
                arguments = work.__name__, str(path), results
                process = context.Process(target=measured, args=arguments)
                process.start()
                found.append(results.get())
                process.join()
            seconds, peak = min(found)
            speed = f"{rows / seconds:14,.0f}" if work is not nothing else " " * 14
            print(
                f"{work.__name__:24}{seconds:8.2f}{speed}{peak:10.0f}{peak / size:9.2f}"
            )


if __name__ == "__main__":
    main()
