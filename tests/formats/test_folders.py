"""Folder formats: a folder is read as of one moment, and links in it are refused."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from diplomacy_events import (
    Dataset,
    FormatError,
    Record,
    iter_records,
    load_article,
    read,
    write,
)
from diplomacy_events.files import folder_reading

OLD = load_article()
EVERY: tuple[Any, ...] = tuple(OLD.records)
NEW = evolve(OLD, records=[evolve(one, gist="Of late.") for one in EVERY])


def records(path: Path, format: str) -> Iterable[Record]:
    """Return the records in a folder."""
    return read(path, format).records


READERS = pytest.mark.parametrize(
    ("format", "reader"),
    [("csv", records), ("parquet", records), ("parquet", iter_records)],
)
Reader = Callable[[Path, str], Iterable[Record]]


@READERS
@pytest.mark.parametrize("call", [1, 2, 5])
def test_a_folder_that_is_replaced_while_it_is_read_is_not_mixed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    format: str,
    reader: Reader,
    call: int,
) -> None:
    """All records are new if the folder was replaced before all files were open."""
    path = tmp_path / "data"
    write(OLD, path, format)
    opened = folder_reading._open
    seen: list[str] = []

    def hooked(folder: Any, name: str) -> Any:
        seen.append(name)
        if len(seen) == call:
            write(NEW, path, format)
        return opened(folder, name)

    monkeypatch.setattr(folder_reading, "_open", hooked)
    assert list(reader(path, format)) == list(NEW.records)


def test_records_come_from_the_folder_that_was_opened(tmp_path: Path) -> None:
    """Replacing the folder while records are streamed makes no difference."""
    path = tmp_path / "data.parquet"
    write(OLD, path)
    stream = iter_records(path)
    found = [next(stream)]
    write(NEW, path)
    found += stream
    assert found == list(OLD.records)


@READERS
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_anything_but_a_file_is_refused(
    tmp_path: Path, format: str, reader: Reader, kind: str
) -> None:
    """No link out of a folder is followed, and a pipe does not block the reader."""
    path = tmp_path / "data"
    write(OLD, path, format)
    name = f"states.{format}"
    held = path / name
    held.rename(tmp_path / name)
    if kind == "link":
        held.symlink_to(tmp_path / name)
    elif kind == "pipe":
        os.mkfifo(held)
    else:
        held.mkdir()
    # Writers of Parquet make folders of tables in parts.
    in_parts = (kind, format) == ("folder", "parquet")
    said = "table in parts, which only" if in_parts else f"{kind}, which cannot be read"
    with pytest.raises(FormatError, match=f"'{name}': a {said}"):
        list(reader(path, format))
    with pytest.raises(FormatError, match=f"{name}.*: not a regular file"):
        write(Dataset(), path, format)
    assert (tmp_path / name).exists()


@READERS
def test_system_files_do_not_matter(
    tmp_path: Path, format: str, reader: Reader
) -> None:
    """System files are not read, and do not prevent writing."""
    path = tmp_path / "data"
    write(OLD, path, format)
    for name in (".DS_Store", "Thumbs.db"):
        (path / name).write_text("x")
    assert list(reader(path, format)) == list(OLD.records)
    write(NEW, path, format)
    assert list(reader(path, format)) == list(NEW.records)
    assert (path / "Thumbs.db").exists()
