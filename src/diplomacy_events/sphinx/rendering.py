"""Markup of views as docutils nodes, which every builder can write.

The views make small pieces of HTML that is well-formed XML. A card, a table and a
picture's table consist of the same dozen elements.
"""

from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from docutils import nodes
from sphinx.environment import BuildEnvironment

from diplomacy_events.sphinx.citing import link_to
from diplomacy_events.sphinx.linked_views import LINK

__all__ = ["render", "verbatim"]

INLINE = {
    "em": nodes.emphasis,
    "mark": nodes.emphasis,
    "strong": nodes.strong,
}
ROW_COLUMNS = 72
"""The width of a table row in characters, for builders that write plain text."""
AUTO = ["colwidths-auto"]
"""On a web page, the browser chooses the widths of the columns."""
BREAKING = ["colwidths-given", "longtable"]
"""In LaTeX, the columns have our widths, and the rows continue on the next page."""
MOST_LINES_UNBROKEN = 20
"""The most lines of text in a table that LaTeX keeps on one page."""
LEFT_OUT = {"style", "summary", "svg"}


def render(markup: str, env: BuildEnvironment) -> list[nodes.Element]:
    """Return a piece of HTML as nodes.

    Args:
        markup: complete elements.
        env: the build environment, which knows the current page.
    """
    # The text is made by our own views, and declares no entities.
    whole = ET.fromstring(f"<div>{markup}</div>")  # noqa: S314  # our own markup
    return verbatim(list(_blocks(whole, env)))


def verbatim(made: list[nodes.Element]) -> list[nodes.Element]:
    """Keep quotation marks as they are; Sphinx would make them typographic."""
    for node in made:
        node["support_smartquotes"] = False
    return made


def _blocks(element: ET.Element, env: BuildEnvironment) -> Iterator[nodes.Element]:
    """Yield what is in an element as blocks; texts between them become paragraphs."""
    run: list[nodes.Node] = [nodes.Text(element.text)] if element.text else []
    for child in element:
        if child.tag in BLOCKS:
            if run:
                yield nodes.paragraph("", "", *run)
            run = []
            yield from BLOCKS[child.tag](child, env)
        else:
            run += _inline(child, env)
        if child.tail:
            run.append(nodes.Text(child.tail))
    if run:
        yield nodes.paragraph("", "", *run)


def _inline(element: ET.Element, env: BuildEnvironment) -> list[nodes.Node]:
    """Return an inline element, or nothing if it is decoration only."""
    if element.tag in LEFT_OUT:
        return []
    inside: list[nodes.Node] = [nodes.Text(element.text)] if element.text else []
    for child in element:
        inside += _inline(child, env)
        if child.tail:
            inside.append(nodes.Text(child.tail))
    if element.tag == "a":
        return [_link(element.get("href", ""), inside, env)]
    return [INLINE.get(element.tag, nodes.inline)("", "", *inside)]


def _link(
    address: str, inside: list[nodes.Node], env: BuildEnvironment
) -> nodes.Element:
    if address.startswith(LINK):
        kind, id = address.removeprefix(LINK).split(":")
        return link_to(env, kind, id, *inside)
    return nodes.reference("", "", *inside, internal=False, refuri=address)


def _paragraph(element: ET.Element, env: BuildEnvironment) -> list[nodes.Element]:
    return list(_blocks(element, env))


def _quote(element: ET.Element, env: BuildEnvironment) -> list[nodes.Element]:
    return [nodes.block_quote("", *_blocks(element, env))]


def _list(element: ET.Element, env: BuildEnvironment) -> list[nodes.Element]:
    items = [nodes.list_item("", *_blocks(item, env)) for item in element]
    if element.tag == "ul":
        return [nodes.bullet_list("", *items, bullet="-")]
    numbered = nodes.enumerated_list(
        "", *items, enumtype="arabic", prefix="", suffix="."
    )
    return [numbered]


def _fields(element: ET.Element, env: BuildEnvironment) -> list[nodes.Element]:
    """Return a list of labels, each with what it labels."""
    fields = nodes.field_list()
    parts = list(element)
    for label, value in zip(parts[::2], parts[1::2], strict=True):
        name = "".join(label.itertext())
        body = nodes.field_body("", *_blocks(value, env))
        fields += nodes.field("", nodes.field_name(name, name), body)
    return [fields]


def _table(element: ET.Element, env: BuildEnvironment) -> list[nodes.Element]:
    rows = {part: element.findall(f"{part}/tr") for part in ("thead", "tbody")}
    every = [row for part in rows.values() for row in part]
    count = max(map(len, every))
    # The first column says what the row is about, and needs more room than the rest.
    share = ROW_COLUMNS // (count + 1)
    widths = [ROW_COLUMNS - share * (count - 1), *[share] * (count - 1)]
    group = nodes.tgroup(cols=count)
    group += [nodes.colspec(colwidth=width) for width in widths]
    for name, part in (("thead", nodes.thead), ("tbody", nodes.tbody)):
        lines = [_row(row, env) for row in rows[name]]
        group += [part("", *lines)] if lines else []
    caption = element.findtext("caption", "")
    title = [nodes.title(caption, caption)] if caption else []
    long = sum(_height(row, widths) for row in every) > MOST_LINES_UNBROKEN
    return [nodes.table("", *title, group, classes=AUTO + long * BREAKING)]


def _height(row: ET.Element, widths: list[int]) -> int:
    """Return the lines of text that a row needs in columns of these widths."""
    lengths = (len("".join(cell.itertext())) for cell in row)
    return max(
        -(-length // width) for length, width in zip(lengths, widths, strict=False)
    )


def _row(element: ET.Element, env: BuildEnvironment) -> nodes.row:
    cells = [nodes.entry("", *_blocks(cell, env)) for cell in element]
    return nodes.row("", *cells)


BLOCKS: dict[str, Callable[[ET.Element, BuildEnvironment], list[nodes.Element]]] = {
    "blockquote": _quote,
    "details": _paragraph,
    "div": _paragraph,
    "dl": _fields,
    "figure": _paragraph,
    "ol": _list,
    "p": _paragraph,
    "table": _table,
    "ul": _list,
}
