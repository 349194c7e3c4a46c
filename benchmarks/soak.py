"""Read folders and files while others write them, and while writers are killed.

Run it as ``python benchmarks/soak.py --minutes 60``. Readers and writers share a CSV
folder, a Parquet folder, a zip archive and a JSON Lines file. Every writer puts a
complete version there; every reader must get one complete version, never parts of two.
Most versions are written beforehand and only copied into place, so that folders change
about as fast as they are opened. With ``--kills``, the default with ``--minutes``,
writers are frequently killed or interrupted, and others replace them. It prints a count
of each action, and ends with status 1 if anything was wrong.
"""

import argparse
import os
import shutil
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from mmap import mmap
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

# The modules that the processes need are imported before the fork.
import duckdb  # noqa: F401
import polars  # noqa: F401
import pyarrow.parquet  # noqa: F401

from diplomacy_events import (
    Dataset,
    EventStatus,
    Evidence,
    FormatError,
    Manner,
    Period,
    Person,
    Source,
    SpeechAct,
    State,
    Statement,
    StateVisit,
    iter_records,
    read,
    scan,
    write,
)
from diplomacy_events.files import folder_reading, folder_replacing, replace_folder

VERSIONS = 10
DAY = Period.from_edtf("2023-03-20")
PLACES = {"tables": "csv", "files.parquet": None, "packed.zip": None, "x.jsonl": None}
FOLDERS = ("tables", "files.parquet")
# One in this many turns uses a slower method: engines, and writing from the start.
SELDOM = 10
COUNTED = (
    *("copied tables", "copied files.parquet"),
    *("wrote tables", "wrote files.parquet", "wrote packed.zip", "wrote x.jsonl"),
    *("read tables", "read files.parquet", "read packed.zip", "read x.jsonl"),
    *("streamed", "scanned", "scans refused", "opened again"),
    *("killed", "interrupted", "wrong"),
)


class Counts:
    """Numbers that processes share: each process of one kind counts in its own row."""

    def __init__(self, rows: int) -> None:
        self._memory = mmap(-1, 8 * len(COUNTED) * rows)
        self._rows = rows
        self.row = 0

    def add(self, what: str) -> None:
        """Count one more."""
        place = 8 * (self.row * len(COUNTED) + COUNTED.index(what))
        (number,) = struct.unpack_from("q", self._memory, place)
        struct.pack_into("q", self._memory, place, number + 1)

    def total(self) -> dict[str, int]:
        """Return the numbers of all rows together."""
        numbers = struct.unpack(f"{len(COUNTED) * self._rows}q", self._memory[:])
        return {
            what: sum(numbers[place :: len(COUNTED)])
            for place, what in enumerate(COUNTED)
        }


def versions() -> list[Dataset]:
    """Return versions of a dataset that differ in every table, but not in size."""
    source = Source(id="daily", publisher="The Daily", title="Talks")
    whole = Evidence(source="daily")
    return [
        Dataset(
            sources=[source],
            actors=[
                State(id="utopia", name="Utopia", aliases=[version]),
                Person(id="ada", name="Ada", aliases=[version]),
            ],
            records=[
                Statement(
                    id="ada-speaks",
                    when=DAY,
                    gist=version,
                    speakers=["ada"],
                    act=SpeechAct.ANNOUNCE,
                    manner=Manner.INDIRECT,
                    evidence=[whole],
                ),
                StateVisit(
                    id="ada-travels",
                    when=DAY,
                    gist=version,
                    visitors=["ada"],
                    hosts=["utopia"],
                    status=EventStatus.PLANNED,
                    evidence=[whole],
                ),
            ],
        )
        for version in [f"version {number}" for number in range(VERSIONS)]
    ]


def said(parts: Any) -> set[str]:
    """Return the versions to which parts of a dataset belong."""
    return {alias for one in parts for alias in getattr(one, "aliases", ())} | {
        one.gist for one in parts if hasattr(one, "gist")
    }


