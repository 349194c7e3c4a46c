"""Whole valid datasets."""

from itertools import count
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.records import Record
from diplomacy_events.model.sources import Source
from diplomacy_events.strategies.actors import STATES, groups, organizations, persons
from diplomacy_events.strategies.records import (
    Setting,
    allegations_in,
    joint_declarations_in,
    state_visits_in,
    statements_in,
)
from diplomacy_events.strategies.sources import SOURCES, evidence
from diplomacy_events.strategies.words import (
    LINES,
    SPOKEN_TEXTS,
    Draw,
    Ids,
    Pool,
    maybe,
)

__all__ = ["datasets"]

T = TypeVar("T", bound=Actor | Record | Source)
TITLES = maybe(LINES)
PROSE = maybe(SPOKEN_TEXTS)
LICENCES = maybe(st.just("CC0-1.0"))


@st.composite
def datasets(draw: Draw) -> Dataset:
    """Whole valid datasets, of four to some twenty objects."""
    used: set[str] = set()

    def made(strategy: st.SearchStrategy[T], least: int = 0) -> list[T]:
        items = draw(_lists(strategy, least))
        return [_renamed(item, used) for item in items]

    texts = made(SOURCES, 1)
    countries = made(STATES, 2)
    bodies = made(organizations(of=_any_of(countries)))
    people = made(persons(of=_any_of(countries, bodies)))
    parties = made(groups(of=_any_of(people, countries)))
    who = [*countries, *bodies, *people, *parties]
    setting = Setting(_ids(who), evidence(texts))
    said = made(statements_in(setting), 1)
    setting = setting._replace(statements=_ids(said))
    met = made(state_visits_in(setting))
    setting = setting._replace(visits=_ids(met))
    signed = made(joint_declarations_in(setting))
    accused = made(allegations_in(setting))
    return Dataset(
        title=draw(TITLES),
        description=draw(PROSE),
        licence=draw(LICENCES),
        citation=draw(PROSE),
        version=draw(TITLES),
        sources=texts,
        actors=who,
        records=draw(st.permutations([*said, *met, *signed, *accused])),
    )


def _lists(items: st.SearchStrategy[T], least: int) -> st.SearchStrategy[list[T]]:
    return st.lists(items, min_size=least, max_size=least + 2)


def _renamed(item: T, used: set[str]) -> T:
    """Number the id of an item if another item has it."""
    if item.id not in used:
        used.add(item.id)
        return item
    numbered = (f"{item.id}-{number}" for number in count(1))
    changes: dict[str, Any] = {"id": next(id for id in numbered if id not in used)}
    return _renamed(attrs.evolve(item, **changes), used)


def _any_of(*collections: list[Any]) -> Ids:
    return st.sampled_from([item.id for items in collections for item in items])


def _ids(items: list[Any]) -> st.SearchStrategy[Pool]:
    return st.just(tuple(item.id for item in items))
