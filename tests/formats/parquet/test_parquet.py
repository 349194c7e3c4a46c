"""Parquet: lossless, streamed, strict, and readable by every engine."""

import json
import random
import tracemalloc
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from diplomacy_events import Dataset, FormatError, Statement, load_article
from diplomacy_events.arrow import schema
from diplomacy_events.formats.parquet import footer, parquet, parquet_files
from diplomacy_events.formats.parquet.parquet import FORMAT
from diplomacy_events.formats.parquet.parquet_files import TABLES
from diplomacy_events.model.schema_version import KEY
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
write, read, stream = parquet.write_path, parquet.read_path, parquet.iter_path
Edit = Callable[[pa.Table], pa.Table]


def contents(folder: Path) -> dict[str, bytes]:
    """Return the contents of the files in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the bundled dataset to a folder."""
    write(ARTICLE, tmp_path / "article.parquet")
    return tmp_path / "article.parquet"


def parts(dataset: Dataset) -> Any:
    """Return everything in a dataset, phrases included."""
    return [
        (type(item), attrs.astuple(item))
        for item in (*dataset.sources, *dataset.actors, *dataset.records)
    ]


@given(datasets())
@example(Dataset())
@example(ARTICLE)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_written_dataset_reads_back_equal(tmp_path: Path, dataset: Dataset) -> None:
    """A dataset comes back equal, in order, and is written the same again."""
    write(dataset, tmp_path / "one.parquet")
    again = read(tmp_path / "one.parquet")
    assert again == dataset
    assert parts(again) == parts(dataset)
    assert list(stream(tmp_path / "one.parquet")) == list(dataset.records)
    write(again, tmp_path / "other.parquet")
    assert contents(tmp_path / "other.parquet") == contents(tmp_path / "one.parquet")


def test_it_says_what_it_knows() -> None:
    """The format declares that it reads, writes, streams, and loses nothing."""
    assert (FORMAT.name, FORMAT.suffixes) == ("parquet", (".parquet",))
    assert FORMAT.reads
    assert FORMAT.writes
    assert FORMAT.streams
    assert FORMAT.lossless


def test_there_is_a_file_for_every_class(folder: Path, tmp_path: Path) -> None:
    """Empty classes have a file with their schema too, so that engines find it."""
    write(Dataset(), tmp_path / "empty")
    for place in (folder, tmp_path / "empty"):
        assert {path.name for path in place.iterdir()} == {
            f"{name}.parquet" for name in TABLES
        }
        for name, kind in TABLES.items():
            found = pq.read_schema(place / f"{name}.parquet")
            position = pa.field("position", pa.int64(), nullable=False)
            assert found.equals(schema(kind, folded=True).append(position))
            header = json.loads(found.metadata[KEY])
            assert (header["schema_version"], header["table"]) == (1, name)
            path = str(place / f"{name}.parquet")
            count = polars.scan_parquet(path).select(polars.len()).collect().item()
            with duckdb.connect() as connection:
                asked = f"select count(*) from '{path}'"  # noqa: S608  # our own path
                assert connection.sql(asked).fetchall() == [(count,)]


