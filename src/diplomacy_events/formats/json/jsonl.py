"""JSON Lines: a header and then one object per line, for large data and for streams.

The first line describes the dataset as a whole and says how many lines follow; every
other line is a source, an actor or a record, identified by its "type". Only line feeds
end lines, and lines may come in any order.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from diplomacy_events.collector import (
    collect_new_objects,
    fewer_collections,
    fewer_collections_in,
)
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError, IntegrityError
from diplomacy_events.files import replace
from diplomacy_events.formats import versions
from diplomacy_events.formats.assembly import (
    Assembly,
    build_dataset,
    refuse_faults,
)
from diplomacy_events.formats.compression import limit_of, pack, packing, unpack
from diplomacy_events.formats.converter import (
    HEADER,
    FaultyError,
    Member,
    header,
    structure,
)
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.json import bulk
from diplomacy_events.formats.progress import progress
from diplomacy_events.formats.strict_json import NotJsonError, Unfit, parse, value_repr
from diplomacy_events.integrity import Placed
from diplomacy_events.model.record_kinds import Record

__all__ = ["FORMAT", "pieces"]

BYTES_AT_ONCE = 1 << 20
LINES_AT_ONCE = 1 << 11
MOST_LINE_BYTES = 1 << 26
# The bytes of a line per object, including its parts, roughly.
BYTES_OF_OBJECT = 100
# About as many bytes as a line takes.
USUAL_LINE_BYTES = 1 << 9


def dumps(dataset: Dataset) -> str:
    """Return a dataset as JSON Lines."""
    return b"".join(pieces(dataset)).decode()


def loads(data: str | bytes) -> Dataset:
    """Return the dataset in JSON Lines.

    Raises:
        FormatError: if they are not valid; the error lists the faults with their lines.
    """
    try:
        encoded = data.encode() if isinstance(data, str) else data
    except UnicodeEncodeError as error:
        fault = Fault("$", f"a lone surrogate at character {error.start}")
        raise FormatError("not UTF-8", faults=(fault,)) from error
    return _dataset([encoded], len(encoded))


def read_path(path: Path, *, unpacked_limit: int | None = None) -> Dataset:
    """Return the dataset in a file, compressed or not.

    Args:
        path: the file.
        unpacked_limit: the most bytes a compressed file may unpack to (default: about a
            hundred times its size).

    Raises:
        FormatError: if it is not valid; the error lists the faults with their lines.
        OSError: if the file cannot be read.
    """
    return _dataset(_blocks(path, unpacked_limit), path.stat().st_size)


def write_path(dataset: Dataset, path: Path) -> None:
    """Write a dataset to a file, compressed according to its name.

    Raises:
        OSError: if the file cannot be written.
    """
    count = len(dataset.sources) + len(dataset.actors) + len(dataset.records)
    with progress(f"writing {path.name}", count, count * USUAL_LINE_BYTES) as done:
        lines = pieces(dataset, done)
        how = packing(path.name)
        replace(path, lines if how is None else pack(b"".join(lines), how))


def iter_path(
    path: Path,
    *,
    faults: list[Fault] | None = None,
    unpacked_limit: int | None = None,
) -> Iterator[Record]:
    """Yield the records of a file one by one, each checked by itself.

    The objects that a record refers to are elsewhere in the file and are not checked.

    Args:
        path: the file.
        faults: receives the faults of skipped lines; without it, the first faulty line
            ends the reading.
        unpacked_limit: the most bytes a compressed file may unpack to (default: about a
            hundred times its size).

    Raises:
        FormatError: if a line is faulty, or the file is not in this format.
        OSError: if the file cannot be read.
    """
    reader = _Reader(_blocks(path, unpacked_limit))
    count = path.stat().st_size // BYTES_OF_OBJECT
    for first, objects in fewer_collections_in(iter(reader), count):
        if found := reader.assembly.faults:
            if faults is None:
                line = found[0].line or first
                ahead = (one for at, one in enumerate(objects, first) if at < line)
                yield from (one for one in ahead if isinstance(one, Record))
                refuse_faults(found)
            faults += found
            found.clear()
        yield from (item for item in objects if isinstance(item, Record))


def pieces(
    dataset: Dataset, done: Callable[[int], object] = lambda _: None
) -> Iterator[bytes]:
    """Yield a dataset as JSON Lines in UTF-8, many lines at a time.

    Args:
        dataset: the dataset.
        done: called now and then with the number of lines that are ready.
    """
    header = {name: getattr(dataset, name) for name in HEADER}
    items = (*dataset.sources, *dataset.actors, *dataset.records)
    first = {
        "type": "Dataset",
        "schema_version": versions.SCHEMA_VERSION,
        "lines": len(items),
        **{name: value for name, value in header.items() if value is not None},
    }
    line = json.dumps(first, ensure_ascii=False, separators=(",", ":"))
    yield f"{line}\n".encode()
    yield from bulk.encode(items, done)


def _dataset(blocks: Iterable[bytes], size: int) -> Dataset:
    with fewer_collections(size // BYTES_OF_OBJECT):
        reader = _Reader(blocks)
        read = []
        for batch in reader:
            read.append(batch)
            collect_new_objects()
            if reader.assembly.full:
                # The objects that lines refer to may come later, so they are not
                # faults.
                refuse_faults(reader.assembly.faults)
        if not reader.assembly.faults:
            # The dataset has paths by index; the places in the file are lines.
            with suppress(IntegrityError):
                return build_dataset(
                    reader.header, chain.from_iterable(part for _, part in read)
                )
        reader.assembly.members = [
            Placed("$", item, line)
            for first, objects in read
            for line, item in enumerate(objects, first)
            if item is not None
        ]
        return reader.assembly.dataset(reader.header)


class _Reader:
    """The content of the lines of a file, batch by batch, and the faults so far."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self.assembly = Assembly()
        self.header: dict[str, object] = {}
        self._batches = _batches(blocks)
        self._version = versions.SCHEMA_VERSION

    def __iter__(self) -> Iterator[tuple[int, list[object]]]:
        """Yield the number of the first line and the objects of each batch.

        A faulty line gives `None`.
        """
        first, *rest = next(self._batches, [b""])
        count = self._header(first)
        last = 1
        for lines in chain([rest], self._batches):
            objects = None if self._needs_upgrade else bulk.decode(lines)
            if objects is None:
                objects = self._one_by_one(lines, last + 1)
            yield last + 1, objects
            last += len(lines)
        if count not in (None, last - 1):
            problem = f"expected {count} lines after this one, found {last - 1}"
            self.assembly.faults.append(Fault("$.lines", problem, line=1))
            yield last, []

    def _one_by_one(self, lines: list[bytes], first: int) -> list[object]:
        """Return the objects of lines, until there are enough faults."""
        objects: list[object] = []
        for number, line in enumerate(lines, first):
            objects.append(self._object(number, line))
            if self.assembly.full:
                break
        return objects

    @property
    def _needs_upgrade(self) -> bool:
        """Whether lines of this version need an upgrade."""
        return bool(versions.steps_from(self._version))

    def _header(self, line: bytes) -> int | None:
        """Read the first line, and return the number of lines that should follow."""
        value = _parse(line)
        if type(value) is not dict or value.get("type") != "Dataset":
            wanted = 'expected an object whose type is "Dataset"'
            problem = f"{wanted}, got {value_repr(value)}"
            fault = Fault("$", problem, line=1)
            raise FormatError("not JSON Lines of a dataset", faults=(fault,))
        self._version = versions.check_version(value, 1)
        try:
            value = versions.upgrade(value, self._version)
            self.header = header(value, ("type", "schema_version", "lines"))
            return structure(value["lines"], int) if "lines" in value else None
        except FaultyError as error:
            self.assembly.fail(error, "$", {"id": ""}, 1)
            return None

    def _object(self, number: int, line: bytes) -> object:
        """Return the object of a line, or note what is wrong with it."""
        if not self._needs_upgrade and (found := bulk.decode([line])):
            return found.pop()
        value = None
        try:
            value = _parse(line)
            return structure(versions.upgrade(value, self._version), Member)
        except FaultyError as error:
            self.assembly.fail(error, "$", value, number)
            return None


