"""The formats, found by name or by suffix."""

import os
from typing import TYPE_CHECKING

from diplomacy_events.errors import UnknownNameError
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import did_you_mean, nearest, unknown_name_error
from diplomacy_events.paths import must_be_path
from diplomacy_events.plug_ins import PlugIns

if TYPE_CHECKING:
    from diplomacy_events.formats.format import Format

__all__ = ["format_of_name", "format_of_path", "formats"]

GROUP = "diplomacy_events.formats"
SHEET = ".sheet"
"""The suffix of sheets, which have functions of their own."""
# Each built-in format, its module, and its suffixes: a suffix finds its module without
# importing any other, since a format brings its own dependencies.
BUILT_IN: dict[str, tuple[str, tuple[str, ...]]] = {
    "json": ("json.json", (".json",)),
    "jsonl": ("json.jsonl", (".jsonl", ".jsonl.gz", ".jsonl.zst")),
    "csv": ("csv.csv", (".csv.zip", ".zip")),
    "parquet": ("parquet.parquet", (".parquet",)),
    "jsonld": ("rdf.jsonld", (".jsonld",)),
    "turtle": ("rdf.turtle", (".ttl",)),
    "ics": ("exports.ics", (".ics",)),
    "graphml": ("exports.graphml", (".graphml",)),
    "xlsx": ("exports.xlsx", (".xlsx",)),
    "csv-flat": ("exports.csv_flat", (".csv",)),
    "csl-json": ("exports.csl_json", (".csl.json",)),
    "bibtex": ("exports.bibtex", (".bib",)),
    "dyads": ("exports.dyads", (".dyads.csv",)),
    "plover": ("exports.plover", (".plover.jsonl",)),
}


def formats() -> "tuple[Format, ...]":
    """Return the formats that can be read or written, including those of plug-ins.

    A plug-in that cannot be loaded is left out with a warning.

    >>> [format.name for format in formats() if format.lossless]
    ['json', 'jsonl', 'csv', 'parquet']
    """
    return (*map(_built_in_formats, BUILT_IN), *_plug_ins().all())


def format_of_path(path: str | os.PathLike[str], format: str | None) -> "Format":
    """Return the format with a name, or, without a name, the format of a path's suffix.

    Raises:
        UnknownNameError: if the format or the suffix is unknown.
        FieldTypeError: if the path is not a text path.
        FieldValueError: if a file cannot have this path.
        FormatError: if the format is a plug-in that cannot be loaded.
    """
    must_be_path(path)
    if format is not None:
        return format_of_name(format)
    name = os.path.basename(os.path.normpath(path)).lower()
    suffixes = {end: key for key, (_, ends) in BUILT_IN.items() for end in ends}
    fitting = [end for end in suffixes if name.endswith(end)]
    if fitting:
        longest = max(fitting, key=len)
        # A longer suffix has another dot; without one, plug-ins need not be loaded.
        if "." not in name.removesuffix(longest):
            return _built_in_formats(suffixes[longest])
        return _with_longer(name, longest) or _built_in_formats(suffixes[longest])
    more = {end: made for made in formats() for end in made.suffixes}
    fitting = [end for end in more if name.endswith(end)]
    if fitting:
        return more[max(fitting, key=len)]
    given = os.path.splitext(name)[1] or name
    # The path may be a dot, which begins every suffix.
    longer = tuple([end for end in more if given.strip(".") and end.startswith(given)])
    suggestions = longer or nearest(given, more)
    way = "; read a sheet with read_sheet, and write it with write_sheet"
    raise UnknownNameError(
        f"no format has the suffix of {name!r}; known suffixes: {', '.join(more)}"
        + (way if given == SHEET else did_you_mean(suggestions)),
        name=name,
        suggestions=suggestions,
    )


def _with_longer(name: str, suffix: str) -> "Format | None":
    """Return the plug-in with the longest suffix of a name, if longer than ours."""
    found = {
        end: made
        for made in _plug_ins().all()
        for end in made.suffixes
        if name.endswith(end) and len(end) > len(suffix)
    }
    return found[max(found, key=len)] if found else None


def format_of_name(name: str) -> "Format":
    """Return the format with a name.

    Raises:
        UnknownNameError: if the name is unknown.
        FormatError: if the format is a plug-in that cannot be loaded.
    """
    # A name that is not a string, and perhaps not hashable, is simply unknown.
    if name in list(BUILT_IN):
        return _built_in_formats(name)
    plug_ins = _plug_ins()
    points = plug_ins.points()
    if name in list(points):
        return plug_ins.load(points[name])
    known = [*BUILT_IN, *points]
    problem = f"no format is called {short(name)}; known formats: {', '.join(known)}"
    raise unknown_name_error(problem, name, known)


def _built_in_formats(name: str) -> "Format":
    # Slow to import, like pathlib and warnings, and seldom needed.
    from importlib import import_module

    module = import_module(f"diplomacy_events.formats.{BUILT_IN[name][0]}")
    format: Format = module.FORMAT
    return format


def _plug_ins() -> "PlugIns[Format]":
    from diplomacy_events.formats.format import Format

    return PlugIns(GROUP, "format", Format, BUILT_IN)
