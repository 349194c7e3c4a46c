"""Match records of two codings of one source by their places."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import eq
from typing import Any

import attrs

from diplomacy_events.dataset.assignment import heaviest, parts
from diplomacy_events.dataset.contents import Parts
from diplomacy_events.folding import visible
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.rules import GREATEST_INTEGER

__all__ = ["Match", "keys", "make_match", "pairs", "visible_value"]

# Shares are compared as whole numbers, which add up without error.
SHARES_IN_ONE = 10**9

Spans = Mapping[str, Sequence[tuple[int, int]]]
Pair = tuple[Record, Record]
Values = Callable[[Record], Sequence[object]]
ValueGetters = tuple[Values, Values]


@attrs.frozen(kw_only=True)
class Match:
    """A pair of records, one of each coding, that are taken to be the same.

    Attributes:
        one: id of the record in the first coding.
        other: id of the record in the second.
        overlap: the characters that both records rest on, as a share of those that
            either rests on: above 0 and up to 1 (the Jaccard index).
    """

    one: str
    other: str
    overlap: float


def make_match(pair: Pair, one: Parts, other: Parts) -> Match:
    """Return two records as a match."""
    a, b = pair
    spans = _spans(a, one), _spans(b, other)
    shared = sum(
        size
        for key, its in spans[0].items()
        for _, size in _shared_sizes(
            sorted(
                (start, end, side, side)
                for side, some in enumerate((its, spans[1].get(key, ())))
                for start, end in some
            )
        )
    )
    overlap = shared / (_size(spans[0]) + _size(spans[1]) - shared)
    return Match(one=a.id, other=b.id, overlap=overlap)


def pairs(one: Parts, other: Parts, values_of: ValueGetters) -> list[Pair]:
    """Pair the records of two codings with the greatest possible overlap.

    Two records pair only if they overlap and have the same type, and each record has at
    most one partner. The pairing has the greatest possible sum of overlaps. Ties are
    broken by the number of fields with the same value, and then by the number of equal
    ids.

    Args:
        one: the first coding.
        other: the second.
        values_of: for each coding, returns the values of a record in the fields that
            break ties, in a form that can be compared.

    Returns:
        The pairs, in the order of the first coding.

    Raises:
        MissingExtraError: without the extra ``agreement``.
    """
    # The remaining ties depend on the order of the arguments, so it is always the same:
    # the pairs must not depend on which coding is the one.
    if repr(tuple(one.records)) > repr(tuple(other.records)):
        pairs = [(b, a) for a, b in _best(other, one, values_of[::-1])]
    else:
        pairs = _best(one, other, values_of)
    place = {id(record): number for number, record in enumerate(one.records)}
    return sorted(pairs, key=lambda pair: place[id(pair[0])])


def _best(one: Parts, other: Parts, values_of: ValueGetters) -> list[Pair]:
    records = tuple(one.records), tuple(other.records)
    values = [
        [of(record) for record in some]
        for of, some in zip(values_of, records, strict=True)
    ]
    overlaps = _overlaps(one, other)
    fields = max((len(some) for side in values for some in side), default=0)
    pairs: list[Pair] = []
    for part in parts(overlaps):
        # More than all equal fields and ids in one part can add up to.
        fewest = min(len({edge[side] for edge in part}) for side in (0, 1))
        most = fewest * fields + 1
        weights = {}
        for (first, second), overlap in part.items():
            same = sum(map(eq, values[0][first], values[1][second]))
            weight = round(overlap * SHARES_IN_ONE) * most + same
            same_id = records[0][first].id == records[1][second].id
            weights[first, second] = weight * most + same_id
        pairs += [(records[0][a], records[1][b]) for a, b in heaviest(weights)]
    return pairs


def visible_value(value: object) -> object:
    """Return a value as readers see it, without invisible characters."""
    return visible(value) if isinstance(value, str) else value


def _overlaps(one: Parts, other: Parts) -> dict[tuple[int, int], float]:
    """Return the overlap of each two records of the same type, by their places."""
    sizes: tuple[list[int], list[int]] = ([], [])
    places: dict[tuple[str, type], list[tuple[int, int, int, int]]] = {}
    for side, dataset in enumerate((one, other)):
        for place, record in enumerate(dataset.records):
            found = _spans(record, dataset)
            sizes[side].append(_size(found))
            for key, spans in found.items():
                stretches = places.setdefault((key, type(record)), [])
                stretches += [(start, end, side, place) for start, end in spans]
    shared: dict[tuple[int, int], int] = {}
    for stretches in places.values():
        for edge, size in _shared_sizes(sorted(stretches)):
            shared[edge] = shared.get(edge, 0) + size
    return {
        (first, second): size / (sizes[0][first] + sizes[1][second] - size)
        for (first, second), size in sorted(shared.items())
    }


def _shared_sizes(
    spans: Iterable[tuple[int, int, int, int]],
) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the number of characters that spans of both sides share, in one pass.

    Args:
        spans: start, end, side and place of the record of each, in rising order.
    """
    # Of either side, those that may reach beyond the start of the next.
    reaching: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for start, end, side, place in spans:
        others = [one for one in reaching[1 - side] if one[0] > start]
        reaching[1 - side][:] = others
        for its_end, its_place in others:
            edge = (its_place, place) if side else (place, its_place)
            yield edge, min(end, its_end) - start
        reaching[side].append((end, place))


def keys(dataset: Parts) -> dict[str, str]:
    """Return the key of each source: its digest, or its id if it has none."""
    return {source.id: source.sha256 or source.id for source in dataset.sources}


def _spans(record: Record, dataset: Parts) -> Spans:
    """Return the characters that a record rests on, by text, as separate spans."""
    found: dict[str, list[tuple[int, int]]] = {}
    for anchor in record.evidence:
        source: Any = dataset[anchor.source]
        key = source.sha256 or source.id
        start, end = anchor.start or 0, anchor.end or source.length or GREATEST_INTEGER
        found.setdefault(key, []).append((start, end))
    return {key: _merge_spans(spans) for key, spans in found.items()}


def _merge_spans(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _size(spans: Spans) -> int:
    return sum(end - start for some in spans.values() for start, end in some)
