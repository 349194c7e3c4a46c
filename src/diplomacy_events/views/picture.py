"""A picture that says in a table beneath what it shows."""

import os
from collections.abc import Callable

import attrs

from diplomacy_events.errors import UnknownNameError
from diplomacy_events.files import replace
from diplomacy_events.markup import Markup, box, document, page, tag, theme_style
from diplomacy_events.model.rules import refuse
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
"""The width of a picture in pixels: what a page of documentation has room for.

On a narrower screen the picture is moved within a box, and letters keep their size.
"""
EDGE, GAP, LINE = 8.0, 10.0, 16.0
LETTERS, SMALL = 12.5, 11.5
NARROWEST, WIDEST = 320.0, 4000.0
"""How wide a picture may be, in pixels."""


@attrs.frozen(kw_only=True, repr=False)
class Picture(Portable):
    """A picture, which a notebook shows with a table of the same content beneath.

    Attributes:
        title: what it shows.
        body: what is drawn.
        height: how high it is, in pixels.
        description: what it shows and how, for those who do not see it.
        table: the same content as a table.
        width: how wide it is, in pixels.
    """

    title: str
    body: Markup
    height: float
    description: str
    table: Markup
    width: float = WIDTH

    @property
    def svg(self) -> str:
        """The picture as SVG to stand in a page, in the colours of its host."""
        style = tag("style", theme_style(".diplomacy-events-drawing"), Markup(HOSTED))
        return self._drawn(style, class_="diplomacy-events-drawing")

    @property
    def standalone(self) -> str:
        """The picture as SVG to stand alone, light, for files and other programs."""
        return standalone(self._drawn(None, font_family=INSTALLED_FONTS)) + "\n"

    @property
    def html(self) -> str:
        """The picture as a piece of a page, with its table beneath."""
        summary = tag("summary", "The same data as a table")
        drawn = box(self.title, Markup(self.svg))
        return page(drawn, tag("details", summary, self.table))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture to a file; the old file stays whole until the new one is.

        Args:
            path: the file, whose suffix tells the format: ``.svg`` and ``.pdf``, light,
                in colours that every program knows; ``.png``, the same with two dots
                to a pixel; or ``.html`` with the table, light or dark.

        Raises:
            UnknownNameError: if the suffix is none of these.
            MissingExtraError: for PNG, without the extra ``pictures`` or any font; for
                PDF, without that extra or the library cairo.
            OSError: if the file cannot be written.
        """
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
        made = ways[suffix]()
        replace(path, made.encode() if isinstance(made, str) else made)

    def _repr_html_(self) -> str:
        return self.html

    def _drawn(self, style: Markup | None, **attributes: str) -> Markup:
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
    """A picture in the making, from top to bottom.

    Attributes:
        parts: what is drawn so far.
        y: how far down that reaches.
        width: how wide it is, in pixels.

    Raises:
        FieldValueError: if it is to be narrower or wider than can be.
    """

    def __init__(self, title: str, width: float = WIDTH) -> None:
        if type(width) not in (int, float) or not NARROWEST <= width <= WIDEST:
            rule = f"must be from {NARROWEST:.0f} to {WIDEST:.0f} pixels"
            refuse("picture: width", rule, width, field="width")
        self.parts: list[Markup] = []
        self.y = GAP
        self.width = width
        self._title = title
        self.note(title, font_weight="bold")

    def picture(self, description: str, table: Markup) -> Picture:
        """Return what is drawn, with a table of the same content."""
        return Picture(
            title=self._title,
            # A host that strips the drawing leaves its words, which then stand apart.
            body=tag("g", *(Markup(f"\n{part}") for part in self.parts)),
            height=self.y + GAP,
            description=description,
            table=table,
            width=self.width,
        )

    def write(self, text: str, x: float, size: float, **more: str) -> None:
        """Write a line of text, whose top is as far down as the rest reaches."""
        if text:
            self.parts.append(text_line(text, x, self.y + LETTERS, size, **more))

    def write_at(self, text: str, x: float, y: float, size: float) -> None:
        """Write a line of text, whose top is as far down as is said."""
        self.parts.append(text_line(text, x, y + LETTERS, size))

    def note(self, text: str, **more: str) -> None:
        """Write a text by itself."""
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
