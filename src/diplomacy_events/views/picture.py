"""Pictures, with the same data as a table beneath."""

import os
from collections.abc import Callable

import attrs

from diplomacy_events.errors import FieldTypeError, UnknownNameError
from diplomacy_events.files import replace
from diplomacy_events.markup import Markup, box, document, page, tag, theme_style
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.paths import must_be_path
from diplomacy_events.portable import Portable
from diplomacy_events.views.measure import lines_of
from diplomacy_events.views.pdf import pdf
from diplomacy_events.views.png import png
from diplomacy_events.views.shapes import (
    HOSTED,
    INSTALLED_FONTS,
    shape,
    standalone,
    text_line,
)

__all__ = ["EDGE", "GAP", "LETTERS", "LINE", "SMALL", "WIDTH", "Picture", "Sheet"]

WIDTH = 720.0
"""The default width of a picture in pixels, which fits a page of documentation.

On a narrower screen, the picture scrolls within a box, and letters keep their size.
"""
EDGE, GAP, LINE = 8.0, 10.0, 16.0
LETTERS, SMALL = 12.5, 11.5
NARROWEST, WIDEST = 320.0, 4000.0
"""The least and the greatest width of a picture, in pixels."""


@attrs.frozen(kw_only=True, repr=False)
class Picture(Portable):
    """A picture; a notebook shows it with the same data as a table beneath.

    Attributes:
        title: the title.
        body: the drawing.
        height: the height in pixels.
        description: a description of the picture, for readers who cannot see it.
        table: the same data as a table.
        width: the width in pixels.
    """

    title: str
    body: Markup
    height: float
    description: str
    table: Markup
    width: float = WIDTH

    @property
    def svg(self) -> str:
        """The picture as SVG for a page, in the colours of the page."""
        style = tag("style", theme_style(".diplomacy-events-drawing"), Markup(HOSTED))
        return self._svg(style, class_="diplomacy-events-drawing")

    @property
    def standalone(self) -> str:
        """The picture as standalone SVG, in light colours, for other programs."""
        return standalone(self._svg(None, font_family=INSTALLED_FONTS)) + "\n"

    @property
    def html(self) -> str:
        """The picture as a piece of a page, with its table beneath."""
        summary = tag("summary", "The same data as a table")
        drawn = box(self.title, Markup(self.svg))
        return page(drawn, tag("details", summary, self.table))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Save the picture; an old file stays intact until the new one is done.

        Args:
            path: the file; its suffix decides the format: ``.svg`` or ``.pdf``, in
                light colours that every program supports; ``.png``, the same at twice
                the resolution; or ``.html`` with the table, light or dark.

        Raises:
            UnknownNameError: if the suffix is another one.
            MissingExtraError: for PNG, without the extra ``pictures`` or without a
                font; for PDF, without that extra or without the library cairo.
            FieldTypeError: if the path is not a text path.
            FieldValueError: if a file cannot have this path.
            OSError: if the file cannot be written.
        """
        must_be_path(path)
        ways: dict[str, Callable[[], str | bytes]] = {
            ".svg": lambda: self.standalone,
            ".html": lambda: document(self.title, Markup(self.html)),
            ".png": lambda: png(self.standalone),
            ".pdf": lambda: pdf(self.standalone),
        }
        name = os.path.basename(os.fspath(path))
        suffix = os.path.splitext(name)[1].lower()
        if suffix not in ways:
            known = ", ".join(ways)
            message = (
                f"cannot save a picture as {name!r}; the suffix must be one of {known}"
            )
            raise UnknownNameError(message, name=name, suggestions=tuple(ways))
        data = ways[suffix]()
        replace(path, data.encode() if isinstance(data, str) else data)

    def _repr_html_(self) -> str:
        return self.html

    def _svg(self, style: Markup | None, **attributes: str) -> Markup:
        return tag(
            "svg",
            tag("title", self.title),
            "\n",
            tag("desc", self.description),
            "\n",
            style,
            shape("rect", "ground", width=self.width, height=self.height),
            self.body,
            **attributes,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.width:.0f} {self.height:.0f}",
            width=self.width,
            height=self.height,
            role="img",
        )

    def __repr__(self) -> str:
        """Return the title."""
        return f"<Picture: {self.title}>"


class Sheet:
    """A picture, being drawn from top to bottom.

    Attributes:
        parts: the drawing so far.
        y: its height so far.
        width: the width in pixels.

    Raises:
        FieldValueError: if the width is too small or too great.
        FieldTypeError: if the title is not text.
    """

    def __init__(self, title: str, width: float = WIDTH) -> None:
        if type(width) not in (int, float) or not NARROWEST <= width <= WIDEST:
            rule = f"must be from {NARROWEST:.0f} to {WIDEST:.0f} pixels"
            refuse("picture: width", rule, width, field="width")
        if not isinstance(title, str):
            message = f"picture: title: expected str, got {short(title)}"
            raise FieldTypeError(message, field="title", value=title)
        self.parts: list[Markup] = []
        self.y = GAP
        self.width = width
        self._title = title
        self.note(title, font_weight="bold")

    def picture(self, description: str, table: Markup) -> Picture:
        """Return the drawing, with the same data as a table."""
        return Picture(
            title=self._title,
            # Some hosts strip the drawing and keep its words, on separate lines.
            body=tag("g", *(Markup(f"\n{part}") for part in self.parts)),
            height=self.y + GAP,
            description=description,
            table=table,
            width=self.width,
        )

    def write(self, text: str, x: float, size: float, **more: str) -> None:
        """Write a line of text below everything else."""
        if text:
            self.parts.append(text_line(text, x, self.y + LETTERS, size, **more))

    def write_at(self, text: str, x: float, y: float, size: float) -> None:
        """Write a line of text at a given height."""
        self.parts.append(text_line(text, x, y + LETTERS, size))

    def note(self, text: str, **more: str) -> None:
        """Write a paragraph of text."""
        for line in lines_of(text, 1.1 * LETTERS, self.width - 2 * EDGE, 3):
            self.write(line, EDGE, LETTERS, **more)
            self.y += LINE

    def across(self, right: float, kind: str) -> None:
        """Draw a line from the left edge."""
        ends = {"x1": EDGE, "x2": right, "y1": self.y, "y2": self.y}
        self.parts.append(shape("line", kind, **ends))

    def down(self, x: float, top: float, bottom: float) -> None:
        """Draw a line from top to bottom."""
        self.parts.append(shape("line", "line", x1=x, x2=x, y1=top, y2=bottom))
