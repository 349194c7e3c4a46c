"""The point of view and the direction of words, which a reading depends on."""

from datetime import date
from enum import Enum
from typing import Literal, NamedTuple

from diplomacy_events.phrases.spans import Span

__all__ = ["ORDERS", "Now", "Order", "Toward", "UnreadError"]

Order = Literal["day first", "month first"]
ORDERS: tuple[Order, ...] = ("day first", "month first")


class UnreadError(ValueError):
    """The words are a phrase of time as a whole, but cannot be read.

    After another error, a shorter phrase in the words may be readable.
    """


class Toward(Enum):
    """The direction of words that do not show which day, month or year they mean."""

    NEWS = "as news does by default"
    BACK = "to the present or the past"
    FORTH = "to the present or the future"
    DUE = "as a deadline does"


class Now(NamedTuple):
    """The day that words are relative to, and the effects of the words around them.

    Attributes:
        day: the day of publication.
        toward: the direction in which the words look from there.
        order: whether the day or the month comes first in figures such as 10/04/2023;
            `None` if unknown.
        base: the last date before the words in the text, if any.
        will: whether a verb of the future governs the words.
        undone: whether the sentence says that the plan has changed, so that the verb
            does not show whether its day is past or ahead.
        event: whether a date names an event of that day, as in "after Friday's vote".
        record: whether a length looks back, as in "the first visit in five years".
    """

    day: date
    toward: Toward = Toward.NEWS
    order: Order | None = None
    base: Span | None = None
    will: bool = False
    undone: bool = False
    event: bool = False
    record: bool = False

    def looking(self, toward: Toward, from_day: date | None = None) -> "Now":
        """Return the same in another direction, or from another day."""
        day = self.day if from_day is None else from_day
        return self._replace(day=day, toward=toward)
