"""Files that are replaced as a whole or not at all."""

import os

__all__ = ["replace"]


def replace(path: str | os.PathLike[str], data: bytes) -> None:
    """Put data in the place of a file, so that a reader sees the old or the new.

    A link is followed to the file it stands for. The file keeps its mode; a new one
    gets the mode that the umask leaves it. What is no regular file, such as a pipe or a
    terminal, cannot be replaced and is written to.

    Raises:
        OSError: if the data cannot be written; the old file is then untouched.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as file:
            file.write(data)
        return
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.urandom(8).hex()}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        error.filename = os.fspath(path)
        raise
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        if os.path.exists(target):
            os.chmod(temporary, os.stat(target).st_mode & 0o7777)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
