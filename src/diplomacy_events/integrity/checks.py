"""Find faults between the parts of a dataset, each with its place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, islice
from operator import attrgetter
from typing import Any

from diplomacy_events.errors import MOST_FAULTS, Fault
from diplomacy_events.integrity.cycles import cycles, one_way
from diplomacy_events.integrity.place import Placed
from diplomacy_events.integrity.speaking import SPEAKING, Sides, contradictions
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import values_of
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.rules import GREATEST_INTEGER
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.model.walk import references, referring_fields
from diplomacy_events.nearest import FEW_NAMES, did_you_mean, nearest

__all__ = ["faults", "faults_between"]


def faults(
    sources: Sequence[Source], actors: Sequence[Actor], records: Sequence[Record]
) -> tuple[Fault, ...]:
    """Return the faults between the parts: ids, references, spans and cycles.

    If there are more faults than one error lists, these are the first, and one more.
    """
    if _sound(sources, actors, records):
        return ()
    parts: dict[str, Sequence[object]] = {
        "sources": sources,
        "actors": actors,
        "records": records,
    }
    members = [
        Placed(f"$.{name}[{index}]", member)
        for name, collection in parts.items()
        for index, member in enumerate(collection)
    ]
    return tuple(islice(faults_between(members), MOST_FAULTS + 1))


def faults_between(
    members: Sequence[Placed], unsure: Collection[str] | None = ()
) -> Iterator[Fault]:
    """Yield the faults between objects, each at the place of its object.

    Args:
        members: the objects.
        unsure: ids of objects that are missing here because they are faulty themselves;
            references to them count as correct. `None` if these ids are not known.
    """
    known = {placed.member.id: placed.member for placed in reversed(members)}
    yield from _repeated_ids(members)
    hints = _Hints(known)
    for path, member, line in members:
        for fault in _references(member, path, hints, unsure):
            yield fault._replace(line=line)
    yield from cycles(members, known)
    sides = Sides(known)
    for path, member, line in members:
        for fault in contradictions(member, path, known, sides):
            yield fault._replace(line=line)


def _sound(
    sources: Sequence[Source], actors: Sequence[Actor], records: Sequence[Record]
) -> bool:
    """Return whether there are no faults, in a tenth of the time of listing them."""
    groups: dict[type, list[Any]] = {}
    for member in chain(sources, actors, records):
        groups.setdefault(type(member), []).append(member)
    ids = {
        cls.__name__: {member.id for member in group} for cls, group in groups.items()
    }
    if len(set().union(*ids.values())) < sum(map(len, groups.values())):
        return False
    spread: dict[type, list[Any]] = {}
    for cls, group in groups.items():
        _spread(cls, group, spread)
    lengths = {source.id: source.length or GREATEST_INTEGER for source in sources}
    return (
        all(_refer(cls, parts, ids) for cls, parts in spread.items())
        and all(
            anchor.end is None or anchor.end <= lengths[anchor.source]
            for anchor in spread.get(Evidence, ())
        )
        and not any(_between(groups))
    )


def _between(groups: Mapping[type, list[Any]]) -> Iterator[Fault]:
    """Yield the faults that no single reference shows, without their places."""
    known = {member.id: member for group in groups.values() for member in group}
    # Most members refer to nothing here, and are skipped in bulk.
    going_on = [
        Placed("", member)
        for cls, group in groups.items()
        for name in one_way(cls)
        for member in compress(group, map(attrgetter(name), group))
    ]
    yield from cycles(going_on, known)
    sides = Sides(known)
    for record in chain(*(groups.get(cls, ()) for cls in SPEAKING)):
        yield from contradictions(record, "", known, sides)


def _spread(cls: type, group: list[object], found: dict[type, list[object]]) -> None:
    """Collect objects, and the parts in them, by class."""
    found.setdefault(cls, []).extend(group)
    for field in referring_fields(cls):
        if field.composite:
            column = map(attrgetter(field.name), group)
            parts = chain.from_iterable(column) if field.many else filter(None, column)
            _spread(field.holds, list(parts), found)


def _refer(cls: type, group: list[object], ids: dict[str, set[str]]) -> bool:
    """Return whether everything that objects of a class refer to exists."""
    for field in referring_fields(cls):
        if not field.refers_to:
            # Its parts refer to something, and are checked separately.
            continue
        column = map(attrgetter(field.name), group)
        named = set(chain.from_iterable(column) if field.many else column)
        named.discard(None)
        known = [ids.get(kind, ()) for kind in field.refers_to]
        if not named.issubset(set().union(*known)):
            return False
    return True


def _repeated_ids(members: Sequence[Placed]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for path, member, line in members:
        if member.id in first:
            problem = f"id {member.id!r} is already used by {first[member.id]}"
            yield Fault(f"{path}.id", problem, member.id, line)
        else:
            first[member.id] = path if line is None else f"line {line}"


class _Hints:
    """Suggestions for unknown ids, looked up once for each of them."""

    def __init__(self, known: dict[str, object]) -> None:
        self.known = known
        self._hints: dict[tuple[str, tuple[str, ...]], str] = {}

    def of(self, reference: str, kinds: tuple[str, ...]) -> str:
        """Return the end of a message about an unknown id of some classes."""
        key = reference, kinds
        if key not in self._hints:
            few = self.known if len(self.known) <= FEW_NAMES else {}
            fitting = [id for id, one in few.items() if type(one).__name__ in kinds]
            self._hints[key] = did_you_mean(nearest(reference, fitting))
        return self._hints[key]


def _references(
    thing: Any,
    path: str,
    hints: _Hints,
    unsure: Collection[str] | None,
) -> Iterator[Fault]:
    """Check every id that a thing refers to, and every span of it."""
    known = hints.known
    for step in references(thing):
        kinds = step.field.refers_to
        for index, reference in enumerate(values_of(step.value)):
            target = known.get(reference)
            if type(target).__name__ in kinds:
                continue
            if target is None and (unsure is None or reference in unsure):
                continue
            place = _place(path, step.path)
            place = f"{place}[{index}]" if step.field.many else place
            yield Fault(place, _unfit(reference, target, kinds, hints), thing.id)
        if type(step.owner) is Evidence:
            place = _place(path, step.path[:-1])
            yield from _span(step.owner, place, thing.id, known.get(step.value))


def _place(path: str, steps: Iterable[str | int]) -> str:
    """Return the JSON path of something below a thing."""
    below = [f".{step}" if isinstance(step, str) else f"[{step}]" for step in steps]
    return path + "".join(below)


def _unfit(
    reference: str, target: object, kinds: tuple[str, ...], hints: _Hints
) -> str:
    wanted = f"expected an id of class {' or '.join(kinds)}"
    if target is not None:
        return f"{wanted}, but {reference!r} has class {type(target).__name__}"
    return f"{wanted}, but {reference!r} is unknown{hints.of(reference, kinds)}"


def _span(evidence: Evidence, path: str, owner: str, source: object) -> Iterator[Fault]:
    length = source.length if isinstance(source, Source) else None
    if evidence.end is not None and length is not None and evidence.end > length:
        problem = (
            f"{evidence.end} is past the end of {evidence.source!r}, "
            f"which is {length} long"
        )
        yield Fault(f"{path}.end", problem, owner)
