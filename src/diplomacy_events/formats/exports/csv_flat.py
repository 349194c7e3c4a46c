"""One CSV file of all records, for spreadsheets; for writing only.

It begins with a byte order mark, by which Excel recognises UTF-8. Text that begins like
a formula gets an apostrophe first, so a spreadsheet does not run it.
"""

from csv import writer
from datetime import date
from io import StringIO

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.flat_places import flat_fields, reasons
from diplomacy_events.formats.exports.omissions import omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.formats.formulas import FORMULA_STARTS, GUARD
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.record_kinds import RECORD_TYPES
from diplomacy_events.model.sources import Source

__all__ = ["FORMAT"]

BYTE_ORDER_MARK = "\ufeff"
PLACES = {
    **flat_fields(*RECORD_TYPES),
    **{cls: {"name"} for cls in ACTOR_TYPES},
    Source: {"publisher", "published"},
}
REASON = "a flat table of records has no place for it"


def dumps(dataset: Dataset) -> bytes:
    """Return all records as one table, a row for each."""
    columns = dataset.records.flat()
    written = StringIO()
    table = writer(written)
    table.writerow([column.name for column in columns])
    rows = zip(*(column.values for column in columns), strict=True)
    table.writerows([[_cell(value) for value in row] for row in rows])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return GUARD + text if text.startswith(FORMULA_STARTS) else text


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List the fields without a column, and those put into words."""
    left_out = omissions(dataset, PLACES, REASON, partly=reasons(*RECORD_TYPES))
    return tuple(left_out)


FORMAT = Format(
    name="csv-flat", suffixes=(".csv",), lossless=False, dumps=dumps, omitted=omitted
)
