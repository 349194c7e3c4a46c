"""Configuration of the documentation."""

from diplomacy_events import __version__

project = "diplomacy_events"
author = "The diplomacy_events contributors"
copyright = "2026, the diplomacy_events contributors"
release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autoclass_content = "class"
napoleon_use_ivar = True

# Names of the standard library and of attrs, which no inventory resolves offline.
nitpick_ignore_regex = [
    ("py:.*", r"(hypothesis|datetime|collections|typing|os|enum|attrs?|types)\..*"),
    ("py:.*", r"(str|int|bool|bytes|tuple|list|dict|float|None|date|Self|T|optional)"),
    ("py:.*", r"(diplomacy_events\.(.*\.)?)?(T|T_co|R|Certain|Names|Markup)"),
    ("py:.*", r"(pyarrow|pandas|polars|pathlib)\..*|Path"),
]
