"""Files, folders and texts that are not what a command needs, and what to do then."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from diplomacy_events import load_article, write

Cli = Callable[..., subprocess.CompletedProcess[str]]
ARTICLES = Path(__file__).parents[1] / "articles"
SHEET = "text: a.txt\npublisher: X\n"


@pytest.mark.parametrize(
    ("names", "options", "problem"),
    [
        ((), (), "f is an empty folder, not a dataset"),
        (
            ("a.sheet",),
            (),
            "read its sheets together: diplomacy-events merge f/*.sheet",
        ),
        (("a.csv",), (), "if it is a dataset in CSV, pass --format csv"),
        (("a.json",), (), "f is a folder; name a file in it"),
        (
            ("a.json",),
            ("--format", "json"),
            "f is a folder, which json cannot be; name a file in it",
        ),
    ],
)
def test_a_folder_in_place_of_a_dataset_is_told(
    cli: Cli, tmp_path: Path, names: tuple[str, ...], options: list[str], problem: str
) -> None:
    """With what is in it, and the way to read that."""
    (tmp_path / "f").mkdir()
    for name in names:
        (tmp_path / "f" / name).touch()
    done = cli("show", "f", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip().endswith(problem)


def test_the_folder_of_the_user_is_told_by_a_dot(cli: Cli, tmp_path: Path) -> None:
    """The pattern for its sheets then needs no folder."""
    (tmp_path / "a.sheet").touch()
    assert "merge *.sheet" in cli("show", ".").stderr


def test_a_folder_that_is_a_dataset_is_read(cli: Cli, tmp_path: Path) -> None:
    """If its format is named: a format may read folders."""
    write(load_article(), tmp_path / "f", "csv")
    assert cli("show", "f", "--format", "csv").returncode == 0
    assert "no format is called 'x'" in cli("show", "f", "--format", "x").stderr


@pytest.mark.parametrize("name", ["a.sheet.txt", "a.SHEET.yaml", "a.yaml", "a.yml"])
def test_a_sheet_with_another_suffix_is_to_be_renamed(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    """By its name, or in YAML by its first lines."""
    (tmp_path / name).write_text(SHEET, "utf-8")
    done = cli("show", name)
    assert done.returncode == 2
    right = name.rpartition(".")[0] if "heet" in name.lower() else "a.sheet"
    assert done.stderr.rstrip().endswith(f"a coding sheet: rename it to {right}")


@pytest.mark.parametrize("name", ["a.txt", "b.yaml", "c.yaml"])
def test_other_files_are_not_taken_for_sheets(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    """Whatever a text says, and if a file in YAML says something else or is not."""
    (tmp_path / "a.txt").write_text(SHEET, "utf-8")
    (tmp_path / "b.yaml").write_text("title: x\n", "utf-8")
    assert "rename" not in cli("show", name).stderr


def test_a_text_in_another_encoding_is_told_what_to_do(
    cli: Cli, tmp_path: Path
) -> None:
    """To save it as UTF-8, or for a new sheet to name its encoding."""
    (tmp_path / "a.txt").write_bytes("Caf\xe9.".encode("cp1252"))
    (tmp_path / "a.sheet").write_text(SHEET, "utf-8")
    (tmp_path / "b.sheet").write_bytes("title: Caf\xe9\n".encode("cp1252"))
    for name in ("a.sheet", "b.sheet"):
        way = "expected UTF-8, got b'\\xe9'; save the file as UTF-8"
        assert way in cli("show", name).stderr
    done = cli("new", "a.txt", "--publisher", "X", "--output", "c.sheet")
    assert "; pass its encoding, such as --encoding cp1252" in done.stderr


@pytest.fixture
def summit(tmp_path: Path) -> None:
    """Put a sheet, its text, and its actors into the folder of the commands."""
    for name in ("summit.sheet", "summit.txt", "shared.actors"):
        shutil.copy(ARTICLES / name, tmp_path)


@pytest.mark.usefixtures("summit")
def test_the_words_of_a_record_are_shown_if_the_text_is_known(cli: Cli) -> None:
    """That is the text of a sheet, or one that is given."""
    words = "[Varga urged both to keep the quarrel away from the lake.]"
    one = ("summit.sheet", "varga-urges-restraint")
    assert words in " ".join(cli("show", *one).stdout.split())
    assert cli("show", *one, "--text", "summit.txt").stdout == cli("show", *one).stdout
    cli("convert", "summit.sheet", "summit.json")
    one = ("summit.json", "varga-urges-restraint")
    assert words not in " ".join(cli("show", *one).stdout.split())
    done = cli("show", *one, "--text", "summit.txt")
    assert words in " ".join(done.stdout.split())


@pytest.mark.usefixtures("summit")
def test_a_text_to_show_must_be_that_of_a_source(cli: Cli) -> None:
    """And is for one record."""
    cli("convert", "summit.sheet", "summit.json")
    one = ("summit.json", "varga-urges-restraint")
    done = cli("show", *one, "--text", "shared.actors")
    assert "shared.actors is not the text of a source" in done.stderr
    done = cli("show", "summit.json", "--text", "summit.txt")
    assert "--text is for one record: give its id" in done.stderr
    assert (done.returncode, done.stdout) == (2, "")
