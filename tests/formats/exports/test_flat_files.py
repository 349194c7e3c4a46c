"""A workbook and a single CSV file, as spreadsheets read them."""

import csv
from datetime import date, datetime
from importlib import import_module
from io import BytesIO, StringIO
from typing import Any

import attrs
import openpyxl
import pytest

from complete import FULL
from diplomacy_events import (
    Dataset,
    FormatError,
    Period,
    Source,
    dumps,
    load_article,
)
from diplomacy_events.formats.exports import xlsx
from diplomacy_events.model.actors import ACTOR_KINDS
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.model.sources import SOURCE_KIND

ARTICLE = load_article()
BARE: dict[str, Any] = {"invitation": None, "notes": None} | dict.fromkeys(
    ("topics", "agenda", "basis", "superseded", "codings"), ()
)
"""The fields of a visit that contain long texts."""


def workbook(dataset: Dataset) -> Any:
    """Return the workbook of a dataset, read by another library."""
    return openpyxl.load_workbook(BytesIO(dumps(dataset, "xlsx")))


def column(sheet: Any, name: str) -> list[Any]:
    """Return the values of a column below its header."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [row[header.index(name)] for row in rows]


def gist(text: str, **more: Any) -> Dataset:
    """Return the article after the gist of its visit was changed."""
    visit = attrs.evolve(ARTICLE.visits.one(), gist=text, **more)
    others = [one for one in ARTICLE.records if one.id != visit.id]
    return attrs.evolve(ARTICLE, records=[visit, *others])


def test_a_workbook_has_a_sheet_for_each_kind() -> None:
    """Records come first, then actors, sources and the description of the dataset."""
    book = workbook(ARTICLE)
    held = {type(one) for one in (*ARTICLE.records, *ARTICLE.actors, *ARTICLE.sources)}
    kinds = (*RECORD_KINDS, *ACTOR_KINDS, SOURCE_KIND)
    names = [kind.plural for kind in kinds if kind.cls in held]
    assert book.sheetnames == [*names, "about"]
    assert column(book["about"], "value")[0] == ARTICLE.title
    assert column(book["about"], "about")[0] == "title"
    assert column(book["visits"], "visitors") == ["Xi Jinping"]
    assert workbook(Dataset()).sheetnames == ["about"]


def test_sheets_have_dates_filters_and_a_header_that_stays() -> None:
    """Dates are stored as dates, numbers as numbers, and nothing as nothing."""
    book = workbook(ARTICLE)
    assert book.properties.title == ARTICLE.title
    # Otherwise each time of writing would give other bytes.
    assert book.properties.created == xlsx.STAMP
    visits = book["visits"]
    assert column(visits, "earliest") == [datetime(2023, 3, 20)]
    assert visits.freeze_panes == "B2"
    for name in ("visits", "statements"):
        assert book[name].auto_filter.ref == book[name].dimensions
    assert column(book["sources"], "length")[0] == 3919
    assert visits["A1"].font.bold
    assert visits["A1"].border.bottom.style == "thin"
    assert column(book["sources"], "author") == [None] * len(ARTICLE.sources)
    for sheet, name in (visits, "earliest"), (book["sources"], "length"):
        (place,) = (cell.column for cell in sheet[1] if cell.value == name)
        alignment = sheet.cell(2, place).alignment
        assert (alignment.vertical, alignment.horizontal) == ("top", "left")


@pytest.mark.parametrize(
    ("length", "cell"),
    [(10**15 - 1, 10**15 - 1), (10**15, str(10**15)), (2**63 - 1, str(2**63 - 1))],
)
def test_no_digit_of_a_number_is_lost(length: int, cell: object) -> None:
    """Spreadsheets keep fifteen digits, so longer numbers are stored as text."""
    source = Source(id="a", publisher="A", length=length, sha256="0" * 64)
    assert column(workbook(Dataset(sources=[source]))["sources"], "length") == [cell]


def test_sheets_are_laid_out_for_print() -> None:
    """All columns fit on a landscape A3 page, and each page repeats their names."""
    for sheet in workbook(ARTICLE):
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 8)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (setup.fitToWidth, int(setup.fitToHeight)) == (None, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddFooter.left.text == "&A"
        margins = sheet.page_margins
        assert (margins.left, margins.right) == (0.4, 0.4)
        assert (margins.top, margins.bottom) == (0.5, 0.6)


def test_the_limits_are_those_of_the_library() -> None:
    """It would ignore a cell beyond the last row, and any longer text."""
    sheet: Any = import_module("xlsxwriter.worksheet").Worksheet()
    assert sheet.xls_rowmax - 1 == xlsx.MOST_ROWS
    assert sheet.xls_strmax == xlsx.MOST_LETTERS


def test_a_narrow_column_has_room_for_its_name() -> None:
    """The button of a filter covers four characters; ten are the least."""
    about = workbook(Dataset())["about"].column_dimensions
    assert [int(about[letter].width) for letter in "AB"] == [11, 10]
    visits = workbook(gist("Once", **BARE))["visits"]
    (letter,) = (cell.column_letter for cell in visits[1] if cell.value == "earliest")
    assert int(visits.column_dimensions[letter].width) == len("earliest") + 4


@pytest.mark.parametrize(
    ("text", "width", "points"),
    [
        ("Once upon a", 11, None),
        ("x" * 20, 20, None),
        ("\u4e2d" * 9, 18, None),
        ("\u4e2d" * 15, 28, 30),
        ("word " * 20 + "end", 28, 60),
        ("x" * 32_767, 28, 408),
    ],
)
def test_columns_are_wide_and_rows_high_enough(
    text: str, width: int, points: int | None
) -> None:
    """A column grows with its texts up to a limit, a row with its number of lines."""
    visits = workbook(gist(text, **BARE))["visits"]
    assert int(visits.column_dimensions["C"].width) == width
    assert visits.row_dimensions[2].height == points
    assert visits["C2"].alignment.wrap_text
    assert visits["C2"].alignment.vertical == "top"


def test_each_line_of_a_text_has_its_room() -> None:
    """Line breaks are kept, and each adds to the height."""
    noted = gist("Once", **{**BARE, "notes": "a\nb\n" + "c" * 40})
    assert workbook(noted)["visits"].row_dimensions[2].height == 60
    short = gist("Once", **{**BARE, "notes": "a\nb"})
    assert workbook(short)["visits"].row_dimensions[2].height == 30


def test_days_that_spreadsheets_disagree_on_are_text() -> None:
    """Before March 1900, some spreadsheets count a day that never existed."""
    early = gist("Once", when=Period.from_edtf("1900-02-28/1900-03-01"))
    visits = workbook(early)["visits"]
    assert column(visits, "earliest") == ["1900-02-28"]
    assert column(visits, "latest") == [datetime(1900, 3, 1)]


@pytest.mark.parametrize("text", ["=1+1", "https://a.example", "0123", "{=A1}"])
def test_texts_stay_texts(text: str) -> None:
    """No text becomes a formula, a link or a number."""
    visits = workbook(gist(text))["visits"]
    assert column(visits, "gist") == [text]
    assert visits["C2"].data_type == "s"
    assert visits["C2"].hyperlink is None


def test_a_text_too_long_for_a_cell_is_cut_and_listed() -> None:
    """Length is counted as Excel counts it, in UTF-16 units."""
    fits, short = "x" * 32_767, "🙂" * 16_383
    for text in (fits, short):
        assert column(workbook(gist(text))["visits"], "gist") == [text]
        assert not [one for one in xlsx.omitted(gist(text)) if "cut" in one.reason]
    assert column(workbook(gist(fits + "x"))["visits"], "gist") == ["x" * 32_766 + "…"]
    long = gist("🙂" * 16_384)
    (cut,) = column(workbook(long)["visits"], "gist")
    assert cut == "🙂" * 16_383 + "…"
    (told,) = [one for one in xlsx.omitted(long) if "cut" in one.reason]
    assert str(told) == "xi-visits-moscow.gist: is cut after 32767 characters"


def test_too_many_rows_for_a_sheet_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are never left out silently."""
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)
    with pytest.raises(FormatError, match="too few for all declarations"):
        dumps(ARTICLE, "xlsx")


def test_excel_recognises_the_encoding_of_flat_csv() -> None:
    """The file starts with a byte order mark; each record has a row, days are ISO."""
    data = dumps(ARTICLE, "csv-flat")
    assert data.startswith(b"\xef\xbb\xbfid,type,gist,when,")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == list(ARTICLE.records.ids)
    assert rows[0]["earliest"] == date(2023, 3, 20).isoformat()
    assert rows[0]["standing"] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_spreadsheet_calculates_what_a_text_says(sign: str) -> None:
    """Texts that look like formulas get an apostrophe in front."""
    data = dumps(gist(f"{sign}1+cmd"), "csv-flat").decode()
    assert f",'{sign}1+cmd," in data


def test_omissions_of_flat_files_are_listed() -> None:
    """Every field that is only put into words is listed, and so are the anchors."""
    book = {(one.field, one.reason) for one in xlsx.omitted(FULL)}
    assert any("Allegation.responses" in field for field, _ in book)
    assert any(
        "Statement.evidence" in field and "publishers" in why for field, why in book
    )
