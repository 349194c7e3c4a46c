"""The shell session of the tutorial, line by line."""

import os
import re
import subprocess
import sys
from pathlib import Path

from commands import unwatched
from diplomacy_events import dumps, read, write_sheet
from diplomacy_events.coding import Check, check, compile

TUTORIAL = Path(__file__).parents[1] / "docs/tutorial/code-an-article.md"


def typed(line: str, folder: Path) -> str:
    """Return the output of a shell line."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-c", line],
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={**unwatched(), "PATH": path},
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def session(block: str, folder: Path) -> str:
    """Return a block with the output that its commands now give."""
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{typed(line[2:], folder)}" for line in lines)


def blocks() -> list[tuple[str, str]]:
    """Return the blocks of the tutorial, each with its language."""
    return re.findall(r"```(\w+)\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)


def test_the_tutorial_shows_what_a_session_prints(tmp_path: Path) -> None:
    """The text and the sheet are saved where the tutorial shows them."""
    kinds = [kind for kind, _ in blocks()]
    assert kinds == [
        *["text", "nestedtext", "console"],
        "text",
        *["console"] * 2,
        "nestedtext",
        *["console"] * 4,
        "python",
    ]
    files = iter(["river.txt", "river.sheet", "communique.txt", "communique.sheet"])
    for kind, block in blocks():
        if kind in ("text", "nestedtext"):
            (tmp_path / next(files)).write_bytes(block.encode())
        elif kind == "console":
            assert session(block, tmp_path) == block
    words = (tmp_path / "communique.txt").read_bytes().decode()
    assert check(read(tmp_path / "communique.json"), words) == Check(
        sources=("communique-2024-04-05",)
    )


def test_the_sheet_is_what_the_same_coding_in_python_is_written_as() -> None:
    """The how-to codes the same text; both have the same records."""
    _, text = [block for kind, block in blocks() if kind == "text"]
    _, sheet = [block for kind, block in blocks() if kind == "nestedtext"]
    how_to = (TUTORIAL.parents[1] / "how-to/code-in-python.md").read_text("utf-8")
    assert text in how_to
    made = compile(sheet, text)
    assert {f'id="{record.id}"' in how_to for record in made.records} == {True}
    assert dumps(compile(write_sheet(made, text), text)) == dumps(made)


def test_the_first_section_fits_on_one_screen() -> None:
    """It goes from the text to the dataset; the fences of blocks do not count."""
    section = TUTORIAL.read_text("utf-8").split("\n## ")[1]
    shown = [line for line in section.splitlines() if not line.startswith("```")]
    assert len(shown) <= 48
