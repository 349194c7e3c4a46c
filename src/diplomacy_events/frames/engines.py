"""Engines: they read files into frames, and frames into tables."""

import glob
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from diplomacy_events.errors import FormatError
from diplomacy_events.extras import import_extra, is_failure

if TYPE_CHECKING:
    from narwhals import DataFrame, LazyFrame

__all__ = ["ENGINES", "Reader", "ask_engine", "collect", "lazy"]

T = TypeVar("T")
Reader = Callable[[Sequence[str]], Any]


def collect(make: "Callable[[], LazyFrame[Any]]") -> "DataFrame[Any]":
    """Make a frame, and read it into memory, as Arrow.

    DuckDB looks at its files as soon as a frame is made, and they may have changed.

    Raises:
        FormatError: if the engine cannot do it.
        MissingExtraError: without the extra ``frames``.
    """
    import_extra("pyarrow", extra="frames")
    return ask_engine(lambda: make().collect("pyarrow"))


def lazy(native: object) -> "LazyFrame[Any]":
    """Return a frame or relation of any engine as a lazy frame.

    Raises:
        MissingExtraError: without the extra ``frames``.
    """
    nw = import_extra("narwhals", extra="frames")
    frame = nw.from_native(native)
    if isinstance(frame, nw.DataFrame):
        # Eager frames lack some of the operations; polars has all of them.
        polars = import_extra("polars", extra="frames")
        frame = nw.from_native(polars.from_arrow(frame.to_arrow()))
    lazy: LazyFrame[Any] = frame.lazy()
    return lazy


def ask_engine(ask: Callable[[], T]) -> T:
    """Return the answer of an engine; its errors become ours.

    Raises:
        FormatError: if the engine raises anything.
    """
    try:
        return ask()
    except BaseException as error:  # it is somebody else's code
        if not is_failure(error):
            raise
        problem = str(error).strip() or type(error).__name__
        raise FormatError(f"the engine cannot read this: {problem}") from error


def _duckdb(session: Any) -> Reader:
    connection = session or import_extra("duckdb", extra="frames").connect()
    # DuckDB reads a path as a pattern, which this one is not.
    return lambda paths: connection.read_parquet([glob.escape(path) for path in paths])


def _polars(_: object) -> Reader:
    polars = import_extra("polars", extra="frames")
    return lambda paths: polars.scan_parquet(paths, glob=False)


def _pyspark(session: Any) -> Reader:
    spark = session
    if session is None:
        sql = import_extra("pyspark.sql", extra="spark")
        spark = sql.SparkSession.builder.getOrCreate()
    return lambda paths: spark.read.parquet(*map(_escape_patterns, paths))


def _escape_patterns(path: str) -> str:
    """Return a path for Hadoop, with the characters of patterns escaped."""
    return "".join(f"\\{sign}" if sign in "\\{}[]*?" else sign for sign in path)


ENGINES: dict[str, Callable[[Any], Reader]] = {
    "duckdb": _duckdb,
    "polars": _polars,
    "pyspark": _pyspark,
}
