"""Zip archives as people make them, with the files that systems add."""

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from diplomacy_events.files.system_files import is_passed_over

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["entries", "without_top_folder"]

OUTSIDE = ("", "..")


def entries(archive: "ZipFile") -> "list[tuple[str, ZipInfo]]":
    """Return the files of an archive by their paths, with ``/`` between the steps.

    Some programs write backslashes between the steps, and some put ``./`` first. Hidden
    files, files that systems leave in folders, and entries of folders with content are
    skipped.
    """
    members = [(_path(entry.filename), entry) for entry in archive.infolist()]
    files = [
        (path, entry)
        for path, entry in members
        if not path.endswith("/") and not any(map(_is_noise, path.split("/")))
    ]
    folders = {folder for path, _ in files for folder in _around(path)}
    empty = [
        (path, entry)
        for path, entry in members
        if path.endswith("/")
        and path not in folders
        and not any(map(_is_noise, path[:-1].split("/")))
    ]
    return [*files, *empty]


def without_top_folder(paths: list[str]) -> list[str]:
    """Return paths without their common top folder, if there is one.

    >>> without_top_folder(["article/states.csv", "article/visits.csv"])
    ['states.csv', 'visits.csv']
    """
    tops = {path.partition("/")[0] for path in paths}
    top = min(tops, default="")
    all_in = len(tops) == 1 and all("/" in path for path in paths)
    # A path outside the archive is not a folder in it.
    if not all_in or top in OUTSIDE or ":" in top:
        return paths
    return [path.partition("/")[2] for path in paths]


def _path(name: str) -> str:
    path = name.replace("\\", "/")
    while path.startswith("./") and path != "./":
        path = path[2:]
    return path


def _is_noise(step: str) -> bool:
    return step not in OUTSIDE and is_passed_over(step)


def _around(path: str) -> Iterator[str]:
    """Return the folders that a path leads through, each with a slash at its end."""
    *steps, _ = path.split("/")
    return accumulate(f"{step}/" for step in steps)
