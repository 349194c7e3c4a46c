"""The files of a folder are read as of one moment, even if the folder is replaced."""

import errno
import os
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diplomacy_events import FormatError
from diplomacy_events.files import (
    beside,
    folder_reading,
    folder_replacing,
    open_files,
    replace_folder,
)
from diplomacy_events.files.beside import ASIDE, PREFIX, WAIT_SECONDS, new_folder
from diplomacy_events.files.folder_reading import open_regular
from diplomacy_events.files.system_files import is_passed_over, is_system_file

NAMES = ("one", "two", "three")
WAYS = pytest.mark.parametrize("handles", [True, False], ids=["handles", "paths"])
PLACES = pytest.mark.parametrize("exchanges", [True, False], ids=["swap", "aside"])


def filled(text: str) -> Callable[[Path], None]:
    """Return a function that fills a folder with files that contain the text."""

    def fill(folder: Path) -> None:
        for name in NAMES:
            (folder / name).write_text(text, encoding="utf-8")

    return fill


def all_of(names: list[str]) -> list[str]:
    """Select all files, and refuse a folder if one is missing.

    Raises:
        FormatError: if a file is missing.
    """
    if names != sorted(NAMES):
        raise FormatError(f"it has {names}")
    return names


def read(folder: Path) -> set[bytes]:
    """Return the contents of the files in a folder."""
    with open_files(folder, all_of) as files:
        assert sorted(files) == sorted(NAMES)
        return {file.read() for file in files.values()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a folder with old content."""
    path = tmp_path / "folder"
    replace_folder(path, filled("old"))
    return path


def without_handles(monkeypatch: pytest.MonkeyPatch, handles: bool) -> None:
    """Read by path, as on systems where folders cannot be opened."""
    monkeypatch.setattr(folder_reading, "HAS_HANDLES", handles)


def before_call(
    number: int, action: Callable[[], object], real: Callable[..., Any]
) -> Callable[..., Any]:
    """Return a function that does something else before one of its calls."""
    calls = []

    def hooked(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == number:
            action()
        return real(*given)

    return hooked


@WAYS
@PLACES
@pytest.mark.parametrize(
    ("step", "call"), [("_stat", 2), ("_open", 2), ("_open", 3), ("_is_same", 1)]
)
def test_a_folder_that_is_replaced_while_it_is_opened_is_not_mixed(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    handles: bool,
    exchanges: bool,
    step: str,
    call: int,
) -> None:
    """Whenever another folder takes its place, all files come from the same folder."""
    without_handles(monkeypatch, handles)
    if not exchanges:
        monkeypatch.setattr(folder_replacing, "_exchange", lambda *_: False)
    real = getattr(folder_reading, step)
    hooked = before_call(call, lambda: replace_folder(folder, filled("new")), real)
    monkeypatch.setattr(folder_reading, step, hooked)
    assert read(folder) == {b"new"}


@WAYS
def test_a_half_removed_folder_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, handles: bool
) -> None:
    """A folder whose files are missing because it is being removed is read again."""
    without_handles(monkeypatch, handles)
    listed = os.listdir

    def half(_: Any) -> list[str]:
        monkeypatch.setattr(os, "listdir", listed)
        replace_folder(folder, filled("new"))
        return ["one"]

    monkeypatch.setattr(os, "listdir", half)
    assert read(folder) == {b"new"}


def test_a_folder_replaced_each_time_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No reader retries forever, and no file stays open."""
    monkeypatch.setattr(folder_reading, "MOST_TRIES", 3)
    seen: list[Any] = []
    opened = folder_reading._open

    def hooked(place: Any, name: str) -> Any:
        seen.append(opened(place, name))
        if name == "one":
            replace_folder(folder, filled("new"))
        return seen[-1]

    monkeypatch.setattr(folder_reading, "_open", hooked)
    with pytest.raises(OSError, match="it was replaced every time") as caught:
        read(folder)
    assert (caught.value.errno, caught.value.filename) == (errno.EBUSY, str(folder))
    assert len(seen) == 3
    assert all(file.closed for file in seen)


@WAYS
def test_a_folder_that_is_removed_while_it_is_opened_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, handles: bool
) -> None:
    """A removed folder is reported as missing, not as a folder that lacks files."""
    without_handles(monkeypatch, handles)
    hooked = before_call(2, lambda: shutil.rmtree(folder), folder_reading._open)
    monkeypatch.setattr(folder_reading, "_open", hooked)
    with pytest.raises(FileNotFoundError) as caught:
        read(folder)
    assert os.fspath(caught.value.filename) == str(folder)


@WAYS
@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("link", "a link, which cannot be read"),
        ("inner link", "a link, which cannot be read"),
        ("pipe", "a pipe, which cannot be read"),
        ("folder", "a folder, which cannot be read"),
        ("socket", "a device or a socket, which cannot be read"),
    ],
)
def test_anything_but_a_file_is_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    handles: bool,
    kind: str,
    message: str,
) -> None:
    """No link is followed, wherever it leads, and a pipe is not waited for."""
    without_handles(monkeypatch, handles)
    path = folder / "two"
    path.unlink()
    if kind == "link":
        (folder.parent / "secret").write_text("secret")
        path.symlink_to(folder.parent / "secret")
    elif kind == "inner link":
        path.symlink_to("one")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        monkeypatch.chdir(folder)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("two")
    with pytest.raises(FormatError, match=f"'two': {message}; put a file in its place"):
        read(folder)