def test_many_rows_are_written_in_groups(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Engines can skip row groups, and the reader joins the batches again."""
    monkeypatch.setattr(parquet, "ROWS_IN_GROUP", 5)
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(parquet, "ROWS_STREAMED_AT_ONCE", 2)
    write(ARTICLE, folder)
    found = pq.ParquetFile(folder / "statements.parquet")
    assert found.num_row_groups == -(-len(ARTICLE.statements) // 5)
    first = found.metadata.row_group(0).column(0)
    assert first.compression == "ZSTD"
    assert first.has_column_index
    assert first.has_offset_index
    assert read(folder) == ARTICLE
    assert list(stream(folder)) == list(ARTICLE.records)


@pytest.mark.untraced
def test_streaming_takes_no_more_memory_for_more_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times the records take about the same memory."""
    monkeypatch.setattr(parquet, "ROWS_STREAMED_AT_ONCE", 64)
    said = [record for record in ARTICLE.records if type(record) is Statement]

    def peak(count: int) -> int:
        many = [
            attrs.evolve(said[i % len(said)], id=f"s-{i}", answers=())
            for i in range(count)
        ]
        path = tmp_path / str(count)
        write(
            Dataset(sources=ARTICLE.sources, actors=ARTICLE.actors, records=many), path
        )
        del many
        tracemalloc.start()
        assert sum(1 for _ in stream(path)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(3_000) < 2 * peak(300)


def rewrite(folder: Path, name: str, edit: Edit) -> None:
    """Write a file again after an edit."""
    path = folder / f"{name}.parquet"
    pq.write_table(edit(pq.read_table(path)), path)


def headed(**changes: Any) -> Edit:
    """Return an edit that changes the header."""

    def edit(found: pa.Table) -> pa.Table:
        header = {**json.loads(found.schema.metadata[KEY]), **changes}
        return found.replace_schema_metadata({KEY: json.dumps(header)})

    return edit


def headed_in(encoding: str) -> Edit:
    """Return an edit that writes the header in another encoding."""

    def edit(found: pa.Table) -> pa.Table:
        header = found.schema.metadata[KEY].decode().encode(encoding)
        return found.replace_schema_metadata({KEY: header})

    return edit


def placed(positions: list[int | None]) -> Edit:
    """Return an edit that changes the positions of the visits."""

    def edit(found: pa.Table) -> pa.Table:
        place = found.column_names.index("position")
        field = pa.field("position", pa.int64())
        return found.set_column(place, field, pa.array(positions, pa.int64()))

    return edit


def repeated(found: pa.Table) -> pa.Table:
    """Return a table whose header has a key twice, with the same value."""
    header = found.schema.metadata[KEY].decode()
    twice = header.replace('"table"', '"table": "visits", "table"', 1)
    return found.replace_schema_metadata({KEY: twice})


def valued(column: str, value: Any) -> Edit:
    """Return an edit that changes the first value of a column."""

    def edit(found: pa.Table) -> pa.Table:
        field = found.schema.field(column)
        values = [value, *found.column(column).to_pylist()[1:]]
        place = found.column_names.index(column)
        return found.set_column(place, field, pa.array(values, field.type))

    return edit


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            headed(schema_version=2),
            "visits.parquet\n  $.schema_version: expected a version up to 1, got 2",
        ),
        (headed(schema_version=True), "expected a version up to 1, got True"),
        (headed(table="x"), "visits.parquet\n  $.table: expected 'visits'"),
        (headed(x=1), "visits.parquet\n  $: expected the keys title, description"),
        (repeated, "visits.parquet\n  $: expected the keys title, description"),
        (headed(title="x"), "visits.parquet\n  $: describes a different dataset from"),
        (
            lambda found: found.replace_schema_metadata(None),
            "visits.parquet\n  $: no metadata under the key diplomacy_events",
        ),
        (
            lambda found: found.replace_schema_metadata({KEY: b"{"}),
            "visits.parquet\n  $: cannot be read: Expecting property name",
        ),
        (
            lambda found: found.drop_columns(["gist"]),
            "visits.parquet: not the expected columns\n  $[*].gist: missing",
        ),
        (
            lambda found: found.append_column("x", found["gist"]),
            "visits.parquet: not the expected columns\n  $[*].x: unknown column",
        ),
        (
            lambda found: found.append_column("gist", found["gist"]),
            "visits.parquet: not the expected columns\n  $[*].gist: 2 columns have",
        ),
        (
            headed(rows=5),
            "\n  $.rows: expected the number of rows of each table",
        ),
        (
            headed(rows={"visits": "1"}),
            "visits.parquet\n  $.rows: expected the number of rows of each table",
        ),
        (headed(rows={}), "  $: describes a different dataset from sources.parquet"),
        (
            placed([-1]),
            "visits.parquet: rows out of order\n  $[0].position: expected more than -1",
        ),
        (
            placed([None]),
            "$[0].position: expected more than -1, got None",
        ),
        (
            headed_in("utf-16"),
            "visits.parquet\n  $: cannot be read: 'utf-8' codec can't decode",
        ),
        (
            valued("earliest", date(1999, 1, 1)),
            "$[0].earliest (xi-visits-moscow): expected 2023-03-20, got 1999-01-01",
        ),
        (valued("latest", None), "$[0].latest (xi-visits-moscow): expected 2023-03-22"),
        (placed([1]), "not the tables of one dataset\n  $[*].position: expected each"),
        (
            valued("gist", " x"),
            "visits.parquet: not valid as StateVisit\n  $[0].gist (xi-visits-moscow)",
        ),
        (
            valued("visitors", ["nobody"]),
            "not a valid dataset\n  $.records[0].visitors[0] (xi-visits-moscow)",
        ),
    ],
)
def test_a_file_that_was_changed_is_refused(
    folder: Path, edit: Edit, message: str
) -> None:
    """Header, columns, positions and rows are checked; the error says what is wrong."""
    rewrite(folder, "visits", edit)
    with pytest.raises(FormatError) as caught:
        read(folder)
    assert message in str(caught.value)
    if "not a valid dataset" not in message:
        with pytest.raises(FormatError):
            list(stream(folder))


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("allegations", "standing", "retracted"),
        ("declarations", "horizon_latest", date(1999, 1, 1)),
        ("statements", "latest_begin", date(1999, 1, 1)),
        ("statements", "earliest_end", date(1999, 1, 1)),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(
    folder: Path, name: str, column: str, value: Any
) -> None:
    """The columns that engines read must agree with the objects."""
    rewrite(folder, name, valued(column, value))
    for reading in (read, lambda path: list(stream(path))):
        with pytest.raises(FormatError) as caught:
            reading(folder)
        (fault,) = caught.value.faults
        assert fault.path == f"$[0].{column}"
        assert f"got {value}" in fault.problem


