"""A piece of a page as Markdown or LaTeX, for hosts that do not show HTML.

Examples are GitHub and the PDF of a notebook. The views make small pieces of HTML that
is well-formed XML, with a dozen elements. Drawings and styles are left out: the table
below a drawing has the same data.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplomacy_events.addresses import encode_address
from diplomacy_events.tex import to_tex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Portable", "latex", "markdown"]

LEFT_OUT = ("style", "svg", "summary")
BLOCKS = ("blockquote", "details", "div", "dl", "figure", "ol", "p", "table", "ul")
MARKED_DOWN = re.compile(r"([\\`*_\[\]<>|#~$&]|!$)")
"""Characters with a meaning; an exclamation mark turns the next link into a picture."""
BRACKETS = str.maketrans({sign: f"{{{sign}}}" for sign in "[]*"})
"""A bracket that LaTeX takes for an option of the last command, and its protection."""
WIDTH_OF_TABLE = 0.88
"""The share of a line's width for the columns of a table; gaps take the rest."""


class Portable:
    """An object that a notebook shows as HTML, and other hosts as Markdown or LaTeX."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        raise NotImplementedError  # pragma: no cover  # whatever is portable has HTML

    def _repr_markdown_(self) -> str:
        """Return the same as Markdown."""
        return markdown(self._repr_html_())

    def _repr_latex_(self) -> str:
        """Return the same as LaTeX, for a PDF."""
        return latex(self._repr_html_())


def markdown(html: str) -> str:
    r"""Return a piece of a page as Markdown, with tables as GitHub reads them.

    >>> markdown("<p>It is <strong>denied</strong>.</p><ul><li>by China</li></ul>")
    'It is **denied**.\n\n- by China\n'
    """
    return _write_blocks(html, _Markdown())


def latex(html: str) -> str:
    r"""Return a piece of a page as LaTeX, for the packages longtable and hyperref.

    >>> latex("<p>50 % is <strong>denied</strong>.</p>")
    '50 \\% is \\textbf{denied}.\n'
    """
    return _write_blocks(html, _Latex())


def _write_blocks(html: str, way: "_Writer") -> str:
    # Slow to import, and only needed to show an object.
    from xml.etree import ElementTree

    whole = ElementTree.fromstring(f"<div>{html}</div>")  # noqa: S314  # from our views
    return "\n\n".join(way.blocks(whole)) + "\n"


class _Writer(ABC):
    """How the elements of a page are written in another language."""

    def blocks(self, element: "Element") -> Iterator[str]:
        """Yield the blocks in an element; text between them becomes paragraphs."""
        run = [self.escaped(element.text or "")]
        for child in element:
            if child.tag in BLOCKS:
                yield from self._paragraph(run)
                run = []
                yield from self._block(child)
            else:
                run.append(self.inline(child))
            run.append(self.escaped(child.tail or ""))
        yield from self._paragraph(run)

    def _block(self, element: "Element") -> Iterator[str]:
        """Yield the blocks that an element becomes."""
        if element.tag in ("ul", "ol"):
            items = ["\n\n".join(self.blocks(item)) for item in element]
            yield self.listed(items, numbered=element.tag == "ol")
        elif element.tag == "dl":
            parts = list(element)
            yield self.fields(
                [
                    (self.inside(label), "\n\n".join(self.blocks(value)), _low(value))
                    for label, value in zip(parts[::2], parts[1::2], strict=True)
                ]
            )
        elif element.tag == "blockquote":
            yield self.quoted("\n\n".join(self.blocks(element)))
        elif element.tag == "table":
            rows = [[self.inside(cell) for cell in row] for row in element.iter("tr")]
            caption = element.find("caption")
            yield self.table("" if caption is None else self.inside(caption), rows)
        else:
            yield from self.blocks(element)

    def _paragraph(self, run: list[str]) -> Iterator[str]:
        text = "".join(run).strip()
        if text:
            yield self.begun(text)

    def begun(self, text: str) -> str:
        """Return a paragraph, with its first character escaped."""
        return text

    def inside(self, element: "Element") -> str:
        """Return the content of an element, as part of a line."""
        parts = [self.escaped(element.text or "")]
        for child in element:
            parts += [self.inline(child), self.escaped(child.tail or "")]
        return "".join(parts)

    def inline(self, element: "Element") -> str:
        """Return an element of a line; "" if it is only decoration."""
        if element.tag.rpartition("}")[2] in LEFT_OUT:
            return ""
        text = self.inside(element)
        if element.tag == "a":
            return self.link(text, element.get("href", ""))
        return self.strong(text) if element.tag in ("strong", "mark") else text

    @abstractmethod
    def escaped(self, text: str) -> str:
        """Return a text with special characters escaped."""

    @abstractmethod
    def strong(self, text: str) -> str:
        """Return bold text."""

    @abstractmethod
    def link(self, text: str, address: str) -> str:
        """Return a link."""

    @abstractmethod
    def listed(self, items: list[str], *, numbered: bool) -> str:
        """Return a list."""

    @abstractmethod
    def fields(self, rows: list[tuple[str, str, bool]]) -> str:
        """Return labels, each with its value, and whether the value is below it."""

    @abstractmethod
    def quoted(self, text: str) -> str:
        """Return a quotation."""

    @abstractmethod
    def table(self, caption: str, rows: list[list[str]]) -> str:
        """Return a table, whose first row is its header."""


class _Markdown(_Writer):
    def escaped(self, text: str) -> str:
        return MARKED_DOWN.sub(r"\\\1", " ".join(re.split(r"\s+", text)))

    def strong(self, text: str) -> str:
        return f"**{text}**"

    def link(self, text: str, address: str) -> str:
        # Markdown reads entities in addresses too, and formulas before anything else.
        safe = re.sub(r"[$]|&(?=#?\w+;)", r"\\\g<0>", encode_address(address))
        return f"[{text}](<{safe}>)"

    def listed(self, items: list[str], *, numbered: bool) -> str:
        mark = "1. " if numbered else "- "
        return "\n".join(_list_item(mark, item) for item in items)

    def begun(self, text: str) -> str:
        # MyST takes a line that begins with a per cent sign for a comment, and
        # brackets with an equals sign after them for a label.
        bare = re.sub(r"^(\d*)([-+=.)]|(?<!\d)%)", r"\1\\\2", text)
        return re.sub(r"(?<=\))=$", r"\\=", bare)

    def fields(self, rows: list[tuple[str, str, bool]]) -> str:
        return "\n".join(
            _list_item("- ", f"**{name}:**{chr(10) if low else ' '}{it}")
            for name, it, low in rows
        )

    def quoted(self, text: str) -> str:
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def table(self, caption: str, rows: list[list[str]]) -> str:
        head, *body = rows
        lines = [head, ["---"] * len(head), *body]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"**{caption}**\n\n{table}" if caption else table


def _low(value: "Element") -> bool:
    """Return whether a value is a list or a quotation, which goes below its label."""
    return any(part.tag in BLOCKS for part in value.iter())


def _list_item(mark: str, item: str) -> str:
    """Return an item of a list with its other lines indented below the mark."""
    lines = item.split("\n")
    below = [f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:]]
    return "\n".join([f"{mark}{lines[0]}", *below])


class _Latex(_Writer):
    def escaped(self, text: str) -> str:
        line = " ".join(re.split(r"\s+", text))
        return to_tex(line).translate(BRACKETS)

    def strong(self, text: str) -> str:
        return rf"\textbf{{{text}}}"

    def link(self, text: str, address: str) -> str:
        safe = re.sub("([%#&])", r"\\\1", encode_address(address))
        return rf"\href{{{safe}}}{{{text}}}"

    def listed(self, items: list[str], *, numbered: bool) -> str:
        kind = "enumerate" if numbered else "itemize"
        return _environment(kind, [rf"\item {item}" for item in items])

    def fields(self, rows: list[tuple[str, str, bool]]) -> str:
        # Without the box, a list or a quotation may follow the label at once.
        items = [rf"\item[{{{name}}}] \mbox{{}} {it}" for name, it, _ in rows]
        return _environment("description", items)

    def quoted(self, text: str) -> str:
        return _environment("quote", [text])

    def table(self, caption: str, rows: list[list[str]]) -> str:
        head, *body = rows
        share = WIDTH_OF_TABLE / len(head)
        columns = rf"p{{{share:.3f}\linewidth}}" * len(head)
        bold = [rf"\textbf{{{cell}}}" for cell in head]
        lines = [rf"{' & '.join(row)} \\" for row in (bold, *body)]
        table = _environment(
            "longtable",
            [lines[0], r"\hline", r"\endhead", *lines[1:]],
            f"{{{columns}}}",
        )
        return rf"\textbf{{{caption}}}{chr(10)}{chr(10)}{table}" if caption else table


def _environment(name: str, lines: list[str], arguments: str = "") -> str:
    return "\n".join([rf"\begin{{{name}}}{arguments}", *lines, rf"\end{{{name}}}"])
