"""Files and folders are replaced as a whole or not at all."""

import ctypes
import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from diplomacy_events.files import beside, replace, replace_folder, replacing
from diplomacy_events.files.beside import PREFIX, new_file

LONGEST = "n" * 255
NOBODY = 65534


def filled(text: str) -> Callable[[Path], None]:
    """Return a function that fills a folder with two files that contain the text."""

    def fill(folder: Path) -> None:
        (folder / "one").write_text(text, encoding="utf-8")
        (folder / "sub").mkdir()
        (folder / "sub" / "two").write_text(text, encoding="utf-8")

    return fill


def texts(folder: Path) -> set[str]:
    """Return the texts in the files of such a folder."""
    return {(folder / name).read_text("utf-8") for name in ("one", "sub/two")}


def test_the_longest_names_are_written(tmp_path: Path) -> None:
    """A file or a folder may have the longest name that the system allows."""
    for _ in range(2):
        replace(tmp_path / LONGEST, b"data")
    assert (tmp_path / LONGEST).read_bytes() == b"data"
    for _ in range(2):
        replace_folder(tmp_path / LONGEST[1:], filled("data"))
    assert texts(tmp_path / LONGEST[1:]) == {"data"}
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_is_replaced_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    """No old file is left in the folder or beside it, and its mode is kept."""
    if not exchanges:
        monkeypatch.setattr(sys, "platform", "darwin")
    path = tmp_path / "folder"
    replace_folder(path, filled("old"))
    (path / "more").touch()
    path.chmod(0o750)
    replace_folder(path, filled("new"))
    assert texts(path) == {"new"}
    assert not (path / "more").exists()
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    assert list(tmp_path.iterdir()) == [path]


def test_systems_without_an_exchange_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old C library cannot exchange two names."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    for text in ("old", "new"):
        replace_folder(tmp_path / "folder", filled(text))
    assert texts(tmp_path / "folder") == {"new"}


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    """A link stays a link, and its target is replaced."""
    target = tmp_path / "target"
    target.mkdir()
    link = tmp_path / "link"
    link.symlink_to(target)
    replace_folder(link, filled("new"))
    assert link.is_symlink()
    assert texts(target) == {"new"}


def test_a_folder_that_cannot_be_filled_is_left_alone(tmp_path: Path) -> None:
    """If filling fails, the old folder stays, and nothing else is left."""

    def fail(folder: Path) -> None:
        filled("new")(folder)
        raise RuntimeError("no")

    replace_folder(tmp_path / "folder", filled("old"))
    with pytest.raises(RuntimeError, match="no"):
        replace_folder(tmp_path / "folder", fail)
    assert texts(tmp_path / "folder") == {"old"}
    assert len(list(tmp_path.iterdir())) == 1


def test_files_and_folders_do_not_replace_each_other(tmp_path: Path) -> None:
    """A folder does not replace a file, and a file does not replace a folder."""
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        replace_folder(tmp_path / "file", filled("new"))
    with pytest.raises(IsADirectoryError):
        replace(tmp_path, b"")
    with pytest.raises(FileNotFoundError) as caught:
        replace_folder(tmp_path / "missing" / "folder", filled("new"))
    assert caught.value.filename == str(tmp_path / "missing" / "folder")


def test_leftovers_of_a_killed_writer_are_removed(tmp_path: Path) -> None:
    """The next writer to the path removes leftovers, but not files in progress."""
    path = tmp_path / "a"
    seen: list[str] = []

    def watch(folder: Path) -> None:
        seen.append(folder.name)
        if len(seen) == 1:
            replace_folder(path, watch)
            assert folder.exists()

    replace_folder(path, watch)
    assert len(seen) == 2
    stem = seen[0][: len(PREFIX) + 16]
    (tmp_path / f"{stem}-1").mkdir()
    (tmp_path / f"{stem}-1" / "part").touch()
    (tmp_path / f"{stem}-2").touch()
    (tmp_path / f"{stem}-3").symlink_to(path)
    replace_folder(path, filled("new"))
    assert {entry.name for entry in tmp_path.iterdir()} == {"a", f"{stem}-3"}


