r"""BibTeX: the dataset and its sources, to cite in LaTeX.

Text stays Unicode, and characters that TeX would read as commands are escaped. pybtex's
own writer is not used: it refuses or spoils a lone brace, ``\`` and ``~``.
"""

from collections.abc import Iterable, Iterator

from diplomacy_events.addresses import encode_address
from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.bibliography import (
    key_of,
    name_of,
    note_of,
    omitted,
    title_of,
)
from diplomacy_events.formats.format import Format
from diplomacy_events.model.sources import Source
from diplomacy_events.tex import to_tex

__all__ = ["FORMAT"]

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


def dumps(dataset: Dataset) -> str:
    """Return the dataset and its sources as entries of a bibliography, in UTF-8.

    An entry is ``@misc``, which every style knows; ``date`` has the day for biblatex.
    Styles that cite by author and year fail without a title or a name, so a source
    always has both: its publisher counts as the author if no author is known.
    """
    name = name_of(dataset)
    entries = [_entry(source.id, _fields(source)) for source in dataset.sources]
    if name is not None:
        entries.insert(0, _entry(key_of(dataset, name), _dataset_fields(dataset, name)))
    return "\n".join(entries)


def _entry(key: str, values: Iterable[tuple[str, str]]) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in values)
    return f"@misc{{{key},\n{fields}}}\n"


def _dataset_fields(dataset: Dataset, name: str) -> Iterator[tuple[str, str]]:
    yield "title", _in_braces(name)
    # Styles sort and label entries without an author by it.
    yield "key", f"{{{to_tex(name)}}}"
    yield "howpublished", "{Data set}"
    if dataset.version is not None:
        yield "version", f"{{{to_tex(dataset.version)}}}"
    note = note_of(dataset)
    if note is not None:
        yield "note", f"{{{to_tex(' '.join(note.split()))}}}"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    yield "author", _in_braces(source.author or source.publisher)
    yield "title", _in_braces(title_of(source))
    if source.author is not None:
        yield "howpublished", f"{{{to_tex(source.publisher)}}}"
    if source.published is not None:
        yield "year", f"{{{source.published.year:04}}}"
        yield "month", MONTHS[source.published.month - 1]
        yield "date", f"{{{source.published}}}"
    if source.url is not None:
        yield "url", f"{{{encode_address(source.url)}}}"
    if source.accessed is not None:
        yield "urldate", f"{{{source.accessed}}}"
    if source.language is not None:
        yield "language", f"{{{source.language}}}"


def _in_braces(text: str) -> str:
    """Return a name or a title in double braces.

    This keeps styles from changing the case of letters or looking for a family name.
    """
    return f"{{{{{to_tex(text)}}}}}"


FORMAT = Format(
    name="bibtex", suffixes=(".bib",), lossless=False, dumps=dumps, omitted=omitted
)
