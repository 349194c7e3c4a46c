"""Counts: a small table of how many must and how many may fall into each cell."""

from collections.abc import Iterator, Mapping
from csv import writer
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from diplomacy_events.dataset.units import UNITS
from diplomacy_events.model.description import KINDS
from diplomacy_events.portable import Portable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from diplomacy_events.views.picture import Picture

__all__ = ["Count", "Counts"]

NUMBERS = ("least", "most")

CALLED = {"by": "who acts", "to": "toward whom", "via": "carrier"}
"""The words for the parts that actors play in a record."""

Days = tuple[int, int]
"""The first and the last day of a cell of time, as ordinals."""


class Count(NamedTuple):
    """A row of a table of counts.

    Attributes:
        values: the common values of the records: one for each key, such as
            ``("2023-03", "china")``.
        least: the least possible count.
        most: the greatest possible count.
    """

    values: tuple[Any, ...]
    least: int
    most: int


@attrs.frozen(repr=False)
class Counts(Portable):
    """The least and greatest possible counts, by common values.

    Iterating yields a `Count` for each row, in the order of the values.

    Attributes:
        keys: the names of the columns of values, by which the records are counted.
        rows: the rows.
        boundless: how many records have no first or no last day; these may fall into
            every cell before or after a day, or into any cell.
    """

    keys: tuple[str, ...]
    rows: tuple[Count, ...]
    boundless: int = attrs.field(kw_only=True)
    _names: Mapping[str, str] = attrs.field(factory=dict, eq=False, kw_only=True)
    _days: Mapping[str, Days] = attrs.field(factory=dict, eq=False, kw_only=True)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, which are the keys, ``least`` and ``most``."""
        return (*self.keys, *NUMBERS)

    def to_arrow(self, *, names: bool = False) -> "pyarrow.Table":
        """Return an Arrow table: a column of text for each key, and two of numbers.

        Args:
            names: whether to show actors by name, not by id.

        Raises:
            MissingExtraError: without the extra ``frames``.
        """
        from diplomacy_events.extras import import_extra

        pa = import_extra("pyarrow", extra="frames")
        rows = list(self._plain(names))
        kinds = [*(pa.string() for _ in self.keys), pa.int64(), pa.int64()]
        arrays = [
            pa.array([row[place] for row in rows], kind)
            for place, kind in enumerate(kinds)
        ]
        return pa.table(arrays, names=list(self.columns))

    def to_pandas(self, *, names: bool = False) -> "pandas.DataFrame":
        """Return a pandas data frame; see `to_arrow`."""
        from diplomacy_events.extras import import_extra

        library = import_extra("pandas", extra="frames")
        rows = list(self._plain(names))
        kinds = dict.fromkeys(self.keys, "string") | dict.fromkeys(NUMBERS, "int64")
        frame: pandas.DataFrame = library.DataFrame(rows, columns=list(self.columns))
        return frame.astype(kinds)

    def to_polars(self, *, names: bool = False) -> "polars.DataFrame":
        """Return a polars data frame; see `to_arrow`."""
        from diplomacy_events.extras import import_extra

        table = self.to_arrow(names=names)
        frame: polars.DataFrame = import_extra("polars", extra="frames").from_arrow(
            table
        )
        return frame

    def to_csv(self, *, names: bool = False) -> str:
        """Return CSV with a header and the line ends of RFC 4180."""
        written = StringIO()
        table = writer(written)
        table.writerow(self.columns)
        table.writerows(self._plain(names))
        return written.getvalue()

    def picture(
        self,
        *,
        title: str | None = None,
        width: float = 720,
        limit: int | None = None,
    ) -> "Picture":
        """Return a picture: full bars show the least, dashed bars the greatest count.

        If time is one of the keys, it runs from left to right, and each of the other
        values has its own row of columns.

        Args:
            title: the title; the keys are named beneath it, or in its place.
            width: the width in pixels.
            limit: the most rows of columns, or bars, to draw; the greatest are kept.

        Raises:
            FieldValueError: if a picture cannot have this width.
        """
        from diplomacy_events.views.counts import draw_counts

        time = next((at for at, key in enumerate(self.keys) if key in UNITS), None)
        return draw_counts(
            title or self._title,
            self.columns,
            self._rows_to_draw(),
            time,
            self._days,
            note=self._title if title else "",
            width=width,
            limit=limit,
        )

    def _rows_to_draw(self) -> list[tuple[str, ...]]:
        """Return the rows as they are drawn: types as headings, in their order."""
        rows = list(self._text_rows())
        if "type" not in self.keys:
            return rows
        at = self.keys.index("type")
        labels = {kind.singular: kind.labels for kind in KINDS}
        order = list(labels)
        # Time runs from left to right; other values before the type stay together.
        before = [place for place in range(at) if self.keys[place] not in UNITS]
        ranks: dict[tuple[str, ...], int] = {}
        for row in rows:
            ranks.setdefault(tuple([row[place] for place in before]), len(ranks))
        rows.sort(
            key=lambda row: (
                ranks[tuple([row[place] for place in before])],
                order.index(row[at]),
            )
        )
        return [(*row[:at], labels[row[at]], *row[at + 1 :]) for row in rows]

    @property
    def _title(self) -> str:
        if not self.keys:
            return "Records"
        keys = [CALLED.get(key, key.replace("_", " ")) for key in self.keys]
        return f"Records, counted by {' and '.join(keys)}"

    def _plain(self, names: bool) -> Iterator[tuple[object, ...]]:
        """Yield the rows with plain texts, and nothing where there is no value."""
        for values, least, most in self.rows:
            texts = [None if value is None else str(value) for value in values]
            if names:
                texts = [text and self._names.get(text, text) for text in texts]
            yield (*texts, least, most)

    def _text_rows(self) -> Iterator[tuple[str, ...]]:
        for row in self._plain(names=True):
            yield tuple(["none" if cell is None else str(cell) for cell in row])

    @property
    def _note(self) -> str:
        """The note on records without a first or last day."""
        if not self.boundless:
            return ""
        have = (
            "1 record has" if self.boundless == 1 else f"{self.boundless} records have"
        )
        return f"{have} no first or no last day and may fall into many cells."

    def _repr_html_(self) -> str:
        """Return the table, for a notebook."""
        from diplomacy_events.views.tables import counts_page

        return counts_page(
            self._title, self.columns, list(self._text_rows()), self._note
        )

    def __str__(self) -> str:
        """Return the table as text, with a line for each row."""
        from diplomacy_events.monospace import align_columns

        lines = align_columns(
            self.columns, list(self._text_rows()), numbers=len(NUMBERS)
        )
        return "\n".join([*lines, *filter(None, [self._note])])

    def __repr__(self) -> str:
        """Return the keys, and how many rows there are."""
        rows = "1 row" if len(self) == 1 else f"{len(self)} rows"
        return f"<Counts by {', '.join(self.keys) or 'nothing'}: {rows}>"

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Count]:
        """Iterate over the rows."""
        return iter(self.rows)
