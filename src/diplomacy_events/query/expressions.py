"""Expressions of narwhals about days, and how to join them.

Engines see the bounds of a period as columns. For an open or unknown edge these are
null, and the text of the period shows which of the two it is.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from diplomacy_events.extras import import_extra
from diplomacy_events.model.description import BOUND_COLUMNS
from diplomacy_events.model.period import ENDLESS, UNBOUNDED

if TYPE_CHECKING:
    from narwhals import Expr

__all__ = ["both", "calendar_day", "column", "compare_bound", "join_by_halves", "never"]

NOWHERE = {
    "first_begin": (-ENDLESS, -UNBOUNDED),
    "last_begin": (-ENDLESS, UNBOUNDED),
    "first_end": (ENDLESS, -UNBOUNDED),
    "last_end": (ENDLESS, UNBOUNDED),
}
"""The position of a null bound: for an open edge, and for an unknown one."""


def column(name: str) -> "Expr":
    """Return a column by its name."""
    expression: Expr = import_extra("narwhals", extra="frames").col(name)
    return expression


def join_by_halves(join: "Callable[[Expr, Expr], Expr]", parts: "list[Expr]") -> "Expr":
    """Join expressions as a balanced tree; engines cannot follow long chains."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return join(
        join_by_halves(join, parts[:middle]), join_by_halves(join, parts[middle:])
    )


def both(one: "Expr", other: "Expr") -> "Expr":
    """Return the conjunction; null if one is null and the other is not false."""
    nw = import_extra("narwhals", extra="frames")
    expression: Expr = nw.all_horizontal(one, other, ignore_nulls=False)
    return expression


def calendar_day(ordinal: int) -> "Expr":
    """Return a day, by its number in the proleptic Gregorian calendar."""
    nw = import_extra("narwhals", extra="frames")
    value = date.fromordinal(ordinal)
    # Spark receives days as text without leading zeros in the year, and refuses them.
    expression: Expr = (
        nw.lit(value.isoformat()).str.to_date("%Y-%m-%d")
        if value.year < 1000
        else nw.lit(value)
    )
    return expression


def never() -> "Expr":
    """Return an expression that is always false; engines refuse a bare constant."""
    return column("id").is_null()


def compare_bound(
    field: str, own: str, compare: Callable[[object, object], bool], other: int
) -> "Expr":
    """Return how a bound of a period compares with a day, or with an unbounded edge.

    Args:
        field: the field with the period.
        own: its bound, one of `diplomacy_events.model.period.Bounds`.
        compare: the comparison, a function of `operator`.
        other: the day, or the position of an unbounded edge.
    """
    bound = column(
        BOUND_COLUMNS[own] if field == "when" else f"{field}_{BOUND_COLUMNS[own]}"
    )
    if abs(other) < UNBOUNDED:
        known: Expr = compare(bound, calendar_day(other))  # type: ignore[assignment]  # of expressions
    elif compare(0, other):
        known = ~bound.is_null()
    else:
        known = never()
    where_open, where_unknown = (compare(place, other) for place in NOWHERE[own])
    if not (where_open or where_unknown):
        return known
    if where_open and where_unknown:
        return known | bound.is_null()
    edge = column(field)
    is_open = (
        edge.str.starts_with("../")
        if own.endswith("begin")
        else edge.str.ends_with("/..")
    )
    return known | (bound.is_null() & (is_open if where_open else ~is_open))
