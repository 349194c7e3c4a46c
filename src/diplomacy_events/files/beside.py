"""Temporary files and folders beside the ones that they will replace."""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from diplomacy_events.files.permissions import mode

__all__ = [
    "LOST_RACE",
    "PREFIX",
    "beside",
    "kind",
    "lock",
    "new_file",
    "new_folder",
    "open_handle",
    "put_aside",
    "remove",
    "sync",
    "wait_for",
]

PREFIX = ".diplomacy-events-"
ASIDE = "old-"
New = Callable[[str, int | None], int | None]
"""Makes a file or a folder with the mode of an old one, and opens it if possible."""
LOST_RACE = (errno.ENOTEMPTY, errno.EEXIST)
"""The errors raised if another writer has already put a folder in the place."""
# A folder is put aside for less than a millisecond, unless its writer is delayed.
MOST_WAITS = 5000
MOST_MISSES = 3
WAIT_SECONDS = 0.001
FOLDERS_OPEN = os.name == "posix"
"""Whether a folder can be opened, locked and synchronised like a file."""
# Not every system has these flags, or the dangers that they prevent.
NO_SURPRISE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def beside(target: str, asked: str | os.PathLike[str], new: New) -> Iterator[str]:
    """Make something beside a target, locked, and remove its remains at the end."""
    folder, stem = _stem(target)
    try:
        _sweep(target)
        start = os.path.join(folder, PREFIX + stem)
        temporary, handle = _make_unique(start, new, mode(target))
    except OSError as error:
        error.filename = os.fspath(asked)
        raise
    try:
        yield temporary
    finally:
        try:
            remove(temporary)
        finally:
            _close(handle)


def put_aside(temporary: str) -> str:
    """Return where to put the old content until the new takes its place."""
    folder, name = os.path.split(temporary)
    return os.path.join(folder, name.replace(PREFIX, PREFIX + ASIDE, 1))


def wait_for(target: str) -> bool:
    """Wait while a folder is missing because its writer has put it aside.

    If the writer was killed at that moment, the folder is put back.

    Returns:
        Whether it is there.
    """
    misses = 0
    for _ in range(MOST_WAITS):
        if os.path.lexists(target):
            return True
        asides = _asides(target)
        for aside in asides:
            _put_back(aside, target)
        # One writer may have been done just before, and the next begun just after.
        misses = 0 if asides else misses + 1
        if misses == MOST_MISSES:
            break
        time.sleep(WAIT_SECONDS)
    return os.path.lexists(target)


def _stem(target: str) -> tuple[str, str]:
    """Return the folder of a target, and the base of its temporary names."""
    folder, name = os.path.split(target)
    # The name itself may already have the maximum length.
    return folder, sha256(os.fsencode(name)).hexdigest()[:16]


def _make_unique(stem: str, new: New, mode: int | None) -> tuple[str, int | None]:
    """Make something new with a unique name, and lock it."""
    while True:
        path = f"{stem}-{os.urandom(8).hex()}"
        handle = new(path, mode)
        lock(handle, wait=True)
        # Another writer may have removed it before it was locked.
        if os.path.exists(path):
            return path, handle
        _close(handle)


def _close(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def new_file(path: str, mode: int | None) -> int:
    """Make a file that only readers of the old one may read."""
    mode = 0o666 if mode is None else mode | 0o600
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)


def new_folder(path: str, mode: int | None) -> int | None:
    """Make a folder that only users of the old one may enter."""
    while True:
        os.mkdir(path, 0o777 if mode is None else mode | 0o700)
        if not FOLDERS_OPEN:
            return None
        # Another writer may have removed it before it was open.
        with suppress(FileNotFoundError):
            return os.open(path, os.O_RDONLY)


def _sweep(target: str) -> None:
    """Remove the remains of killed writers; a locked one is still being written."""
    folder, stem = _stem(target)
    for aside in _asides(target):
        _settle(aside, target)
    for name in os.listdir(folder):
        if name.startswith(PREFIX + stem):
            left = os.path.join(folder, name)
            with _locked_if_left(left) as is_left:
                if is_left:
                    remove(left)


def _asides(target: str) -> list[str]:
    """Return the folders that were put aside for a new one at the target."""
    folder, stem = _stem(target)
    start = PREFIX + ASIDE + stem
    try:
        names = os.listdir(folder)
    except OSError:
        # In a folder that cannot be listed, there is nothing to wait for.
        return []
    return [os.path.join(folder, name) for name in names if name.startswith(start)]


def _settle(aside: str, target: str) -> None:
    """Restore a folder that a killed writer put aside, or remove it."""
    if _put_back(aside, target) and os.path.lexists(target):
        remove(aside)


def _put_back(aside: str, target: str) -> bool:
    """Restore a folder if its writer was killed before the new one was in place.

    Returns:
        Whether its writer has stopped.
    """
    folder, name = os.path.split(aside)
    new = os.path.join(folder, name.replace(PREFIX + ASIDE, PREFIX, 1))
    if os.path.lexists(new):
        with _locked_if_left(new) as is_left:
            if not is_left:
                return False
            # This fails if another folder is there by now.
            with suppress(OSError):
                os.rename(aside, target)
    return True


@contextmanager
def _locked_if_left(path: str) -> Iterator[bool]:
    """Lock what a killed writer left, and yield whether it is locked.

    While it is locked, no writer that has just made it begins to use it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | NO_SURPRISE)
    except OSError:
        # It may be somebody else's, or gone by now.
        yield False
        return
    try:
        yield lock(handle)
    finally:
        os.close(handle)


@contextmanager
def open_handle(path: str, flags: int = os.O_RDONLY) -> Iterator[int]:
    """Keep a file or a folder open."""
    handle = os.open(path, flags)
    try:
        yield handle
    finally:
        os.close(handle)


def lock(handle: int | None, *, wait: bool = False) -> bool:
    """Try to lock a file, and return whether it is locked now."""
    if handle is None:
        return False
    try:
        # Not every system or file system has such locks.
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (ImportError, OSError):
        return False
    return True


def remove(path: str) -> None:
    """Remove a file or a folder if it exists; another writer may be removing it too."""
    if os.path.isdir(path) and not os.path.islink(path):
        # Slow to import, and only needed by writers.
        import shutil

        try:
            shutil.rmtree(path, ignore_errors=True)
        except OSError as error:
            # If interrupted, it closes a folder twice, and raises only for that.
            if isinstance(error.__context__, KeyboardInterrupt):
                raise error.__context__ from None
            raise
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)


def kind(path: str) -> int | None:
    """Return the type of file at a path, as `stat.S_IFMT` does, or `None`.

    This asks only once, because another writer may replace the file between two calls.
    """
    try:
        return stat.S_IFMT(os.stat(path).st_mode)
    except (OSError, ValueError):
        return None


def sync(path: str) -> None:
    """Flush a file or a folder to the disk."""
    if FOLDERS_OPEN or os.path.isfile(path):
        with open_handle(path, os.O_RDONLY if FOLDERS_OPEN else os.O_RDWR) as handle:
            os.fsync(handle)
