"""A workbook for Excel and LibreOffice, with a sheet for each kind; for writing only.

Certain days are cells with dates, which a spreadsheet can sort and calculate with.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple

from diplomacy_events.dataset import Dataset, Records
from diplomacy_events.dataset.flat import Column
from diplomacy_events.errors import FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.exports.flat_places import flat_fields, reasons
from diplomacy_events.formats.exports.omissions import omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.description import CLASSES, SECTIONS, header
from diplomacy_events.monospace import columns as width
from diplomacy_events.monospace import wrap

__all__ = ["FORMAT"]

MOST_ROWS = 1_048_575
"""The most rows of a sheet, below its header."""
MOST_LETTERS = 32_767
"""The most characters of a cell."""
MOST_DIGITS = 10**15 - 1
"""The largest number that a spreadsheet keeps exactly; larger ones are text."""
FIRST_DAY = date(1900, 3, 1)
"""The first day on which all spreadsheets agree; earlier days are text."""
STAMP = datetime(1980, 1, 1)
"""The same dataset gives the same bytes, whenever it is written."""
WIDEST, NARROWEST = 28, 10
"""The maximum and minimum width of a column, in characters."""
LINE_POINTS, MOST_POINTS = 15, 408
"""The height of a line of a cell, and the maximum height of a row."""
A3 = 8
"""The smallest paper size on which all columns of a record are readable."""
FILTER_COLUMNS = 4
"""The width of the button beside a header, in characters."""
PLACES = {
    Dataset: {field.name for field in header(Dataset)},
    **flat_fields(*CLASSES.values()),
}
REASON = "a sheet has no place for it"


class Styles(NamedTuple):
    """How cells look.

    Attributes:
        head: the name of a column.
        text: a text, of as many lines as it needs.
        number: a number.
        day: a day that spreadsheets can count by.
    """

    head: object
    text: object
    number: object
    day: object


def dumps(dataset: Dataset) -> bytes:
    """Return a workbook.

    Raises:
        MissingExtraError: if XlsxWriter is not installed.
        FormatError: if a kind has more objects than a sheet has rows.
    """
    library = import_extra("xlsxwriter", extra="excel")
    written = BytesIO()
    book = library.Workbook(written, {"in_memory": True})
    book.set_properties({"title": dataset.title, "created": STAMP})
    styles = Styles(
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"valign": "top", "align": "left"}),
        book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
    )
    for name, columns in _sheets(dataset):
        sheet = book.add_worksheet(name)
        rows = len(columns[0].values)
        if rows > MOST_ROWS:
            message = f"a sheet has at most {MOST_ROWS} rows, too few for all {name}"
            raise FormatError(message)
        for place, column in enumerate(columns):
            _write(sheet, place, column, styles)
        _set_heights(sheet, columns)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, rows, len(columns) - 1)
        _lay_out_for_print(sheet)
    book.close()
    return written.getvalue()


def _lay_out_for_print(sheet: Any) -> None:
    """Fit all columns on one page, and repeat their names on every page."""
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    # The name of the sheet, the page, and the number of pages.
    sheet.set_footer("&L&A&R&P / &N")


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


def _write(sheet: Any, place: int, column: Column, styles: Styles) -> None:
    """Write a column; text that looks like a formula or a number stays text."""
    sheet.write_string(0, place, column.name, styles.head)
    for row, value in enumerate(column.values, start=1):
        if value is None:
            continue
        if isinstance(value, date) and value >= FIRST_DAY:
            sheet.write_datetime(row, place, value, styles.day)
        elif isinstance(value, int) and abs(value) <= MOST_DIGITS:
            sheet.write_number(row, place, value, styles.number)
        else:
            sheet.write_string(row, place, _fit_cell(str(value)), styles.text)
    sheet.set_column(place, place, _width(column))


def _width(column: Column) -> int:
    """Return the width of a column in characters: as its values need, within limits."""
    lines = (line for text in _texts(column) for line in text.split("\n"))
    heading = len(column.name) + FILTER_COLUMNS
    return min(max(heading, NARROWEST, *map(width, lines)), WIDEST)


def _texts(column: Column) -> Iterator[str]:
    return (value for value in column.values if isinstance(value, str))


def _set_heights(sheet: Any, columns: list[Column]) -> None:
    """Make rows as high as their longest texts: LibreOffice does not do this itself."""
    lines: Counter[int] = Counter()
    for column in columns:
        room = _width(column)
        for row, value in enumerate(column.values, start=1):
            if isinstance(value, str) and (len(value) * 2 > room or "\n" in value):
                needed = sum(len(wrap(line, most=room)) for line in value.split("\n"))
                lines[row] = max(lines[row], needed)
    for row, needed in lines.items():
        sheet.set_row(row, min(needed * LINE_POINTS, MOST_POINTS))


def _fit_cell(text: str) -> str:
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
        if isinstance(value, str) and _fit_cell(value) != value
    )
    left_out = omissions(dataset, PLACES, REASON, partly=reasons(*CLASSES.values()))
    return (*cut, *left_out)


FORMAT = Format(
    name="xlsx", suffixes=(".xlsx",), lossless=False, dumps=dumps, omitted=omitted
)
