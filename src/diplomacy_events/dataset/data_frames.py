"""A collection as a table: of Arrow, pandas or polars, or flat and plain."""

from typing import TYPE_CHECKING, overload

from diplomacy_events.dataset.collection import Collection, T_co
from diplomacy_events.errors import FieldTypeError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from diplomacy_events.dataset.flat import Column

__all__ = ["DataFrames"]


class DataFrames(Collection[T_co]):
    """A collection that becomes a table: a row for each item."""

    def to_arrow(self, *, names: bool = False) -> "pyarrow.Table":
        """Return an Arrow table with a row for each item.

        The columns are the same even if there are no items.

        Args:
            names: whether to add a column of readable names to each column of actors.

        Raises:
            MissingExtraError: without the extra ``frames``.
            FieldTypeError: if the class of the items is not known.
        """
        from diplomacy_events.arrow import table

        if not self.kinds:
            message = "an empty collection outside a dataset has no columns"
            raise FieldTypeError(message, field="Records.to_arrow")
        readable = self.names.readable() if names else None
        return table(self._items, self.kinds, names=readable)

    @overload
    def to_pandas(self, *, names: bool = False) -> "pandas.DataFrame": ...
    @overload
    def to_pandas(
        self,
        *,
        flat: bool,
        names: bool | None = None,
        explode: str | None = None,
    ) -> "pandas.DataFrame": ...
    def to_pandas(
        self,
        *,
        names: bool | None = None,
        flat: bool = False,
        explode: str | None = None,
    ) -> "pandas.DataFrame":
        """Return a pandas data frame: with Arrow types, which lose nothing, or flat.

        A flat frame is for analysis and for reading. It has plain types (``string``,
        ``Int64``, ``datetime64``), one value in each cell, and the most important
        columns first. Several values of a field are joined by ``"; "``, parts of
        records are put into words, and records of a dataset have the columns
        ``sources``, ``published_first`` and ``published_last``.

        Args:
            names: with Arrow types, whether to add a column of names to each column of
                actors (default: no); if flat, whether to show actors by name (default)
                or by id.
            flat: whether the frame is flat.
            explode: a column with several values, such as ``"accusers"``; each value
                then has a row of its own. Only in a flat frame.

        Raises:
            MissingExtraError: without the extra ``frames``.
            FieldTypeError: if the class of the items is not known, or the column to
                explode has at most one value, or the frame is not flat.
            UnknownFieldError: if the column to explode does not exist.
        """
        if flat:
            from diplomacy_events.dataset.flat_frames import in_pandas

            return in_pandas(self.flat(names=names is not False, explode=explode))
        _must_be_flat(explode)
        from diplomacy_events.extras import import_extra

        arrow_type = import_extra("pandas", extra="frames").ArrowDtype
        table = self.to_arrow(names=bool(names))
        frame: pandas.DataFrame = table.to_pandas(types_mapper=arrow_type)
        return frame

    @overload
    def to_polars(self, *, names: bool = False) -> "polars.DataFrame": ...
    @overload
    def to_polars(
        self,
        *,
        flat: bool,
        names: bool | None = None,
        explode: str | None = None,
    ) -> "polars.DataFrame": ...
    def to_polars(
        self,
        *,
        names: bool | None = None,
        flat: bool = False,
        explode: str | None = None,
    ) -> "polars.DataFrame":
        """Return a polars data frame; see `to_pandas`."""
        if flat:
            from diplomacy_events.dataset.flat_frames import in_polars

            return in_polars(self.flat(names=names is not False, explode=explode))
        _must_be_flat(explode)
        from diplomacy_events.extras import import_extra

        table = self.to_arrow(names=bool(names))
        frame: polars.DataFrame = import_extra("polars", extra="frames").from_arrow(
            table
        )
        return frame

    def flat(self, *, names: bool = True, explode: str | None = None) -> "list[Column]":
        """Return the columns of a flat table, without a library; see `to_pandas`.

        >>> from diplomacy_events.datasets import load_article
        >>> [column.name for column in load_article().visits.flat()][:6]
        ['id', 'type', 'gist', 'when', 'earliest', 'latest']
        """
        from diplomacy_events.dataset.flat import flat

        return flat(self._items, self.kinds, self.names, ids=not names, explode=explode)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the table to any library of the Arrow PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def _must_be_flat(explode: str | None) -> None:
    """Refuse to explode a column of a frame that is not flat.

    Raises:
        FieldTypeError: if there is a column to explode.
    """
    if explode is not None:
        message = "explode: only a flat frame has a row for each value: pass flat=True"
        raise FieldTypeError(message, field="explode", value=explode)
