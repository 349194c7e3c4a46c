"""Compressed files, unpacked a piece at a time and no further than a limit."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import needed

__all__ = ["pack", "packing", "unpack"]

# What is fed at once: a piece of zstd can grow by a factor of 32,000.
PIECE = 1 << 12
Unpacker = Callable[[], Any]


def packing(name: str) -> str | None:
    """Return how a file of this name is compressed, or `None` if it is not."""
    for suffix in ("gz", "zst"):
        if name.lower().endswith(f".{suffix}"):
            return suffix
    return None


def pack(data: bytes, how: str) -> bytes:
    """Return data compressed, the same each time.

    Raises:
        MissingExtraError: if the library for it is not installed.
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
    """Give what compressed pieces hold, piece by piece.

    Args:
        pieces: the compressed data, in pieces of any size.
        how: how it is compressed.
        limit: how many bytes it may hold.

    Raises:
        FormatError: if it is corrupt, cut short, or holds more.
        MissingExtraError: if the library for it is not installed.
    """
    new, problem = _unpacker(how)
    unpacker, total = None, 0
    for piece in _small(pieces):
        rest = piece
        while rest:
            unpacker = unpacker or new()
            try:
                made = unpacker.decompress(rest)
            except problem as error:
                raise _refusal(f"corrupt: {error}") from error
            total += len(made)
            if total > limit:
                more = "pass a higher unpacked_limit if you trust it"
                raise _refusal(f"it unpacks to more than {limit} bytes; {more}")
            yield made
            # Several compressed parts may follow each other.
            rest = unpacker.unused_data if unpacker.eof else b""
            unpacker = None if unpacker.eof else unpacker
    if unpacker is not None or not total:
        raise _refusal("it is cut short")


def _small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), PIECE):
            yield piece[start : start + PIECE]


def _unpacker(how: str) -> tuple[Unpacker, tuple[type[Exception], ...]]:
    if how == "gz":
        return lambda: zlib.decompressobj(wbits=31), (zlib.error,)
    library, new = _zstd()
    return new, (library.ZstdError,)


def _zstd() -> tuple[Any, Unpacker]:
    """Return the library for zstd, and what makes an unpacker."""
    if sys.version_info >= (3, 14):  # pragma: no cover  # older ones need a library
        library = import_module("compression.zstd")
        return library, library.ZstdDecompressor
    library = needed("zstandard", extra="zstd")
    return library, lambda: library.ZstdDecompressor().decompressobj()


def _refusal(problem: str) -> FormatError:
    return FormatError("not unpacked", faults=(Fault("$", problem),))
