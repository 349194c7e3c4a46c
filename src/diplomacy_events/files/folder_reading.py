"""The files of a folder as of one moment, even if it is replaced meanwhile.

All files are opened before any is read. If the folder has been replaced by then, some
may be old and some new, so they are opened again.
"""

import errno
import os
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.files.beside import wait_for
from diplomacy_events.files.system_files import is_passed_over

__all__ = ["Choose", "FolderIdentity", "identity_of", "open_files", "open_regular"]

Choose = Callable[[list[str]], Collection[str]]
"""Chooses from the names of files, or refuses them."""
FolderIdentity = tuple[int, int, int]
"""Identifies a folder, and changes if it is replaced or modified."""

HAS_HANDLES = {os.open, os.stat} <= os.supports_dir_fd and (
    os.listdir in os.supports_fd
)
"""Whether files can be reached through an open folder."""
# Opening a pipe or a device by mistake must not block or lead elsewhere.
FLAGS = os.O_RDONLY
for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    FLAGS |= getattr(os, name, 0)
# Opening the files of a folder takes a hundredth of the time of writing it.
MOST_TRIES = 1000


@contextmanager
def open_files(
    path: str | os.PathLike[str], choose: Choose
) -> Iterator[dict[str, BinaryIO]]:
    """Open files of a folder, all as of one moment.

    The folder may be a link; links inside it are not followed, and pipes are not waited
    for. Hidden files, and files that a system leaves in a folder, are skipped.

    Args:
        path: the folder.
        choose: chooses the files to open from the names in the folder.

    Raises:
        FormatError: if a chosen name is not a regular file; also any error of `choose`.
        NotADirectoryError: if it is not a folder.
        OSError: if it cannot be read.
    """
    with ExitStack() as stack:
        for _ in range(MOST_TRIES):
            is_there = wait_for(os.path.realpath(path))
            found = _open_all(path, choose, stack, is_there)
            if found is not None:
                yield found
                return
            stack.close()
        problem = "it was replaced every time it was being read"
        raise OSError(errno.EBUSY, problem, os.fspath(path))


def identity_of(path: str | os.PathLike[str] | int) -> FolderIdentity:
    """Return the identity of a folder.

    Raises:
        OSError: if the folder does not exist.
    """
    status = os.stat(path)
    return status.st_dev, status.st_ino, status.st_ctime_ns


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a regular file to read, and nothing else.

    Raises:
        OSError: if it is a pipe, a link or something else, or cannot be opened.
    """
    handle = os.open(path, FLAGS)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "Is a directory", os.fspath(path))
    raise OSError(errno.EINVAL, "Not a regular file", os.fspath(path))


def _open_all(
    path: str | os.PathLike[str], choose: Choose, stack: ExitStack, is_there: bool
) -> dict[str, BinaryIO] | None:
    """Open the files, or return `None` if the folder was replaced meanwhile."""
    try:
        folder = stack.enter_context(_folder(path))
        before = identity_of(folder)
    except FileNotFoundError:
        if is_there:
            return None
        raise
    try:
        files = _files(folder, choose, stack)
    except (OSError, FormatError) as error:
        # Half of the folder may already be gone.
        if not _is_same(path, before):
            return None
        if isinstance(error, OSError) and isinstance(error.filename, str):
            error.filename = os.path.join(path, error.filename)
        raise
    return files if _is_same(path, before) else None


@contextmanager
def _folder(path: str | os.PathLike[str]) -> Iterator[str | os.PathLike[str] | int]:
    """Open a folder, or yield its path if folders cannot be opened."""
    if not HAS_HANDLES:
        yield path
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


def _is_same(path: str | os.PathLike[str], before: FolderIdentity) -> bool:
    try:
        return identity_of(path) == before
    except OSError:
        return False


def _files(
    folder: str | os.PathLike[str] | int, choose: Choose, stack: ExitStack
) -> dict[str, BinaryIO]:
    names = [name for name in os.listdir(folder) if not is_passed_over(name)]
    chosen = choose(sorted(names))
    modes = {name: _stat(folder, name).st_mode for name in chosen}
    faults = [
        Fault(
            ascii(name), f"{_kind(mode)}, which cannot be read; put a file in its place"
        )
        for name, mode in modes.items()
        if not stat.S_ISREG(mode)
    ]
    if faults:
        raise FormatError.of_first("not a folder of files", faults)
    return {name: stack.enter_context(_open(folder, name)) for name in chosen}


def _kind(mode: int) -> str:
    """Return the kind of something that is not a regular file."""
    kinds = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe"}
    return kinds.get(stat.S_IFMT(mode), "a device or a socket")


def _stat(folder: str | os.PathLike[str] | int, name: str) -> os.stat_result:
    if isinstance(folder, int):
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    return os.lstat(os.path.join(folder, name))


def _open(folder: str | os.PathLike[str] | int, name: str) -> BinaryIO:
    if isinstance(folder, int):
        return os.fdopen(os.open(name, FLAGS, dir_fd=folder), "rb")
    return os.fdopen(os.open(os.path.join(folder, name), FLAGS), "rb")
