"""Markup of pages and pictures, with every text escaped.

The result is well-formed as HTML and as XML.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

__all__ = [
    "Markup",
    "box",
    "document",
    "html_table",
    "isolate",
    "join_markup",
    "page",
    "tag",
    "theme_style",
]

# Characters that XML cannot contain. The model refuses most of them, but the text of a
# source may have them.
UNSHOWABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The colours of the host (JupyterLab, VS Code or Furo), else light or dark as the
# reader prefers, and light on paper. Text and background are always set together, so
# that even a wrong guess is legible.
THEME = """\
%(root)s{--de-text:#1b1b1b;--de-ground:#fff;
--de-fg:var(--jp-content-font-color1,var(--vscode-editor-foreground,\
var(--color-foreground-primary,var(--de-text))));
--de-bg:var(--jp-layout-color0,var(--vscode-editor-background,\
var(--color-background-primary,var(--de-ground))));
color:var(--de-fg);background:var(--de-bg)}
@media (prefers-color-scheme:dark){%(root)s{--de-text:#e6e6e6;--de-ground:#121212}}
@media print{%(root)s{--de-fg:#1b1b1b;--de-bg:#fff}}
"""
PAGE_STYLE = """\
.diplomacy-events{padding:.5em;font-size:14px;line-height:1.45;max-width:62em;
overflow-wrap:anywhere}
.diplomacy-events p{margin:.2em 0}
.diplomacy-events .title{font-size:1.15em}
.diplomacy-events table{border-collapse:collapse;margin:.5em 0;font-size:13px}
.diplomacy-events caption{caption-side:top;text-align:left;font-weight:600;
color:inherit;padding:.2em 0}
.diplomacy-events tr:nth-child(n){background:transparent}
.diplomacy-events tr:nth-child(n) :is(th,td){text-align:left;vertical-align:top;
padding:.25em .6em;border:0 solid #888;border-bottom-width:1px;color:inherit;
min-width:6.5em;max-width:30em;white-space:normal;overflow-wrap:anywhere}
.diplomacy-events tbody th{font-weight:400}
.diplomacy-events dl{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;
gap:.15em .9em;margin:.4em 0}
.diplomacy-events dl :is(dt,dd){float:none;width:auto;margin:0;padding:0}
.diplomacy-events dt{font-weight:600}
.diplomacy-events dd{min-width:0;overflow-wrap:anywhere}
.diplomacy-events dd dt{font-weight:400;font-style:italic}
.diplomacy-events :is(ul,ol){margin:0;padding-left:1.3em}
.diplomacy-events blockquote{margin:0 0 .3em;padding:0 0 0 .7em;color:inherit;
border-left:3px solid #888;white-space:pre-line}
.diplomacy-events summary{cursor:pointer}
.diplomacy-events a{color:inherit;text-decoration:underline}
.diplomacy-events mark{color:inherit;background:rgba(47,127,208,.25);
border-bottom:2px solid #2f7fd0;font-weight:600}
.diplomacy-events .box{overflow-x:auto}
@media print{.diplomacy-events .box{overflow:visible}}
"""
UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


class Markup(str):
    """Text that is already markup."""

    __slots__ = ()


def theme_style(root: str) -> Markup:
    """Return the style that gives a selector the colours of the host."""
    return Markup(THEME % {"root": root})


def tag(
    name: str, /, *children: str | None, **attributes: str | float | None
) -> Markup:
    """Return an element. Text is escaped; `None` is left out.

    Args:
        name: the name of the element.
        children: texts and other elements.
        attributes: its attributes, in Python's spelling: ``class_``, ``text_anchor``.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escape_text(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(_escape_text(child) for child in children if child is not None)
    return Markup(f"<{name}{written}>{inside}</{name}>")


def _text(value: str | float) -> str:
    """Return a value as text; numbers have at most two decimals."""
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def _escape_text(text: str) -> str:
    if isinstance(text, Markup):
        return text
    return escape(UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def isolate(text: str) -> Markup:
    """Return a text of the data that does not affect the direction of its context."""
    return tag("bdi", text)


def box(label: str, *children: str | None) -> Markup:
    """Return a box that scrolls if its content is too wide, also by keyboard."""
    named = {"role": "group", "aria_label": label}
    return tag("div", *children, class_="box", tabindex="0", **named)


def join_markup(separator: str, parts: Iterable[str]) -> Markup:
    """Return texts and elements, joined by a separator."""
    return Markup(_escape_text(separator).join(map(_escape_text, parts)))


def html_table(
    caption: str, headers: Sequence[str], rows: Iterable[Sequence[str | None]]
) -> Markup:
    """Return a table in a box; the first cell of each row is its header."""
    whole = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *(tag("th", text, scope="col") for text in headers))),
        tag(
            "tbody",
            *(
                tag(
                    "tr",
                    tag("th", row[0], scope="row"),
                    *(tag("td", cell) for cell in row[1:]),
                )
                for row in rows
            ),
        ),
    )
    return box(caption, whole)


def page(*children: str | None) -> Markup:
    """Return a piece of a page with its style."""
    style = tag("style", theme_style(".diplomacy-events"), Markup(PAGE_STYLE))
    return tag("div", style, *children, class_="diplomacy-events")


def document(title: str, *children: str | None) -> str:
    """Return a whole page, light or dark as the reader prefers."""
    head = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
    )
    # The content shows the title already; this heading is for screen readers.
    heading = tag("h1", isolate(title), style=UNSEEN)
    body = tag("body", tag("main", heading, *children))
    return f"{head}{tag('title', title)}</head>{body}</html>\n"
