"""A folder that is replaced as a whole or not at all."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from stat import S_IFDIR

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.files.beside import (
    LOST_RACE,
    beside,
    kind,
    new_folder,
    put_aside,
    remove,
    sync,
    wait_for,
)
from diplomacy_events.files.permissions import keep_mode, must_be_writable
from diplomacy_events.files.system_files import is_system_file

__all__ = ["replace_folder"]

RENAME_EXCHANGE = 2
AT_FDCWD = -100
Check = Callable[[str], None]
"""Refuses to remove a folder that contains foreign files."""


def replace_folder(
    path: str | os.PathLike[str],
    fill: Callable[[Path], None],
    own: Collection[str] | None = None,
) -> None:
    """Replace a folder by a new one; a reader sees either the old or the new.

    A link is followed to its folder. The folder and its files keep their modes, and are
    never open to others while they are written. On Linux the two change places in one
    step; elsewhere there is a short moment when the old folder is aside and the new one
    is not yet in place. If several writers write at once, the last one wins. Files that
    a system leaves in folders, such as ``.DS_Store``, move from the old to the new.

    Args:
        path: the folder; it may be missing. Its content is replaced.
        fill: writes the new content into the empty folder that it is given.
        own: patterns for the paths of files that it may contain, such as
            ``sub/part-*``; a folder with other files is not replaced.

    Raises:
        FormatError: if the folder contains other files, or the program is running in
            it.
        OSError: if it cannot be written; the old folder is then untouched.
    """
    target = os.path.realpath(path)
    wait_for(target)
    if kind(target) not in (None, S_IFDIR):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", os.fspath(path))
    must_be_writable(target, path)

    def check(folder: str) -> None:
        if faults := tuple(_strange(folder, own)):
            heading = f"{os.fspath(path)} cannot be replaced"
            raise FormatError.of_first(heading, faults)

    _must_not_be_here(target, path)
    check(target)
    with beside(target, path, new_folder) as temporary:
        fill(Path(temporary))
        for folder, _, names in os.walk(temporary):
            for file in [os.path.join(folder, name) for name in names]:
                old = os.path.join(target, os.path.relpath(file, temporary))
                keep_mode(old, file)
                sync(file)
            sync(folder)
        wait_for(target)
        keep_mode(target, temporary)
        _place(temporary, target, check)
        sync(os.path.dirname(target))


def _must_not_be_here(target: str, asked: str | os.PathLike[str]) -> None:
    """Refuse to replace the folder that the program is running in, or a parent of it.

    Raises:
        FormatError: if it is one.
    """
    # The current folder may be gone.
    with suppress(OSError):
        here = os.path.realpath(os.getcwd())
        if here == target or here.startswith(os.path.join(target, "")):
            rule = (
                "the program is running in this folder; write to a folder inside or "
                "beside it"
            )
            heading = f"{os.fspath(asked)} cannot be replaced"
            raise FormatError(heading, faults=(Fault("$", rule),))


def _strange(folder: str, own: Collection[str] | None) -> Iterator[Fault]:
    """Yield the foreign content of a folder, if it exists."""
    if own is None:
        return
    patterns = [PurePosixPath(one) for one in own]
    parents = {one.parent.as_posix() for one in patterns}
    waiting = [(folder, PurePosixPath())]
    while waiting:
        place, path = waiting.pop()
        for name, is_folder, is_file in _entries(place):
            inner = path / name
            if is_folder and inner.as_posix() in parents:
                waiting.append((os.path.join(place, name), inner))
            elif is_system_file(name) and path == PurePosixPath():
                # These files move to the new folder.
                continue
            elif not any(_fits(inner, one) for one in patterns):
                yield Fault(f"$[{inner.as_posix()!a}]", "unknown file")
            elif not is_file:
                yield Fault(f"$[{inner.as_posix()!a}]", "not a regular file")


def _entries(folder: str) -> list[tuple[str, bool, bool]]:
    """Return what is in a folder, and whether it is a folder or a regular file."""
    try:
        with os.scandir(folder) as entries:
            found = [
                (
                    entry.name,
                    entry.is_dir(follow_symlinks=False),
                    entry.is_file(follow_symlinks=False),
                )
                for entry in entries
            ]
    except FileNotFoundError:
        return []
    return sorted(found)


def _fits(path: PurePosixPath, pattern: PurePosixPath) -> bool:
    return len(path.parts) == len(pattern.parts) and path.match(str(pattern))


def _place(temporary: str, target: str, check: Check) -> None:
    """Replace a folder by another, even if other writers do the same.

    The previous folder is at the temporary name afterwards, or gone.
    """
    while True:
        try:
            # This is enough if there is no folder, or an empty one.
            os.rename(temporary, target)
        except OSError as error:
            if error.errno not in LOST_RACE:
                raise
        else:
            return
        if _try_exchange(temporary, target, check) or _after_another(
            temporary, target, check
        ):
            return


def _try_exchange(temporary: str, target: str, check: Check) -> bool:
    """Exchange two folders in one step, and return whether that was done."""
    if not _exchange(temporary, target):
        return False
    try:
        # Somebody may have added something to it meanwhile.
        check(temporary)
    except BaseException:
        _exchange(temporary, target)
        raise
    _move_system_files(temporary, target)
    return True


def _after_another(temporary: str, target: str, check: Check) -> bool:
    """Put a folder aside and another in its place, and return whether that was done.

    It fails if another writer does so at the same time.
    """
    aside = put_aside(temporary)
    try:
        os.rename(target, aside)
        check(aside)
        os.rename(temporary, target)
    except BaseException as error:
        _restore(aside, target)
        if isinstance(error, OSError) and error.errno in (*LOST_RACE, errno.ENOENT):
            return False
        raise
    _move_system_files(aside, target)
    remove(aside)
    return True


def _restore(aside: str, target: str) -> None:
    """Restore a folder that was put aside, unless another is there by now."""
    try:
        os.rename(aside, target)
    except OSError as error:
        if error.errno in LOST_RACE:
            remove(aside)


def _move_system_files(old: str, new: str) -> None:
    """Move the files that a system left in the old folder to the new one."""
    for name, _, _ in _entries(old):
        if is_system_file(name):
            # A system makes them again if they get lost.
            with suppress(OSError):
                os.rename(os.path.join(old, name), os.path.join(new, name))


def _exchange(one: str, other: str) -> bool:
    """Exchange two names in one step, if the system can."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    failed = rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
    return not failed
