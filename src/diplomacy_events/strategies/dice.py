"""Many choices from few draws.

Draws of Hypothesis cost more than what is made from them, and a dataset needs hundreds
of choices. Several choices are therefore read from one number, and only a handful of
texts, days and the like are drawn, which the parts of a dataset share. Rare cases
become common: two visits on one day, two equal names. Smaller numbers are simpler
choices, so failing examples still shrink.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from diplomacy_events.strategies.words import Draw

__all__ = ["Dice", "rolled"]

T = TypeVar("T")
# The largest range in which Hypothesis draws all numbers equally often.
NUMBERS = 2**24
NUMBER = st.integers(0, NUMBERS - 1)
# The most different values of a strategy.
HANDFUL = 6


class Dice:
    """Makes choices, for one object or for several that belong together."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        # What is left of the last number, and of the range that it was drawn from.
        self._number, self._numbers = 0, 1
        self._hands: dict[st.SearchStrategy[object], list[Any]] = {}

    def below(self, size: int) -> int:
        """Return a number that is at least 0 and less than another."""
        if size < 2:
            return 0
        # With three spare bits, no number is much likelier than another.
        if self._numbers < 8 * size:
            self._number, self._numbers = self._draw(NUMBER), NUMBERS
        self._number, chosen = divmod(self._number, size)
        self._numbers //= size
        return chosen

    def yes(self) -> bool:
        """Return true or false."""
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
        """Return different values of a strategy: as many as chosen, or fewer."""
        count = least + self.below(most - least + 1)
        return tuple(dict.fromkeys([self.value(of) for _ in range(count)]))


@st.composite
def rolled(draw: Draw, way: Callable[[Dice], object]) -> Any:
    """Values that a function makes with dice."""
    return way(Dice(draw))
