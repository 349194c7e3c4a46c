"""The directives that show records: as a card, a table, a picture or a quote."""

from collections.abc import Iterator
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst.directives import class_option, flag, unchanged_required
from sphinx.addnodes import only
from sphinx.util.docutils import SphinxDirective

from diplomacy_events.dataset import Dataset
from diplomacy_events.dataset.ask import QUESTIONS, ask
from diplomacy_events.errors import (
    DiplomacyEventsError,
    EvidenceError,
    UnknownFieldError,
    UnknownNameError,
)
from diplomacy_events.markup import Markup, tag
from diplomacy_events.model.record_kinds import Record, Statement
from diplomacy_events.nearest import did_you_mean, nearest
from diplomacy_events.sphinx.citing import link_to
from diplomacy_events.sphinx.complaints import Subtype, warn
from diplomacy_events.sphinx.domain import KINDS, DiplomacyDomain, Place, kind_of
from diplomacy_events.sphinx.linked_views import card_of, table_of
from diplomacy_events.sphinx.rendering import render, verbatim
from diplomacy_events.sphinx.shelf import Found, Opened, label, note_shelf, shelf
from diplomacy_events.views.timeline import Wanted, timeline

__all__ = ["DIRECTIVES"]

COMMON = {"class": class_option, "name": unchanged_required}
NONE = "No record answers to that."
SHOWN = tuple(kind for kinds in KINDS.values() for kind in kinds)


class Showing(SphinxDirective):
    """What the directives have in common: they take data from the shelf, or warn."""

    def complain(self, subtype: Subtype, message: str) -> None:
        """Warn of a mistake at the line of the directive."""
        warn(subtype, message, self.get_location())

    def held(self, kinds: tuple[type, ...]) -> Found | None:
        """Return what the directive is about, or warn that there is no such thing."""
        id, on_shelf = self.arguments[0], shelf(self.env)
        found = on_shelf.find(id)
        if found is None:
            hint = on_shelf.suggestion(id, kinds)
            self.complain("unknown", f"nothing has the id {id!r}{hint}")
        elif type(found.thing) not in kinds:
            kind = kind_of(found.thing)
            self.complain("kind", f"{id!r} is a {kind}, which this cannot show")
            return None
        return found

    def text(self) -> list[nodes.Node]:
        """Return the argument, where there is nothing better to show."""
        return [nodes.paragraph(self.arguments[0], self.arguments[0])]


class RecordDirective(Showing):
    """A record or an actor as a card, which roles and other projects link to.

    What the page says of it itself goes beneath, as content of the directive.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {**COMMON, "no-index": flag}

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        held = self.held(SHOWN)
        if held is None:
            return [*self.text(), *self.parse_content_to_nodes()]
        place = [] if "no-index" in self.options else self._place(held)
        made = render(card_of(held), self.env)
        card = nodes.container("", *made, *self.parse_content_to_nodes())
        card["classes"] += ["dipl-record", f"dipl-{kind_of(held.thing)}"]
        card["classes"] += self.options.get("class", [])
        self.add_name(card)
        return [*place, card]

    def _place(self, held: Found) -> list[nodes.Node]:
        """Return what links lead to, and make it known."""
        id, page, text = held.thing.id, self.env.docname, label(held.thing)
        node_id = nodes.make_id(f"dipl-{id}")
        place = Place(page, node_id, kind_of(held.thing), text)
        domain = cast(DiplomacyDomain, self.env.get_domain("dipl"))
        if not domain.note_place(id, place):
            self.complain("duplicate", f"{id!r} is shown in this page already")
            return []
        made = nodes.target("", "", ids=[node_id])
        self.state.document.note_explicit_target(made)
        return [made]


class Asking(Showing):
    """Records that answer to questions, which are those of the command line.

    The options are the questions, and ``dataset`` for a dataset alone: "article", or a
    path as the configuration has it. Without it all are asked that the configuration
    names, or the article if it names none.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        **COMMON,
        **dict.fromkeys((*QUESTIONS, "dataset"), unchanged_required),
        "members": flag,
    }

    def found(self) -> list[tuple[Record, Dataset]]:
        """Return what is found, each with its dataset; nothing if none can answer."""
        asked: dict[str, Any] = {
            name: self.options[name] for name in QUESTIONS if name in self.options
        }
        found: list[tuple[Record, Dataset]] = []
        problems: list[DiplomacyEventsError] = []
        datasets = self._datasets(note_shelf(self.env))
        for dataset in datasets:
            try:
                records = ask(dataset, **asked, members="members" in self.options)
            except DiplomacyEventsError as error:
                # Not all of several datasets know of the same actors and topics.
                problems.append(error)
            else:
                found += [(record, dataset) for record in records]
        if problems and len(problems) == len(datasets):
            # One that has a suggestion says most.
            problems.sort(key=lambda one: not getattr(one, "suggestions", ()))
            self.complain(_subtype(problems[0]), str(problems[0]))
        return found

    def _datasets(self, there: Opened) -> list[Dataset]:
        datasets = there.shelf.datasets
        name = self.options.get("dataset")
        if name is None:
            return [datasets[one] for one in there.asked]
        if name not in datasets:
            known = ", ".join(datasets)
            self.complain("unknown", f"no dataset is called {name!r}, but {known}")
            return []
        return [datasets[name]]

    def made(self, kind: str, *parts: nodes.Node) -> list[nodes.Node]:
        """Return what is found, in a container that can be styled and named."""
        made = nodes.container("", *parts, classes=[kind])
        made["classes"] += self.options.get("class", [])
        self.add_name(made)
        return [made]

    def title(self, otherwise: str) -> str:
        """Return the title that the page gives."""
        return self.arguments[0] if self.arguments else otherwise


