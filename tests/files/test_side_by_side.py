"""Readers and writers work side by side, and each reader gets one whole version."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

SOAK = Path(__file__).parents[2] / "benchmarks" / "soak.py"
IN_MEMORY = "/dev/shm"  # noqa: S108  # the test makes its own folder there


@pytest.fixture
def fast_folder() -> Iterator[str]:
    """Use a folder in memory, if possible, so that more happens in it."""
    with TemporaryDirectory(
        dir=IN_MEMORY if os.path.isdir(IN_MEMORY) else None
    ) as made:
        yield made


@pytest.mark.parametrize("more", [[], ["--no-exchange"]], ids=["swap", "aside"])
def test_readers_and_writers_do_not_disturb_each_other(
    fast_folder: str, more: list[str]
) -> None:
    """They run for twenty seconds, with writers that are killed and interrupted.

    Two write folders of CSV and Parquet, an archive and a file. One reads them whole,
    record by record and by scan: it never gets a mix of versions, nor an error.
    """
    options = [*("--seconds", "10", "--kills", "--readers", "1"), *more]
    # Other tests run at the same time, and come first.
    command = ["nice", sys.executable, str(SOAK), "--folder", fast_folder, *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    lines = (line.split(maxsplit=1) for line in ended.stdout.splitlines())
    figures = {what: int(number.replace(",", "")) for number, what in lines}
    done = ("read tables", "read files.parquet", "streamed", "copied tables")
    assert all(figures[what] > 0 for what in done), figures
    assert os.listdir(fast_folder) == []
