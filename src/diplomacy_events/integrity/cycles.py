"""References that must never lead back to their start."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from diplomacy_events.errors import Fault
from diplomacy_events.integrity.place import Placed
from diplomacy_events.model.description import CLASSES, fields, kind_of, values_of

__all__ = ["cycles", "one_way"]

MOST_LINKS_SHOWN = 10
BACK = {
    "members": "is a member of itself",
    "answers": "answers itself",
    "instead_of": "replaces itself",
}


def cycles(members: Sequence[Placed], known: Mapping[str, object]) -> Iterator[Fault]:
    """Find references that lead back to their start, directly or indirectly.

    Args:
        members: the objects.
        known: the objects by id.
    """
    for name, classes in _one_way().items():
        owners = [
            at
            for at in members
            if type(at.member) in classes and getattr(at.member, name)
        ]
        if owners:
            yield from _along(name, owners, known)


@cache
def one_way(cls: type) -> tuple[str, ...]:
    """Return the fields of a class that must never lead back.

    >>> from diplomacy_events.model.record_kinds import Statement
    >>> one_way(Statement)
    ('answers',)
    """
    return tuple([name for name, classes in _one_way().items() if cls in classes])


@cache
def _one_way() -> dict[str, frozenset[type]]:
    """Return the fields that must never lead back, with their classes."""
    found: dict[str, set[type]] = {}
    for cls in CLASSES.values():
        for field in fields(cls):
            if field.one_way:
                found.setdefault(field.name, set()).add(cls)
    return {name: frozenset(classes) for name, classes in found.items()}


def _along(
    name: str, owners: Sequence[Placed], known: Mapping[str, object]
) -> Iterator[Fault]:
    """Find the cycles along a field.

    Depth-first search from each object; an object that recurs closes a cycle.
    """
    places = {id(at.member): at for at in owners}
    done: set[int] = set()

    def below(thing: object) -> Iterator[object]:
        for other in values_of(getattr(thing, name)):
            target = known.get(other)
            if id(target) in places:
                yield target

    for _, root, _ in owners:
        if id(root) in done:
            continue
        trail, pending = [root], [below(root)]
        depth = {id(root): 0}
        while trail:
            thing = next(pending[-1], None)
            if thing is None:
                pending.pop()
                done.add(id(trail.pop()))
            elif id(thing) in done:
                continue
            elif id(thing) in depth:
                yield _fault(name, [*trail[depth[id(thing)] :], thing], places)
            else:
                depth[id(thing)] = len(trail)
                trail.append(thing)
                pending.append(below(thing))


def _fault(name: str, round: list[Any], places: Mapping[int, Placed]) -> Fault:
    thing = round[0]
    at = places[id(thing)]
    kind = kind_of(type(thing)).singular
    article = "an" if kind[0] in "aeiou" else "a"
    problem = f"{article} {kind} {BACK[name]}: {_path_ids(name, round)}"
    return Fault(f"{at.path}.{name}", problem, thing.id, at.line)


def _path_ids(name: str, round: list[Any]) -> str:
    """Return the ids along a path, without the middle if it is long."""
    # Members are listed from the inside out: each is in the next.
    names = [thing.id for thing in (round[::-1] if name == "members" else round)]
    if (left := len(names) - MOST_LINKS_SHOWN) > 0:
        half = MOST_LINKS_SHOWN // 2
        names[half:-half] = [f"{left} other{'s' if left > 1 else ''}"]
    return (" in " if name == "members" else ", then ").join(names)
