"""Laws of every format: nothing is lost, and all errors are ours."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from fuzz import Sample, samples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from complete import COMPLETE
from diplomacy_events import (
    Dataset,
    FormatError,
    dumps,
    formats,
    load_article,
    loads,
    read,
    write,
)
from diplomacy_events.strategies import datasets

LOSSLESS = [format for format in formats() if format.lossless]
ENDS = [(format.name, end) for format in LOSSLESS for end in format.suffixes]
ENDS.append(("csv", ""))


def contents(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of the files of a folder."""
    files = [path] if path.is_file() else path.iterdir()
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize(("name", "end"), ENDS)
@given(dataset=datasets())
@example(dataset=Dataset())
@example(dataset=load_article())
@example(dataset=COMPLETE)
@settings(max_examples=10)
def test_a_written_dataset_reads_back_equal(
    name: str, end: str, dataset: Dataset
) -> None:
    """A dataset comes back equal, and is written the same again.

    Equality ignores a period's phrase and anchor, so the text of the JSON format, which
    contains them, is compared too.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, f"data{end}")
        assert write(dataset, path, name) == ()
        again = read(path, name)
        assert again == dataset
        assert dumps(again) == dumps(dataset)
        first = contents(path)
        write(again, path, name)
        assert contents(path) == first


@pytest.mark.parametrize("name", [f.name for f in LOSSLESS if f.loads])
@given(dataset=datasets())
@example(dataset=COMPLETE)
@settings(max_examples=10)
def test_memory_and_files_read_alike(name: str, dataset: Dataset) -> None:
    """Text and bytes contain the same data as a file."""
    data = dumps(dataset, name)
    again = loads(data, name)
    assert (again, dumps(again)) == (dataset, dumps(dataset))
    assert dumps(again, name) == data
    assert dumps(
        loads(data.encode(), name) if isinstance(data, str) else again
    ) == dumps(dataset)


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    """Write a valid file with each readable suffix, and folders."""
    found = samples(tmp_path_factory.mktemp("fuzz"), [load_article()])
    return {sample.name: sample for sample in found}


@pytest.mark.parametrize("name", [end.removeprefix(".") or "folder" for _, end in ENDS])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25)
def test_any_bytes_are_a_dataset_or_refused(
    valid: dict[str, Sample], name: str, seed: int
) -> None:
    """Any change to a valid file is read, or refused with our error."""
    valid[name].attempt(Random(seed))  # noqa: S311  # nothing here is secret


@pytest.mark.untraced
@pytest.mark.parametrize(("name", "end"), ENDS)
def test_truncated_files_are_refused(tmp_path: Path, name: str, end: str) -> None:
    """A truncated file is refused, unless nothing is missing."""
    path = tmp_path / f"data{end}"
    write(COMPLETE, path, name)
    rng = Random(0)  # noqa: S311  # nothing here is secret
    for file in [path] if path.is_file() else sorted(path.iterdir()):
        whole = file.read_bytes()
        # A cut at the end of a line is the hardest to notice.
        ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
        places = [0, len(whole) - 1, *rng.sample(ends, min(6, len(ends)))]
        for place in [*places, *(rng.randrange(len(whole)) for _ in range(4))]:
            file.write_bytes(whole[:place])
            try:
                dataset = read(path, name)
            except FormatError:
                continue
            assert dumps(dataset) == dumps(COMPLETE)
        file.write_bytes(whole)
    assert dumps(read(path, name)) == dumps(COMPLETE)


def test_every_reader_is_fuzzed(valid: dict[str, Sample]) -> None:
    """Every readable format is included."""
    reading = [format for format in formats() if format.reads]
    assert {sample.format.name for sample in valid.values()} == {
        f.name for f in reading
    }
    ends: set[Any] = {end.removeprefix(".") for f in reading for end in f.suffixes}
    assert set(valid) == ends | {"folder"}
