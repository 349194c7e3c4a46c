"""How far two codings of one source agree: in their records, and field by field."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from diplomacy_events.dataset.comparable import (
    Ids,
    by_actor,
    by_record,
    comparable_value,
    compared_fields,
    values_before_matching,
)
from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.diff import distinct_texts
from diplomacy_events.dataset.record_matches import (
    Match,
    Pair,
    keys,
    make_match,
    pairs,
)
from diplomacy_events.dataset.reliability import (
    RecordAgreement,
    masi,
    masi_alpha,
    nominal_alpha,
)
from diplomacy_events.dataset.same_actors import same_actors
from diplomacy_events.errors import FieldValueError
from diplomacy_events.model.description import Field
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record
from diplomacy_events.views.grid import Grid, Tabled

__all__ = ["Agreement", "Disagreement", "FieldAgreement", "agreement"]


@attrs.frozen(kw_only=True)
class FieldAgreement:
    """How often matched records of a type have the same value in a field.

    Attributes:
        type: the class of the records.
        field: the field.
        pairs: how many pairs of records there are.
        agreed: how many pairs have exactly the same value.
        with_value: in how many pairs at least one record has a value.
        masi: for fields with several items, the mean distance between the two sets of
            items: 0 if they are always the same, 1 if they never have an item in
            common; see `diplomacy_events.dataset.reliability.masi`. `None` for other
            fields.
        alpha: Krippendorff's alpha, for fields with one member of a vocabulary (nominal
            data) or with several items (by MASI distance). `None` for other fields, and
            if all values are the same, because agreement then cannot be distinguished
            from chance.
    """

    type: str
    field: str
    pairs: int
    agreed: int
    with_value: int
    masi: float | None = None
    alpha: float | None = None

    @property
    def share(self) -> float:
        """The share of pairs that have the same value, from 0 to 1."""
        return self.agreed / self.pairs

    def __str__(self) -> str:
        """Return the counts in words, and the measures that are not `None`."""
        measures = "".join(
            f", {name} {value:.3f}"
            for name, value in (("MASI distance", self.masi), ("alpha", self.alpha))
            if value is not None
        )
        return f"{self.type}.{self.field}: {self.agreed} of {self.pairs}{measures}"


@attrs.frozen(kw_only=True)
class Disagreement:
    """A field in which two matched records differ.

    Attributes:
        match: the records.
        field: the field.
        one: its value in the record of the first coding.
        other: its value in the record of the second coding.
    """

    match: Match
    field: str
    one: Any
    other: Any

    def __str__(self) -> str:
        """Return the ids, the field and both values."""
        values = " or ".join(distinct_texts(self.one, self.other))
        return f"{_ids(self.match)}, {self.field}: {values}"


def _ids(match: Match) -> str:
    return " = ".join(dict.fromkeys((match.one, match.other)))


@attrs.frozen(kw_only=True)
class Agreement(Tabled):
    """How far two codings of one source agree. It prints as tables.

    Attributes:
        matches: the records that are taken to be the same, in the order of the first
            coding.
        only_one: ids of the records that only the first coding has.
        only_other: ids of the records that only the second coding has.
        actors: pairs of different ids, one from each coding, whose names show that they
            belong to the same actor.
        types: how many records of each type both have.
        fields: the agreement in each field of each type, of the matched records.
        disagreements: every field in which matched records differ.
    """

    matches: tuple[Match, ...] = ()
    only_one: tuple[str, ...] = ()
    only_other: tuple[str, ...] = ()
    actors: tuple[tuple[str, str], ...] = ()
    types: tuple[RecordAgreement, ...] = ()
    fields: tuple[FieldAgreement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def records(self) -> RecordAgreement:
        """How many records of all types both codings have."""
        return RecordAgreement(
            type=None,
            both=len(self.matches),
            only_one=len(self.only_one),
            only_other=len(self.only_other),
        )

    def _tables(self) -> Iterator[Grid]:
        """Yield the tables: records, fields, and differences."""
        yield self._record_grid()
        if self.fields:
            yield self._field_grid()
        ids = "first", "second"
        if self.actors:
            yield Grid(
                "Actors with different ids, taken to be the same", ids, self.actors
            )
        for side, left in zip(ids, (self.only_one, self.only_other), strict=True):
            if left:
                yield Grid(f"Only in the {side}", ("id",), [(id,) for id in left])
        if self.disagreements:
            rows = [
                (_ids(one.match), one.field, *distinct_texts(one.one, one.other))
                for one in self.disagreements
            ]
            yield Grid("Disagreements", ("id", "field", *ids), rows)

    def _record_grid(self) -> Grid:
        """Return the table of how many records both have."""
        counts = ("both", "only first", "only second")
        rows = [
            (
                one.type or "all",
                *map(str, (one.both, one.only_one, one.only_other)),
                *map(_number, (one.precision, one.recall, one.f1)),
            )
            for one in (*self.types, self.records)
        ]
        header = ("type", *counts, "precision", "recall", "F1")
        return Grid("Records", header, rows, numbers=6)

    def _field_grid(self) -> Grid:
        """Return the table of agreement in the fields that either coder filled in."""
        rows = [
            (
                f"{one.type}.{one.field}",
                *map(str, (one.pairs, one.agreed)),
                *map(_number, (one.share, one.masi, one.alpha)),
            )
            for one in self.fields
            if one.with_value
        ]
        header = ("field", "pairs", "agreed", "share", "MASI distance", "alpha")
        empty = len(self.fields) - len(rows)
        left_out = f" ({empty} that neither filled in are left out)" * bool(empty)
        title = f"Fields of the records in both codings{left_out}"
        return Grid(title, header, rows, numbers=5)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def agreement(one: Parts, other: Parts) -> Agreement:
    """Return how far two codings of one source agree.

    Raises:
        FieldValueError: if the two are of different sources.
        MissingExtraError: without the extra ``agreement``.
    """
    _must_share_sources(one, other)
    actors = same_actors(one.actors, other.actors)
    named = by_actor(one, other, actors)
    matched = pairs(one, other, values_before_matching(named))
    matches = tuple([make_match(pair, one, other) for pair in matched])
    left = (
        _unmatched(one, {match.one for match in matches}),
        _unmatched(other, {match.other for match in matches}),
    )
    values = _MatchedValues(matched, by_record(one, other, matched, named))
    return Agreement(
        matches=matches,
        only_one=tuple([record.id for record in left[0]]),
        only_other=tuple([record.id for record in left[1]]),
        actors=tuple([pair for pair in actors.items() if pair[0] != pair[1]]),
        types=tuple(_types(matched, left)),
        fields=tuple(values.fields()),
        disagreements=tuple(values.disagreements(matches)),
    )


def _must_share_sources(one: Parts, other: Parts) -> None:
    """Refuse codings of different texts.

    Raises:
        FieldValueError: if the texts are not the same.
    """
    texts = set(keys(one).values())
    if not texts or texts != set(keys(other).values()):
        rule = "both must be codings of the same sources"
        got = f"{list(one.sources.ids)} and {list(other.sources.ids)}"
        raise FieldValueError(
            f"Dataset.agreement: {rule}, known by their digests; got {got}",
            field="Dataset.agreement",
            rule=rule,
            value=other.sources.ids,
        )


def _unmatched(dataset: Parts, matched_ids: set[str]) -> list[Record]:
    return [record for record in dataset.records if record.id not in matched_ids]


def _types(
    matched: Sequence[Pair], left: tuple[list[Record], list[Record]]
) -> Iterator[RecordAgreement]:
    """Yield how many records both have, for each type that either has."""
    groups = [one for one, _ in matched], *left
    for kind in RECORD_TYPES:
        both, only_one, only_other = (
            sum(type(record) is kind for record in records) for records in groups
        )
        if both or only_one or only_other:
            yield RecordAgreement(
                type=kind.__name__,
                both=both,
                only_one=only_one,
                only_other=only_other,
            )


class _MatchedValues:
    """The values of matched records, in a form that can be compared across codings.

    Args:
        matched: the pairs of records.
        ids: for each coding, the common ids of its actors and records.
    """

    def __init__(self, matched: Sequence[Pair], ids: tuple[Ids, Ids]) -> None:
        self._matched = matched
        self._values = [
            {
                field.name: (
                    comparable_value(one, field, ids[0]),
                    comparable_value(other, field, ids[1]),
                )
                for field in compared_fields(type(one))
            }
            for one, other in matched
        ]

    def fields(self) -> Iterator[FieldAgreement]:
        """Yield how far each field of each type agrees.

        Raises:
            MissingExtraError: without the extra ``agreement``.
        """
        for kind in RECORD_TYPES:
            rows = [
                values
                for (one, _), values in zip(self._matched, self._values, strict=True)
                if type(one) is kind
            ]
            for field in compared_fields(kind) if rows else ():
                coded = [row[field.name] for row in rows]
                yield FieldAgreement(
                    type=kind.__name__,
                    field=field.name,
                    pairs=len(coded),
                    agreed=sum(one == other for one, other in coded),
                    with_value=sum(any(map(_is_given, pair)) for pair in coded),
                    masi=_mean_masi(coded) if field.many else None,
                    alpha=_alpha(field, coded),
                )

    def disagreements(self, matches: Sequence[Match]) -> Iterator[Disagreement]:
        """Yield every field in which matched records differ."""
        rows = zip(matches, self._matched, self._values, strict=True)
        for match, pair, values in rows:
            for name, (one, other) in values.items():
                if one != other:
                    yield Disagreement(
                        match=match,
                        field=name,
                        one=getattr(pair[0], name),
                        other=getattr(pair[1], name),
                    )


def _is_given(value: object) -> bool:
    return value not in (None, (), frozenset())


def _mean_masi(coded: Sequence[tuple[Any, Any]]) -> float:
    return sum(masi(*pair) for pair in coded) / len(coded)


def _alpha(field: Field, coded: Sequence[tuple[Any, Any]]) -> float | None:
    if field.many:
        return masi_alpha(coded)
    return nominal_alpha(coded) if field.choice else None
