"""Compressed files, unpacked a piece at a time and only up to a limit."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import import_extra

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = [
    "MOST_VALUES_PER_BYTE",
    "limit_of",
    "most_lines",
    "pack",
    "packing",
    "too_large",
    "unpack",
    "unzip",
]

# The size of a piece: zstd can expand it by a factor of 32,000.
PIECE_BYTES = 1 << 12
Unpacker = Callable[[], Any]

# Coded news compresses to a fifth or a twentieth. Data that expands more was made to.
MOST_GROWTH = 100
SMALL_BYTES = 1 << 24
"""This many unpacked bytes are harmless, whatever the size of the packed file."""
FEW_LINES = 1 << 17
"""This many lines take no time, whatever the size of the packed file."""
MOST_VALUES_PER_BYTE = 16
"""The most values that one byte of a file with columns may represent."""


def limit_of(size: int, given: int | None) -> int:
    """Return how many bytes a packed file of a size may unpack to.

    Args:
        size: its size in bytes.
        given: the limit that the user gives, if any.
    """
    return max(SMALL_BYTES, size * MOST_GROWTH) if given is None else given


def most_lines(size: int, given: int | None) -> int:
    """Return how many lines a packed file of a size may have.

    Blank lines take more time than their bytes. A line with something to say does not
    compress to a single byte.

    Args:
        size: its size in bytes.
        given: the limit that the user gives, if any.
    """
    return max(FEW_LINES, size) if given is None else given


def packing(name: str) -> str | None:
    """Return the compression of a file of this name, or `None`."""
    for suffix in ("gz", "zst"):
        if name.lower().endswith(f".{suffix}"):
            return suffix
    return None


def pack(data: bytes, how: str) -> bytes:
    """Return data compressed, the same each time.

    Raises:
        MissingExtraError: if the library is not installed.
    """
    if how == "gz":
        import gzip

        return gzip.compress(data, mtime=0)
    library, _ = _zstd()
    if library.__name__ == "zstandard":
        packer = library.ZstdCompressor(write_checksum=True)
        return bytes(packer.compress(data))
    options = {
        library.CompressionParameter.checksum_flag: 1
    }  # pragma: no cover  # 3.14
    return bytes(library.compress(data, options=options))  # pragma: no cover  # 3.14


def unpack(pieces: Iterable[bytes], how: str, limit: int) -> Iterator[bytes]:
    """Yield the unpacked content of compressed pieces, piece by piece.

    Args:
        pieces: the compressed data, in pieces of any size.
        how: the compression.
        limit: the most bytes it may unpack to.

    Raises:
        FormatError: if it is corrupt or cut short, or unpacks to more.
        MissingExtraError: if the library is not installed.
    """
    new, problem = _unpacker(how)
    unpacker, total = None, 0
    for piece in _small(pieces):
        rest = piece
        while rest:
            unpacker = unpacker or new()
            try:
                data = unpacker.decompress(rest)
            except problem as error:
                raise _refusal(f"corrupt: {error}") from error
            total += len(data)
            if total > limit:
                raise too_large(limit)
            yield data
            # Several compressed parts may follow one another.
            rest = unpacker.unused_data if unpacker.eof else b""
            unpacker = None if unpacker.eof else unpacker
    if unpacker is not None or not total:
        raise _refusal("cut short")


def unzip(
    archive: "ZipFile", entries: "Mapping[str, ZipInfo]", limit: int
) -> dict[str, bytes]:
    """Return files of a zip archive, without trusting the sizes that it states.

    Args:
        archive: the archive.
        entries: the files, by their names.
        limit: the most bytes they may have together.

    Raises:
        FormatError: if they have more, or if the compression of one cannot be unpacked
            a piece at a time.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    contents: dict[str, bytes] = {}
    room = limit
    for name, entry in entries.items():
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _refusal(
                "neither stored nor deflated; no other compression can be read", name
            )
        pieces = []
        with archive.open(entry) as file:
            while piece := file.read(PIECE_BYTES):
                room -= len(piece)
                if room < 0:
                    raise too_large(limit)
                pieces.append(piece)
        contents[name] = b"".join(pieces)
    return contents


def _small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), PIECE_BYTES):
            yield piece[start : start + PIECE_BYTES]


def _unpacker(how: str) -> tuple[Unpacker, tuple[type[Exception], ...]]:
    if how == "gz":
        return lambda: zlib.decompressobj(wbits=31), (zlib.error,)
    library, new = _zstd()
    return new, (library.ZstdError,)


def _zstd() -> tuple[Any, Unpacker]:
    """Return the library for zstd and its class for unpacking."""
    if sys.version_info >= (3, 14):  # pragma: no cover  # older ones need a library
        library = import_module("compression.zstd")
        return library, library.ZstdDecompressor
    library = import_extra("zstandard", extra="zstd")
    return library, lambda: library.ZstdDecompressor().decompressobj()


def too_large(limit: int, what: str = "bytes") -> FormatError:
    """Return the error for a file that unpacks to more bytes or lines than a limit."""
    more = "pass a higher unpacked_limit if you trust it"
    return _refusal(f"it unpacks to more than {limit} {what}; {more}")


def _refusal(problem: str, path: str = "$") -> FormatError:
    return FormatError("not unpacked", faults=(Fault(path, problem),))
