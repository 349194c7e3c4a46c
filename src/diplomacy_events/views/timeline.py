"""The timeline: a row for each record, with a bar over its possible days."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from diplomacy_events.model.allegations import Allegation
from diplomacy_events.model.description import kind_of
from diplomacy_events.model.period import UNBOUNDED
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record
from diplomacy_events.views.axis import Axis, span
from diplomacy_events.views.bars import (
    ALLEGED,
    AWAITED,
    HAPPENED,
    MEANINGS,
    Form,
    bar,
    sample,
    strike,
)
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
from diplomacy_events.views.summary import name_lookup, status_of, who
from diplomacy_events.views.tables import records_table
from diplomacy_events.vocabulary import EventStatus

__all__ = [
    "LABELS_OF",
    "MOST_RECORDS_DRAWN",
    "Group",
    "TimelineOptions",
    "timeline",
]

MOST_RECORDS_DRAWN = 100
"""The most records to draw; the table has more."""
OFF = (EventStatus.CANCELLED, EventStatus.DECLINED)
"""The statuses of events that will not take place."""
SHARE_OF_LABELS = 280 / 720
"""The share of the width for the labels."""
LABELS_OF = ("gist", "id", "who")
"""The possible labels before the bar of a record."""
Group = tuple[str, Sequence[Record]]
"""A heading and the records below it."""
DESCRIPTION = (
    "Bars show how certain the days are: a solid edge surrounds days that are "
    "certainly part of a period, a dashed edge days that may be. Filled bars were said "
    "or have occurred; hatched bars are allegations, which are never facts; empty bars "
    "are not known to have occurred, and are struck through if cancelled or declined. "
    "An arrow means that days continue beyond the picture, a dashed arrow that they "
    "may, and a two-headed arrow that all days lie beyond it."
)


class TimelineOptions(NamedTuple):
    """The options of a timeline.

    Attributes:
        title: the title.
        width: the width in pixels.
        label: the label of each bar: the gist, the id, or who.
        undated: whether to draw undated records.
        limit: the most records to draw.
    """

    title: str = "Timeline"
    width: float = WIDTH
    label: str = "gist"
    undated: bool = False
    limit: int = MOST_RECORDS_DRAWN


def timeline(
    records: Sequence[Record],
    names: Mapping[str, str],
    options: TimelineOptions,
    groups: Sequence[Group] | None = None,
) -> Picture:
    """Return a timeline of records.

    Args:
        records: the records, in any order, for the table.
        names: the name of each actor by its id.
        options: the options.
        groups: headings with their records, in order (default: the types of records,
            each in order of time).
    """
    ordered = sorted(records, key=_order)
    groups = _by_type(ordered) if groups is None else groups
    shown, undated, left = _groups_to_draw(groups, options)
    days = span(record.when.bounds for _, some in shown for record in some)
    drawing = Drawing(options, days, names)
    if left:
        count = sum(len(some) for _, some in shown)
        drawing.note(f"The first {count} of {count + left}; the table has more.")
    if undated:
        have = "1 record has" if undated == 1 else f"{undated} records have"
        drawing.note(f"{have} no known day: see the table.")
    for heading, some in shown:
        drawing.heading(heading)
        for record in some:
            drawing.row(record)
    if shown:
        drawing.legend()
    else:
        drawing.note("No records to draw.")
    return drawing.picture(DESCRIPTION, records_table(ordered, names))


def _by_type(ordered: Sequence[Record]) -> list[Group]:
    groups: dict[str, list[Record]] = {}
    for record in ordered:
        groups.setdefault(kind_of(type(record)).labels, []).append(record)
    return list(groups.items())


def _groups_to_draw(
    groups: Sequence[Group], options: TimelineOptions
) -> tuple[list[Group], int, int]:
    """Return the groups to draw, and the numbers of undated and omitted records.

    A record in several groups counts in each.
    """
    drawn: list[Group] = []
    undated = left = 0
    room = options.limit
    for heading, records in groups:
        dated = [one for one in records if options.undated or _has_day(one)]
        undated += len(records) - len(dated)
        kept = dated[:room]
        room -= len(kept)
        left += len(dated) - len(kept)
        if kept:
            drawn.append((heading, kept))
    return drawn, undated, left


def _has_day(record: Record) -> bool:
    first, _, _, last = record.when.bounds
    return (first, last) != (-UNBOUNDED, UNBOUNDED)


def _form(record: Record) -> Form:
    """Return the form of the days of a record; statements have always occurred."""
    if isinstance(record, Allegation):
        return ALLEGED
    status = getattr(record, "status", EventStatus.OCCURRED)
    return HAPPENED if status is EventStatus.OCCURRED else AWAITED


def _order(record: Record) -> tuple[int, tuple[object, ...]]:
    return RECORD_TYPES.index(type(record)), record.when.sort_key


class Drawing(Sheet):
    """A timeline, being drawn.

    Args:
        options: the options.
        days: the first and the last day to show, if any are known.
        names: the name of each actor by its id.
    """

    def __init__(
        self,
        options: TimelineOptions,
        days: tuple[int, int] | None,
        names: Mapping[str, str],
    ) -> None:
        super().__init__(options.title, options.width)
        self._label, self._name = options.label, name_lookup(names)
        self._room = SHARE_OF_LABELS * options.width
        self._left = self._room + 28
        self._axis = Axis(*days, self._left, options.width - 26) if days else None
        self._ticks = self._axis.ticks(SMALL) if self._axis else []
        self._used: set[tuple[str, str]] = set()

    def heading(self, title: str) -> None:
        """Start the rows of one kind, and label the days above them."""
        self.y += GAP
        self.write(
            shorten(title, 1.1 * LETTERS, self._room),
            EDGE,
            LETTERS,
            font_weight="bold",
        )
        for tick in self._ticks:
            self.write(tick.name, self._place(tick.day), SMALL)
        self.y += LINE
        for tick in self._ticks:
            self.write(tick.year, self._place(tick.day), SMALL)
        self.y += LINE if any(tick.year for tick in self._ticks) else 0
        self.y += GAP / 2
        self.across(self.width - EDGE, "rule")

    def row(self, record: Record) -> None:
        """Draw a record: its label, its period and status, and its bar."""
        lines = lines_of(self._what(record), LETTERS, self._room, 4)
        more = lines_of(f"{record.when} · {status_of(record)}", SMALL, self._room, 3)
        top = self.y
        self.y += GAP / 2
        for size, texts in ((LETTERS, lines), (SMALL, more)):
            for text in texts:
                self.write(text, EDGE, size)
                self.y += LINE
        self.y += GAP / 2
        self._days(record, top)
        self.across(self.width - EDGE, "line")

    def _what(self, record: Record) -> str:
        """Return the label before the bar of a record."""
        if self._label == "who":
            return who(record, self._name)
        return str(getattr(record, self._label))

    def _days(self, record: Record, top: float) -> None:
        """Draw the bar of a record, or say that it is undated."""
        middle, bottom = (top + self.y) / 2, self.y
        first, _, _, last = record.when.bounds
        if (first, last) == (-UNBOUNDED, UNBOUNDED):
            self.y = middle - LINE / 2
            self.write("undated", self._left, SMALL, font_style="italic")
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
        """Explain the marks in the picture."""
        used = [meant for meant in MEANINGS if meant in self._used]
        texts = {MEANINGS[mark, kind]: (mark, kind) for mark, kind in reversed(used)}
        x, room = EDGE, self.width - 2 * EDGE - 36
        self.y += GAP
        lines: list[str] = []
        for text, (mark, kind) in reversed(texts.items()):
            end = x + 36 + width(text, SMALL)
            if end > self.width - EDGE:
                end -= x - EDGE
                x = EDGE
                self.y += max(1, len(lines)) * LINE + GAP / 2
            self.parts.append(sample(mark, kind, x, self.y + LINE / 2))
            # Only in a narrow picture does it not fit on one line.
            lines = lines_of(text, SMALL, room, 2)
            for number, line in enumerate(lines):
                self.write_at(line, x + 36, self.y + number * LINE, SMALL)
            x = end + 2 * GAP
        self.y += max(1, len(lines)) * LINE

    def _place(self, day: int) -> float:
        return self._axis.place(day) if self._axis else self._left
