"""The columns of the classes of the model, from their annotations.

This module works without pyarrow: a `Slot` is one column of a table and the part of a
field that it contains.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from diplomacy_events.model.description import (
    BOUND_COLUMNS,
    Field,
    derived_fields,
    fields,
)
from diplomacy_events.model.period import Bounds

__all__ = ["BOUNDS", "TYPE", "Part", "Slot", "slots", "source_names"]

TYPE = "type"


class Part(StrEnum):
    """The part of a field that a column contains."""

    VALUE = "value"
    EDTF = "edtf"
    PHRASE = "phrase"
    ANCHOR = "anchor"
    EARLIEST = "earliest"
    LATEST = "latest"
    LATEST_BEGIN = "latest_begin"
    EARLIEST_END = "earliest_end"
    PROPERTY = "property"
    NAMES = "names"
    FOLDED = "folded"
    PAIRS = "pairs"

    @property
    def derived(self) -> bool:
        """Whether it is derived from other columns, so that reading ignores it."""
        return self not in (Part.VALUE, Part.EDTF, Part.PHRASE, Part.ANCHOR)


# The position of each bound in `model.period.Bounds`.
BOUNDS = {
    Part(column): Bounds._fields.index(bound) for bound, column in BOUND_COLUMNS.items()
}


# Additional columns, for readers of tables and for engines.
ADDED: dict[Part, Callable[[Field], bool]] = {
    Part.NAMES: lambda field: field.actors,
    Part.FOLDED: lambda field: field.words,
    Part.PAIRS: lambda field: field.pairs,
}


class Slot(NamedTuple):
    """One column of a table.

    Attributes:
        name: the name of the column.
        field: the field that it takes its values from.
        part: the part of the field that it contains.
    """

    name: str
    field: Field
    part: Part

    @property
    def required(self) -> bool:
        """Whether a table must have it, because the field has no default."""
        return self.part in (Part.VALUE, Part.EDTF) and self.field.required


@cache
def slots(cls: type, *, names: bool = False, folded: bool = False) -> tuple[Slot, ...]:
    """Return the columns of a class, in their order.

    Args:
        cls: the class.
        names: whether to add a column of names for each column of actor ids.
        folded: whether to add a column of folded text for each field of words, and a
            column of pairs for variables.
    """
    slots = [slot for field in fields(cls) for slot in _plain(field)]
    slots += [Slot(field.name, field, Part.PROPERTY) for field in derived_fields(cls)]
    for part, wanted in ADDED.items():
        for field in fields(cls) if (names, folded)[part is not Part.NAMES] else ():
            if wanted(field):
                slots.append(Slot(f"{field.name}_{part}", field, part))
    return tuple(slots)


def source_names(cls: type) -> list[str]:
    """Return the names of the columns that objects of a class are made from."""
    return [slot.name for slot in slots(cls) if not slot.part.derived]


def _plain(field: Field) -> Iterator[Slot]:
    if not field.period:
        yield Slot(field.name, field, Part.VALUE)
        return
    yield Slot(field.name, field, Part.EDTF)
    for part in (Part.PHRASE, Part.ANCHOR):
        yield Slot(f"{field.name}_{part}", field, part)
    # `when` is the time of the record itself, so its columns need no prefix.
    prefix = "" if field.name == "when" else f"{field.name}_"
    for part in BOUNDS:
        yield Slot(f"{prefix}{part}", field, part)
