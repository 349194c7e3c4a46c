"""Whole valid datasets."""

from itertools import count
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.records import Record, Statement, StateVisit
from diplomacy_events.model.sources import Source
from diplomacy_events.strategies.actors import (
    STATES,
    groups,
    organizations,
    parties,
    persons,
)
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
    choose_some,
    maybe,
)

__all__ = ["datasets"]

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Actor | Record | Source)
NONE: st.SearchStrategy[Pool] = st.just(())
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
    several = made(groups(of=_any_of(people, countries, bodies)))
    unclear = made(parties(of=_any_of(countries)))
    who = [*countries, *bodies, *people, *several, *unclear]
    alone = tuple([body.id for body in (*bodies, *several)])
    setting = Setting(_ids(who), evidence(texts), like=NONE, bodies=alone)
    said = _linked(draw, made(statements_in(setting), 1))
    speakers = {statement.id: statement.speakers for statement in said}
    setting = setting._replace(statements=_ids(said), speakers=speakers)
    met = _linked(draw, made(state_visits_in(setting)))
    setting = setting._replace(visits=_ids(met))
    signed = _linked(draw, made(joint_declarations_in(setting)))
    accused = _linked(draw, made(allegations_in(setting)))
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


def _linked(draw: Draw, records: list[R]) -> list[R]:
    """Let records of a class name others of it, and answer or replace earlier ones."""
    linked = []
    ids = tuple([record.id for record in records])
    for place, record in enumerate(records):
        others = (*ids[:place], *ids[place + 1 :])
        named: dict[str, Any] = {"same_as": choose_some(draw, others)}
        earlier = choose_some(draw, ids[:place])
        if isinstance(record, Statement):
            named["answers"] = earlier
        elif isinstance(record, StateVisit):
            named["instead_of"] = earlier[0] if earlier else None
        linked.append(attrs.evolve(record, **named))
    return linked


def _any_of(*collections: list[Any]) -> Ids:
    return st.sampled_from([item.id for items in collections for item in items])


def _ids(items: list[Any]) -> st.SearchStrategy[Pool]:
    return st.just(tuple(item.id for item in items))
