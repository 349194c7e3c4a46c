"""The files of a table: found, opened and unpacked, but never downloaded."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, cast

import attrs

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.files.system_files import is_passed_over
from diplomacy_events.formats.archives import entries
from diplomacy_events.formats.compression import (
    limit_of,
    most_lines,
    packing,
    too_large,
    unpack,
)
from diplomacy_events.paths import must_be_path

if TYPE_CHECKING:
    from zipfile import ZipInfo

__all__ = ["Table", "tables"]

BYTES_AT_ONCE = 1 << 20
HEAD_BYTES = 1 << 14


@attrs.frozen(kw_only=True)
class Table:
    """A file of a table, or a member of an archive of such files.

    Attributes:
        name: its name, without folders and without the suffix of its compression.
        place: where it is, for messages.
        size: its size on disk, in bytes.
        pieces: gives its unpacked bytes in pieces.
        most_lines: the most lines that it may have; `None` if there is no limit.
    """

    name: str
    place: str
    size: int
    pieces: Callable[[], Iterator[bytes]] = attrs.field(repr=False)
    most_lines: int | None = attrs.field(default=None, repr=False)

    def head(self) -> bytes:
        """Return its first bytes, to recognise it by.

        Raises:
            FormatError: if it cannot be unpacked.
            OSError: if it cannot be read.
        """
        head = b""
        for piece in self.pieces():
            head += piece
            if len(head) >= HEAD_BYTES:
                break
        return head[:HEAD_BYTES]

    def data(self) -> bytes:
        """Return all its bytes.

        Raises:
            FormatError: if it cannot be unpacked.
            OSError: if it cannot be read.
        """
        return b"".join(self.pieces())


def tables(
    path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    unpacked_limit: int | None = None,
) -> list[Table]:
    """Return the files that a path stands for, in the order of their names.

    It may be a file, compressed or not, a zip archive, or a folder. Hidden files, and
    those that operating systems leave in folders and archives, are ignored. Several
    paths give their files one after the other.

    Args:
        path: the path, or several.
        unpacked_limit: the most bytes that a compressed file or an archive may unpack
            to (default: about a hundred times its size).

    Raises:
        FieldTypeError: if it is not a text path.
        FieldValueError: if a file cannot have this path.
        FormatError: if there are no files, a folder contains a link, or an archive is
            damaged or has two files with one name.
        OSError: if it cannot be read.
    """
    if isinstance(path, (list, tuple)):
        if not path:
            raise FormatError("expected one or more tables, got none")
        return [table for one in path for table in tables(one, unpacked_limit)]
    must_be_path(path)
    return _files(Path(cast("str", path)), unpacked_limit)


def _files(asked: Path, unpacked_limit: int | None) -> list[Table]:
    if asked.is_dir():
        paths = sorted(
            file for file in asked.iterdir() if not is_passed_over(file.name)
        )
        faults = [
            Fault(
                ascii(file.name),
                "a link, which is not followed; replace it with a file",
            )
            for file in paths
            if file.is_symlink()
        ]
        if faults:
            raise FormatError.of_first(f"{asked}: cannot be read", faults)
        files = [file for file in paths if file.is_file()]
    else:
        files = [asked]
    tables = [table for file in files for table in _tables(file, unpacked_limit)]
    if not tables:
        raise FormatError(f"{asked}: no files in it")
    return tables


def _tables(file: Path, unpacked_limit: int | None) -> list[Table]:
    size = file.stat().st_size
    limit = limit_of(size, unpacked_limit)
    if file.name.lower().endswith(".zip"):
        return _members(file, limit, most_lines(size, unpacked_limit))
    how = packing(file.name)
    name = file.name if how is None else file.name.rpartition(".")[0]
    return [
        Table(
            name=name,
            place=str(file),
            size=size,
            pieces=partial(_read_blocks, file, how, limit),
            most_lines=None if how is None else most_lines(size, unpacked_limit),
        )
    ]


def _read_blocks(file: Path, how: str | None, limit: int) -> Iterator[bytes]:
    with _sound(file), file.open("rb") as opened:
        blocks = iter(lambda: opened.read(BYTES_AT_ONCE), b"")
        yield from blocks if how is None else unpack(blocks, how, limit)


def _member(archive: Path, entry: "ZipInfo") -> Iterator[bytes]:
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

    with _sound(archive), ZipFile(archive) as opened, opened.open(entry) as member:
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotImplementedError(
                f"{entry.filename} is neither stored nor deflated"
            )
        # No more than the size that the archive gives is unpacked.
        while piece := member.read(BYTES_AT_ONCE):
            yield piece


def _members(file: Path, limit: int, lines: int) -> list[Table]:
    from zipfile import ZipFile

    with _sound(file), ZipFile(file) as archive:
        members = [one for one in entries(archive) if not one[0].endswith("/")]
        if sum(entry.file_size for _, entry in members) > limit:
            raise too_large(limit)
    counts = Counter(path for path, _ in members)
    faults = [Fault(ascii(path), "there twice") for path in counts if counts[path] > 1]
    if faults:
        raise FormatError.of_first(f"{file}: cannot be read", faults)
    return [
        Table(
            name=path.rpartition("/")[2],
            place=f"{file}, {path}",
            size=entry.file_size,
            pieces=partial(_member, file, entry),
            most_lines=lines,
        )
        for path, entry in sorted(members, key=itemgetter(0))
    ]


@contextmanager
def _sound(archive: Path) -> Iterator[None]:
    """Turn every error of an archive into a `FormatError` that names it.

    Raises:
        FormatError: if the archive is damaged, or unpacks to too much.
    """
    import zlib
    from zipfile import BadZipFile

    try:
        yield
    except FormatError as error:
        heading = f"{archive}: {error.heading}"
        raise FormatError(heading, faults=error.faults) from error.__cause__
    # A member may be encrypted, or compressed in a way that Python does not know.
    except (BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        fault = Fault("$", f"corrupt, or cannot be unpacked: {error}")
        raise FormatError(f"{archive}: cannot be unpacked", faults=(fault,)) from error
