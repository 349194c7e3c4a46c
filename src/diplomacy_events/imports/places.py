"""The places of lines and XML elements in a file, as spans of its text.

Like anchors, spans count code points, not bytes.
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.compression import too_large
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.sources import Evidence

__all__ = ["Block", "Element", "Lines", "Span", "decode", "elements"]

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""The first bytes of workbooks: of zip archives, and of older files of Excel."""
HOW_FOR_WORKBOOKS = "if it is a workbook, save its sheet as 'CSV UTF-8' in Excel"

TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
DEEPEST_LIST = 100
"""The deepest nesting of elements in a list."""


class Span(NamedTuple):
    """A stretch of a text.

    Attributes:
        start: index of its first code point.
        end: index after its last code point.
        sha256: SHA-256 of it in UTF-8, in hexadecimal.
    """

    start: int
    end: int
    sha256: str

    def of(self, source: str) -> Evidence:
        """Return the anchor to it in a source."""
        return Evidence(
            source=source, start=self.start, end=self.end, sha256=self.sha256
        )


class Block(NamedTuple):
    """Some lines of a file.

    Attributes:
        number: the number of the first line, counted from 1.
        start: index of the first code point.
        ascii: whether every byte is a code point.
        lines: the lines, without the line feeds.
    """

    number: int
    start: int
    ascii: bool
    lines: list[bytes]

    def placed(self) -> Iterator[tuple[int, int, int, bytes]]:
        """Give the number, start and end of each line, and the line.

        A carriage return before the line feed is not part of the line.
        """
        start = self.start
        for number, raw in enumerate(self.lines, start=self.number):
            line = raw.removesuffix(b"\r")
            end = start + (len(line) if self.ascii else len(line.decode()))
            yield number, start, end, line
            start = end + len(raw) - len(line) + 1


class Lines:
    """The lines of a file, which end only at line feeds.

    Attributes:
        length: how many code points were read so far.
        count: how many lines were read so far.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._digest = sha256()
        self.length = 0
        self.count = 0

    @property
    def sha256(self) -> str:
        """SHA-256 of the data read so far, in hexadecimal."""
        return self._digest.hexdigest()

    def blocks(self) -> Iterator[Block]:
        """Give the lines, many at a time.

        Raises:
            FormatError: if the file is not UTF-8, cannot be unpacked, or is a packed
                file of very many short lines.
            OSError: if it cannot be read.
        """
        rest: list[bytes] = []
        for piece in self._table.pieces():
            self._digest.update(piece)
            cut = piece.rfind(b"\n") + 1
            if cut:
                yield self._block(b"".join([*rest, piece[:cut]]))
                rest.clear()
            rest.append(piece[cut:])
        left = b"".join(rest)
        if left:
            yield self._block(left)

    def _block(self, data: bytes) -> Block:
        start, number = self.length, self.count + 1
        ascii = data.isascii()
        length = len(data) if ascii else len(decode(data, self._table.place, number))
        most = self._table.most_lines
        if most is not None and self.count + data.count(b"\n") > most:
            error = too_large(most, "lines")
            heading = f"{self._table.place}: {error.heading}"
            raise FormatError(heading, faults=error.faults)
        lines = data.split(b"\n")
        if not lines[-1]:
            lines.pop()
        self.length += length
        self.count += len(lines)
        return Block(number, start, ascii, lines)


def decode(data: bytes, place: str, first: int = 1) -> str:
    """Return the text of bytes.

    Args:
        data: the bytes.
        place: where they come from, for the message.
        first: the number of their first line.

    Raises:
        FormatError: if they are not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if first == 1 and data.startswith(WORKBOOKS):
            raise FormatError(f"{place}: not a text; {HOW_FOR_WORKBOOKS}") from error
        problem = f"expected UTF-8, got {data[error.start : error.start + 1]!r}"
        line = first + data.count(b"\n", 0, error.start)
        fault = Fault("$", problem, line=line)
        raise FormatError(f"{place}: not a text", faults=(fault,)) from error


class Element(NamedTuple):
    """An XML element that is a row of a list.

    Attributes:
        name: its name.
        attributes: its attributes.
        children: the text of each element in it, by name, white space collapsed.
        ids: their ``id`` attributes, by name.
        span: its place, from its first to its last bracket.
        line: the line that it begins on, counted from 1.
    """

    name: str
    attributes: Mapping[str, str]
    children: Mapping[str, list[str]]
    ids: Mapping[str, str]
    span: Span
    line: int


def elements(data: bytes, place: str) -> tuple[str, list[Element]]:
    """Return the name of the root of a list in XML, and the elements in it.

    A DOCTYPE is refused, since it can define entities that grow without bounds, or name
    files to read.

    Args:
        data: the document, in UTF-8.
        place: where it comes from, for messages.

    Raises:
        FormatError: if it is not such a document; the fault names the line.
    """
    decode(data, place)
    reader = _Elements(data)
    try:
        reader.parser.Parse(data, True)
    except ExpatError as error:
        fault = Fault("$", f"not well-formed XML: {error}", line=error.lineno)
        raise FormatError(f"{place}: cannot be read", faults=(fault,)) from error
    except _RefusedError as error:
        fault = Fault("$", str(error), line=reader.parser.CurrentLineNumber)
        raise FormatError(f"{place}: cannot be read", faults=(fault,)) from error
    return reader.root, reader.found


class _RefusedError(Exception):
    """A document contains something that lists never need."""


class _Elements:
    def __init__(self, data: bytes) -> None:
        self.root = ""
        self.found: list[Element] = []
        self._data = data
        # Where the last element ended, in bytes and in code points.
        self._bytes = self._points = 0
        self._open: list[str] = []
        self._text: list[str] = []
        self._begun: tuple[int, int, Mapping[str, str]] = (0, 0, {})
        self._children: dict[str, list[str]] = {}
        self._ids: dict[str, str] = {}
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._check_encoding
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _check_encoding(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.upper() not in ("UTF-8", "US-ASCII"):
            raise _RefusedError(f"expected the encoding UTF-8, got {encoding!r}")

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("a DOCTYPE, which is not allowed")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth = len(self._open)
        self._open.append(name)
        if depth == 0:
            self.root = name
        elif depth == 1:
            start = self.parser.CurrentByteIndex
            self._begun = (start, self.parser.CurrentLineNumber, attributes)
            self._children, self._ids = {}, {}
        elif depth == 2:
            self._text.clear()
            if "id" in attributes:
                self._ids[name] = attributes["id"]
        elif depth > DEEPEST_LIST:
            raise _RefusedError(f"elements nested deeper than {DEEPEST_LIST}")

    def _end(self, name: str) -> None:
        self._open.pop()
        depth = len(self._open)
        if depth == 2:
            text = " ".join("".join(self._text).split())
            self._children.setdefault(name, []).append(text)
        elif depth == 1:
            start, line, attributes = self._begun
            end = self._end_of_tag(self.parser.CurrentByteIndex)
            self.found.append(
                Element(
                    name,
                    attributes,
                    self._children,
                    self._ids,
                    self._span(start, end),
                    line,
                )
            )

    def _end_of_tag(self, place: int) -> int:
        """Return the end, in bytes, of the tag at the place where an element ends.

        For an element without content this is its only tag, whose attributes may
        contain brackets.
        """
        found = TAG.match(self._data, place)
        return found.end() if found else len(self._data)

    def _span(self, start: int, end: int) -> Span:
        data = self._data
        first = self._points + len(data[self._bytes : start].decode())
        words = data[start:end]
        self._bytes, self._points = end, first + len(words.decode())
        return Span(first, self._points, sha256(words).hexdigest())
