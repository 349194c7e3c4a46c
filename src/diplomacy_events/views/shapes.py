"""Shapes and lines of text, and their styles."""

from unicodedata import bidirectional

from diplomacy_events.markup import Markup, tag

__all__ = ["FONTS", "HOSTED", "INSTALLED_FONTS", "shape", "standalone", "text_line"]

FONTS = (
    'system-ui,-apple-system,"Segoe UI","DejaVu Sans","Noto Sans","Liberation Sans",'
    "Roboto,Arial,Helvetica,Verdana,sans-serif"
)
INSTALLED_FONTS = "'DejaVu Sans', Verdana, Arial, Helvetica, sans-serif"
"""The fonts of a file; some programs try only the first."""
DRAWN = """\
.diplomacy-events-drawing{display:block;max-width:none}
@media print{.diplomacy-events-drawing{width:auto;height:auto;max-width:100%;\
max-height:92vh}}
.diplomacy-events-drawing text{font-family:FONTS}
.diplomacy-events-drawing .ground{fill:GROUND}
.diplomacy-events-drawing text{fill:TEXT}
.diplomacy-events-drawing .line{stroke:TEXT;stroke-opacity:.22}
.diplomacy-events-drawing .rule{stroke:TEXT;stroke-opacity:.6}
.diplomacy-events-drawing .certain{fill:#2f7fd0;stroke:#2f7fd0}
.diplomacy-events-drawing .possible{fill:#2f7fd0;fill-opacity:.3;stroke:#2f7fd0;\
stroke-width:1.3;stroke-dasharray:4 2.5}
.diplomacy-events-drawing .outlined{fill:none;stroke:#2f7fd0;stroke-width:1.8}
.diplomacy-events-drawing .dashed{fill:none;stroke:#2f7fd0;stroke-width:1.3;\
stroke-dasharray:4 2.5}
.diplomacy-events-drawing .alleged{fill:none;stroke:#2f7fd0;stroke-width:1.4}
.diplomacy-events-drawing .perhaps{fill:none;stroke:#2f7fd0;stroke-width:1.2;\
stroke-dasharray:4 2.5}
.diplomacy-events-drawing .hatch{fill:none;stroke:#2f7fd0;stroke-width:1.2}
.diplomacy-events-drawing :is(.possible,.dashed,.perhaps):not(rect){\
stroke-dasharray:3 1.5}
.diplomacy-events-drawing .struck{stroke:TEXT;stroke-width:2}
.diplomacy-events-drawing .sign{fill:none;stroke:#2f7fd0;stroke-width:2}
.diplomacy-events-drawing .full{fill:#2f7fd0}
""".replace("FONTS", FONTS)
HOSTED = DRAWN.replace("TEXT", "var(--de-fg)").replace("GROUND", "var(--de-bg)")
"""The style in the colours of the host."""
INK, BLUE, PAPER = "#1b1b1b", "#2f7fd0", "#ffffff"
"""The colours outside a host page."""
RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
"""Unicode classes of characters that run from right to left, or make others do so."""
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
PLAIN: dict[str, dict[str, str]] = {
    "ground": {"fill": "none"},
    "line": {"stroke": "currentColor", "stroke_opacity": "0.22"},
    "rule": {"stroke": "currentColor", "stroke_opacity": "0.6"},
    "certain": {"fill": "currentColor", "stroke": "currentColor"},
    "possible": {
        "fill": "currentColor",
        "fill_opacity": "0.3",
        "stroke": "currentColor",
        "stroke_dasharray": "4 2.5",
    },
    "outlined": {"fill": "none", "stroke": "currentColor", "stroke_width": "1.8"},
    "dashed": {
        "fill": "none",
        "stroke": "currentColor",
        "stroke_dasharray": "4 2.5",
    },
    "alleged": {"fill": "none", "stroke": "currentColor", "stroke_width": "1.4"},
    "perhaps": {
        "fill": "none",
        "stroke": "currentColor",
        "stroke_dasharray": "4 2.5",
    },
    "hatch": {"fill": "none", "stroke": "currentColor", "stroke_width": "1.2"},
    "struck": {"stroke": "currentColor", "stroke_width": "2"},
    "sign": {"fill": "none", "stroke": "currentColor", "stroke_width": "2"},
}
"""The look of each kind of shape if the host strips the styles."""


ALONE: dict[str, dict[str, str]] = {
    "ground": {"fill": PAPER},
    "line": {"stroke": INK, "stroke_opacity": "0.22"},
    "rule": {"stroke": INK, "stroke_opacity": "0.6"},
    "certain": {"fill": BLUE, "stroke": BLUE},
    "possible": {
        "fill": BLUE,
        "fill_opacity": "0.3",
        "stroke": BLUE,
        "stroke_width": "1.3",
        "stroke_dasharray": "4 2.5",
    },
    "outlined": {"fill": "none", "stroke": BLUE, "stroke_width": "1.8"},
    "dashed": {
        "fill": "none",
        "stroke": BLUE,
        "stroke_width": "1.3",
        "stroke_dasharray": "4 2.5",
    },
    "alleged": {"fill": "none", "stroke": BLUE, "stroke_width": "1.4"},
    "perhaps": {
        "fill": "none",
        "stroke": BLUE,
        "stroke_width": "1.2",
        "stroke_dasharray": "4 2.5",
    },
    "hatch": {"fill": "none", "stroke": BLUE, "stroke_width": "1.2"},
    "struck": {"stroke": INK, "stroke_width": "2"},
    "sign": {"fill": "none", "stroke": BLUE, "stroke_width": "2"},
    "full": {"fill": BLUE},
}
"""The look of each kind of shape outside a host page, as attributes only.

Few programs other than browsers support style sheets, and even fewer variables in them.
"""
FINE_DASHES = {"stroke_dasharray": "3 1.5"}
"""The dashes of small shapes that are not boxes."""


def standalone(drawn: Markup) -> Markup:
    """Return a standalone drawing, in colours that every program supports."""
    text: str = drawn
    for kind, looks in ALONE.items():
        hosted = _attributes(class_=kind, **PLAIN.get(kind, {}))
        if "stroke_dasharray" in looks:
            fine = _attributes(**{**looks, **FINE_DASHES})
            text = text.replace(f"<path{hosted}", f"<path{fine}")
        text = text.replace(hosted, _attributes(**looks))
    return Markup(text.replace('fill="currentColor"', f'fill="{INK}"'))


def _attributes(**attributes: str) -> str:
    """Return attributes as text for an element."""
    return tag("x", **attributes)[len("<x") : -len("></x>")]


def shape(name: str, kind: str, **attributes: str | float) -> Markup:
    """Return a shape in the style of its kind."""
    return tag(name, class_=kind, **PLAIN.get(kind, {}), **attributes)


def text_line(
    text: str, x: float, y: float, size: float, **attributes: str | float
) -> Markup:
    """Return a line of text that starts at a place, unless an anchor is given.

    SVG does not have `bdi`. If characters run from right to left, Unicode characters
    isolate the line, which takes its direction from its own first letter.
    """
    if any(bidirectional(sign) in RIGHT_TO_LEFT for sign in text):
        text = f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    attributes |= {"x": x, "y": y, "font_size": size, "fill": "currentColor"}
    return tag("text", text, **attributes)
