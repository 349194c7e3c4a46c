"""Change valid files at random: each must be read or refused with our error.

Run it as ``python benchmarks/fuzz.py [seconds] [seed]``. It fuzzes every format, with
every suffix and as a folder, read whole and record by record. Input that breaks a
reader is kept. For JSON Lines it also checks that the fast reader never accepts
anything that the diagnosing reader refuses or reads differently.

``python benchmarks/fuzz.py grow`` makes each kind of input grow instead, and prints
how time and memory grow with it; see `growth`.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import growth
from made import make

from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    dumps,
    formats,
    iter_records,
    load_article,
    read,
    write,
)
from diplomacy_events.formats.converter import FaultyError, Member, structure
from diplomacy_events.formats.json import bulk
from diplomacy_events.formats.strict_json import NotJsonError, parse

PIECES = (
    *(
        b'"',
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b" ",
        b"\t",
        b"\n",
        b"-",
        b"1.0",
    ),
    *(b'"x":1,', b'"id":"a",', b'"type":"State",', b"1e9", b"9" * 30, b"NaN", b"null"),
    *(b"\\ud800", b"\\u0000", b"\xff", b"\xe2\x80\xa8", b"true", b'""', b"[]", b"{}"),
    *(
        b"<",
        b">",
        b"@id",
        b"_:a",
        b"^^",
        b" ;\n",
        b" .\n",
        b"'",
        b"=",
        b"\r\n",
        b"PAR1",
    ),
)
# The limit on unpacking: a change of a few bytes must not fill the memory.
MOST = 1 << 24


def changed(rng: Random, whole: bytes) -> bytes:
    """Return data with one to four changes."""
    data = bytearray(whole)
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(data) + 1)
        stop = start + rng.choice((0, 0, 1, 1, 2, 5, 60))
        match rng.randrange(4):
            case 0:
                data[start:stop] = rng.choice(PIECES)
            case 1:
                data[start:stop] = rng.randbytes(rng.randint(0, 3))
            case 2:
                place = rng.randrange(len(data) + 1)
                data[start:stop] = data[place : place + rng.randint(1, 80)]
            case _:
                del data[start:stop]
    return bytes(data)


class Sample:
    """A valid file or folder to change and read.

    Attributes:
        name: its name in the counts.
        format: its format.
    """

    def __init__(self, path: Path, format: Any) -> None:
        self.path, self.format = path, format
        self.name = path.name.partition(".")[2]
        files = [path] if path.is_file() else sorted(path.iterdir())
        self._files = {file: file.read_bytes() for file in files}

    def attempt(self, rng: Random) -> bool:
        """Change it, and return whether it can be read; a refusal must be our error.

        Raises:
            AssertionError: if anything else happens.
        """
        file = rng.choice(list(self._files))
        data = changed(rng, self._files[file])
        file.write_bytes(data)
        try:
            return self._is_read()
        except Exception as error:
            kept = Path(gettempdir(), f"fuzz-{os.getpid()}-{file.name}")
            kept.write_bytes(data)
            raise AssertionError(f"{self.name}: {error!r}; see {kept}") from error
        finally:
            file.write_bytes(self._files[file])

    def _is_read(self) -> bool:
        packed = self.path.suffix in (".gz", ".zst")
        options: dict[str, Any] = {"unpacked_limit": MOST} if packed else {}
        try:
            if self.format.streams:
                for _ in iter_records(self.path, self.format.name, **options):
                    pass
        except DiplomacyEventsError:
            # A file refused record by record is also refused as a whole.
            streamed = False
        else:
            streamed = True
        try:
            found = read(self.path, self.format.name, **options)
        except DiplomacyEventsError:
            return False
        assert streamed
        assert isinstance(found, Dataset)
        return True


def samples(folder: Path, datasets: Iterable[Dataset]) -> Iterator[Sample]:
    """Write datasets in every readable format, with every suffix."""
    for number, dataset in enumerate(datasets):
        for format in formats():
            # CSV is a folder if its path has no suffix.
            ends = (
                (*format.suffixes, ".folder")
                if format.name == "csv"
                else format.suffixes
            )
            for end in ends if format.reads else ():
                path = folder / f"{number}{end}"
                write(dataset, path, format.name)
                yield Sample(path, format)


def agree(line: bytes) -> None:
    """Check that the two readers agree on a line, if the fast one accepts it."""
    fast = bulk.decode([line])
    if fast is None:
        return
    try:
        diagnosed = structure(parse(line), Member)
    except (NotJsonError, FaultyError) as error:
        raise AssertionError(line) from error
    assert repr(fast) == repr([diagnosed]), line


def main() -> None:
    """Change, read and count until the time is over; or let input grow."""
    if sys.argv[1:2] == ["grow"]:
        growth.report(sys.argv[2:])
        return
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    rng = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 0)  # noqa: S311  # no secret
    datasets = [load_article(), make(30)]
    lines = [
        line
        for dataset in datasets
        for line in dumps(dataset, "jsonl").encode().split(b"\n")[1:-1]
    ]
    tried: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    agreed = 0
    with TemporaryDirectory() as folder:
        found = list(samples(Path(folder), datasets))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            sample = rng.choice(found)
            tried[sample.name] += 1
            taken[sample.name] += sample.attempt(rng)
            for _ in range(50):
                agree(changed(rng, rng.choice(lines)).replace(b"\n", b" "))
                agreed += 1
    for name, count in sorted(tried.items()):
        print(f"{name:12}{count:8} changed, {taken[name]:6} read, the others refused")
    print(f"{sum(tried.values())} files; {agreed} lines that both ways read alike")


if __name__ == "__main__":
    main()
