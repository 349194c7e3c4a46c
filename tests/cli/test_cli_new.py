"""Starting to code a page, a text in another encoding, or one with numeric dates."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from diplomacy_events import read_sheet

Cli = Callable[..., subprocess.CompletedProcess[str]]
PAGE = """<html lang="en"><head><title>A visit</title>
<meta property="og:title" content="A visit">
<meta property="og:site_name" content="The Estuary">
<meta property="article:published_time" content="2024-03-14"></head><body><article>
<p>President Maren Lind will visit Belmoria in April, her office said on Thursday.</p>
<p>“We will come,” said her spokesman, Tobias Reck, who spoke to the reporters.</p>
</article></body></html>"""


def test_the_text_of_a_page_is_saved_once(cli: Cli, tmp_path: Path) -> None:
    """The page's metadata are used; the sheet names the text, and is valid."""
    (tmp_path / "visit.html").write_text(PAGE, "utf-8")
    done = cli("new", "visit.html")
    assert (done.returncode, "visit.txt: its text" in done.stdout) == (0, True)
    # The page says when it was published.
    assert "--published" not in done.stderr
    text = (tmp_path / "visit.txt").read_text("utf-8")
    assert "“We will come,” said her spokesman" in text
    sheet = (tmp_path / "visit.sheet").read_text("utf-8")
    assert "text: visit.txt" in sheet
    assert "publisher: The Estuary" in sheet
    assert "published: 2024-03-14" in sheet
    source = read_sheet(tmp_path / "visit.sheet").sources.one()
    assert (source.title, source.language) == ("A visit", "en")
    again = cli("new", "visit.html", "--output", "other.sheet")
    assert again.returncode == 2
    assert "visit.txt already exists; move it away first" in again.stderr
    assert not (tmp_path / "other.sheet").exists()


def test_many_pages_build_in_parallel(cli: Cli, tmp_path: Path) -> None:
    """Each page gets a sheet; options for a single text are refused."""
    for name in ("a.html", "b.htm"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    done = cli("new", "a.html", "b.htm", "--title", "A visit")
    assert done.returncode == 2
    assert "--title is for one text, not for 2" in done.stderr
    done = cli("new", "a.html", "b.htm", "--publisher", "Herald")
    assert done.returncode == 0
    for name in ("a.sheet", "b.sheet"):
        assert read_sheet(tmp_path / name).sources.one().publisher == "Herald"


def test_pages_after_a_wrong_one_are_begun_too(cli: Cli, tmp_path: Path) -> None:
    """Each wrong one is reported; the worst of them gives the status."""
    (tmp_path / "a.html").write_text("", "utf-8")
    (tmp_path / "b.html").write_text(PAGE, "utf-8")
    done = cli("new", "a.html", "b.html")
    assert done.returncode == 1
    assert "diplomacy-events new: a.html: no text" in done.stderr
    assert read_sheet(tmp_path / "b.sheet").sources.one().id == "b-2024-03-14"
    (tmp_path / "c.txt").write_text("No.", "utf-8")
    done = cli("new", "gone.txt", "b.html", "c.txt", "a.html")
    assert done.returncode == 2
    assert "No such file or directory: gone.txt" in done.stderr
    assert "b.sheet already exists" in done.stderr
    assert "c.txt does not name its publisher" in done.stderr
    assert "a.html: no text" in done.stderr


def test_another_encoding_is_named(cli: Cli, tmp_path: Path) -> None:
    """The text is saved as UTF-8 beside the file, and the sheet names it."""
    (tmp_path / "a.txt").write_bytes("“No,” she said.".encode("utf-16"))
    asked = ["new", "a.txt", "--publisher", "Herald"]
    refused = cli(*asked)
    assert refused.returncode == 1
    assert "its byte order mark means utf-16" in refused.stderr
    done = cli(*asked, "--encoding", "utf-16")
    assert done.returncode == 0
    assert (tmp_path / "a.utf-8.txt").read_text("utf-8") == "“No,” she said."
    assert "text: a.utf-8.txt" in (tmp_path / "a.sheet").read_text("utf-8")
    done = cli("new", "-", "--encoding", "utf-16", "--output", "x.sheet", stdin="No.")
    assert done.returncode == 2
    assert "--encoding is for files" in done.stderr


def test_oddities_of_a_text_are_reported(cli: Cli, tmp_path: Path) -> None:
    """The standard error reports marks, line ends and a missing publisher."""
    (tmp_path / "a.txt").write_bytes(b"No.\r\nYes.\r\n")
    done = cli("new", "a.txt", "--publisher", "Herald")
    assert done.returncode == 0
    assert "a.txt: 2 of its 2 lines end in CR LF" in done.stderr
    assert "pass --published" in done.stderr
    done = cli("new", "a.txt")
    assert done.returncode == 2
    assert "a.txt does not name its publisher: pass --publisher" in done.stderr


def test_nothing_is_left_half_done(cli: Cli, tmp_path: Path) -> None:
    """If the text cannot be saved, no sheet is written either."""
    long = "x" * 250 + ".txt"
    (tmp_path / long).write_bytes("No.".encode("utf-16"))
    asked = ["new", long, "--publisher", "X", "--encoding", "utf-16"]
    done = cli(*asked, "--output", "y.sheet")
    assert done.returncode == 2
    assert "File name too long" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == [long]


def test_a_sheet_is_shown_in_its_text(cli: Cli, tmp_path: Path) -> None:
    """A sheet names its text; for other datasets, the text must be given."""
    (tmp_path / "visit.html").write_text(PAGE, "utf-8")
    assert cli("new", "visit.html").returncode == 0
    done = cli("annotate", "visit.sheet", "--output", "shown.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert "! no record" in (tmp_path / "shown.html").read_text("utf-8")
    assert cli("convert", "visit.sheet", "visit.json").returncode == 0
    done = cli("annotate", "visit.json")
    assert done.returncode == 2
    assert "pass --text" in done.stderr
