"""Matches the actors of two codings, whose coders chose different ids."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

from diplomacy_events.folding import fold
from diplomacy_events.model.actors import Actor, Party

__all__ = ["same_actors"]


def same_actors(one: Iterable[Actor], other: Iterable[Actor]) -> dict[str, str]:
    """Return the ids of actors in one coding with their ids in the other.

    Actors match by id, then by Wikidata item, then by name, and then by any name or
    alias if they have the same kind, as far as that is known. Each actor has at most
    one match. If a name fits several remaining actors, none of them matches, because
    that would be a guess. Actors with different Wikidata items never match.
    """
    ones, others = list(one), list(other)
    found: dict[str, str] = {}
    for keys in (_id, _item, _name, _names):
        new = _unique_matches(keys, ones, others)
        found |= new
        ones = [actor for actor in ones if actor.id not in new]
        taken = set(new.values())
        others = [actor for actor in others if actor.id not in taken]
    return found


Keys = Callable[[Actor], Collection[Hashable]]


def _unique_matches(
    keys: Keys, ones: Iterable[Actor], others: Iterable[Actor]
) -> Mapping[str, str]:
    """Return the actors that share a key and have only one possible match."""
    by_key: dict[Hashable, list[Actor]] = {}
    for actor in others:
        for key in keys(actor):
            by_key.setdefault(key, []).append(actor)
    links = {
        actor.id: {
            its.id
            for key in keys(actor)
            for its in by_key.get(key, ())
            if _may_be(actor, its, alias=keys is _names)
        }
        for actor in ones
    }
    back = Counter(id for ids in links.values() for id in ids)
    return {
        id: its
        for id, ids in links.items()
        if len(ids) == 1
        for its in ids
        if back[its] == 1
    }


def _may_be(one: Actor, other: Actor, *, alias: bool) -> bool:
    """Return whether two actors may be the same."""
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        return False
    # A state and a person may both go by the name of a capital.
    return not alias or type(one) is type(other) or Party in (type(one), type(other))


def _id(actor: Actor) -> Collection[Hashable]:
    return (actor.id,)


def _item(actor: Actor) -> Collection[Hashable]:
    return (actor.wikidata,) if actor.wikidata else ()


def _name(actor: Actor) -> Collection[Hashable]:
    return (_folded_names(actor.name),)


def _names(actor: Actor) -> Collection[Hashable]:
    return {_folded_names(name) for name in (actor.name, *actor.aliases)}


def _folded_names(name: str) -> str:
    # Folding some names, such as a single accent, leaves nothing.
    return fold(name) or name
