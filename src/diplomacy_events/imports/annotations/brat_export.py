"""Documents for brat: a text, its annotations, and how to annotate."""

import json
from pathlib import Path
from typing import Any

from diplomacy_events.dataset import Dataset
from diplomacy_events.files import replace
from diplomacy_events.formats import dumps
from diplomacy_events.imports.annotations.marks import (
    EVIDENCE,
    PARTS,
    RECORDS,
    Mark,
    marks_of,
    said_fields,
)
from diplomacy_events.model.source_text import SourceText

__all__ = ["BESIDE", "CONFIGURATION", "brat_configuration", "write_brat"]

BESIDE = ".beside.json"
"""The suffix of the file for data that brat does not show."""
CONFIGURATION = "annotation.conf"


def brat_configuration() -> str:
    """Return the configuration of a collection: its entities, relations, attributes.

    >>> brat_configuration().startswith("[entities]")
    True
    """
    records = "|".join(RECORDS)
    choices = {
        field.name: field.holds
        for cls in RECORDS.values()
        for field in said_fields(cls)
        if field.choice
    }
    return "\n".join(
        [
            "[entities]",
            *RECORDS,
            *PARTS,
            EVIDENCE,
            "[relations]",
            *[f"{part}\tArg1:{records}, Arg2:{part}" for part in (*PARTS, EVIDENCE)],
            "[events]",
            "[attributes]",
            *[
                f"{name}\tArg:{records}, Value:{'|'.join(holds)}"
                for name, holds in choices.items()
            ],
            "",
        ]
    )


def write_brat(dataset: Dataset, folder: Path, *texts: SourceText) -> None:
    """Write a folder that brat shows as a collection, with a document for each text.

    Data that brat does not show is kept in a file beside each document.

    Args:
        dataset: the dataset.
        folder: the folder, which must exist.
        *texts: texts of its sources.

    Raises:
        EvidenceError: if an anchor does not fit its text.
        OSError: if a file cannot be written.
    """
    replace(Path(folder, CONFIGURATION), brat_configuration().encode())
    for place, text in enumerate(texts):
        lines, ids = _document(dataset, text)
        id = text.source.id
        beside: dict[str, Any] = {"source": id, "shown": ids}
        if place == 0:
            # The file of the first document keeps all data that no text shows.
            beside["dataset"] = json.loads(dumps(dataset))
        replace(Path(folder, f"{id}.txt"), text.text.encode())
        replace(Path(folder, f"{id}.ann"), "".join(lines).encode())
        replace(Path(folder, f"{id}{BESIDE}"), json.dumps(beside).encode())


def _document(dataset: Dataset, text: SourceText) -> tuple[list[str], list[str]]:
    """Return the lines of annotations, and the ids of the marks."""
    marks = marks_of(dataset, text)
    numbers = {mark.id: number for number, mark in enumerate(marks.marks, start=1)}
    labels = {mark.id: mark.label for mark in marks.marks}
    lines: list[str] = []
    for mark in marks.marks:
        lines += _lines(mark, numbers[mark.id], text, len(lines))
    for number, link in enumerate(marks.links, start=1):
        record, part = numbers[link.record], numbers[link.part]
        lines.append(f"R{number}\t{labels[link.part]} Arg1:T{record} Arg2:T{part}\n")
    return lines, list(numbers)


def _lines(mark: Mark, number: int, text: SourceText, count: int) -> list[str]:
    """Return the lines of a mark; attributes and notes are numbered by the line."""
    words = text.text[mark.start : mark.end].replace("\n", " ")
    lines = [f"T{number}\t{mark.label} {mark.start} {mark.end}\t{words}\n"]
    cls = RECORDS.get(mark.label)
    choices = {one.name for one in said_fields(cls) if one.choice} if cls else set()
    note: dict[str, Any] = {"id": mark.id}
    for name, values in mark.said.items():
        if name in choices:
            place = count + len(lines)
            lines.append(f"A{place}\t{name} T{number} {values[0]}\n")
        else:
            note[name] = values
    written = json.dumps(note, ensure_ascii=False)
    lines.append(f"#{count + len(lines)}\tAnnotatorNotes T{number}\t{written}\n")
    return lines
