"""What all directives have in common: finding data, cards, and warnings."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst.directives import class_option, unchanged_required
from sphinx.util.docutils import SphinxDirective

from diplomacy_events.markup import Markup, tag
from diplomacy_events.sphinx.complaints import PROBLEM, Subtype, warn
from diplomacy_events.sphinx.domain import DiplomacyDomain, Place, kind_of
from diplomacy_events.sphinx.linked_views import card_of
from diplomacy_events.sphinx.rendering import render
from diplomacy_events.sphinx.shelf import Found, label, shelf
from diplomacy_events.views.picture import Picture

__all__ = ["COMMON", "Showing", "picture_nodes"]

COMMON = {"class": class_option, "name": unchanged_required}
OPENING = "<details><summary>The same data as a table</summary>"


class Showing(SphinxDirective):
    """A directive that takes data from the shelf, or warns.

    Attributes:
        problem: what is wrong, if anything; the page shows it too.
    """

    option_spec: ClassVar[dict[str, Any]] = COMMON
    problem: str | None = None

    def complain(self, subtype: Subtype, message: str) -> None:
        """Warn of a mistake at the line of the directive."""
        self.problem = message
        warn(subtype, message, self.get_location())

    def find_thing(self, kinds: tuple[type, ...]) -> Found | None:
        """Return the thing to show, or warn that it does not exist."""
        id, on_shelf = self.arguments[0], shelf(self.env)
        found = on_shelf.find(id)
        if found is None:
            self.complain("unknown", on_shelf.unknown(id, kinds))
        elif type(found.thing) not in kinds:
            kind = kind_of(found.thing)
            a = "an" if kind[0] in "aeiou" else "a"
            self.complain("kind", f"{id!r} is {a} {kind}, which cannot be shown here")
            return None
        return found

    def text(self) -> list[nodes.Node]:
        """Return the error message, to be shown in place of the card."""
        message = str(self.problem)
        return [nodes.paragraph(message, message, classes=[PROBLEM])]

    def card(self, found: Found, content: Sequence[nodes.Node] = ()) -> nodes.container:
        """Return a card in its frame, with the content that the page adds."""
        card = nodes.container("", *render(card_of(found), self.env), *content)
        card["classes"] += ["dipl-record", f"dipl-{kind_of(found.thing)}"]
        return card

    def place(self, found: Found) -> list[nodes.Node]:
        """Return the target of links, and register it."""
        id, page, text = found.thing.id, self.env.docname, label(found.thing)
        node_id = nodes.make_id(f"dipl-{id}")
        place = Place(page, node_id, kind_of(found.thing), text)
        domain = cast(DiplomacyDomain, self.env.get_domain("dipl"))
        if not domain.note_place(id, place):
            self.complain("duplicate", f"{id!r} is already shown on this page")
            return []
        target = nodes.target("", "", ids=[node_id])
        self.state.document.note_explicit_target(target)
        return [target]

    def container(self, kind: str, *parts: nodes.Node) -> list[nodes.Node]:
        """Return nodes in a container that can be styled and named."""
        container = nodes.container("", *parts, classes=[kind])
        container["classes"] += self.options.get("class", [])
        self.add_name(container)
        return [container]


def picture_nodes(
    picture: Picture, table: Sequence[nodes.Element], *, closed: bool = True
) -> list[nodes.Node]:
    """Return a picture, and the same data as a table, which a reader may have to open.

    Where pictures cannot be drawn, such as in a PDF, only the table appears.
    """
    # On a phone the text keeps its size, and the reader scrolls the picture.
    about = {"aria_label": picture.title, "role": "group", "tabindex": "0"}
    markup = tag("div", Markup(picture.svg), style="overflow-x: auto", **about)
    drawing = nodes.raw("", markup, format="html")
    if not closed:
        return [drawing, *table]
    ends = [nodes.raw("", text, format="html") for text in (OPENING, "</details>")]
    return [drawing, ends[0], *table, ends[1]]
