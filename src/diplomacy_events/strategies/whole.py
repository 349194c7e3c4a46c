"""Whole valid datasets."""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.strategies.actors import groups, organizations, persons, states
from diplomacy_events.strategies.records import (
    allegations,
    joint_declarations,
    state_visits,
    statements,
)
from diplomacy_events.strategies.sources import sources
from diplomacy_events.strategies.words import (
    SLUGS,
    Draw,
    Ids,
    lines,
    maybe,
    several,
    slugs,
    spoken_texts,
)

__all__ = ["datasets"]

T = TypeVar("T")


@st.composite
def datasets(draw: Draw) -> Dataset:
    """Whole valid datasets, from the empty one to some twenty objects."""
    counts = draw(st.tuples(*[st.integers(0, 2)] * 9))
    names = iter(draw(several(slugs(), sum(counts) + 4, sum(counts) + 4)))

    def made(count: int, kind: Callable[[Ids], st.SearchStrategy[T]]) -> list[T]:
        return [draw(kind(st.just(next(names)))) for _ in range(count)]

    def any_of(*collections: list[Any]) -> Ids:
        return st.sampled_from([item.id for items in collections for item in items])

    texts = made(counts[0] + 1, sources)
    countries = made(counts[1] + 2, states)
    bodies = made(counts[2], lambda ids: organizations(ids, any_of(countries)))
    people = made(counts[3], lambda ids: persons(ids, any_of(countries, bodies)))
    parties = made(counts[4], lambda ids: groups(ids, any_of(people, countries)))
    who = any_of(countries, bodies, people, parties)
    said = made(counts[5] + 1, lambda ids: statements(ids, who, texts))
    basis = any_of(said)
    met = made(counts[6], lambda ids: state_visits(ids, who, texts, basis))
    visits = any_of(met) if met else SLUGS
    signed = made(
        counts[7] if met else 0,
        lambda ids: joint_declarations(ids, who, texts, basis, visits),
    )
    accused = made(counts[8], lambda ids: allegations(ids, who, texts, basis))
    return Dataset(
        title=draw(maybe(lines())),
        description=draw(maybe(spoken_texts())),
        licence=draw(maybe(st.just("CC0-1.0"))),
        citation=draw(maybe(spoken_texts())),
        version=draw(maybe(lines())),
        sources=texts,
        actors=[*countries, *bodies, *people, *parties],
        records=draw(st.permutations([*said, *met, *signed, *accused])),
    )
