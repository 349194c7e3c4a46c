"""Many choices out of few draws.

What Hypothesis draws costs more than what is made of it, and a dataset is made of
hundreds of choices. So several choices are read from one number, and of texts, days and
the like a handful is drawn, which the parts of a dataset share. What is rare otherwise
becomes common: two visits on one day, two names that are the same. Smaller numbers are
simpler choices, so that what fails still shrinks.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from diplomacy_events.strategies.words import Draw

__all__ = ["Dice", "rolled"]

T = TypeVar("T")
# The most of which Hypothesis draws each number as often as any other.
NUMBERS = 2**24
NUMBER = st.integers(0, NUMBERS - 1)
# How many different values of a strategy there are at most.
HANDFUL = 6


class Dice:
    """Makes choices, for one object or for all that belong together."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        # What is left of the last number, and how many such there might have been.
        self._number, self._numbers = 0, 1
        self._hands: dict[st.SearchStrategy[Any], list[Any]] = {}

    def below(self, size: int) -> int:
        """Return a number from 0 on that is less than another."""
        if size < 2:
            return 0
        # With three bits to spare, no number is much likelier than another.
        if self._numbers < 8 * size:
            self._number, self._numbers = self._draw(NUMBER), NUMBERS
        self._number, chosen = divmod(self._number, size)
        self._numbers //= size
        return chosen

    def yes(self) -> bool:
        """Return whether."""
        return self.below(2) == 1

    def choose(self, pool: Sequence[T]) -> T:
        """Return one of a pool."""
        return pool[self.below(len(pool))]

    def choose_some(
        self, pool: Sequence[T], least: int = 0, most: int = 3
    ) -> tuple[T, ...]:
        """Return different members of a pool."""
        left = list(pool)
        count = least + self.below(min(most, len(left)) - least + 1)
        return tuple([left.pop(self.below(len(left))) for _ in range(count)])

    def value(self, of: st.SearchStrategy[T]) -> T:
        """Return a value of a strategy, perhaps one that was returned before."""
        hand = self._hands.setdefault(of, [])
        place = self.below(HANDFUL)
        if place >= len(hand):
            hand.append(self._draw(of))
        value: T = hand[min(place, len(hand) - 1)]
        return value

    def maybe(self, of: st.SearchStrategy[T]) -> T | None:
        """Return a value of a strategy, or none."""
        return self.value(of) if self.yes() else None

    def several(
        self, of: st.SearchStrategy[T], least: int = 0, most: int = 3
    ) -> tuple[T, ...]:
        """Return different values of a strategy: as many as were to be, or fewer."""
        count = least + self.below(most - least + 1)
        return tuple(dict.fromkeys([self.value(of) for _ in range(count)]))


@st.composite
def rolled(draw: Draw, way: Callable[[Dice], Any]) -> Any:
    """What is made by dice."""
    return way(Dice(draw))
