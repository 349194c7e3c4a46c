"""Readings that refer to other parts of the text: an earlier date, or an event."""

from diplomacy_events.phrases.now import Now, UnreadError
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.recurring import Recurring
from diplomacy_events.phrases.spans import DAY, Span, Unit, around, step

__all__ = ["back_in_text", "from_event", "in_text", "last_in_text", "next_in_text"]


def back_in_text(*_: object) -> Reading:
    """Return a reading that refuses a phrase that refers to other parts of the text."""

    def read(_: Now) -> Span:
        raise UnreadError("it refers to something earlier in the text")

    return read


def from_event(*_: object) -> Reading:
    """Return a reading that refuses a length counted from an event."""

    def read(_: Now) -> Span:
        raise UnreadError("it counts from an event on an unknown day")

    return read


def in_text(unit: Unit, count: int = 0) -> Reading:
    """Return the unit that follows, by a count, the unit of the last date in the text.

    Raises:
        UnreadError: if there is no such date, or it is wider than the unit.
    """

    def read(now: Now) -> Span:
        if now.base is None:
            raise UnreadError("it refers to something earlier in the text")
        span = around(unit, now.base.first)
        if not span.first <= now.base.last <= span.last:
            raise UnreadError(f"the last date in the text is wider than a {unit.value}")
        return around(unit, span.first + step(unit, count))

    return read


def next_in_text(recurring: Recurring) -> Reading:
    """Return the first occurrence after the last date in the text, or after now.

    Raises:
        UnreadError: if that date is wider than a week.
    """

    def read(now: Now) -> Span:
        at = now.day if now.base is None else _narrow(now.base).last
        return recurring.following(now.looking(now.toward, at))

    return read


def last_in_text(recurring: Recurring) -> Reading:
    """Return the last occurrence before the last date in the text.

    Raises:
        UnreadError: if there is no such date, or it is wider than a week.
    """

    def read(now: Now) -> Span:
        if now.base is None:
            raise UnreadError("it refers to something earlier in the text")
        return recurring.previous(now.looking(now.toward, _narrow(now.base).first))

    return read


def _narrow(base: Span) -> Span:
    """Return the last date in the text, from which weekdays are counted.

    Raises:
        UnreadError: if it is wider than a week.
    """
    if base.last - base.first >= 7 * DAY:
        raise UnreadError("the last date in the text is wider than a week")
    return base
