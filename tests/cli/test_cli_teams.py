"""A team's sheets on the command line: checked, compared, and written again."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from diplomacy_events import Dataset, read, read_sheet

Cli = Callable[..., subprocess.CompletedProcess[str]]
ARTICLES = Path(__file__).parents[1] / "articles"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return the script's folder, with two articles, their sheets and actors."""
    for name in ("summit", "agreement"):
        for suffix in ("txt", "sheet"):
            shutil.copy(ARTICLES / f"{name}.{suffix}", tmp_path)
    shutil.copy(ARTICLES / "shared.actors", tmp_path)
    return tmp_path


def test_sheets_are_held_against_their_texts(cli: Cli, articles: Path) -> None:
    """Each text has a table; possible omissions are not faults."""
    done = cli("check", "agreement.sheet", "summit.sheet")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith(
        "agreement.sheet: the text of agreement-2024-09-09: noth"
    )
    assert lines[1] == "summit.sheet: the text of summit-2024-05-29"
    assert lines[2].split() == ["finding", "place", "id", "words"]
    sheet = (articles / "summit.sheet").read_text("utf-8")
    (articles / "summit.sheet").write_text(sheet.replace("act: ", "act: x", 1), "utf-8")
    done = cli("check", "summit.sheet", "agreement.sheet")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "summit.sheet: not a valid sheet"
    assert "unknown act 'x" in lines[1]
    assert lines[2].startswith("agreement.sheet: the text of")
    values = json.loads(
        cli("check", "--json", "summit.sheet", "agreement.sheet").stdout
    )
    assert [(one["file"], one["valid"]) for one in values] == [
        ("summit.sheet", False),
        ("agreement.sheet", True),
    ]
    assert values[0]["problem"] == "summit.sheet: not a valid sheet"
    assert values[1]["texts"][0]["sources"] == ["agreement-2024-09-09"]


def test_faults_of_a_sheet_have_their_lines(cli: Cli, articles: Path) -> None:
    """The evidence of a statement may lack its quote; no message has a JSON path."""
    sheet = (articles / "agreement.sheet").read_text("utf-8")
    at = sheet.split("\n").index("Statement kastner-speaks-of-beginning:") + 1
    section = sheet[sheet.index("Statement kastner-speaks-of-beginning:") :].split(
        "\n\n"
    )[0]
    assert "  quotes: " in section
    kept = [line for line in section.split("\n") if not line.startswith("  at: ")]
    moved = "\n".join([*kept, "  at: ¶1"])
    (articles / "agreement.sheet").write_text(sheet.replace(section, moved), "utf-8")
    for command in ("validate", "check"):
        done = cli(command, "agreement.sheet")
        assert (done.returncode, done.stderr) == (1, "")
        (line,) = [one for one in done.stdout.splitlines() if "quotes[0]" in one]
        assert f"line {at}, quotes[0]" in line
    (fault,) = json.loads(cli("validate", "--json", "agreement.sheet").stdout)["faults"]
    assert (fault["line"], fault["path"]) == (at, "quotes[0]")


