"""The recipes that need more than a prompt, run as their pages say."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commands import unwatched

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in HOW_TO.glob("*.md")}


def block(page: str, language: str) -> str:
    """Return the first block in a language on a page."""
    match = re.search(
        rf"^```{language}\n(.*?)^```", PAGES[page], re.MULTILINE | re.DOTALL
    )
    assert match is not None
    return match[1]


def test_every_page_with_such_a_block_is_tested() -> None:
    """Only two pages have code that the suite does not run by itself."""
    having = {name: text.count("```py\n") for name, text in PAGES.items()}
    assert {name: count for name, count in having.items() if count} == {
        "add-a-format.md": 1,
        "data-frames.md": 1,
    }


def test_a_plug_in_that_is_installed_is_found(tmp_path: Path) -> None:
    """The plug-in of the page, built and installed by pip, reads and writes."""
    project, site = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    page = "add-a-format.md"
    (project / "example_formats.py").write_text(block(page, "python"), encoding="utf-8")
    (project / "pyproject.toml").write_text(block(page, "toml"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index"]
    offline = ["--no-deps", "--no-build-isolation", "--target", str(site)]
    subprocess.run(
        [*pip, *offline, str(project)],
        env=unwatched(),
        check=True,
        capture_output=True,
    )
    here = [str(site), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block(page, "py")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, here))},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == [
        "['gists', 'msgpack']",
        "True",
        "xi-visits-moscow.evidence: a line has a date and a gist",
    ]


def test_reports_of_one_event_are_united_on_the_command_line(
    cli: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """The commands of the page print what it shows, on the sheets that it writes."""
    page = "one-event-in-many-sources.md"
    names: dict[str, Any] = {}
    for example in doctest.DocTestParser().get_examples(PAGES[page]):
        exec(example.source, names)  # noqa: S102  # the page is ours
        if "datasets" in names and len(names["datasets"]) == len(names["articles"]):
            break
    shutil.copytree(names["folder"].name, tmp_path, dirs_exist_ok=True)
    names["folder"].cleanup()
    printed = []
    for line in block(page, "console").splitlines():
        if line.startswith("$ "):
            done = cli(*shlex.split(line)[2:])
            assert (done.returncode, done.stderr) == (0, "")
            printed += [line, *done.stdout.splitlines()]
    assert printed == block(page, "console").splitlines()
    assert "cancelled" in (tmp_path / "visit.svg").read_text("utf-8")
