"""What the tables of a dataset are, as the classes of the model have it.

Each class of sources, actors and records has a table. A part of which there is one at
most, such as a period, is columns of it; parts of which there are several, such as
evidence, have a table of their own, whose rows name the row that they belong to.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from diplomacy_events.model.actors import Actor, Group, Organization, Person, State
from diplomacy_events.model.annotation import annotation
from diplomacy_events.model.records import (
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Source

__all__ = ["COLLECTIONS", "POSITION", "TABLES", "Column", "Table"]

POSITION = "position"
CLASSES = {
    "sources": Source,
    "persons": Person,
    "states": State,
    "organizations": Organization,
    "groups": Group,
    "statements": Statement,
    "visits": StateVisit,
    "declarations": JointDeclaration,
    "allegations": Allegation,
}
FIELDS = {Source: "sources", Actor: "actors", Record: "records"}
COLLECTIONS = tuple(FIELDS.values())
KINDS = {int: "integer", date: "date"}
NAMES = {cls.__name__: name for name, cls in CLASSES.items()}


@attrs.frozen(kw_only=True)
class Column:
    """A column.

    Attributes:
        path: the keys that lead to the value in the JSON form of the row's object.
        kind: its Table Schema type: string, integer, date, or array for a list of
            texts, which is JSON.
        required: whether a cell must not be empty.
        choices: the values that it can have, if they are a closed vocabulary.
        default: what the JSON form leaves out and the cell says.
        refers_to: the table whose ids it holds, if they are all of one.
    """

    path: tuple[str, ...]
    kind: str = "string"
    required: bool = True
    choices: tuple[str, ...] = ()
    default: str = ""
    refers_to: str | None = None

    @property
    def name(self) -> str:
        """Its name, at the head of the table."""
        return "_".join(self.path)


@attrs.frozen(kw_only=True)
class Table:
    """A table.

    Attributes:
        name: its name; the file has the suffix ``.csv``.
        field: the key of the array that holds its objects in their JSON form.
        type: the class of its objects, where that is said by their key ``type``.
        owner: the table whose rows its rows belong to, if it is of parts.
        keys: the columns that say whose part a row is, and its position.
        columns: the other columns.
    """

    name: str
    field: str
    type: str | None
    owner: "Table | None"
    keys: tuple[Column, ...]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        return ("id",) if self.owner is None else tuple(key.name for key in self.keys)


def _tables() -> Iterator[Table]:
    place = Column(path=(POSITION,), kind="integer")
    for name, cls in CLASSES.items():
        kind = next(kind for kind in FIELDS if issubclass(cls, kind))
        table = Table(
            name=name,
            field=FIELDS[kind],
            type=None if cls is Source else cls.__name__,
            owner=None,
            keys=(place,),
            columns=tuple(_columns(cls)),
        )
        yield table
        yield from _parts(cls, table, (Column(path=(name[:-1],)),), place)


def _parts(
    cls: type, owner: Table, keys: tuple[Column, ...], place: Column
) -> Iterator[Table]:
    """Yield the tables of the parts that a class may have several of."""
    for attribute in attrs.fields(cls):
        kind, many, _ = annotation(attribute.type)
        if many and attrs.has(kind):
            table = Table(
                name=f"{owner.name}_{attribute.name}",
                field=attribute.name,
                type=None,
                owner=owner,
                keys=(*keys, place),
                columns=tuple(_columns(kind)),
            )
            yield table
            own = Column(path=(attribute.name[:-1],), kind="integer")
            yield from _parts(kind, table, (*keys, own), place)


def _columns(
    cls: type, within: tuple[str, ...] = (), *, optional: bool = False
) -> Iterator[Column]:
    """Yield the columns of a class; those of an optional part may all be empty."""
    for attribute in attrs.fields(cls):
        kind, many, maybe = annotation(attribute.type)
        path = (*within, attribute.name)
        if not attrs.has(kind):
            names = attribute.metadata.get("refers_to", ())
            alone = len(names) == 1 and not many
            default = attribute.default
            yield Column(
                path=path,
                kind="array" if many else KINDS.get(kind, "string"),
                required=not optional and default is attrs.NOTHING,
                choices=_values(kind),
                default=default.value if isinstance(default, StrEnum) else "",
                refers_to=NAMES[names[0]] if alone else None,
            )
        elif not many:
            yield from _columns(kind, path, optional=optional or maybe)


def _values(kind: type) -> tuple[str, ...]:
    return tuple(each.value for each in kind) if issubclass(kind, StrEnum) else ()


TABLES = tuple(_tables())
