"""What kind of answer each field holds, and so what can be asked about it."""

from datetime import date
from enum import StrEnum
from functools import cache

import attrs

from diplomacy_events.arrow.columns import Field, fields, properties
from diplomacy_events.errors import UnknownFieldError
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.period import Period
from diplomacy_events.model.records import RECORD_TYPES
from diplomacy_events.model.sources import Source
from diplomacy_events.nearest import unknown

__all__ = ["KINDS", "Shape", "askable", "lacking", "named", "names", "shapes", "verbs"]

KINDS: tuple[type, ...] = (*RECORD_TYPES, *ACTOR_TYPES, Source)
TOPICS = ("topics", "agenda", "silent_on")


@attrs.frozen
class Shape:
    """What a field holds.

    Attributes:
        of: the type of its value, or of each of its values.
        many: whether it is a tuple.
        refers_to: "actor", if it holds ids of actors; "topic", if it holds topics; else
            "".
        words: whether it holds words, which may be searched.
    """

    of: type
    many: bool
    refers_to: str
    words: bool


@cache
def shapes(cls: type) -> dict[str, Shape]:
    """Return the fields of a class that can be asked about."""
    return {field.name: _shape(field) for field in (*fields(cls), *properties(cls))}


def _shape(field: Field) -> Shape:
    refers_to = "topic" if field.name in TOPICS else ""
    if field.actors:
        refers_to = "actor"
    return Shape(field.cls, field.many, refers_to, field.words)


@cache
def names() -> tuple[str, ...]:
    """Return the name of every field, in the order of the classes."""
    return tuple({name: None for cls in KINDS for name in shapes(cls)})


def named(name: str) -> Shape:
    """Return the shape of the field of a name, which is the same in every class.

    Raises:
        UnknownFieldError: if no class has such a field.
    """
    for cls in KINDS:
        if name in shapes(cls):
            return shapes(cls)[name]
    problem = f"no record, actor or source has a field {name!r}"
    raise unknown(problem, name, names(), kind=UnknownFieldError)


def lacking(name: str, cls: type) -> UnknownFieldError:
    """Return the error that a class lacks a field which others have."""
    having = [kind.__name__ for kind in KINDS if name in shapes(kind)]
    others = f"{' and '.join(having)} {'has' if len(having) == 1 else 'have'}"
    problem = f"{cls.__name__} has no field {name!r}, which {others}"
    return unknown(problem, name, shapes(cls), kind=UnknownFieldError)


def askable(shape: Shape) -> str:
    """Return in a word what it holds: text, name, choice, value, period or part."""
    if shape.of is str:
        return "text" if shape.words else "name"
    if issubclass(shape.of, StrEnum):
        return "choice"
    if shape.of is Period and not shape.many:
        return "period"
    return "value" if shape.of in (date, int) else "part"


def verbs(shape: Shape) -> tuple[str, ...]:
    """Return the questions that a field of such a shape can answer."""
    kind = askable(shape)
    several = ("has", "has_any") if shape.of is str else ()
    single = () if kind == "part" else ("==", "is_in")
    words = ("contains",) if kind == "text" else ()
    times = ("overlaps", "within", "before", "after") if kind == "period" else ()
    return (*(several if shape.many else single), *words, *times, "is_none")
