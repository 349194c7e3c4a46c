"""The built site: its contents, and the names that other projects can refer to."""

import re
import subprocess
import sys
from html import unescape
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

import pytest
from sphinx.util.inventory import InventoryFile
from tables import all_tables

import diplomacy_events
from commands import unwatched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
# The modules that users import from; the names in their `__all__` are public.
MODULES = [
    "diplomacy_events",
    "diplomacy_events.arrow",
    "diplomacy_events.coding",
    "diplomacy_events.dataset",
    "diplomacy_events.datasets",
    "diplomacy_events.errors",
    "diplomacy_events.formats",
    "diplomacy_events.formats.format",
    "diplomacy_events.frames",
    "diplomacy_events.imports",
    "diplomacy_events.phrases",
    "diplomacy_events.query",
    "diplomacy_events.strategies",
    "diplomacy_events.vocabulary",
]
WIDE = """selectors => [...document.querySelectorAll(selectors)]
    .filter(node => node.scrollWidth > node.clientWidth + 1)
    .map(node => node.tagName + ' ' + node.textContent.slice(0, 40))"""
SCREENS = {
    390: "html, pre:not(.printed-table *)",
    1280: "html, pre:not(.printed-table *), .table-wrapper, [role=group]",
}
"""What fits into a screen, by its width: on a phone, tables and pictures may scroll."""
OPTIONS = """() => [...document.querySelectorAll('.content .option')].map(node => {
    const parent = node.closest('p, pre').tagName;
    return {name: node.textContent, parent, lines: node.getClientRects().length};
})"""
"""What is measured of the names of options."""
ADDED = """node => [node, node.closest('pre')].map(each => {
    const style = getComputedStyle(each);
    return [style.color, style.backgroundColor];
})"""
"""The colours of a line that a diff adds, and of the whole diff."""
INDEX = """() => [...document.querySelectorAll('.genindextable td')].map(cell => {
    const {left, right} = cell.getBoundingClientRect();
    return [left, right];
})"""
"""The edges of each column of the index."""
PRINTED = """() => [...document.querySelectorAll('.printed-table pre')].map(node => {
    const style = getComputedStyle(node);
    const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    const lines = (node.clientHeight - padding) / parseFloat(style.lineHeight);
    const wide = node.scrollWidth > node.clientWidth;
    const text = node.textContent;
    return {text, lines, wide, how: style.overflowX, tab: node.tabIndex};
})"""
"""What is measured of the tables that examples print."""


