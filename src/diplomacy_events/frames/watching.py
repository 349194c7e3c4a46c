"""Watches the files of a scanned folder, so that answers are consistent."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from diplomacy_events.errors import FormatError
from diplomacy_events.files.beside import wait_for

__all__ = ["WatchedFolder"]

SUFFIX = ".parquet"
Identity = tuple[int, ...]
"""Identifies a file and its state."""


class WatchedFolder:
    """The files of tables in a folder, as they were when it was opened.

    An engine opens files by their paths, some of them later than others. If files are
    replaced in between, its answer may mix old and new data.
    """

    def __init__(self, folder: Path) -> None:
        # A program that replaces the folder may have moved it for a moment.
        wait_for(os.path.realpath(folder))
        # The current folder may have changed by the next question.
        self._folder = folder.absolute()
        self._states = {"": _identity(folder)}
        if folder.is_dir():
            # One that must not be read would seem to be empty.
            os.scandir(folder).close()

    def files(self, name: str) -> list[str]:
        """Return the files of a table: one, or a folder of parts.

        As in Spark, the folder may have the name of the file, and files whose names
        begin with a dot or an underscore do not count.

        Raises:
            FormatError: if both exist, one of them is a link or not a regular file, or
                a folder with the name of the file has no parts.
        """
        single = self._folder / f"{name}{SUFFIX}"
        parts = _parts(self._folder / name)
        if os.path.lexists(single):
            if parts:
                problem = f"expected {single.name} or a folder {name}, not both"
                raise FormatError(f"{self._folder}: {problem}")
            is_folder = single.is_dir() and not single.is_symlink()
            parts = _parts(single) if is_folder else [single]
            if not parts:
                raise FormatError(f"{single}: a folder without files of Parquet")
        return [self._watch(part) for part in parts]

    def _watch(self, part: Path) -> str:
        if not stat.S_ISREG(part.lstat().st_mode):
            _refuse_link(part, "a file")
        self._states[str(part)] = _identity(part)
        return str(part)

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Check that nothing changes while a question is answered.

        Raises:
            FormatError: if something has changed.
        """
        try:
            yield
        except (FormatError, OSError) as error:
            self._check(error)
            raise
        self._check(None)

    def _check(self, cause: Exception | None) -> None:
        try:
            now = {path: _identity(self._folder / path) for path in self._states}
        except OSError:
            now = {}
        if now != self._states:
            problem = "has changed since it was opened; scan it again"
            raise FormatError(f"{self._folder} {problem}") from cause


def _identity(path: Path) -> Identity:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return status.st_dev, status.st_ino
    return (
        *(status.st_dev, status.st_ino, status.st_size),
        *(status.st_mtime_ns, status.st_ctime_ns),
    )


def _refuse(error: OSError) -> NoReturn:
    """Refuse a folder that cannot be read; `os.walk` would skip it silently."""
    raise error


def _refuse_link(path: Path, wanted: str) -> NoReturn:
    """Refuse what is in the place of a file or a folder.

    Raises:
        FormatError: always.
    """
    kind = "folder" if wanted == "a folder" else "regular file"
    raise FormatError(f"{path}: a link, or not a {kind}; replace it by {wanted}")


def _parts(folder: Path) -> list[Path]:
    """Return the parts of a table in the order of their paths.

    Raises:
        FormatError: if a folder of parts is a link.
        OSError: if a folder among them cannot be read.
    """
    files: list[Path] = []
    if folder.is_symlink():
        _refuse_link(folder, "a folder")
    if not folder.is_dir():
        return files
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        for inner in [Path(place, name) for name in folders]:
            if inner.is_symlink():
                _refuse_link(inner, "a folder")
        files += [
            Path(place, name)
            for name in names
            if name.endswith(SUFFIX) and not name.startswith((".", "_"))
        ]
    return sorted(files)
