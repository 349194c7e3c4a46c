"""Whether the parts of a dataset fit together: every fault, each with its place."""

from collections.abc import Iterator, Sequence
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin

import attrs

from diplomacy_events.errors import Fault
from diplomacy_events.model.actors import Actor, Group
from diplomacy_events.model.records import Record
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.nearest import FEW, did_you_mean, nearest

__all__ = ["faults", "plan"]

References = tuple[tuple[str, bool, tuple[str, ...]], ...]
Parts = tuple[tuple[str, bool], ...]


def faults(
    sources: Sequence[Source], actors: Sequence[Actor], records: Sequence[Record]
) -> tuple[Fault, ...]:
    """Return what is wrong between the parts: ids, references, spans and cycles."""
    parts: dict[str, Sequence[Any]] = {
        "sources": sources,
        "actors": actors,
        "records": records,
    }
    members = [
        (f"$.{name}[{index}]", member)
        for name, collection in parts.items()
        for index, member in enumerate(collection)
    ]
    known = {member.id: member for _, member in reversed(members)}
    found = list(_repeated(members)) if len(known) < len(members) else []
    for path, member in members:
        found.extend(_references(member, path, member.id, known))
    found.extend(_cycles(members, known))
    return tuple(found)


def _repeated(members: list[tuple[str, Any]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for path, member in members:
        if member.id in first:
            problem = f"id {member.id!r} is already that of {first[member.id]}"
            yield Fault(f"{path}.id", problem, member.id)
        else:
            first[member.id] = path


@cache
def plan(cls: type) -> tuple[References, Parts]:
    """Return which fields of a class hold ids, and of what, and which hold parts."""
    references, parts = [], []
    for attribute in attrs.fields(cls):
        annotation: Any = attribute.type
        if isinstance(annotation, UnionType):
            annotation = get_args(annotation)[0]
        many = get_origin(annotation) is tuple
        if many:
            annotation = get_args(annotation)[0]
        if kinds := attribute.metadata.get("refers_to"):
            references.append((attribute.name, many, kinds))
        elif attrs.has(annotation) and plan(annotation) != ((), ()):
            parts.append((attribute.name, many))
    return tuple(references), tuple(parts)


def _references(
    part: Any, path: str, owner: str, known: dict[str, Any]
) -> Iterator[Fault]:
    """Check every id that a part refers to, and those of the parts within it."""
    cls: Any = type(part)
    references, parts = plan(cls)
    for name, many, kinds in references:
        value = getattr(part, name)
        for index, reference in enumerate(value if many else (value,)):
            target = known.get(reference)
            if type(target).__name__ in kinds or reference is None:
                continue
            place = f"{path}.{name}[{index}]" if many else f"{path}.{name}"
            yield Fault(place, _unfit(reference, target, kinds, known), owner)
    if cls is Evidence:
        yield from _span(part, path, owner, known.get(part.source))
    for name, many in parts:
        value = getattr(part, name)
        if many:
            for index, item in enumerate(value):
                yield from _references(item, f"{path}.{name}[{index}]", owner, known)
        elif value is not None:
            yield from _references(value, f"{path}.{name}", owner, known)


def _unfit(
    reference: str, target: object, kinds: tuple[str, ...], known: dict[str, Any]
) -> str:
    wanted = f"expected an id of class {' or '.join(kinds)}"
    if target is not None:
        return f"{wanted}, but {reference!r} has class {type(target).__name__}"
    few = known if len(known) <= FEW else {}
    fitting = [id for id, member in few.items() if type(member).__name__ in kinds]
    hint = did_you_mean(nearest(reference, fitting))
    return f"{wanted}, but {reference!r} is unknown{hint}"


def _span(evidence: Evidence, path: str, owner: str, source: object) -> Iterator[Fault]:
    length = source.length if isinstance(source, Source) else None
    if evidence.end is not None and length is not None and evidence.end > length:
        problem = f"{evidence.end} is past the end of {evidence.source!r}, {length}"
        yield Fault(f"{path}.end", problem, owner)


def _cycles(members: list[tuple[str, Any]], known: dict[str, Any]) -> Iterator[Fault]:
    """Find groups that are members of themselves, directly or through others.

    One walk down from each group; a group that is met again on the way closes a cycle.
    """
    paths = {id(member): path for path, member in members if type(member) is Group}
    done: set[int] = set()
    for _, root in members:
        if id(root) not in paths or id(root) in done:
            continue
        trail, held = [root], [_groups_in(root, known)]
        depth = {id(root): 0}
        while trail:
            group = next(held[-1], None)
            if group is None:
                held.pop()
                done.add(id(trail.pop()))
            elif id(group) in done:
                continue
            elif id(group) in depth:
                chain = [*trail[depth[id(group)] :], group][::-1]
                names = " in ".join(link.id for link in chain)
                problem = f"a group is a member of itself: {names}"
                yield Fault(f"{paths[id(group)]}.members", problem, group.id)
            else:
                depth[id(group)] = len(trail)
                trail.append(group)
                held.append(_groups_in(group, known))


def _groups_in(group: Group, known: dict[str, Any]) -> Iterator[Group]:
    for name in group.members:
        member = known.get(name)
        if type(member) is Group:
            yield member
