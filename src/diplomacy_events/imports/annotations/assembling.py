"""Build a dataset from what was exported to a tool and what came back."""

import json
from collections.abc import Iterable

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import FormatError
from diplomacy_events.formats import loads
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import header
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Source

__all__ = ["about", "dataset_beside", "gather"]


def dataset_beside(plain: object, place: str) -> Dataset:
    """Return the dataset that was exported with a text.

    Args:
        plain: the dataset as plain values, as they were parsed.
        place: where it was found, for messages.

    Raises:
        FormatError: if it is not a dataset; it lists the faults.
    """
    try:
        text = json.dumps(plain)
    except TypeError as error:
        # The parser keeps repeated keys and numbers that are not JSON.
        raise FormatError(
            f"{place}: the dataset beside the text is not JSON: {error}"
        ) from error
    return loads(text)


def about(dataset: Dataset) -> dict[str, object]:
    """Return the description of a dataset, without its collections."""
    return {field.name: getattr(dataset, field.name) for field in header(Dataset)}


def gather(
    found: Gathering,
    before: Iterable[Dataset],
    sources: Iterable[Source],
    actors: Iterable[Actor],
    shown: Iterable[str],
    records: dict[str, Record],
) -> None:
    """Gather the old data, but take the records that were shown from what came back.

    A record that was shown and did not come back was deleted in the tool.
    """
    known = list(before)
    gone = frozenset(shown)
    for source in (*[one for dataset in known for one in dataset.sources], *sources):
        found.sources.setdefault(source.id, source)
    for actor in (*[one for dataset in known for one in dataset.actors], *actors):
        found.add(actor)
    for record in [one for dataset in known for one in dataset.records]:
        if record.id in records:
            found.records[record.id] = records[record.id]
        elif record.id not in gone:
            found.records[record.id] = record
    for record in records.values():
        found.records.setdefault(record.id, record)
