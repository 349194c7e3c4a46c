"""A workbook for Excel and LibreOffice, with a sheet for each kind: only written.

Certain days are cells with dates, which a spreadsheet can sort and calculate with.
"""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from diplomacy_events.dataset import Dataset, Records
from diplomacy_events.dataset.flat import Column
from diplomacy_events.errors import FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.exports.flat_places import flat_fields, reasons
from diplomacy_events.formats.exports.omissions import omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.description import CLASSES, SECTIONS, header

__all__ = ["FORMAT"]

MOST_ROWS = 1_048_575
"""The most rows of a sheet, below its header."""
MOST_LETTERS = 32_767
"""The most characters of a cell."""
FIRST_DAY = date(1900, 3, 1)
"""The first day on which all spreadsheets agree; earlier days are text."""
STAMP = datetime(1980, 1, 1)
"""The same dataset gives the same bytes, whenever it is written."""
WIDEST, NARROWEST = 48, 10
PLACES = {
    Dataset: {field.name for field in header(Dataset)},
    **flat_fields(*CLASSES.values()),
}
REASON = "a sheet has no place for it"


def dumps(dataset: Dataset) -> bytes:
    """Return a workbook.

    Raises:
        MissingExtraError: if XlsxWriter is not installed.
        FormatError: if a kind has more objects than a sheet has rows.
    """
    library = import_extra("xlsxwriter", extra="excel")
    written = BytesIO()
    # Text that looks like a formula, a number or an address stays text.
    book = library.Workbook(
        written,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": dataset.title or "", "created": STAMP})
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for name, columns in _sheets(dataset):
        sheet = book.add_worksheet(name)
        if len(columns[0].values) > MOST_ROWS:
            message = f"a sheet has at most {MOST_ROWS} rows, too few for all {name}"
            raise FormatError(message)
        for place, column in enumerate(columns):
            _write(sheet, place, column, head, day)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(columns[0].values), len(columns) - 1)
    book.close()
    return written.getvalue()


def _sheets(dataset: Dataset) -> Iterator[tuple[str, list[Column]]]:
    """Yield the name and the columns of each sheet, records first."""
    names = dataset.records.names
    for section in reversed(SECTIONS):
        things: Any = getattr(dataset, section)
        for kind in SECTIONS[section].kinds:
            some: list[Any] = [one for one in things if type(one) is kind.cls]
            if some:
                yield kind.plural, Records(some, kinds=(kind.cls,), names=names).flat()
    about = {field.name: getattr(dataset, field.name) for field in header(Dataset)}
    yield (
        "about",
        [
            Column("about", str, list(about)),
            Column("value", str, list(about.values())),
        ],
    )


def _write(sheet: Any, place: int, column: Column, head: Any, day: Any) -> None:
    """Write a column, as wide as its values need."""
    sheet.write_string(0, place, column.name, head)
    longest = len(column.name) + 4
    for row, value in enumerate(column.values, start=1):
        if value is None:
            continue
        if isinstance(value, date) and value >= FIRST_DAY:
            sheet.write_datetime(row, place, value, day)
        elif isinstance(value, int):
            sheet.write_number(row, place, value)
        else:
            text = str(value)
            sheet.write_string(row, place, _cut(text))
            longest = max(longest, len(text))
    sheet.set_column(place, place, min(max(longest, NARROWEST), WIDEST))


def _cut(text: str) -> str:
    """Return as much of a text as fits into a cell, counted as Excel counts."""
    if len(text) <= MOST_LETTERS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_LETTERS:
        return text
    return units[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List what sheets leave out, what is put into words, and texts cut short."""
    cut = (
        Omission(
            things.values[row], column.name, f"is cut after {MOST_LETTERS} characters"
        )
        for _, columns in _sheets(dataset)
        for things in columns[:1]
        for column in columns
        for row, value in enumerate(column.values)
        if isinstance(value, str) and _cut(value) != value
    )
    found = omissions(dataset, PLACES, REASON, partly=reasons(*CLASSES.values()))
    return (*cut, *found)


FORMAT = Format(
    name="xlsx", suffixes=(".xlsx",), lossless=False, dumps=dumps, omitted=omitted
)
