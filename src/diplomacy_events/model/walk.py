"""Walk through the fields of an object of the model and of the objects in it."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from diplomacy_events.model.description import Field, fields, values_of
from diplomacy_events.model.sources import Evidence

__all__ = ["Step", "anchors", "references", "referring_fields", "walk"]


class Step(NamedTuple):
    """One field that a walk visits.

    Attributes:
        path: the names and indexes that lead to the field from the start of the walk.
        owner: the object that has the field.
        field: the field.
        value: the value of the field in this object.
    """

    path: tuple[str | int, ...]
    owner: object
    field: Field
    value: Any


def walk(thing: object, path: tuple[str | int, ...] = ()) -> Iterator[Step]:
    """Yield each field of an object, each followed by the fields of its value.

    >>> from diplomacy_events.model.actors import Person, Role
    >>> someone = Person(id="x", name="X", roles=[Role(title="President")])
    >>> [step.path for step in walk(someone)][-4:-1]
    [('roles',), ('roles', 0, 'title'), ('roles', 0, 'of')]
    """
    yield from _walk(thing, path, fields)


def references(thing: object) -> Iterator[Step]:
    """Yield the referring fields of an object and of the objects in it.

    Empty fields are included.
    """
    for step in _walk(thing, (), referring_fields):
        if step.field.refers_to:
            yield step


def anchors(thing: object) -> Iterator[Evidence]:
    """Yield the anchors of an object and of the objects in it, such as responses."""
    for step in walk(thing):
        if step.field.holds is Evidence:
            yield from values_of(step.value)


def referring_fields(cls: type) -> tuple[Field, ...]:
    """Return the fields of a class that refer to something, directly or inside."""
    return _referring_fields(cls)


@cache
def _referring_fields(cls: type) -> tuple[Field, ...]:
    return tuple(
        [
            field
            for field in fields(cls)
            if field.refers_to or (field.composite and referring_fields(field.holds))
        ]
    )


def _walk(
    thing: object,
    path: tuple[str | int, ...],
    fields_of: Callable[[type], Iterable[Field]],
) -> Iterator[Step]:
    for field in fields_of(type(thing)):
        value = getattr(thing, field.name)
        here = (*path, field.name)
        yield Step(here, thing, field, value)
        if not field.composite:
            continue
        if field.many:
            for index, item in enumerate(value):
                yield from _walk(item, (*here, index), fields_of)
        elif value is not None:
            yield from _walk(value, here, fields_of)
