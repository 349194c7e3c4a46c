"""When: a row for each record, with a bar over the days that may be part of it."""

from collections.abc import Mapping, Sequence

from diplomacy_events.model.description import kind_of
from diplomacy_events.model.period import UNBOUNDED
from diplomacy_events.model.records import RECORD_TYPES, Record, Statement
from diplomacy_events.views.axis import Axis, span
from diplomacy_events.views.bars import (
    AWAITED,
    HAPPENED,
    MEANINGS,
    Form,
    bar,
    sample,
    strike,
)
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
from diplomacy_events.views.summary import standing
from diplomacy_events.views.tables import records_table
from diplomacy_events.vocabulary import EventStatus

__all__ = ["timeline"]

MOST_RECORDS_DRAWN = 100
"""So many records are drawn; the table has more."""
OFF = (EventStatus.CANCELLED, EventStatus.DECLINED)
"""What will not take place, if it is known."""
LABELS = 280.0
LEFT, RIGHT = 308.0, WIDTH - 26
"""Where the first day begins and the last ends; beyond them is room for arrows."""
DESCRIPTION = (
    "Bars tell how certain the days are: a solid edge is round those that are "
    "certainly part of a period, a dashed one round those that may be. What was said "
    "or has occurred is filled; what is not known to have occurred is empty, and "
    "struck through if it is cancelled or declined. An arrow says that the days go on "
    "beyond the picture, a dashed one that they may, and one with two heads that all "
    "lie there."
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
    drawn = ordered[:MOST_RECORDS_DRAWN]
    days = span(record.when.bounds for record in drawn)
    drawing = Drawing(title, Axis(*days, LEFT, RIGHT) if days else None)
    if len(drawn) < len(ordered):
        drawing.note(
            f"The first {len(drawn)} of {len(ordered)}; the table has more of them."
        )
    kind: type[Record] | None = None
    for record in drawn:
        if type(record) is not kind:
            kind = type(record)
            drawing.heading(kind_of(kind).labels)
        drawing.row(record)
    if drawn:
        drawing.legend()
    else:
        drawing.note("There are no records to draw.")
    return drawing.picture(DESCRIPTION, records_table(ordered, names))


def _form(record: Record) -> Form:
    """Return how the days of a record look: what was said was said."""
    status = getattr(record, "status", EventStatus.OCCURRED)
    return HAPPENED if status is EventStatus.OCCURRED else AWAITED


def _order(record: Record) -> tuple[int, tuple[object, ...]]:
    return RECORD_TYPES.index(type(record)), record.when.sort_key


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
        self._used: set[tuple[str, str]] = set()

    def heading(self, title: str) -> None:
        """Begin the rows of one kind, and name the days above them."""
        self.y += GAP
        self.write(title, EDGE, LETTERS, font_weight="bold")
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
            marks = list(bar(record.when, self._axis, middle, _form(record)))
            if getattr(record, "status", None) in OFF:
                left, right = min(m.left for m in marks), max(m.right for m in marks)
                marks.append(strike(left, right, middle))
            self.parts += [mark.shape for mark in marks]
            self._used |= {(mark.mark, mark.kind) for mark in marks}

    def legend(self) -> None:
        """Say what the marks mean that are there."""
        used = [meant for meant in MEANINGS if meant in self._used]
        texts = {MEANINGS[mark, kind]: (mark, kind) for mark, kind in reversed(used)}
        x = EDGE
        self.y += GAP
        for text, (mark, kind) in reversed(texts.items()):
            end = x + 36 + width(text, SMALL)
            if end > WIDTH - EDGE:
                end -= x - EDGE
                x = EDGE
                self.y += LINE + GAP / 2
            self.parts.append(sample(mark, kind, x, self.y + LINE / 2))
            self.write(text, x + 36, SMALL)
            x = end + 2 * GAP
        self.y += LINE

    def _place(self, day: int) -> float:
        return self._axis.place(day) if self._axis else LEFT
