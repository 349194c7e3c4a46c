"""The history of an event: what each source reported, by day of report."""

from collections.abc import Sequence
from datetime import date

from diplomacy_events.markup import html_table, isolate, tag
from diplomacy_events.model.period import UNBOUNDED, Bounds, Period
from diplomacy_events.views.axis import Axis, span
from diplomacy_events.views.bars import AWAITED, bar, strike
from diplomacy_events.views.bars import HAPPENED as BAR_HAPPENED
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
from diplomacy_events.views.shapes import shape
from diplomacy_events.views.tables import MOST_ROWS_BELOW_PICTURE, STATE, more
from diplomacy_events.vocabulary import EventStatus

__all__ = ["ReportRow", "history"]

ReportRow = tuple[date | None, str, str, Period]
"""The day of a report, its source, the status that it reports, and its days."""
SHARE_OF_LABELS = 0.32
"""The share of the width for sources and dates."""
MARGIN = 26.0
DOT_RADIUS = 5.0
MOST_REPORTS_DRAWN = 100
LONGEST_WHOLE_PERIOD = 366
"""The most days of an event that the axis must have in full."""
HAPPENED = (EventStatus.OCCURRED, EventStatus.UNDER_WAY)
OFF = (EventStatus.CANCELLED, EventStatus.DECLINED)
DESCRIPTION = (
    "One row for each report, from first to last. A circle marks the day the source "
    "was published: full if it says that the event took place, struck through if it "
    "says that the event will not, otherwise empty. The bar beside the dates shows "
    "the days that the source gives: filled if the event took place, dashed where they "
    "are only possible."
)


def history(title: str, reports: Sequence[ReportRow], width: float = WIDTH) -> Picture:
    """Return a picture of what was reported about an event, and when.

    Args:
        title: the title.
        reports: the reports, in order.
        width: the width in pixels.
    """
    drawn = reports[:MOST_REPORTS_DRAWN]
    days = [_bounds(day) for day, _, _, _ in drawn if day is not None]
    left_out = len(reports) - len(drawn)
    first = f"The first {len(drawn)} of {len(reports)} reports; the table has more."
    given = [bounds for _, _, _, when in drawn for bounds in _ends(when)]
    sheet = Drawing(title, width, span([*days, *given]), first if left_out else "")
    for report in drawn:
        sheet.row(*report)
    headers = ("Published", "Source", STATE, "When")
    rows = [
        (
            str(Period.from_edtf(f"{day}")) if day else "undated",
            *map(isolate, (source, status, str(when))),
        )
        for day, source, status, when in reports[:MOST_ROWS_BELOW_PICTURE]
    ]
    table = html_table(title, headers, rows)
    return sheet.picture(DESCRIPTION, tag("div", table, more(len(reports) - len(rows))))


def _bounds(day: date) -> Bounds:
    return _day(day.toordinal())


def _day(number: int) -> Bounds:
    return Bounds(number, number, number, number)


def _ends(when: Period) -> list[Bounds]:
    """Return the days of an event to show: its ends, or a long period as it is.

    An axis may cut a long period off, but never a single day.
    """
    first, _, _, last = when.bounds
    if last - first <= LONGEST_WHOLE_PERIOD:
        return [_day(first), _day(last)]
    return [when.bounds]


class Drawing(Sheet):
    """A picture of a history, being drawn.

    Args:
        title: the title.
        width: the width in pixels.
        shown: the first and the last day to show, if any are known.
        note: the note beneath the title.
    """

    def __init__(
        self, title: str, width: float, shown: tuple[int, int] | None, note: str
    ) -> None:
        super().__init__(title, width)
        if note:
            self.note(note)
        self._labels = SHARE_OF_LABELS * width
        self._left = self._labels + EDGE + 2 * GAP
        axis = Axis(*shown, self._left, width - MARGIN) if shown else None
        self._axis = axis
        self._ticks = axis.ticks(SMALL) if axis else []
        self.y += GAP
        for name in ("name", "year"):
            for tick in self._ticks:
                self.write(getattr(tick, name), self._place(tick.day), SMALL)
            self.y += LINE if self._ticks else 0
        self.across(self.width - EDGE, "rule")

    def row(self, day: date | None, source: str, status: str, when: Period) -> None:
        """Draw a report: its source, the dates, and the status on its day."""
        top = self.y
        self.y += GAP / 2
        middles: list[float] = []
        for size, text in ((LETTERS, source), (SMALL, str(when))):
            begin = self.y
            for line in lines_of(text, size, self._labels, 3):
                self.write(line, EDGE, size)
                self.y += LINE
            middles.append((begin + self.y) / 2)
        self.y += GAP / 2
        bottom = self.y
        for tick in self._ticks:
            self.down(self._place(tick.day), top, bottom)
        published, given = middles
        self.y = published - LINE / 2
        if day is None:
            text = f"{status}, undated"
            self.write(text, self._left, SMALL, font_style="italic")
        else:
            self._mark(self._place(day.toordinal()), published, status)
        self._days(when, given, status)
        self.y = bottom
        self.across(self.width - EDGE, "line")

    def _days(self, when: Period, middle: float, status: str) -> None:
        """Draw the days that a report gives, if it gives any."""
        first, _, _, last = when.bounds
        if self._axis and (first > -UNBOUNDED or last < UNBOUNDED):
            form = BAR_HAPPENED if status in HAPPENED else AWAITED
            self.parts += [one.shape for one in bar(when, self._axis, middle, form)]

    def _mark(self, x: float, middle: float, status: str) -> None:
        """Draw the mark of a report, and its status on the side with more room."""
        kind = "full" if status in HAPPENED else "sign"
        self.parts.append(shape("circle", kind, cx=x, cy=middle, r=DOT_RADIUS))
        if status in OFF:
            self.parts.append(strike(x - DOT_RADIUS, x + DOT_RADIUS, middle).shape)
        long = width(status, SMALL)
        right = x + DOT_RADIUS + GAP
        fits = right + long <= self.width - EDGE
        self.write(status, right if fits else x - DOT_RADIUS - GAP - long, SMALL)

    def _place(self, day: int) -> float:
        return self._axis.place(day) if self._axis else self._left
