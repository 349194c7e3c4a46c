"""Pictures of counts: columns over time, or a bar for each row."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from diplomacy_events.markup import tag
from diplomacy_events.views.axis import Axis
from diplomacy_events.views.bars import sample
from diplomacy_events.views.measure import lines_of, shorten, width
from diplomacy_events.views.picture import (
    EDGE,
    GAP,
    LETTERS,
    LINE,
    SMALL,
    WIDTH,
    Picture,
    Sheet,
)
from diplomacy_events.views.shapes import shape
from diplomacy_events.views.tables import counts_table

__all__ = ["Column", "Columns", "draw_counts"]

HIGHEST_COLUMN = 64.0
"""The height of the highest column."""
LEFT, MARGIN = 44.0, 26.0
"""The start of the first cell, and the margin after the last."""
MOST_GROUPS, MOST_BARS = 12, 60
"""The most groups or bars to draw, those with the greatest counts."""
SHARE_OF_LABELS = 1 / 3
"""The share of the width for the labels of bars."""
GAP_BESIDE_COLUMN = 1.0
"""The gap on either side of a column."""
DESCRIPTION = (
    "A full column shows how many there must be; the dashed part above it shows how "
    "many more there may be, given what the sources say about the days."
)
LEGEND = {"certain": "at least", "possible": "at most"}


class Column(NamedTuple):
    """The counts in a cell of time.

    Attributes:
        first: the first day of the cell, as an ordinal.
        last: the last day.
        least: the least possible count.
        most: the greatest possible count.
    """

    first: int
    last: int
    least: int
    most: int


def draw_counts(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    time: int | None,
    days: Mapping[str, tuple[int, int]],
    *,
    note: str = "",
    caveat: str = "",
    width: float = WIDTH,
    limit: int | None = None,
) -> Picture:
    """Return a picture of counts.

    Args:
        title: the title.
        columns: the names of the keys, and of the two columns of numbers.
        rows: a text for each key, and two numbers.
        time: the position of the key that is time, if any.
        days: the first and last day of each text of that key.
        note: the note beneath the title.
        caveat: what the counts do not show; it is also in the description and beneath
            the table.
        width: the width in pixels.
        limit: the most groups to draw (default: as many as fit).
    """
    form: type[Bars | Columns] = Bars if time is None else Columns
    sheet = form(title, width, limit)
    for text in filter(None, (note, caveat)):
        sheet.note(text)
    groups: dict[str, list[Column]] = {}
    for *values, least, most in rows:
        # Without time, there is only one row for its values.
        first, last = (1, 1) if time is None else days[values.pop(time)]
        found = groups.setdefault(" · ".join(values), [])
        found.append(Column(first, last, int(least), int(most)))
    sheet.draw(groups)
    table = counts_table(title, columns, rows)
    beneath = tag("p", caveat) if caveat else None
    description = f"{DESCRIPTION} {caveat}".rstrip()
    return sheet.picture(description, tag("div", table, beneath))


class Drawing(Sheet, ABC):
    """A picture of counts, being drawn."""

    most_groups: int

    def __init__(self, title: str, width: float, limit: int | None) -> None:
        super().__init__(title, width)
        self._limit = self.most_groups if limit is None else limit
        self.used: set[str] = set()

    def draw(self, groups: Mapping[str, Sequence[Column]]) -> None:
        """Draw the groups in the given order; if there are many, only the greatest."""
        greatest = sorted(groups, key=lambda label: -_sum(groups[label]))
        kept = set(greatest[: self._limit])
        if len(groups) > len(kept):
            text = f"The greatest {len(kept)} of {len(groups)}; the table has more."
            self.note(text)
        if not groups:
            self.note("Nothing to count.")
            return
        self.groups({label: groups[label] for label in groups if label in kept})
        self._legend()

    @abstractmethod
    def groups(self, groups: Mapping[str, Sequence[Column]]) -> None:
        """Draw these groups."""

    def box(
        self, kind: str, place: tuple[float, float], size: tuple[float, float]
    ) -> None:
        """Draw a box of a kind, from its upper left corner, width and height."""
        (x, y), (wide, high) = place, size
        self.parts.append(shape("rect", kind, x=x, y=y, width=wide, height=high))
        self.used.add(kind)

    def _legend(self) -> None:
        self.y += GAP
        x = EDGE
        for kind, text in LEGEND.items():
            if kind not in self.used:
                continue
            self.parts.append(sample("days", kind, x, self.y + LINE / 2))
            self.write(text, x + 36, SMALL)
            x += 36 + width(text, SMALL) + 2 * GAP
        self.y += LINE


def _sum(columns: Sequence[Column]) -> int:
    return sum(column.most for column in columns)


class Columns(Drawing):
    """Columns over time: one strip for each group, all to the same scale."""

    most_groups = MOST_GROUPS

    def groups(self, groups: Mapping[str, Sequence[Column]]) -> None:
        """Draw a strip for each group, and label the days below the last."""
        columns = [column for group in groups.values() for column in group]
        first, last = columns[0].first, columns[0].last
        for column in columns:
            first, last = min(first, column.first), max(last, column.last)
        axis = Axis(first, last, LEFT, self.width - MARGIN)
        highest = max(1, *(column.most for column in columns))
        for label, group in groups.items():
            self._strip(label, group, axis, highest)
        self._days(axis, max(column.last - column.first for column in columns) + 1)

    def _strip(
        self, label: str, group: Sequence[Column], axis: Axis, highest: int
    ) -> None:
        self.y += GAP
        if label:
            self.write(shorten(label, LETTERS, self.width - 2 * EDGE), EDGE, LETTERS)
            self.y += LINE
        self.y += LINE / 2
        top, ground = self.y, self.y + HIGHEST_COLUMN
        for count, y in ((highest, top), (0, ground)):
            text = str(count)
            self.y = y - LINE / 2
            self.write(text, LEFT - 6 - width(text, SMALL), SMALL)
            self.y = y
            ends = {"x1": LEFT, "x2": self.width - MARGIN, "y1": y, "y2": y}
            self.parts.append(shape("line", "rule" if y == ground else "line", **ends))
        for column in group:
            left = axis.place(column.first)
            wide = max(
                axis.place(column.last + 1) - left - 2 * GAP_BESIDE_COLUMN,
                GAP_BESIDE_COLUMN,
            )
            for kind, low, high in (
                ("possible", column.least, column.most),
                ("certain", 0, column.least),
            ):
                if high > low:
                    self.box(
                        kind,
                        (
                            left + GAP_BESIDE_COLUMN,
                            ground - HIGHEST_COLUMN * high / highest,
                        ),
                        (wide, HIGHEST_COLUMN * (high - low) / highest),
                    )
        self.y = ground

    def _days(self, axis: Axis, each: int) -> None:
        self.y += GAP / 2
        ticks = axis.ticks(SMALL, each=each)
        for tick in ticks:
            self.write(tick.name, axis.place(tick.day), SMALL)
        self.y += LINE
        for tick in ticks:
            self.write(tick.year, axis.place(tick.day), SMALL)
        self.y += LINE if any(tick.year for tick in ticks) else 0


class Bars(Drawing):
    """A bar for each row, with its numbers."""

    most_groups = MOST_BARS

    def groups(self, groups: Mapping[str, Sequence[Column]]) -> None:
        """Draw a bar for each group."""
        highest = max(1, *(_sum(group) for group in groups.values()))
        room = SHARE_OF_LABELS * self.width
        left = EDGE + room + GAP
        numbers = width(f"{highest}–{highest}", SMALL) + GAP
        longest = self.width - EDGE - numbers - left
        self.y += GAP / 2
        for label, (column,) in groups.items():
            lines = lines_of(label or "all", LETTERS, room, 3)
            top = self.y
            self.y += GAP / 2
            for line in lines:
                self.write(line, EDGE, LETTERS)
                self.y += LINE
            self.y += GAP / 2
            bottom, middle = self.y, (top + self.y) / 2
            sure = longest * column.least / highest
            all_of_it = longest * column.most / highest
            for kind, begin, end in (
                ("possible", sure, all_of_it),
                ("certain", 0.0, sure),
            ):
                if end > begin:
                    self.box(kind, (left + begin, middle - 6), (end - begin, 12.0))
            self.y = middle - LINE / 2
            self.write(_range(column), left + all_of_it + GAP / 2, SMALL)
            self.y = bottom
            self.across(self.width - EDGE, "line")


def _range(column: Column) -> str:
    if column.least == column.most:
        return str(column.most)
    return f"{column.least}–{column.most}"
