"""What is written beside a file or a folder before it takes its place."""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

__all__ = [
    "LOST_RACE",
    "PREFIX",
    "beside",
    "keep_mode",
    "lock",
    "mode",
    "must_be_writable",
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
"""Makes a file or a folder, with the mode of an old one, and opens it if it can."""
LOST_RACE = (errno.ENOTEMPTY, errno.EEXIST)
"""What is raised where another writer has put a folder in the place already."""
# A folder is put aside for less than a millisecond, if its writer is not held up.
MOST_WAITS = 5000
MOST_MISSES = 3
WAIT_SECONDS = 0.001
FOLDERS_OPEN = os.name == "posix"
"""Whether a folder can be opened, locked and synchronised, as a file can."""
# Not every system has the flags, nor the things that they are against.
NO_SURPRISE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def beside(target: str, asked: str | os.PathLike[str], new: New) -> Iterator[str]:
    """Make something beside a target, locked, and remove what is left of it at last."""
    folder, stem = _stem(target)
    try:
        _sweep(target)
        start = os.path.join(folder, PREFIX + stem)
        temporary, handle = _made(start, new, mode(target))
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
    """Return where the old goes for the moment before the new takes its place."""
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
    """Return the folder of a target, and what names are made of that belong to it."""
    folder, name = os.path.split(target)
    # The name itself may already be as long as the system allows.
    return folder, sha256(os.fsencode(name)).hexdigest()[:16]


def _made(stem: str, new: New, mode: int | None) -> tuple[str, int | None]:
    """Make something new with a name of its own, and lock it."""
    while True:
        path = f"{stem}-{os.urandom(8).hex()}"
        handle = new(path, mode)
        lock(handle, wait=True)
        # Another writer may have swept it away before it was locked.
        if os.path.exists(path):
            return path, handle
        _close(handle)


def _close(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def new_file(path: str, mode: int | None) -> int:
    """Make a file, which nobody may read who may not read the old one."""
    mode = 0o666 if mode is None else mode | 0o600
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)


def new_folder(path: str, mode: int | None) -> int | None:
    """Make a folder, which nobody may enter who may not enter the old one."""
    while True:
        os.mkdir(path, 0o777 if mode is None else mode | 0o700)
        if not FOLDERS_OPEN:
            return None
        # Another writer may have swept it away before it was open.
        with suppress(FileNotFoundError):
            return os.open(path, os.O_RDONLY)


def _sweep(target: str) -> None:
    """Remove what killed writers have left; what is locked is still being written."""
    folder, stem = _stem(target)
    for aside in _asides(target):
        _settle(aside, target)
    for name in os.listdir(folder):
        if name.startswith(PREFIX + stem):
            left = os.path.join(folder, name)
            if _is_left(left):
                remove(left)


def _asides(target: str) -> list[str]:
    """Return the folders that were put aside for a new one at the target."""
    folder, stem = _stem(target)
    start = PREFIX + ASIDE + stem
    try:
        names = os.listdir(folder)
    except OSError:
        # What cannot be listed has nothing that could be waited for.
        return []
    return [os.path.join(folder, name) for name in names if name.startswith(start)]


def _settle(aside: str, target: str) -> None:
    """Put a folder back that a killed writer has put aside, or remove it."""
    if _put_back(aside, target) and os.path.lexists(target):
        remove(aside)


def _put_back(aside: str, target: str) -> bool:
    """Put a folder back if its writer was killed before the new one was in its place.

    Returns:
        Whether its writer is no longer at work on it.
    """
    folder, name = os.path.split(aside)
    new = os.path.join(folder, name.replace(PREFIX + ASIDE, PREFIX, 1))
    if os.path.lexists(new):
        if not _is_left(new):
            return False
        # If another folder is there by now, this fails.
        with suppress(OSError):
            os.rename(aside, target)
    return True


def _is_left(path: str) -> bool:
    """Return whether something was left by a writer that is no more."""
    # It may be somebody else's, or gone by now.
    with suppress(OSError), open_handle(path, os.O_RDONLY | NO_SURPRISE) as handle:
        return lock(handle)
    return False


@contextmanager
def open_handle(path: str, flags: int = os.O_RDONLY) -> Iterator[int]:
    """Have a file or a folder open."""
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
        # Not every system has such locks, nor every file system.
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (ImportError, OSError):
        return False
    return True


def remove(path: str) -> None:
    """Remove a file or a folder, if it is there; another writer may be doing it too."""
    if os.path.isdir(path) and not os.path.islink(path):
        # Slow to import, and needed by writers alone.
        import shutil

        try:
            shutil.rmtree(path, ignore_errors=True)
        except OSError as error:
            # It closes a folder twice if it is interrupted, and tells of that alone.
            if isinstance(error.__context__, KeyboardInterrupt):
                raise error.__context__ from None
            raise
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)


def must_be_writable(target: str, asked: str | os.PathLike[str]) -> None:
    """Refuse to replace what its owner has protected, as writing into it would be.

    Raises:
        PermissionError: if it may not be written.
    """
    # A folder that is put aside between two looks is missing, and not protected.
    if all(_is_protected(target) for _ in range(MOST_MISSES)):
        problem = os.strerror(errno.EACCES)
        raise PermissionError(errno.EACCES, problem, os.fspath(asked))


def _is_protected(path: str) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.path.exists(path) and not os.access(
        path, os.W_OK, effective_ids=effective
    )


def keep_mode(target: str, temporary: str) -> None:
    """Give what is new the mode, the owner and the group of the old.

    A system gives files away for few. Where it does not, the group of the new file may
    do no more than everybody, as it is another than that of the old.
    """
    try:
        old = os.stat(target)
    except FileNotFoundError:
        return
    bits = old.st_mode & 0o7777
    if not _keep_group(old, temporary):
        bits = bits & 0o1707 | (bits & 0o007) << 3
    os.chmod(temporary, bits)


def _keep_group(old: os.stat_result, temporary: str) -> bool:
    """Give what is new the owner and group of the old, and return whether it has both.

    Where the owner cannot be kept, the group alone may be: its members write in turn.
    """
    give = getattr(os, "chown", None)
    if give is None:
        return True
    for owner in (old.st_uid, -1):
        with suppress(OSError):
            give(temporary, owner, old.st_gid)
            return True
    return False


def mode(path: str) -> int | None:
    """Return the mode of a file or folder, or `None` if it is not there."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        return None


def sync(path: str) -> None:
    """Have a file or a folder reach the disk."""
    if FOLDERS_OPEN or os.path.isfile(path):
        with open_handle(path, os.O_RDONLY if FOLDERS_OPEN else os.O_RDWR) as handle:
            os.fsync(handle)
