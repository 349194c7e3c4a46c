"""A matrix of who speaks of, to or against whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from diplomacy_events.markup import Markup, html_table, isolate, tag
from diplomacy_events.model.record_kinds import Allegation, Record, Statement
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
from diplomacy_events.views.shapes import shape, text_line
from diplomacy_events.views.summary import Name, name_lookup
from diplomacy_events.views.tables import MOST_ROWS_BELOW_PICTURE, more
from diplomacy_events.vocabulary import ResponseKind

__all__ = ["TITLE", "matrix"]

TITLE = "Who speaks of, to or against whom"
DESCRIPTION = (
    "Rows are actors who speak; columns are actors spoken of, to or against. Numbers "
    "count records: a circle means of, a triangle to, a cross against, and a square an "
    "allegation that was withdrawn."
)
HOW = {
    "of": "speaks of",
    "to": "speaks to",
    "against": "makes allegations against",
    "no longer": "withdrew allegations against",
}
MOST_ROWS, MOST_COLUMNS = 40, 11
LABELS, LEFT = 144.0, 160.0
LEAST_STEP = 70.0
AFTER_SIGN = 14.0
"""The distance from the start of a sign to its number."""
SLANTED = 170.0
"""The greatest length of a line of a column name, along its slant."""
SLANTED_LINE = 14.0
ACROSS, DOWN = 0.743, 0.669
"""Cosine and sine of the slant of 42 degrees."""


class MatrixOptions(NamedTuple):
    """Options of a matrix; see `matrix`."""

    rows: Sequence[str] | None
    columns: Sequence[str] | None
    title: str
    width: float


class Link(NamedTuple):
    """Who speaks of, to or against whom, by id."""

    who: str
    how: str
    whom: str


def matrix(
    records: Sequence[Record],
    names: Mapping[str, str],
    *,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    title: str = TITLE,
    width: float = WIDTH,
) -> Picture:
    """Return a picture of who speaks of, to or against whom.

    Args:
        records: the records; only statements and allegations count.
        names: the name of each actor by its id.
        rows: ids of the actors who speak, in order (default: those who speak most).
        columns: ids of the actors spoken of, to or against, in order.
        title: the title.
        width: the width in pixels.
    """
    links = Counter(
        link
        for record in records
        for link in _links(record)
        if (rows is None or link.who in rows)
        and (columns is None or link.whom in columns)
    )
    drawing = Drawing(
        links, name_lookup(names), MatrixOptions(rows, columns, title, width)
    )
    return drawing.picture(DESCRIPTION, _table(links, names))


def _links(record: Record) -> Iterator[Link]:
    if isinstance(record, Statement):
        for who in record.speakers:
            yield from (Link(who, "of", whom) for whom in record.mentions)
            yield from (Link(who, "to", whom) for whom in record.audience)
    elif isinstance(record, Allegation):
        back = {
            actor
            for response in record.responses
            if response.kind is ResponseKind.RETRACTION
            for actor in response.actors
        }
        for who in record.accusers:
            how = "no longer" if who in back else "against"
            yield from (Link(who, how, whom) for whom in record.accused)


def _table(links: Counter[Link], names: Mapping[str, str]) -> Markup:
    name = name_lookup(names)
    rows = sorted(
        (name(link.who), list(HOW).index(link.how), name(link.whom), count)
        for link, count in links.items()
    )
    how = list(HOW.values())
    listed = rows[:MOST_ROWS_BELOW_PICTURE]
    cells = [(isolate(a), how[b], isolate(c), str(count)) for a, b, c, count in listed]
    headers = ("Who", "How", "Whom", "Records")
    return tag("div", html_table(TITLE, headers, cells), more(len(rows) - len(listed)))


class Drawing(Sheet):
    """A matrix, being drawn."""

    def __init__(
        self, links: Counter[Link], name: Name, options: MatrixOptions
    ) -> None:
        super().__init__(options.title, options.width)
        self._options = options
        self._links, self._name = links, name
        if not links:
            self.note("Nobody speaks of, to or against anyone in these records.")
            return
        rows = self._foremost("actors who speak", 0, MOST_ROWS)
        most = round(MOST_COLUMNS * (self.width - LEFT) / (WIDTH - LEFT))
        foremost = [id for id, _ in self._often(2)][:most]
        names = [lines_of(name(id), SMALL, SLANTED, 2) for id in foremost]
        # Each column has room for the highest number, even if fewer columns fit.
        needed = AFTER_SIGN + width(str(max(links.values())), LETTERS) + GAP / 2
        while len(names) > 1 and min(_steps(names, self.width)) < needed:
            names.pop()
        self._columns = self._foremost("actors spoken of, to or against", 2, len(names))
        self._step = min(max(LEAST_STEP, needed), *_steps(names, self.width))
        self._draw_column_names(names)
        for id in rows:
            self._row(id)
        self._legend()

    def _often(self, part: int) -> list[tuple[str, int]]:
        """Return the ids of one part of the links, with their frequencies."""
        counts = Counter[str]()
        for link, count in self._links.items():
            counts[link[part]] += count
        order = (self._options.rows, None, self._options.columns)[part]
        if order is not None:
            return [(id, counts[id]) for id in dict.fromkeys(order)]
        return counts.most_common()

    def _foremost(self, what: str, part: int, most: int) -> list[str]:
        """Return the most frequent ids, and add a note if some are left out."""
        counts = self._often(part)
        if len(counts) > most:
            text = f"Showing {most} of {len(counts)} {what}; the table has more."
            self.note(text)
        return [id for id, _ in counts[:most]]

    def _draw_column_names(self, names: list[list[str]]) -> None:
        """Write the names of the columns on a slant, so that long ones have room."""
        longest = max(width(line, SMALL) for lines in names for line in lines)
        self.y += longest * DOWN + 2 * LINE
        for place, lines in enumerate(names):
            x = self._centre(place) + 4 - (len(lines) - 1) * SLANTED_LINE / 2 * DOWN
            y = self.y - 6 - (len(lines) - 1) * SLANTED_LINE / 2 * ACROSS
            for number, line in enumerate(lines):
                across = x + number * SLANTED_LINE * DOWN
                down = y + number * SLANTED_LINE * ACROSS
                turn = f"rotate(-42 {across:.2f} {down:.2f})"
                self.parts.append(text_line(line, across, down, SMALL, transform=turn))
        self.across(self._end, "rule")

    def _row(self, who: str) -> None:
        cells = [
            [how for how in HOW if self._links[Link(who, how, whom)]]
            for whom in self._columns
        ]
        lines = lines_of(self._name(who), LETTERS, LABELS, 3)
        height = max(len(lines), *map(len, cells)) * LINE + GAP
        top = self.y
        self.y += (height - len(lines) * LINE) / 2
        for line in lines:
            self.write(line, EDGE, LETTERS)
            self.y += LINE
        for place, (whom, found) in enumerate(zip(self._columns, cells, strict=True)):
            self.y = top + (height - len(found) * LINE) / 2
            for how in found:
                self._count(how, self._links[Link(who, how, whom)], place)
                self.y += LINE
        self.y = top + height
        self.across(self._end, "line")
        for place in range(len(self._columns) + 1):
            self.down(LEFT + place * self._step, top, self.y)

    def _count(self, how: str, count: int, place: int) -> None:
        """Write a count after the sign of its relation."""
        text = str(count)
        x = self._centre(place) - (AFTER_SIGN + width(text, LETTERS)) / 2
        self.parts.append(_sign(how, x + 5, self.y + LINE / 2))
        self.write(text, x + AFTER_SIGN, LETTERS)

    def _legend(self) -> None:
        self.y += GAP
        x = EDGE
        used = {link.how for link in self._links}
        for how, text in HOW.items():
            if how not in used:
                continue
            if x > EDGE and x + 16 + width(text, SMALL) > self.width - EDGE:
                x = EDGE
                self.y += LINE + GAP / 2
            self.parts.append(_sign(how, x + 5, self.y + LINE / 2))
            self.write(text, x + 16, SMALL)
            x += 16 + width(text, SMALL) + 2 * GAP
        self.y += LINE

    def _centre(self, place: int) -> float:
        return LEFT + (place + 0.5) * self._step

    @property
    def _end(self) -> float:
        return LEFT + len(self._columns) * self._step


def _steps(names: list[list[str]], wide: float) -> Iterator[float]:
    """Yield the greatest widths of the columns that keep each name inside."""
    room = wide - LEFT - EDGE
    yield room / len(names)
    for place, lines in enumerate(names):
        longest = max(width(line, SMALL) for line in lines)
        yield (room - longest * ACROSS - SLANTED_LINE) / (place + 0.5)


def _sign(how: str, x: float, y: float) -> Markup:
    """Return the sign of a relation, given its centre."""
    if how == "of":
        return shape("circle", "sign", cx=x, cy=y, r=4)
    left, right, top, bottom = x - 4, x + 4, y - 4, y + 4
    if how == "no longer":
        return shape("rect", "sign", x=left, y=top, width=8, height=8)
    if how == "to":
        corners = ((left, top), (right + 1, y), (left, bottom))
        points = " ".join(f"{a:.2f},{b:.2f}" for a, b in corners)
        return shape("polygon", "full", points=points)
    strokes = f"M{left:.2f} {top:.2f}L{right:.2f} {bottom:.2f}"
    return shape(
        "path", "sign", d=f"{strokes}M{left:.2f} {bottom:.2f}L{right:.2f} {top:.2f}"
    )
