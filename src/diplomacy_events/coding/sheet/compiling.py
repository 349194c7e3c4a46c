"""A sheet and its text, compiled into a dataset, or into everything that is wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from diplomacy_events.coding.passages import must_be
from diplomacy_events.coding.sheet.declaring import Declared, read_actors
from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.nodes import (
    Node,
    Tree,
    tree_of_text,
    tree_of_values,
)
from diplomacy_events.coding.sheet.places import Places
from diplomacy_events.coding.sheet.quoting import Quotes
from diplomacy_events.coding.sheet.record_reader import RecordReader
from diplomacy_events.coding.sheet.sections import DATASET, DATE_ORDER, Sections
from diplomacy_events.coding.sheet.source import read_source, read_sources
from diplomacy_events.coding.sheet.values import FAULTY, Values
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import FormatError
from diplomacy_events.integrity import Placed, faults_between
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import header
from diplomacy_events.model.rules import short
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
    """Return the dataset that a coding sheet and its text make.

    Words become anchors; words that do not stand in the text are refused.

    Args:
        sheet: the sheet, as text of NestedText or JSON, or the values of JSON that
            `sheet_schema` describes.
        text: the text; with its source, what the sheet says of that must agree.
        actors: actors that the sheet may refer to without describing them. Those that
            it does refer to are in the dataset.

    Raises:
        FormatError: if anything is wrong; it lists every `Fault`, by its line.
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the text is empty, or no text of a source.
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
    return compile_tree(_tree(sheet), text, actors).dataset


def _tree(sheet: str | Mapping[str, object]) -> Tree:
    if isinstance(sheet, Mapping):
        return tree_of_values(sheet)
    must_be(str, sheet, of="compile", name="sheet")
    return tree_of_text(sheet)


@attrs.frozen
class Compiled:
    """A dataset, and the lines of the sheet that its things are written on.

    Attributes:
        dataset: the dataset.
        lines: the lines by id.
    """

    dataset: Dataset
    lines: Mapping[str, int | None]


def compile_tree(
    tree: Tree, text: str | SourceText, actors: Iterable[Actor] = ()
) -> Compiled:
    """Return what a sheet that is taken apart makes with its text.

    Raises:
        FormatError: if anything is wrong.
        FieldTypeError: if the text is none.
        FieldValueError: if the text is empty, or no text of a source.
    """
    if not isinstance(text, SourceText):
        must_be(str, text, of="compile", name="text")
    if tree.faults and not tree.root.value:
        # Nothing of it could be read, and nothing more is to be told.
        raise FormatError(HEADING, faults=tree.faults)
    return _Compiler(tree, text, tuple(actors)).compiled()


class _Compiler:
    def __init__(
        self, tree: Tree, text: str | SourceText, actors: tuple[Actor, ...]
    ) -> None:
        self.sections = Sections(tree.root)
        self.faults = [*tree.faults, *self.sections.faults]
        self.damaged = tree.damaged | self.sections.damaged
        self.known = Known(actors, tree.lost | self.sections.lost)
        self.declared = Declared(self.known, self.faults)
        main = read_source(self.sections, text, self.faults)
        self.values = Values(Places(main.text), self.known, self.faults)
        self.values.order = self._order()
        self.sources = read_sources(self.sections, self.values, main)

    def _order(self) -> Order | None:
        """Return the order of day and month in figures, if the sheet says it."""
        node = self.sections.top.get(DATE_ORDER)
        if node is None:
            return None
        for order in ORDERS:
            if node.value == order:
                return order
        problem = f"expected {' or '.join(ORDERS)}, got {short(node.value)}"
        self.faults.append(node.fault(problem))
        return None

    def compiled(self) -> Compiled:
        """Return the dataset.

        Raises:
            FormatError: if anything is wrong.
        """
        for source in self.sources:
            self.known.classes[source.id] = type(source)
        told = self._header()
        actors = self.declared.declare(self.sections.actors)
        records = self.declared.declare(self.sections.records)
        made = read_actors(actors, self.values)
        reader = RecordReader(
            self.values, Quotes(self.values.places), records, self.damaged
        )
        coded = reader.all()
        parts: dict[str, Any] = {
            "sources": self.sources,
            "actors": [one for one in made if one is not FAULTY],
            "records": [one for one in coded if one is not FAULTY],
        }
        parts["actors"] += self.known.added
        self._between(parts)
        if self.faults:
            ordered = sorted(self.faults, key=lambda fault: fault.line or 0)
            raise FormatError(HEADING, faults=tuple(dict.fromkeys(ordered)))
        lines = {id: node.line for id, node in self.declared.nodes.items()}
        return Compiled(Dataset(**told, **parts), lines)

    def _header(self) -> dict[str, Any]:
        """Return what the sheet tells of the dataset."""
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
        """Tell what is wrong between things that are right in themselves."""
        members = [
            Placed(one.id, one) for collection in parts.values() for one in collection
        ]
        for fault in faults_between(members, None):
            node = self.declared.nodes.get(fault.id or "", Node(""))
            self.faults.append(node.fault(fault.problem, fault.id))
