"""Whole valid datasets."""

from functools import cache
from itertools import count
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import ACTOR_TYPES, Actor, Group, Organization, State
from diplomacy_events.model.description import fields
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record, Statement
from diplomacy_events.model.sources import Source
from diplomacy_events.strategies.actors import actors_in
from diplomacy_events.strategies.evidence import evidence
from diplomacy_events.strategies.fields import (
    NONE,
    Choices,
    Pools,
    Setting,
    draw_object,
)
from diplomacy_events.strategies.records import TIED, records_in
from diplomacy_events.strategies.sources import SOURCES
from diplomacy_events.strategies.words import Draw, Pool, choose_some

__all__ = ["datasets"]

T = TypeVar("T", bound=Actor | Record | Source)
# How many of each class there are at least; others need them.
LEAST: dict[type, int] = {Source: 1, State: 2, Statement: 1}


@st.composite
def datasets(draw: Draw) -> Dataset:
    """Whole valid datasets, of four to some twenty objects."""
    used: set[str] = set()
    made: dict[type, list[Any]] = {}

    def make(kind: type, strategy: st.SearchStrategy[Any]) -> list[Any]:
        items = draw(_lists(strategy, LEAST.get(kind, 0)))
        made[kind] = [_renamed(item, used) for item in items]
        return made[kind]

    sources = make(Source, SOURCES)
    actors: list[Actor] = []
    for actor in _in_order(ACTOR_TYPES):
        actors += make(actor, actors_in(_setting(made, actor), actor))
    anchors, records = evidence(sources), []
    bodies = (*made[Organization], *made[Group])
    alone = tuple([body.id for body in bodies])
    for record in _in_order(RECORD_TYPES):
        setting = attrs.evolve(
            _setting(made, record),
            evidence=anchors,
            bodies=alone,
            speakers={said.id: said.speakers for said in made.get(Statement, ())},
        )
        make(record, records_in(setting, record))
        made[record] = _linked(draw, record, made[record])
        records += made[record]
    return draw_object(
        draw,
        Dataset,
        Choices(draw, Setting()),
        sources=sources,
        actors=actors,
        records=draw(st.permutations(records)),
    )


def _linked(draw: Draw, cls: type, records: list[Any]) -> list[Any]:
    """Let records refer to others of their class."""
    linked = []
    ids = tuple([record.id for record in records])
    for place, record in enumerate(records):
        named: dict[str, Any] = {}
        for field in fields(cls):
            if field.refers_to == (cls.__name__,):
                # What is the same is so both ways; what is answered came before.
                after = ids[place + 1 :] if field.name == "same_as" else ()
                chosen = choose_some(draw, (*ids[:place], *after))
                named[field.name] = chosen if field.many else next(iter(chosen), None)
        linked.append(attrs.evolve(record, **named))
    return linked


@cache
def _in_order(classes: tuple[type, ...]) -> tuple[type, ...]:
    """Return classes, each after those of them that it refers to."""
    found: list[type] = []
    waiting = list(classes)
    while waiting:
        names = {cls.__name__ for cls in waiting}
        ready = [cls for cls in waiting if not _named(cls).intersection(names)]
        # Of classes that refer to each other, one has to begin.
        for cls in ready or waiting[:1]:
            found.append(cls)
            waiting.remove(cls)
    return tuple(found)


def _named(cls: type) -> set[str]:
    """Return the names of the other classes that a class or its parts refer to."""
    named = {name for names in _references(cls) for name in names}
    return named - {cls.__name__}


@cache
def _references(cls: type) -> frozenset[tuple[str, ...]]:
    """Return the names of the classes that a class or its parts refer to."""
    found = {field.refers_to for field in fields(cls) if field.refers_to}
    for field in fields(cls):
        if field.composite:
            found |= _references(field.holds)
    return frozenset(found)


def _setting(made: dict[type, list[Any]], cls: type) -> Setting:
    """Return what there is so far for objects of a class to refer to."""
    known = {kind.__name__: items for kind, items in made.items()}
    pools = {
        names: _ids([item for name in names for item in known.get(name, ())])
        for names in _references(cls)
    }
    return Setting(pools=pools, others=NONE, tied=TIED)


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


def _ids(items: list[Any]) -> Pools:
    ids: Pool = tuple(item.id for item in items)
    return st.just(ids)
