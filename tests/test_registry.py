"""Reading and writing files by name and by suffix."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from diplomacy_events import (
    FormatError,
    UnknownNameError,
    dumps,
    formats,
    load_article,
    loads,
    read,
    write,
)


def test_json_declares_what_it_can_do() -> None:
    """The format JSON is read, written and lossless, in one document."""
    json = formats()[0]
    assert (json.name, json.suffixes) == ("json", (".json",))
    assert (json.reads, json.writes, json.lossless, json.streams) == (
        True,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(("name", "format"), [("a.json", None), ("a.data", "json")])
def test_a_file_is_written_and_read(
    tmp_path: Path, name: str, format: str | None
) -> None:
    """By suffix or by name, what is written is read, and nothing else is left."""
    path = tmp_path / name
    write(load_article(), path, format)
    assert read(path, format) == load_article()
    assert read(str(path), "json") == load_article()
    assert path.read_text(encoding="utf-8") == dumps(load_article())
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_unknown_formats_are_refused(tmp_path: Path) -> None:
    """The error lists what is known and suggests the nearest."""
    with pytest.raises(UnknownNameError, match="did you mean 'json'") as caught:
        loads("{}", format="jsn")
    assert caught.value.suggestions[0] == "json"
    with pytest.raises(UnknownNameError, match=r"no format has the suffix of 'a\.txt'"):
        read(tmp_path / "a.txt")
    with pytest.raises(UnknownNameError, match=r"known are \.json"):
        write(load_article(), tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    """The error names the file and lists its faults."""
    path = tmp_path / "bad.json"
    path.write_text('{"schema_version": 1, "x": 2}', encoding="utf-8")
    with pytest.raises(FormatError, match=r"bad\.json: not a valid dataset") as caught:
        read(path)
    assert [fault.path for fault in caught.value.faults] == ["$.x"]


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    """What the system says of a file is passed on."""
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "missing.json")


def test_a_missing_folder_is_named_by_the_file(tmp_path: Path) -> None:
    """The error speaks of the file that was to be written, and of no other."""
    path = tmp_path / "missing" / "a.json"
    with pytest.raises(FileNotFoundError) as caught:
        write(load_article(), path)
    assert caught.value.filename == str(path)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """What is no regular file stays what it is, and gets the data."""
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    with ThreadPoolExecutor() as threads:
        data = threads.submit(path.read_bytes)
        write(load_article(), path)
        assert loads(data.result()) == load_article()
    assert path.is_fifo()


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    """A file that is replaced keeps its mode; a new one gets the usual."""
    path = tmp_path / "a.json"
    umask = os.umask(0o027)
    try:
        write(load_article(), path)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write(load_article(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_is_followed(tmp_path: Path) -> None:
    """A link stays a link, and its target is replaced."""
    target = tmp_path / "folder" / "target.json"
    target.parent.mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write(load_article(), link)
    assert link.is_symlink()
    assert read(target) == load_article()


def test_the_old_file_survives_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the new file cannot be put in place, the old one stays and no other."""
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no"):
        write(load_article(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
