"""Commands that install: written once, and each names an existing extra."""

import re
import sys
import tomllib
from pathlib import Path

from diplomacy_events.extras import INSTALL

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: dict[str, list[str]] = SETTINGS["project"]["optional-dependencies"]
TEXTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "docs").rglob("*.ipynb"),
    *(ROOT / "src").rglob("*.py"),
]


def test_the_table_has_every_extra_of_users() -> None:
    """The page can be read on a forge, and leaves out the extras for developers."""
    page = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (\S.*) \|$", page, re.MULTILINE)
    names = [name for name, _ in rows]
    assert names == sorted(set(EXTRAS) - {"docs", "lint", "test"})
    assert "{{" not in page


def test_every_command_installs_a_copy_with_extras_that_exist() -> None:
    """No page installs from an index, which lacks the package, or an unknown extra."""
    named: dict[str, set[str]] = {}
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        assert "diplomacy-events[" not in text, path
        for command in re.findall(r"pip install[^`\n]*", text):
            for extras in re.findall(r"\[([\w,{}-]+)\]", command):
                named.setdefault(path.name, set()).update(extras.split(","))
    # The example of an error is compared with the constant when it runs.
    shown = {"errors.md": {"frames"}, "install.md": {"frames"}}
    assert named.pop("extras.py") == {"{extra}"}
    assert {name: named.pop(name) for name in shown} == shown
    # The others are for running the tests or changing the package.
    assert named == {"README.md": {"test"}, "CONTRIBUTING.md": {"lint"}}


def test_an_extra_that_a_page_asks_for_exists() -> None:
    """Each extra that a page says it needs exists."""
    for path in (ROOT / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        asked = re.findall(r"\bextras?\s+`([\w-]+)`(?:,? and\s+`([\w-]+)`)?", text)
        names = {name for pair in asked for name in pair if name}
        assert names <= EXTRAS.keys(), path


def test_a_guide_names_what_its_examples_import() -> None:
    """Each library is in an extra that the page names, or the page installs it."""
    for path in (ROOT / "docs" / "how-to").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        named = [extra for extra in EXTRAS if f"`{extra}`" in text]
        needs = [*SETTINGS["project"]["dependencies"]]
        needs += [need for extra in named for need in EXTRAS[extra]]
        installed = {re.split(r"[^\w-]", need)[0].replace("-", "_") for need in needs}
        installed |= set(re.findall(r"`pip install (\w+)`", text))
        asked = set(re.findall(r"^>>> (?:from|import) (\w+)", text, re.MULTILINE))
        asked -= {*sys.stdlib_module_names, "diplomacy_events"}
        assert asked <= installed, path


def test_the_command_names_one_extra() -> None:
    """It installs from a checkout; publishing changes it in this place only."""
    assert INSTALL.format(extra="frames") == "pip install '.[frames]'"
