"""CSL-JSON: the dataset and its sources, for reference managers and processors.

The schema is CSL-JSON of the Citation Style Language, version 1.0.
"""

import json
from datetime import date

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.bibliography import (
    key_of,
    name_of,
    note_of,
    omitted,
    title_of,
)
from diplomacy_events.formats.format import Format
from diplomacy_events.model.sources import Source

__all__ = ["FORMAT"]


def dumps(dataset: Dataset) -> str:
    """Return the dataset, and its sources as newspaper articles, to cite."""
    items = [_item(source) for source in dataset.sources]
    name = name_of(dataset)
    if name is not None:
        items.insert(0, _dataset_item(dataset, name))
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _dataset_item(dataset: Dataset, name: str) -> dict[str, object]:
    return _without_none(
        id=key_of(dataset, name),
        type="dataset",
        title=name,
        version=dataset.version,
        note=note_of(dataset),
    )


def _item(source: Source) -> dict[str, object]:
    # A style replaces a missing author by the title. The title of a source without one
    # begins with its publisher.
    author = source.author or (None if source.title else source.publisher)
    return _without_none(
        id=source.id,
        type="article-newspaper",
        title=title_of(source),
        # The source does not distinguish persons from organizations, or name parts.
        author=author and [{"literal": author}],
        issued=_day(source.published),
        accessed=_day(source.accessed),
        URL=source.url,
        language=source.language,
        **{"container-title": source.publisher},
    )


def _without_none(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _day(day: date | None) -> dict[str, object] | None:
    return None if day is None else {"date-parts": [[day.year, day.month, day.day]]}


FORMAT = Format(
    name="csl-json",
    suffixes=(".csl.json",),
    lossless=False,
    dumps=dumps,
    omitted=omitted,
)
