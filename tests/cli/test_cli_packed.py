"""The option for how much a packed file may unpack to."""

import gzip
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from diplomacy_events import Dataset, dumps, loads, write
from diplomacy_events.cli import inputs
from diplomacy_events.cli.commands import COMMANDS

Cli = Callable[..., subprocess.CompletedProcess[str]]
READING = (
    "show packed.jsonl.gz",
    "show packed.jsonl.gz promise",
    "query packed.jsonl.gz",
    "validate packed.jsonl.gz",
    "check packed.jsonl.gz --text communique.txt",
    "convert packed.jsonl.gz -",
    "merge communique.json packed.jsonl.gz",
    "diff communique.json packed.jsonl.gz",
    "agreement communique.json packed.jsonl.gz",
    "import trips.xml.gz -",
    "timeline packed.jsonl.gz",
    "matrix packed.jsonl.gz",
    "annotate packed.jsonl.gz --text communique.txt",
    "count packed.jsonl.gz",
    "events packed.jsonl.gz",
    "candidates packed.jsonl.gz",
    "cite packed.jsonl.gz",
)
"""A command line of each command that reads data."""
OTHERS = {"formats", "schema", "resolve", "new", "codebook"}


@pytest.fixture
def size(coded: Dataset, tmp_path: Path) -> int:
    """Pack a dataset, and a table of the same size, and return the size unpacked."""
    data = str(dumps(coded, "jsonl")).encode()
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(data))
    table = b"<trips></trips>".ljust(len(data))
    (tmp_path / "trips.xml.gz").write_bytes(gzip.compress(table))
    return len(data)


def test_every_command_that_reads_data_is_tested() -> None:
    """A new command must take the option, or be among those without data."""
    reading = {line.split()[0] for line in READING}
    assert reading | OTHERS == {command.name for command in COMMANDS}


@pytest.mark.parametrize("line", READING)
def test_a_limit_is_for_what_a_command_reads(cli: Cli, size: int, line: str) -> None:
    """One byte more than the limit is refused; as many as the limit are read."""
    done = cli(*line.split(), "--unpacked-limit", str(size - 1))
    assert done.returncode == 1
    problem = f"it unpacks to more than {size - 1} bytes; pass a higher unpacked_limit"
    assert problem in done.stdout + done.stderr
    done = cli(*line.split(), "--unpacked-limit", str(size))
    assert (done.returncode, "unpacks" in done.stderr) == (0, False)


@pytest.mark.parametrize("command", ["diff", "agreement"])
def test_a_limit_is_for_both_files(cli: Cli, size: int, command: str) -> None:
    """The first file is limited as the second is."""
    files = ("packed.jsonl.gz", "communique.json")
    done = cli(command, *files, "--unpacked-limit", str(size - 1))
    assert (done.returncode, done.stdout) == (1, "")
    assert "unpacks to more than" in done.stderr


def test_a_higher_limit_lets_a_trusted_file_in(cli: Cli, tmp_path: Path) -> None:
    """A file that unpacks to far more than its size is read if the limit allows it."""
    header = '{"schema_version": 1, "type": "Dataset"}'
    (tmp_path / "x.jsonl.gz").write_bytes(
        gzip.compress(header.encode().ljust(1 << 24) + b"\n")
    )
    assert cli("validate", "x.jsonl.gz").returncode == 1
    done = cli("validate", "x.jsonl.gz", "--unpacked-limit", str(1 << 25))
    assert (done.returncode, done.stdout.partition(";")[0]) == (
        0,
        "x.jsonl.gz: a valid dataset",
    )


def test_a_limit_has_no_effect_on_a_file_that_is_not_packed(
    cli: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """Nothing unpacks, so no limit is passed; a folder is limited by its values."""
    done = cli("show", "--json", "communique.json", "--unpacked-limit", "0")
    assert loads(done.stdout) == coded
    given = dumps(coded)
    done = cli("show", "--json", "-", "--unpacked-limit", "0", stdin=given)
    assert loads(done.stdout) == coded
    write(coded, tmp_path / "parts.parquet")
    done = cli("show", "parts.parquet", "--unpacked-limit", "0")
    assert "at most 0 are read" in done.stderr


def test_a_packed_standard_input_is_limited(
    cli: Cli, coded: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive from a pipe has the limit of an archive in a file."""
    data = dumps(coded, "csv")
    monkeypatch.setattr(inputs, "bytes_of", lambda _: data)
    line = ["show", "--json", "--format", "csv", "-", "--unpacked-limit"]
    assert "more than 5 bytes" in cli(*line, "5").stderr
    assert loads(cli(*line, str(1 << 20)).stdout) == coded


def test_a_limit_is_a_whole_number(cli: Cli) -> None:
    """Anything else is wrong usage."""
    assert cli("show", "--unpacked-limit", "-1").returncode == 2


def test_the_commands_that_show_more_have_the_limit(cli: Cli, size: int) -> None:
    """They read the same file, so each of them needs the same limit."""
    options = f"--format jsonl --unpacked-limit {size}"
    done = cli("show", "packed.jsonl.gz", *options.split())
    more = done.stdout.partition("To see more:\n")[2].splitlines()
    assert [f" {options} " in line for line in more] == [True, True, True, False]
