"""Periods: a beginning and an end, each only as certain as the source leaves it."""

from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Self

import attrs

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.converters import name_fields_in_errors
from diplomacy_events.model.edtf import Edge, read_edtf, write_edtf
from diplomacy_events.model.metadata import field_metadata
from diplomacy_events.model.rules import refuse_field, short, spoken
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.vocabulary import Certainty

__all__ = ["ENDLESS", "UNBOUNDED", "Bounds", "Period", "bounds_of"]

UNBOUNDED, ENDLESS = 10**9, 10**10


class Bounds(NamedTuple):
    """First and last possible day of each edge; no end precedes its beginning.

    Days are proleptic Gregorian ordinals, as from `date.toordinal`. A missing bound is
    further out than any day, at `UNBOUNDED`; an open edge, which is not a day, is
    further out still, at `ENDLESS`.
    """

    first_begin: int
    last_begin: int
    first_end: int
    last_end: int


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Period:
    """A stretch of days whose beginning and end are each known to lie within bounds.

    ``2023-03-20/2023-03-22`` begins on the 20th and ends on the 22nd: it lasts three
    days. ``2023-03`` begins and ends in March, on days that are not known.

    Two periods are equal if they mean the same days with the same qualifiers. The words
    of the source (`phrase` and `anchor`) do not count.

    Attributes:
        edtf: the period in EDTF (ISO 8601-2), in its canonical form.
        phrase: the source's words for it, such as "early next week".
        anchor: the date that the phrase is relative to.

    >>> visit = Period.from_edtf("2023-03-20/2023-03-22")
    >>> visit.latest
    datetime.date(2023, 3, 22)
    >>> visit.overlaps(Period.from_edtf("2023-03-22/2023-03-31"))
    <Certainty.YES: 'yes'>
    >>> visit.overlaps(Period.from_edtf("2023-03"))
    <Certainty.MAYBE: 'maybe'>
    """

    __repr__ = short_repr

    edtf: str = attrs.field(metadata=field_metadata("EDTF"))
    phrase: str | None = attrs.field(
        default=None,
        eq=False,
        validator=spoken,
        metadata=field_metadata("In the source"),
    )
    anchor: date | None = attrs.field(
        default=None, eq=False, metadata=field_metadata("Relative to")
    )

    def __attrs_post_init__(self) -> None:
        """Bring the text into canonical form and check the anchor.

        Raises:
            EDTFError: if the text cannot be read as EDTF.
            FieldValueError: if there is an anchor without a phrase.
        """
        canonical = _canonical(self.edtf)
        if canonical != self.edtf:
            object.__setattr__(self, "edtf", canonical)
        if self.anchor is not None and self.phrase is None:
            refuse_field(
                self, "anchor", "needs a phrase that is relative to it", self.anchor
            )

    @classmethod
    def from_edtf(
        cls, text: str, *, phrase: str | None = None, anchor: date | None = None
    ) -> Self:
        """Read a period from EDTF, with the source's words for it if there are any.

        Raises:
            EDTFError: if the text is not EDTF, or uses an unsupported feature; the
                error names the feature and the place.
        """
        return cls(edtf=text, phrase=phrase, anchor=anchor)

    @classmethod
    def of(
        cls,
        begin: Edge,
        end: Edge,
        *,
        phrase: str | None = None,
        anchor: date | None = None,
    ) -> Self:
        """Return the period with these edges.

        Raises:
            EDTFError: if the end is before the beginning.
            FieldValueError: if EDTF cannot write these edges together.
        """
        return cls(edtf=write_edtf(begin, end), phrase=phrase, anchor=anchor)

    @property
    def begin(self) -> Edge:
        """The day it begins."""
        return read_edtf(self.edtf).begin

    @property
    def end(self) -> Edge:
        """The day it ends, included in the period."""
        return read_edtf(self.edtf).end

    @property
    def earliest(self) -> date | None:
        """The first day that can be part of it; `None` if unbounded."""
        return self.begin.earliest

    @property
    def latest(self) -> date | None:
        """The last day that can be part of it; `None` if unbounded."""
        return self.end.latest

    @property
    def bounds(self) -> Bounds:
        """First and last possible day of each edge, as numbers to compare."""
        return bounds_of(self.edtf)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """A key that sorts periods in the order of a timeline.

        Periods are sorted by `earliest` (or by `latest`, if that is missing), then by
        `latest`, then by the text. Periods without any bound come last. This order is
        for display; to ask what came first, use `before`.
        """
        unknown = date.max
        latest = self.latest or unknown
        return self.earliest or latest, latest, self.edtf

    def overlaps(self, other: "Period") -> Certainty:
        """Whether the two share at least one day.

        Like the other three questions, this one considers every beginning and end that
        the bounds of each period allow. The answer is yes if it is true for all
        combinations, and no if it is true for none. Qualifiers do not widen bounds.

        Raises:
            FieldTypeError: if the other is not a `Period`: only you can decide whether
                a text such as ``2023-03`` means some time in March or all of it.
        """
        a, b = self.bounds, _bounds("overlaps", other)
        return _certainty(
            a.last_begin <= b.first_end and b.last_begin <= a.first_end,
            a.first_begin <= b.last_end and b.first_begin <= a.last_end,
        )

    def within(self, other: "Period") -> Certainty:
        """Whether every day of this period is a day of the other; see `overlaps`."""
        a, b = self.bounds, _bounds("within", other)
        return _certainty(
            b.last_begin <= a.first_begin and a.last_end <= b.first_end,
            b.first_begin <= a.last_begin and a.first_end <= b.last_end,
        )

    def before(self, other: "Period") -> Certainty:
        """Whether this period ends before the other begins; see `overlaps`."""
        return _before(self.bounds, _bounds("before", other))

    def after(self, other: "Period") -> Certainty:
        """Whether this period begins after the other ends; see `overlaps`."""
        return _before(_bounds("after", other), self.bounds)

    def __str__(self) -> str:
        """Return the period in English, such as ``20–22 March 2023``."""
        # Only needed to show a period.
        from diplomacy_events.model.english import english

        return english(self.begin, self.end)


