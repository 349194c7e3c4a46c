"""Find pairs of records that may report one event, with the reasons.

The rules can be followed by hand. Two records are compared only if they have the same
class, if actors are the same or act for the same one, and if they were reported within
some days of each other. Each thing that they have in common then adds points (see
`likeness`).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from operator import itemgetter
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.likeness import Compared, reasons
from diplomacy_events.dataset.names import Names
from diplomacy_events.dataset.same_event import groups
from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.record import Record
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.terminal import for_terminal

__all__ = ["Candidate", "candidates", "unite"]


@attrs.frozen(kw_only=True)
class Candidate:
    """Two records that may report one event.

    Attributes:
        one: id of the record that comes first in the dataset.
        other: id of the other.
        points: how much they have in common.
        reasons: what they have in common, each with its points.
    """

    one: str
    other: str
    points: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        """Return both ids, the points and the reasons."""
        reasons = "; ".join(self.reasons)
        return for_terminal(f"{self.one} = {self.other}? {self.points}: {reasons}")


def candidates(dataset: Parts, window: int) -> tuple[Candidate, ...]:
    """Return the pairs of records that may report one event, the likeliest first.

    Raises:
        FieldValueError: if the window is not a whole number of days, 0 or more.
    """
    if type(window) is not int or window < 0:
        rule = "must be a whole number of days, 0 or more"
        refuse("Dataset.candidates: window", rule, window, field="window")
    names = dataset.records.names
    united = {
        record.id: number
        for number, group in enumerate(groups(dataset.records))
        for record in group
    }
    candidates: dict[tuple[int, int], Candidate] = {}
    for one, other in _near(dataset.records, names, window):
        pair = one.place, other.place
        if pair not in candidates and united[one.record.id] != united[other.record.id]:
            found = reasons(one, other, names)
            if found:
                candidates[pair] = Candidate(
                    one=one.record.id,
                    other=other.record.id,
                    points=sum(points for _, points in found),
                    reasons=tuple([f"{text} (+{points})" for text, points in found]),
                )
    ordered = sorted(candidates.items(), key=lambda it: (-it[1].points, it[0]))
    return tuple([candidate for _, candidate in ordered])


def _near(
    records: Iterable[Record], names: Names, window: int
) -> Iterator[tuple[Compared, Compared]]:
    """Yield the pairs to compare: near in one block, or of equal periods."""
    dated: dict[object, list[tuple[int, Compared]]] = defaultdict(list)
    alike: dict[object, list[Compared]] = defaultdict(list)
    own: dict[object, list[tuple[int, Compared]]] = defaultdict(list)
    for place, record in enumerate(records):
        compared = Compared(record, place, names)
        for block in compared.blocks(names):
            alike[block, record.when].append(compared)
            if compared.day is not None and not compared.undated:
                dated[block].append((compared.day, compared))
        if compared.day is not None:
            own[compared.own_block].append((compared.day, compared))
    for same in alike.values():
        # Pairs of dated records are found below.
        yield from (
            (one, other)
            for one, other in combinations(same, 2)
            if one.undated or None in (one.day, other.day)
        )
    for near in dated.values():
        yield from _near_in_block(near, window)
    for near in own.values():
        yield from _near_undated(near, window)


def _near_in_block(
    near: list[tuple[int, Compared]], window: int
) -> Iterator[tuple[Compared, Compared]]:
    """Yield the pairs of a block that were reported within the window."""
    near.sort(key=itemgetter(0))
    for at, (day, one) in enumerate(near):
        for later, other in near[at + 1 :]:
            if later - day > window:
                break
            yield (one, other) if one.place < other.place else (other, one)


def _near_undated(
    near: list[tuple[int, Compared]], window: int
) -> Iterator[tuple[Compared, Compared]]:
    """Yield the pairs of an undated record of a block with one of another period."""
    near.sort(key=itemgetter(0))
    for day, one in [it for it in near if it[1].undated]:
        first = bisect_left(near, day - window, key=itemgetter(0))
        last = bisect_right(near, day + window, key=itemgetter(0))
        for _, other in near[first:last]:
            # Two undated ones meet twice, and those of equal periods elsewhere.
            if one.record.when != other.record.when:
                yield (one, other) if one.place < other.place else (other, one)


def unite(
    dataset: Parts, pairs: "Iterable[Candidate | tuple[str, str]]"
) -> list[Record]:
    """Return the records of a dataset, with pairs of them marked as the same.

    Raises:
        UnknownNameError: if a record does not exist.
        FieldTypeError: if something is not a pair, or they are not a collection.
    """
    if not isinstance(pairs, Iterable):
        message = f"Dataset.unite: expected pairs of ids, got {short(pairs)}"
        raise FieldTypeError(message, field="Dataset.unite", value=pairs)
    same: dict[str, list[str]] = {}
    all_records: Iterable[Any] = dataset.records
    for pair in pairs:
        one, other = _ids(pair)
        records = [dataset.records[id].id for id in (one, other)]
        same.setdefault(records[0], []).append(records[1])
    return [
        attrs.evolve(
            record,
            same_as=tuple(dict.fromkeys((*record.same_as, *same[record.id]))),
        )
        if record.id in same
        else record
        for record in all_records
    ]


def _ids(pair: object) -> tuple[str, str]:
    if isinstance(pair, Candidate):
        return pair.one, pair.other
    if isinstance(pair, tuple) and len(pair) == 2 and set(map(type, pair)) == {str}:
        return pair
    message = f"Dataset.unite: expected a pair of ids, got {short(pair)}"
    raise FieldTypeError(message, field="Dataset.unite", value=pair)
