"""Files with far more content than their size suggests."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from diplomacy_events import (
    FormatError,
    dumps,
    iter_records,
    load_article,
    loads,
    read,
    write,
)


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    """Write a folder in which a small file repeats one row very many times."""
    folder = tmp_path / "x.parquet"
    write(load_article(), folder)
    file = pq.read_table(folder / "visits.parquet")
    rows = file.take(pa.array([0] * 100_000, pa.int64()))
    pq.write_table(rows, folder / "visits.parquet", compression="zstd")
    assert sum(one.stat().st_size for one in folder.iterdir()) < 300_000
    return folder


def test_a_parquet_file_of_too_many_values_is_refused(bomb: Path) -> None:
    """The file is refused before any row is read, even if rows are read singly."""
    problem = r"unpacks to \d+ values, .* pass a higher unpacked_limit"
    with pytest.raises(FormatError, match=problem):
        read(bomb)
    with pytest.raises(FormatError, match=problem):
        list(iter_records(bomb))


def test_the_limit_on_values_can_be_raised(bomb: Path) -> None:
    """With a higher limit for a trusted file, the next error is about its rows."""
    with pytest.raises(FormatError, match="expected 1 rows, got 100000"):
        read(bomb, unpacked_limit=10**9)


def test_lines_of_too_many_bytes_are_refused(tmp_path: Path) -> None:
    """A packed file unpacks to at most a hundred times its size, unless it is small."""
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * (1 << 25)))
    with pytest.raises(FormatError):
        read(path)
    path.write_bytes(gzip.compress(b" " * (1 << 25)))
    with pytest.raises(FormatError, match="unpacks to more than 16777216 bytes"):
        read(path)


def test_an_archive_in_memory_has_a_limit_too() -> None:
    """It is an option of the format, like that of a file; other formats have none."""
    data = dumps(load_article(), "csv")
    assert loads(data, "csv", unpacked_limit=1 << 20) == load_article()
    with pytest.raises(FormatError, match="unpacks to more than 1000 bytes"):
        loads(data, "csv", unpacked_limit=1000)
    with pytest.raises(TypeError, match="unpacked_limit"):
        loads("{}", unpacked_limit=1000)


def test_faults_of_json_are_collected_up_to_the_limit() -> None:
    """If very many records, or parts of one, are faulty, not all are listed."""
    many = '{"schema_version": 1, "records": [' + ",".join(["{}"] * 50_000) + "]}"
    with pytest.raises(FormatError, match="only the first 100 faults are listed"):
        loads(many)
    keys = ",".join(f'"x{number}": 1' for number in range(50_000))
    with pytest.raises(FormatError) as caught:
        loads(f'{{"schema_version": 1, {keys}}}')
    assert len(caught.value.faults) == 100
    parts = ",".join(["0"] * 50_000)
    record = f'{{"type": "Statement", "id": "x", "evidence": [{parts}]}}'
    with pytest.raises(FormatError, match="only the first 100 faults are listed"):
        loads(f'{{"schema_version": 1, "records": [{record}]}}')
