"""Whole valid datasets."""

from collections.abc import Callable
from functools import cache, partial
from itertools import count
from typing import Any

import attrs
from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import ACTOR_TYPES, Actor, Group, Organization, State
from diplomacy_events.model.description import fields
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record, Statement
from diplomacy_events.model.sources import Source
from diplomacy_events.strategies.dice import Dice
from diplomacy_events.strategies.fields import Choices, Setting, draw_object
from diplomacy_events.strategies.records import TIED, record_in
from diplomacy_events.strategies.sources import source
from diplomacy_events.strategies.words import SLUGS, Draw

__all__ = ["datasets"]

# The least number of each class; other classes need them.
LEAST: dict[type, int] = {Source: 1, State: 2, Statement: 1}
MORE = st.integers(0, 2)


@st.composite
def datasets(draw: Draw) -> Dataset:
    """Whole valid datasets, of four to some twenty objects."""
    dice, used = Dice(draw), set[str]()
    things: dict[type, list[Any]] = {}

    def make(kind: type, way: Callable[[str], Any]) -> list[Any]:
        count = LEAST.get(kind, 0) + draw(MORE)
        things[kind] = [way(_unused_id(draw(SLUGS), used)) for _ in range(count)]
        return things[kind]

    sources = make(Source, partial(source, dice))
    actors: list[Actor] = []
    for actor in _in_order(ACTOR_TYPES):
        setting = _setting(things, actor)
        actors += make(actor, partial(_actor, dice, setting, actor))
    records: list[Record] = []
    bodies = (*things[Organization], *things[Group])
    for record in _in_order(RECORD_TYPES):
        setting = attrs.evolve(
            _setting(things, record),
            sources=sources,
            bodies=tuple([body.id for body in bodies]),
            speakers={
                statement.id: statement.speakers
                for statement in things.get(Statement, ())
            },
        )
        make(record, partial(_record, dice, setting, record))
        records += _link_records(dice, record, things)
    return draw_object(
        Dataset,
        Choices(dice, Setting()),
        sources=sources,
        actors=actors,
        records=dice.choose_some(records, len(records), len(records)),
    )


def _actor(dice: Dice, setting: Setting, kind: type[Actor], id: str) -> Actor:
    return draw_object(kind, Choices(dice, setting), id=id)


def _record(dice: Dice, setting: Setting, kind: type[Record], id: str) -> Record:
    return record_in(Choices(dice, setting), kind, id)


def _link_records(dice: Dice, cls: type, made: dict[type, list[Any]]) -> list[Any]:
    """Make records refer to others of their class."""
    linked = []
    ids = tuple([record.id for record in made[cls]])
    for place, record in enumerate(made[cls]):
        named: dict[str, Any] = {}
        for field in fields(cls):
            if field.refers_to == (cls.__name__,):
                # `same_as` works both ways; other references point to earlier records.
                after = ids[place + 1 :] if field.name == "same_as" else ()
                chosen = dice.choose_some((*ids[:place], *after))
                named[field.name] = chosen if field.many else next(iter(chosen), None)
        linked.append(attrs.evolve(record, **named))
    made[cls] = linked
    return linked


@cache
def _in_order(classes: tuple[type, ...]) -> tuple[type, ...]:
    """Return classes, each after those of them that it refers to."""
    kinds: list[type] = []
    waiting = list(classes)
    while waiting:
        names = {cls.__name__ for cls in waiting}
        ready = [
            cls for cls in waiting if not _referenced_names(cls).intersection(names)
        ]
        # If classes refer to each other, one has to come first.
        for cls in ready or waiting[:1]:
            kinds.append(cls)
            waiting.remove(cls)
    return tuple(kinds)


def _referenced_names(cls: type) -> set[str]:
    """Return the names of the other classes that a class or its parts refer to."""
    named = {name for names in _references(cls) for name in names}
    return named - {cls.__name__}


@cache
def _references(cls: type) -> frozenset[tuple[str, ...]]:
    """Return the names of the classes that a class or its parts refer to."""
    names = {field.refers_to for field in fields(cls) if field.refers_to}
    for field in fields(cls):
        if field.composite:
            names |= _references(field.holds)
    return frozenset(names)


def _setting(made: dict[type, list[Any]], cls: type) -> Setting:
    """Return what objects of a class can refer to so far."""
    known = {kind.__name__: items for kind, items in made.items()}
    pools = {
        names: tuple([item.id for name in names for item in known.get(name, ())])
        for names in _references(cls)
    }
    return Setting(pools=pools, others=(), tied=TIED)


def _unused_id(id: str, used: set[str]) -> str:
    """Return an id, numbered if it is in use, and note that it is."""
    numbered = (f"{id}-{number}" for number in count(1))
    new = id if id not in used else next(one for one in numbered if one not in used)
    used.add(new)
    return new
