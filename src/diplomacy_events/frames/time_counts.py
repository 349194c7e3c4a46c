"""Counts the rows of an engine's table in cells of time."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from diplomacy_events.dataset.counting import ALWAYS, PUBLISHED, TYPE, Plan
from diplomacy_events.dataset.time_cells import Reach, Tally
from diplomacy_events.dataset.units import FAR_DAY
from diplomacy_events.errors import FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.frames.engines import collect
from diplomacy_events.frames.group_counts import value_in_column
from diplomacy_events.model.description import BOUND_COLUMNS, PARTS, kind_of, playing
from diplomacy_events.model.period import Bounds
from diplomacy_events.query.expressions import (
    NOWHERE,
    both,
    calendar_day,
    column,
    join_by_halves,
)
from diplomacy_events.query.names import field_named

if TYPE_CHECKING:
    from narwhals import Expr, LazyFrame

__all__ = ["Table", "fields_of", "tally"]

HOW_MANY, CELL, UNDATED, SOURCE = "how_many", "cell", "undated", "source"
OPEN = {"begin": "open_begin", "end": "open_end"}
DAYS_IN_WEEK = 7
"""The first day of the year 1, a Monday: the start for counting whole weeks."""
ANY = Reach(((-FAR_DAY, FAR_DAY),), ())
"""The reach of records that may belong to any time."""


class Table(NamedTuple):
    """A table to count.

    Attributes:
        frame: its rows.
        kind: the class of the records in it.
        sources: the table of the sources, if there is one.
    """

    frame: "LazyFrame[Any]"
    kind: type
    sources: "LazyFrame[Any] | None"


def tally(table: Table, asked: Plan) -> Tally:
    """Count the rows of a table.

    Raises:
        FormatError: if a row has an invalid value, or the engine cannot answer.
    """
    if asked.timed and asked.time == PUBLISHED:
        return _by_report(table, asked)
    nw = import_extra("narwhals", extra="frames")
    frame = table.frame
    if asked.timed and asked.time != "when":
        frame = frame.filter(~column(asked.time).is_null())

    def groups() -> "LazyFrame[Any]":
        times = _times(asked) if asked.timed else []
        rows = _rows_by_key(frame, table.kind, asked, times)
        # Without another column, all rows are one group.
        by = rows.collect_schema().names()
        many = nw.len().alias(HOW_MANY)
        return rows.group_by(*by).agg(many)

    found: dict[tuple[Any, ...], Counter[Reach]] = {}
    for row in collect(groups).iter_rows(named=True):
        reach = asked.reach(_bounds(row, asked))
        counter = found.setdefault(_values(row, table.kind, asked), Counter())
        counter[reach] += int(row[HOW_MANY])
    return Tally(found, _boundless(frame, table.kind, asked))


def fields_of(kind: type, asked: Plan) -> list[str]:
    """Return the fields that are needed to count."""
    times = [asked.time] if asked.timed and asked.time != PUBLISHED else []
    return [*_columns(kind, asked).values(), *times]


def _columns(kind: type, asked: Plan) -> dict[str, str]:
    """Return the field of each key that is a field, by the column made of it."""
    return {
        f"key_{place}": (playing(kind, key) or key) if key in PARTS else key
        for place, key in enumerate(asked.others)
        if key != TYPE
    }


def _rows_by_key(
    frame: "LazyFrame[Any]", kind: type, asked: Plan, more: "Iterable[Expr]"
) -> "LazyFrame[Any]":
    """Return a row for each combination of values of the keys, with more columns.

    One column always has the same value in all rows.
    """
    nw = import_extra("narwhals", extra="frames")
    columns = _columns(kind, asked)
    several = [name for name, field in columns.items() if field_named(field).many]
    selected = frame.select(
        (column("id").is_null() & False).alias("whole"),
        *(
            (column(field).list.unique() if name in several else column(field)).alias(
                name
            )
            for name, field in columns.items()
        ),
        *more,
    )
    for name in several:
        selected = selected.explode(name).filter(~nw.col(name).is_null())
    return selected


def _values(row: dict[str, Any], kind: type, asked: Plan) -> tuple[Any, ...]:
    """Return the values of the keys in a row, as in objects."""
    columns = {field: name for name, field in _columns(kind, asked).items()}
    found = []
    for key in asked.others:
        if key == TYPE:
            found.append(kind_of(kind).singular)
        else:
            field = (playing(kind, key) or key) if key in PARTS else key
            found.append(value_in_column(field, row[columns[field]]))
    return tuple(found)


def _column(asked: Plan, bound: str) -> str:
    """Return the column with a bound of the time."""
    name = BOUND_COLUMNS[bound]
    return name if asked.time == "when" else f"{asked.time}_{name}"


def _times(asked: Plan) -> "list[Expr]":
    """Return the bounds of the time, to the precision of the unit."""
    edge = column(asked.time)
    return [
        *(_cell(column(_column(asked, own)), asked).alias(own) for own in NOWHERE),
        edge.str.starts_with("../").alias(OPEN["begin"]),
        edge.str.ends_with("/..").alias(OPEN["end"]),
    ]


def _cell(day: "Expr", asked: Plan) -> "Expr":
    """Return the first day of the cell of a day; for weeks, the number."""
    if asked.unit is None:
        return day
    if asked.unit.every is not None:
        return day.dt.truncate(asked.unit.every)
    # Every engine can give the year and the day of the year; few can subtract days.
    past = day.dt.year() - 1
    leaps = past // 4 - past // 100 + past // 400
    weeks: Expr = (past * 365 + leaps + day.dt.ordinal_day() - 1) // DAYS_IN_WEEK
    return weeks


def _day(value: Any, asked: Plan) -> int:
    """Return a day of the cell that an engine returned."""
    if isinstance(value, date):
        return value.toordinal()
    return asked.unit.first(int(value)) if asked.unit else int(value)


def _bounds(row: dict[str, Any], asked: Plan) -> Bounds:
    """Return bounds in the same cells as the rows of a group."""
    if not asked.timed:
        return Bounds(0, 0, 0, 0)
    found = {}
    for own, (where_open, where_unknown) in NOWHERE.items():
        edge = OPEN["begin" if own.endswith("begin") else "end"]
        if row[own] is not None:
            found[own] = _day(row[own], asked)
        else:
            found[own] = where_open if row[edge] else where_unknown
    return Bounds(**found)


def _boundless(frame: "LazyFrame[Any]", kind: type, asked: Plan) -> int:
    """Return the number of rows without a first or last cell."""
    if asked.unit is None:
        return 0
    nw = import_extra("narwhals", extra="frames")
    first, last = (column(_column(asked, own)) for own in ("first_begin", "last_end"))
    conditions = [first.is_null() | last.is_null(), *_have_values(kind, asked)]

    def count() -> "LazyFrame[Any]":
        return frame.filter(join_by_halves(both, conditions)).select(nw.len())

    return int(collect(count).item())


def _have_values(kind: type, asked: Plan) -> "list[Expr]":
    """Return the conditions that every key has a value."""
    fields = _columns(kind, asked).values()
    return [column(field).list.len() > 0 for field in fields if field_named(field).many]


def _by_report(table: Table, asked: Plan) -> Tally:
    """Count rows by when their sources were published, once in a cell.

    Raises:
        FormatError: if the sources are missing, or the engine cannot answer.
    """
    if table.sources is None:
        message = (
            "no table of sources, which is needed to know when they were published"
        )
        raise FormatError(message)
    nw = import_extra("narwhals", extra="frames")
    days = table.sources.select(column("id").alias(SOURCE), column(PUBLISHED))

    def reports() -> "LazyFrame[Any]":
        """Return a row for each place that a record rests on, for each of its keys."""
        more = [column("id"), column("evidence")]
        rows = _rows_by_key(table.frame, table.kind, asked, more).explode("evidence")
        source = column("evidence").struct.field(SOURCE).alias(SOURCE)
        joint = rows.with_columns(source).join(days, on=SOURCE, how="left")
        return joint.with_columns(_publication_cell(asked).alias(CELL))

    def groups() -> "LazyFrame[Any]":
        reported = reports()
        missing = column(CELL).is_null().cast(nw.Int64).max().alias(UNDATED)
        undated = reported.group_by("id").agg(missing)
        by = ["whole", *_columns(table.kind, asked), CELL, UNDATED]
        many = column("id").n_unique().alias(HOW_MANY)
        return reported.join(undated, on="id", how="left").group_by(*by).agg(many)

    found: dict[tuple[Any, ...], Counter[Reach]] = {}
    boundless = 0
    for row in collect(groups).iter_rows(named=True):
        counter = found.setdefault(_values(row, table.kind, asked), Counter())
        counter[_reach(row, asked)] += int(row[HOW_MANY])
    if asked.unit is not None:
        undated = column(CELL).is_null()
        ids = collect(lambda: reports().filter(undated).select("id").unique())
        boundless = len(ids)
    return Tally(found, boundless)


def _publication_cell(asked: Plan) -> "Expr":
    """Return the cell of a day of publication; null if it is not known."""
    if asked.unit is not None or asked.days is None:
        return _cell(column(PUBLISHED), asked)
    first, last = map(calendar_day, (asked.days.first_begin, asked.days.last_end))
    return (column(PUBLISHED) >= first) & (column(PUBLISHED) <= last)


def _reach(row: dict[str, Any], asked: Plan) -> Reach:
    """Return the cells in which the records of a group were reported."""
    cell = row[CELL]
    if cell is None:
        return Reach(ALWAYS.may, ()) if asked.unit is None else ANY
    if asked.unit is None:
        run = ALWAYS.may if cell else ()
    else:
        number = asked.unit.cell(_day(cell, asked))
        run = ((number, number),)
    # Records with an undated source may have been reported at any time; they are
    # counted where the day is missing.
    return Reach(() if row[UNDATED] else run, run)
