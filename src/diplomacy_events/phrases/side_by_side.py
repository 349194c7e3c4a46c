"""The meanings of dates given side by side: choices and lists."""

from datetime import timedelta
from itertools import pairwise

from diplomacy_events.phrases.meanings import Edges, Meaning, some_time
from diplomacy_events.phrases.now import Now, Toward, UnreadError
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.spans import DAY, Span, Unit

__all__ = ["among", "beside", "between"]


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
    if not high.floating:
        return False
    if low.weekday is not high.weekday:
        return high.weekday and _is_led_by_date(low, high, now)
    if low.floating is not high.floating:
        return True
    # The first is ahead, and the second would be left behind.
    return low.first > now.day >= high.first


def _is_led_by_date(low: Span, high: Span, now: Now) -> bool:
    """Return whether a weekday follows the date before it: "Nov. 18 and Tuesday".

    Raises:
        UnreadError: if it may equally be the one near publication.
    """
    if low.first <= now.day or high.first > low.first:
        return False
    if low.floating and low.first - now.day > 7 * DAY:
        raise UnreadError("the weekday may be near publication, or after the date")
    return True


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
    return some_time(
        min(span.first for span in spans), max(span.last for span in spans)
    )
