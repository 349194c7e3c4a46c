"""Who may read and write a file or a folder, before and after it is replaced."""

import errno
import os
from contextlib import suppress

__all__ = ["keep_mode", "mode", "must_be_writable"]

MOST_CHECKS = 3


def mode(path: str) -> int | None:
    """Return the mode of a file or folder, or `None` if it does not exist."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        return None


def must_be_writable(target: str, asked: str | os.PathLike[str]) -> None:
    """Refuse to replace a write-protected file or folder.

    Raises:
        PermissionError: if it is write-protected.
    """
    # A folder that is put aside between two checks is missing, not protected.
    if all(_is_protected(target) for _ in range(MOST_CHECKS)):
        problem = os.strerror(errno.EACCES)
        raise PermissionError(errno.EACCES, problem, os.fspath(asked))


def _is_protected(path: str) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.path.exists(path) and not os.access(
        path, os.W_OK, effective_ids=effective
    )


def keep_mode(target: str, temporary: str) -> None:
    """Give the new the mode, the owner and the group of the old.

    Few users may change the owner of files. If the group cannot be kept, the new group
    gets only the permissions of everybody.
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
    """Give the new file the owner and group of the old; return whether it has both.

    If the owner cannot be kept, try to keep the group, whose members may write too.
    """
    give = getattr(os, "chown", None)
    if give is None:
        return True
    for owner in (old.st_uid, -1):
        with suppress(OSError):
            give(temporary, owner, old.st_gid)
            return True
    return False
