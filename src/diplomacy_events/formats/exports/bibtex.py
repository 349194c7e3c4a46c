r"""BibTeX: the sources, to cite in LaTeX.

Text is kept as Unicode, and what TeX would take for a command is escaped. pybtex's own
writer is not used, as it refuses or spoils a lone brace, ``\`` and ``~``.
"""

import re
from collections.abc import Iterator

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.omissions import Places, omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.sources import Source

__all__ = ["FORMAT"]

PLACES: Places = {
    Source: {"id", "publisher", "title", "url", "published", "language", "author"}
}
REASON = "a citation has no place for it"
MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
# BibTeX counts braces even after a backslash, so that they need a name too.
COMMANDS = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "%&_#$"},
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
# TeX makes one character of these pairs, such as a dash of two hyphens.
LIGATURE = re.compile(r"([-`',<>])(?=\1)|[?!](?=`)")
# No address may hold these (RFC 3986), and a lone brace would end the entry.
IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def dumps(dataset: Dataset) -> str:
    """Return the sources as entries of a bibliography, in UTF-8.

    An entry is ``@misc``, the one kind that needs neither author nor title; ``date``
    has the day for biblatex.
    """
    return "\n".join([_entry(source) for source in dataset.sources])


def _entry(source: Source) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(source))
    return f"@misc{{{source.id},\n{fields}}}\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    if source.title is not None:
        # The second pair of braces keeps a style from changing the case of names.
        yield "title", f"{{{{{_tex(source.title)}}}}}"
    if source.author is not None:
        # Nor does it look for a family name in between.
        yield "author", f"{{{{{_tex(source.author)}}}}}"
    yield "howpublished", f"{{{_tex(source.publisher)}}}"
    if source.published is not None:
        yield "year", f"{{{source.published.year:04}}}"
        yield "month", MONTHS[source.published.month - 1]
        yield "date", f"{{{source.published}}}"
    if source.url is not None:
        yield "url", f"{{{source.url.translate(IN_ADDRESS)}}}"
    if source.language is not None:
        yield "language", f"{{{source.language}}}"


def _tex(text: str) -> str:
    """Return TeX that prints a text: no command, no ligature, each space its own."""
    apart = LIGATURE.sub(r"\g<0>{}", text.translate(COMMANDS))
    return re.sub("(?<= ) ", r"\\ ", apart)


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List everything but the sources, and what of them is not cited."""
    return tuple(omissions(dataset, PLACES, REASON))


FORMAT = Format(
    name="bibtex", suffixes=(".bib",), lossless=False, dumps=dumps, omitted=omitted
)
