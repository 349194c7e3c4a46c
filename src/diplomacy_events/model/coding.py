"""Who coded a record, and what a team codes beyond the model."""

from collections.abc import Sequence
from datetime import date

import attrs

from diplomacy_events.model.converters import (
    coding_method,
    name_fields_in_errors,
    number,
    several,
)
from diplomacy_events.model.metadata import field_metadata
from diplomacy_events.model.rules import one_line, share, slug
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.vocabulary import Coded, CodingMethod

__all__ = ["Coding", "Variable", "codings_from", "method_of", "variables_from"]


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Coding:
    """Who or what coded a record, and by which scheme.

    Attributes:
        coder: the name or id of the coder, a person or a program.
        how: whether it was coded by hand, by machine, or compiled as a list.
        scheme: the scheme of the codes, such as "CAMEO 1.1b3".
        code: the code of the record in that scheme.
        row: the id of the table row that the record came from.
        confidence: how sure the coder was, from 0 to 1, if known.
        on: the day of the coding.
    """

    __repr__ = short_repr

    coder: str = attrs.field(validator=one_line, metadata=field_metadata("Coder"))
    how: CodingMethod = attrs.field(
        converter=coding_method, metadata=field_metadata("How")
    )
    scheme: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Scheme")
    )
    code: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Code")
    )
    row: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Row")
    )
    confidence: float | None = attrs.field(
        default=None,
        converter=number,
        validator=share,
        metadata=field_metadata("Confidence"),
    )
    on: date | None = attrs.field(default=None, metadata=field_metadata("On"))


def codings_from(value: Sequence[Coding]) -> tuple[Coding, ...]:
    """Return a sequence of codings as a tuple."""
    return several(Coding, value)


def method_of(codings: Sequence[Coding]) -> Coded:
    """Return how a record was coded: by hand, unless its codings say otherwise."""
    if not codings:
        return Coded.HAND
    first, *others = {coding.how for coding in codings}
    return Coded.MIXED if others else Coded(first.value)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Variable:
    """Something that a team codes beyond the model.

    Attributes:
        name: a slug, the name of the variable.
        value: its value, in one line.

    >>> str(Variable(name="tone", value="hostile"))
    'tone=hostile'
    """

    __repr__ = short_repr

    name: str = attrs.field(validator=slug, metadata=field_metadata("Name"))
    value: str = attrs.field(validator=one_line, metadata=field_metadata("Value"))

    def __str__(self) -> str:
        """Return name and value, as in questions."""
        return f"{self.name}={self.value}"


def variables_from(value: Sequence[Variable]) -> tuple[Variable, ...]:
    """Return a sequence of variables as a tuple."""
    return several(Variable, value)
