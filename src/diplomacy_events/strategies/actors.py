"""Actors of all kinds."""

from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from diplomacy_events.model.actors import (
    ACTOR_TYPES,
    Actor,
    Group,
    Organization,
    Party,
    Person,
    Role,
    State,
)
from diplomacy_events.strategies.dice import Dice
from diplomacy_events.strategies.fields import Choices, Setting, draw_object
from diplomacy_events.strategies.words import SLUGS, Draw, Ids, pools

__all__ = [
    "actors",
    "groups",
    "organizations",
    "parties",
    "persons",
    "roles",
    "states",
]

A = TypeVar("A", bound=Actor)


@st.composite
def roles(draw: Draw, of: Ids = SLUGS) -> Role:
    """Offices of the given states and organizations."""
    return draw_object(Role, Choices(Dice(draw), _setting(of)))


def persons(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Person]:
    """Persons with these ids, in office with these states and organizations."""
    return _actors_in(_setting(of), Person, ids)


def states(ids: Ids = SLUGS) -> st.SearchStrategy[State]:
    """States with these ids."""
    return _actors_in(_setting(SLUGS), State, ids)


def organizations(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Organization]:
    """Organizations with these ids, of these states."""
    return _actors_in(_setting(of), Organization, ids)


def parties(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Party]:
    """Parties with these ids, of these states."""
    return _actors_in(_setting(of), Party, ids)


def groups(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Group]:
    """Groups with these ids and members."""
    return _actors_in(_setting(of), Group, ids)


def _setting(of: Ids) -> Setting:
    return Setting(others=pools(of))


@st.composite
def _actors_in(draw: Draw, setting: Setting, kind: type[A], ids: Ids = SLUGS) -> A:
    """Actors of a kind, with these ids, in a setting."""
    return draw_object(kind, Choices(Dice(draw), setting), id=draw(ids))


@cache
def actors() -> st.SearchStrategy[Actor]:
    """Actors of all kinds."""
    setting = _setting(SLUGS)
    return st.one_of([_actors_in(setting, kind) for kind in ACTOR_TYPES])
