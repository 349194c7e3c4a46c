"""From where words look, and which way: what a reading depends on besides its words."""

from datetime import date
from enum import Enum
from typing import Literal, NamedTuple

from diplomacy_events.phrases.spans import Span

__all__ = ["ORDERS", "Now", "Order", "Toward", "UnreadError"]

Order = Literal["day first", "month first"]
ORDERS: tuple[Order, ...] = ("day first", "month first")


class UnreadError(ValueError):
    """The words are a phrase of time as a whole, and yet have no reading.

    What has no reading for another reason may hold a shorter phrase that has one.
    """


class Toward(Enum):
    """Which way words look that leave open which day, month or year they mean."""

    NEWS = "as news does by default"
    BACK = "to the present or the past"
    FORTH = "to the present or the future"
    DUE = "as a deadline does"


class Now(NamedTuple):
    """The day that words are relative to, and what their surroundings say of them.

    Attributes:
        day: the day of publication.
        toward: which way the words look from there.
        order: whether figures such as 10/04/2023 name the day or the month first;
            `None` if nobody knows.
        base: the last date that stands before the words in the text, if one does.
        will: whether a verb of the future governs the words.
        event: whether a date names an event of that day, as in "after Friday's vote".
        record: whether a length looks back, as in "the first visit in five years".
    """

    day: date
    toward: Toward = Toward.NEWS
    order: Order | None = None
    base: Span | None = None
    will: bool = False
    event: bool = False
    record: bool = False

    def looking(self, toward: Toward, from_day: date | None = None) -> "Now":
        """Return the same, looking another way, or from another day."""
        day = self.day if from_day is None else from_day
        return self._replace(day=day, toward=toward)
