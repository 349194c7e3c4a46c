"""Import other people's tables, of any kind."""

import os
from typing import Any

from diplomacy_events.collector import fewer_collections
from diplomacy_events.errors import FormatError
from diplomacy_events.imports.importer import Import, Importer, OnError, choice
from diplomacy_events.imports.own.own import RowToRecord, read_own
from diplomacy_events.imports.registry import importer_of, importer_of_name
from diplomacy_events.imports.tables import tables
from diplomacy_events.nearest import unknown_name_error

__all__ = ["import_table"]

# About how many bytes of a table become one object.
BYTES_AN_OBJECT = 100


def import_table(
    table: Any,
    kind: str | None = None,
    *,
    of: RowToRecord | None = None,
    on_error: OnError = "raise",
    unpacked_limit: int | None = None,
    **options: Any,
) -> Import:
    """Return the records of a table, with an account of its rows.

    Nothing is downloaded: the table is a local file, compressed or not, a folder of
    such files, or a zip archive.

    Args:
        table: the path of the table, or several paths of one kind. With `of` it may
            also be a frame, or dictionaries.
        kind: the name of its importer (default: recognised by the first bytes).
        of: for your own table, a function that says what a row means; see `read_own`.
        on_error: "raise" refuses a table with faulty rows; "collect" leaves the rows
            out and lists their faults in the account.
        unpacked_limit: the most bytes that a compressed file or an archive may unpack
            to (default: about a hundred times its size).
        **options: options of the importer; for your own table, those of `read_own`.

    Raises:
        UnknownNameError: if the importer, an option or a value of it does not exist.
        FormatError: if the table is of another kind, damaged, or has faulty rows; the
            faults name their lines.
        FieldTypeError: if the path is not a path.
        TypeError: if both a function and a kind are given.
        OSError: if it cannot be read.
    """
    choice("on_error", on_error, OnError)
    if of is not None:
        return _read_own_table(
            table, kind, of, unpacked_limit, on_error=on_error, **options
        )
    files = tables(table, unpacked_limit)
    importer = importer_of(files) if kind is None else importer_of_name(kind)
    _must_know(importer, options)
    with fewer_collections(sum(table.size for table in files) // BYTES_AN_OBJECT):
        return importer.read(files, on_error=on_error, **options)


def _must_know(importer: Importer, options: dict[str, Any]) -> None:
    """Refuse options that an importer does not have.

    Raises:
        UnknownNameError: if there are any; it suggests the nearest.
    """
    from inspect import signature

    _, *known = signature(importer.read).parameters
    for option in options:
        if option not in known:
            problem = f"the importer {importer.name} has no option {option!r}"
            raise unknown_name_error(problem, option, known)


def _read_own_table(
    table: object,
    kind: str | None,
    of: RowToRecord,
    unpacked_limit: int | None,
    **options: Any,
) -> Import:
    if kind is not None:
        raise TypeError(
            "pass either a kind or a function to read the table by, not both"
        )
    if not isinstance(table, (str, os.PathLike)):
        return read_own(table, of, **options)
    files = tables(table, unpacked_limit)
    if len(files) > 1:
        names = ", ".join(one.name for one in files)
        raise FormatError(f"{os.fspath(table)}: expected one file, got {names}")
    return read_own(files[0], of, **options)