def _subtype(problem: DiplomacyEventsError) -> Subtype:
    if isinstance(problem, UnknownNameError):
        return "query" if isinstance(problem, UnknownFieldError) else "unknown"
    return "query"


class TableDirective(Asking):
    """The records that answer to all questions, as a table."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        found = self.found()
        if not found:
            return [nodes.paragraph("", NONE)]
        made = render(table_of(self.title(""), found), self.env)
        return self.made("dipl-table", *made)


class TimelineDirective(Asking):
    """The records that answer to all questions, as a picture with a table beneath.

    Where no picture can be drawn, such as in a PDF, there is the table alone.
    """

    def run(self) -> list[nodes.Node]:
        """Return the picture and the table."""
        found = self.found()
        if not found:
            return [nodes.paragraph("", NONE)]
        records = [record for record, _ in found]
        picture = timeline(records, {}, Wanted(title=self.title("Timeline")))
        # On a phone the letters keep their size, and the picture is moved instead.
        about = {"aria_label": picture.title, "role": "group", "tabindex": "0"}
        markup = tag("div", Markup(picture.svg), style="overflow-x: auto", **about)
        drawn = nodes.raw("", markup, format="html")
        table = render(table_of(picture.title, found), self.env)
        return self.made("dipl-timeline", drawn, *table)


class QuoteDirective(Showing):
    """The words of a statement, with who said them, who carried them, and when."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the quote."""
        held = self.held((Statement,))
        if held is None:
            return self.text()
        statement = cast(Statement, held.thing)
        if not statement.quotes:
            self.complain("kind", f"{statement.id!r} quotes no words")
            return self.text()
        words = [nodes.paragraph("", f"“{quote}”") for quote in statement.quotes]
        by = nodes.attribution("", "", *self._attribution(statement, held.dataset))
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
    """A text of one's own with all that was coded of it marked.

    The argument is the id of its source, and ``text`` the file of the text, which
    counts from the page. Where there is no HTML, the text is there alone.
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
            shown = found[0].annotated(words)
        except EvidenceError as error:
            self.complain("data", str(error))
            return self.text()
        marked = nodes.raw("", shown.html, format="html")
        plain = [nodes.paragraph(line, line) for line in words.split("\n") if line]
        alone = only("", *verbatim([*plain]), expr="not html")
        made = nodes.container("", marked, alone, classes=["dipl-annotated"])
        made["classes"] += self.options.get("class", [])
        self.add_name(made)
        return [made]

    def _words(self) -> str | None:
        """Return the text, or warn that the file does not hold one."""
        if "text" not in self.options:
            self.complain("data", "the text has no file: name it with :text:")
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
    "quote": QuoteDirective,
    "record": RecordDirective,
    "table": TableDirective,
    "timeline": TimelineDirective,
}
