"""Anchors in sources."""

from collections.abc import Sequence

from hypothesis import strategies as st

from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.strategies.dice import Dice, rolled
from diplomacy_events.strategies.words import DIGESTS, SLUGS

__all__ = ["anchor", "evidence"]

MOST_CHARACTERS = 10_000


def evidence(of: Sequence[Source] | None = None) -> st.SearchStrategy[Evidence]:
    """Anchors within the given sources, with random digests."""
    return rolled(lambda dice: anchor(dice, of or ()))


def anchor(dice: Dice, of: Sequence[Source]) -> Evidence:
    """Return an anchor within one of some sources; in any source, if none is given."""
    chosen = dice.choose(of) if of else None
    source = dice.value(SLUGS) if chosen is None else chosen.id
    if dice.yes():
        return Evidence(source=source)
    length = (chosen and chosen.length) or MOST_CHARACTERS
    end = 1 + dice.below(length)
    return Evidence(
        source=source,
        start=dice.below(end),
        end=end,
        sha256=dice.value(DIGESTS),
        context=dice.maybe(DIGESTS),
    )
