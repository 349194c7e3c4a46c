"""A scan answers from the files that it was opened on, or reports a change."""

import os
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from diplomacy_events import FormatError, field, load_article, scan, write
from diplomacy_events.files import beside
from diplomacy_events.frames.watching import WatchedFolder

OLD = load_article()
EVERY: tuple[Any, ...] = tuple(OLD.records)
NEW = evolve(OLD, records=[evolve(one, gist="Of late.") for one in EVERY])
ENGINES = pytest.mark.parametrize("engine", ["duckdb", "polars"])
CHANGED = "has changed since it was opened; scan it again"


@ENGINES
def test_a_replaced_folder_is_reported(tmp_path: Path, engine: Any) -> None:
    """Later questions are refused, whether or not an engine would answer."""
    path = tmp_path / "data.parquet"
    write(OLD, path)
    opened = scan(path, engine=engine)
    statements = opened.statements
    assert statements.count() == len(OLD.statements)
    write(NEW, path)
    for ask in (
        statements.count,
        statements.records,
        statements.to_arrow,
        statements.head,
        statements.group_by("act").count,
        lambda: statements.ids,
        lambda: statements.filter(field.act == "deny"),
        lambda: statements.count_by("month"),
        lambda: opened.visits,
        lambda: opened.names,
    ):
        with pytest.raises(FormatError, match=CHANGED):
            ask()
    assert {one.gist for one in scan(path, engine=engine).statements.records()} == {
        "Of late."
    }


@ENGINES
def test_a_changed_file_is_reported(tmp_path: Path, engine: Any) -> None:
    """The change is reported even if the folder stays, or the file is gone."""
    path = tmp_path / "data.parquet"
    write(OLD, path)
    write(NEW, tmp_path / "new.parquet")
    opened = scan(path, engine=engine).visits
    (tmp_path / "new.parquet" / "visits.parquet").replace(path / "visits.parquet")
    with pytest.raises(FormatError, match=CHANGED):
        opened.records()
    other = scan(path, engine=engine).visits
    (path / "visits.parquet").unlink()
    with pytest.raises(FormatError, match=CHANGED):
        other.count()


def test_other_errors_are_reported_unchanged(tmp_path: Path) -> None:
    """Other errors are not mistaken for a change."""
    path = tmp_path / "data.parquet"
    write(OLD, path)
    (path / "visits.parquet").write_bytes(b"PAR1")
    with pytest.raises(FormatError, match="the engine cannot read this"):
        _ = scan(path).visits


@pytest.mark.parametrize("name", ["visits.parquet", "visits/part-0.parquet"])
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_anything_but_a_file_is_refused(tmp_path: Path, name: str, kind: str) -> None:
    """No link out of the folder is followed, and a pipe does not block an engine."""
    path = tmp_path / "data.parquet"
    write(OLD, path)
    (path / "visits.parquet").rename(tmp_path / "secret")
    (path / name).parent.mkdir(exist_ok=True)
    if kind == "link":
        (path / name).symlink_to(tmp_path / "secret")
    else:
        os.mkfifo(path / name)
    with pytest.raises(
        FormatError, match=r"a link, or not a regular file; replace it by"
    ):
        scan(path)


@pytest.mark.parametrize("name", ["visits", "visits/more"])
def test_links_to_folders_of_parts_are_refused(tmp_path: Path, name: str) -> None:
    """Neither the folder of a table nor one in it may lead elsewhere."""
    write(OLD, tmp_path / "elsewhere.parquet")
    path = tmp_path / "data.parquet"
    write(OLD, path)
    (path / "visits.parquet").unlink()
    (path / name).parent.mkdir(exist_ok=True)
    (path / name).symlink_to(tmp_path / "elsewhere.parquet")
    with pytest.raises(
        FormatError, match=rf"{name}: a link, or not a folder; replace it by a folder"
    ):
        scan(path)


def test_parts_may_be_in_folders_of_their_own(tmp_path: Path) -> None:
    """A table of this form has no file of its own, and others have nothing."""
    part = tmp_path / "statements" / "2031" / "part-0.parquet"
    part.parent.mkdir(parents=True)
    part.touch()
    folder = WatchedFolder(tmp_path)
    assert folder.files("visits") == []
    assert folder.files("statements") == [str(part)]


def test_a_folder_moved_aside_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scan starts once the new folder is in place."""
    path = tmp_path / "data.parquet"
    write(OLD, path)
    waited: list[str] = []

    def asides(target: str) -> list[str]:
        waited.append(target)
        return []

    monkeypatch.setattr(beside, "_asides", asides)
    path.rename(tmp_path / "elsewhere")
    with pytest.raises(FileNotFoundError):
        scan(path)
    assert waited == [str(path)] * beside.MOST_MISSES


@ENGINES
def test_a_folder_is_found_from_where_it_was_opened(
    tmp_path: Path, engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its path may be relative, and the current folder may change later."""
    write(OLD, tmp_path / "data.parquet")
    monkeypatch.chdir(tmp_path)
    for name in ("data.parquet", Path("data.parquet"), "../data.parquet"):
        if str(name).startswith(".."):
            (tmp_path / "inner").mkdir()
            monkeypatch.chdir(tmp_path / "inner")
        opened = scan(name, engine=engine)
        assert opened.visits.count() == len(OLD.visits)
    monkeypatch.chdir("/")
    assert opened.statements.count() == len(OLD.statements)
    monkeypatch.chdir(tmp_path)
    write(NEW, "data.parquet")
    with pytest.raises(FormatError, match=CHANGED):
        _ = opened.statements


@pytest.mark.parametrize("closed", ["data.parquet", "data.parquet/visits"])
def test_a_folder_that_must_not_be_read_is_not_empty(
    tmp_path: Path, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's error is passed on, for the whole and for a table in parts."""
    path = tmp_path / "data.parquet"
    write(OLD, path)
    (path / "visits.parquet").unlink()
    (path / "visits").mkdir()
    look = os.scandir

    def refuse(folder: Any) -> Any:
        if Path(folder) == tmp_path / closed:
            raise PermissionError(13, "Permission denied", str(folder))
        return look(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        scan(path)


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    """One table alone is not a dataset, and the error says what is."""
    write(OLD, tmp_path / "data.parquet")
    with pytest.raises(FormatError, match=r"expected a folder with visits\.parquet"):
        scan(tmp_path / "data.parquet" / "visits.parquet")