def test_a_file_removed_too_early_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer may remove a file just before it is locked."""
    made: list[str] = []

    def new(path: str, mode: int | None) -> int:
        handle = new_file(path, mode)
        if not made:
            os.unlink(path)
        made.append(path)
        return handle

    monkeypatch.setattr(replacing, "new_file", new)
    replace(tmp_path / "a", b"data")
    assert len(made) == 2
    assert (tmp_path / "a").read_bytes() == b"data"


def test_writers_of_one_path_do_not_disturb_each_other(tmp_path: Path) -> None:
    """The last writer wins, and nothing is left behind."""
    path = tmp_path / "a"
    contents = [bytes([65 + i]) * 10_000 for i in range(8)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda data: replace(path, data), contents * 5))
    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


def test_pieces_are_written_as_they_come(tmp_path: Path) -> None:
    """Data may come in pieces; if one cannot be produced, the old file stays."""
    replace(tmp_path / "a", (piece for piece in (b"one, ", b"two")))
    assert (tmp_path / "a").read_bytes() == b"one, two"

    def broken() -> Iterator[bytes]:
        yield b"three"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        replace(tmp_path / "a", broken())
    assert (tmp_path / "a").read_bytes() == b"one, two"
    assert os.listdir(tmp_path) == ["a"]


def test_systems_without_locks_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without locks no leftovers are removed, and everything else works."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    replace(tmp_path / "a", b"old")
    stem = PREFIX + sha256(b"a").hexdigest()[:16]
    (tmp_path / f"{stem}-1").touch()
    replace(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / f"{stem}-1").exists()


# Starting Python takes longer than writing, so one process starts all the writers.
WRITERS = """
import os, sys
from diplomacy_events.files import replace, replace_folder

def fill(text):
    def filled(folder):
        for name in ("one", "two"):
            (folder / name).write_text(text)
    return filled

def write():
    turn = 0
    while True:
        turn += 1
        text = f"{turn % 10}" * 50_000
        replace(sys.argv[1], text.encode())
        replace_folder(sys.argv[2], fill(text))

for _ in sys.stdin:
    writer = os.fork() or write()
    print(writer, flush=True)
    os.waitpid(writer, 0)
    print("killed", flush=True)
"""


def test_a_killed_writer_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """Whenever a writer is killed, in 100 trials, the file and the folder are whole."""
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.write_bytes(b"0" * 50_000)
    replace_folder(folder, lambda _: None)
    argv = [sys.executable, "-c", WRITERS, str(file), str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(argv, text=True, **pipes) as starter:  # type: ignore[call-overload]  # the pipes are valid arguments
        for turn in range(100):
            print(file=starter.stdin, flush=True)
            writer = int(starter.stdout.readline())
            time.sleep(turn % 20 / 2000)
            os.kill(writer, signal.SIGKILL)
            assert starter.stdout.readline() == "killed\n"
            data = file.read_bytes()
            assert data == data[:1] * 50_000
            parts = {path.read_bytes() for path in folder.iterdir()}
            assert len(parts) <= 1
            assert all(part == part[:1] * 50_000 for part in parts)
        starter.stdin.close()
    replace(file, b"last")
    replace_folder(folder, lambda _: None)
    assert {entry.name for entry in tmp_path.iterdir()} == {"file", "folder"}


def test_a_full_device_is_an_os_error() -> None:
    """A device's refusal is not ignored."""
    with pytest.raises(OSError, match="No space left"):
        replace("/dev/full", b"data")


def test_a_file_past_the_limit_leaves_the_old_file(tmp_path: Path) -> None:
    """If the size of files is limited, the old file stays, and nothing else is left."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            replace(path, b"x" * 2000)
        with pytest.raises(OSError, match="File too large"):
            replace_folder(tmp_path / "folder", filled("x" * 2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a", "folder"]


def test_private_files_stay_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a file nor the files of a folder are ever accessible to others."""
    file, folder = tmp_path / "file", tmp_path / "folder"
    replace(file, b"old")
    replace_folder(folder, filled("old"))
    for path in (file, folder / "one", folder / "sub" / "two"):
        path.chmod(0o600)
    folder.chmod(0o700)
    seen = []
    fsync = os.fsync

    def watch(handle: int) -> None:
        seen.append(os.fstat(handle).st_mode & 0o077)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watch)
    replace(file, b"new")
    assert seen[0] == 0
    replace_folder(folder, filled("new"))
    modes = [path.stat().st_mode & 0o777 for path in (file, folder / "one", folder)]
    assert modes == [0o600, 0o600, 0o700]
    assert (folder / "sub" / "two").stat().st_mode & 0o777 == 0o600


