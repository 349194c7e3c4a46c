"""Tasks for Label Studio, with everything already coded or found, and the labels."""

import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from diplomacy_events.coding import draft
from diplomacy_events.dataset import Dataset
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

__all__ = ["BESIDE", "HINTS", "label_studio_config", "label_studio_tasks"]

BESIDE = "diplomacy_events"
"""The key in a task's data for what Label Studio does not show."""
HINTS = ("quotation", "time")
NAMES = {"record": tuple(RECORDS), "part": (*PARTS, EVIDENCE), "hint": HINTS}
"""The controls that label passages, and their labels."""


def label_studio_config() -> str:
    """Return the labelling configuration, to be pasted into a project.

    >>> '<Label value="Statement"/>' in label_studio_config()
    True
    """
    lines = ["<View>", "  <Relations/>"]
    for name, labels in NAMES.items():
        lines.append(f'  <Labels name="{name}" toName="text">')
        lines += [f'    <Label value="{label}"/>' for label in labels]
        lines.append("  </Labels>")
    lines.append('  <Text name="text" value="$text"/>')
    for name, cls in RECORDS.items():
        lines.append(
            '  <View visibleWhen="region-selected" whenTagName="record" '
            f'whenLabelValue="{name}">'
        )
        for field in said_fields(cls):
            lines.append(f"    <Header value={quoteattr(field.label)}/>")
            control = f'name="{name}-{field.name}" toName="text" perRegion="true"'
            if field.choice:
                lines.append(f"    <Choices {control}>")
                lines += [f'      <Choice value="{one}"/>' for one in field.holds]
                lines.append("    </Choices>")
            else:
                most = "" if field.many else ' maxSubmissions="1"'
                lines.append(f"    <TextArea {control}{most}/>")
        lines.append("  </View>")
    lines.append(
        '  <View visibleWhen="region-selected" whenTagName="part">\n'
        '    <Header value="Who (an id)"/>\n'
        '    <TextArea name="part-actor" toName="text" perRegion="true" '
        'maxSubmissions="1"/>\n'
        "  </View>"
    )
    return "\n".join([*lines, "</View>", ""])


def label_studio_tasks(
    dataset: Dataset, *texts: SourceText, hints: bool = True
) -> list[dict[str, object]]:
    """Return a task for each text, to be saved as JSON and imported by Label Studio.

    Records are pre-annotated: each is a passage labelled with its class, and linked to
    the actors in it where the passage names them.

    Args:
        dataset: the dataset; `draft(text).dataset` if nothing is coded yet.
        *texts: texts of its sources.
        hints: whether to mark the quotations and phrases of time that `draft` finds as
            well.

    Raises:
        EvidenceError: if an anchor does not fit its text.

    >>> from diplomacy_events import load_article, SourceText
    >>> talks = SourceText.of("Talks end.", id="talks", publisher="X")
    >>> from diplomacy_events import Dataset
    >>> label_studio_tasks(Dataset(sources=[talks.source]), talks)[0]["data"]["text"]
    'Talks end.'
    """
    return [
        _task(dataset, text, whole=place == 0, hints=hints)
        for place, text in enumerate(texts)
    ]


def _task(
    dataset: Dataset, text: SourceText, *, whole: bool, hints: bool
) -> dict[str, object]:
    marks = marks_of(dataset, text)
    results = [item for mark in marks.marks for item in _results(mark, text)]
    results += [
        {
            "type": "relation",
            "from_id": link.record,
            "to_id": link.part,
            "direction": "right",
            "labels": [],
        }
        for link in marks.links
    ]
    if hints:
        results += [item for mark in _hints(text) for item in _results(mark, text)]
    beside: dict[str, Any] = {
        "source": text.source.id,
        "shown": [mark.id for mark in marks.marks],
    }
    if whole:
        # The first task keeps all data that no text shows.
        beside["dataset"] = json.loads(dumps(dataset))
    prediction = {"model_version": BESIDE, "result": results}
    data = {"text": text.text, BESIDE: beside}
    return {"data": data, "predictions": [prediction]}


def _hints(text: SourceText) -> Iterator[Mark]:
    suggestions = draft(text)
    found = [("quotation", one.start, one.end) for one in suggestions.quotations.found]
    found += [("time", one.start, one.end) for one in suggestions.times]
    for number, (label, start, end) in enumerate(found):
        yield Mark(id=f"hint.{label}.{number}", label=label, start=start, end=end)


def _results(mark: Mark, text: SourceText) -> Iterator[dict[str, Any]]:
    """Yield a mark as Label Studio has it: its label, and each of its values."""
    (control,) = (name for name, labels in NAMES.items() if mark.label in labels)
    place = {"start": mark.start, "end": mark.end}
    common = {"id": mark.id, "to_name": "text"}
    words = text.text[mark.start : mark.end]
    value = {**place, "text": words, "labels": [mark.label]}
    yield {**common, "from_name": control, "type": "labels", "value": value}
    cls = RECORDS.get(mark.label)
    choices = {one.name for one in said_fields(cls) if one.choice} if cls else ()
    for name, values_of_field in mark.said.items():
        owner = control if control == "part" else mark.label
        kind = "choices" if name in choices else "textarea"
        key = "choices" if kind == "choices" else "text"
        yield {
            **common,
            "from_name": f"{owner}-{name}",
            "type": kind,
            "value": {**place, key: values_of_field},
        }