def test_a_dataset_is_checked_against_a_named_text(cli: Cli, coded: Dataset) -> None:
    """A dataset names no text, and one text cannot belong to several datasets."""
    assert coded
    done = cli("check", "communique.json", "--text", "communique.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "communique.json: the text of communique\n" in done.stdout
    done = cli("check", "communique.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "pass --text" in done.stderr
    done = cli("check", "communique.json", "b.json", "--text", "communique.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--text is for one dataset, not for 2" in done.stderr
    done = cli("check", "communique.json", "--text", "-", stdin="Another.")
    assert done.returncode == 1
    assert "no source has this text" in done.stdout


def test_two_codings_of_a_text_are_compared(cli: Cli, articles: Path) -> None:
    """The result is tables or JSON; a difference is not a failure."""
    sheet = (articles / "summit.sheet").read_text("utf-8")
    other = sheet.replace("act: announce", "act: confirm", 1)
    (articles / "summit.b.sheet").write_text(other, "utf-8")
    done = cli("agreement", "summit.sheet", "summit.b.sheet")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[:2] == [
        ["Records"],
        [
            "type",
            "both",
            "only",
            "first",
            "only",
            "second",
            "precision",
            "recall",
            "F1",
        ],
    ]
    assert lines[-1] == ["dorn-announces-summit", "act", "announce", "confirm"]
    values = json.loads(
        cli("agreement", "--json", "summit.sheet", "summit.b.sheet").stdout
    )
    assert values["records"][-1] == {
        "type": None,
        "both": 18,
        "only_one": 0,
        "only_other": 0,
        "precision": 1,
        "recall": 1,
        "f1": 1,
    }
    assert values["disagreements"] == [
        {
            "one": "dorn-announces-summit",
            "other": "dorn-announces-summit",
            "field": "act",
            "values": ["announce", "confirm"],
        }
    ]
    assert (values["actors"], values["only_one"], values["only_other"]) == ([], [], [])
    assert values["matches"][0]["overlap"] == 1
    act = {one["field"]: one for one in values["fields"] if one["type"] == "Statement"}
    assert (act["act"]["pairs"], act["act"]["agreed"]) == (12, 11)
    assert (act["act"]["masi"], act["speakers"]["masi"]) == (None, 0)
    done = cli("agreement", "summit.sheet", "agreement.sheet")
    assert (done.returncode, done.stdout) == (2, "")
    assert "codings of the same sources" in done.stderr


def test_a_dataset_becomes_a_sheet_again(cli: Cli, articles: Path) -> None:
    """The text that it was coded from is beside it, and nothing is lost."""
    assert cli("convert", "summit.sheet", "made.json").returncode == 0
    done = cli("convert", "made.json", "made.sheet", "--text", "summit.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (articles / "made.sheet").read_text("utf-8").startswith("text: summit.txt\n")
    assert read_sheet(articles / "made.sheet") == read(articles / "made.json")
    # A sheet names its text.
    assert cli("convert", "made.sheet", "again.sheet").returncode == 0
    again, made = (
        (articles / f"{name}.sheet").read_bytes() for name in ("again", "made")
    )
    assert again == made


def test_a_sheet_is_not_written_without_its_text(cli: Cli, articles: Path) -> None:
    """It does not replace another sheet, which may contain more work."""
    assert cli("convert", "summit.sheet", "made.json").returncode == 0
    done = cli("convert", "made.json", "made.sheet")
    assert (done.returncode, done.stdout) == (2, "")
    assert "a sheet needs its text: pass --text" in done.stderr
    done = cli("convert", "made.json", "summit.sheet", "--text", "summit.txt")
    assert done.returncode == 2
    assert "summit.sheet already exists" in done.stderr
    done = cli("convert", "made.json", "made.sheet", "--text", "agreement.txt")
    assert done.returncode == 1
    assert "not a dataset of this text" in done.stderr
    done = cli("convert", "made.json", "made.jsonl", "--text", "summit.txt")
    assert done.returncode == 2
    assert "--text is only for sheets" in done.stderr
    assert not list(articles.glob("made.sheet"))


def test_a_text_elsewhere_must_be_moved_beside_the_sheet(
    cli: Cli, articles: Path
) -> None:
    """A sheet can name neither a file outside its folder nor the standard input."""
    (articles / "texts").mkdir()
    text = (articles / "summit.txt").rename(articles / "texts" / "summit.txt")
    words = text.read_text("utf-8")
    assert cli("convert", "summit.sheet", "a.json", "--text", str(text)).returncode == 0
    for name, given in (("b.sheet", str(text)), ("c.sheet", "-")):
        done = cli("convert", "a.json", name, "--text", given, stdin=words)
        assert (done.returncode, done.stdout) == (0, "")
        assert f"keep the text beside {name}" in done.stderr
        assert read_sheet(articles / name, words) == read(articles / "a.json")
