"""The meanings of whole phrases: the two edges of a period.

A `Meaning` is a function from `Now` to the edges. If EDTF cannot write an interval
between two spans, such as two weeks, the meaning is "some time within", which says less
and is never wrong.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from diplomacy_events.model.edtf import Edge, unit_months
from diplomacy_events.phrases.now import Now, Toward, UnreadError
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.spans import DAY, Length, Span, Unit, step
from diplomacy_events.vocabulary import Qualifier

__all__ = [
    "Edges",
    "Meaning",
    "after",
    "amid",
    "among",
    "before",
    "beside",
    "between",
    "by",
    "lasting",
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
    return _some_time(span.first, span.last, about=span.about)[0]


def vague(way: int = 0) -> Meaning:
    """Return a time up to now (-1), from now on (1), or without bounds (0)."""

    def mean(now: Now) -> Edges:
        return _some_time(now.day if way > 0 else None, now.day if way < 0 else None)

    return mean


def within(named: Reading) -> Meaning:
    """Return some time within a span."""

    def mean(now: Now) -> Edges:
        span = named(now)
        return _some_time(span.first, span.last, about=span.about)

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


def _either(first: Reading, last: Reading, now: Now) -> tuple[Span, Span]:
    """Read two dates given side by side: "Tuesday and Monday".

    Each is read separately, unless only one leaves open which is meant, or the first is
    ahead and the second would not be.
    """
    low, high = first(now), last(now)
    if low.floating and not high.floating:
        low = first(now.looking(Toward.BACK, high.last))
    elif _is_led(low, high, now):
        high = last(now.looking(Toward.FORTH, low.first))
    return low, high


def _is_led(low: Span, high: Span, now: Now) -> bool:
    """Return whether the first of two spans decides which one the second means."""
    if not high.floating or low.weekday < high.weekday:
        return False
    if low.floating is not high.floating:
        return True
    # The first is ahead, and the second would be left behind.
    return low.first > now.day >= high.first


def through(first: Reading, last: Reading) -> Meaning:
    """Return a period that lasts from the first span to the last."""

    def mean(now: Now) -> Edges:
        low, high = _ends(first, last, now)
        if _writable(low) and _writable(high):
            return _edge(low), _edge(high)
        return _some_time(low.first, high.last)

    return mean


def lasting(first: Reading, last: Reading) -> Reading:
    """Return the days from the first span to the last as one span."""

    def read(now: Now) -> Span:
        low, high = _ends(first, last, now)
        return Span(low.first, high.last)

    return read


def beside(place: int, first: Reading, last: Reading) -> Reading:
    """Return one of two dates given side by side, by its place."""
    return lambda now: _either(first, last, now)[place]


def between(first: Reading, last: Reading) -> Meaning:
    """Return some time within two spans given side by side.

    The days between them count too, since a period has no gaps.
    """

    def mean(now: Now) -> Edges:
        return _hull(_together((first, last), [*_either(first, last, now)], now))

    return mean


def among(listed: tuple[Reading, ...]) -> Meaning:
    """Return some time within the dates of a list, each read separately.

    If the first is ahead of now, later ambiguous ones are ahead too. If the last names
    its year or week, the others are of the same, or of the one before.
    """

    def mean(now: Now) -> Edges:
        first, *others = listed
        if not listed[-1](now).floating:
            return _hull(_back_from_last(listed, now))
        pairs = [_either(first, other, now) for other in others]
        spans = [first(now), *[high for _, high in pairs]]
        return _hull(_together(listed, spans, now))

    return mean


def _together(listed: tuple[Reading, ...], spans: list[Span], now: Now) -> list[Span]:
    """Return dates of the year that follow each other as written, if that is shorter.

    In June 2024, "in May, July and September" does not mean three different years.
    """
    yearly = all(span.floating is Unit.YEAR for span in spans)
    if not yearly or all(low.first <= high.first for low, high in pairwise(spans)):
        return spans
    return min(spans, _back_from_last(listed, now), key=_width)


def _back_from_last(listed: tuple[Reading, ...], now: Now) -> list[Span]:
    """Read the last date of a list, and each other one back from the next."""
    spans = [listed[-1](now)]
    for named in reversed(listed[:-1]):
        spans.insert(0, named(now.looking(Toward.BACK, spans[0].last)))
    return spans


def _width(spans: list[Span]) -> timedelta:
    return max(span.last for span in spans) - min(span.first for span in spans)


def _hull(spans: list[Span]) -> Edges:
    """Return some time from the first day of several spans to the last."""
    return _some_time(
        min(span.first for span in spans), max(span.last for span in spans)
    )


def amid(first: Reading, last: Reading) -> Meaning:
    """Return some time from the beginning of the first span to the end of the last."""

    def mean(now: Now) -> Edges:
        low, high = _ends(first, last, now)
        return _some_time(low.first, high.last)

    return mean


def starting(named: Reading) -> Meaning:
    """Return a period that begins in a span and goes on."""

    def mean(now: Now) -> Edges:
        span = named(now)
        if _writable(span):
            return _edge(span), Edge(open=True)
        return _some_time(span.first, None)

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
        return _some_time(None, span.last)

    return mean


def up_to(named: Reading) -> Meaning:
    """Return some time up to the end of a span."""
    return lambda now: _some_time(None, named(now).last)


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
        return _some_time(None, span.last if now.event else span.first - DAY)

    return mean


def after(named: Reading) -> Meaning:
    """Return some time after a span, or after an event within it."""

    def mean(now: Now) -> Edges:
        span = named(now)
        return _some_time(span.first if now.event else span.last + DAY, None)

    return mean


def onward(named: Reading) -> Meaning:
    """Return some time from the beginning of a span on."""
    return lambda now: _some_time(named(now).first, None)


def longer_ago(length: Length) -> Meaning:
    """Return some time more than a length ago."""
    count, unit = length
    return lambda now: _some_time(None, now.day + step(unit, -count) - DAY)
