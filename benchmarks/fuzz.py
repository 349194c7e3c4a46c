"""Change valid files at random: each must be read or refused with our error.

Run it as ``python benchmarks/fuzz.py [seconds] [seed]``. For JSON Lines it also checks
that the fast way reads nothing that the diagnosing way reads differently or refuses.
"""

import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from made import make

from diplomacy_events import (
    DiplomacyEventsError,
    dumps,
    load_article,
    loads,
    read,
    write,
)
from diplomacy_events.formats import bulk
from diplomacy_events.formats.strict import NotJsonError, parse
from diplomacy_events.formats.structure import FaultyError, Member, structure

PIECES = [
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
]


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


def agree(line: bytes) -> None:
    """Check that both ways read a line alike, if the fast one reads it."""
    fast = bulk.decode([line])
    if fast is None:
        return
    try:
        diagnosed = structure(parse(line), Member)
    except (NotJsonError, FaultyError) as error:
        raise AssertionError(line) from error
    assert repr(fast) == repr([diagnosed]), line


def main() -> None:
    """Change, read and count until the time is over."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    rng = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 0)  # noqa: S311  # no secret
    datasets = [load_article(), make(30)]
    lines = [
        line
        for dataset in datasets
        for line in dumps(dataset, "jsonl").encode().split(b"\n")[1:-1]
    ]
    counts = {"read": 0, "refused": 0, "lines": 0}
    with TemporaryDirectory() as folder:
        files = []
        for name in ("a.json", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst"):
            for dataset in datasets:
                write(dataset, Path(folder, name))
                files.append((name, Path(folder, name).read_bytes()))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            name, whole = rng.choice(files)
            data = changed(rng, whole)
            path = Path(folder, name)
            try:
                if path.suffix in (".json", ".jsonl"):
                    loads(data, path.suffix[1:])
                else:
                    path.write_bytes(data)
                    read(path, unpacked_limit=1 << 24)
                counts["read"] += 1
            except DiplomacyEventsError:
                counts["refused"] += 1
            for _ in range(50):
                agree(changed(rng, rng.choice(lines)).replace(b"\n", b" "))
                counts["lines"] += 1
    print(", ".join(f"{count} {what}" for what, count in counts.items()))


if __name__ == "__main__":
    main()
