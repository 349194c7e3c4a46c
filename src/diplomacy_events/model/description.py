"""What the model is: its classes, and the fields of each, read off the classes.

Whatever needs to know of the fields asks here: what is said beside a class is said
once. `walk` goes through all that an object is made of.
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
        base: the class that the things in it have in common.
        kinds: the kinds of things that it holds.
    """

    base: type
    kinds: tuple[Kind, ...]

    @property
    def classes(self) -> tuple[type, ...]:
        """The classes of the things that it holds."""
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
"""Their classes by name, which is what a file says under ``type``."""

PARTS: tuple[Part, ...] = get_args(Part)
ACTOR_NAMES = frozenset([cls.__name__ for cls in ACTOR_TYPES])


BOUND_COLUMNS = {
    "first_begin": "earliest",
    "last_end": "latest",
    "last_begin": "latest_begin",
    "first_end": "earliest_end",
}
"""What the columns of tables call the bounds of a period; see `model.period.Bounds`."""


def _as_it_is(value: object) -> object:
    return value


class Field(NamedTuple):
    """A field of a class, or a value that follows from its fields.

    Attributes:
        name: its name.
        label: what people read before its value.
        holds: the class of its value, or of each item of it.
        many: whether its value is a tuple.
        optional: whether its value may be `None`.
        default: what it holds if nothing is given; `attrs.NOTHING` if it is required.
        refers_to: names of the classes whose ids it holds.
        part: the part that the actors play whose ids it holds.
        topics: whether it holds slugs of topics.
        ordered: whether the order of what it holds means something.
        coders_own: whether it is the coder's own, and no two coders are compared by it.
        one_way: whether a way along it must never lead back to where it began.
        quiet: whether its default goes without saying where people read.
        rules: the rules that its value keeps.
        convert: checks the type of a value, and returns it as the field holds it.
    """

    name: str
    label: str
    holds: Any
    many: bool = False
    optional: bool = False
    default: Any = attrs.NOTHING
    refers_to: tuple[str, ...] = ()
    part: Part | None = None
    topics: bool = False
    ordered: bool = False
    coders_own: bool = False
    one_way: bool = False
    quiet: bool = False
    rules: tuple[Rule, ...] = ()
    convert: Callable[[Any], Any] = _as_it_is

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is attrs.NOTHING

    @property
    def actors(self) -> bool:
        """Whether it holds ids of actors."""
        return bool(self.refers_to) and ACTOR_NAMES.issuperset(self.refers_to)

    @property
    def composite(self) -> bool:
        """Whether it holds objects that have fields of their own."""
        return bool(attrs.has(self.holds))

    @property
    def choice(self) -> bool:
        """Whether it holds members of a closed vocabulary."""
        return issubclass(self.holds, StrEnum)

    @property
    def period(self) -> bool:
        """Whether it holds one period at most."""
        return self.holds is Period and not self.many

    @property
    def words(self) -> bool:
        """Whether it holds words, which people search, and not ids or codes."""
        return self.holds is str and any(rule.prose for rule in self.rules)

    @property
    def pairs(self) -> bool:
        """Whether it holds variables, which are asked for as ``name=value``."""
        return self.many and self.holds is Variable

    @property
    def recurs(self) -> bool:
        """Whether it holds the same few texts again and again, as ids and topics do."""
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


def _field(cls: type, attribute: "attrs.Attribute[Any]") -> Field:
    said = {"label": _as_label(attribute.name), **attribute.metadata}
    named = said.pop("refers_to", ())
    said["refers_to"] = tuple(
        [cls.__name__ if name == OWN_CLASS else name for name in named]
    )
    return Field(
        # What a dataset keeps under a private name is shown under this one.
        attribute.alias or attribute.name,
        said.pop("label"),
        *annotation(attribute.type),
        attribute.default,
        rules=rules_of(attribute.validator),  # type: ignore[arg-type]  # all are ours
        convert=attribute.converter,  # type: ignore[arg-type]  # a function each
        **said,
    )


def _as_label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def derived_fields(cls: type) -> tuple[Field, ...]:
    """Return the properties of a class that say a member of a closed vocabulary.

    They can be asked about as fields can, and are columns of tables.

    >>> from diplomacy_events.model.record_kinds import Allegation
    >>> [field.name for field in derived_fields(Allegation)]
    ['coded', 'standing']
    """
    return _derived(cls)


@cache
def _derived(cls: type) -> tuple[Field, ...]:
    found = {}
    for owner in reversed(cls.__mro__):
        for name, member in vars(owner).items():
            getter = member.fget if isinstance(member, property) else None
            answer = getattr(getter, "__annotations__", {}).get("return")
            if isinstance(answer, type) and issubclass(answer, StrEnum):
                found[name] = Field(name, _as_label(name), answer)
    return tuple(found.values())


def header(cls: type) -> tuple[Field, ...]:
    """Return the fields by which a dataset tells of itself: all but its collections."""
    return tuple([field for field in fields(cls) if field.name not in SECTIONS])


def kind_of(cls: type) -> Kind:
    """Return what a class of things with ids is called.

    >>> from diplomacy_events.model.record_kinds import StateVisit
    >>> kind_of(StateVisit).plural
    'visits'
    """
    return _kinds()[cls]


@cache
def _kinds() -> dict[type, Kind]:
    return {kind.cls: kind for kind in KINDS}


def playing(cls: type, part: str) -> str | None:
    """Return the field of a class with those who play a part in it, if it has one.

    >>> from diplomacy_events.model.record_kinds import Allegation
    >>> playing(Allegation, "by"), playing(Allegation, "via")
    ('accusers', None)
    """
    return _playing(cls, part)


@cache
def _playing(cls: type, part: str) -> str | None:
    return next((field.name for field in fields(cls) if field.part == part), None)


def values_of(value: object) -> tuple[Any, ...]:
    """Return what a field holds as a tuple, whether it holds one, several or none."""
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def asked_as(value: object) -> object:
    """Return a value as questions name it: a variable as ``name=value``.

    >>> asked_as(Variable(name="tone", value="hostile")), asked_as("peace")
    ('tone=hostile', 'peace')
    """
    return str(value) if isinstance(value, Variable) else value
