"""The Arrow types of the columns: one schema per class, independent of the rows."""

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

    A table of several classes begins with a column ``type``, the name of the class,
    and then has the columns of all the classes. A column is null in rows of classes
    that lack it.

    Args:
        kinds: classes of the model, such as `StateVisit`.
        names: whether to add a column of readable names for each column of actor ids.
        folded: whether to add a column of folded text for each field of words.

    Raises:
        MissingExtraError: if pyarrow is not installed.

    >>> from diplomacy_events.model.actors import State
    >>> schema(State).names
    ['id', 'name', 'aliases', 'wikidata', 'anonymous', 'code']
    """
    pa = import_extra("pyarrow", extra="frames")
    columns = [
        pa.field(slot.name, _type(slot), nullable=_nullable(slot, kinds))
        for slot in layout(kinds, names=names, folded=folded)
    ]
    if len(kinds) > 1:
        columns.insert(0, pa.field(TYPE, value_type(StrEnum), nullable=False))
    return pa.schema(columns)


def layout(
    kinds: tuple[type, ...], *, names: bool = False, folded: bool = False
) -> list[Slot]:
    """Return the columns of classes in one table: names and folded text come last.

    A column that several classes share has the position that it has in the first.
    """
    columns: dict[str, Slot] = {}
    for with_names, with_folded in ((False, False), (names, False), (names, folded)):
        for kind in kinds:
            for slot in slots(kind, names=with_names, folded=with_folded):
                columns.setdefault(slot.name, slot)
    return list(columns.values())


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
    # Every part is nullable here, because a null struct has null parts.
    return pa.struct([pa.field(part.name, _within(part)) for part in fields(cls)])


def _within(field: Field) -> Any:
    """Return the type of the values of a field of a part.

    Members of a vocabulary are plain strings there, because pyarrow cannot read lists
    of structs with dictionary-encoded strings from several row groups.
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
        # The name of an id may be unknown.
        return pa.list_(pa.field("element", pa.string()))
    return field_type(slot.field)


def _nullable(slot: Slot, kinds: tuple[type, ...]) -> bool:
    """Return whether a column may be null in a row of any of the classes."""
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
