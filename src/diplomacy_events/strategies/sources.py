"""Sources, with and without their texts."""

from functools import cache

from hypothesis import strategies as st

from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Source
from diplomacy_events.strategies.dice import Dice
from diplomacy_events.strategies.fields import Choices, Setting, draw_object
from diplomacy_events.strategies.words import (
    DAYS,
    DIGESTS,
    LINES,
    SLUGS,
    Draw,
    Ids,
    maybe,
)

__all__ = ["source", "source_texts", "sources"]

LENGTHS = st.integers(1, 10_000)
SETTING = Setting()


@st.composite
def sources(draw: Draw, ids: Ids = SLUGS) -> Source:
    """Sources, with and without the length and digest of their text."""
    return source(Dice(draw), draw(ids))


def source(dice: Dice, id: str) -> Source:
    """Return a source with an id."""
    length = dice.maybe(LENGTHS)
    return draw_object(
        Source,
        Choices(dice, SETTING),
        id=id,
        length=length,
        sha256=None if length is None else dice.value(DIGESTS),
    )


@cache
def source_texts() -> st.SearchStrategy[SourceText]:
    """Sources with their texts, which may contain any character."""
    text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    return st.builds(
        SourceText.of, text, id=SLUGS, publisher=LINES, published=maybe(DAYS)
    )