@WAYS
def test_a_link_to_the_folder_is_followed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, handles: bool
) -> None:
    """A link stands for the folder that it points to."""
    without_handles(monkeypatch, handles)
    link = folder.parent / "link"
    link.symlink_to(folder.name)
    assert read(link) == {b"old"}


@WAYS
def test_unreadable_files_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, handles: bool
) -> None:
    """A system error contains the whole path."""
    without_handles(monkeypatch, handles)
    with (
        pytest.raises(FileNotFoundError) as caught,
        open_files(folder, lambda _: ["four"]),
    ):
        pass
    assert caught.value.filename == str(folder / "four")
    for path, kind in ((folder / "x", FileNotFoundError), (folder / "one", OSError)):
        with pytest.raises(kind), open_files(path, all_of):
            pass
    with pytest.raises(NotADirectoryError), open_files(folder / "one", all_of):
        pass


def test_an_error_without_a_name_is_unchanged(folder: Path) -> None:
    """An error raised while selecting files gets no path added."""

    def choose(_: list[str]) -> list[str]:
        raise OSError("no")

    with pytest.raises(OSError, match=r"^no$"), open_files(folder, choose):
        pass


def put_aside(folder: Path, *, killed: bool) -> tuple[Path, Path, int | None]:
    """Put a folder aside as a writer does; return the new one, the old and a lock."""
    stem = f"{beside._stem(str(folder))[1]}-{'0' * 16}"
    new, aside = (folder.parent / (PREFIX + part + stem) for part in ("", ASIDE))
    handle = new_folder(str(new), None)
    assert handle is not None
    if killed:
        os.close(handle)
    else:
        assert beside.lock(handle)
    filled("new")(new)
    folder.rename(aside)
    return new, aside, None if killed else handle


@WAYS
def test_a_folder_moved_aside_for_a_moment_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, handles: bool
) -> None:
    """If two folders cannot be exchanged, readers notice no gap."""
    without_handles(monkeypatch, handles)
    new, _, handle = put_aside(folder, killed=False)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            new.rename(folder)

    monkeypatch.setattr(time, "sleep", sleep)
    assert read(folder) == {b"new"}
    assert slept == [WAIT_SECONDS] * 2
    assert handle is not None
    os.close(handle)


def test_two_writers_in_a_row_do_not_make_a_folder_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader between two writers keeps looking until the folder is back."""
    new, _, handle = put_aside(folder, killed=False)
    real = beside._asides
    looks: list[str] = []

    def asides(target: str) -> list[str]:
        looks.append(target)
        return real(target) if len(looks) > 2 else []

    def sleep(_: float) -> None:
        if len(looks) == 3:
            new.rename(folder)

    monkeypatch.setattr(beside, "_asides", asides)
    monkeypatch.setattr(time, "sleep", sleep)
    assert read(folder) == {b"new"}
    assert len(looks) == 3
    assert handle is not None
    os.close(handle)


@WAYS
def test_a_folder_moved_aside_as_it_is_opened_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, handles: bool
) -> None:
    """It may be put aside even between the check and the opening."""
    without_handles(monkeypatch, handles)
    opened = folder_reading._folder
    tries: list[Path] = []

    def hooked(path: Any) -> Any:
        tries.append(path)
        if len(tries) == 1:
            raise FileNotFoundError
        return opened(path)

    monkeypatch.setattr(folder_reading, "_folder", hooked)
    assert read(folder) == {b"old"}


def test_a_folder_that_a_killed_writer_put_aside_is_put_back(folder: Path) -> None:
    """Readers and writers get the old folder, and leftovers are removed."""
    put_aside(folder, killed=True)
    assert read(folder) == {b"old"}
    put_back = sorted(path.name for path in folder.parent.iterdir())
    assert len(put_back) == 2
    replace_folder(folder, filled("newer"))
    assert read(folder) == {b"newer"}
    assert list(folder.parent.iterdir()) == [folder]


def test_a_writer_that_never_returns_is_not_waited_for_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that stays away is reported as missing."""
    _, aside, handle = put_aside(folder, killed=False)
    monkeypatch.setattr(beside, "MOST_WAITS", 2)
    with pytest.raises(FileNotFoundError):
        read(folder)
    assert aside.exists()
    assert handle is not None
    os.close(handle)


def test_system_files_are_skipped(folder: Path) -> None:
    """Neither system files nor hidden files are part of a folder."""
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._one", ".git", "~$one"):
        (folder / name).write_text("x")
        assert is_passed_over(name)
    (folder / "__MACOSX").mkdir()
    os.mkfifo(folder / ".pipe")
    assert read(folder) == {b"old"}
    assert [is_system_file(name) for name in (".git", "~$one", "THUMBS.DB")] == [
        *(False, False, True)
    ]


def test_only_a_regular_file_is_opened(tmp_path: Path) -> None:
    """A pipe is refused at once, and so are a folder and a link."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    with open_regular(tmp_path / "file") as file:
        assert file.read() == b"x"
    told = {
        "pipe": "Not a regular file",
        "": "Is a directory",
        "link": "symbolic links",
    }
    for name, problem in told.items():
        with pytest.raises(OSError, match=problem):
            open_regular(tmp_path / name)
