"""Datasets of any size: an engine answers questions without loading the data."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from diplomacy_events.frames.lazy_dataset import Scan

__all__ = ["Engine", "scan"]

Engine = Literal["duckdb", "polars", "pyspark"]


def scan(
    source: str | os.PathLike[str] | Mapping[str, object],
    engine: Engine = "duckdb",
    *,
    session: object = None,
    verify: bool = False,
) -> "Scan":
    """Open a dataset of any size without loading it.

    Engines open files as they need them. If the files have changed since they were
    scanned, questions raise an error, because the answer could mix old and new data:
    scan the files again.

    Engines use derived columns, such as ``earliest``, ``standing`` and the folded text
    for `contains`, without checking them. The format ``parquet`` writes them correctly;
    pass ``verify`` for files that somebody else wrote.

    Args:
        source: a folder in the format ``parquet``, where each table is a file such as
            ``visits.parquet`` or a folder of parts such as ``visits/*.parquet`` or, as
            Spark writes it, ``visits.parquet/*.parquet``; or
            frames by the name of their table, of any engine that narwhals supports:
            ``{"statements": frame}``.
        engine: the engine that reads the folder. Frames have their own.
        session: the connection of DuckDB or the session of Spark to use (default: a new
            one).
        verify: whether to read each table completely on first use, and to check that
            its records and derived columns are valid, and that no id is used twice in
            all tables together. This takes about as long as `read`, and the memory of
            the table in Arrow.

    Raises:
        UnknownNameError: if an engine or table does not exist.
        FormatError: if the path is not a folder, or contains no table; when a table is
            used, if its files state a newer schema version; with ``verify``, if a
            derived column is wrong or an id is used twice.
        FieldTypeError: if the source is neither a text path nor frames.
        FieldValueError: if a file cannot have this path.
        MissingExtraError: without the extra ``frames``, or ``spark``.
        OSError: if the path does not exist.
    """
    # Loaded only when somebody scans.
    from diplomacy_events.frames.lazy_dataset import open_scan

    return open_scan(source, engine, session, verify=verify)