def scanned(path: Path, engine: Any) -> set[str]:
    """Return the versions that occur in a scan."""
    found = scan(path, engine=engine)
    parts: list[Any] = []
    for table in (found.visits, found.statements):
        parts += table.records()
    return said(parts)


class Reader:
    """Reads everything again and again, and records what is wrong."""

    def __init__(self, folder: Path, counts: Counts, known: list[Dataset]) -> None:
        self._folder, self._counts, self._known = folder, counts, known
        self._problems = folder / "problems.txt"

    def read_all(self, every: bool) -> None:
        """Read the folders once, or everything."""
        for name in PLACES if every else FOLDERS:
            self._try(f"read {name}", partial(self._read, name))
        self._try("streamed", self._stream)
        for engine in ("duckdb", "polars") if every else ():
            self._try("scanned", partial(self._scan, engine))

    def _try(self, what: str, attempt: Callable[[], set[str]]) -> None:
        try:
            found = attempt()
        except Exception as error:  # noqa: BLE001  # any error is a problem
            self._tell(f"{what}: {type(error).__name__}: {error}")
            return
        self._counts.add(what)
        if len(found) > 1:
            self._tell(f"{what}: a mixture of {sorted(found)}")

    def _tell(self, problem: str) -> None:
        self._counts.add("wrong")
        with self._problems.open("a") as file:
            file.write(f"{problem}\n")

    def _read(self, name: str) -> set[str]:
        found = read(self._folder / name, PLACES[name])
        versions = said([*found.actors, *found.records])
        if len(versions) == 1 and found not in self._known:
            versions.add("something else")
        return versions

    def _stream(self) -> set[str]:
        return said(list(iter_records(self._folder / "files.parquet")))

    def _scan(self, engine: str) -> set[str]:
        try:
            return scanned(self._folder / "files.parquet", engine)
        except FormatError as error:
            # An engine opens files during its work; it reports a change in this way.
            if "has changed since" not in str(error):
                raise
            self._counts.add("scans refused")
            return set()


class Writer:
    """Writes everything again and again."""

    def __init__(self, folder: Path, counts: Counts, known: list[Dataset]) -> None:
        self._folder, self._counts, self._known = folder, counts, known
        self._copies = {
            name: [self._copy(name, one) for one in known] for name in FOLDERS
        }

    def _copy(self, name: str, dataset: Dataset) -> dict[str, bytes]:
        """Return the files of a folder to which a dataset is written."""
        path = self._folder / name
        write(dataset, path, PLACES[name])
        return {file.name: file.read_bytes() for file in path.iterdir()}

    def write_all(self, rng: Random, every: bool) -> None:
        """Put another version in each folder, or write everything from the start."""
        for name in PLACES if every else FOLDERS:
            number = rng.randrange(VERSIONS)
            if every:
                write(self._known[number], self._folder / name, PLACES[name])
                self._counts.add(f"wrote {name}")
                continue
            files = self._copies[name][number]
            replace_folder(self._folder / name, partial(filled, files), files)
            self._counts.add(f"copied {name}")


def filled(files: dict[str, bytes], folder: Path) -> None:
    """Fill a folder with files."""
    for name, data in files.items():
        (folder / name).write_bytes(data)


def until(end: float, work: Callable[[bool], None], rng: Random) -> None:
    """Do some work until a time; now and then, all of it."""
    while time.monotonic() < end:
        work(rng.randrange(SELDOM) == 0)


def started(work: Callable[[], None]) -> int:
    """Start a process, and return its number."""
    # It must be interrupted during its work, and not before.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    child = os.fork()
    if child:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        return child
    status = 0
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        work()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except BaseException:  # noqa: BLE001  # any error is reported
        traceback.print_exc()
        status = 1
    finally:
        sys.stderr.flush()
        os._exit(status)


