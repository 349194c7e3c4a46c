"""Reading and writing in any format: to files and folders, to memory, one by one."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NoReturn, Self, overload

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FieldTypeError, FormatError, UnknownNameError
from diplomacy_events.formats.registry import format_of_name, format_of_path
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.rules import short

if TYPE_CHECKING:
    from pathlib import Path

    from diplomacy_events.formats.format import Format, Omission

__all__ = ["RecordStream", "dumps", "iter_records", "loads", "read", "write"]

Text = Literal[
    "json", "jsonl", "jsonld", "turtle", "csl-json", "bibtex", "dyads", "plover"
]
Binary = Literal["csv", "csv-flat", "graphml", "ics", "xlsx"]


@overload
def dumps(dataset: Dataset, format: Text = "json", **options: object) -> str: ...
@overload
def dumps(dataset: Dataset, format: Binary, **options: object) -> bytes: ...
@overload
def dumps(dataset: Dataset, format: str, **options: object) -> str | bytes: ...
def dumps(dataset: Dataset, format: str = "json", **options: object) -> str | bytes:
    """Return a dataset as text or bytes.

    Raises:
        UnknownNameError: if the format is unknown.
        FormatError: if the format cannot be written to memory.
        FieldTypeError: if the argument is not a dataset.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
    """
    _must_be_whole("dumps", dataset)
    chosen = format_of_name(format)
    if chosen.dumps is None:
        _cannot(chosen, "be written to memory")
    return _written(chosen, chosen.dumps(dataset, **options))


def loads(data: str | bytes, format: str = "json", **options: object) -> Dataset:
    """Return the dataset in a text.

    Args:
        data: the text, or its bytes.
        format: the name of its format.
        **options: options of the format.

    Raises:
        UnknownNameError: if the format is unknown.
        FormatError: if the text is not a valid dataset; the error then lists the faults
            with their places. Also if the format cannot be read from memory.
        FieldTypeError: if the data are neither text nor bytes.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
    """
    if not isinstance(data, (str, bytes)):
        message = f"loads: expected str or bytes, got {type(data).__name__}"
        raise FieldTypeError(message, field="data", value=data)
    chosen = format_of_name(format)
    if chosen.loads is None:
        _cannot(chosen, "be read from memory")
    return _checked_dataset(chosen, chosen.loads(data, **options))


def read(
    path: str | os.PathLike[str], format: str | None = None, **options: object
) -> Dataset:
    """Return the dataset in a file or a folder.

    Args:
        path: the file, or the folder.
        format: the name of its format (default: by suffix).
        **options: options of the format.

    Raises:
        UnknownNameError: if the format or the suffix is unknown.
        FormatError: if the dataset is not valid; the error then lists the faults with
            their places. Also if the format cannot be read.
        FieldTypeError: if the path is not a text path.
        FieldValueError: if a file cannot have this path.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
        OSError: if it cannot be read.
    """
    chosen = format_of_path(path, format)
    try:
        if chosen.read_path is not None:
            return _checked_dataset(chosen, chosen.read_path(_path(path), **options))
        if chosen.loads is None:
            _cannot(chosen, "be read")
        return _checked_dataset(
            chosen, chosen.loads(_path(path).read_bytes(), **options)
        )
    except FormatError as error:
        # The new error adds the path and says everything else that this one says.
        raise _of_file(path, error) from error.__cause__


def write(
    dataset: Dataset,
    path: str | os.PathLike[str],
    format: str | None = None,
    **options: object,
) -> "tuple[Omission, ...]":
    """Write a dataset to a file or folder, which is replaced as a whole or not at all.

    Args:
        dataset: the dataset.
        path: the file, or the folder.
        format: the name of its format (default: by suffix).
        **options: options of the format.

    Returns:
        What the format left out; empty for a lossless format.

    Raises:
        UnknownNameError: if the format or the suffix is unknown.
        FormatError: if the format cannot be written; or if a folder contains files of
            other formats, or is the one that the program runs in.
        FieldTypeError: if the argument is not a dataset, or the path is not a text
            path.
        FieldValueError: if a file cannot have this path.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
        OSError: if it cannot be written.
    """
    _must_be_whole("write", dataset)
    chosen = format_of_path(path, format)
    if chosen.write_path is not None:
        chosen.write_path(dataset, _path(path), **options)
    elif chosen.dumps is not None:
        # Only writers need it.
        from diplomacy_events.files import replace

        data = _written(chosen, chosen.dumps(dataset, **options))
        replace(path, data.encode() if isinstance(data, str) else data)
    else:
        _cannot(chosen, "be written")
    return chosen.omitted(dataset)


def _must_be_whole(what: str, dataset: object) -> None:
    """Refuse a collection of records, which has no sources and no actors."""
    if not isinstance(dataset, Dataset):
        message = f"{what}: expected a Dataset, got {type(dataset).__name__}"
        raise FieldTypeError(message, field="dataset", value=dataset)


def _checked_dataset(format: "Format", made: object) -> Dataset:
    """Return what a format has read, after checking it: a plug-in may return anything.

    Raises:
        FormatError: if it is not a dataset.
    """
    if not isinstance(made, Dataset):
        problem = f"returned {type(made).__name__} instead of a dataset"
        raise FormatError(f"the format {format.name} {problem}")
    return made


def _written(format: "Format", made: object) -> str | bytes:
    """Return what a format has written, after checking it; see `_checked_dataset`.

    Raises:
        FormatError: if it is neither text nor bytes.
    """
    if not isinstance(made, (str, bytes)):
        problem = f"gave {type(made).__name__} in place of text or bytes"
        raise FormatError(f"the format {format.name} {problem}")
    return made


class RecordStream(Iterator[Record]):
    """The records of a file, one by one. It can be closed, or used with ``with``.

    Attributes:
        faults: the faults of lines skipped so far, if they are collected.
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
            FormatError: if the record is faulty, and faults are not collected.
        """
        try:
            return next(self._records)
        except FormatError as error:
            # The new error adds the path and says everything else that this one says.
            raise _of_file(self._path, error) from error.__cause__


def iter_records(
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    on_error: Literal["raise", "collect"] = "raise",
    **options: object,
) -> RecordStream:
    """Return the records of a file one by one, however large the file is.

    Each record is checked by itself. The objects that it refers to are elsewhere in the
    file and are not checked; `read` checks them as well.

    Args:
        path: the file, or the folder.
        format: the name of its format (default: by suffix).
        on_error: what to do about a faulty line: "raise", or "collect" its faults in
            `RecordStream.faults` and go on.
        **options: options of the format.

    Raises:
        UnknownNameError: if the format, the suffix or `on_error` is unknown.
        FormatError: if the format cannot be read this way; from the stream, if a line
            is faulty.
        FieldTypeError: if the path is not a text path.
        FieldValueError: if a file cannot have this path.
        MissingExtraError: if the format needs a library that is not installed.
        TypeError: if the format has no such option.
        OSError: from the stream, if the file cannot be read.
    """
    if on_error not in ("raise", "collect"):
        message = f"on_error: expected 'raise' or 'collect', got {short(on_error)}"
        raise UnknownNameError(message, name=on_error)
    if "faults" in options:
        raise TypeError("iter_records has no option 'faults'; pass on_error='collect'")
    chosen = format_of_path(path, format)
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
    ways = [way for way, does in can.items() if does]
    listed = ", ".join([*ways[:-2], " and ".join(ways[-2:])])
    only = f"only be {listed}" if ways else "neither be read nor written"
    raise FormatError(f"the format {format.name} cannot {what}; it can {only}")
