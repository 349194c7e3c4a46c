"""Label Studio's JSON: labels become records again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from diplomacy_events.errors import Fault
from diplomacy_events.imports.annotations.assembling import about, gather
from diplomacy_events.imports.annotations.labelled_tasks import (
    Task,
    TaskReader,
    items_of,
)
from diplomacy_events.imports.annotations.marks import Link, Mark, Marks
from diplomacy_events.imports.annotations.offsets import Claim, Offsets
from diplomacy_events.imports.annotations.rebuilding import Rebuilding, places_before
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.importer import Import, Importer, OnError
from diplomacy_events.imports.states import Given, actors_of
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.record_kinds import Record

__all__ = ["IMPORTER"]

NOT_STATED = "not stated"
ON_TEXT = "about a whole text, not a passage"
NOT_A_RESULT = "an unreadable result"
OTHER_WORDS = "words that are not at their offsets"


class _Region:
    """The results that Label Studio has for one passage."""

    def __init__(self, row: int, path: str) -> None:
        self.row = row
        self.path = path
        self.label = ""
        self.claim: Claim | None = None
        self.said: dict[str, list[str]] = {}

    def add(self, item: dict[str, object], value: dict[str, object]) -> str | None:
        """Add a result, and return what is wrong with it, if anything."""
        start, end = value.get("start"), value.get("end")
        if type(start) is not int or type(end) is not int:
            return f"expected offsets, got {start!r} and {end!r}"
        if item.get("type") == "labels":
            labels, words = value.get("labels"), value.get("text")
            if not (isinstance(labels, list) and len(labels) == 1):
                return f"expected one label, got {labels!r}"
            self.label = str(labels[0])
            self.claim = Claim(start, end, words if isinstance(words, str) else None)
            return None
        choices = value.get("choices", value.get("text"))
        texts: list[Any] = choices if isinstance(choices, list) else [choices]
        if not all(isinstance(one, str) for one in texts):
            return f"expected choices or texts, got {choices!r}"
        self.said[str(item.get("from_name")).rpartition("-")[2]] = texts
        return None


def _marks(task: Task, reader: TaskReader) -> Marks:
    """Return the marks on a task, and note results that are not marks."""
    regions: dict[str, _Region] = {}
    links: list[Link] = []
    wrong: dict[str, tuple[str, str]] = {}
    for place, item in enumerate(task.results.items):
        path = f"{task.results.path}[{place}]"
        value = item.get("value") if isinstance(item, dict) else None
        if isinstance(item, dict) and item.get("type") == "relation":
            ends = str(item.get("from_id")), str(item.get("to_id"))
            links.append(Link(record=ends[0], part=ends[1], line=reader.next_row()))
        elif not isinstance(value, dict) or not isinstance(item.get("id"), str):
            reader.fail(NOT_A_RESULT, path, f"expected a result, got {item!r:.200}")
        elif "start" not in value:
            reader.ledger.leave(ON_TEXT, reader.next_row())
        else:
            id = item["id"]
            if id not in regions:
                regions[id] = _Region(reader.next_row(), path)
            problem = regions[id].add(item, value)
            if problem is not None:
                wrong[id] = path, problem
    before = places_before(reader.records, task.text.source.id)
    marks = list(_marks_in_place(task, regions, wrong, before))
    for id, (path, problem) in wrong.items():
        reader.ledger.fail(OTHER_WORDS, regions[id].row, Fault(path, problem, id))
    return Marks(marks=tuple(marks), links=tuple(links))


def _marks_in_place(
    task: Task,
    regions: dict[str, _Region],
    wrong: dict[str, tuple[str, str]],
    before: Mapping[str, tuple[int, int]],
) -> Iterator[Mark]:
    claims = {
        id: region.claim._replace(before=before.get(id))
        for id, region in regions.items()
        if region.claim is not None and id not in wrong
    }
    offsets = Offsets(task.text.text, claims.values())
    for id, region in regions.items():
        if id in wrong:
            continue
        place = offsets.place(claims[id]) if id in claims else None
        if id not in claims:
            wrong[id] = region.path, "expected a label"
        elif place is None:
            wrong[id] = region.path, claims[id].refused()
        else:
            yield Mark(
                id=id,
                label=region.label,
                start=place[0],
                end=place[1],
                said=region.said,
                line=region.row,
                path=region.path,
            )


def read(
    tables: Sequence[Table],
    *,
    on_error: OnError = "raise",
    actors: Given = None,
    coder: str | None = None,
    predictions: bool = False,
    publisher: str = NOT_STATED,
) -> Import:
    """Return what was labelled in Label Studio.

    The rows of the account are the passages and the relations, in their order.

    Args:
        tables: exports of tasks in JSON, not the short form.
        on_error: what to do about faulty rows.
        actors: the actors that passages may name, by ids, names and aliases.
        coder: whose annotations to take, if a task has several: the address or the
            number of the coder.
        predictions: whether to take the predictions of tasks that nobody has annotated.
        publisher: the publisher of texts that did not come from a dataset.

    Raises:
        FormatError: if a file is not such an export, a task has several annotations and
            no coder is given, or rows are faulty and not collected.
        EvidenceError: if the text of a task no longer matches its source.
        IntegrityError: if the records do not fit together.
        OSError: if a file cannot be read.
    """
    found, whom = Gathering(), [*actors_of(actors)]
    header: dict[str, Any] = {}
    for table in tables:
        reader = TaskReader(table, coder, predictions, publisher)
        tasks = list(reader.tasks())
        known = [*whom, *(one for dataset in reader.before for one in dataset.actors)]
        ids: list[str] = []
        records: dict[str, Record] = {}
        for task in tasks:
            marks = _marks(task, reader)
            shown_ids = list(map(str, items_of(task.beside.get("shown"))))
            rebuilding = Rebuilding(
                task.text, marks, reader.records, shown_ids, known, task.results.coder
            )
            records |= rebuilding.records(reader.ledger)
            ids += shown_ids
        sources = [task.text.source for task in tasks]
        gather(found, reader.before, sources, whom, ids, records)
        for dataset in reader.before:
            header = header or about(dataset)
        found.count(reader.ledger, reader.rows)
    return found.imported(on_error, tables[0].place, **header)


def recognises(_: str, head: bytes) -> bool:
    """Return whether a file begins as an export of tasks does."""
    begun = head.lstrip()[:1] == b"["
    return begun and b'"data"' in head and b'"text"' in head


IMPORTER = Importer(
    name="label-studio",
    title="tasks labelled in Label Studio, as JSON",
    recognises=recognises,
    read=read,
)
