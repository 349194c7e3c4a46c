"""Find pairs of records that may report one event, with the reasons.

The rules can be followed by hand. Two records are compared only if they have the same
class, if actors are the same or act for the same one, and if they were reported within
some days of each other. Each thing that they have in common then adds points.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.contradictions import is_rescheduled
from diplomacy_events.dataset.names import Names
from diplomacy_events.dataset.same_event import groups
from diplomacy_events.errors import FieldTypeError
from diplomacy_events.folding import fold
from diplomacy_events.model.description import playing
from diplomacy_events.model.period import UNBOUNDED
from diplomacy_events.model.record import Record
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.model.statements import Statement
from diplomacy_events.terminal import for_terminal
from diplomacy_events.vocabulary import Certainty

__all__ = ["Candidate", "candidates", "unite"]

LEAST_SHARED_WORDS = 0.2
"""The least share of words that two statements must have in common."""


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


class Compared:
    """A record with the values that it is compared by.

    Attributes:
        record: the record.
        place: its place in the dataset.
        day: the ordinal of the first day of its report; `None` if this is unknown, or
            if the record is undated.
    """

    def __init__(self, record: Any, place: int, names: Names) -> None:
        self.record, self.place = record, place
        self.day: int | None = None
        first = names.published(record)[0]
        bounds = record.when.bounds
        bounded = bounds.first_begin > -UNBOUNDED or bounds.last_end < UNBOUNDED
        if first is not None and bounded:
            self.day = first.toordinal()
        texts = (record.gist, *getattr(record, "quotes", ()))
        self.words = frozenset(fold(" ".join(texts)).split())
        self.by, self.to = (_actors_in_part(record, part) for part in ("by", "to"))

    def blocks(self, names: Names) -> Iterator[tuple[object, ...]]:
        """Yield the blocks in which it is compared with others."""
        act = getattr(self.record, "act", None)
        tops = {top for id in self.by for top in names.tops(id)}
        for top in tops:
            yield type(self.record), act, top


def _actors_in_part(record: object, part: str) -> tuple[str, ...]:
    name = playing(type(record), part)
    return getattr(record, name) if name else ()


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
            reasons = list(_reasons(one, other, names))
            if reasons:
                candidates[pair] = Candidate(
                    one=one.record.id,
                    other=other.record.id,
                    points=sum(points for _, points in reasons),
                    reasons=tuple([f"{text} (+{points})" for text, points in reasons]),
                )
    ordered = sorted(candidates.items(), key=lambda it: (-it[1].points, it[0]))
    return tuple([candidate for _, candidate in ordered])


def _near(
    records: Iterable[Record], names: Names, window: int
) -> Iterator[tuple[Compared, Compared]]:
    """Yield the pairs in a block that were reported within the window."""
    dated: dict[object, list[tuple[int, Compared]]] = defaultdict(list)
    alike: dict[object, list[Compared]] = defaultdict(list)
    for place, record in enumerate(records):
        compared = Compared(record, place, names)
        for block in compared.blocks(names):
            alike[block, record.when].append(compared)
            if compared.day is not None:
                dated[block].append((compared.day, compared))
    for same in alike.values():
        # Pairs of dated records are found below.
        yield from (
            (one, other)
            for at, one in enumerate(same)
            for other in same[at + 1 :]
            if one.day is None or other.day is None
        )
    for near in dated.values():
        near.sort(key=itemgetter(0))
        for at, (day, one) in enumerate(near):
            for later, other in near[at + 1 :]:
                if later - day > window:
                    break
                yield (one, other) if one.place < other.place else (other, one)


def _reasons(one: Compared, other: Compared, names: Names) -> Iterator[tuple[str, int]]:
    """Yield what two records have in common, with points; nothing if too little."""
    days = _days(one.record, other.record)
    both = one.words | other.words
    # Gists without letters have no words to compare.
    shares = len(one.words & other.words) / len(both) if both else 1.0
    actors = [_actors(one.by, other.by, names), _actors(one.to, other.to, names)]
    spoken = isinstance(one.record, Statement)
    if (
        days is None
        or actors[0] == 0
        or (actors[1] == 0 and one.to and other.to)
        or (spoken and shares < LEAST_SHARED_WORDS)
    ):
        return
    for points, who in zip(actors, ("who", "whom"), strict=True):
        if points:
            yield f"{'the same' if points == 2 else 'related'} actors ({who})", points
    yield days
    place, its = (getattr(it.record, "place", None) for it in (one, other))
    if place and its and fold(place) == fold(its):
        yield "the same place", 1
    if set(one.record.topics) & set(other.record.topics):
        yield "a topic in common", 1
    if shares:
        yield f"{shares:.0%} of the words in common", round(5 * shares)


def _days(one: Any, other: Any) -> tuple[str, int] | None:
    """Return what the days of two records have in common, with its points."""
    if one.when == other.when:
        return "the same days", 3
    touch = one.when.overlaps(other.when)
    if touch is Certainty.YES:
        return "days in common", 2
    if touch is Certainty.MAYBE:
        return "perhaps days in common", 1
    return (
        ("days that were expected earlier", 1) if is_rescheduled(one, other) else None
    )


def _actors(mine: Sequence[str], its: Sequence[str], names: Names) -> int:
    """Return 2 if some are the same, 1 if one acts for another, else 0."""
    if set(mine) & set(its):
        return 2
    return int(any(names.akin(one, other) for one in mine for other in its))


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
