"""A dataset as an engine sees it: opened, not loaded."""

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import attrs

from diplomacy_events.dataset import Records
from diplomacy_events.dataset.finding import bound
from diplomacy_events.dataset.grouping import field_name
from diplomacy_events.dataset.names import Names
from diplomacy_events.errors import FieldTypeError, FormatError, UnknownNameError
from diplomacy_events.extras import needed
from diplomacy_events.frames.compiling import compiled
from diplomacy_events.frames.counting import counted
from diplomacy_events.model.actors import Group, Organization, Person, State
from diplomacy_events.model.records import (
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    import pyarrow
    from narwhals import LazyFrame

    from diplomacy_events.query.predicates import Field, Predicate

__all__ = ["Scan", "ScannedRecords", "opened"]

R = TypeVar("R", bound=Record)

TABLES: dict[str, type] = {
    "visits": StateVisit,
    "statements": Statement,
    "declarations": JointDeclaration,
    "allegations": Allegation,
}
ACTOR_TABLES: dict[str, type] = {
    "persons": Person,
    "states": State,
    "organizations": Organization,
    "groups": Group,
}


def opened(
    source: str | os.PathLike[str] | Mapping[str, Any], engine: str, session: Any
) -> "Scan":
    """Open a dataset without loading it; see `diplomacy_events.scan`.

    Raises:
        UnknownNameError: if there is no such engine or table.
        FormatError: if the path is no folder, or holds no table.
        MissingExtraError: without the extra ``frames``, or ``spark``.
    """
    if isinstance(source, Mapping):
        for name in source:
            if name not in TABLES | ACTOR_TABLES:
                raise _unknown("table", name, [*TABLES, *ACTOR_TABLES])
        return Scan(lambda name: _lazy(source[name]) if name in source else None)
    if engine not in ENGINES:
        raise _unknown("engine", engine, list(ENGINES))
    folder = Path(source)
    if not any(_files(folder, name) for name in TABLES):
        wanted = ", ".join(f"{name}.parquet" for name in TABLES)
        raise FormatError(f"{folder}: expected a folder with {wanted}")
    read = ENGINES[engine](session)

    def table(name: str) -> "LazyFrame[Any] | None":
        files = _files(folder, name)
        return _lazy(read(files)) if files else None

    return Scan(table)


class Scan:
    """A dataset that an engine reads.

    Attributes:
        visits: the visits.
        statements: the statements.
        declarations: the joint declarations.
        allegations: the allegations.
    """

    def __init__(self, opened: "Callable[[str], LazyFrame[Any] | None]") -> None:
        self._opened = opened

    @property
    def visits(self) -> "ScannedRecords[StateVisit]":
        """The visits."""
        return self._table("visits")

    @property
    def statements(self) -> "ScannedRecords[Statement]":
        """The statements."""
        return self._table("statements")

    @property
    def declarations(self) -> "ScannedRecords[JointDeclaration]":
        """The joint declarations."""
        return self._table("declarations")

    @property
    def allegations(self) -> "ScannedRecords[Allegation]":
        """The allegations."""
        return self._table("allegations")

    @cached_property
    def names(self) -> Names | None:
        """Who goes by which name; `None` if the dataset comes without its actors."""
        from diplomacy_events.arrow import objects

        opened = {name: self._opened(name) for name in ACTOR_TABLES}
        actors = [
            actor
            for name, frame in opened.items()
            if frame is not None
            for actor in objects(
                _collected(frame, ACTOR_TABLES[name]), (ACTOR_TABLES[name],)
            )
        ]
        return Names(actors, None) if actors else None

    def _table(self, name: str) -> "ScannedRecords[Any]":
        frame = self._opened(name)
        if frame is None:
            raise FormatError(f"there is no table of {name} in what was opened")
        return ScannedRecords(frame, TABLES[name], lambda: self.names)


@attrs.frozen(repr=False)
class ScannedRecords(Generic[R]):
    """Records of one class that an engine reads when they are asked for."""

    _frame: "LazyFrame[Any]"
    _kind: type[R]
    _names: Callable[[], Names | None]

    def filter(self, keep: "Predicate", /) -> Self:
        """Return the records for which a predicate is true; nothing is read yet.

        Raises:
            UnknownFieldError: if the predicate asks about a field that these lack.
            UnknownNameError: if it names an actor that there is none of. Topics are
                not checked, which would need all data to be read.
            AmbiguousNameError: if it names an actor by a name that several have.
            FieldTypeError: if it is no predicate: an engine runs no Python functions.
        """
        from diplomacy_events.query.predicates import Predicate

        if not isinstance(keep, Predicate):
            message = f"expected a predicate, got {short(keep)}"
            raise FieldTypeError(message, field="ScannedRecords.filter", value=keep)
        question = bound(keep, (self._kind,), self._names)
        return attrs.evolve(self, frame=self._frame.filter(compiled(question)))

    def head(self, count: int = 10) -> Self:
        """Return the first records; nothing is read yet."""
        return attrs.evolve(self, frame=self._frame.head(count))

    def count(self) -> int:
        """Return how many there are."""
        nw = needed("narwhals", extra="frames")
        counted = self._frame.select(nw.len()).collect("pyarrow")
        return int(counted.item())

    def group_by(self, *keys: "str | Field") -> "ScannedGroups":
        """Return the groups of the records by the value of a field or of several.

        A record is in one group for each value of a field that holds several.

        Raises:
            UnknownFieldError: if these records lack a field.
            FieldTypeError: if there is no key, or one is no field.
        """
        fields = tuple([field_name(key, (self._kind,)) for key in keys])
        if not fields:
            message = "group_by needs a field"
            raise FieldTypeError(message, field="ScannedRecords.group_by")
        return ScannedGroups(self._frame, fields)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the engine."""
        column = self._frame.select("id").collect("pyarrow").get_column("id")
        return tuple(column.to_list())

    def to_arrow(self) -> "pyarrow.Table":
        """Return an Arrow table with the columns that `Records.to_arrow` gives."""
        return _collected(self._frame, self._kind)

    def records(self) -> Records[R]:
        """Return the records as objects.

        Raises:
            FormatError: if a row is no valid record.
        """
        from diplomacy_events.arrow import objects

        made = objects(self.to_arrow(), (self._kind,))
        return Records(made, kinds=(self._kind,), names=self._names())

    def to_native(self) -> Any:
        """Return the frame or relation of the engine itself."""
        return self._frame.to_native()

    def __repr__(self) -> str:
        """Return of which class the records are, and which engine reads them."""
        engine = self._frame.implementation.name.lower()
        return f"<ScannedRecords of {self._kind.__name__}, read by {engine}>"


@attrs.frozen
class ScannedGroups:
    """Groups that an engine makes when they are asked for."""

    _frame: "LazyFrame[Any]" = attrs.field(repr=False)
    _fields: tuple[str, ...]

    def count(self) -> dict[Any, int]:
        """Return how many there are in each group, by its value or values."""
        return counted(self._frame, self._fields)


def _collected(frame: "LazyFrame[Any]", kind: type) -> "pyarrow.Table":
    """Read a frame into a table with the columns of a class, and no others."""
    from diplomacy_events.arrow import schema

    wanted = schema(kind)
    table = frame.select(wanted.names).collect("pyarrow").to_native()
    return table.cast(wanted)


def _lazy(native: Any) -> "LazyFrame[Any]":
    nw = needed("narwhals", extra="frames")
    frame = nw.from_native(native)
    if isinstance(frame, nw.DataFrame):
        # Eager frames lack some of the operations, all of which polars has.
        polars = needed("polars", extra="frames")
        frame = nw.from_native(polars.from_arrow(frame.to_arrow()))
    lazy: LazyFrame[Any] = frame.lazy()
    return lazy


def _files(folder: Path, name: str) -> list[str]:
    """Return the files of a table: one, or a folder of parts."""
    single = folder / f"{name}.parquet"
    if single.is_file():
        return [str(single)]
    return sorted(str(part) for part in (folder / name).glob("**/*.parquet"))


Reader = Callable[[list[str]], Any]


def _duckdb(session: Any) -> Reader:
    connection = session or needed("duckdb", extra="frames").connect()
    reader: Reader = connection.read_parquet
    return reader


def _polars(_: Any) -> Reader:
    reader: Reader = needed("polars", extra="frames").scan_parquet
    return reader


def _pyspark(session: Any) -> Reader:
    spark = session
    if session is None:
        sql = needed("pyspark.sql", extra="spark")
        spark = sql.SparkSession.builder.getOrCreate()
    return lambda files: spark.read.parquet(*files)


ENGINES: dict[str, Callable[[Any], Reader]] = {
    "duckdb": _duckdb,
    "polars": _polars,
    "pyspark": _pyspark,
}


def _unknown(what: str, name: object, known: list[str]) -> UnknownNameError:
    suggestions = nearest(str(name), known)
    message = (
        f"there is no {what} {name!r}; known are {', '.join(known)}"
        f"{did_you_mean(suggestions)}"
    )
    return UnknownNameError(message, name=name, suggestions=suggestions)
