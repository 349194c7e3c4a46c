"""Texts out of files: pages of the web, PDF and plain text.

What a file says of itself is kept beside its text, and what is odd about the text is
told in notes. Nothing is changed in silence: a text file is read as it stands, byte
order mark, line ends and forms of Unicode included.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from diplomacy_events.alike import composed
from diplomacy_events.errors import (
    Fault,
    FieldTypeError,
    FormatError,
    UnknownNameError,
)
from diplomacy_events.extras import import_extra
from diplomacy_events.model.rules import short
from diplomacy_events.model.source_text import SourceText

__all__ = ["Extract", "extract", "oddities"]

EXTRA = "texts"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
CHARSET_WITHIN = 4096
# What pages call so is read as that by every browser (WHATWG Encoding, section 4.2).
SAME = dict.fromkeys(["ascii", "us-ascii", "iso-8859-1", "latin1", "latin-1"], "cp1252")
LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
ADDRESS = re.compile(r"https?://[!-~]+")


@attrs.frozen(kw_only=True)
class Extract:
    """A text, and what its file says of it.

    Attributes:
        text: the text.
        title: its title.
        published: the day of publication.
        publisher: who published it.
        author: who wrote it.
        language: the BCP 47 tag of its language.
        url: its address.
        encoding: how the file was read; none for PDF.
        notes: what is odd about the text or was chosen in reading it, in sentences.
    """

    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()

    def source_text(self, *, id: str, **about: Any) -> SourceText:
        """Return the text with its source, which is as the file says or as given here.

        Args:
            id: the id of the source.
            about: fields of the source that are known better; see `Source`.

        Raises:
            FieldTypeError: if nobody says who published it, or a field is unknown.
            FieldValueError: if a field breaks a rule.
        """
        said = {
            name: getattr(self, name)
            for name in ("publisher", "title", "published", "language", "url")
            if getattr(self, name) is not None
        }
        if "publisher" not in said | about:
            message = "the file does not say who published it: give a publisher"
            raise FieldTypeError(message, field="Extract.source_text.publisher")
        return SourceText.of(self.text, id=id, **(said | about))


def extract(path: str | os.PathLike[str], *, encoding: str | None = None) -> Extract:
    """Return the text of a file, and what the file says of it.

    Of a page of the web, ``.html``, that is its article, without what stands around it.
    Pages and PDF need the extra ``texts``. Their text is new: save it once, so that
    what is anchored in it stays where it is.

    Args:
        path: the file, whose suffix is ``.txt``, ``.html``, ``.htm`` or ``.pdf``.
        encoding: how its characters are written; of a text file UTF-8 if not given, of
            a page what the page says.

    Raises:
        FormatError: if it cannot be read so, or holds no text.
        UnknownNameError: if it has another suffix, or there is no such encoding.
        MissingExtraError: if a library is not installed.
        FieldTypeError: if the path is no path.
        OSError: if it cannot be read.
    """
    if not isinstance(path, str | os.PathLike):
        message = f"extract, path: expected a path, got {short(path)}"
        raise FieldTypeError(message, field="extract.path", value=path)
    file = Path(path)
    ways: dict[str, Callable[[Path, str | None], Extract]] = {
        ".txt": _plain,
        ".html": _page,
        ".htm": _page,
        ".pdf": _pdf,
    }
    way = ways.get(file.suffix.lower())
    if way is None:
        known = ", ".join(ways)
        message = f"no text is read from {file.name!r}; known are {known}"
        raise UnknownNameError(message, name=file.suffix, suggestions=tuple(ways))
    found = way(file, encoding)
    if not found.text.strip():
        fault = Fault("$", "expected a text, got none; a PDF may hold pictures of one")
        raise FormatError(f"{file}: no text", faults=(fault,))
    return attrs.evolve(found, notes=tuple(oddities(found.text)))


def _plain(file: Path, encoding: str | None) -> Extract:
    """Return what a text file holds, as it stands there."""
    text = _decoded(file, file.read_bytes(), encoding or "utf-8")
    return Extract(text=text, encoding=encoding or "utf-8")


def _page(file: Path, encoding: str | None) -> Extract:
    """Return the article of a page of the web."""
    trafilatura = import_extra("trafilatura", extra=EXTRA)
    data = file.read_bytes()
    used = encoding or _declared(data)
    markup = _decoded(file, data, used).removeprefix(MARK)
    with _read_by_others(file, "not a page"):
        found = trafilatura.bare_extraction(
            markup,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
            with_metadata=True,
        )
        day = date.fromisoformat(found.date) if found and found.date else None
    if found is None:
        return Extract(text="")
    language = LANGUAGE.search(markup)
    return Extract(
        text=found.text or "",
        title=_line(found.title),
        published=day,
        publisher=_line(found.sitename),
        author=_line(found.author),
        language=_tag(language[1] if language else None),
        url=found.url if ADDRESS.fullmatch(found.url or "") else None,
        encoding=used,
    )


def _pdf(file: Path, encoding: str | None) -> Extract:
    """Return the text of all pages, with a blank line between two."""
    if encoding is not None:
        message = f"{file.name}: a PDF says itself how its characters are written"
        raise FormatError(message)
    pypdf = import_extra("pypdf", extra=EXTRA)
    with file.open("rb") as opened, _read_by_others(file, "not a PDF"):
        reader = pypdf.PdfReader(opened)
        pages = [page.extract_text().strip() for page in reader.pages]
        about = reader.metadata or {}
        said = {name: str(about.get(name) or "") for name in ("/Title", "/Author")}
        language = str(reader.root_object.get("/Lang") or "")
    return Extract(
        text="\n\n".join(page for page in pages if page),
        title=_line(said["/Title"]),
        author=_line(said["/Author"]),
        language=_tag(language),
    )


@contextmanager
def _read_by_others(file: Path, problem: str) -> Iterator[None]:
    """Turn whatever a library raises over a broken file into our error.

    Raises:
        FormatError: if it raises anything.
    """
    try:
        yield
    except Exception as error:
        fault = Fault("$", str(error) or type(error).__name__)
        raise FormatError(f"{file}: {problem}", faults=(fault,)) from error


def _declared(data: bytes) -> str:
    """Return how a page says that its characters are written; UTF-8 if it does not."""
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return name
    found = CHARSET.search(data[:CHARSET_WITHIN])
    name = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    return SAME.get(name, name)


def _decoded(file: Path, data: bytes, encoding: str) -> str:
    """Return bytes as text.

    Raises:
        FormatError: if they are not written so; it names the first byte that is not.
        UnknownNameError: if there is no such encoding.
    """
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        problem = f"expected {encoding}, got {data[start : start + 1]!r}"
        marked = [name for mark, name in MARKS.items() if data.startswith(mark)]
        hint = f"; its byte order mark is that of {marked[0]}" if marked else ""
        fault = Fault(f"byte {start}", f"{problem}{hint}; name its encoding")
        raise FormatError(f"{file}: not a text", faults=(fault,)) from error
    except (LookupError, ValueError) as error:
        message = f"{file}: there is no encoding {encoding!r}"
        raise UnknownNameError(message, name=encoding) from error


def oddities(text: str) -> Iterator[str]:
    """Yield what is odd about a text."""
    if text.startswith(MARK):
        yield "it begins with a byte order mark, which is kept as its first character"
    both = text.count("\r\n")
    if both:
        yield f"{both} of its {text.count(chr(10))} lines end in CR LF"
    alone = text.count("\r") - both
    if alone:
        yield f"it holds {alone} carriage returns without a line feed"
    if composed(text) != text:
        yield "it is not in Unicode normalization form C, and is kept as it is"


def _line(words: str | None) -> str | None:
    """Return words on one line; nothing if there are none."""
    return " ".join((words or "").split()) or None


def _tag(language: str | None) -> str | None:
    """Return a tag of a language, if it has the form of one."""
    return language if TAG.fullmatch(language or "") else None
