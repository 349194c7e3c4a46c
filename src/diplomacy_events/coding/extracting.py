"""Texts from files: web pages, PDF and plain text.

The metadata of a file is kept beside its text, and notes report oddities of the text.
Nothing changes silently: a text file is read unchanged, including its byte order mark,
line ends and Unicode forms.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from diplomacy_events.alike import composed
from diplomacy_events.coding.passages import BLANK_LINES, counted, paragraphs
from diplomacy_events.errors import (
    Fault,
    FieldTypeError,
    FormatError,
    UnknownNameError,
)
from diplomacy_events.extras import import_extra
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.paths import must_be_path

__all__ = ["Extract", "extract", "oddities"]

EXTRA = "texts"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    # The mark of UTF-32 begins with that of UTF-16.
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
CHARSET_WITHIN = 4096
# Every browser reads these names as these encodings (WHATWG Encoding, section 4.2).
SAME = dict.fromkeys(["ascii", "us-ascii", "iso-8859-1", "latin1", "latin-1"], "cp1252")
LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
LIGATURE = re.compile("[ﬀﬁﬂﬃﬄ]")
"""Two or three letters in one sign, by which a PDF prints ``first`` or ``office``."""
# Control characters that are neither a tab nor the end of a line or a page.
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
ADDRESS = re.compile(r"https?://[!-~]+")


@attrs.frozen(kw_only=True)
class Extract:
    """A text, and the metadata in its file.

    Attributes:
        text: the text.
        title: its title.
        published: the day of publication.
        publisher: its publisher.
        author: its author.
        language: the BCP 47 tag of its language.
        url: its address.
        encoding: the encoding the file was read in; none for PDF.
        notes: oddities of the text and choices made in reading it, in sentences.
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
        """Return the text with its source, as the file or the arguments describe it.

        Args:
            id: the id of the source.
            about: fields of the source that replace those of the file; see `Source`.

        Raises:
            FieldTypeError: if the publisher is unknown, or a field does not exist.
            FieldValueError: if a field breaks a rule.
        """
        metadata = {
            name: getattr(self, name)
            for name in ("publisher", "title", "author", "published", "language", "url")
            if getattr(self, name) is not None
        }
        if "publisher" not in metadata | about:
            message = "the file does not name its publisher: give one"
            raise FieldTypeError(message, field="Extract.source_text.publisher")
        return SourceText.of(self.text, id=id, **(metadata | about))


def extract(path: str | os.PathLike[str], *, encoding: str | None = None) -> Extract:
    """Return the text of a file and its metadata.

    The text of a web page (``.html``) is its article, without menus and other
    surroundings. Pages and PDF need the extra ``texts``. Save the text of a page or PDF
    once: anchors point into that text.

    Args:
        path: the file, whose suffix is ``.txt``, ``.html``, ``.htm`` or ``.pdf``.
        encoding: its character encoding (default: UTF-8 for a text file, the declared
            encoding for a page).

    Raises:
        FormatError: if the file cannot be read in this encoding, or has no text.
        UnknownNameError: if the suffix or the encoding is unknown.
        MissingExtraError: if a library is not installed.
        FieldTypeError: if the path is not a text path.
        FieldValueError: if a file cannot have this path.
        OSError: if it cannot be read.
    """
    must_be_path(path)
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
        message = f"cannot read text from {file.name!r}; known suffixes: {known}"
        raise UnknownNameError(message, name=file.suffix, suggestions=tuple(ways))
    found = way(file, encoding)
    if not found.text.strip():
        pictures = (
            "; a PDF may contain only pictures of its pages" if way is _pdf else ""
        )
        fault = Fault("$", f"expected text, got none{pictures}")
        raise FormatError(f"{file}: no text", faults=(fault,))
    return attrs.evolve(found, notes=(*found.notes, *oddities(found.text)))


def _plain(file: Path, encoding: str | None) -> Extract:
    """Return the text of a text file, unchanged."""
    text = _decode(file, file.read_bytes(), encoding or "utf-8")
    return Extract(text=text, encoding=encoding or "utf-8")


