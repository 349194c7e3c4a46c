"""Files that are replaced as a whole or not at all."""

import os

__all__ = ["replace"]


def replace(path: str | os.PathLike[str], data: bytes) -> None:
    """Put data in the place of a file, so that a reader sees the old or the new.

    A link is followed to the file it stands for. The file keeps its mode; a new one
    gets the mode that the umask leaves it.

    Raises:
        OSError: if the data cannot be written; the old file is then untouched.
    """
    # Only writers need it, and it is slow to import.
    from tempfile import mkstemp

    target = os.path.realpath(path)
    folder, prefix = os.path.split(target)
    handle, name = mkstemp(dir=folder, prefix=f".{prefix}.")
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _mode(target: str) -> int:
    if os.path.exists(target):
        return os.stat(target).st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
