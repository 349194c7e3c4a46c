"""The meanings of phrases with an edge at publication, or at a distance from it."""

from diplomacy_events.model.edtf import Edge
from diplomacy_events.phrases.meanings import Edges, Meaning, through, within
from diplomacy_events.phrases.now import Now, Toward, UnreadError
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.spans import DAY, Length, Span, day, step

__all__ = ["between_now_and", "from_now_to", "longer_than", "to_date"]


def longer_than(length: Length, sign: int, base: Reading | None = None) -> Meaning:
    """Return some time more than a length before (-1) or after (1) now, or a base."""
    count, unit = length
    delta = step(unit, sign * count)

    def mean(now: Now) -> Edges:
        start = day(now.day) if base is None else base(now)
        if sign > 0:
            edge = Edge(earliest=start.first + delta + DAY)
        else:
            edge = Edge(latest=start.last + delta - DAY)
        return edge, edge

    return mean


def _today(now: Now) -> Span:
    return day(now.day)


def to_date(named: Reading) -> Meaning:
    """Return a period that lasts from a span to now; all of a span that is not over.

    Raises:
        UnreadError: if the span is ahead.
    """
    whole, period = within(named), through(named, _today)

    def mean(now: Now) -> Edges:
        here = now.looking(Toward.BACK)
        span = named(here)
        if span.first > now.day:
            raise UnreadError(f"it begins on {span.first}, after publication")
        return whole(here) if span.last >= now.day else period(here)

    return mean


def between_now_and(named: Reading) -> Meaning:
    """Return some time from now to the end of a span."""

    def mean(now: Now) -> Edges:
        last = _ahead(named, now).last
        edge = Edge(earliest=now.day, latest=last)
        return edge, edge

    return mean


def from_now_to(named: Reading) -> Meaning:
    """Return a period that lasts from now to a span."""
    return through(_today, lambda now: _ahead(named, now))


def _ahead(named: Reading, now: Now) -> Span:
    """Return a span that is not over.

    Raises:
        UnreadError: if it is.
    """
    span = named(now.looking(Toward.FORTH))
    if span.last < now.day:
        raise UnreadError(f"it ended on {span.last}, before publication")
    return span
