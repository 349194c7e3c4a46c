"""The meanings of whole phrases: the two edges of a period.

A `Meaning` is a function from `Now` to the edges. If EDTF cannot write an interval
between two spans, such as two weeks, the meaning is "some time within", which says less
and is never wrong.
"""

from collections.abc import Callable
from datetime import date

from diplomacy_events.model.edtf import Edge, unit_months
from diplomacy_events.phrases.now import Now, Toward, UnreadError
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.spans import DAY, Span, Unit, around
from diplomacy_events.vocabulary import Qualifier

__all__ = [
    "Edges",
    "Meaning",
    "after",
    "amid",
    "before",
    "by",
    "days_within",
    "lasting",
    "onward",
    "since",
    "some_time",
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


def some_time(first: date | None, last: date | None, *, about: bool = False) -> Edges:
    """Return the edges of some time between the first and the last day."""
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
    return some_time(span.first, span.last, about=span.about)[0]


def vague(way: int = 0) -> Meaning:
    """Return a time up to now (-1), from now on (1), or without bounds (0)."""

    def mean(now: Now) -> Edges:
        return some_time(now.day if way > 0 else None, now.day if way < 0 else None)

    return mean


def within(named: Reading) -> Meaning:
    """Return some time within a span."""

    def mean(now: Now) -> Edges:
        span = named(now)
        return some_time(span.first, span.last, about=span.about)

    return mean


def _ends(first: Reading, last: Reading, now: Now) -> tuple[Span, Span]:
    """Read the two ends of a span; the second must follow the first.

    If the words of one end are ambiguous, it is read relative to the other: "November
    to March", "Monday to Wednesday of last week". A weekday beside a date of another
    kind is near publication: "from May 3 to Friday".

    Raises:
        ValueError: if the second ends before the first begins.
    """
    low, high = first(now), last(now)
    if high.floating:
        if low.weekday or not high.weekday or high.last < low.first:
            high = last(now.looking(Toward.FORTH, low.first))
    elif low.floating:
        low = first(now.looking(Toward.BACK, high.last))
    if high.last < low.first:
        raise UnreadError(f"it ends on {high.last}, before it begins on {low.first}")
    return low, high


def through(first: Reading, last: Reading) -> Meaning:
    """Return a period that lasts from the first span to the last."""

    def mean(now: Now) -> Edges:
        low, high = _ends(first, last, now)
        if _writable(low) and _writable(high):
            return _edge(low), _edge(high)
        return some_time(low.first, high.last)

    return mean


def lasting(first: Reading, last: Reading) -> Reading:
    """Return the days from the first span to the last as one span."""

    def read(now: Now) -> Span:
        low, high = _ends(first, last, now)
        return Span(low.first, high.last)

    return read


def days_within(unit: Unit, first: Reading, last: Reading) -> Reading:
    """Return the days from the first span to the last, which one unit contains.

    Raises:
        UnreadError: if it does not: "the week of Nov. 4-20".
    """
    named = lasting(first, last)

    def read(now: Now) -> Span:
        span = named(now)
        whole = around(unit, span.first)
        if not whole.first <= span.first <= span.last <= whole.last:
            raise UnreadError(f"no {unit.value} has all days to {span.last}")
        return span

    return read


def amid(first: Reading, last: Reading) -> Meaning:
    """Return some time from the beginning of the first span to the end of the last."""

    def mean(now: Now) -> Edges:
        low, high = _ends(first, last, now)
        return some_time(low.first, high.last)

    return mean


def starting(named: Reading) -> Meaning:
    """Return a period that begins in a span and goes on."""

    def mean(now: Now) -> Edges:
        span = named(now)
        if _writable(span):
            return _edge(span), Edge(open=True)
        return some_time(span.first, None)

    return mean


def since(named: Reading) -> Meaning:
    """Return a period that began in a past span and goes on."""
    mean = starting(named)
    return lambda now: mean(now.looking(Toward.BACK))


def until(named: Reading) -> Meaning:
    """Return a period that ends in a span, with an unknown beginning."""

    def mean(now: Now) -> Edges:
        span = named(now.looking(Toward.DUE))
        if _writable(span):
            return Edge(), _edge(span)
        return some_time(None, span.last)

    return mean


def up_to(named: Reading) -> Meaning:
    """Return some time up to the end of a span."""
    return lambda now: some_time(None, named(now).last)


def by(named: Reading) -> Meaning:
    """Return some time up to the end of a span, which is a deadline."""
    mean = up_to(named)
    return lambda now: mean(now.looking(Toward.DUE))


def soonest(named: Reading) -> Meaning:
    """Return some time within a span that is not yet over: "as soon as Monday"."""
    mean = within(named)
    return lambda now: mean(now.looking(Toward.FORTH))


def before(named: Reading) -> Meaning:
    """Return some time before a span, or before an event within it."""

    def mean(now: Now) -> Edges:
        span = named(now)
        return some_time(None, span.last if now.event else span.first - DAY)

    return mean


def after(named: Reading) -> Meaning:
    """Return some time after a span, or after an event within it."""

    def mean(now: Now) -> Edges:
        span = named(now)
        return some_time(span.first if now.event else span.last + DAY, None)

    return mean


def onward(named: Reading) -> Meaning:
    """Return some time from the beginning of a span on."""
    return lambda now: some_time(named(now).first, None)
