"""The directives of the domain; those defined here show one thing each."""

from collections.abc import Iterator
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged_required
from sphinx.addnodes import only

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import EvidenceError
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record, Statement
from diplomacy_events.nearest import did_you_mean, nearest
from diplomacy_events.sphinx.asked import (
    DatasetDirective,
    TableDirective,
    TimelineDirective,
)
from diplomacy_events.sphinx.citing import link_to
from diplomacy_events.sphinx.domain import KINDS, kind_of
from diplomacy_events.sphinx.rendering import render, verbatim
from diplomacy_events.sphinx.shelf import note_shelf
from diplomacy_events.sphinx.showing import COMMON, Showing, picture_nodes

__all__ = ["DIRECTIVES"]

SHOWN = tuple(kind for kinds in KINDS.values() for kind in kinds)


class RecordDirective(Showing):
    """A record, an actor or a source as a card that can be linked to.

    The content of the directive appears below the card.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {**COMMON, "no-index": flag}

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        found = self.find_thing(SHOWN)
        if found is None:
            return self.text()
        place = [] if "no-index" in self.options else self.place(found)
        card = self.card(found, self.parse_content_to_nodes())
        card["classes"] += self.options.get("class", [])
        self.add_name(card)
        return [*place, card]


class EventDirective(Showing):
    """An event: what each source reported of it, and where the sources disagree.

    The argument is the id of any record that reports the event.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the history as a picture, the records, and the disagreements."""
        found = self.find_thing(RECORD_TYPES)
        if found is None:
            return self.text()
        event = found.dataset.events[found.thing.id]
        picture = event.history.picture()
        parts = picture_nodes(picture, render(picture.table, self.env))
        parts += self._list(self._links(event.records))
        if event.disagreements:
            heading = "Where the records disagree"
            parts.append(nodes.paragraph(heading, heading, classes=["rubric"]))
            lines = [str(one) for one in event.disagreements]
            parts += self._list([nodes.paragraph(line, line) for line in lines])
        return self.container("dipl-event", *parts)

    def _links(self, records: tuple[Record, ...]) -> list[nodes.Element]:
        return [
            nodes.paragraph(
                "",
                "",
                link_to(self.env, kind_of(one), one.id, nodes.Text(one.gist)),
            )
            for one in records
        ]

    def _list(self, lines: list[nodes.Element]) -> list[nodes.Element]:
        items = [nodes.list_item("", line) for line in verbatim(lines)]
        return [nodes.bullet_list("", *items, bullet="-")]


class QuoteDirective(Showing):
    """The words of a statement, with who said them, who reported them, and when."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the quote."""
        found = self.find_thing((Statement,))
        if found is None:
            return self.text()
        statement = cast(Statement, found.thing)
        if not statement.quotes:
            self.complain("kind", f"{statement.id!r} has no quoted words")
            return self.text()
        words = [nodes.paragraph("", f"“{quote}”") for quote in statement.quotes]
        by = nodes.attribution("", "", *self._attribution(statement, found.dataset))
        made = nodes.block_quote("", *words, by, classes=["dipl-quote"])
        return [*verbatim([made])]

    def _attribution(
        self, statement: Statement, dataset: Dataset
    ) -> Iterator[nodes.Node]:
        """Yield who said it, and how it came to the source."""
        for word, ids in (("", statement.speakers), ("carried by ", statement.via)):
            for place, id in enumerate(ids):
                yield nodes.Text(word if place == 0 else ", ")
                yield link_to(
                    self.env, "actor", id, nodes.Text(dataset.actors[id].name)
                )
            if ids:
                yield nodes.Text(", ")
        when = nodes.Text(str(statement.when))
        yield link_to(self.env, "statement", statement.id, when)


class AnnotatedDirective(Showing):
    """The user's own text, with everything marked that was coded from it.

    The argument is the id of its source, and ``text`` the path of the text, relative to
    the page. In other formats than HTML, the text appears without marks.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {**COMMON, "text": unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the text."""
        id = self.arguments[0]
        datasets = note_shelf(self.env).shelf.datasets.values()
        found = [dataset for dataset in datasets if id in dataset.sources]
        if not found:
            known = [one for dataset in datasets for one in dataset.sources.ids]
            hint = did_you_mean(nearest(id, known))
            self.complain("unknown", f"no source has the id {id!r}{hint}")
            return self.text()
        words = self._words()
        if words is None:
            return self.text()
        try:
            annotated = found[0].annotated(words)
        except EvidenceError as error:
            self.complain("data", str(error))
            return self.text()
        marked = nodes.raw("", annotated.html, format="html")
        plain = [nodes.paragraph(line, line) for line in words.split("\n") if line]
        alone = only("", *verbatim([*plain]), expr="not html")
        return self.container("dipl-annotated", marked, alone)

    def _words(self) -> str | None:
        """Return the text, or warn that the file cannot be read as one."""
        if "text" not in self.options:
            self.complain("data", "the text has no file: name one with :text:")
            return None
        relative, path = self.env.relfn2path(self.options["text"])
        self.env.note_dependency(relative)
        try:
            with open(path, encoding="utf-8", newline="") as file:
                return file.read()
        except (OSError, UnicodeDecodeError) as error:
            self.complain("data", f"{self.options['text']}: {error}")
            return None


DIRECTIVES = {
    "annotated": AnnotatedDirective,
    "dataset": DatasetDirective,
    "event": EventDirective,
    "quote": QuoteDirective,
    "record": RecordDirective,
    "table": TableDirective,
    "timeline": TimelineDirective,
}
