"""What reading any file makes the process do; the tests that SECURITY.md names."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from diplomacy_events import load_article, write
from planted import SHEET, TEXT

ROOT = Path(__file__).parents[2]
# The first run is not watched, so that late imports are already done.
READING = """
import os, sys
from contextlib import suppress
from diplomacy_events import DiplomacyEventsError, iter_records, read, read_sheet, scan
from diplomacy_events.imports import import_table

folder = sys.argv[1]
inside = lambda name: os.path.join(folder, name)

def read_all():
    for name in ("x.json", "x.jsonl", "x.jsonl.gz", "x.zip", "x.parquet"):
        read(inside(name))
    read(inside("tables"), "csv")
    list(iter_records(inside("x.jsonl")))
    list(iter_records(inside("x.parquet")))
    read_sheet(inside("x.sheet"))
    for name in ("broken.json", "broken.jsonl", "broken.zip", "broken.parquet"):
        with suppress(DiplomacyEventsError):
            read(inside(name))
    with suppress(DiplomacyEventsError):
        import_table(inside("trips.xml"), "historian")

read_all()
seen = []
sys.addaudithook(lambda event, given: seen.append((event, given)))
read_all()
for event, given in list(seen):
    if event == "open":
        path, _, flags = given
        print("open", repr(path) if isinstance(path, int) else os.fsdecode(path), flags)
    else:
        print(event)
"""
HARMLESS = {"builtins.id", "gc.get_objects", "object.__getattr__", "os.listdir"} | {
    *("os.scandir", "sys._getframe")
}
WRITING = 0o3 | 0o100 | 0o1000 | 0o2000
"""Flags for opening a file to write, create, truncate or append."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder of every kind of file, with texts that would do harm if run."""
    article = load_article()
    for name in ("x.json", "x.jsonl", "x.jsonl.gz", "x.zip", "x.parquet"):
        write(article, tmp_path / name)
    write(article, tmp_path / "tables", "csv")
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "x.sheet").write_text(SHEET, encoding="utf-8")
    hostile = "__import__('os').system('id')"
    for name in ("broken.json", "broken.jsonl"):
        text = f'{{"type": "Dataset", "!!python/object/apply": "{hostile}"}}\n'
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("broken.zip", "broken.parquet"):
        (tmp_path / name).write_bytes(b"cos\nsystem\n(S'id'\ntR.")
    entity = (
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><visits>&b;</visits>'
    )
    (tmp_path / "trips.xml").write_text(entity, encoding="utf-8")
    return tmp_path


def test_reading_does_nothing_but_read(folder: Path) -> None:
    """Nothing is run, unpickled, fetched or written, or read from elsewhere."""
    command = [sys.executable, "-c", READING, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    events = [line.split(" ") for line in done.stdout.splitlines()]
    opened = [event for event in events if event[0] == "open"]
    assert {event[0] for event in events} - {"open"} <= HARMLESS
    assert len(opened) > 50
    for _, path, flags in opened:
        assert not int(flags) & WRITING, path
        # Files opened within an open folder have a bare name, or a number.
        assert path.startswith(str(folder)) or "/" not in path, path


def test_each_promise_names_an_existing_test() -> None:
    """Each promise names an existing test, so that a reader can check it."""
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    promises = re.findall(
        r"^- \*\*.*?(?=^- \*\*|^## |\Z)", text, re.DOTALL | re.MULTILINE
    )
    assert len(promises) >= 7
    for promise in promises:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise)
        assert named, promise
        for path, name in named:
            assert f"def {name}(" in (ROOT / path).read_text("utf-8"), name
