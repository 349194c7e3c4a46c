"""Actors of all kinds."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from diplomacy_events.model.actors import (
    Actor,
    Group,
    Organization,
    Party,
    Person,
    Role,
    State,
)
from diplomacy_events.strategies.time import periods
from diplomacy_events.strategies.words import (
    LINES,
    SLUGS,
    Draw,
    Ids,
    maybe,
    several,
)

__all__ = [
    "actors",
    "groups",
    "organizations",
    "parties",
    "persons",
    "roles",
    "states",
]

T = TypeVar("T")
NAMES = several(LINES)
NUMBERS = maybe(st.integers(1, 10**9).map("Q{}".format))
BOOLEANS = st.booleans()
PERHAPS_WHEN = maybe(periods())
CODES = maybe(st.sampled_from(["RUS", "CHN", "USA"]))


def roles(of: Ids = SLUGS) -> st.SearchStrategy[Role]:
    """Offices of the given states and organizations."""
    return st.builds(Role, title=LINES, of=maybe(of), when=PERHAPS_WHEN)


def persons(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Person]:
    """Persons with these ids, in office with these states and organizations."""
    return _actors_of(Person, ids, {"roles": several(roles(of), 2)})


def states(ids: Ids = SLUGS) -> st.SearchStrategy[State]:
    """States with these ids."""
    return _actors_of(State, ids, {"code": CODES})


def organizations(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Organization]:
    """Organizations with these ids, of these states, with these as members."""
    return _actors_of(Organization, ids, {"state": maybe(of), "members": several(of)})


def parties(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Party]:
    """Parties with these ids, of these states."""
    return _actors_of(Party, ids, {"state": maybe(of)})


def groups(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Group]:
    """Groups with these ids and members."""
    return _actors_of(Group, ids, {"members": several(of)})


@st.composite
def _actors_of(
    draw: Draw,
    kind: Callable[..., T],
    ids: Ids,
    fields: Mapping[str, st.SearchStrategy[Any]],
) -> T:
    return kind(
        id=draw(ids),
        name=draw(LINES),
        aliases=draw(NAMES),
        wikidata=draw(NUMBERS),
        anonymous=draw(BOOLEANS),
        **{name: draw(field) for name, field in fields.items()},
    )


@cache
def actors() -> st.SearchStrategy[Actor]:
    """Actors of all kinds."""
    return st.one_of(persons(), states(), organizations(), groups(), parties())


STATES = states()
