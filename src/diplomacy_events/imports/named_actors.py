"""Select the actors that records name from all actors that an import has met."""

from collections.abc import Iterable, Mapping

from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.walk import references

__all__ = ["named_actors"]


def named_actors(
    met: Mapping[str, Actor], records: Iterable[Record]
) -> dict[str, Actor]:
    """Return the actors that records name, and those that these name, by their ids."""
    actors: dict[str, Actor] = {}
    wanted = [id for record in records for id in _actor_ids(record)]
    while wanted:
        id = wanted.pop()
        if id not in actors:
            actors[id] = met[id]
            wanted.extend(_actor_ids(met[id]))
    # In the order of first appearance.
    return {id: actor for id, actor in met.items() if id in actors}


def _actor_ids(thing: object) -> Iterable[str]:
    for step in references(thing):
        if step.field.actors and step.value:
            yield from step.value if step.field.many else (step.value,)
