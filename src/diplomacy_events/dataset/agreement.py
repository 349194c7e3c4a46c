"""How far two codings of one source agree: in what they found, and field by field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.diff import distinct_texts
from diplomacy_events.dataset.record_matches import (
    Held,
    Match,
    Pair,
    keys,
    make_match,
    pairs,
    visible_value,
)
from diplomacy_events.dataset.reliability import (
    RecordAgreement,
    masi,
    masi_alpha,
    nominal_alpha,
)
from diplomacy_events.dataset.same_actors import same_actors
from diplomacy_events.errors import FieldValueError
from diplomacy_events.model.description import Field, fields, values_of
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record
from diplomacy_events.query.names import askable_fields
from diplomacy_events.views.grid import Grid, Tabled

__all__ = ["Agreement", "Disagreement", "FieldAgreement", "agreement"]

Ids = Mapping[str, object]


@attrs.frozen(kw_only=True)
class FieldAgreement:
    """How often matched records of a type hold the same in a field.

    Attributes:
        type: the class of the records.
        field: the field.
        pairs: how many pairs of records there are.
        agreed: in how many of them both hold the same, all of it.
        masi: the mean distance of what both hold, where the field holds several things:
            0 if both always hold the same, 1 if they never have one in common; see
            `diplomacy_events.dataset.reliability.masi`. `None` in other fields.
        alpha: Krippendorff's alpha, where the field holds one value of a vocabulary
            (nominal data) or several things (by their MASI distance); `None` where it
            does neither, or where all hold the same, for then agreement cannot be told
            from chance.
    """

    type: str
    field: str
    pairs: int
    agreed: int
    masi: float | None = None
    alpha: float | None = None

    @property
    def share(self) -> float:
        """The share of pairs in which both hold the same, from 0 to 1."""
        return self.agreed / self.pairs

    def __str__(self) -> str:
        """Return the counts in words, and the measures that there are."""
        measures = "".join(
            f", {name} {value:.3f}"
            for name, value in (("MASI distance", self.masi), ("alpha", self.alpha))
            if value is not None
        )
        return f"{self.type}.{self.field}: {self.agreed} of {self.pairs}{measures}"


@attrs.frozen(kw_only=True)
class Disagreement:
    """A field in which two matched records hold something else.

    Attributes:
        match: the records.
        field: the field.
        one: what the record of the one coding holds.
        other: what that of the other holds.
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
        matches: the records that are taken for the same, in the order of the one.
        only_one: ids of the records that only the one coding has.
        only_other: ids of the records that only the other has.
        actors: ids of actors in the one coding, with those that they have in the other,
            where these are not the same and a name tells who is meant.
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
        """Yield the tables: of the records, of fields, and of what differs."""
        yield self._found()
        if self.fields:
            yield self._fields()
        ids = "one", "other"
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

    def _found(self) -> Grid:
        """Return the table of how many records both found."""
        found = (*self.types, self.records)
        counts = ("both", "only one", "only other")
        rows = [
            (
                one.type or "all",
                *map(str, (one.both, one.only_one, one.only_other)),
                *map(_number, (one.precision, one.recall, one.f1)),
            )
            for one in found
        ]
        header = ("type", *counts, "precision", "recall", "F1")
        return Grid("Records", header, rows, numbers=6)

    def _fields(self) -> Grid:
        """Return the table of how far the fields agree."""
        rows = [
            (
                f"{one.type}.{one.field}",
                *map(str, (one.pairs, one.agreed)),
                *map(_number, (one.share, one.masi, one.alpha)),
            )
            for one in self.fields
        ]
        header = ("field", "pairs", "agreed", "share", "MASI distance", "alpha")
        return Grid("Fields of the records in both codings", header, rows, numbers=5)


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
    named = _named(one, other, actors)
    found = pairs(one, other, _held(named))
    matches = tuple([make_match(pair, one, other) for pair in found])
    left = (
        _left(one, {match.one for match in matches}),
        _left(other, {match.other for match in matches}),
    )
    held = _Held(found, _numbered(one, other, found, named))
    return Agreement(
        matches=matches,
        only_one=tuple([record.id for record in left[0]]),
        only_other=tuple([record.id for record in left[1]]),
        actors=tuple([pair for pair in actors.items() if pair[0] != pair[1]]),
        types=tuple(_types(found, left)),
        fields=tuple(held.fields()),
        disagreements=tuple(held.disagreements(matches)),
    )


