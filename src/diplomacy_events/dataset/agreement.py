"""How far two codings of one source agree, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.diff import distinct_reprs
from diplomacy_events.dataset.record_matches import (
    Match,
    Pair,
    keys,
    make_match,
    pairs,
    visible_value,
)
from diplomacy_events.errors import FieldValueError
from diplomacy_events.extras import import_extra
from diplomacy_events.model.description import Field, fields, values_of
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_TYPES
from diplomacy_events.query.names import askable_fields

__all__ = ["Agreement", "Disagreement", "FieldAgreement", "agreement"]

Ids = Mapping[str, object]


@attrs.frozen(kw_only=True)
class FieldAgreement:
    """How often matched records of a type hold the same in a field.

    Attributes:
        type: the class of the records.
        field: the field.
        pairs: how many pairs of records there are.
        agreed: in how many of them both hold the same.
        alpha: Krippendorff's alpha for nominal data, where the field holds one value
            of a vocabulary; `None` where it does not, or where all values are the
            same, for then agreement cannot be told from chance.
    """

    type: str
    field: str
    pairs: int
    agreed: int
    alpha: float | None = None

    @property
    def share(self) -> float:
        """The share of pairs in which both hold the same, from 0 to 1."""
        return self.agreed / self.pairs

    def __str__(self) -> str:
        """Return the counts in words, and alpha if there is one."""
        alpha = "" if self.alpha is None else f", alpha {self.alpha:.3f}"
        return f"{self.type}.{self.field}: {self.agreed} of {self.pairs}{alpha}"


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
        ids = " = ".join(dict.fromkeys((self.match.one, self.match.other)))
        return f"{ids}, {self.field}: {' or '.join(_shown(self.one, self.other))}"


def _shown(one: object, other: object) -> tuple[str, ...]:
    """Return two values for a message, cut so that they can be told apart."""
    return tuple(
        [
            str(value) if isinstance(value, StrEnum) else cut
            for value, cut in zip((one, other), distinct_reprs(one, other), strict=True)
        ]
    )


@attrs.frozen(kw_only=True)
class Agreement:
    """How far two codings of one source agree. It prints as a report.

    Attributes:
        matches: the records that are taken for the same, in the order of the one.
        only_one: ids of the records that only the one coding has.
        only_other: ids of the records that only the other has.
        fields: the agreement in each field of each type, of the matched records.
        disagreements: every field in which matched records differ.
    """

    matches: tuple[Match, ...] = ()
    only_one: tuple[str, ...] = ()
    only_other: tuple[str, ...] = ()
    fields: tuple[FieldAgreement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    def __str__(self) -> str:
        """Return the report, a line for each finding."""
        blocks = {
            f"records in both: {len(self.matches)}": (),
            "only in the one": self.only_one,
            "only in the other": self.only_other,
            "agreement": self.fields,
            "disagreements": self.disagreements,
        }
        lines: list[str] = []
        for heading, found in blocks.items():
            if found or not lines:
                lines += [heading, *(f"  {one}" for one in found)]
        return "\n".join(lines)


def agreement(one: Parts, other: Parts) -> Agreement:
    """Return how far two codings of one source agree.

    Raises:
        FieldValueError: if the two are of different sources.
        MissingExtraError: without the extra ``agreement``.
    """
    _must_share_sources(one, other)
    found = pairs(one, other, {kind: _free(kind) for kind in RECORD_TYPES})
    matches = tuple([make_match(pair, one, other) for pair in found])
    ids = _numbered(one, other, found)
    return Agreement(
        matches=matches,
        only_one=_left(one, {match.one for match in matches}),
        only_other=_left(other, {match.other for match in matches}),
        fields=tuple(_fields(found, ids)),
        disagreements=tuple(
            [
                Disagreement(
                    match=match,
                    field=field.name,
                    one=getattr(a, field.name),
                    other=getattr(b, field.name),
                )
                for match, (a, b) in zip(matches, found, strict=True)
                for field in _compared(type(a))
                if not _same((a, b), field, ids)
            ]
        ),
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


def _left(dataset: Parts, taken: set[str]) -> tuple[str, ...]:
    return tuple([id for id in dataset.records.ids if id not in taken])


def _compared(kind: type) -> tuple[Field, ...]:
    """Return the fields of a type that two coders can agree in.

    They are neither the coder's own words nor what tells records apart.
    """
    return tuple(
        [field for field in askable_fields(kind).values() if not field.coders_own]
    )


def _free(kind: type) -> tuple[str, ...]:
    """Return the fields that can be compared before records are matched.

    Ids of records are each coder's own; they count as what they are matched with.
    """
    return tuple(
        [
            field.name
            for field in _compared(kind)
            if (not _to_records(field) and not field.composite) or field.period
        ]
    )


def _to_records(field: Field) -> bool:
    return bool(field.refers_to) and not field.actors


def _numbered(one: Parts, other: Parts, found: Sequence[Pair]) -> tuple[Ids, Ids]:
    """Give matched records the number of their pair, and others one of their own."""
    ids: tuple[dict[str, object], ...] = (
        {record.id: ("one", record.id) for record in one.records},
        {record.id: ("other", record.id) for record in other.records},
    )
    for number, pair in enumerate(found):
        for its, record in zip(ids, pair, strict=True):
            its[record.id] = number
    return ids[0], ids[1]


def _same(pair: Pair, field: Field, ids: tuple[Ids, Ids]) -> bool:
    one, other = (
        visible_value(_value(record, field, its))
        for record, its in zip(pair, ids, strict=True)
    )
    return bool(one == other)


def _value(owner: object, field: Field, ids: Ids) -> Any:
    """Return what a field holds, so that it can be compared across codings."""
    value = getattr(owner, field.name)
    held: list[Any] = list(values_of(value))
    if _to_records(field):
        held = [ids[id] for id in held]
    elif field.composite and not field.period:
        held = [_whole(part, ids) for part in held]
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


def _fields(found: Sequence[Pair], ids: tuple[Ids, Ids]) -> Iterator[FieldAgreement]:
    for kind in RECORD_TYPES:
        some = [pair for pair in found if type(pair[0]) is kind]
        for field in _compared(kind) if some else ():
            nominal = field.choice and not field.many
            yield FieldAgreement(
                type=kind.__name__,
                field=field.name,
                pairs=len(some),
                agreed=sum(_same(pair, field, ids) for pair in some),
                alpha=_alpha(some, field.name) if nominal else None,
            )


def _alpha(found: Sequence[Pair], name: str) -> float | None:
    """Return Krippendorff's alpha of a nominal field, if it is defined.

    Raises:
        MissingExtraError: without the extra ``agreement``.
    """
    coded = [[getattr(pair[side], name) for pair in found] for side in (0, 1)]
    codes = {value: code for code, value in enumerate(sorted({*coded[0], *coded[1]}))}
    if len(codes) < 2:
        return None
    library = import_extra("krippendorff", extra="agreement")
    data = [[codes[value] for value in values] for values in coded]
    return float(library.alpha(reliability_data=data, level_of_measurement="nominal"))
