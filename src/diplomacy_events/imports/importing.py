"""Tables of others, imported: the one way in for every kind."""

import os
from collections.abc import Sequence
from typing import Any

from diplomacy_events.collector import seldom_collected
from diplomacy_events.errors import UnknownNameError
from diplomacy_events.imports.importer import Import, OnError
from diplomacy_events.imports.registry import importer_of, importer_of_name
from diplomacy_events.imports.tables import tables

__all__ = ["import_table"]

# About as many bytes of a table make an object.
BYTES_AN_OBJECT = 100


def import_table(
    path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    kind: str | None = None,
    *,
    on_error: OnError = "raise",
    **options: Any,
) -> Import:
    """Return the records of a table of others, with an account of its rows.

    Nothing is fetched: the table is a file that the user has, compressed or not, a
    folder of such files, or a zip archive.

    Args:
        path: the table; several of one kind, if its rows stand in several places.
        kind: the name of its importer; without it, the first bytes tell.
        on_error: what to do about faulty rows: "raise", or "collect" their faults in
            the account and leave them out.
        **options: options of the importer.

    Raises:
        UnknownNameError: if there is no such importer, or no such way to treat errors.
        FormatError: if the table is none of the kind, damaged, or has faulty rows; the
            faults name their lines.
        FieldTypeError: if the path is none of text.
        TypeError: if the importer has no such option.
        OSError: if it cannot be read.
    """
    if on_error not in ("raise", "collect"):
        message = f"on_error: expected 'raise' or 'collect', got {on_error!r}"
        raise UnknownNameError(message, name=on_error)
    found = tables(path)
    importer = importer_of(found) if kind is None else importer_of_name(kind)
    with seldom_collected(sum(table.size for table in found) // BYTES_AN_OBJECT):
        return importer.read(found, on_error=on_error, **options)
