"""The notebooks of the pages, run as a reader runs them, one in a real JupyterLab."""

import copy
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest
import run_notebooks
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page

from commands import unwatched

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "first-steps.ipynb"
TOKEN = "for-the-test"  # noqa: S105  # of a server that this test starts
PATIENCE = 120


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Use an empty home, so that nobody's settings matter."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def executed(home: Path) -> NotebookNode:
    """Run the notebook, and return it with its outputs."""
    notebook = run_notebooks.executed(NOTEBOOK, unwatched())
    nbformat.write(notebook, home / "first-steps.ipynb")
    return notebook


@pytest.fixture(scope="module")
def lab(home: Path, executed: NotebookNode) -> Iterator[str]:
    """Start a JupyterLab with the notebook, and with a copy that is not trusted."""
    other = copy.deepcopy(executed)
    other.metadata["title"] = "Another, as what is trusted is known by its digest"
    nbformat.write(other, home / "untrusted.ipynb")
    environment = {
        **unwatched(),
        "HOME": str(home),
        **{f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA")},
        "JUPYTER_RUNTIME_DIR": str(home / "RUNTIME"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "SETTINGS"),
    }
    theme = home / "SETTINGS" / "@jupyterlab" / "apputils-extension"
    theme.mkdir(parents=True)
    (theme / "themes.jupyterlab-settings").write_text('{"theme": "JupyterLab Dark"}')
    trust = [sys.executable, "-m", "jupyter", "trust", "first-steps.ipynb"]
    subprocess.run(trust, cwd=home, env=environment, check=True, capture_output=True)
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *("--ip=127.0.0.1", "--port=0", f"--IdentityProvider.token={TOKEN}"),
                *(f"--ServerApp.root_dir={home}", "--LabApp.news_url=None"),
            ],
            cwd=home, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield address(home / "RUNTIME", server)
        finally:
            stop(server)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Stop a server, which sometimes waits forever for an idle thread."""
    server.terminate()
    try:
        server.wait(timeout=PATIENCE / 10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def address(runtime: Path, server: "subprocess.Popen[bytes]") -> str:
    """Return the address of the server, as soon as it answers."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            url: str = json.loads(file.read_text())["url"]
            with urlopen(f"{url}api?token={TOKEN}") as answer:  # noqa: S310  # our own server
                assert answer.status == 200
            return url
        time.sleep(0.2)
    raise AssertionError((runtime.parent / "log").read_text())


def opened(browser: Browser, lab: str, name: str) -> Page:
    """Return a page with a notebook that shows all of its outputs."""
    page = browser.new_page(viewport={"width": 1000, "height": 9000})
    page.goto(f"{lab}doc/tree/{name}?token={TOKEN}&reset")
    shown = page.locator(".jp-OutputArea-output")
    shown.nth(6).wait_for(timeout=PATIENCE * 1000)
    return page


@pytest.mark.parametrize("path", run_notebooks.NOTEBOOKS, ids=lambda path: path.stem)
def test_the_outputs_of_a_notebook_are_those_of_a_run(
    path: Path, executed: NotebookNode
) -> None:
    """No output is out of date: `python docs/run_notebooks.py` would write the same."""
    kept = nbformat.read(path, as_version=4)
    again = executed if path == NOTEBOOK else run_notebooks.executed(path)
    assert [cell.source for cell in kept.cells] == [cell.source for cell in again.cells]
    for cell, other in zip(kept.cells, again.cells, strict=True):
        assert cell == other
    assert kept.metadata == again.metadata


def test_every_cell_shows_something(executed: NotebookNode) -> None:
    """Each cell ends with a table, a card, a picture or an answer."""
    shown = [
        output.data
        for cell in executed.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    assert len(shown) == 7
    assert all("diplomacy-events" in data["text/html"] for data in shown[:-1])
    assert ["<svg" in data["text/html"] for data in shown[:-1]] == [False] * 4 + [
        True
    ] * 2
    assert shown[-1]["text/plain"] == "True"


def test_jupyterlab_shows_it(browser: Browser, lab: str) -> None:
    """Tables, cards and pictures are on the page, in the dark theme that is set."""
    page = opened(browser, lab, "first-steps.ipynb")
    assert page.get_by_text("Allegations (4)").is_visible()
    # A busy machine may show the frame of a table before the table itself.
    page.get_by_role("columnheader", name="Who").first.wait_for(timeout=PATIENCE * 1000)
    assert page.locator("dt", has_text="Standing").is_visible()
    pictures = page.locator("svg.diplomacy-events-drawing")
    assert pictures.count() == 2
    for picture in pictures.all():
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] == 720
    cell = page.locator(".diplomacy-events td").first
    assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "left"
    label = page.locator("dt", has_text="Cite as")
    assert label.evaluate("label => getComputedStyle(label).float") == "none"
    ground = "node => getComputedStyle(node).backgroundColor"
    assert page.locator(".diplomacy-events").first.evaluate(ground) == "rgb(17, 17, 17)"
    fill = "node => getComputedStyle(node).fill"
    assert page.locator("rect.ground").first.evaluate(fill) == "rgb(17, 17, 17)"
    assert page.locator("svg text").first.evaluate(fill) == "rgb(255, 255, 255)"
    page.close()


def test_it_is_readable_without_styles(browser: Browser, lab: str) -> None:
    """JupyterLab strips untrusted styles; tables and cards stay legible."""
    page = opened(browser, lab, "untrusted.ipynb")
    assert page.locator(".jp-OutputArea-output style").count() == 0
    assert page.get_by_text("Allegations (4)").is_visible()
    assert page.get_by_text("February 2023 (“last month”)").first.is_visible()
    assert page.locator("dt", has_text="Standing").is_visible()
    left = page.locator(".jp-OutputArea-output").nth(5).inner_text()
    assert " Yury Ushakov " in left
    page.close()
