"""Compiling a sheet and its text into a dataset, or into a list of faults."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from diplomacy_events.coding.passages import must_be
from diplomacy_events.coding.sheet.declaring import Declared, read_actors
from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.node_faults import FAULTY
from diplomacy_events.coding.sheet.nodes import (
    Node,
    Tree,
    tree_of_values,
)
from diplomacy_events.coding.sheet.places import Places
from diplomacy_events.coding.sheet.quoting import Quotes
from diplomacy_events.coding.sheet.record_reader import RecordReader
from diplomacy_events.coding.sheet.sections import (
    ACTORS,
    DATASET,
    DATE_ORDER,
    TEXT,
    Sections,
)
from diplomacy_events.coding.sheet.source import read_source, read_sources
from diplomacy_events.coding.sheet.text_tree import tree_of_text
from diplomacy_events.coding.sheet.values import Values
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.integrity import Placed, faults_between
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import header
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.phrases.now import ORDERS, Order

__all__ = ["HEADING", "Compiled", "compile", "compile_tree"]

HEADING = "not a valid sheet"


def compile(
    sheet: str | Mapping[str, object],
    text: str | SourceText,
    *,
    actors: Iterable[Actor] = (),
) -> Dataset:
    """Compile a coding sheet and its text into a dataset.

    Words become anchors; words that are not in the text are refused.

    Args:
        sheet: the sheet, as NestedText or JSON text, or as the JSON values that
            `sheet_schema` describes.
        text: the text; if it has its source, the sheet must agree with it.
        actors: actors that the sheet may refer to without describing them; those that
            it refers to become part of the dataset.

    Raises:
        FormatError: if anything is wrong; it lists every `Fault` with its line.
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the text is empty, or cannot be the text of a source.
        MissingExtraError: if the sheet is NestedText, without the extra ``sheets``.

    >>> sheet = '''
    ... publisher: Herald
    ... published: 2024-04-05
    ... actors:
    ...   lind: Person; Teo Lind
    ... Statement lind-agrees:
    ...   gist: Lind agrees
    ...   speakers: lind
    ...   act: comment
    ...   quotes: Yes
    ... '''
    >>> dataset = compile(sheet, "“Yes, we do,” Lind said.")
    >>> dataset.statements.one().quotes
    ('Yes, we do,',)
    """
    actors = tuple(actors)
    for actor in actors:
        must_be(Actor, actor, of="compile", name="actors")
    return compile_tree(_tree(sheet), text, actors).dataset


def _tree(sheet: str | Mapping[str, object]) -> Tree:
    if isinstance(sheet, Mapping):
        return tree_of_values(sheet)
    must_be(str, sheet, of="compile", name="sheet")
    return tree_of_text(sheet)


@attrs.frozen
class Compiled:
    """A dataset, and the lines of its objects in the sheet.

    Attributes:
        dataset: the dataset.
        lines: the lines by id.
    """

    dataset: Dataset
    lines: Mapping[str, int | None]


def compile_tree(
    tree: Tree, text: str | SourceText, actors: Iterable[Actor] = ()
) -> Compiled:
    """Compile a sheet that is already a tree.

    Raises:
        FormatError: if anything is wrong.
        FieldTypeError: if the text is not a text.
        FieldValueError: if the text is empty, or cannot be the text of a source.
    """
    if not isinstance(text, SourceText):
        must_be(str, text, of="compile", name="text")
    if tree.faults and not tree.root.value:
        # Nothing could be read, so there is nothing more to report.
        raise FormatError(HEADING, faults=tree.faults)
    return _Compiler(tree, text, tuple(actors)).compiled()


class _Compiler:
    def __init__(
        self, tree: Tree, text: str | SourceText, actors: tuple[Actor, ...]
    ) -> None:
        self.sections = Sections(tree.root)
        self._unread = tree.faults
        self.faults = [*tree.faults, *self.sections.faults]
        # A missing key may be on a line that could not be read.
        self.sections.meant |= tree.lost
        self.known = Known(actors, tree.lost | self.sections.lost)
        damaged = tree.damaged | self.sections.damaged
        self.declared = Declared(self.known, self.faults, damaged)
        main = read_source(self.sections, text, self.faults)
        self.values = Values(Places(main.text), self.known, self.faults)
        self.values.order = self._order()
        self.values.damaged = damaged
        self.sources = read_sources(self.sections, self.values, main)

    def _order(self) -> Order | None:
        """Return the order of day and month in numeric dates, if the sheet gives it."""
        node = self.sections.top.get(DATE_ORDER)
        if node is None:
            return None
        for order in ORDERS:
            if node.value == order:
                return order
        problem = f"expected {' or '.join(ORDERS)}, got {node.got}"
        self.faults.append(node.fault(problem))
        return None

    def compiled(self) -> Compiled:
        """Return the dataset.

        Raises:
            FormatError: if anything is wrong.
        """
        for source in self.sources:
            self.known.classes[source.id] = type(source)
        about = self._header()
        actors = self.declared.declare(self.sections.actors)
        records = self.declared.declare(self.sections.records)
        made = read_actors(actors, self.values)
        reader = RecordReader(self.values, Quotes(self.values.places), records)
        coded = reader.all()
        self.values.report_undated(self.sections.root)
        self.faults += self._wrong_ids()
        parts: dict[str, Any] = {
            "sources": self.sources,
            "actors": [one for one in made if one is not FAULTY],
            "records": [one for one in coded if one is not FAULTY],
        }
        parts["actors"] += self.known.added
        self._between(parts)
        if self.faults:
            raise FormatError(HEADING, faults=tuple(dict.fromkeys(self._ordered())))
        lines = {id: node.line for id, node in self.declared.nodes.items()}
        return Compiled(Dataset(**about, **parts), {**self._sources(), **lines})

    def _ordered(self) -> list[Fault]:
        """Return the faults in the order of lines, if there are lines.

        In JSON, a value that cannot be read has no other fault.
        """
        unread = {fault.path for fault in self._unread if fault.line is None}
        others = self.faults[len(self._unread) :]
        rest = [fault for fault in others if fault.path not in unread]
        return sorted([*self._unread, *rest], key=lambda fault: fault.line or 0)

    def _wrong_ids(self) -> Iterator[Fault]:
        """Yield one fault for each wrong id."""
        sections = self.sections
        sources = {one.id: one.node for one in sections.sources}
        some = sections.actors or self.known.shared or ACTORS in sections.meant
        top = sections.root.value.get(ACTORS, sections.root._replace(path=(ACTORS,)))
        return self.values.wrong_ids.faults(
            {**sources, **self.declared.nodes},
            None if some else top,
            unread=sections.unread_actors,
        )

    def _sources(self) -> dict[str, int | None]:
        """Return the lines of sources: of their ids, or of keys that ids come from."""
        top = self.sections.top
        own = next((top[key] for key in ("id", TEXT) if key in top), self.sections.root)
        lines = {one.id: own.line for one in self.sources[:1]}
        return {**lines, **{one.id: one.node.line for one in self.sections.sources}}

    def _header(self) -> dict[str, Any]:
        """Return the description of the dataset in the sheet."""
        described = header(Dataset)
        node = self.sections.top.get(DATASET)
        found = node and self.values.keys(node, [one.name for one in described])
        if not found:
            return {}
        return {
            field.name: self.values.value(field, found[field.name])
            for field in described
            if field.name in found
        }

    def _between(self, parts: Mapping[str, Iterable[Any]]) -> None:
        """Report faults between objects that are valid by themselves."""
        members = [
            Placed(one.id, one) for collection in parts.values() for one in collection
        ]
        # What is missing may be faulty; if nothing is, a shared actor names it.
        unsure = None if self.faults else ()
        for fault in faults_between(members, unsure):
            node = self.declared.nodes.get(fault.id or "", Node(""))
            self.faults.append(node.fault(fault.problem, fault.id))