def _page(file: Path, encoding: str | None) -> Extract:
    """Return the article of a web page."""
    trafilatura = import_extra("trafilatura", extra=EXTRA)
    data = file.read_bytes()
    used = encoding or _declared_encoding(data)
    markup = _decode(file, data, used).removeprefix(MARK)
    with _read_by_others(file, "not a web page"):
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
    """Return the text of all pages, separated by blank lines.

    Ligatures, which belong to the font, are written as letters.
    """
    if encoding is not None:
        message = f"{file.name}: an encoding cannot be given for a PDF"
        raise FormatError(message)
    pypdf = import_extra("pypdf", extra=EXTRA)
    with file.open("rb") as opened, _read_by_others(file, "not a PDF"):
        reader = pypdf.PdfReader(opened)
        pages = [page.extract_text().strip() for page in reader.pages]
        about = reader.metadata or {}
        metadata = {name: str(about.get(name) or "") for name in ("/Title", "/Author")}
        language = str(reader.root_object.get("/Lang") or "")
    printed = "\n\n".join(page for page in pages if page)
    text = LIGATURE.sub(lambda one: unicodedata.normalize("NFKC", one[0]), printed)
    return Extract(
        text=text,
        notes=tuple(_oddities_of_pdf(printed, pages, text)),
        title=_line(metadata["/Title"]),
        author=_line(metadata["/Author"]),
        language=_tag(language),
    )


def _oddities_of_pdf(printed: str, pages: Sequence[str], text: str) -> Iterator[str]:
    """Yield what a PDF does not say about its text, and what was changed in it."""
    joined = len(LIGATURE.findall(printed))
    if joined:
        of_font = f"{counted(joined, 'ligature')} of its font, such as fi"
        yield f"{of_font}, {'is' if joined == 1 else 'are'} written as letters"
    lines = any("\n" in page for page in pages)
    if lines and not any(BLANK_LINES.search(page) for page in pages):
        yield (
            "a PDF does not say where a paragraph ends, and this text is taken as "
            f"{counted(len(paragraphs(text)), 'paragraph')}: put blank lines between "
            "paragraphs in the saved text before you code it"
        )


@contextmanager
def _read_by_others(file: Path, problem: str) -> Iterator[None]:
    """Turn any exception of a library about a broken file into our error.

    Raises:
        FormatError: if the library raises anything.
    """
    try:
        yield
    except Exception as error:
        fault = Fault("$", str(error) or type(error).__name__)
        raise FormatError(f"{file}: {problem}", faults=(fault,)) from error


def _declared_encoding(data: bytes) -> str:
    """Return the encoding that a page declares (default: UTF-8)."""
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return name
    found = CHARSET.search(data[:CHARSET_WITHIN])
    name = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    return SAME.get(name, name)


def _decode(file: Path, data: bytes, encoding: str) -> str:
    """Return bytes as text.

    Raises:
        FormatError: if they are not in this encoding; it names the first wrong byte.
        UnknownNameError: if the encoding is unknown.
    """
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        problem = f"expected {encoding}, got {data[start : start + 1]!r}"
        marked = [name for mark, name in MARKS.items() if data.startswith(mark)]
        hint = f"; its byte order mark means {marked[0]}" if marked else ""
        fault = Fault(f"byte {start}", f"{problem}{hint}; pass its encoding")
        raise FormatError(f"{file}: not a text file", faults=(fault,)) from error
    except (LookupError, ValueError) as error:
        message = f"{file}: unknown encoding {encoding!r}"
        raise UnknownNameError(message, name=encoding) from error


def oddities(text: str) -> Iterator[str]:
    """Yield the oddities of a text."""
    if text.startswith(MARK):
        yield "it begins with a byte order mark; the mark stays its first character"
    both = text.count("\r\n")
    if both:
        yield f"{both} of its {text.count(chr(10))} lines end in CR LF"
    alone = text.count("\r") - both
    if alone:
        yield f"it contains {counted(alone, 'carriage return')} without a line feed"
    unseen = UNSEEN.findall(text)
    if unseen:
        first = f"the first of them U+{ord(unseen[0]):04X}"
        count = counted(len(unseen), "control character")
        yield f"it contains {count}, {first}; letters there may be lost"
    if composed(text) != text:
        yield "it is not in Unicode normalization form C; it is left unchanged"


def _line(words: str | None) -> str | None:
    """Return words on one line; nothing if there are none."""
    return " ".join((words or "").split()) or None


def _tag(language: str | None) -> str | None:
    """Return a tag of a language, if it has the form of one."""
    return language if TAG.fullmatch(language or "") else None
