"""Which columns the classes of the model have, read off their annotations.

Nothing here needs pyarrow: a `Field` is a field of a class and what kind of value it
holds, a `Slot` is one column of a table and what it takes from the field.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

import attrs

from diplomacy_events.errors import FieldValueError
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.annotation import annotation
from diplomacy_events.model.period import Period

__all__ = [
    "BOUNDS",
    "TYPE",
    "Field",
    "Part",
    "Slot",
    "fields",
    "properties",
    "slots",
    "source_names",
]

TYPE = "type"
ACTORS = frozenset(cls.__name__ for cls in ACTOR_TYPES)
# What a rule lets through that is made for words, and no rule for ids and codes.
WORDS = "Some words: (of 2)"


class Part(StrEnum):
    """What of a field a column holds."""

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

    @property
    def derived(self) -> bool:
        """Whether it follows from other columns, so that reading passes it by."""
        return self not in (Part.VALUE, Part.EDTF, Part.PHRASE, Part.ANCHOR)


# Each with its place among the four of `model.period.Bounds`.
BOUNDS = {
    Part.EARLIEST: 0,
    Part.LATEST: 3,
    Part.LATEST_BEGIN: 1,
    Part.EARLIEST_END: 2,
}


class Field(NamedTuple):
    """A field of a class.

    Attributes:
        name: its name.
        cls: the class of its value, or of the items of its value.
        many: whether it is a tuple.
        optional: whether it may be `None`.
        attribute: what attrs knows of it; `None` for a property.
    """

    name: str
    cls: Any
    many: bool
    optional: bool
    attribute: Any

    @property
    def actors(self) -> bool:
        """Whether it holds ids of actors."""
        kinds = self.attribute.metadata.get("refers_to", ()) if self.attribute else ()
        return bool(kinds) and ACTORS.issuperset(kinds)

    @property
    def recurs(self) -> bool:
        """Whether it holds the same few texts again and again, as ids and topics do."""
        return "refers_to" in self.attribute.metadata or (self.many and not self.words)

    @property
    def words(self) -> bool:
        """Whether it holds words, which people search, and no ids, digests or codes."""
        if self.cls is not str or self.attribute.validator is None:
            return False
        value = (WORDS,) if self.many else WORDS
        try:
            self.attribute.validator(None, self.attribute, value)
        except FieldValueError:
            return False
        return True


class Slot(NamedTuple):
    """One column of a table.

    Attributes:
        name: the name of the column.
        field: the field that it takes its values from.
        part: what of the field it holds.
    """

    name: str
    field: Field
    part: Part


@cache
def fields(cls: type) -> tuple[Field, ...]:
    """Return the fields of a class."""
    return tuple([_field(attribute) for attribute in attrs.fields(cls)])


def _field(attribute: "attrs.Attribute[Any]") -> Field:
    return Field(attribute.name, *annotation(attribute.type), attribute)


@cache
def slots(cls: type, *, names: bool = False, folded: bool = False) -> tuple[Slot, ...]:
    """Return the columns of a class, in their order.

    Args:
        cls: the class.
        names: with a column of names beside every column of ids of actors.
        folded: with a column of folded text for every field of words.
    """
    made = [slot for field in fields(cls) for slot in _plain(field)]
    made += [Slot(field.name, field, Part.PROPERTY) for field in properties(cls)]
    for part, wanted in ((Part.NAMES, names), (Part.FOLDED, folded)):
        for field in fields(cls) if wanted else ():
            if field.actors if part is Part.NAMES else field.words:
                made.append(Slot(f"{field.name}_{part}", field, part))
    return tuple(made)


def source_names(cls: type) -> list[str]:
    """Return the names of the columns that objects of a class are made of."""
    return [slot.name for slot in slots(cls) if not slot.part.derived]


def _plain(field: Field) -> Iterator[Slot]:
    if field.cls is not Period or field.many:
        yield Slot(field.name, field, Part.VALUE)
        return
    yield Slot(field.name, field, Part.EDTF)
    for part in (Part.PHRASE, Part.ANCHOR):
        yield Slot(f"{field.name}_{part}", field, part)
    # `when` is the time of the record itself, which needs no saying.
    prefix = "" if field.name == "when" else f"{field.name}_"
    for part in BOUNDS:
        yield Slot(f"{prefix}{part}", field, part)


def properties(cls: type) -> Iterator[Field]:
    """Return the properties of a class whose value is of a closed vocabulary."""
    for name, member in vars(cls).items():
        getter = member.fget if isinstance(member, property) else None
        answer = getattr(getter, "__annotations__", {}).get("return")
        if isinstance(answer, type) and issubclass(answer, StrEnum):
            yield Field(name, answer, many=False, optional=False, attribute=None)
