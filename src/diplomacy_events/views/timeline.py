"""When: a row for each record, with a bar over the days that may be part of it."""

from collections.abc import Mapping, Sequence

from diplomacy_events.model.period import UNBOUNDED
from diplomacy_events.model.records import Record, Statement
from diplomacy_events.views.axis import Axis, span
from diplomacy_events.views.bars import BAR_KINDS, bar, sample
from diplomacy_events.views.measure import lines_of, width
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
from diplomacy_events.views.summary import KINDS, standing
from diplomacy_events.views.tables import records_table

__all__ = ["timeline"]

MOST = 100
"""So many records are drawn; the table has more."""
LABELS = 300.0
LEFT, RIGHT = 328.0, WIDTH - 26
"""Where the first day begins and the last ends; beyond them is room for arrows."""
DESCRIPTION = (
    "A bar is solid over the days that are certainly part of it, and dashed over those "
    "that may be. An arrow at its end says that it goes on beyond the picture, and a "
    "hollow one that it may."
)


def timeline(
    records: Sequence[Record], names: Mapping[str, str], title: str = "Timeline"
) -> Picture:
    """Return a picture of when records took, take or are to take place.

    Args:
        records: the records, in any order.
        names: the name of each actor by its id, for the table.
        title: what the picture shows.
    """
    ordered = sorted(records, key=_order)
    drawn = ordered[:MOST]
    days = span(record.when.bounds for record in drawn)
    drawing = Drawing(title, Axis(*days, LEFT, RIGHT) if days else None)
    if len(drawn) < len(ordered):
        drawing.note(f"The first {MOST} of {len(ordered)}; the table has more of them.")
    kind: type[Record] | None = None
    for record in drawn:
        if type(record) is not kind:
            kind = type(record)
            drawing.heading(KINDS[kind])
        drawing.row(record)
    if drawn:
        drawing.legend()
    else:
        drawing.note("There are no records to draw.")
    return drawing.picture(DESCRIPTION, records_table(ordered, names))


def _order(record: Record) -> tuple[int, tuple[object, ...]]:
    return list(KINDS).index(type(record)), record.when.sort_key


class Drawing(Sheet):
    """A timeline in the making.

    Args:
        title: what it shows.
        axis: the days to show, if any are known.
    """

    def __init__(self, title: str, axis: Axis | None) -> None:
        super().__init__(title)
        self._axis = axis
        self._ticks = axis.ticks(SMALL) if axis else []

    def heading(self, title: str) -> None:
        """Begin the rows of one kind, and name the days above them."""
        self.y += GAP
        self.write(title, EDGE, LETTERS, font_weight="600")
        for tick in self._ticks:
            self.write(tick.name, self._place(tick.day), SMALL)
        self.y += LINE
        for tick in self._ticks:
            self.write(tick.year, self._place(tick.day), SMALL)
        self.y += LINE if any(tick.year for tick in self._ticks) else 0
        self.y += GAP / 2
        self.across(WIDTH - EDGE, "rule")

    def row(self, record: Record) -> None:
        """Draw a record: its gist, when and how sure, and the bar."""
        lines = lines_of(record.gist, LETTERS, LABELS, 4)
        state = record.act if isinstance(record, Statement) else standing(record)
        more = lines_of(f"{record.when} · {state}", SMALL, LABELS, 3)
        top = self.y
        self.y += GAP / 2
        for size, texts in ((LETTERS, lines), (SMALL, more)):
            for text in texts:
                self.write(text, EDGE, size)
                self.y += LINE
        self.y += GAP / 2
        self._days(record, top)
        self.across(WIDTH - EDGE, "line")

    def _days(self, record: Record, top: float) -> None:
        """Draw the bar of a record, or say that nothing is known of its days."""
        middle, bottom = (top + self.y) / 2, self.y
        first, _, _, last = record.when.bounds
        if (first, last) == (-UNBOUNDED, UNBOUNDED):
            self.y = middle - LINE / 2
            self.write("no day is known", LEFT, SMALL, font_style="italic")
            self.y = bottom
        elif self._axis:
            for tick in self._ticks:
                self.down(self._place(tick.day), top, bottom)
            self.parts += bar(record.when, self._axis, middle)

    def legend(self) -> None:
        """Say what the shapes mean."""
        self.y += GAP
        x, middle = EDGE, self.y + LINE / 2
        for kind, text in BAR_KINDS.items():
            self.parts.append(sample(kind, x, middle))
            self.write(text, x + 36, SMALL)
            x += 36 + width(text, SMALL) + 2 * GAP
        self.y += LINE

    def _place(self, day: int) -> float:
        return self._axis.place(day) if self._axis else LEFT