def ended(child: int, by: signal.Signals) -> int:
    """End a process by a signal, and return its exit status."""
    while True:
        # If nothing can be raised, such as in a finalizer, an interrupt is lost.
        os.kill(child, by)
        for _ in range(100):
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                return status
            time.sleep(0.01)


def count_openings(counts: Counts) -> None:
    """Count how often a folder had to be opened again."""
    opened = folder_reading._open_all  # noqa: SLF001  # to count its calls

    def counted(*given: Any) -> Any:
        found = opened(*given)
        if found is None:
            counts.add("opened again")
        return found

    folder_reading._open_all = counted  # type: ignore[assignment]  # noqa: SLF001


class Soak:
    """Readers and writers that work in parallel for a while."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._seconds = options.minutes * 60 if options.minutes else options.seconds
        self._kills = bool(options.kills or options.minutes)
        self._readers, self._writers = options.readers, options.writers
        self._rng = Random(options.seed)  # noqa: S311
        self._folder = Path(mkdtemp(dir=options.folder))
        self._counts = Counts(self._readers + self._writers + 1)
        self._known = versions()
        self._end = 0.0
        if options.no_exchange:
            folder_replacing._exchange = lambda *_: False  # noqa: SLF001
        count_openings(self._counts)

    def run(self) -> dict[str, int]:
        """Run, and return how often each action was done."""
        self._writer = Writer(self._folder, self._counts, self._known)
        self._writer.write_all(self._rng, every=True)
        self._end = time.monotonic() + self._seconds
        writers = {started(self._writing(row)): row for row in range(self._writers)}
        readers = [
            started(self._reading(self._writers + row)) for row in range(self._readers)
        ]
        self._counts.row = self._readers + self._writers
        for child in self._disturbed(writers) if self._kills else []:
            row = writers.pop(child)
            writers[started(self._writing(row))] = row
        for child in (*writers, *readers):
            if os.waitpid(child, 0)[1]:
                self._counts.add("wrong")
        self._writer.write_all(self._rng, every=True)
        return self._counts.total()

    def problems(self) -> str:
        """Return the problems, and the files left that should not exist.

        If there are none, the folder is removed.
        """
        path = self._folder / "problems.txt"
        found = path.read_text() if path.exists() else ""
        left = {one.name for one in self._folder.iterdir()} - {*PLACES, path.name}
        found += "".join(f"left: {name}\n" for name in sorted(left))
        if not found:
            shutil.rmtree(self._folder)
        return found

    def _writing(self, row: int) -> Callable[[], None]:
        rng = Random(self._rng.random())  # noqa: S311

        def work() -> None:
            self._counts.row = row
            until(self._end, lambda every: self._writer.write_all(rng, every), rng)

        return work

    def _reading(self, row: int) -> Callable[[], None]:
        reader = Reader(self._folder, self._counts, self._known)

        def work() -> None:
            self._counts.row = row
            rng = Random(row)  # noqa: S311
            until(self._end, reader.read_all, rng)

        return work

    def _disturbed(self, writers: dict[int, int]) -> Iterator[int]:
        """Kill or interrupt a writer every moment, and yield its number."""
        while time.monotonic() < self._end - 1:
            time.sleep(self._rng.uniform(0.02, 0.6))
            child = self._rng.choice(list(writers))
            kills = self._rng.random() < 0.7
            if ended(child, signal.SIGKILL if kills else signal.SIGINT) not in (
                0,
                signal.SIGKILL,
            ):
                self._counts.add("wrong")
            self._counts.add("killed" if kills else "interrupted")
            yield child


def main() -> int:
    """Run as the options say, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--kills", action="store_true")
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--no-exchange", action="store_true")
    parser.add_argument("--folder", help="where to work, such as /dev/shm")
    parser.add_argument("--seed", type=int, default=1)
    # A shell starts background processes with interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    soak = Soak(parser.parse_args())
    figures = soak.run()
    for what, number in figures.items():
        print(f"{number:>10,} {what}")
    problems = soak.problems()
    print(problems, end="")
    return 1 if problems or figures["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
