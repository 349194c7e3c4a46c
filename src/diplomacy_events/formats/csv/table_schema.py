"""The tables of a dataset, derived from the classes of the model.

Each class of sources, actors and records has a table. A single part, such as a period,
becomes columns of that table; repeated parts, such as evidence, have their own table,
whose rows name the row that they belong to.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from diplomacy_events.model.description import CLASSES, SECTIONS, fields, kind_of
from diplomacy_events.model.sources import Source

__all__ = ["POSITION", "TABLES", "Column", "Table"]

POSITION = "position"
TYPES = {bool: "boolean", int: "integer", float: "number", date: "date"}


@attrs.frozen(kw_only=True)
class Column:
    """A column.

    Attributes:
        path: the keys that lead to the value in the JSON form of the row's object.
        kind: its Table Schema type: string, boolean, integer, number, date, or array
            for a list of texts, which is JSON.
        required: whether a cell must not be empty.
        choices: the values that it can have, if they are a closed vocabulary.
        default: the value that the JSON form leaves out and the cell states.
        refers_to: the table whose ids it contains, if all are from one table.
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
        section: the key of the array of its objects in the JSON form.
        type: the class of its objects, if their key ``type`` states it.
        owner: the table whose rows its rows belong to, if it is a table of parts.
        keys: the columns that identify the owner of a row, and its position.
        columns: the other columns.
    """

    name: str
    section: str
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
        """The columns that identify a row."""
        return ("id",) if self.owner is None else tuple(key.name for key in self.keys)


def _tables() -> Iterator[Table]:
    place = Column(path=(POSITION,), kind="integer")
    for name, section in SECTIONS.items():
        for kind in section.kinds:
            table = Table(
                name=kind.plural,
                section=name,
                type=None if kind.cls is Source else kind.cls.__name__,
                owner=None,
                keys=(place,),
                columns=tuple(_columns(kind.cls)),
            )
            yield table
            yield from _parts(kind.cls, table, (Column(path=(kind.singular,)),), place)


def _parts(
    cls: type, owner: Table, keys: tuple[Column, ...], place: Column
) -> Iterator[Table]:
    """Yield the tables of the repeated parts of a class."""
    for field in fields(cls):
        if field.many and field.composite:
            table = Table(
                name=f"{owner.name}_{field.name}",
                section=field.name,
                type=None,
                owner=owner,
                keys=(*keys, place),
                columns=tuple(_columns(field.holds)),
            )
            yield table
            own = Column(path=(field.name.removesuffix("s"),), kind="integer")
            yield from _parts(field.holds, table, (*keys, own), place)


def _columns(
    cls: type, within: tuple[str, ...] = (), *, optional: bool = False
) -> Iterator[Column]:
    """Yield the columns of a class; those of an optional part may all be empty."""
    for field in fields(cls):
        path = (*within, field.name)
        if not field.composite:
            alone = len(field.refers_to) == 1 and not field.many
            yield Column(
                path=path,
                kind="array" if field.many else TYPES.get(field.holds, "string"),
                required=not optional and field.required,
                choices=tuple(map(str, field.holds)) if field.choice else (),
                default=_default_cell(field.default),
                refers_to=_table_name(*field.refers_to) if alone else None,
            )
        elif not field.many:
            yield from _columns(field.holds, path, optional=optional or field.optional)


def _default_cell(default: object) -> str:
    """Return the cell for a default that the JSON form leaves out."""
    if isinstance(default, StrEnum):
        return default.value
    return "false" if default is False else ""


def _table_name(name: str) -> str:
    return kind_of(CLASSES[name]).plural


TABLES = tuple(_tables())
