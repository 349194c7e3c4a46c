"""The shell session of the tutorial, line by line; its Python runs with the docs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from diplomacy_events import read
from diplomacy_events.coding import check

TUTORIAL = Path(__file__).parents[1] / "docs/tutorial/code-an-article.md"


def typed(line: str, folder: Path) -> str:
    """Return what a line of the shell prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-c", line],
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={**os.environ, "PATH": path},
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def session(block: str, folder: Path) -> str:
    """Return a block as it would be, had its commands just been typed."""
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{typed(line[2:], folder)}" for line in lines)


@pytest.fixture
def words() -> str:
    """Return the text that the tutorial codes."""
    found = re.search(
        r'words = """\\\n(.*?)"""', TUTORIAL.read_text("utf-8"), re.DOTALL
    )
    assert found
    return found.group(1)


def test_the_session_prints_what_the_tutorial_shows(words: str, tmp_path: Path) -> None:
    """With what is to be filled in filled in, at the place where that is shown."""
    (tmp_path / "communique.txt").write_bytes(words.encode())
    file = tmp_path / "communique.json"
    tail = TUTORIAL.read_text("utf-8").partition("## From the command line\n")[2]
    blocks = re.findall(r"```(console|json)\n(.*?)```", tail, re.DOTALL)
    assert [kind for kind, _ in blocks] == ["console"] * 2 + ["json"] + ["console"] * 3
    for kind, block in blocks:
        if kind == "json":
            filled = {**json.loads(file.read_text("utf-8")), **json.loads(block)}
            file.write_text(json.dumps(filled, indent=2), "utf-8")
        else:
            assert session(block, tmp_path) == block
    assert not check(read(file), words).faults


def test_what_is_pasted_is_what_was_drafted(words: str, tmp_path: Path) -> None:
    """The quote and the evidence of the record stand in the draft as they are shown."""
    (tmp_path / "communique.txt").write_bytes(words.encode())
    typed("diplomacy-events new communique.txt --publisher X", tmp_path)
    draft = json.loads((tmp_path / "communique.draft.json").read_text("utf-8"))
    (block,) = re.findall(r"```json\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)
    (record,) = json.loads(block)["records"]
    drafted = draft["quotations"][1]["record"]
    for field in ("type", "evidence", "quotes"):
        assert record[field] == drafted[field]
    assert set(drafted) - {"topics"} < set(record)
