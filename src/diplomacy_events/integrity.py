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
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["faults"]

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
    found.extend(_cycles(members))
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
def _plan(cls: type) -> tuple[References, Parts]:
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
        elif attrs.has(annotation) and _plan(annotation) != ((), ()):
            parts.append((attribute.name, many))
    return tuple(references), tuple(parts)


def _references(
    part: Any, path: str, owner: str, known: dict[str, Any]
) -> Iterator[Fault]:
    """Check every id that a part refers to, and those of the parts within it."""
    cls: Any = type(part)
    references, parts = _plan(cls)
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
    fitting = [id for id, member in known.items() if type(member).__name__ in kinds]
    hint = did_you_mean(nearest(reference, fitting))
    return f"{wanted}, but {reference!r} is unknown{hint}"


def _span(evidence: Evidence, path: str, owner: str, source: object) -> Iterator[Fault]:
    length = source.length if isinstance(source, Source) else None
    if evidence.end is not None and length is not None and evidence.end > length:
        problem = f"{evidence.end} is past the end of {evidence.source!r}, {length}"
        yield Fault(f"{path}.end", problem, owner)


def _cycles(members: list[tuple[str, Any]]) -> Iterator[Fault]:
    """Find groups that are members of themselves, directly or through others."""
    graph = {
        member.id: set(member.members)
        for _, member in members
        if type(member) is Group and member.members
    }
    if not graph:
        return
    # Few datasets have groups with members, so most never need it.
    from graphlib import CycleError, TopologicalSorter

    order = {member.id: index for index, (_, member) in enumerate(members)}
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            # The sorter lists each member before its holder, the first one twice.
            cycle: list[str] = error.args[1][:-1]
            start = min(range(len(cycle)), key=lambda i: order[cycle[i]])
            holder, member = cycle[start], cycle[start - 1]
            chain = [*cycle[start:], *cycle[:start], holder]
            problem = f"a group is a member of itself: {' in '.join(chain)}"
            path, _ = members[order[holder]]
            yield Fault(f"{path}.members", problem, holder)
            graph[holder].discard(member)
        else:
            return
