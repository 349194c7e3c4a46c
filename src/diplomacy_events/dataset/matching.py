"""Which records of two codings of one source are the same: those in the same place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.extras import needed
from diplomacy_events.model.records import Record
from diplomacy_events.model.rules import GREATEST_INTEGER

__all__ = ["Match", "keys", "matched", "pairs"]

# Shares are compared as whole numbers, which add up without error.
PRECISION = 10**9

Spans = Mapping[str, Sequence[tuple[int, int]]]
Pair = tuple[Record, Record]


@attrs.frozen(kw_only=True)
class Match:
    """A record of each coding that are taken for the same.

    Attributes:
        one: id of the record in the one coding.
        other: id of the record in the other.
        overlap: of the characters that either rests on, the share that both rest on,
            above 0 and up to 1 (the Jaccard index).
    """

    one: str
    other: str
    overlap: float


def matched(pair: Pair, one: Parts, other: Parts) -> Match:
    """Return two records as a match."""
    a, b = pair
    return Match(
        one=a.id, other=b.id, overlap=_overlap(_spans(a, one), _spans(b, other))
    )


def pairs(
    one: Parts, other: Parts, compared: Mapping[type, Sequence[str]]
) -> list[Pair]:
    """Pair the records of two codings so that they overlap as much as can be.

    Only records of one type pair, each with one at most, and only where they overlap.
    Of all ways to pair them, one with the greatest sum of overlaps is taken; of several
    such, one in which the most fields hold the same, and then the most ids.

    Args:
        one: the one coding.
        other: the other.
        compared: the fields of each type that count then.

    Returns:
        The pairs, in the order of the one coding.

    Raises:
        MissingExtraError: without the extra ``agreement``.
    """
    # The library breaks what ties are left by the order of what it is given. So that
    # both orders give the same pairs, it is always given the same one.
    if repr(tuple(one.records)) > repr(tuple(other.records)):
        found = [(b, a) for a, b in _best(other, one, compared)]
    else:
        found = _best(one, other, compared)
    place = {id(record): number for number, record in enumerate(one.records)}
    return sorted(found, key=lambda pair: place[id(pair[0])])


def _best(
    one: Parts, other: Parts, compared: Mapping[type, Sequence[str]]
) -> list[Pair]:
    networkx = needed("networkx", extra="agreement")
    graph = networkx.Graph()
    records = [*one.records, *other.records]
    most = len(records) * max(map(len, compared.values())) + 1
    for first, second, overlap in _overlapping(one, other):
        a, b = records[first], records[second]
        same = sum(getattr(a, name) == getattr(b, name) for name in compared[type(a)])
        weight = round(overlap * PRECISION) * most + same
        graph.add_edge(first, second, weight=weight * most + (a.id == b.id))
    found = []
    # Each part is small, and the time grows with the third power.
    for part in networkx.connected_components(graph):
        edges = networkx.max_weight_matching(graph.subgraph(sorted(part)))
        found += [(records[min(edge)], records[max(edge)]) for edge in edges]
    return found


def _overlapping(one: Parts, other: Parts) -> Iterator[tuple[int, int, float]]:
    """Yield the places of records that overlap, counted through both codings."""
    theirs = [
        (place, record, _spans(record, other))
        for place, record in enumerate(other.records, len(one.records))
    ]
    for first, record in enumerate(one.records):
        spans = _spans(record, one)
        for second, another, its in theirs:
            overlap = _overlap(spans, its) if type(record) is type(another) else 0
            if overlap:
                yield first, second, overlap


def keys(dataset: Parts) -> dict[str, str]:
    """Return by what each source is known: its digest, or its id if it has none."""
    return {source.id: source.sha256 or source.id for source in dataset.sources}


def _spans(record: Record, dataset: Parts) -> Spans:
    """Return the characters that a record rests on, by text, in separate spans."""
    found: dict[str, list[tuple[int, int]]] = {}
    for anchor in record.evidence:
        source: Any = dataset[anchor.source]
        key = source.sha256 or source.id
        start, end = anchor.start or 0, anchor.end or source.length or GREATEST_INTEGER
        found.setdefault(key, []).append((start, end))
    return {key: _merged(spans) for key, spans in found.items()}


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _overlap(one: Spans, other: Spans) -> float:
    """Return the share of the characters of either that are characters of both."""
    shared = sum(
        max(0, min(a[1], b[1]) - max(a[0], b[0]))
        for key, spans in one.items()
        for a in spans
        for b in other.get(key, ())
    )
    return shared / (_size(one) + _size(other) - shared)


def _size(spans: Spans) -> int:
    return sum(end - start for some in spans.values() for start, end in some)