@lru_cache(maxsize=1 << 16)
def _canonical(text: str) -> str:
    """Return the canonical form of an EDTF text; a plain day is one already."""
    with suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    return read_edtf(text).edtf


def _bounds(question: str, period: object) -> Bounds:
    """Return the bounds of a period to compare with.

    Raises:
        FieldTypeError: if it is not a period.
    """
    if isinstance(period, Period):
        return period.bounds
    label = f"Period.{question}"
    got = f"{short(period)} ({type(period).__name__})"
    message = f"{label}: expected a Period, such as from Period.from_edtf, got {got}"
    raise FieldTypeError(message, field=label, value=period)


def _before(a: Bounds, b: Bounds) -> Certainty:
    return _certainty(a.last_end < b.first_begin, a.first_end < b.last_begin)


def _certainty(always: bool, ever: bool) -> Certainty:
    return Certainty.YES if always else Certainty.MAYBE if ever else Certainty.NO


@lru_cache(maxsize=65536)
def bounds_of(edtf: str) -> Bounds:
    """Return the bounds of a period in canonical EDTF."""
    begin, end, _ = read_edtf(edtf)
    first_begin = -ENDLESS if begin.open else _ordinal(begin.earliest, -UNBOUNDED)
    last_end = ENDLESS if end.open else _ordinal(end.latest, UNBOUNDED)
    last_begin = -ENDLESS if begin.open else _ordinal(begin.latest, UNBOUNDED)
    first_end = ENDLESS if end.open else _ordinal(end.earliest, -UNBOUNDED)
    return Bounds(
        first_begin=first_begin,
        last_begin=min(last_begin, last_end),
        first_end=max(first_end, first_begin),
        last_end=last_end,
    )


def _ordinal(day: date | None, unbounded: int) -> int:
    return unbounded if day is None else day.toordinal()
