"""What whole phrases mean: the two edges of a period.

A `Meaning` is a function from `Now` to the edges. Where EDTF has no text for an
interval between two spans, such as two weeks, the meaning is "some time within", which
says less and is never wrong.
"""

from collections.abc import Callable
from datetime import date

from diplomacy_events.model.edtf import Edge, unit_months
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.recurring import Now, Toward
from diplomacy_events.phrases.spans import DAY, Length, Span, step
from diplomacy_events.vocabulary import Qualifier

__all__ = [
    "Edges",
    "Meaning",
    "after",
    "before",
    "between",
    "by",
    "longer_ago",
    "onward",
    "since",
    "soonest",
    "starting",
    "through",
    "until",
    "up_to",
    "vague",
    "within",
]

Edges = tuple[Edge, Edge]
Meaning = Callable[[Now], Edges]


def _some_time(first: date | None, last: date | None, *, about: bool = False) -> Edges:
    """Return the edges of what is some time from the first to the last day."""
    hedged = about and first and last and unit_months(first, last) is not None
    edge = Edge(
        earliest=first,
        latest=last,
        qualifier=Qualifier.APPROXIMATE if hedged else Qualifier.NONE,
    )
    return edge, edge


def _writable(span: Span) -> bool:
    return unit_months(span.first, span.last) is not None


def _edge(span: Span) -> Edge:
    return _some_time(span.first, span.last, about=span.about)[0]


def vague() -> Meaning:
    """Return what has no bounds."""
    return lambda _: (Edge(), Edge())


def within(named: Reading) -> Meaning:
    """Return some time within a span."""

    def mean(now: Now) -> Edges:
        span = named(now)
        return _some_time(span.first, span.last, about=span.about)

    return mean


def _both(first: Reading, last: Reading, now: Now) -> tuple[Span, Span]:
    """Read two spans so that the second follows the first.

    The one that its words leave open is read relative to the other: "November to
    March", "Monday to Wednesday of last week".

    Raises:
        ValueError: if the second ends before the first begins.
    """
    low, high = first(now), last(now)
    if high.floating:
        high = last(Now(low.first, Toward.FORTH))
    elif low.floating:
        low = first(Now(high.last, Toward.BACK))
    if high.last < low.first:
        raise ValueError(f"it ends on {high.last}, before it begins on {low.first}")
    return low, high


def through(first: Reading, last: Reading) -> Meaning:
    """Return what lasts from the first span to the last."""

    def mean(now: Now) -> Edges:
        low, high = _both(first, last, now)
        if _writable(low) and _writable(high):
            return _edge(low), _edge(high)
        return _some_time(low.first, high.last)

    return mean


def between(first: Reading, last: Reading) -> Meaning:
    """Return some time from the begin of the first span to the end of the last."""

    def mean(now: Now) -> Edges:
        low, high = _both(first, last, now)
        return _some_time(low.first, max(low.last, high.last))

    return mean


def starting(named: Reading) -> Meaning:
    """Return what begins in a span and goes on."""

    def mean(now: Now) -> Edges:
        span = named(now)
        if _writable(span):
            return _edge(span), Edge(open=True)
        return _some_time(span.first, None)

    return mean


def since(named: Reading) -> Meaning:
    """Return what began in a span, which is past, and goes on."""
    mean = starting(named)
    return lambda now: mean(Now(now.day, Toward.BACK))


def until(named: Reading) -> Meaning:
    """Return what ends in a span and began no one says when."""

    def mean(now: Now) -> Edges:
        span = named(Now(now.day, Toward.FORTH))
        if _writable(span):
            return Edge(), _edge(span)
        return _some_time(None, span.last)

    return mean


def up_to(named: Reading) -> Meaning:
    """Return some time up to the end of a span."""
    return lambda now: _some_time(None, named(now).last)


def by(named: Reading) -> Meaning:
    """Return some time up to the end of a span that is not yet over."""
    mean = up_to(named)
    return lambda now: mean(Now(now.day, Toward.FORTH))


def soonest(named: Reading) -> Meaning:
    """Return some time within a span that is not yet over: "as soon as Monday"."""
    mean = within(named)
    return lambda now: mean(Now(now.day, Toward.FORTH))


def before(named: Reading) -> Meaning:
    """Return some time before a span."""
    return lambda now: _some_time(None, named(now).first - DAY)


def after(named: Reading) -> Meaning:
    """Return some time after a span."""
    return lambda now: _some_time(named(now).last + DAY, None)


def onward(named: Reading) -> Meaning:
    """Return some time from the begin of a span on."""
    return lambda now: _some_time(named(now).first, None)


def longer_ago(length: Length) -> Meaning:
    """Return some time more than a length ago."""
    count, unit = length
    return lambda now: _some_time(None, now.day + step(unit, -count) - DAY)
