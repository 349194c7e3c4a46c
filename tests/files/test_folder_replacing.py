"""Replacing the contents of a folder while others change it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diplomacy_events import Dataset, FormatError, write
from diplomacy_events.files import beside, folder_replacing, replace_folder

OWN = ("one", "sub/part-[0-9]")
BOTH = pytest.mark.usefixtures("exchanges")
"""Once with an exchange of two folders, once without."""


def filled(text: str) -> Callable[[Path], None]:
    """Return a function that fills a folder with a file that contains the text."""

    def fill(folder: Path) -> None:
        (folder / "one").write_text(text, encoding="utf-8")

    return fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a folder with old content."""
    path = tmp_path / "folder"
    replace_folder(path, filled("old"), OWN)
    return path


@pytest.fixture(params=[True, False], ids=["swap", "aside"])
def exchanges(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow or forbid exchanging two folders in one step."""
    if not request.param:
        monkeypatch.setattr(folder_replacing, "_exchange", lambda *_: False)


def text(folder: Path) -> str:
    """Return the text in a folder, which must have nothing beside it."""
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    return (folder / "one").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("thesis.tex", "$['thesis.tex']: unknown file"),
        (".gitignore", "$['.gitignore']: unknown file"),
        ("one/chapter", "$['one']: not a regular file"),
        ("two/chapter", "$['two']: unknown file"),
        ("sub/part-x", "$['sub/part-x']: unknown file"),
        ("sub/.DS_Store", "$['sub/.DS_Store']: unknown file"),
        ("sub/part-1/chapter", "$['sub/part-1']: not a regular file"),
        ("sub/sub/part-1", "$['sub/sub']: unknown file"),
    ],
)
@BOTH
def test_folders_of_others_are_not_removed(
    folder: Path, name: str, message: str
) -> None:
    """A folder with other files is left alone, even if its name looks like ours."""
    path = folder / name
    if name.startswith("one/"):
        (folder / "one").unlink()
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("years of work")
    with pytest.raises(FormatError) as caught:
        replace_folder(folder, filled("new"), OWN)
    assert caught.value.heading == f"{folder} cannot be replaced"
    assert [str(fault) for fault in caught.value.faults] == [message]
    assert path.read_text() == "years of work"


def test_a_link_is_not_removed(folder: Path) -> None:
    """Somebody put the link there, and may want it."""
    (folder / "one").unlink()
    (folder / "one").symlink_to("elsewhere")
    with pytest.raises(FormatError, match="not a regular file"):
        replace_folder(folder, filled("new"), OWN)
    assert (folder / "one").is_symlink()


@BOTH
def test_parts_are_its_own(folder: Path) -> None:
    """Files in subfolders are replaced with the others, if they are declared."""
    (folder / "sub").mkdir()
    (folder / "sub" / "part-1").write_text("old")
    replace_folder(folder, filled("new"), OWN)
    assert text(folder) == "new"
    assert os.listdir(folder) == ["one"]


@BOTH
def test_system_files_move_to_the_new_folder(folder: Path) -> None:
    """System files do not prevent writing, and are not lost."""
    (folder / ".DS_Store").write_text("view")
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "._one").write_text("fork")
    replace_folder(folder, filled("new"), OWN)
    assert text(folder) == "new"
    assert (folder / ".DS_Store").read_text() == "view"
    assert (folder / "__MACOSX" / "._one").read_text() == "fork"


@BOTH
def test_the_new_folder_keeps_its_own_system_file(folder: Path) -> None:
    """If the file cannot move, the new folder keeps its own."""
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "x").touch()

    def fill(new: Path) -> None:
        filled("new")(new)
        (new / "__MACOSX").mkdir()
        (new / "__MACOSX" / "y").touch()

    replace_folder(folder, fill, OWN)
    assert text(folder) == "new"
    assert os.listdir(folder / "__MACOSX") == ["y"]


@BOTH
def test_a_file_saved_meanwhile_is_not_lost(folder: Path) -> None:
    """If somebody saves a file into the folder meanwhile, the writing stops."""

    def fill(new: Path) -> None:
        filled("new")(new)
        (folder / "thesis.tex").write_text("years of work")

    with pytest.raises(FormatError, match=r"thesis.tex'\]: unknown file"):
        replace_folder(folder, fill, OWN)
    assert text(folder) == "old"
    assert (folder / "thesis.tex").read_text() == "years of work"


@BOTH
def test_an_interrupt_while_the_folder_is_searched_leaves_the_old(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is removed before it has been examined completely."""
    real = folder_replacing._strange
    calls: list[str] = []

    def interrupted(place: str, own: Any) -> Any:
        calls.append(place)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(place, own)

    monkeypatch.setattr(folder_replacing, "_strange", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_folder(folder, filled("new"), OWN)
    assert text(folder) == "old"


@pytest.mark.parametrize("path", [".", "", "../folder", "{folder}", "{folder}/.."])
def test_the_folder_that_the_program_runs_in_is_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """The working folder is kept, however it or a folder around it is named."""
    monkeypatch.chdir(folder)
    with pytest.raises(
        FormatError, match="the program is running in this folder; write to"
    ):
        write(Dataset(), path.format(folder=folder), "csv")
    assert text(folder) == "old"


def test_a_program_may_have_no_folder_any_more(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the working folder no longer exists, it cannot be the one to be replaced."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    replace_folder(folder, filled("new"), OWN)
    assert (folder / "one").read_text() == "new"


@pytest.mark.parametrize("there", [True, False])
@BOTH
def test_the_last_of_two_writers_wins(folder: Path, there: bool) -> None:
    """They may both start before the folder exists."""
    if not there:
        (folder / "one").unlink()
        folder.rmdir()

    def fill(new: Path) -> None:
        filled("first to begin, last to end")(new)
        replace_folder(folder, filled("last to begin, first to end"), OWN)

    replace_folder(folder, fill, OWN)
    assert text(folder) == "first to begin, last to end"


def hooked_rename(monkeypatch: pytest.MonkeyPatch, hook: Callable[[int], None]) -> None:
    """Run an action before each renaming, chosen by the renaming's number."""
    real = os.rename
    calls: list[str] = []

    def rename(old: Any, new: Any) -> None:
        calls.append(old)
        hook(len(calls))
        real(old, new)

    monkeypatch.setattr(os, "rename", rename)


# Without an exchange: 1 fails as a folder exists, 2 puts it aside, 3 moves the new.
@pytest.mark.parametrize("step", [2, 3])
def test_another_writer_may_come_between(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """It is not an error if the folder appears or disappears meanwhile."""
    monkeypatch.setattr(folder_replacing, "_exchange", lambda *_: False)
    other = folder.parent / "other"
    replace_folder(other, filled("other"), OWN)

    def hook(number: int) -> None:
        if number == step:
            monkeypatch.undo()
            if step == 2:
                (folder / "one").unlink()
                folder.rmdir()
            else:
                other.rename(folder)
            monkeypatch.setattr(folder_replacing, "_exchange", lambda *_: False)

    hooked_rename(monkeypatch, hook)
    replace_folder(folder, filled("new"), OWN)
    assert (folder / "one").read_text() == "new"
    names = sorted(path.name for path in folder.parent.iterdir())
    assert names == (["folder", "other"] if step == 2 else ["folder"])


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("error", [KeyboardInterrupt, PermissionError])
def test_an_interrupt_leaves_the_old(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: int,
    error: type[BaseException],
) -> None:
    """If folders cannot be exchanged, the old one is put back."""
    monkeypatch.setattr(folder_replacing, "_exchange", lambda *_: False)

    def hook(number: int) -> None:
        if number == step:
            raise error

    hooked_rename(monkeypatch, hook)
    with pytest.raises(error):
        replace_folder(folder, filled("new"), OWN)
    assert text(folder) == "old"


def test_a_folder_that_cannot_be_put_back_is_not_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the system refuses to put the old folder back, it stays where it is."""
    monkeypatch.setattr(folder_replacing, "_exchange", lambda *_: False)

    def hook(number: int) -> None:
        if number >= 3:
            raise PermissionError

    hooked_rename(monkeypatch, hook)
    with pytest.raises(PermissionError):
        replace_folder(folder, filled("new"), OWN)
    (aside,) = folder.parent.iterdir()
    assert (aside / "one").read_text() == "old"


def test_an_old_folder_of_a_killed_writer_is_removed(folder: Path) -> None:
    """The next writer removes an old folder if the new one has taken its place."""
    stem = beside._stem(str(folder))[1]
    aside = folder.parent / f"{beside.PREFIX}{beside.ASIDE}{stem}-0"
    aside.mkdir()
    (aside / "one").write_text("older")
    replace_folder(folder, filled("new"), OWN)
    assert text(folder) == "new"


def test_a_folder_set_aside_belongs_to_its_writer(folder: Path) -> None:
    """While that writer is at work, nobody else touches its folder."""
    stem = beside._stem(str(folder))[1]
    new = folder.parent / f"{beside.PREFIX}{stem}-0"
    aside = folder.parent / f"{beside.PREFIX}{beside.ASIDE}{stem}-0"
    handle = beside.new_folder(str(new), None)
    assert beside.lock(handle)
    aside.mkdir()
    replace_folder(folder, filled("new"), OWN)
    assert aside.exists()
    assert new.exists()
    assert handle is not None
    os.close(handle)


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupt_while_it_is_removed_stays_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """The standard library may raise another error, but the interrupt comes through."""

    def rmtree(*_: Any, **__: Any) -> None:
        context = KeyboardInterrupt() if error is KeyboardInterrupt else ValueError()
        try:
            raise context
        except (KeyboardInterrupt, ValueError):
            raise OSError("Bad file descriptor")  # noqa: B904  # as the standard library does

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", rmtree)
        with pytest.raises(error):
            beside.remove(str(folder))


def test_a_folder_moved_aside_between_two_looks_is_not_protected(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system also says of a missing folder that it cannot be written to."""
    real = os.access
    looks: list[Any] = []

    def access(path: Any, *given: Any, **options: Any) -> bool:
        looks.append(path)
        return len(looks) > 1 and real(path, *given, **options)

    monkeypatch.setattr(os, "access", access)
    monkeypatch.setattr(os, "supports_effective_ids", {access})
    replace_folder(folder, filled("new"), OWN)
    assert text(folder) == "new"


def test_a_folder_removed_before_it_is_open_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer may remove it between its creation and its opening."""
    real = os.mkdir
    made: list[Any] = []

    def mkdir(path: Any, mode: int = 0o777) -> None:
        real(path, mode)
        made.append(path)
        if len(made) == 1:
            os.rmdir(path)

    monkeypatch.setattr(os, "mkdir", mkdir)
    replace_folder(folder, filled("new"), OWN)
    assert len(made) == 2
    assert text(folder) == "new"


@BOTH
def test_a_folder_that_cannot_be_opened_is_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On some systems, a folder can be neither opened nor locked."""
    monkeypatch.setattr(beside, "FOLDERS_OPEN", False)
    replace_folder(folder, filled("new"), OWN)
    assert text(folder) == "new"


def test_a_folder_below_a_file_is_refused_by_the_name_asked_for(tmp_path: Path) -> None:
    """The error names the folder as the caller named it, not its real path."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    asked = tmp_path / "link" / "a" / "folder"
    with pytest.raises(NotADirectoryError) as caught:
        replace_folder(asked, lambda _: None)
    assert caught.value.filename == str(asked)
