"""Records that an engine reads when they are asked for."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import attrs

from diplomacy_events.arrow.columns import Part
from diplomacy_events.arrow.schema_check import check_schema
from diplomacy_events.dataset import Records
from diplomacy_events.dataset.answering import bound
from diplomacy_events.dataset.counting import counts, plan
from diplomacy_events.dataset.counts import Counts
from diplomacy_events.dataset.grouping import field_name
from diplomacy_events.dataset.names import Names
from diplomacy_events.errors import FieldTypeError, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.frames.engines import ask_engine, collect
from diplomacy_events.frames.group_counts import count_rows
from diplomacy_events.frames.table_columns import column_names, read_table
from diplomacy_events.frames.time_counts import Table, fields_of, tally
from diplomacy_events.frames.to_expression import to_expression
from diplomacy_events.model.record_kinds import (
    Record,
)
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.query.questions import question_of

if TYPE_CHECKING:
    from datetime import date

    import pyarrow
    from narwhals import LazyFrame

    from diplomacy_events.model.period import Period
    from diplomacy_events.query.predicates import Predicate
    from diplomacy_events.query.questions import Field

__all__ = ["ScannedGroups", "ScannedRecords", "Watch"]

R = TypeVar("R", bound=Record)
Watch = Callable[[], AbstractContextManager[None]]
"""Makes sure that files do not change while they are read."""


@attrs.frozen(repr=False, eq=False)
class ScannedRecords(Generic[R]):
    """Records of one class that an engine reads when they are asked for."""

    _frame: "LazyFrame[Any]"
    _kind: type[R]
    _names: Callable[[], Names]
    _newer: frozenset[str]
    """The fields without a column, because the table is older than they are."""
    _sources: "Callable[[], LazyFrame[Any] | None]"
    _unchanged: Watch

    def filter(self, keep: "Predicate", /) -> Self:
        """Return the records for which a predicate is true; nothing is read yet.

        Raises:
            UnknownFieldError: if the predicate asks about a field that these lack.
            UnknownNameError: if it names an actor that does not exist. Topics are not
                checked, because that would mean reading all data.
            AmbiguousNameError: if it uses a name that several actors have.
            FieldTypeError: if it is not a predicate: engines do not run Python
                functions.
            FormatError: if the table is older than a field that it asks about, or lacks
                a column to search for words, or if the engine can no longer read the
                table.
        """
        from diplomacy_events.query.predicates import Predicate

        if not isinstance(keep, Predicate):
            message = f"expected a predicate, got {short(keep)}"
            raise FieldTypeError(message, field="ScannedRecords.filter", value=keep)
        question = bound(keep, (self._kind,), self._names)
        self._must_have(test.field for test in question.tests)
        asked = to_expression(question)
        with self._unchanged():
            self._must_be_searchable(question)
            found = ask_engine(lambda: self._frame.filter(asked))
        return attrs.evolve(self, frame=found)

    def _must_have(self, fields: Iterable[str]) -> None:
        """Refuse a question about a field that is newer than the table."""
        for name in fields:
            if name in self._newer:
                raise FormatError(
                    f"the table is older than the field {name} and has no column for it"
                )

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
            FieldTypeError: if the count is not a whole number, 0 or more.
            FormatError: if the engine can no longer read the table.
        """
        if type(count) is not int or count < 0:
            message = f"expected a count, 0 or more, got {short(count)}"
            raise FieldTypeError(message, field="ScannedRecords.head", value=count)
        with self._unchanged():
            found = ask_engine(lambda: self._frame.head(count))
        return attrs.evolve(self, frame=found)

    def count(self) -> int:
        """Return the number of records.

        Raises:
            FormatError: if the engine cannot answer.
        """
        nw = import_extra("narwhals", extra="frames")
        with self._unchanged():
            return int(collect(lambda: self._frame.select(nw.len())).item())

    def group_by(self, *keys: "str | Field") -> "ScannedGroups":
        """Return the groups of the records by the values of one or several fields.

        If a field has several values, the record is in a group for each of them.

        Raises:
            UnknownFieldError: if these records lack a field.
            FieldTypeError: if there is no key, or one is not a field: engines do not
                run Python functions.
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
        return ScannedGroups(self._frame, fields, self._unchanged)

    def count_by(
        self,
        *keys: "str | Field",
        time: str = "when",
        during: "Period | date | str | None" = None,
        once: bool = False,
    ) -> Counts:
        """Return the least and greatest possible counts; see `Records.count_by`.

        Args:
            keys: fields, parts and at most one unit of time.
            time: the field to take the time from, or ``"published"``, which needs the
                table of sources.
            during: the period to count in (default: all).
            once: refused, because records of the same event are only known in memory.

        Raises:
            UnknownFieldError: if these records lack a field.
            FieldTypeError: if a key is not a key, or a field cannot be counted by.
            FieldValueError: if ``once`` is true, or the keys do not fit together.
            EDTFError: if a text for a period is not EDTF.
            FormatError: if a row has an invalid value, or the engine cannot answer.
        """
        if once:
            rule = "an engine cannot tell which records report one event"
            refuse("ScannedRecords.count_by: once", rule, once, field="once")
        asked = plan(keys, (self._kind,), time, during)
        self._must_have(fields_of(self._kind, asked))
        with self._unchanged():
            table = Table(self._frame, self._kind, self._sources())
            return counts(asked, tally(table, asked), self._names().readable())

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the engine."""
        with self._unchanged():
            ids = collect(lambda: self._frame.select("id"))
        return tuple(ids.get_column("id").to_list())

    def to_arrow(self) -> "pyarrow.Table":
        """Return an Arrow table with the columns that `Records.to_arrow` gives.

        If the table is older than a field, the field has its default.

        Raises:
            FormatError: if the engine cannot answer, or a column has another type.
        """
        from diplomacy_events.arrow import schema, table

        kind: type = self._kind
        if self._newer:
            return table(list(self.records()), (kind,))
        with self._unchanged():
            rows = read_table(self._frame, kind)
        check_schema(rows.schema, (kind,))
        return ask_engine(lambda: rows.cast(schema(kind)))

    def records(self) -> Records[R]:
        """Return the records as objects.

        Raises:
            FormatError: if a row is not a valid record.
        """
        from diplomacy_events.arrow import objects

        with self._unchanged():
            rows = read_table(self._frame, self._kind)
        things = objects(rows, (self._kind,))
        names = self._names().with_records(things)
        return Records(things, kinds=(self._kind,), names=names)

    def to_native(self) -> Any:
        """Return the frame or relation of the engine itself."""
        return self._frame.to_native()

    def __repr__(self) -> str:
        """Return the class of the records, and the engine that reads them."""
        engine = self._frame.implementation.name.lower()
        return f"<ScannedRecords of {self._kind.__name__}, read by {engine}>"


@attrs.frozen(eq=False)
class ScannedGroups:
    """Groups that an engine makes when they are asked for."""

    _frame: "LazyFrame[Any]" = attrs.field(repr=False)
    _fields: tuple[str, ...]
    _unchanged: Watch = attrs.field(repr=False)

    def count(self) -> dict[Any, int]:
        """Return the size of each group, by its value or values.

        Raises:
            FieldTypeError: if a field cannot be grouped by.
            FormatError: if a row has an invalid value, or the engine cannot answer.
        """
        with self._unchanged():
            return count_rows(self._frame, self._fields)
