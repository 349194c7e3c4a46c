"""The examples of the pages: every one runs, and none is skipped silently."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from commands import unwatched
from diplomacy_events import errors

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *DOCS.glob("*.md"),
        *DOCS.glob("tutorial/*.md"),
        *DOCS.glob("how-to/*.md"),
        *DOCS.glob("explanation/*.md"),
        *DOCS.glob("reference/*.md"),
    ]
)
ROOM = 90
"""The letters on a line of an example, on a screen that is wide enough for a column."""
# The least number of examples on each page. A page with fewer has lost some.
LEAST = {
    "README.md": 30,
    "docs/index.md": 4,
    "docs/explanation/evidence-and-copyright.md": 4,
    "docs/explanation/machine-coded-events.md": 16,
    "docs/explanation/standing-and-attribution.md": 16,
    "docs/explanation/what-a-date-means.md": 23,
    "docs/explanation/why-four-records.md": 9,
    "docs/how-to/add-a-format.md": 7,
    "docs/how-to/annotate-in-a-tool.md": 22,
    "docs/how-to/code-an-article.md": 16,
    "docs/how-to/code-in-python.md": 35,
    "docs/how-to/compare-and-merge.md": 24,
    "docs/how-to/count-by-month.md": 9,
    "docs/how-to/data-frames.md": 25,
    "docs/how-to/figure-for-a-paper.md": 16,
    "docs/how-to/find-contradictions.md": 18,
    "docs/how-to/grow-the-model.md": 5,
    "docs/how-to/import-a-table.md": 20,
    "docs/how-to/import-official-lists.md": 15,
    "docs/how-to/install.md": 2,
    "docs/how-to/large-files.md": 31,
    "docs/how-to/let-a-model-draft.md": 25,
    "docs/how-to/property-tests.md": 20,
    "docs/how-to/verify-evidence.md": 23,
    "docs/how-to/work-in-excel.md": 15,
    "docs/reference/arrow.md": 6,
    "docs/reference/csv.md": 5,
    "docs/reference/errors.md": 49,
    "docs/reference/exports.md": 13,
    "docs/reference/formats.md": 11,
    "docs/reference/imports.md": 6,
    "docs/reference/json-schema.md": 10,
    "docs/reference/linked-data.md": 12,
    "docs/reference/phrases.md": 14,
    "docs/reference/queries.md": 13,
    "docs/reference/time.md": 15,
    "docs/reference/views.md": 15,
    "docs/tutorial/code-an-article.md": 4,
    "docs/tutorial/first-steps.md": 39,
}


@pytest.fixture(scope="module")
def collected() -> Counter[str]:
    """Count the examples of each page that the suite would run."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "docs", "README.md"],
        cwd=ROOT,
        env=unwatched(),
        capture_output=True,
        check=True,
        text=True,
    )
    lines = (line for line in done.stdout.splitlines() if "::line:" in line)
    return Counter(line.partition("::")[0] for line in lines)


def test_every_example_still_runs(collected: Counter[str]) -> None:
    """The suite runs at least as many examples of each page as before."""
    lost = {name: collected[name] for name in LEAST if collected[name] < LEAST[name]}
    assert lost == {}
    assert collected.total() >= sum(LEAST.values())


def test_every_prompt_is_an_example(collected: Counter[str]) -> None:
    """The suite runs everything on a page that looks like an example."""
    for page in [ROOT / "README.md", *PAGES]:
        text = page.read_text(encoding="utf-8")
        prompts = len(re.findall(r"^ *>>> ", text, re.MULTILINE))
        blocks = re.findall(r"^```python\n(.*?)```", text, re.MULTILINE | re.DOTALL)
        plain = sum(">>>" not in block for block in blocks)
        assert collected[str(page.relative_to(ROOT))] == prompts + plain, page


@pytest.mark.parametrize("folder", ["tutorial", "how-to"])
def test_every_lesson_and_recipe_has_examples(
    folder: str, collected: Counter[str]
) -> None:
    """No tutorial or how-to page has words alone.

    An example may also be one that Sphinx executes, whose warnings are errors.
    """
    for page in (DOCS / folder).glob("*.md"):
        if page.name != "index.md":
            shown = "\n```{dipl:" in page.read_text(encoding="utf-8")
            assert shown or collected[str(page.relative_to(ROOT))] > 0, page


def test_every_error_is_in_the_catalogue() -> None:
    """Each class of errors has an entry, and each leaf an example that raises it."""
    page = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    for name in errors.__all__:
        assert re.search(
            rf"^\.\. auto\w+:: diplomacy_events\.{name}$", page, re.MULTILINE
        )
        if name not in ("DiplomacyEventsError", "Fault"):
            assert f"\n## {name}\n" in page
            assert f"\ndiplomacy_events.errors.{name}: " in page
            assert re.search(rf"^\.\.\. except {name} as error:$", page, re.MULTILINE)


def test_what_a_reader_types_in_python_fits_a_line() -> None:
    """A longer line would go on at the beginning of the next, as another statement."""
    typed = [
        line
        for page in PAGES
        for line in page.read_text("utf-8").splitlines()
        if line.startswith((">>> ", "... "))
    ]
    assert len(typed) > 500
    assert [line for line in typed if len(line) > ROOM] == []
