"""The page on extending the model, followed step by step in a copy of the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import diplomacy_events
from commands import unwatched
from type_checking import check_types

HERE = Path(__file__).parent
PACKAGE = Path(diplomacy_events.__file__).parent
PAGE = (HERE.parents[1] / "docs/how-to/grow-the-model.md").read_text(encoding="utf-8")
# The number of files that an addition may change.
MOST = {
    "field": 1,
    "member of a vocabulary": 1,
    "kind of record": 5,
    "question": 1,
    "format": 2,
}


class Edit(NamedTuple):
    """A block of the page: a file, and the text to insert or replace in it."""

    path: str
    old: str
    new: str


def edits(what: str) -> list[Edit]:
    """Return the page's instructions for an addition, in order."""
    section = PAGE.partition(f"\n## A {what}\n")[2].partition("\n## ")[0]
    found, path = [], ""
    for words, block in re.findall(r"(.*?)```diff\n(.*?)```", section, re.DOTALL):
        # The last file that was named.
        path = [path, *re.findall(r"`([\w/]+\.py)`", words)][-1]
        lines = block.splitlines(keepends=True)
        assert {line[0] for line in lines} <= {" ", "+", "\n"}
        old = "".join(line[1:] or line for line in lines if line[0] != "+")
        new = "".join(line[1:] or line for line in lines)
        found.append(Edit(path, old, new))
    return found


def apply(package: Path, edit: Edit) -> None:
    """Apply a block to a copy of the package."""
    path = package / edit.path
    if not edit.old:
        assert not path.exists(), edit.path
        path.write_text(edit.new, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(edit.old) == 1, f"{edit.path} has not once:\n{edit.old}"
    path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package and add everything that the page adds."""
    folder = tmp_path_factory.mktemp("grown")
    package = folder / "diplomacy_events"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for what in MOST:
        for edit in edits(what):
            apply(package, edit)
    return folder


@pytest.mark.parametrize("what", MOST)
def test_an_addition_costs_few_files(what: str) -> None:
    """The page names every file to change, and there are few."""
    files = {edit.path for edit in edits(what)}
    assert 0 < len(files) <= MOST[what]
    assert "" not in files


def checks() -> list[str]:
    """Return the names of the checks of the grown package."""
    text = (HERE / "grown.py").read_text(encoding="utf-8")
    return re.findall(r"^def (\w+)\(\) -> None", text, re.MULTILINE)


def test_additions_are_everywhere(grown: Path, tmp_path: Path) -> None:
    """Each addition is in every format, table, question, text and strategy."""
    path = [str(grown), str(HERE.parent)]
    done = subprocess.run(
        [sys.executable, "-W", "error", str(HERE / "grown.py"), str(tmp_path)],
        env={**unwatched(), "PYTHONPATH": os.pathsep.join(path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == checks()
    assert len(checks()) == 13


def test_additions_are_typed(grown: Path, tmp_path: Path) -> None:
    """The strict type checker accepts the package with all additions."""
    files = ["model/record_kinds.py", "dataset/dataset.py", "query/questions.py"]
    paths = [grown / "diplomacy_events" / file for file in files]
    env = {**unwatched(), "MYPYPATH": str(grown)}
    status, said = check_types(paths, tmp_path, env)
    assert status == 0, said
