"""Sources, with and without their texts, and anchors."""

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.strategies.words import (
    DAYS,
    DIGESTS,
    LINES,
    SLUGS,
    Draw,
    Ids,
    choose,
    maybe,
)

__all__ = ["evidence", "source_texts", "sources"]

TITLES = maybe(LINES)
ADDRESSES = maybe(st.just("https://example.org/article?id=1"))
PUBLISHED = maybe(DAYS)
LANGUAGES = maybe(st.sampled_from(["en", "ru", "zh-Hant"]))
CONTEXTS = maybe(DIGESTS)
LENGTHS = maybe(st.integers(1, 10_000))


@st.composite
def sources(draw: Draw, ids: Ids = SLUGS) -> Source:
    """Sources, with and without the length and digest of their text."""
    length = draw(LENGTHS)
    return Source(
        id=draw(ids),
        publisher=draw(LINES),
        title=draw(TITLES),
        url=draw(ADDRESSES),
        published=draw(PUBLISHED),
        language=draw(LANGUAGES),
        author=draw(TITLES),
        accessed=draw(PUBLISHED),
        length=length,
        sha256=None if length is None else draw(DIGESTS),
    )


@cache
def source_texts() -> st.SearchStrategy[SourceText]:
    """Sources with their texts, which may hold any character."""
    text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    return st.builds(
        SourceText.of, text, id=SLUGS, publisher=LINES, published=PUBLISHED
    )


@st.composite
def evidence(draw: Draw, of: Sequence[Source] | None = None) -> Evidence:
    """Anchors within the given sources. Their digests are those of no known words."""
    source = choose(draw, of) if of else draw(SOURCES)
    if draw(st.booleans()):
        return Evidence(source=source.id)
    end = draw(st.integers(1, source.length or 10_000))
    start = draw(st.integers(0, end - 1))
    return Evidence(
        source=source.id,
        start=start,
        end=end,
        sha256=draw(DIGESTS),
        context=draw(CONTEXTS),
    )


SOURCES = sources()
