"""Checks the derived columns that engines use against the records."""

from typing import TYPE_CHECKING, Any

from diplomacy_events.arrow.columns import slots
from diplomacy_events.arrow.derived import check_all_derived
from diplomacy_events.arrow.schema_check import check_schema
from diplomacy_events.frames.engines import collect
from diplomacy_events.frames.table_columns import column_names

if TYPE_CHECKING:
    from narwhals import LazyFrame

__all__ = ["verify_table"]

ROWS = 10_000
"""The number of records to make at a time."""


def verify_table(frame: "LazyFrame[Any]", kind: type) -> None:
    """Read a whole table, and check every derived column.

    Raises:
        FormatError: if a row is not a valid record, or a derived column is wrong; the
            error lists the faults, up to a limit.
    """
    present = set(column_names(frame))
    named = [slot.name for slot in slots(kind, folded=True) if slot.name in present]
    rows = collect(lambda: frame.select(named)).to_native()
    check_schema(rows.schema, (kind,))
    for first in range(0, len(rows), ROWS):
        check_all_derived(rows.slice(first, ROWS), kind, first)
