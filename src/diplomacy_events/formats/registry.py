"""The formats that there are, and reading and writing by name or by suffix."""

import os
from typing import TYPE_CHECKING

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import FormatError, UnknownNameError
from diplomacy_events.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from diplomacy_events.formats.format import Format

__all__ = ["dumps", "formats", "loads", "read", "write"]


def formats() -> "tuple[Format, ...]":
    """Return the formats that can be read or written.

    >>> [format.name for format in formats() if format.lossless]
    ['json']
    """
    # A format brings its own dependencies, so none is imported before it is asked for.
    from diplomacy_events.formats import json

    return (json.FORMAT,)


def dumps(dataset: Dataset, format: str = "json") -> str:
    """Return a dataset as text.

    Raises:
        UnknownNameError: if there is no such format.
    """
    return _named(format).dumps(dataset)


def loads(data: str | bytes, format: str = "json") -> Dataset:
    """Return the dataset that a text holds.

    Raises:
        UnknownNameError: if there is no such format.
        FormatError: if the text holds no valid dataset; it lists every fault with its
            place.
    """
    return _named(format).loads(data)


def read(path: str | os.PathLike[str], format: str | None = None) -> Dataset:
    """Return the dataset that a file holds.

    Args:
        path: the file.
        format: the name of its format; without it, the suffix of the file tells.

    Raises:
        UnknownNameError: if there is no such format, or none has the suffix.
        FormatError: if the file holds no valid dataset; it lists every fault with its
            place.
        OSError: if the file cannot be read.
    """
    chosen = _chosen(path, format)
    with open(path, "rb") as file:
        data = file.read()
    try:
        return chosen.loads(data)
    except FormatError as error:
        heading = f"{os.fspath(path)}: {error.heading}"
        raise FormatError(heading, faults=error.faults) from error


def write(
    dataset: Dataset, path: str | os.PathLike[str], format: str | None = None
) -> None:
    """Write a dataset to a file, which is replaced as a whole or not at all.

    Args:
        dataset: the dataset.
        path: the file.
        format: the name of its format; without it, the suffix of the file tells.

    Raises:
        UnknownNameError: if there is no such format, or none has the suffix.
        OSError: if the file cannot be written.
    """
    # Only writers need it.
    from diplomacy_events.formats.files import replace

    replace(path, _chosen(path, format).dumps(dataset).encode())


def _chosen(path: str | os.PathLike[str], format: str | None) -> "Format":
    if format is not None:
        return _named(format)
    name = os.path.basename(path)
    by_suffix = {suffix: made for made in formats() for suffix in made.suffixes}
    for suffix, made in by_suffix.items():
        if name.endswith(suffix):
            return made
    known = ", ".join(by_suffix)
    raise UnknownNameError(
        f"no format has the suffix of {name!r}; known are {known}, "
        "or name a format with format=",
        name=name,
    )


def _named(name: str) -> "Format":
    by_name = {made.name: made for made in formats()}
    if name in by_name:
        return by_name[name]
    suggestions = nearest(name, by_name)
    known = ", ".join(by_name)
    raise UnknownNameError(
        f"no format is called {name!r}; known are {known}{did_you_mean(suggestions)}",
        name=name,
        suggestions=suggestions,
    )
