"""Bars over the days of a period, whose form shows which days are certain.

Bars of what was said or has occurred are filled. Bars of what is not known to have
occurred are outlines, even if their days are certain. Bars of allegations are hatched.
"""

from collections.abc import Iterator
from typing import NamedTuple

from diplomacy_events.markup import Markup
from diplomacy_events.model.period import Period
from diplomacy_events.views.axis import Axis
from diplomacy_events.views.shapes import shape

__all__ = [
    "ALLEGED",
    "AWAITED",
    "HAPPENED",
    "MEANINGS",
    "Form",
    "Mark",
    "bar",
    "sample",
    "strike",
]

BAR_HEIGHT = 12.0
NARROWEST_BAR = 3.0
ARROW_LENGTH = 8.0
SAMPLE_WIDTH = 28.0
"""The width of a mark in the legend."""
HATCH_DISTANCE = 5.0
"""The distance between the lines of a hatch, from left to right."""
STRIKE_OVERHANG = 4.0
"""How far a strike extends beyond its bar."""


class Form(NamedTuple):
    """The shapes for the days of a period.

    Attributes:
        certain: how those look that are certainly part of it.
        possible: how those look that may be.
    """

    certain: str
    possible: str


HAPPENED = Form("certain", "possible")
"""The form of a bar for something that was said or has occurred."""
AWAITED = Form("outlined", "dashed")
"""The form of a bar for something that is not known to have occurred."""
ALLEGED = Form("alleged", "perhaps")
"""The form of a bar for an accusation, which is never a fact."""

GO_ON = "days continue beyond the picture"
MAY_GO_ON = "days may continue beyond the picture"
LIE_BEYOND = "all days lie beyond the picture"
MEANINGS = {
    ("days", "certain"): "certain days",
    ("days", "possible"): "possible days",
    ("days", "outlined"): "certain days, not known to have occurred",
    ("days", "dashed"): "possible days, not known to have occurred",
    ("days", "alleged"): "certain days of an allegation, which is not a fact",
    ("days", "perhaps"): "possible days of an allegation, which is not a fact",
    ("on", "certain"): GO_ON,
    ("on", "outlined"): GO_ON,
    ("on", "alleged"): GO_ON,
    ("on", "possible"): MAY_GO_ON,
    ("on", "dashed"): MAY_GO_ON,
    ("on", "perhaps"): MAY_GO_ON,
    ("beyond", "certain"): LIE_BEYOND,
    ("beyond", "outlined"): LIE_BEYOND,
    ("beyond", "alleged"): LIE_BEYOND,
    ("strike", "struck"): "cancelled or declined",
}
"""The meanings of marks, in the order of the legend."""


class Mark(NamedTuple):
    """A shape with a meaning.

    Attributes:
        mark: its meaning: days, that they go on, that they lie beyond the picture, or
            that the event will not take place.
        kind: its look.
        left: its left end, in pixels.
        right: its right end.
        shape: the drawing.
    """

    mark: str
    kind: str
    left: float
    right: float
    shape: Markup


def bar(period: Period, axis: Axis, middle: float, form: Form) -> Iterator[Mark]:
    """Yield the marks of a period.

    Args:
        period: the period. Qualifiers do not widen its bounds, but a qualified edge is
            never certain.
        axis: the days shown; an arrow marks days beyond them.
        middle: the ordinate of the bar, in pixels.
        form: the form of its days.
    """
    first, last_begin, first_end, last = period.bounds
    hedged = period.begin.qualifier or period.end.qualifier
    sure = last_begin <= first_end and not hedged
    whole = sure and (last_begin, first_end) == (first, last)
    visible = _is_on_axis(first, last, axis)
    if not whole and visible:
        yield _over(form.possible, first, last, axis, middle)
    if sure and _is_on_axis(last_begin, first_end, axis):
        yield _over(form.certain, last_begin, first_end, axis, middle)
    for cut, surely, x, length in (
        (first < axis.first, last_begin < axis.first, axis.left - 2, -ARROW_LENGTH),
        (last > axis.last, first_end > axis.last, axis.right + 2, ARROW_LENGTH),
    ):
        if cut:
            # If all days lie beyond the picture, that much is certain.
            certain = not visible or (sure and surely)
            kind = form.certain if certain else form.possible
            yield _arrow("on" if visible else "beyond", kind, x, length, middle)


def strike(left: float, right: float, middle: float) -> Mark:
    """Return a line through marks, for events that will not take place."""
    left, right = left - STRIKE_OVERHANG, right + STRIKE_OVERHANG
    line = shape("line", "struck", x1=left, x2=right, y1=middle, y2=middle)
    return Mark("strike", "struck", left, right, line)


def sample(mark: str, kind: str, x: float, middle: float) -> Markup:
    """Return a mark of a kind, for the legend."""
    if mark == "days":
        return _box(kind, x, x + SAMPLE_WIDTH, middle).shape
    if mark == "strike":
        return strike(
            x + STRIKE_OVERHANG, x + SAMPLE_WIDTH - STRIKE_OVERHANG, middle
        ).shape
    return _arrow(
        mark, kind, x + (SAMPLE_WIDTH - ARROW_LENGTH) / 2, ARROW_LENGTH, middle
    ).shape


def _is_on_axis(first: int, last: int, axis: Axis) -> bool:
    return first <= axis.last and last >= axis.first


def _over(kind: str, first: int, last: int, axis: Axis, middle: float) -> Mark:
    """Return a box over days, wide enough to be visible, within the picture."""
    begin, end = axis.place(first), axis.place(last + 1)
    begin = min(begin, axis.right - NARROWEST_BAR)
    return _box(kind, begin, max(end, begin + NARROWEST_BAR), middle)


def _box(kind: str, begin: float, end: float, middle: float) -> Mark:
    y = middle - BAR_HEIGHT / 2
    box = shape(
        "rect", kind, x=begin, y=y, width=end - begin, height=BAR_HEIGHT, rx=1.5
    )
    if kind in ALLEGED:
        box = Markup(f"{box}{_hatch(begin, end, middle)}")
    return Mark("days", kind, begin, end, box)


def _hatch(begin: float, end: float, middle: float) -> Markup:
    """Return slanted lines within a box.

    They are drawn one by one, because few programs other than browsers can draw an SVG
    pattern.
    """
    bottom = middle + BAR_HEIGHT / 2
    lines: list[str] = []
    foot = begin - BAR_HEIGHT + HATCH_DISTANCE
    while foot < end:
        low, high = max(0.0, begin - foot), min(BAR_HEIGHT, end - foot)
        lines.append(
            f"M{foot + low:.2f} {bottom - low:.2f}L{foot + high:.2f} "
            f"{bottom - high:.2f}"
        )
        foot += HATCH_DISTANCE
    return shape("path", "hatch", d="".join(lines))


def _arrow(mark: str, kind: str, x: float, length: float, middle: float) -> Mark:
    """Return an arrow to the right, or to the left if the direction is negative.

    If all days lie beyond the picture, the arrow has two heads.
    """
    heads = [(x, length)]
    if mark == "beyond":
        heads = [(x, length * 0.6), (x + length * 0.75, length * 0.6)]
    top, bottom = middle - BAR_HEIGHT / 2, middle + BAR_HEIGHT / 2
    drawn = "".join(
        f"M{base:.2f} {top:.2f}L{base + high:.2f} {middle:.2f}L{base:.2f} {bottom:.2f}Z"
        for base, high in heads
    )
    left, right = sorted((x, sum(heads[-1])))
    return Mark(mark, kind, left, right, shape("path", kind, d=drawn))
