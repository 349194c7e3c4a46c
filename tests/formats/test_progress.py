"""Progress is shown on a terminal, for slow work only."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from diplomacy_events import iter_records, load_article, read, write
from diplomacy_events.formats import progress
from diplomacy_events.formats.json import jsonl
from diplomacy_events.formats.parquet import parquet

# Reads and writes everything with a limit that makes the article large or small.
CODE = """
import sys
from pathlib import Path
from diplomacy_events import iter_records, load_article, read, write
from diplomacy_events.formats import progress
progress.LARGE_BYTES = int(sys.argv[2])
article, path = load_article(), Path(sys.argv[1])
{before}
write(article, path)
assert read(path) == article
assert list(iter_records(path)) == list(article.records)
print(*sorted(name for name in sys.modules if name.partition(".")[0] == "rich")[:1])
"""
HIDES_THE_CURSOR = "\x1b[?25l"  # when a bar begins
ENDS = [".jsonl", ".jsonl.gz", ".parquet"]


def run(path: Path, large: int, before: str = "", *, terminal: bool) -> tuple[str, str]:
    """Run the code, and return its output and what its stderr shows."""
    argv = [sys.executable, "-c", CODE.format(before=before), str(path), str(large)]
    if not terminal:
        done = subprocess.run(argv, capture_output=True, check=True, text=True)
        return done.stdout, done.stderr
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        while piece := _read(ours):
            shown += piece
        os.close(ours)
        printed, _ = process.communicate()
    assert process.returncode == 0, shown
    return printed, shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.parametrize("end", ENDS)
def test_a_terminal_shows_it(tmp_path: Path, end: str) -> None:
    """Writing has one bar, and each reading one; each disappears when done."""
    printed, shown = run(tmp_path / f"a{end}", 1, terminal=True)
    assert f"writing a{end}" in shown
    assert f"reading a{end}" in shown
    assert "100%" in shown
    assert printed.startswith("rich")


@pytest.mark.parametrize("end", ENDS)
def test_a_stream_reaches_its_end(tmp_path: Path, end: str) -> None:
    """The bar of `iter_records`, the last one, counts everything that was read."""
    _, shown = run(tmp_path / f"a{end}", 1, terminal=True)
    *_, last = shown.split(HIDES_THE_CURSOR)
    assert "100%" in last


@pytest.mark.parametrize("end", ENDS)
def test_without_a_terminal_there_is_no_bar(tmp_path: Path, end: str) -> None:
    """If stderr is not a terminal, nothing is shown and rich is not imported."""
    assert run(tmp_path / f"a{end}", 1, terminal=False) == ("\n", "")


@pytest.mark.parametrize("end", ENDS)
def test_quick_work_has_no_bar(tmp_path: Path, end: str) -> None:
    """On a terminal, quick work is silent, and rich is not imported."""
    assert run(tmp_path / f"a{end}", 8 << 20, terminal=True) == ("\n", "")


@pytest.mark.parametrize("end", ENDS)
def test_without_rich_it_is_silent(tmp_path: Path, end: str) -> None:
    """Reading and writing do not need the extra."""
    before = 'sys.modules["rich"] = sys.modules["rich.console"] = None'
    _, shown = run(tmp_path / f"a{end}", 1, before, terminal=True)
    assert shown == ""


@pytest.mark.parametrize("end", ENDS)
def test_all_that_is_done_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """A write, a read and a stream each report their whole amount."""
    reports: list[tuple[str, int, list[int]]] = []

    @contextmanager
    def recorded(what: str, total: int, _: int) -> Iterator[Callable[[int], None]]:
        amounts: list[int] = []
        reports.append((what, total, amounts))
        yield amounts.append

    for module in (jsonl, parquet):
        monkeypatch.setattr(module, "progress", recorded)
    path = tmp_path / f"a{end}"
    write(load_article(), path)
    assert [*iter_records(path)] == [*read(path).records]
    assert [what for what, *_ in reports] == [
        f"writing a{end}",
        *[f"reading a{end}"] * 2,
    ]
    assert [sum(amounts) for *_, amounts in reports] == [n for _, n, _ in reports]


def test_other_output_is_not_redirected(tmp_path: Path) -> None:
    """The bar does not redirect the caller's output to the terminal."""
    before = """
write(article, path)
for record in iter_records(path):
    print(record.id)
"""
    printed, shown = run(tmp_path / "a.jsonl", 1, before, terminal=True)
    ids = load_article().records.ids
    assert printed.split("\n")[: len(ids)] == list(ids)
    assert ids[0] not in shown


def test_two_bars_do_not_disturb_each_other(tmp_path: Path) -> None:
    """While one bar is shown, another read goes on, with or without its own bar."""
    before = """
write(article, path)
for one, other in zip(iter_records(path), iter_records(path), strict=True):
    assert one == other
from rich.progress import Progress
with Progress():
    assert read(path) == article
"""
    _, shown = run(tmp_path / "a.jsonl", 1, before, terminal=True)
    assert "reading a.jsonl" in shown


def test_a_stream_that_is_dropped_leaves_no_bar(tmp_path: Path) -> None:
    """A stream that is abandoned halfway restores the terminal."""
    before = """
write(article, path)
records = iter_records(path)
next(records)
del records
"""
    _, shown = run(tmp_path / "a.jsonl", 1, before, terminal=True)
    # Each time, the hidden cursor is shown again.
    assert shown.count(HIDES_THE_CURSOR) == shown.count("\x1b[?25h") > 0


def test_a_program_without_a_console_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without stderr, everything is still read and written."""
    monkeypatch.setattr(progress, "LARGE_BYTES", 1)
    monkeypatch.setattr(sys, "stderr", None)
    write(load_article(), tmp_path / "b.jsonl")
    assert read(tmp_path / "b.jsonl") == load_article()
