"""The directives that show records matching filters: tables, timelines, datasets."""

from collections.abc import Iterator
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged_required

from diplomacy_events.dataset import Dataset
from diplomacy_events.dataset.ask import FILTERS, ask
from diplomacy_events.errors import (
    DiplomacyEventsError,
    UnknownFieldError,
    UnknownNameError,
)
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.sphinx.complaints import Subtype
from diplomacy_events.sphinx.linked_views import overview_of, table_of
from diplomacy_events.sphinx.rendering import render
from diplomacy_events.sphinx.shelf import Found, Opened, note_shelf
from diplomacy_events.sphinx.showing import COMMON, Showing, picture_nodes
from diplomacy_events.views.timeline import TimelineOptions, timeline

__all__ = ["DatasetDirective", "TableDirective", "TimelineDirective"]

NONE = "No matching records."


class Asking(Showing):
    """Records that match filters, which are those of the command line.

    The options are the filters, and ``dataset`` to search one dataset only: "article",
    or a path as the configuration gives it. Without it, all datasets in the
    configuration are searched, or the article if it names none.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        **COMMON,
        **dict.fromkeys((*FILTERS, "dataset"), unchanged_required),
        "members": flag,
    }

    def found(self) -> list[tuple[Record, Dataset]]:
        """Return each matching record with its dataset; none if no filter applies."""
        asked: dict[str, Any] = {
            name: self.options[name] for name in FILTERS if name in self.options
        }
        found: list[tuple[Record, Dataset]] = []
        problems: list[DiplomacyEventsError] = []
        datasets = self._datasets(note_shelf(self.env))
        for dataset in datasets:
            try:
                records = ask(dataset, **asked, members="members" in self.options)
            except DiplomacyEventsError as error:
                # Different datasets may have different actors and topics.
                problems.append(error)
            else:
                found += [(record, dataset) for record in records]
        if problems and len(problems) == len(datasets):
            # An error with a suggestion is the most helpful.
            problems.sort(key=lambda one: not getattr(one, "suggestions", ()))
            self.complain(_subtype(problems[0]), str(problems[0]))
        return found

    def _datasets(self, opened: Opened) -> list[Dataset]:
        datasets = opened.shelf.datasets
        name = self.options.get("dataset")
        if name is None:
            return [datasets[one] for one in opened.asked]
        if name not in datasets:
            known = ", ".join(datasets)
            self.complain("unknown", f"no dataset is called {name!r}; known: {known}")
            return []
        return [datasets[name]]

    def nothing(self) -> list[nodes.Node]:
        """Return what is wrong with the filters, or that no record matches them."""
        if self.problem is None:
            return [nodes.paragraph(NONE, NONE)]
        return self.text()

    def title(self, otherwise: str) -> str:
        """Return the title that the page gives, or another."""
        return self.arguments[0] if self.arguments else otherwise


def _subtype(problem: DiplomacyEventsError) -> Subtype:
    if isinstance(problem, UnknownNameError):
        return "query" if isinstance(problem, UnknownFieldError) else "unknown"
    return "query"


class TableDirective(Asking):
    """The records that match all filters, as a table."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        found = self.found()
        if not found:
            return self.nothing()
        parts = render(table_of(self.title(""), found), self.env)
        return self.container("dipl-table", *parts)


class TimelineDirective(Asking):
    """The records that match all filters, as a picture.

    A table with the same data is closed until a reader opens it; with the option
    ``table`` it is open. Where pictures cannot be drawn, such as in a PDF, only the
    table appears.
    """

    option_spec: ClassVar[dict[str, Any]] = {**Asking.option_spec, "table": flag}

    def run(self) -> list[nodes.Node]:
        """Return the picture and the table."""
        found = self.found()
        if not found:
            return self.nothing()
        records = [record for record, _ in found]
        picture = timeline(records, {}, TimelineOptions(title=self.title("Timeline")))
        table = render(table_of(picture.title, found), self.env)
        parts = picture_nodes(picture, table, closed="table" not in self.options)
        return self.container("dipl-timeline", *parts)


class DatasetDirective(Asking):
    """A whole dataset: its description, and a card for each thing in it.

    The argument names the dataset. With filters, only the records that match them are
    shown, with their sources.
    """

    final_argument_whitespace = False
    option_spec: ClassVar[dict[str, Any]] = {
        name: value for name, value in Asking.option_spec.items() if name != "dataset"
    } | {"no-index": flag}

    def run(self) -> list[nodes.Node]:
        """Return the cards, each of which can be linked to."""
        if self.arguments:
            self.options["dataset"] = self.arguments[0]
        found = self.found()
        if self.problem is not None:
            return self.text()
        whole = not {*FILTERS, "members"} & self.options.keys()
        parts: list[nodes.Node] = []
        for dataset in self._datasets(note_shelf(self.env)):
            records = [record for record, owner in found if owner is dataset]
            parts += render(overview_of(dataset), self.env) if whole else []
            parts += self._sections(dataset, records, whole=whole)
        return self.container("dipl-dataset", *parts) if parts else self.nothing()

    def _sections(
        self, dataset: Dataset, records: list[Record], *, whole: bool
    ) -> Iterator[nodes.Node]:
        """Yield a heading for each kind of things, and their cards."""
        named = {anchor.source for record in records for anchor in record.evidence}
        sections: list[tuple[str, list[Any]]] = [
            (kind.labels, [one for one in records if type(one) is kind.cls])
            for kind in RECORD_KINDS
        ]
        sections += [("Actors", list(dataset.actors) if whole else [])]
        sources = [one for one in dataset.sources if whole or one.id in named]
        for heading, things in (*sections, ("Sources", sources)):
            if things:
                yield nodes.rubric(heading, heading)
            for thing in things:
                found = Found(thing, dataset)
                yield from () if "no-index" in self.options else self.place(found)
                yield self.card(found)
