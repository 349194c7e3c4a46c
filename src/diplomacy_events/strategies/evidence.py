"""Anchors in sources."""

from collections.abc import Sequence

from hypothesis import strategies as st

from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.strategies.words import DIGESTS, SLUGS, Draw, choose, maybe

__all__ = ["evidence"]

MOST_CHARACTERS = 10_000
CONTEXTS = maybe(DIGESTS)


@st.composite
def evidence(draw: Draw, of: Sequence[Source] | None = None) -> Evidence:
    """Anchors within the given sources. Their digests are those of no known words."""
    source, length = draw(SLUGS), MOST_CHARACTERS
    if of:
        chosen = choose(draw, of)
        source, length = chosen.id, chosen.length or MOST_CHARACTERS
    if draw(st.booleans()):
        return Evidence(source=source)
    end = draw(st.integers(1, length))
    start = draw(st.integers(0, end - 1))
    return Evidence(
        source=source,
        start=start,
        end=end,
        sha256=draw(DIGESTS),
        context=draw(CONTEXTS),
    )
