"""A dataset as an engine sees it: opened, not loaded."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import attrs

from diplomacy_events.arrow.columns import Part
from diplomacy_events.arrow.fitting import check_schema
from diplomacy_events.dataset import Records
from diplomacy_events.dataset.answering import bound
from diplomacy_events.dataset.counting import counts, plan
from diplomacy_events.dataset.counts import Counts
from diplomacy_events.dataset.grouping import field_name
from diplomacy_events.dataset.names import Names, SomeNames
from diplomacy_events.errors import FieldTypeError, FormatError, UnknownNameError
from diplomacy_events.extras import needed
from diplomacy_events.frames.compiling import compiled
from diplomacy_events.frames.counting import counted
from diplomacy_events.frames.fitting import column_names, read_table, unanswerable
from diplomacy_events.frames.reading import ENGINES, collected, files, lazy, lifted
from diplomacy_events.frames.tallying import Table, fields_of, tally
from diplomacy_events.frames.verifying import verify as verify_table
from diplomacy_events.model.actors import ACTOR_KINDS
from diplomacy_events.model.records import (
    RECORD_KINDS,
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.model.sources import SOURCE_KIND
from diplomacy_events.nearest import unknown
from diplomacy_events.query.questions import question_of

if TYPE_CHECKING:
    from datetime import date

    import pyarrow
    from narwhals import LazyFrame

    from diplomacy_events.model.period import Period
    from diplomacy_events.query.predicates import Predicate
    from diplomacy_events.query.questions import Field

__all__ = ["Scan", "ScannedRecords", "opened"]

R = TypeVar("R", bound=Record)

TABLES = {kind.plural: kind.cls for kind in RECORD_KINDS}
SOURCES = SOURCE_KIND.plural
ACTOR_TABLES = {kind.plural: kind.cls for kind in ACTOR_KINDS}


def opened(
    source: str | os.PathLike[str] | Mapping[str, Any],
    engine: str,
    session: Any,
    *,
    verify: bool,
) -> "Scan":
    """Open a dataset without loading it; see `diplomacy_events.scan`.

    Raises:
        UnknownNameError: if there is no such engine or table.
        FormatError: if the path is no folder, or holds no table.
        MissingExtraError: without the extra ``frames``, or ``spark``.
        OSError: if there is no such path.
    """
    if isinstance(source, Mapping):
        for name in source:
            if name not in (*TABLES, *ACTOR_TABLES, SOURCES):
                raise _unknown("table", name, [*TABLES, *ACTOR_TABLES, SOURCES])
        known = tuple(name for name in TABLES if name in source)
        return Scan(
            lambda name: lazy(source[name]) if name in source else None,
            known,
            verify=verify,
        )
    if engine not in ENGINES:
        raise _unknown("engine", engine, list(ENGINES))
    folder = Path(source)
    folder.stat()
    known = tuple(name for name in TABLES if files(folder, name))
    if not known:
        wanted = ", ".join(f"{name}.parquet" for name in TABLES)
        raise FormatError(f"{folder}: expected a folder with {wanted}")
    read = ENGINES[engine](session)

    def table(name: str) -> "LazyFrame[Any] | None":
        parts = files(folder, name)
        return lazy(lifted(lambda: read(parts))) if parts else None

    return Scan(table, known, verify=verify)


class Scan:
    """A dataset that an engine reads.

    Attributes:
        visits: the visits.
        statements: the statements.
        declarations: the joint declarations.
        allegations: the allegations.
    """

    def __init__(
        self,
        opened: "Callable[[str], LazyFrame[Any] | None]",
        known: tuple[str, ...],
        *,
        verify: bool = False,
    ) -> None:
        self._opened = opened
        self._known = known
        self._unverified = set(known if verify else ())

    def __repr__(self) -> str:
        """Return which tables of records there are."""
        return f"<Scan of {', '.join(self._known) or 'no records'}>"

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
    def names(self) -> Names:
        """Who goes by which name, as far as the dataset comes with its actors."""
        from diplomacy_events.arrow import objects

        frames = {name: self._opened(name) for name in ACTOR_TABLES}
        actors = [
            actor
            for name, frame in frames.items()
            if frame is not None
            for actor in objects(
                read_table(frame, ACTOR_TABLES[name]), (ACTOR_TABLES[name],)
            )
        ]
        whole = all(frame is not None for frame in frames.values())
        return Names(actors, None) if whole else SomeNames(actors, None)

    def _table(self, name: str) -> "ScannedRecords[Any]":
        frame = self._opened(name)
        if frame is None:
            raise FormatError(f"there is no table of {name} in what was opened")
        kind = TABLES[name]
        newer = unanswerable(frame, kind)
        if name in self._unverified:
            verify_table(frame, kind)
            self._unverified.discard(name)
        return ScannedRecords(
            frame, kind, lambda: self.names, newer, lambda: self._opened(SOURCES)
        )


@attrs.frozen(repr=False, eq=False)
class ScannedRecords(Generic[R]):
    """Records of one class that an engine reads when they are asked for."""

    _frame: "LazyFrame[Any]"
    _kind: type[R]
    _names: Callable[[], Names]
    _newer: frozenset[str]
    """The fields that the table has no column for, as it is older than they are."""
    _sources: "Callable[[], LazyFrame[Any] | None]"

    def filter(self, keep: "Predicate", /) -> Self:
        """Return the records for which a predicate is true; nothing is read yet.

        Raises:
            UnknownFieldError: if the predicate asks about a field that these lack.
            UnknownNameError: if it names an actor that there is none of. Topics are
                not checked, which would need all data to be read.
            AmbiguousNameError: if it names an actor by a name that several have.
            FieldTypeError: if it is no predicate: an engine runs no Python functions.
            FormatError: if the table is older than a field that it asks about, or it
                asks for words and the table lacks a column to search, or the engine
                can no longer read the table.
        """
        from diplomacy_events.query.predicates import Predicate

        if not isinstance(keep, Predicate):
            message = f"expected a predicate, got {short(keep)}"
            raise FieldTypeError(message, field="ScannedRecords.filter", value=keep)
        question = bound(keep, (self._kind,), self._names)
        self._must_have(test.field for test in question.tests)
        self._must_be_searchable(question)
        asked = compiled(question)
        return attrs.evolve(self, frame=lifted(lambda: self._frame.filter(asked)))

    def _must_have(self, fields: Iterable[str]) -> None:
        """Refuse to ask about a field that the table is older than."""
        for name in fields:
            if name in self._newer:
                message = (
                    f"the table is older than the field {name} and has no such column"
                )
                raise FormatError(message)

    def _must_be_searchable(self, question: "Predicate") -> None:
        asked = [test.field for test in question.tests if question_of(test).reads]
        wanted = [f"{field}_{Part.FOLDED}" for field in asked]
        missing = set(wanted).difference(column_names(self._frame)) if wanted else ()
        if missing:
            raise FormatError(
                f"to search for words, the table needs {', '.join(sorted(missing))}, "
                "which the format parquet writes"
            )

    def head(self, count: int = 10) -> Self:
        """Return the first records; nothing is read yet.

        Raises:
            FieldTypeError: if the count is none, or negative.
            FormatError: if the engine can no longer read the table.
        """
        if type(count) is not int or count < 0:
            message = f"expected how many, 0 or more, got {short(count)}"
            raise FieldTypeError(message, field="ScannedRecords.head", value=count)
        return attrs.evolve(self, frame=lifted(lambda: self._frame.head(count)))

    def count(self) -> int:
        """Return how many there are.

        Raises:
            FormatError: if the engine cannot answer.
        """
        nw = needed("narwhals", extra="frames")
        return int(collected(lambda: self._frame.select(nw.len())).item())

    def group_by(self, *keys: "str | Field") -> "ScannedGroups":
        """Return the groups of the records by the value of a field or of several.

        A record is in one group for each value of a field that holds several.

        Raises:
            UnknownFieldError: if these records lack a field.
            FieldTypeError: if there is no key, or one is no field: an engine runs no
                Python functions.
            FormatError: if the table is older than a field.
        """
        for key in keys:
            if callable(key):
                message = f"expected a field, got {short(key)}"
                raise FieldTypeError(message, field="ScannedRecords.group_by")
        fields = tuple([field_name(key, (self._kind,)) for key in keys])
        if not fields:
            message = "group_by needs a field"
            raise FieldTypeError(message, field="ScannedRecords.group_by")
        self._must_have(fields)
        return ScannedGroups(self._frame, fields)

    def count_by(
        self,
        *keys: "str | Field",
        time: str = "when",
        during: "Period | date | str | None" = None,
        once: bool = False,
    ) -> Counts:
        """Return how many there are at least and at most; see `Records.count_by`.

        Args:
            keys: fields, parts and at most one unit of time.
            time: the field that tells when, or ``"published"``, for which the table of
                the sources is needed.
            during: what to look at, if not at all.
            once: refused: which records report one event is known in memory alone.

        Raises:
            UnknownFieldError: if these records lack a field.
            FieldTypeError: if a key is none, or a field holds what makes no groups.
            FieldValueError: if ``once`` is asked for, or the keys do not fit together.
            EDTFError: if a text for a period is no EDTF.
            FormatError: if a row holds no valid value, or the engine cannot answer.
        """
        if once:
            rule = "an engine cannot tell which records report one event"
            refuse("ScannedRecords.count_by: once", rule, once, field="once")
        asked = plan(keys, (self._kind,), time, during)
        self._must_have(fields_of(self._kind, asked))
        table = Table(self._frame, self._kind, self._sources())
        return counts(asked, tally(table, asked), self._names().readable())

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the engine."""
        found = collected(lambda: self._frame.select("id"))
        return tuple(found.get_column("id").to_list())

    def to_arrow(self) -> "pyarrow.Table":
        """Return an Arrow table with the columns that `Records.to_arrow` gives.

        Where the table is older than a field, the field holds its default.

        Raises:
            FormatError: if the engine cannot answer, or a column is of another type.
        """
        from diplomacy_events.arrow import schema, table

        kind: type = self._kind
        if self._newer:
            return table(list(self.records()), (kind,))
        found = read_table(self._frame, kind)
        check_schema(found.schema, (kind,))
        return lifted(lambda: found.cast(schema(kind)))

    def records(self) -> Records[R]:
        """Return the records as objects.

        Raises:
            FormatError: if a row is no valid record.
        """
        from diplomacy_events.arrow import objects

        made = objects(read_table(self._frame, self._kind), (self._kind,))
        names = self._names().with_records(made)
        return Records(made, kinds=(self._kind,), names=names)

    def to_native(self) -> Any:
        """Return the frame or relation of the engine itself."""
        return self._frame.to_native()

    def __repr__(self) -> str:
        """Return of which class the records are, and which engine reads them."""
        engine = self._frame.implementation.name.lower()
        return f"<ScannedRecords of {self._kind.__name__}, read by {engine}>"


@attrs.frozen(eq=False)
class ScannedGroups:
    """Groups that an engine makes when they are asked for."""

    _frame: "LazyFrame[Any]" = attrs.field(repr=False)
    _fields: tuple[str, ...]

    def count(self) -> dict[Any, int]:
        """Return how many there are in each group, by its value or values.

        Raises:
            FieldTypeError: if a field makes no groups.
            FormatError: if a row holds no valid value, or the engine cannot answer.
        """
        return counted(self._frame, self._fields)


def _unknown(what: str, name: object, known: list[str]) -> UnknownNameError:
    problem = f"there is no {what} {name!r}; known are {', '.join(known)}"
    return unknown(problem, name, known)
