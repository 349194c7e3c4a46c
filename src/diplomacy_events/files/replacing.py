"""A file that is replaced as a whole or not at all."""

import os
from collections.abc import Iterable
from stat import S_IFREG

from diplomacy_events.files.beside import beside, kind, new_file, sync
from diplomacy_events.files.permissions import keep_mode, must_be_writable

__all__ = ["replace"]


def replace(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> None:
    """Replace a file by data; a reader sees either the old or the new.

    A link is followed to its file. The file keeps its mode; the mode of a new file
    follows the umask. Anything that is not a regular file, such as a pipe or a
    terminal, and anything that the process has open, such as ``/dev/stdout``, cannot be
    replaced and is written to.

    Args:
        path: the file.
        data: the new content, whole or in pieces that are made as they are written.

    Raises:
        OSError: if the data cannot be written; the old file is then untouched.
    """
    pieces = [data] if isinstance(data, bytes) else data
    if _is_stream(path):
        # Appending is right after `>>`, and makes no difference to a pipe.
        with open(path, "ab") as file:
            file.writelines(pieces)
        return
    target = os.path.realpath(path)
    must_be_writable(target, path)
    with beside(target, path, new_file) as temporary:
        with open(temporary, "r+b") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        keep_mode(target, temporary)
        os.replace(temporary, target)
        sync(os.path.dirname(target))


def _is_stream(path: str | os.PathLike[str]) -> bool:
    """Return whether a path is an open descriptor, or not a regular file."""
    asked = os.path.abspath(path)
    return (
        asked in ("/dev/stdout", "/dev/stderr")
        or asked.startswith(("/dev/fd/", "/proc/"))
        or kind(asked) not in (None, S_IFREG)
    )
