"""The tasks in an export of Label Studio, and what one coder has labelled in each."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.strict_json import NotJsonError, parse
from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.annotations.assembling import dataset_beside
from diplomacy_events.imports.annotations.label_studio_export import BESIDE
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.source_text import SourceText

__all__ = ["Task", "TaskReader", "items_of"]

UNANNOTATED = "a task without an annotation"
NOT_A_TASK = "not a task with a text"


class Results(NamedTuple):
    """What one coder has labelled in a task, and the JSON path of the list."""

    path: str
    items: list[Any]
    coder: str | None = None


class Task(NamedTuple):
    """A task: its text, the data exported with it, and what was labelled."""

    text: SourceText
    beside: Mapping[str, object]
    results: Results


class TaskReader:
    """The tasks of a file.

    Attributes:
        ledger: what becomes of the rows.
        rows: how many rows there are so far.
        before: the datasets that the tasks were exported from.
        records: their records, as plain values.
    """

    def __init__(
        self, table: Table, coder: str | None, predictions: bool, publisher: str
    ) -> None:
        self.ledger = Ledger(table.name)
        self.rows = 0
        self._table, self._coder, self._predictions = table, coder, predictions
        self._publisher = publisher
        self.before: list[Dataset] = []
        self.records: dict[str, dict[str, Any]] = {}

    def next_row(self) -> int:
        """Count a row, and return its number."""
        self.rows += 1
        return self.rows

    def tasks(self) -> Iterator[Task]:
        """Yield the tasks that have a text and an annotation.

        Raises:
            FormatError: if the file is not an export of tasks, or a task has several
                annotations and no coder is given.
            OSError: if it cannot be read.
        """
        for number, task in enumerate(self._document(), start=1):
            data = _object(_object(task).get("data"))
            text = data.get("text")
            if not isinstance(text, str) or not text:
                self.fail(NOT_A_TASK, f"$[{number - 1}]", "expected a task with a text")
                continue
            results = self._results(task, number)
            if results is None:
                self.ledger.leave(UNANNOTATED, self.next_row())
                continue
            beside = _object(data.get(BESIDE))
            if "dataset" in beside:
                dataset = dataset_beside(beside["dataset"], self._table.place)
                self.before.append(dataset)
                records = beside["dataset"].get("records", ())
                self.records |= {record["id"]: record for record in records}
            yield Task(self._text(text, beside, number), beside, results)

    def _document(self) -> list[Any]:
        """Return the tasks as they are in the file.

        Raises:
            FormatError: if it is not a JSON list.
            OSError: if it cannot be read.
        """
        place = self._table.place
        try:
            document = parse(self._table.data())
        except NotJsonError as error:
            raise FormatError(f"{place}: not JSON: {error}") from error
        if not isinstance(document, list):
            raise FormatError(f"{place}: expected a list of tasks")
        return document

    def fail(self, reason: str, path: str, problem: str) -> None:
        """Note a row that is faulty."""
        self.ledger.fail(reason, self.next_row(), Fault(path, problem))

    def _results(self, task: dict[str, object], number: int) -> Results | None:
        """Return what one coder has labelled in a task, or nothing.

        Raises:
            FormatError: if there are several coders and none is given.
        """
        found: dict[str, Results] = {}
        for path, one in _each(task, number, "annotations"):
            if not one.get("was_cancelled"):
                coder = _coder(one.get("completed_by"))
                found[coder] = Results(path, items_of(one.get("result")), coder)
        if self._coder is not None:
            found = {self._coder: found[self._coder]} if self._coder in found else {}
        elif len(found) > 1:
            names = ", ".join(found)
            problem = f"task {number} has annotations by {names}; choose a coder"
            raise FormatError(f"{self._table.place}: {problem}")
        if not found and self._predictions:
            for path, one in _each(task, number, "predictions"):
                return Results(path, items_of(one.get("result")))
        return next(iter(found.values()), None)

    def _text(self, text: str, beside: Mapping[str, object], number: int) -> SourceText:
        """Return the text of a task, as that of the source exported with it.

        Raises:
            EvidenceError: if the text no longer matches the source.
        """
        source = beside.get("source")
        for dataset in self.before:
            if isinstance(source, str) and source in dataset.sources:
                return SourceText(source=dataset.sources[source], text=text)
        id = to_slug(f"{self._table.name.removesuffix('.json')} {number}")
        return SourceText.of(text, id=id, publisher=self._publisher)


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def items_of(value: object) -> list[Any]:
    """Return a list of JSON; anything else counts as an empty one."""
    return value if isinstance(value, list) else []


def _each(
    task: dict[str, object], number: int, name: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the annotations or predictions of a task, and the paths of their results.

    Args:
        task: the task.
        number: its number, counted from 1.
        name: which of the two to yield.
    """
    for place, one in enumerate(items_of(task.get(name))):
        if isinstance(one, dict):
            yield f"$[{number - 1}].{name}[{place}].result", one


def _coder(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("email") or value.get("id")
    return str(value)
