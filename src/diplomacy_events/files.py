"""Files and folders that are replaced as a whole or not at all.

What is new is first written beside the old, under a hidden name that no reader asks
for, and takes its place in one step. A writer holds a lock on what it writes; what a
killed one leaves has none, and is swept away by the next that writes the same path.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from diplomacy_events.errors import Fault, FormatError

__all__ = ["replace", "replace_folder"]

PREFIX = ".diplomacy-events-"
RENAME_EXCHANGE = 2
AT_FDCWD = -100
New = Callable[[str, int | None], int]
"""Makes a file or a folder, with the mode of an old one, and opens it."""


def replace(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> None:
    """Put data in the place of a file, so that a reader sees the old or the new.

    A link is followed to the file it stands for. The file keeps its mode; a new one
    gets the mode that the umask leaves it. What is no regular file, such as a pipe or a
    terminal, and what the process has open, such as ``/dev/stdout``, cannot be replaced
    and is written to.

    Args:
        path: the file.
        data: what it is to hold, whole or in pieces that are made as they are written.

    Raises:
        OSError: if the data cannot be written; the old file is then untouched.
    """
    pieces = [data] if isinstance(data, bytes) else data
    if _is_stream(path):
        # To append is right for what `>>` has opened, and no matter to a pipe.
        with open(path, "ab") as file:
            file.writelines(pieces)
        return
    target = os.path.realpath(path)
    _must_be_writable(target, path)
    with _beside(target, path, _new_file) as temporary:
        with open(temporary, "r+b") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(target, temporary)
        os.replace(temporary, target)
        _sync(os.path.dirname(target))


def replace_folder(
    path: str | os.PathLike[str],
    fill: Callable[[Path], None],
    own: Collection[str] | None = None,
) -> None:
    """Put a folder in the place of another, so that a reader sees the old or the new.

    A link is followed to the folder it stands for. It and its files keep their modes,
    and are never open to others while they are written. On Linux
    the two change places in one step; elsewhere there is a short moment in which the
    old folder stands beside and the new one is not yet in place.

    Args:
        path: the folder; it may be missing. What it holds is replaced.
        fill: writes the new content into the empty folder that it is given.
        own: names of what it may hold; with anything else in it, it is left alone.

    Raises:
        FormatError: if the folder holds something that is not its own.
        OSError: if it cannot be written; the old folder is then untouched.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isdir(target):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", os.fspath(path))
    _must_be_writable(target, path)
    if own is not None and os.path.exists(target):
        others = sorted(set(os.listdir(target)).difference(own))
        faults = tuple(Fault(f"$[{name!a}]", "unknown file") for name in others)
        if faults:
            heading = f"{os.fspath(path)} is not replaced"
            raise FormatError(heading, faults=faults)
    with _beside(target, path, _new_folder) as temporary:
        fill(Path(temporary))
        for folder, _, names in os.walk(temporary):
            for file in [os.path.join(folder, name) for name in names]:
                old = os.path.join(target, os.path.relpath(file, temporary))
                _keep_mode(old, file)
                _sync(file)
            _sync(folder)
        _keep_mode(target, temporary)
        if not os.path.exists(target):
            os.rename(temporary, target)
        elif not _exchange(temporary, target):
            # Not a name that is swept: for a moment it is all there is.
            aside = temporary.replace(PREFIX, f"{PREFIX}old-")
            os.rename(target, aside)
            os.rename(temporary, target)
            _remove(aside)
        _sync(os.path.dirname(target))


def _is_stream(path: str | os.PathLike[str]) -> bool:
    """Return whether something stands for what is open, or is no regular file."""
    asked = os.path.abspath(path)
    return (
        asked in ("/dev/stdout", "/dev/stderr")
        or asked.startswith(("/dev/fd/", "/proc/"))
        or (os.path.exists(asked) and not os.path.isfile(asked))
    )


def _must_be_writable(target: str, asked: str | os.PathLike[str]) -> None:
    """Refuse to replace what its owner has protected, as writing into it would be.

    Raises:
        PermissionError: if it may not be written.
    """
    effective = os.access in os.supports_effective_ids
    if os.path.exists(target) and not os.access(
        target, os.W_OK, effective_ids=effective
    ):
        problem = os.strerror(errno.EACCES)
        raise PermissionError(errno.EACCES, problem, os.fspath(asked))


@contextmanager
def _beside(target: str, asked: str | os.PathLike[str], new: New) -> Iterator[str]:
    """Make something beside a target, locked, and remove what is left of it at last."""
    folder, name = os.path.split(target)
    # The name itself may already be as long as the system allows.
    stem = PREFIX + sha256(os.fsencode(name)).hexdigest()[:16]
    try:
        _sweep(folder, stem)
        temporary, handle = _made(os.path.join(folder, stem), new, _mode(target))
    except OSError as error:
        error.filename = os.fspath(asked)
        raise
    try:
        yield temporary
    finally:
        _remove(temporary)
        os.close(handle)


def _made(stem: str, new: New, mode: int | None) -> tuple[str, int]:
    """Make something new with a name of its own, and lock it."""
    while True:
        path = f"{stem}-{os.urandom(8).hex()}"
        handle = new(path, mode)
        _lock(handle, wait=True)
        # Another writer may have swept it away before it was locked.
        if os.path.exists(path):
            return path, handle
        os.close(handle)


def _new_file(path: str, mode: int | None) -> int:
    """Make a file, which nobody may read who may not read the old one."""
    mode = 0o666 if mode is None else mode | 0o600
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)


def _new_folder(path: str, mode: int | None) -> int:
    os.mkdir(path, 0o777 if mode is None else mode | 0o700)
    return os.open(path, os.O_RDONLY)


def _sweep(folder: str, stem: str) -> None:
    """Remove what killed writers have left; what is locked is still being written."""
    for name in os.listdir(folder):
        if not name.startswith(stem):
            continue
        left = os.path.join(folder, name)
        # It may be somebody else's, or gone by now.
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if _lock(handle):
                    _remove(left)
            finally:
                os.close(handle)


def _lock(handle: int, *, wait: bool = False) -> bool:
    """Try to lock a file, and return whether it is locked now."""
    try:
        # Not every system has such locks, nor every file system.
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (ImportError, OSError):
        return False
    return True


def _remove(path: str) -> None:
    """Remove a file or a folder, if it is there; another writer may be doing it too."""
    if os.path.isdir(path):
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _keep_mode(target: str, temporary: str) -> None:
    mode = _mode(target)
    if mode is not None:
        os.chmod(temporary, mode)


def _mode(path: str) -> int | None:
    return os.stat(path).st_mode & 0o7777 if os.path.exists(path) else None


def _sync(path: str) -> None:
    """Have a file or a folder reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(one: str, other: str) -> bool:
    """Let two names change places in one step, if the system can."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    failed = rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
    return not failed
