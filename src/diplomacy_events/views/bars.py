"""Bars over the days of a period: solid where these are certain, else dashed."""

from collections.abc import Iterator

from diplomacy_events.markup import Markup
from diplomacy_events.model.period import Period
from diplomacy_events.views.axis import Axis
from diplomacy_events.views.shapes import shape

__all__ = ["BAR_KINDS", "bar", "sample"]

HEIGHT = 12.0
NARROWEST = 3.0
ARROW = 8.0
BAR_KINDS = {
    "sure": "certainly then",
    "possible": "possibly then",
    "beyond": "goes on beyond",
    "perhaps": "may go on beyond",
}
"""The kinds of shapes, and what each means."""


def bar(period: Period, axis: Axis, middle: float) -> Iterator[Markup]:
    """Yield the shapes of a period.

    Args:
        period: the period. Qualifiers widen no bounds, but nothing hedged is certain.
        axis: the days shown; an arrow stands for those beyond.
        middle: the ordinate of the bar, in pixels.
    """
    first, last_begin, first_end, last = period.bounds
    hedged = period.begin.qualifier or period.end.qualifier
    sure = last_begin <= first_end and not hedged
    whole = sure and (last_begin, first_end) == (first, last)
    if not whole and _shown(first, last, axis):
        yield _over("possible", first, last, axis, middle)
    if sure and _shown(last_begin, first_end, axis):
        yield _over("sure", last_begin, first_end, axis, middle)
    if first < axis.first:
        kind = "beyond" if sure and last_begin < axis.first else "perhaps"
        yield _arrow(kind, axis.left - 2, -ARROW, middle)
    if last > axis.last:
        kind = "beyond" if sure and first_end > axis.last else "perhaps"
        yield _arrow(kind, axis.right + 2, ARROW, middle)


def sample(kind: str, x: float, middle: float) -> Markup:
    """Return a shape of a kind, 28 pixels wide, to say what it means."""
    if kind in ("sure", "possible"):
        return _box(kind, x, x + 28, middle)
    return _arrow(kind, x + 20, ARROW, middle)


def _shown(first: int, last: int, axis: Axis) -> bool:
    return first <= axis.last and last >= axis.first


def _over(kind: str, first: int, last: int, axis: Axis, middle: float) -> Markup:
    """Return a box over days, wide enough to be seen, within the picture."""
    begin, end = axis.place(first), axis.place(last + 1)
    begin = min(begin, axis.right - NARROWEST)
    return _box(kind, begin, max(end, begin + NARROWEST), middle)


def _box(kind: str, begin: float, end: float, middle: float) -> Markup:
    y = middle - HEIGHT / 2
    return shape("rect", kind, x=begin, y=y, width=end - begin, height=HEIGHT, rx=1.5)


def _arrow(kind: str, x: float, length: float, middle: float) -> Markup:
    """Return an arrow that points to the right, or to the left if that is negative."""
    top, bottom = middle - HEIGHT / 2, middle + HEIGHT / 2
    points = f"{x:.2f},{top:.2f} {x + length:.2f},{middle:.2f} {x:.2f},{bottom:.2f}"
    return shape("polygon", kind, points=points)
