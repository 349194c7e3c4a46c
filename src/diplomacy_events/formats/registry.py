"""The formats that there are, and reading and writing by name or by suffix."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, overload

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FieldTypeError, FormatError, UnknownNameError
from diplomacy_events.model.records import Record
from diplomacy_events.model.rules import refuse
from diplomacy_events.nearest import unknown

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from pathlib import Path

    from diplomacy_events.formats.format import Format, Omission

__all__ = [
    "RecordStream",
    "dumps",
    "formats",
    "iter_records",
    "loads",
    "read",
    "write",
]

GROUP = "diplomacy_events.formats"
# Each built-in format, its module, and its suffixes, so that a suffix finds its module
# without the import of any other: a format brings its own dependencies.
BUILT_IN: dict[str, tuple[str, tuple[str, ...]]] = {
    "json": ("json", (".json",)),
    "jsonl": ("jsonl", (".jsonl", ".jsonl.gz", ".jsonl.zst")),
    "csv": ("csv", (".csv.zip", ".zip")),
    "parquet": ("parquet", (".parquet",)),
    "jsonld": ("jsonld", (".jsonld",)),
    "turtle": ("turtle", (".ttl",)),
    "ics": ("ics", (".ics",)),
    "graphml": ("graphml", (".graphml",)),
    "csl-json": ("csl_json", (".csl.json",)),
    "bibtex": ("bibtex", (".bib",)),
}


def formats() -> "tuple[Format, ...]":
    """Return the formats that can be read or written, those of plug-ins included.

    A plug-in that cannot be loaded is left out with a warning.

    >>> [format.name for format in formats() if format.lossless]
    ['json', 'jsonl', 'csv', 'parquet', 'jsonld', 'turtle']
    """
    found = [_built_in(name) for name in BUILT_IN]
    for point in _plug_ins():
        try:
            found.append(_plugged_in(point))
        except FormatError as error:
            _warn(str(error))
    return tuple(found)


Text = Literal["json", "jsonl", "jsonld", "turtle", "csl-json", "bibtex"]
Binary = Literal["csv", "graphml", "ics"]


@overload
def dumps(dataset: Dataset, format: Text = "json", **options: Any) -> str: ...
@overload
def dumps(dataset: Dataset, format: Binary, **options: Any) -> bytes: ...
@overload
def dumps(dataset: Dataset, format: str, **options: Any) -> str | bytes: ...
def dumps(dataset: Dataset, format: str = "json", **options: Any) -> str | bytes:
    """Return a dataset as text or bytes.

    Raises:
        UnknownNameError: if there is no such format.
        FormatError: if the format is no text, or cannot be written.
        FieldTypeError: if it is no dataset.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
    """
    _must_be_whole("dumps", dataset)
    chosen = _named(format)
    if chosen.dumps is None:
        _cannot(chosen, "be written to memory")
    return chosen.dumps(dataset, **options)


def loads(data: str | bytes, format: str = "json") -> Dataset:
    """Return the dataset that a text holds.

    Raises:
        UnknownNameError: if there is no such format.
        FormatError: if the text holds no valid dataset, in which case it lists the
            faults with their places; or if the format cannot be read from memory.
        FieldTypeError: if the data are neither text nor bytes.
        MissingExtraError: if the format needs a library that is not installed.
    """
    if not isinstance(data, (str, bytes)):
        message = f"loads: expected str or bytes, got {type(data).__name__}"
        raise FieldTypeError(message, field="data", value=data)
    chosen = _named(format)
    if chosen.loads is None:
        _cannot(chosen, "be read from memory")
    return chosen.loads(data)


def read(
    path: str | os.PathLike[str], format: str | None = None, **options: Any
) -> Dataset:
    """Return the dataset that a file or a folder holds.

    Args:
        path: the file, or the folder.
        format: the name of its format; without it, its suffix tells.
        **options: options of the format.

    Raises:
        UnknownNameError: if there is no such format, or none has the suffix.
        FormatError: if it holds no valid dataset, in which case it lists the faults
            with their places; or if the format cannot be read.
        FieldTypeError: if the path is none of text.
        FieldValueError: if no file can have such a path.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
        OSError: if it cannot be read.
    """
    chosen = _chosen(path, format)
    try:
        if chosen.read_path is not None:
            made: Dataset = chosen.read_path(_path(path), **options)
            return made
        if chosen.loads is None:
            _cannot(chosen, "be read")
        return chosen.loads(_path(path).read_bytes(), **options)
    except FormatError as error:
        # It says all that the error says which has no path yet.
        raise _of_file(path, error) from error.__cause__


def write(
    dataset: Dataset,
    path: str | os.PathLike[str],
    format: str | None = None,
    **options: Any,
) -> "tuple[Omission, ...]":
    """Write a dataset to a file or folder, which is replaced as a whole or not at all.

    Args:
        dataset: the dataset.
        path: the file, or the folder.
        format: the name of its format; without it, its suffix tells.
        **options: options of the format.

    Returns:
        What was left out, as the format has no place for it; nothing in a lossless one.

    Raises:
        UnknownNameError: if there is no such format, or none has the suffix.
        FormatError: if the format cannot be written.
        FieldTypeError: if it is no dataset, or the path is none of text.
        FieldValueError: if no file can have such a path.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
        OSError: if it cannot be written.
    """
    _must_be_whole("write", dataset)
    chosen = _chosen(path, format)
    if chosen.write_path is not None:
        chosen.write_path(dataset, _path(path), **options)
    elif chosen.dumps is not None:
        # Only writers need it.
        from diplomacy_events.files import replace

        made = chosen.dumps(dataset, **options)
        replace(path, made.encode() if isinstance(made, str) else made)
    else:
        _cannot(chosen, "be written")
    return chosen.omitted(dataset)


def _must_be_whole(what: str, dataset: object) -> None:
    """Refuse a collection of records, which has no sources and no actors."""
    if not isinstance(dataset, Dataset):
        message = f"{what}: expected a Dataset, got {type(dataset).__name__}"
        raise FieldTypeError(message, field="dataset", value=dataset)


class RecordStream(Iterator[Record]):
    """The records of a file, one by one. It can be closed, or used with ``with``.

    Attributes:
        faults: the faults of what was passed over so far, if they are collected.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        records: Iterator[Record],
        faults: list[Fault],
    ) -> None:
        self._path, self._records, self.faults = path, records, faults

    def close(self) -> None:
        """End the reading, and close the file."""
        close = getattr(self._records, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def __next__(self) -> Record:
        """Return the next record.

        Raises:
            FormatError: if it is faulty, and faults are not collected.
        """
        try:
            return next(self._records)
        except FormatError as error:
            # It says all that the error says which has no path yet.
            raise _of_file(self._path, error) from error.__cause__


def iter_records(
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    on_error: Literal["raise", "collect"] = "raise",
    **options: Any,
) -> RecordStream:
    """Give the records of a file one by one, however large it is.

    Each is valid in itself. What it refers to is elsewhere in the file and is not
    checked; `read` checks that as well.

    Args:
        path: the file, or the folder.
        format: the name of its format; without it, its suffix tells.
        on_error: what to do about a faulty line: "raise", or "collect" its faults in
            `RecordStream.faults` and go on.
        **options: options of the format.

    Raises:
        UnknownNameError: if there is no such format, or none has the suffix; or if
            there is no such way to treat errors.
        FormatError: if the format cannot do this; from the stream, if a line is faulty.
        FieldTypeError: if the path is none of text.
        FieldValueError: if no file can have such a path.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
        OSError: from the stream, if the file cannot be read.
    """
    if on_error not in ("raise", "collect"):
        message = f"on_error: expected 'raise' or 'collect', got {on_error!r}"
        raise UnknownNameError(message, name=on_error)
    if "faults" in options:
        raise TypeError("iter_records has no option 'faults', but on_error='collect'")
    chosen = _chosen(path, format)
    if chosen.iter_path is None:
        _cannot(chosen, "be read record by record")
    faults: list[Fault] = []
    if on_error == "collect":
        if not chosen.collects:
            _cannot(chosen, "collect faults")
        options["faults"] = faults
    return RecordStream(path, chosen.iter_path(_path(path), **options), faults)


def _path(path: str | os.PathLike[str]) -> "Path":
    from pathlib import Path

    return Path(path)


def _of_file(path: str | os.PathLike[str], error: FormatError) -> FormatError:
    heading = f"{os.fspath(path)}: {error.heading}"
    return FormatError(heading, faults=error.faults)


def _cannot(format: "Format", what: str) -> NoReturn:
    can = {
        "written": format.writes,
        "read": format.reads,
        "read record by record": format.streams,
    }
    ways = ", ".join(way for way, does in can.items() if does) or "nothing at all"
    raise FormatError(f"the format {format.name} cannot {what}; it can be {ways}")


def _built_in(name: str) -> "Format":
    # Slow to import, as pathlib and warnings are, which few need.
    from importlib import import_module

    module = import_module(f"diplomacy_events.formats.{BUILT_IN[name][0]}")
    made: Format = module.FORMAT
    return made


def _plug_ins() -> "list[EntryPoint]":
    """Return the plug-ins that are installed; none takes the name of a built-in."""
    # It is slow to import, and who names a built-in does not need it.
    from importlib.metadata import entry_points

    found = []
    for point in entry_points(group=GROUP):
        if point.name in BUILT_IN:
            message = f"the format {point.name} of {point.value} is hidden by our own"
            _warn(message)
        else:
            found.append(point)
    return found


def _warn(message: str) -> None:
    import warnings

    warnings.warn(message, stacklevel=4)


def _plugged_in(point: "EntryPoint") -> "Format":
    """Return the format of a plug-in.

    Raises:
        FormatError: if it cannot be loaded, or is no format.
    """
    from diplomacy_events.formats.format import Format

    try:
        made = point.load()
    except Exception as error:  # it is somebody else's code
        message = f"the format {point.name} of {point.value} cannot be loaded: {error}"
        raise FormatError(message) from error
    if not isinstance(made, Format):
        raise FormatError(
            f"the format {point.name} of {point.value} is no Format, "
            f"but of class {type(made).__name__}"
        )
    if made.name != point.name:
        message = f"the format {point.name} of {point.value} calls itself {made.name}"
        raise FormatError(message)
    return made


def _chosen(path: str | os.PathLike[str], format: str | None) -> "Format":
    """Return the format named, or the one that the suffix of a path tells.

    Raises:
        UnknownNameError: if there is none.
        FieldTypeError: if the path is none of text.
        FieldValueError: if no file can have it.
        FormatError: if the format is of a plug-in that cannot be loaded.
    """
    _must_be_path(path)
    if format is not None:
        return _named(format)
    name = os.path.basename(os.path.normpath(path)).lower()
    suffixes = {end: key for key, (_, ends) in BUILT_IN.items() for end in ends}
    fitting = [end for end in suffixes if name.endswith(end)]
    if fitting:
        return _built_in(suffixes[max(fitting, key=len)])
    more = {end: made for made in formats() for end in made.suffixes}
    fitting = [end for end in more if name.endswith(end)]
    if fitting:
        return more[max(fitting, key=len)]
    raise UnknownNameError(
        f"no format has the suffix of {name!r}; known are {', '.join(more)}",
        name=name,
    )


def _must_be_path(path: object) -> None:
    """Refuse what is no path of text, or one that no system would take."""
    name: object = path.__fspath__() if isinstance(path, os.PathLike) else path
    if not isinstance(name, str):
        kind = type(name).__name__
        message = f"path: expected str or os.PathLike of str, got {kind}"
        raise FieldTypeError(message, field="path", value=path)
    try:
        bad = b"\0" in os.fsencode(name)
    except UnicodeEncodeError:
        bad = True
    if bad:
        rule = "must be a path that the system can encode, without U+0000"
        refuse("path", rule, name, field="path")


def _named(name: str) -> "Format":
    # What is no text, and perhaps no key of a table either, is unknown like another.
    if name in list(BUILT_IN):
        return _built_in(name)
    points = {point.name: point for point in _plug_ins()}
    if name in list(points):
        return _plugged_in(points[name])
    known = [*BUILT_IN, *points]
    problem = f"no format is called {name!r}; known are {', '.join(known)}"
    raise unknown(problem, name, known)
