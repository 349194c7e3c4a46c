"""Flat tables as data frames of plain types."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from diplomacy_events.extras import import_extra

if TYPE_CHECKING:
    import pandas
    import polars

    from diplomacy_events.dataset.flat import Column

__all__ = ["in_pandas", "in_polars"]


def in_pandas(columns: "Sequence[Column]") -> "pandas.DataFrame":
    """Return a flat table as a pandas data frame of plain types.

    Raises:
        MissingExtraError: without the extra ``frames``.
    """
    library = import_extra("pandas", extra="frames")
    # Nanoseconds end in 2262; seconds cover every date.
    kinds = {str: "string", int: "Int64", date: "datetime64[s]"}
    frame: pandas.DataFrame = library.DataFrame(
        {
            column.name: library.Series(column.values, dtype=kinds[column.holds])
            for column in columns
        }
    )
    return frame


def in_polars(columns: "Sequence[Column]") -> "polars.DataFrame":
    """Return a flat table as a polars data frame.

    Raises:
        MissingExtraError: without the extra ``frames``.
    """
    library = import_extra("polars", extra="frames")
    kinds = {str: library.String, int: library.Int64, date: library.Date}
    schema = {column.name: kinds[column.holds] for column in columns}
    data = {column.name: column.values for column in columns}
    frame: polars.DataFrame = library.DataFrame(data, schema=schema)
    return frame