def test_a_pipe_in_the_way_blocks_nobody(tmp_path: Path) -> None:
    """A file that somebody puts under one of our names is left alone."""
    replace(tmp_path / "a", b"old")
    stem = PREFIX + sha256(b"a").hexdigest()[:16]
    os.mkfifo(tmp_path / f"{stem}-x")
    replace(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_an_open_output_is_written_to(tmp_path: Path) -> None:
    """The output of a process is never replaced: it may be a pipe or appended to."""
    code = "from diplomacy_events.files import replace; replace('/dev/stdout', b'new')"
    command = [sys.executable, "-c", code]
    piped = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    assert piped.stdout == b"new"
    log = tmp_path / "log"
    log.write_bytes(b"old ")
    with log.open("ab") as file:
        subprocess.run(command, check=True, stdout=file)
    assert log.read_bytes() == b"old new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["log"]


def test_protected_files_are_not_replaced() -> None:
    """A file or folder that the user cannot write to is not replaced."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)  # noqa: S103  # so that another user may enter
        file, whole = Path(folder, "file"), Path(folder, "whole")
        file.write_bytes(b"old")
        whole.mkdir()
        user = os.geteuid()
        for path in (file, whole):
            path.chmod(0o444 if path == file else 0o555)
            if user == 0:
                os.chown(path, NOBODY, -1)
        try:
            if user == 0:
                os.seteuid(NOBODY)
            with pytest.raises(PermissionError, match=r"Permission denied: .*file"):
                replace(file, b"new")
            with pytest.raises(PermissionError, match=r"Permission denied: .*whole"):
                replace_folder(whole, filled("new"))
        finally:
            os.seteuid(user)
            whole.chmod(0o755)
        assert file.read_bytes() == b"old"
        assert list(whole.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_full_disk_leaves_the_old(tmp_path: Path) -> None:
    """If the disk is too small for the new file, only the old one stays."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this root user may not mount")
    try:
        replace(disk / "a", b"old")
        with pytest.raises(OSError, match="No space left"):
            replace(disk / "a", b"x" * 100_000)
        with pytest.raises(OSError, match="No space left"):
            replace_folder(disk / "folder", filled("x" * 50_000))
        assert (disk / "a").read_bytes() == b"old"
        assert [entry.name for entry in disk.iterdir()] == ["a"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607  # every system has it


def given(monkeypatch: pytest.MonkeyPatch, *refused: int) -> list[tuple[int, int]]:
    """Let files be given away, but not to these owners; return who got them."""
    seen: list[tuple[int, int]] = []

    def give(path: str, owner: int, group: int) -> None:
        assert Path(path).name.startswith(PREFIX)
        seen.append((owner, group))
        if owner in refused:
            raise PermissionError(errno.EPERM, "not permitted", path)

    monkeypatch.setattr(os, "chown", give)
    return seen


def test_the_owner_of_a_file_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New files get the owner of the old ones before they take their place."""
    path = tmp_path / "a"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    seen = given(monkeypatch)
    replace(path, b"new")
    assert seen == [(path.stat().st_uid, path.stat().st_gid)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_group_can_be_kept_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few users may give a file away, but a writer may be a member of its group."""
    path = tmp_path / "a"
    path.write_text("old", "utf-8")
    path.chmod(0o660)
    own, group = path.stat().st_uid, path.stat().st_gid
    seen = given(monkeypatch, own)
    replace(path, b"new")
    assert seen == [(own, group), (-1, group)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


@pytest.mark.parametrize(("old", "new"), [(0o640, 0o600), (0o664, 0o644)])
def test_another_group_may_do_no_more_than_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: int, new: int
) -> None:
    """If neither is kept, another group does not get the rights of the old one."""
    path = tmp_path / "a"
    path.write_text("old", "utf-8")
    path.chmod(old)
    given(monkeypatch, path.stat().st_uid, -1)
    replace(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", new)


def test_systems_without_owners_keep_the_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows does not have this call, so it is not made."""
    path = tmp_path / "a"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    monkeypatch.delattr(os, "chown")
    replace(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_leaves_files_and_folders_to_their_owners(tmp_path: Path) -> None:
    """A job run by root leaves files with their owners."""
    file, folder = tmp_path / "a", tmp_path / "b"
    file.write_text("old", "utf-8")
    folder.mkdir()
    filled("old")(folder)
    places = (file, folder, folder / "one")
    for path in places:
        os.chown(path, NOBODY, NOBODY)
    replace(file, b"new")
    replace_folder(folder, filled("new"))
    for path in places:
        assert (path.stat().st_uid, path.stat().st_gid) == (NOBODY, NOBODY)


def test_remains_are_locked_while_they_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that has just created them waits, and creates others."""
    path = tmp_path / "a"
    replace(path, b"old")
    with beside.beside(str(path), path, beside.new_file) as temporary:
        left = f"{temporary}0"
    Path(left).touch()
    remove, locked = beside.remove, []

    def look(name: str) -> None:
        if name == left:
            with beside.open_handle(name) as handle:
                locked.append(not beside.lock(handle))
        remove(name)

    monkeypatch.setattr(beside, "remove", look)
    replace(path, b"new")
    assert locked == [True]
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
