"""The description of the model: its classes and their fields, read from the classes.

Every other module looks up fields here, because the metadata of a field is written
only once, beside its class. `model.walk` visits the fields of an object.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, get_args

import attrs

from diplomacy_events.model.actors import ACTOR_KINDS, ACTOR_TYPES, Actor
from diplomacy_events.model.annotation import annotation
from diplomacy_events.model.coding import Variable
from diplomacy_events.model.metadata import OWN_CLASS, Kind, Part
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.rules import Rule, rules_of
from diplomacy_events.model.sources import SOURCE_KIND, Source

__all__ = [
    "BOUND_COLUMNS",
    "CLASSES",
    "KINDS",
    "PARTS",
    "SECTIONS",
    "Field",
    "Section",
    "asked_as",
    "derived_fields",
    "fields",
    "header",
    "kind_of",
    "playing",
    "values_of",
]


class Section(NamedTuple):
    """A collection of a dataset.

    Attributes:
        base: the base class of everything in it.
        kinds: the kinds of things in it.
    """

    base: type
    kinds: tuple[Kind, ...]

    @property
    def classes(self) -> tuple[type, ...]:
        """The classes of the things in it."""
        return tuple([kind.cls for kind in self.kinds])


SECTIONS: dict[str, Section] = {
    "sources": Section(Source, (SOURCE_KIND,)),
    "actors": Section(Actor, ACTOR_KINDS),
    "records": Section(Record, RECORD_KINDS),
}
"""The collections of a dataset, by name."""

KINDS: tuple[Kind, ...] = (SOURCE_KIND, *ACTOR_KINDS, *RECORD_KINDS)
"""The kinds of things with ids."""

CLASSES: dict[str, type] = {kind.cls.__name__: kind.cls for kind in KINDS}
"""Their classes by name; files write the name under ``type``."""

PARTS: tuple[Part, ...] = get_args(Part)
ACTOR_NAMES = frozenset([cls.__name__ for cls in ACTOR_TYPES])


BOUND_COLUMNS = {
    "first_begin": "earliest",
    "last_end": "latest",
    "last_begin": "latest_begin",
    "first_end": "earliest_end",
}
"""The columns of tables for the bounds of a period; see `model.period.Bounds`."""


def _unchanged(value: object) -> object:
    return value


class Field(NamedTuple):
    """A field of a class, or a property derived from its fields.

    Attributes:
        name: its name.
        label: its label on cards and in text.
        holds: the class of its value, or of each item if the value is a tuple.
        many: whether its value is a tuple.
        optional: whether its value may be `None`.
        default: its default value; `attrs.NOTHING` if a value is required.
        refers_to: names of the classes whose ids it contains.
        part: the part of the actors whose ids it contains.
        topics: whether it contains slugs of topics.
        ordered: whether the order of its items matters.
        coders_own: whether its value is the coder's own, so coders are not compared by
            it.
        one_way: whether following it repeatedly must never lead back to the start.
        quiet: whether cards and text leave out the default value.
        rules: the rules that its value must keep.
        convert: checks the type of a value, and returns it as the field stores it.
    """

    name: str
    label: str
    holds: Any
    many: bool = False
    optional: bool = False
    default: object = attrs.NOTHING
    refers_to: tuple[str, ...] = ()
    part: Part | None = None
    topics: bool = False
    ordered: bool = False
    coders_own: bool = False
    one_way: bool = False
    quiet: bool = False
    rules: tuple[Rule, ...] = ()
    convert: Callable[[object], object] = _unchanged

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is attrs.NOTHING

    @property
    def actors(self) -> bool:
        """Whether it contains ids of actors."""
        return bool(self.refers_to) and ACTOR_NAMES.issuperset(self.refers_to)

    @property
    def composite(self) -> bool:
        """Whether it contains objects that have fields of their own."""
        return bool(attrs.has(self.holds))

    @property
    def choice(self) -> bool:
        """Whether it contains members of a closed vocabulary."""
        return issubclass(self.holds, StrEnum)

    @property
    def period(self) -> bool:
        """Whether it contains at most one period."""
        return self.holds is Period and not self.many

    @property
    def words(self) -> bool:
        """Whether it contains words to search in, rather than ids or codes."""
        return any(rule.prose for rule in self.rules)

    @property
    def pairs(self) -> bool:
        """Whether it contains variables, which are filtered by ``name=value``."""
        return self.holds is Variable

    @property
    def recurs(self) -> bool:
        """Whether the same few texts recur in it, such as ids and topics."""
        return bool(self.refers_to) or (self.many and not self.words)


def fields(cls: type) -> tuple[Field, ...]:
    """Return the fields of a class, in their order.

    >>> from diplomacy_events.model.actors import State
    >>> [field.name for field in fields(State)]
    ['id', 'name', 'aliases', 'wikidata', 'anonymous', 'code']
    """
    return _fields(cls)


@cache
def _fields(cls: type) -> tuple[Field, ...]:
    return tuple([_field(cls, attribute) for attribute in _attributes(cls)])


def _attributes(cls: Any) -> "tuple[attrs.Attribute[Any], ...]":
    return tuple(attrs.fields(cls))


def _field(cls: type, attribute: "attrs.Attribute[object]") -> Field:
    metadata = {"label": _as_label(attribute.name), **attribute.metadata}
    targets = metadata.pop("refers_to", ())
    metadata["refers_to"] = tuple(
        [cls.__name__ if name == OWN_CLASS else name for name in targets]
    )
    return Field(
        # The alias is the public name of an attribute that is private in a `Dataset`.
        attribute.alias or attribute.name,
        metadata.pop("label"),
        *annotation(attribute.type),
        attribute.default,
        rules=rules_of(attribute.validator),  # type: ignore[arg-type]  # all are ours
        convert=attribute.converter,  # type: ignore[arg-type]  # a function each
        **metadata,
    )


def _as_label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def derived_fields(cls: type) -> tuple[Field, ...]:
    """Return the properties of a class whose value is a member of a closed vocabulary.

    They can be filtered by as fields can, and are columns of tables.

    >>> from diplomacy_events.model.record_kinds import Allegation
    >>> [field.name for field in derived_fields(Allegation)]
    ['coded', 'standing']
    """
    return _derived_fields(cls)


@cache
def _derived_fields(cls: type) -> tuple[Field, ...]:
    properties = {}
    for owner in reversed(cls.__mro__):
        for name, member in vars(owner).items():
            getter = member.fget if isinstance(member, property) else None
            returns = getattr(getter, "__annotations__", {}).get("return")
            if isinstance(returns, type) and issubclass(returns, StrEnum):
                properties[name] = Field(name, _as_label(name), returns)
    return tuple(properties.values())


def header(cls: type) -> tuple[Field, ...]:
    """Return the fields that describe a dataset itself: all except its collections."""
    return tuple([field for field in fields(cls) if field.name not in SECTIONS])


def kind_of(cls: type) -> Kind:
    """Return the names of a class of things with ids.

    >>> from diplomacy_events.model.record_kinds import StateVisit
    >>> kind_of(StateVisit).plural
    'visits'
    """
    return _kinds()[cls]


@cache
def _kinds() -> dict[type, Kind]:
    return {kind.cls: kind for kind in KINDS}


def playing(cls: type, part: str) -> str | None:
    """Return the field of a class that contains the actors in a part, or `None`.

    >>> from diplomacy_events.model.record_kinds import Allegation
    >>> playing(Allegation, "by"), playing(Allegation, "via")
    ('accusers', None)
    """
    return _field_of_part(cls, part)


@cache
def _field_of_part(cls: type, part: str) -> str | None:
    return next((field.name for field in fields(cls) if field.part == part), None)


def values_of(value: object) -> tuple[Any, ...]:
    """Return the value of a field as a tuple, whether of one, several or no values."""
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def asked_as(value: object) -> object:
    """Return a value as it is written in queries: a variable as ``name=value``.

    >>> asked_as(Variable(name="tone", value="hostile")), asked_as("peace")
    ('tone=hostile', 'peace')
    """
    return str(value) if isinstance(value, Variable) else value