def build(source: Path, made: Path) -> None:
    """Build pages strictly: a broken reference is an error."""
    command = [sys.executable, "-m", "sphinx", "-nW", "--keep-going", "-q"]
    done = subprocess.run(
        [*command, str(source), str(made)],
        env=unwatched(),
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site from the pages, without a network."""
    made = tmp_path_factory.mktemp("site")
    build(ROOT / "docs", made)
    return made


@pytest.fixture(scope="module")
def inventory(site: Path) -> dict[str, set[str]]:
    """Return the names that others can refer to, by their kind."""
    found = InventoryFile.loads((site / "objects.inv").read_bytes(), uri="")
    return {kind: set(names) for kind, names in found.data.items()}


def names_of(module: ModuleType, name: str) -> set[str]:
    """Return the names under which a public object may be documented."""
    thing: Any = getattr(module, name)
    names = {f"{module.__name__}.{name}"}
    if getattr(diplomacy_events, name, None) is thing:
        names.add(f"diplomacy_events.{name}")
    if hasattr(thing, "__qualname__"):
        names.add(f"{thing.__module__}.{thing.__qualname__}")
    return names


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_has_its_place(
    module: str, inventory: dict[str, set[str]]
) -> None:
    """Each name that a public module lists is on some page of the reference."""
    documented = {
        name for kind, names in inventory.items() if kind[:3] == "py:" for name in names
    }
    loaded = import_module(module)
    missing = [
        name for name in loaded.__all__ if not names_of(loaded, name) & documented
    ]
    assert missing == []


def test_exported_names_are_documented_under_the_package(
    inventory: dict[str, set[str]],
) -> None:
    """A name exported by the package is documented as one of the package."""
    documented = set().union(*inventory.values())
    exported = {f"diplomacy_events.{name}" for name in diplomacy_events.__all__}
    assert exported - documented == set()


def test_other_projects_can_refer_to_every_public_class(
    site: Path, tmp_path: Path
) -> None:
    """Another project finds each class in objects.inv, by both of its names."""
    classes = {
        name: kind
        for name in diplomacy_events.__all__
        if isinstance(kind := getattr(diplomacy_events, name), type)
    }
    lines = [
        f"* :py:{role}:`{where}`"
        for name, kind in classes.items()
        for where in (f"diplomacy_events.{name}", f"{kind.__module__}.{name}")
        for role in ["exc" if issubclass(kind, Exception) else "class"]
    ]
    lines += [
        "* :py:class:`diplomacy_events.EDTFError`",
        "* :py:attr:`diplomacy_events.Statement.speakers`",
        "* :py:meth:`diplomacy_events.Period.from_edtf`",
        "* :py:func:`diplomacy_events.resolve`",
    ]
    other = tmp_path / "other"
    other.mkdir()
    (other / "conf.py").write_text(
        'extensions = ["sphinx.ext.intersphinx"]\n'
        "intersphinx_mapping = {\n"
        f'    "events": ("https://example.org/", {str(site / "objects.inv")!r})\n'
        "}\n",
        encoding="utf-8",
    )
    page = "\n".join(["Events", "======", "", *lines, ""])
    (other / "index.rst").write_text(page, encoding="utf-8")
    build(other, tmp_path / "made")
    html = (tmp_path / "made" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="https://example\.org/reference/[\w-]+\.html#', html)
    assert len(links) == len(lines) > 60


def test_another_project_is_warned_of_a_missing_class(
    site: Path, tmp_path: Path
) -> None:
    """The strict build of the other project fails if a reference is wrong."""
    (tmp_path / "conf.py").write_text(
        'extensions = ["sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"e": ("/", {str(site / "objects.inv")!r})}}\n',
        encoding="utf-8",
    )
    page = "Events\n======\n\n:py:class:`diplomacy_events.Perriod`\n"
    (tmp_path / "index.rst").write_text(page, encoding="utf-8")
    with pytest.raises(AssertionError, match="reference target not found"):
        build(tmp_path, tmp_path / "made")


def test_names_of_other_projects_are_linked_offline(site: Path) -> None:
    """Names of Python and Hypothesis link to their pages, through our inventories."""
    model = (site / "reference" / "model.html").read_text(encoding="utf-8")
    assert "https://docs.python.org/3/library/datetime.html#datetime.date" in model
    strategies = (site / "reference" / "strategies.html").read_text(encoding="utf-8")
    assert "#hypothesis.strategies.SearchStrategy" in strategies


def test_every_generated_table_is_on_a_page(site: Path) -> None:
    """Each table's name is on a page, and its cells are on the built page."""
    for name, made in all_tables().items():
        (page,) = [
            page
            for page in (ROOT / "docs").rglob("*.md")
            if f"\n{{{{ {name} }}}}\n" in page.read_text(encoding="utf-8")
        ]
        built = site / page.relative_to(ROOT / "docs").with_suffix(".html")
        html = built.read_text(encoding="utf-8")
        assert "{{" not in html
        for word in re.findall(r"`([\w:.-]+)`", made):
            assert f'<span class="pre">{word}</span>' in html, (name, word)


def test_the_floors_are_those_of_the_contract(site: Path) -> None:
    """The page on the design has each module, from the top floor to the bottom."""
    html = (site / "explanation" / "design.html").read_text(encoding="utf-8")
    table = html.partition('<section id="floors">')[2].partition("</table>")[0]
    matches = re.findall(r'<td><p><code[^>]*><span class="pre">(\w+)</span>', table)
    folder = ROOT / "src" / "diplomacy_events"
    modules = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    modules += [path.parent.name for path in folder.glob("*/__init__.py")]
    assert sorted(matches) == sorted(modules)
    assert matches[0] == "__main__"
    assert matches.index("dataset") < matches.index("model") < matches.index("errors")
    assert "The error tree" in table


def test_options_keep_their_hyphens(site: Path) -> None:
    """An option in a sentence is one to type: two hyphens do not become a dash."""
    for path in site.rglob("*.html"):
        text = html_text(path.read_text(encoding="utf-8"))
        assert re.findall(r"\B–[a-z][\w-]*", text) == [], path.name


def test_signatures_show_defaults_as_written(site: Path) -> None:
    """A default value is what a caller would write, not what Python prints of it."""
    written = {}
    for path in sorted((site / "reference").glob("*.html")):
        text = written[path.stem] = html_text(path.read_text(encoding="utf-8"))
        for name in ("<function", "alphabet=", "attr_dict", "=NOTHING", "(**_)"):
            assert name not in text, (path.name, name)
    assert "ids=SLUGS" in written["strategies"]
    assert "status, reason=None, instead_of=None" in written["model"]


def test_constants_show_their_own_description(site: Path) -> None:
    """A constant without a description would show that of `str` or `tuple`."""
    for path in sorted((site / "reference").glob("*.html")):
        text = html_text(path.read_text(encoding="utf-8"))
        for words in ("str(object=", "Built-in immutable sequence"):
            assert words not in text, (path.name, words)


def test_tall_tables_may_break_in_a_pdf(site: Path) -> None:
    """Only a table of many lines is marked as one that continues on the next page."""
    marked = {}
    for name in ("codebook", "explanation/why-four-records"):
        html = (site / f"{name}.html").read_text(encoding="utf-8")
        tables = re.findall(r'<table class="([^"]*)"', html)
        marked[name] = ["longtable" in classes.split() for classes in tables]
    assert True in marked["codebook"]
    assert False in marked["codebook"]
    assert marked["explanation/why-four-records"] == [False]


def test_the_keyboard_reaches_a_wide_table(site: Path, browser: "Browser") -> None:
    """On a phone, a table that scrolls takes the focus; one that fits does not."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "reference" / "arrow.html").as_uri())
    boxes = page.locator(".table-wrapper")
    assert boxes.count() > 0
    assert boxes.first.evaluate("box => box.tabIndex") == 0
    page.set_viewport_size({"width": 2000, "height": 800})
    page.wait_for_function("document.querySelector('.table-wrapper').tabIndex == -1")
    page.close()


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("how-to/count-by-month", 2),
        ("reference/dataset", 4),
        ("tutorial/code-an-article", 2),
        ("how-to/grow-the-model", 0),
        ("how-to/add-a-format", 0),
        ("how-to/code-in-python", 0),
    ],
)
def test_examples_that_print_a_table_are_marked(
    site: Path, name: str, tables: int
) -> None:
    """This covers Python, shells and docstrings; code and sentences are not tables."""
    html = (site / f"{name}.html").read_text(encoding="utf-8")
    classes = re.findall(r'<div class="([^"]*highlight-[^"]*)">', html)
    assert sum("printed-table" in one.split() for one in classes) == tables


def test_printed_tables_keep_their_columns(site: Path, browser: "Browser") -> None:
    """On a phone they scroll by themselves, with the keyboard too; no line wraps."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for name in ("how-to/count-by-month", "reference/dataset"):
        page.goto((site / f"{name}.html").as_uri())
        blocks = page.evaluate(PRINTED)
        assert len(blocks) > 1
        for block in blocks:
            assert round(block["lines"]) == block["text"].rstrip("\n").count("\n") + 1
            assert (block["wide"], block["how"], block["tab"]) == (True, "auto", 0)
    page.close()


def test_options_are_not_broken_on_a_phone(site: Path, browser: "Browser") -> None:
    """In sentences and examples each is on one line, and its text is as written."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "reference" / "cli.html").as_uri())
    options = page.evaluate(OPTIONS)
    names = {(one["parent"], one["name"]) for one in options}
    assert {("P", "--json"), ("PRE", "--by"), ("P", "-m")} <= names
    for one in options:
        assert re.fullmatch(r"--?[a-z][\w-]*", one["name"])
        assert one["lines"] == 1
    (line,) = page.get_by_text("query --by Washington").all_text_contents()
    assert line == "$ diplomacy-events query --by Washington --during 2023-02\n"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_added_lines_are_distinguished(
    site: Path, browser: "Browser", scheme: Literal["light", "dark"]
) -> None:
    """Their text has the colour of the other lines, on its own background."""
    page = browser.new_page(color_scheme=scheme)
    page.goto((site / "how-to" / "grow-the-model.html").as_uri())
    added, whole = page.locator(".gi").first.evaluate(ADDED)
    assert added[0] == whole[0]
    assert added[1] not in (whole[1], "rgba(0, 0, 0, 0)")
    page.close()


def test_the_index_fits_a_phone(site: Path, browser: "Browser") -> None:
    """Its long names break, and its columns are below each other."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "genindex.html").as_uri())
    columns = page.evaluate(INDEX)
    assert len(columns) > 20
    for left, right in columns:
        assert 0 <= left < 30
        assert 350 < right <= 390
    page.close()


def html_text(html: str) -> str:
    """Return the words of a page, without its tags."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_every_row_on_formats_says_what_it_is_about() -> None:
    """A format that keeps something of every class has no row for the others."""
    rows = all_tables()["format_losses"].splitlines()[2:]
    assert len(rows) > 20
    for row in rows:
        format, classes, *_ = (cell.strip() for cell in row.strip("|").split("|"))
        assert format, row
        assert classes, row


def test_no_page_is_wider_than_the_screen(site: Path, browser: "Browser") -> None:
    """Long lines wrap, and a wide table or picture scrolls by itself."""
    page = browser.new_page()
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri(), wait_until="domcontentloaded")
        for width, parts in SCREENS.items():
            page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate(WIDE, parts)
            assert (path.name, width, found) == (path.name, width, [])
    page.close()
