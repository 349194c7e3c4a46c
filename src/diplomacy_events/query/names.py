"""The fields that can be asked about, by their names."""

from functools import cache
from typing import Any

from diplomacy_events.errors import UnknownFieldError
from diplomacy_events.model.description import KINDS, Field, derived_fields, fields
from diplomacy_events.nearest import unknown_name_error

__all__ = [
    "askable_fields",
    "field_named",
    "field_names",
    "groupable",
    "lacks_field_error",
    "vocabularies",
]


@cache
def askable_fields(cls: type) -> dict[str, Field]:
    """Return the fields of a class that can be asked about, by name."""
    return {field.name: field for field in (*fields(cls), *derived_fields(cls))}


@cache
def field_names() -> tuple[str, ...]:
    """Return the name of every field, in the order of the classes."""
    return tuple({name: None for kind in KINDS for name in askable_fields(kind.cls)})


@cache
def field_named(name: str) -> Field:
    """Return the field of a name; it has similar values in every class.

    Raises:
        UnknownFieldError: if no class has this field.
    """
    for kind in KINDS:
        if name in askable_fields(kind.cls):
            return askable_fields(kind.cls)[name]
    problem = f"no record, actor or source has a field {name!r}"
    raise unknown_name_error(problem, name, field_names(), kind=UnknownFieldError)


def vocabularies(name: str) -> tuple[Any, ...]:
    """Return the vocabularies that the fields of a name take their values from."""
    choices = [
        askable_fields(kind.cls)[name].holds
        for kind in KINDS
        if name in askable_fields(kind.cls)
    ]
    return tuple(dict.fromkeys(choices))


def lacks_field_error(name: str, cls: type) -> UnknownFieldError:
    """Return the error for a field that other classes have, but not this one."""
    having = [kind.cls.__name__ for kind in KINDS if name in askable_fields(kind.cls)]
    others = f"{' and '.join(having)} {'has' if len(having) == 1 else 'have'} one"
    # The name is not misspelt, so no other is suggested.
    problem = f"{cls.__name__} has no field {name!r}; {others}"
    return UnknownFieldError(problem, name=name, suggestions=())


def groupable(field: Field) -> bool:
    """Return whether a field can be grouped and sorted by: any field except parts."""
    return field.period or not field.composite
