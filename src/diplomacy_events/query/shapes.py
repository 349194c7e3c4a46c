"""What kind of answer each field holds, and so what can be asked about it."""

from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import attrs

from diplomacy_events.errors import UnknownFieldError
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.period import Period
from diplomacy_events.model.records import RECORD_TYPES, Allegation
from diplomacy_events.model.sources import Source
from diplomacy_events.nearest import did_you_mean, nearest
from diplomacy_events.vocabulary import Standing

__all__ = ["KINDS", "Shape", "askable", "lacking", "named", "names", "shapes"]

KINDS: tuple[type, ...] = (*RECORD_TYPES, *ACTOR_TYPES, Source)
TOPICS = ("topics", "agenda", "silent_on")
ACTORS = frozenset(cls.__name__ for cls in ACTOR_TYPES)


@attrs.frozen
class Shape:
    """What a field holds.

    Attributes:
        of: the type of its value, or of each of its values.
        many: whether it is a tuple.
        refers_to: "actor", if it holds ids of actors; "topic", if it holds topics; else
            "".
    """

    of: type
    many: bool
    refers_to: str


@cache
def shapes(cls: type) -> dict[str, Shape]:
    """Return the fields of a class that can be asked about."""
    found = {field.name: _shape(field) for field in attrs.fields(cls)}
    if cls is Allegation:
        found["standing"] = Shape(Standing, many=False, refers_to="")
    return found


def _shape(field: "attrs.Attribute[Any]") -> Shape:
    annotation: Any = field.type
    if isinstance(annotation, UnionType):
        (annotation,) = (arg for arg in get_args(annotation) if arg is not NoneType)
    many = get_origin(annotation) is tuple
    if many:
        annotation = get_args(annotation)[0]
    refers_to = ""
    if ACTORS.intersection(field.metadata.get("refers_to", ())):
        refers_to = "actor"
    elif field.name in TOPICS:
        refers_to = "topic"
    return Shape(annotation, many=many, refers_to=refers_to)


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
    suggestions = nearest(name, names())
    raise UnknownFieldError(
        f"no record, actor or source has a field {name!r}{did_you_mean(suggestions)}",
        name=name,
        suggestions=suggestions,
    )


def lacking(name: str, cls: type) -> UnknownFieldError:
    """Return the error that a class lacks a field which others have."""
    having = [kind.__name__ for kind in KINDS if name in shapes(kind)]
    suggestions = nearest(name, shapes(cls))
    return UnknownFieldError(
        f"{cls.__name__} has no field {name!r}, which {' and '.join(having)} "
        f"{'has' if len(having) == 1 else 'have'}{did_you_mean(suggestions)}",
        name=name,
        suggestions=suggestions,
    )


def askable(shape: Shape) -> str:
    """Return in a word what is asked about: text, choice, value, period or part."""
    if shape.of is str:
        return "text"
    if issubclass(shape.of, StrEnum):
        return "choice"
    if shape.of is Period and not shape.many:
        return "period"
    return "value" if shape.of in (date, int) else "part"
