"""Results as tables: as text with aligned columns, and as HTML for a notebook."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diplomacy_events.markup import Markup, html_table, isolate, page, tag
from diplomacy_events.monospace import align_columns
from diplomacy_events.portable import Portable
from diplomacy_events.terminal import for_terminal
from diplomacy_events.views.tables import more

__all__ = ["Grid", "Tabled", "tables_of"]

MOST_ROWS_SHOWN = 100
"""The most rows of each table that a notebook shows."""


class Grid(NamedTuple):
    """A table of texts.

    Attributes:
        title: what it is of.
        columns: the names of the columns.
        rows: a text for each column.
        numbers: how many of the last columns hold numbers.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int = 0

    @property
    def lines(self) -> list[str]:
        """The table as lines of text, without its title."""
        return align_columns(self.columns, self.rows, self.numbers)

    @property
    def markup(self) -> Markup:
        """The table as HTML, without a style."""
        headers = [name.capitalize() for name in self.columns]
        rows = [[isolate(cell) for cell in row] for row in self.rows[:MOST_ROWS_SHOWN]]
        caption = self.title.capitalize()
        left = len(self.rows) - MOST_ROWS_SHOWN
        return tag("div", html_table(caption, headers, rows), more(left))


class Tabled(Portable, ABC):
    """A result that prints as tables, and shows them in a notebook."""

    __slots__ = ()

    @abstractmethod
    def _tables(self) -> Iterator[Grid]:
        """Yield the tables of the result."""

    @property
    def _remark(self) -> str:
        """A remark about the result as a whole, if any."""
        return ""

    def _repr_html_(self) -> str:
        """Return the tables, for a notebook."""
        remark = self._remark
        tables = [grid.markup for grid in self._tables()]
        return page(tag("p", remark) if remark else None, *tables)

    def __str__(self) -> str:
        """Return the tables as text; if there are several, each below its title."""
        lines = [self._remark] if self._remark else []
        grids = list(self._tables())
        for grid in grids:
            if len(grids) == 1:
                lines += grid.lines
            else:
                lines += [grid.title, *(f"  {line}" for line in grid.lines)]
        return for_terminal("\n".join(lines))


def tables_of(result: Tabled) -> tuple[str, tuple[Grid, ...]]:
    """Return the remark and the tables of a result, to lay them out elsewhere."""
    return result._remark, tuple(result._tables())  # noqa: SLF001  # of this module
