"""The Arrow types of the columns: one schema per class, whatever the rows."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from diplomacy_events.arrow.columns import BOUNDS, TYPE, Part, Slot, slots
from diplomacy_events.extras import import_extra
from diplomacy_events.model.description import Field, fields

__all__ = ["field_type", "layout", "list_of", "schema", "value_type"]


@cache
def schema(*kinds: type, names: bool = False, folded: bool = False) -> Any:
    """Return the `pyarrow.Schema` of a class, or of several in one table.

    Several classes have a first column ``type``, the name of the class, and then every
    column that one of them has; it is null in the rows of the others.

    Args:
        kinds: classes of the model, such as `StateVisit`.
        names: with a column of readable names beside every column of ids of actors.
        folded: with a column of folded text for every field that holds words.

    Raises:
        MissingExtraError: if pyarrow is not installed.

    >>> from diplomacy_events.model.actors import State
    >>> schema(State).names
    ['id', 'name', 'aliases', 'wikidata', 'anonymous', 'code']
    """
    pa = import_extra("pyarrow", extra="frames")
    made = [
        pa.field(slot.name, _type(slot), nullable=_nullable(slot, kinds))
        for slot in layout(kinds, names=names, folded=folded)
    ]
    if len(kinds) > 1:
        made.insert(0, pa.field(TYPE, value_type(StrEnum), nullable=False))
    return pa.schema(made)


def layout(
    kinds: tuple[type, ...], *, names: bool = False, folded: bool = False
) -> list[Slot]:
    """Return the columns of classes in one table: names and folded text come last.

    A column that several classes have stands where the first of them has it.
    """
    found: dict[str, Slot] = {}
    for with_names, with_folded in ((False, False), (names, False), (names, folded)):
        for kind in kinds:
            for slot in slots(kind, names=with_names, folded=with_folded):
                found.setdefault(slot.name, slot)
    return list(found.values())


@cache
def value_type(cls: Any) -> Any:
    """Return the type of the values of a class."""
    pa = import_extra("pyarrow", extra="frames")
    if cls is str:
        return pa.string()
    if cls is bool:
        return pa.bool_()
    if cls is int:
        return pa.int64()
    if cls is float:
        return pa.float64()
    if cls is date:
        return pa.date32()
    if issubclass(cls, StrEnum):
        return pa.dictionary(pa.int32(), pa.string())
    # Where the whole is null its parts are too, whatever they are in an object.
    return pa.struct([pa.field(part.name, _within(part)) for part in fields(cls)])


def _within(field: Field) -> Any:
    """Return the type of the values of a field of a part.

    Words of a vocabulary are not coded there: pyarrow reads no lists of parts with
    coded texts that stand in several groups of rows.
    """
    if not field.choice:
        return field_type(field)
    return list_of(str) if field.many else value_type(str)


def field_type(field: Field) -> Any:
    """Return the type of the values of a field."""
    return list_of(field.holds) if field.many else value_type(field.holds)


def list_of(cls: object) -> Any:
    """Return the type of lists of values of a class."""
    pa = import_extra("pyarrow", extra="frames")
    return pa.list_(pa.field("element", value_type(cls), nullable=False))


def _type(slot: Slot) -> Any:
    pa = import_extra("pyarrow", extra="frames")
    if slot.part in (Part.EDTF, Part.PHRASE, Part.FOLDED):
        return pa.string()
    if slot.part is Part.ANCHOR or slot.part in BOUNDS:
        return pa.date32()
    if slot.part is Part.PAIRS:
        return list_of(str)
    if slot.part is Part.NAMES and slot.field.many:
        # Not every id has a name that is known.
        return pa.list_(pa.field("element", pa.string()))
    return field_type(slot.field)


def _nullable(slot: Slot, kinds: tuple[type, ...]) -> bool:
    """Return whether a column may be null in a row of one of the classes."""
    for kind in kinds:
        same = [
            other
            for other in slots(kind, names=True, folded=True)
            if other.name == slot.name
        ]
        if not same or _optional(same[0]):
            return True
    return False


def _optional(slot: Slot) -> bool:
    if slot.part in (Part.PHRASE, Part.ANCHOR) or slot.part in BOUNDS:
        return True
    return slot.field.optional or (slot.part is Part.NAMES and not slot.field.many)