def _parse(line: bytes) -> object:
    """Return the value of a line, or `Unfit` if it is not JSON."""
    try:
        return parse(line, one_line=True)
    except NotJsonError as error:
        return Unfit(f"{error}")


def _blocks(path: Path, unpacked_limit: int | None) -> Iterator[bytes]:
    how = packing(path.name)
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        with progress(f"reading {path.name}", size, size) as done:
            blocks = _report_blocks(file, done)
            if how is None:
                yield from blocks
            else:
                yield from unpack(blocks, how, limit_of(size, unpacked_limit))


def _report_blocks(file: BinaryIO, done: Callable[[int], object]) -> Iterator[bytes]:
    """Yield the content of a file, block by block, and report each used block."""
    while block := file.read(BYTES_AT_ONCE):
        yield block
        done(len(block))


def _batches(blocks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Cut data into lines, only at line feeds, and yield some of them at a time."""
    rest: list[bytes] = []
    length = 0
    for block in blocks:
        *lines, tail = block.split(b"\n")
        if lines:
            lines[0] = b"".join([*rest, lines[0]])
            rest.clear()
            length = 0
            for start in range(0, len(lines), LINES_AT_ONCE):
                yield lines[start : start + LINES_AT_ONCE]
        if tail:
            # An archive may contain any number of empty pieces.
            rest.append(tail)
            length += len(tail)
        if length > MOST_LINE_BYTES:
            fault = Fault("$", f"a line of more than {MOST_LINE_BYTES} bytes")
            raise FormatError("not JSON Lines of a dataset", faults=(fault,))
    if last := b"".join(rest):
        yield [last]


FORMAT = Format(
    name="jsonl",
    suffixes=(".jsonl", ".jsonl.gz", ".jsonl.zst"),
    lossless=True,
    dumps=dumps,
    loads=loads,
    read_path=read_path,
    write_path=write_path,
    iter_path=iter_path,
    collects=True,
)