def test_a_day_outside_the_years_of_python_is_refused(folder: Path) -> None:
    """Arrow has days that Python does not support."""

    def edit(found: pa.Table) -> pa.Table:
        place = found.column_names.index("latest")
        days = pa.array([2**31 - 1] * len(found), pa.int32()).cast(pa.date32())
        return found.set_column(place, found.schema.field("latest"), days)

    rewrite(folder, "visits", edit)
    with pytest.raises(FormatError, match="got <value out of range: 2147483647>"):
        read(folder)


def test_other_engines_may_code_a_vocabulary_in_another_order(folder: Path) -> None:
    """A property is compared by its values, not by its dictionary codes."""

    def edit(found: pa.Table) -> pa.Table:
        place = found.column_names.index("standing")
        texts = found.column("standing").cast(pa.string())
        return found.set_column(
            place, found.schema.field("standing"), texts.dictionary_encode()
        )

    rewrite(folder, "allegations", edit)
    assert read(folder) == ARTICLE


def test_columns_may_be_in_any_order(folder: Path) -> None:
    """Columns are found by name."""
    rewrite(folder, "visits", lambda found: found.select(found.column_names[::-1]))
    assert read(folder) == ARTICLE
    assert list(stream(folder)) == list(ARTICLE.records)


def test_an_empty_folder_is_refused(folder: Path) -> None:
    """An empty folder does not say what it should contain."""
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(FormatError, match=r"sources\.parquet'\]: missing"):
        read(folder)


def test_rows_out_of_order_are_refused_by_all_readers(folder: Path) -> None:
    """Streaming cannot sort, so rows must be in the order of their positions."""
    rewrite(folder, "statements", lambda found: found[::-1])
    for reading in (read, lambda path: list(stream(path))):
        with pytest.raises(FormatError) as caught:
            reading(folder)
        assert caught.value.heading == "statements.parquet: rows out of order"
        assert caught.value.faults[0].path == "$[1].position"


