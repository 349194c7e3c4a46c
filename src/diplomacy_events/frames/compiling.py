"""From a predicate to an expression of narwhals, which every engine understands.

An expression may be null where a column is: engines drop such rows, as if it were
false. Only a negation must not keep them, so it alone fills the nulls before it turns
its part around. Everything else stays plain, so that engines can push it down into the
files.
"""

from collections.abc import Callable
from datetime import date
from operator import or_
from typing import Any

from diplomacy_events.extras import needed
from diplomacy_events.model.period import ENDLESS, UNBOUNDED, Period
from diplomacy_events.query.meaning import COMPARED
from diplomacy_events.query.predicates import TIMES, And, Not, Or, Predicate, Test
from diplomacy_events.query.shapes import named

__all__ = ["bound_column", "compiled"]

COLUMNS = {
    "first_begin": "earliest",
    "last_begin": "latest_begin",
    "first_end": "earliest_end",
    "last_end": "latest",
}
"""The column of each bound of a period."""

NOWHERE = {
    "first_begin": (-ENDLESS, -UNBOUNDED),
    "last_begin": (-ENDLESS, UNBOUNDED),
    "first_end": (ENDLESS, -UNBOUNDED),
    "last_end": (ENDLESS, UNBOUNDED),
}
"""Where a bound lies that is null: of an open edge, and of an unknown one."""


def compiled(predicate: Predicate) -> Any:
    """Return the expression that is true where a predicate is."""
    match predicate:
        case Test():
            return _test(predicate)
        case And(parts):
            return _joined(_both, list(map(compiled, parts)))
        case Or(parts):
            return _joined(or_, list(map(compiled, parts)))
        case Not(part):
            return ~compiled(part).fill_null(False)
    raise TypeError(f"not a predicate: {predicate!r}")


def bound_column(field: str, bound: str) -> str:
    """Return the column that holds a bound of the periods of a field."""
    column = COLUMNS[bound]
    return column if field == "when" else f"{field}_{column}"


def _test(test: Test) -> Any:
    nw = needed("narwhals", extra="frames")
    column, argument = nw.col(test.field), _plain(test.argument)
    match test.verb:
        case "==":
            return column == argument
        case "is_in":
            return column.is_in(list(argument)) if argument else _never()
        case "has":
            return column.list.contains(argument)
        case "has_any":
            held = [column.list.contains(one) for one in argument]
            return _joined(or_, held) if held else _never()
        case "contains":
            return nw.col(f"{test.field}_folded").str.contains(argument, literal=True)
        case "is_none":
            several = named(test.field).many
            return column.list.len() == 0 if several else column.is_null()
    return _time(test)


def _joined(join: Callable[[Any, Any], Any], parts: list[Any]) -> Any:
    """Join expressions by halves, as engines cannot go down a chain of hundreds."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return join(_joined(join, parts[:middle]), _joined(join, parts[middle:]))


def _both(one: Any, other: Any) -> Any:
    nw = needed("narwhals", extra="frames")
    return nw.all_horizontal(one, other, ignore_nulls=False)


def _never() -> Any:
    """Return what is false of every row; engines take no bare constant for that."""
    return needed("narwhals", extra="frames").col("id").is_null()


def _plain(argument: Any) -> Any:
    """Return an argument as the columns hold it: periods as EDTF."""
    if isinstance(argument, tuple):
        return tuple([_plain(one) for one in argument])
    return argument.edtf if isinstance(argument, Period) else argument


def _time(test: Test) -> Any:
    nw = needed("narwhals", extra="frames")
    other = test.argument.bounds
    comparisons = [
        _compared(test.field, own, sign, getattr(other, its))
        for own, sign, its in TIMES[test.verb, test.certainty]
    ]
    # A field without a period has no bounds either, which is not to be mistaken.
    there = [] if test.field == "when" else [~nw.col(test.field).is_null()]
    return _joined(_both, [*comparisons, *there])


def _compared(field: str, own: str, sign: str, other: int) -> Any:
    """Return how a bound compares with a day, or with what lies beyond all days."""
    nw = needed("narwhals", extra="frames")
    compare = COMPARED[sign]
    column = nw.col(bound_column(field, own))
    if abs(other) < UNBOUNDED:
        known = compare(column, nw.lit(date.fromordinal(other)))
    elif compare(0, other):
        known = ~column.is_null()
    else:
        known = _never()
    where_open, where_unknown = (compare(place, other) for place in NOWHERE[own])
    if not (where_open or where_unknown):
        return known
    if where_open and where_unknown:
        return known | column.is_null()
    edge = nw.col(field)
    is_open = (
        edge.str.starts_with("../")
        if own.endswith("begin")
        else edge.str.ends_with("/..")
    )
    return known | (column.is_null() & (is_open if where_open else ~is_open))
