"""Datasets of any size: questions that an engine answers, without loading the data."""

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
    scanned, no question is answered any more, as the answer could be a mixture: scan
    them again.

    Engines ask columns that follow from others, such as ``earliest``, ``standing`` and
    the folded text that `contains` looks in, and take them as they are. The format
    ``parquet`` writes them right; ``verify`` makes sure of what somebody else wrote.

    Args:
        source: a folder in the format ``parquet``, where each table is a file such as
            ``visits.parquet`` or a folder of parts such as ``visits/*.parquet``; or
            frames by the name of their table, of any engine that narwhals knows:
            ``{"statements": frame}``.
        engine: what reads the folder. Frames have their own.
        session: a connection of DuckDB or a session of Spark to use; without it, one is
            made.
        verify: whether to read each table as a whole when it is first asked for, and
            to check that its records are valid and such columns follow from them. It
            takes about as long as `read`, and the memory of the table in Arrow.

    Raises:
        UnknownNameError: if there is no such engine or table.
        FormatError: if the path is no folder, or holds no table; with ``verify``, from
            the tables, if a column is not what follows.
        MissingExtraError: without the extra ``frames``, or ``spark``.
        OSError: if there is no such path.
    """
    # Those who scan nothing do not load what scans.
    from diplomacy_events.frames.lazy_dataset import open_scan

    return open_scan(source, engine, session, verify=verify)