def test_the_order_of_rows_is_checked_between_batches(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first row of a batch comes after the last row of the batch before."""
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 2)
    first, second, third, *rest = range(len(ARTICLE.statements))
    # Each batch is in order, and the third row lies between the first two.
    rows = pa.array([first, third, second, *rest])
    rewrite(folder, "statements", lambda found: found.take(rows))
    with pytest.raises(FormatError) as caught:
        read(folder)
    assert caught.value.heading == "statements.parquet: rows out of order"
    assert caught.value.faults[0].path == "$[2].position"


def test_the_faults_of_all_files_are_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One error lists the faulty rows of several files and batches."""
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 2)
    rewrite(folder, "visits", valued("gist", " x"))
    rewrite(folder, "statements", lambda found: valued("gist", " x")(found[::-1])[::-1])
    rewrite(folder, "statements", valued("gist", " x"))
    with pytest.raises(FormatError) as caught:
        read(folder)
    last = len(ARTICLE.statements) - 1
    assert [fault.path for fault in caught.value.faults] == [
        "visits.parquet:$[0].gist",
        "statements.parquet:$[0].gist",
        f"statements.parquet:$[{last}].gist",
    ]


def test_no_more_faults_are_listed_than_the_limit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No batch is read after the one that exceeds the limit."""
    monkeypatch.setattr(parquet_files, "MOST_FAULTS", 3)
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 2)
    for name in ("statements", "visits"):

        def edit(found: pa.Table) -> pa.Table:
            place = found.column_names.index("gist")
            field = found.schema.field("gist")
            return found.set_column(place, field, pa.array([" x"] * len(found)))

        rewrite(folder, name, edit)
    with pytest.raises(FormatError) as caught:
        read(folder)
    assert [fault.path for fault in caught.value.faults] == [
        "visits.parquet:$[0].gist",
        *(f"statements.parquet:$[{row}].gist" for row in range(4)),
    ]


def test_the_columns_of_all_files_are_listed(folder: Path) -> None:
    """One error lists the faulty columns of several files."""
    for name in ("visits", "statements"):
        rewrite(folder, name, lambda found: found.drop_columns(["gist"]))
    with pytest.raises(FormatError) as caught:
        read(folder)
    assert [fault.path for fault in caught.value.faults] == [
        "visits.parquet:$[*].gist",
        "statements.parquet:$[*].gist",
    ]


def test_files_of_the_system_are_skipped(folder: Path) -> None:
    """Files that a desktop leaves in a folder are ignored."""
    (folder / ".DS_Store").write_bytes(b"x")
    assert read(folder) == ARTICLE


@pytest.mark.parametrize("title", [5, " ", ["x"]])
def test_the_description_of_the_dataset_is_checked(folder: Path, title: Any) -> None:
    """The header may contain only what describes a dataset."""
    for name in TABLES:
        rewrite(folder, name, headed(title=title))
    with pytest.raises(FormatError, match=r"not a valid dataset\n  \$: Dataset.title"):
        read(folder)


def test_other_files_are_refused(folder: Path) -> None:
    """A missing file, an unknown file, and a file instead of a folder are refused."""
    visits = folder / "visits.parquet"
    visits.rename(folder / "meetings.parquet")
    with pytest.raises(FormatError) as caught:
        read(folder)
    assert list(map(str, caught.value.faults)) == [
        "$['meetings.parquet']: unknown file"
    ]
    (folder / "meetings.parquet").unlink()
    for reading in (read, lambda path: list(stream(path))):
        with pytest.raises(FormatError) as caught:
            reading(folder)
        assert list(map(str, caught.value.faults)) == ["$['visits.parquet']: missing"]
    with pytest.raises(FormatError, match="not a folder"):
        read(folder / "statements.parquet")
    with pytest.raises(FileNotFoundError):
        read(folder / "nowhere")


def test_tables_in_parts_are_left_to_scan(folder: Path, tmp_path: Path) -> None:
    """The error names `scan` for each folder that it reads, and for nothing else."""
    in_parts = "a table in parts, which only diplomacy_events.scan can open"
    (folder / "visits.parquet").unlink()
    for name in ("statements", "visits.parquet", "talks"):
        (folder / name).mkdir()
    (folder / "sources").symlink_to(tmp_path)
    (folder / "groups").touch()
    for reading in (read, lambda path: list(stream(path))):
        with pytest.raises(
            FormatError, match="not a folder of Parquet files"
        ) as caught:
            reading(folder)
        assert list(map(str, caught.value.faults)) == [
            "$['groups']: unknown file",
            "$['sources']: unknown file",
            f"$['statements']: {in_parts}",
            "$['talks']: unknown file",
        ]
        assert caught.value.__cause__ is None
    for name in ("statements", "talks"):
        (folder / name).rmdir()
    (folder / "sources").unlink()
    (folder / "groups").unlink()
    with pytest.raises(FormatError) as caught:
        read(folder)
    assert list(map(str, caught.value.faults)) == [f"'visits.parquet': {in_parts}"]


@given(st.binary())
@example(b"PAR1")
@example(b"PAR1\x00\x00\x00\x00PAR1")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_in_the_place_of_a_file_are_refused(
    folder: Path, data: bytes
) -> None:
    """Bytes that are not Parquet are refused with our error."""
    (folder / "visits.parquet").write_bytes(data)
    with pytest.raises(FormatError, match=r"visits\.parquet"):
        read(folder)


def test_a_page_is_checked_by_its_checksum(folder: Path) -> None:
    """A page whose content does not fit its checksum is refused."""
    path = folder / "visits.parquet"
    data = bytearray(path.read_bytes())
    column = pq.ParquetFile(path).metadata.row_group(0).column(0)
    start = column.dictionary_page_offset or column.data_page_offset
    # Field 4 of the header of a page is its CRC, a number of seven bits a byte.
    number: Any = footer._struct(BytesIO(data[start:]), 0)[4]
    zigzag = number << 1 ^ number >> 31
    data[data.index(zigzag & 127 | 128, start)] ^= 2
    path.write_bytes(data)
    with pytest.raises(FormatError, match=r"visits\.parquet\n.*cannot be read: .*CRC"):
        read(folder)


def test_the_header_is_written_in_its_own_letters(tmp_path: Path) -> None:
    """Other programs show it as it is."""
    write(Dataset(title="Походы"), tmp_path / "x.parquet")
    found = pq.read_schema(tmp_path / "x.parquet" / "visits.parquet")
    assert '"title": "Походы"' in found.metadata[KEY].decode()


@pytest.mark.untraced
def test_truncated_and_damaged_files_are_read_or_refused(folder: Path) -> None:
    """A truncated file is refused; a flipped byte is refused or harmless."""
    path = folder / "statements.parquet"
    whole = path.read_bytes()
    rng = random.Random(0)  # noqa: S311  # nothing here is secret
    for _ in range(30):
        path.write_bytes(whole[: rng.randrange(len(whole))])
        with pytest.raises(FormatError):
            read(folder)
    refused = 0
    for _ in range(80):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        path.write_bytes(damaged)
        try:
            assert read(folder) == ARTICLE
        except FormatError:
            refused += 1
    assert refused > 20


def test_an_old_folder_is_replaced(folder: Path) -> None:
    """The old content is gone, unless the folder contains other files."""
    write(Dataset(title="x"), folder)
    assert read(folder) == Dataset(title="x")
    (folder / "thesis.tex").write_text("years of work")
    with pytest.raises(FormatError, match=r"cannot be replaced\n  .*thesis.tex"):
        write(ARTICLE, folder)
    assert (folder / "thesis.tex").exists()
