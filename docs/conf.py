"""Configuration of the documentation."""

import builtins
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

from diplomacy_events import __version__
from diplomacy_events.strategies.words import SLUGS

HERE = Path(__file__).parent
# The tables are created beside this file, from a dataset in the tests.
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from tables import all_tables  # noqa: E402  # found by the line above

project = "diplomacy_events"
author = "The diplomacy_events contributors"
copyright = "2026, the diplomacy_events contributors"
release = __version__

extensions = [
    "diplomacy_events.sphinx",
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "jupyter_execute", "inventories", "**.ipynb_checkpoints"]
html_theme = "furo"
html_title = "diplomacy_events"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_js_files = [("pages.js", {"defer": "defer"})]
pygments_dark_style = "github-dark"
# The usual engine stops at characters such as ⅔.
latex_engine = "xelatex"
latex_use_xindy = False
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autoclass_content = "class"
# A default value appears as in the code, not as what Python prints of it.
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
napoleon_use_ivar = False

# Copying takes what a reader types: neither prompts nor output.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Notebooks contain their outputs, which a test compares with a run.
nb_execution_mode = "off"
nb_merge_streams = True
# MyST-NB takes LaTeX for a formula, so a PDF shows outputs from their Markdown.
nb_mime_priority_overrides = [("latex", "text/latex", None)]
nb_render_markdown_format = "myst"
myst_enable_extensions = ["colon_fence", "deflist", "substitution"]
myst_substitutions = all_tables()
myst_heading_anchors = 3

GAP = re.compile(r"\w {2,}\S")
"""What stands between two columns of a printed table."""
LINE = 85
"""The letters on a line of a table in the PDF."""
WIDEST = 40
"""The letters of a column that makes others narrower; longer texts wrap."""
MARGIN = 2
"""The letters between two columns."""
MOST_LINES = 25
"""The lines of a table that stays on one page."""

# The inventories in this repository come first, so that nothing is fetched; `None`
# means that of the site, which is requested only if ours cannot be read.
SITES = {
    "python": "https://docs.python.org/3",
    "attrs": "https://www.attrs.org/en/stable",
    "hypothesis": "https://hypothesis.readthedocs.io/en/latest",
    "pandas": "https://pandas.pydata.org/docs",
    "polars": "https://docs.pola.rs/api/python/stable",
    "pyarrow": "https://arrow.apache.org/docs",
}
intersphinx_mapping = {
    name: (site, (f"inventories/{name}.inv", None)) for name, site in SITES.items()
}

# Type variables, and names that are imported only for type checkers.
nitpick_ignore_regex = [
    ("py:class", r"(diplomacy_events\.(.*\.)?)?(T|T_co|R|Certain|Names|Markup)"),
    ("py:class", "Column|How|Order|Prefer|array"),
    ("py:class", "date"),
]


def trim(_: Sphinx, page: nodes.document) -> None:
    """Remove the empty line at the end of an example, which belongs to its source."""
    for block in page.findall(nodes.literal_block):
        text = block.astext().rstrip("\n")
        # Sphinx colours an example only if its source is the same as its text.
        block.rawsource = text
        block.children = [nodes.Text(text)]


def mark_printed_tables(_: Sphinx, page: nodes.document) -> None:
    """Mark examples that print a table, whose columns only stand in whole lines."""
    for kind in (nodes.literal_block, nodes.doctest_block):
        for block in page.findall(kind):
            if GAP.search(block.astext()):
                block["classes"].append("printed-table")


def break_tall_tables(_: Sphinx, page: nodes.document) -> None:
    """Let a tall table continue on the next page of a PDF, where its columns wrap."""
    for table in page.findall(nodes.table):
        rows = [[cell.astext() for cell in row] for row in table.findall(nodes.row)]
        widths = [
            MARGIN + max(min(WIDEST, max(map(len, column))), longest_word(column))
            for column in zip(*rows, strict=True)
        ]
        share = LINE / sum(widths)
        lines = sum(
            max(
                len(cell) / (width * share)
                for cell, width in zip(row, widths, strict=True)
            )
            for row in rows
        )
        if lines > MOST_LINES:
            table["classes"] += ["colwidths-given", "longtable"]
            for column, width in zip(table.findall(nodes.colspec), widths, strict=True):
                column["colwidth"] = width


def longest_word(texts: Iterable[str]) -> int:
    """Return the number of letters of the longest word in some texts."""
    return max(len(word) for text in texts for word in (text.split() or [""]))


def put_types_first(
    _app: Sphinx,
    _what: str,
    _name: str,
    _of: object,
    _options: object,
    lines: list[str],
) -> None:
    """Move the type of an attribute from below its description to beside its name."""
    head = 0
    for place, line in enumerate(lines):
        if line.startswith(".. attribute:: "):
            head = place
        elif line.startswith("   :type: "):
            lines.insert(head + 1, lines.pop(place))


def keep_generated_defaults(_app: Sphinx, of: Any, _method: bool) -> None:
    """Show the defaults of constructors from attrs, whose source has none to show."""
    code = getattr(of, "__code__", None)
    if code and code.co_filename.startswith("<attrs generated"):
        vars(of).pop("__signature__", None)


def write_signature(
    _app: Sphinx,
    _what: str,
    _name: str,
    _of: object,
    _options: object,
    signature: str | None,
    returned: str | None,
) -> tuple[str | None, str | None]:
    """Write a signature as a caller needs it."""
    if signature is None:
        return None, returned
    if signature in ("(**_)", "(*args, **kwargs)"):
        # Nobody creates an object of these classes, which are abstract.
        return "", returned
    # A composite strategy prints its default strategy in full.
    signature = signature.replace(repr(SLUGS), "SLUGS")
    # A default that is a function, or that a function makes, has no short name.
    return re.sub(r"=(<function \w+>|NOTHING)", "=...", signature), returned


def find_builtins_by_their_whole_name(_: Sphinx, doctree: nodes.document) -> None:
    """Resolve ``type`` in an annotation to Python's, not to an attribute."""
    for link in doctree.findall(pending_xref):
        if hasattr(builtins, link["reftarget"]):
            link.attributes.pop("refspecific", None)


def setup(app: Sphinx) -> None:
    """Register the functions that adjust docstrings and pages."""
    # Napoleon, which creates the lines, has the default priority of 500.
    app.connect("autodoc-process-docstring", put_types_first, priority=600)
    # The default values of the source are found at the default priority of 500.
    app.connect(
        "autodoc-before-process-signature", keep_generated_defaults, priority=600
    )
    app.connect("autodoc-process-signature", write_signature)
    app.connect("doctree-read", trim)
    app.connect("doctree-read", mark_printed_tables)
    app.connect("doctree-read", break_tall_tables)
    app.connect("doctree-read", find_builtins_by_their_whole_name)
