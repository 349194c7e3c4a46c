"""Reading and writing files by name and by suffix."""

import os
import stat
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from diplomacy_events import (
    FieldTypeError,
    FormatError,
    UnknownNameError,
    dumps,
    formats,
    iter_records,
    load_article,
    loads,
    read,
    scan,
    write,
)
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.registry import BUILT_IN


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
    assert caught.value.suggestions == ("json", "jsonl", "jsonld")
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


def test_every_built_in_format_is_as_the_table_says() -> None:
    """Names, suffixes and modules of the table are those of the formats."""
    made = {format.name: format.suffixes for format in formats()}
    assert made == {name: ends for name, (_, ends) in BUILT_IN.items()}


@pytest.mark.parametrize("name", [name for name in BUILT_IN if name != "parquet"])
def test_each_format_of_one_document_is_written(tmp_path: Path, name: str) -> None:
    """By its suffix; a lossless one is read back, others list what they leave out."""
    (chosen,) = (format for format in formats() if format.name == name)
    path = tmp_path / f"article{chosen.suffixes[0].upper()}"
    omitted = write(load_article(), path)
    made = dumps(load_article(), format=name)
    assert path.read_bytes() == (made.encode() if isinstance(made, str) else made)
    if chosen.lossless:
        assert omitted == ()
        assert read(path) == load_article()
        return
    assert omitted
    assert all(str(omission) for omission in omitted)
    with pytest.raises(FormatError, match="cannot be read"):
        read(path)


def test_a_format_of_a_folder_is_written(tmp_path: Path) -> None:
    """Parquet is a folder, read whole or record by record, and makes no text."""
    path = tmp_path / "article.parquet"
    assert write(load_article(), path) == ()
    assert read(path) == load_article()
    assert sorted(record.id for record in iter_records(path)) == sorted(
        load_article().records.ids
    )
    assert scan(path).statements.count() == len(load_article().statements)
    with pytest.raises(FormatError, match="cannot be written to memory"):
        dumps(load_article(), format="parquet")
    with pytest.raises(FormatError, match="cannot be read from memory"):
        loads("", format="parquet")
    with pytest.raises(FormatError, match="cannot collect faults"):
        iter_records(path, on_error="collect")
    with pytest.raises(UnknownNameError, match="'raise' or 'collect'"):
        iter_records(path, on_error="ignore")  # type: ignore[arg-type]
    with pytest.raises(FormatError, match="cannot be read record by record"):
        iter_records(tmp_path / "a.json")
    with pytest.raises(FieldTypeError, match="expected str or bytes, got bytearray"):
        loads(bytearray())  # type: ignore[arg-type]


class Point:
    """An entry point of a plug-in, as far as the registry looks at it."""

    value = "somebody:FORMAT"

    def __init__(self, name: str, made: object) -> None:
        self.name, self._made = name, made

    def load(self) -> object:
        """Return what is plugged in, or fail as it does."""
        if isinstance(self._made, Exception):
            raise self._made
        return self._made


def test_plug_ins_are_found_and_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A plug-in adds a format; what is broken or hidden is told, and harms nobody."""
    own = Format(
        name="own", suffixes=(".own",), lossless=False, dumps=lambda _: "own text"
    )
    points = [
        Point("own", own),
        Point("json", own),
        Point("broken", ImportError("no such thing")),
        Point("wrong", 5),
        Point("mute", Format(name="mute", suffixes=(".mute",), lossless=False)),
    ]
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: points if group else []
    )
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        names = [format.name for format in formats()]
        assert names[-2:] == ["own", "mute"]
        write(load_article(), tmp_path / "a.own")
        assert dumps(load_article(), format="own") == "own text"
        for name, message in [("broken", "no such thing"), ("wrong", "but a int")]:
            with pytest.raises(FormatError, match=message):
                dumps(load_article(), format=name)
        for way in (
            write,
            lambda _, path: read(path),
            lambda _, path: iter_records(path),
        ):
            with pytest.raises(FormatError, match="the format mute cannot"):
                way(load_article(), tmp_path / "a.mute")
    assert (tmp_path / "a.own").read_text() == "own text"
    assert any("json of somebody:FORMAT is hidden" in str(one.message) for one in told)