def _must_share_sources(one: Parts, other: Parts) -> None:
    """Refuse codings that are not of the same texts.

    Raises:
        FieldValueError: if they are not.
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


def _left(dataset: Parts, taken: set[str]) -> list[Record]:
    return [record for record in dataset.records if record.id not in taken]


def _types(
    found: Sequence[Pair], left: tuple[list[Record], list[Record]]
) -> Iterator[RecordAgreement]:
    """Yield how many records both have, for each type of which either has any."""
    some = [one for one, _ in found], *left
    for kind in RECORD_TYPES:
        both, only_one, only_other = (
            sum(type(record) is kind for record in records) for records in some
        )
        if both or only_one or only_other:
            yield RecordAgreement(
                type=kind.__name__,
                both=both,
                only_one=only_one,
                only_other=only_other,
            )


def _compared(kind: type) -> tuple[Field, ...]:
    """Return the fields of a type that two coders can agree in.

    They are neither the coder's own words nor what tells records apart.
    """
    return tuple(
        [field for field in askable_fields(kind).values() if not field.coders_own]
    )


def _held(named: tuple[Ids, Ids]) -> Held:
    """Return what gives the fields that can be compared before records are matched.

    Ids of records are each coder's own; they count as what they are matched with.
    """
    free = {
        kind: [
            field
            for field in _compared(kind)
            if (not _to_records(field) and not field.composite) or field.period
        ]
        for kind in RECORD_TYPES
    }
    one, other = named
    return (
        lambda record: [_value(record, field, one) for field in free[type(record)]],
        lambda record: [_value(record, field, other) for field in free[type(record)]],
    )


def _to_records(field: Field) -> bool:
    return bool(field.refers_to) and not field.actors


def _named(one: Parts, other: Parts, actors: Mapping[str, str]) -> tuple[Ids, Ids]:
    """Give actors who are the same one id, and others one of their own."""
    ids: tuple[dict[str, object], ...] = (
        {actor.id: ("one", actor.id) for actor in one.actors},
        {actor.id: ("other", actor.id) for actor in other.actors},
    )
    for its, id in actors.items():
        ids[0][its] = ids[1][id] = its
    return ids[0], ids[1]


def _numbered(
    one: Parts, other: Parts, found: Sequence[Pair], named: tuple[Ids, Ids]
) -> tuple[Ids, Ids]:
    """Give matched records the number of their pair, and others one of their own."""
    ids: tuple[dict[str, object], ...] = (
        {**named[0], **{record.id: ("one", record.id) for record in one.records}},
        {**named[1], **{record.id: ("other", record.id) for record in other.records}},
    )
    for number, pair in enumerate(found):
        for its, record in zip(ids, pair, strict=True):
            its[record.id] = number
    return ids[0], ids[1]


def _value(owner: object, field: Field, ids: Ids) -> Any:
    """Return what a field holds, so that it can be compared across codings."""
    value = getattr(owner, field.name)
    held: list[Any] = list(values_of(value))
    if field.refers_to:
        held = [ids[id] for id in held]
    elif field.composite and not field.period:
        held = [_whole(part, ids) for part in held]
    held = [visible_value(one) for one in held]
    if not field.many:
        return held[0] if held else None
    # The order in which a coder lists things means nothing, but where it is told.
    return tuple(held) if field.ordered else frozenset(held)


def _whole(part: object, ids: Ids) -> object:
    """Return what the fields of a part hold that coders can agree in."""
    if isinstance(part, Period):
        return part
    return tuple(
        [
            _value(part, field, ids)
            for field in fields(type(part))
            if not field.coders_own
        ]
    )


class _Held:
    """What matched records hold, in a form that can be compared across codings.

    Args:
        found: the pairs of records.
        ids: by what the actors and records of either coding are known.
    """

    def __init__(self, found: Sequence[Pair], ids: tuple[Ids, Ids]) -> None:
        self._found = found
        self._values = [
            {
                field.name: (_value(one, field, ids[0]), _value(other, field, ids[1]))
                for field in _compared(type(one))
            }
            for one, other in found
        ]

    def fields(self) -> Iterator[FieldAgreement]:
        """Yield how far each field of each type agrees.

        Raises:
            MissingExtraError: without the extra ``agreement``.
        """
        for kind in RECORD_TYPES:
            rows = [
                values
                for (one, _), values in zip(self._found, self._values, strict=True)
                if type(one) is kind
            ]
            for field in _compared(kind) if rows else ():
                coded = [row[field.name] for row in rows]
                yield FieldAgreement(
                    type=kind.__name__,
                    field=field.name,
                    pairs=len(coded),
                    agreed=sum(one == other for one, other in coded),
                    masi=_mean_masi(coded) if field.many else None,
                    alpha=_alpha(field, coded),
                )

    def disagreements(self, matches: Sequence[Match]) -> Iterator[Disagreement]:
        """Yield every field in which matched records differ."""
        for match, pair, values in zip(matches, self._found, self._values, strict=True):
            for name, (one, other) in values.items():
                if one != other:
                    yield Disagreement(
                        match=match,
                        field=name,
                        one=getattr(pair[0], name),
                        other=getattr(pair[1], name),
                    )


def _mean_masi(coded: Sequence[tuple[Any, Any]]) -> float:
    return sum(masi(*pair) for pair in coded) / len(coded)


def _alpha(field: Field, coded: Sequence[tuple[Any, Any]]) -> float | None:
    if field.many:
        return masi_alpha(coded)
    return nominal_alpha(coded) if field.choice else None
