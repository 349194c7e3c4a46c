"""Configuration of the documentation."""

import builtins
import sys
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

from diplomacy_events import __version__

HERE = Path(__file__).parent
# The tables are made beside this file, of a dataset that the tests have.
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
pygments_dark_style = "github-dark"
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autoclass_content = "class"
python_use_unqualified_type_names = True
napoleon_use_ivar = False

# What is copied is what a reader types: neither prompts nor what is printed.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Notebooks have what they show, which a test compares with a run of them.
nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_extensions = ["colon_fence", "deflist", "substitution"]
myst_substitutions = all_tables()
myst_heading_anchors = 3

# The inventories in this repository come first, so that nothing is fetched; `None`
# stands for that of the site, which is asked only if ours cannot be read.
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

# Type variables, and names that are imported for type checkers alone.
nitpick_ignore_regex = [
    ("py:class", r"(diplomacy_events\.(.*\.)?)?(T|T_co|R|Certain|Names|Markup)"),
    ("py:class", "Column|How|Order|Prefer|array"),
    ("py:class", "date"),
]


def trim(_: Sphinx, page: nodes.document) -> None:
    """Take off the empty line that ends an example, which is a mark of its source."""
    for block in page.findall(nodes.literal_block):
        text = block.astext().rstrip("\n")
        # Only where the source is the text are examples coloured.
        block.rawsource = text
        block.children = [nodes.Text(text)]


def put_types_first(
    _app: Sphinx,
    _what: str,
    _name: str,
    _of: object,
    _options: object,
    lines: list[str],
) -> None:
    """Move the type of an attribute from beneath what it means to beside its name."""
    head = 0
    for place, line in enumerate(lines):
        if line.startswith(".. attribute:: "):
            head = place
        elif line.startswith("   :type: "):
            lines.insert(head + 1, lines.pop(place))


def find_builtins_by_their_whole_name(_: Sphinx, doctree: nodes.document) -> None:
    """Let ``type`` in an annotation mean Python's, not an attribute of that name."""
    for link in doctree.findall(pending_xref):
        if hasattr(builtins, link["reftarget"]):
            link.attributes.pop("refspecific", None)


def setup(app: Sphinx) -> None:
    """Have docstrings and pages put in order as they are read."""
    # Napoleon, which makes the lines, comes at the usual 500.
    app.connect("autodoc-process-docstring", put_types_first, priority=600)
    app.connect("doctree-read", trim)
    app.connect("doctree-read", find_builtins_by_their_whole_name)
