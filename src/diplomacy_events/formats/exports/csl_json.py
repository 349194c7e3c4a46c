"""CSL-JSON: the sources, for reference managers and citation processors.

The schema is that of the Citation Style Language, version 1.0.
"""

import json
from datetime import date

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.omissions import Places, omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.sources import Source

__all__ = ["FORMAT"]

PLACES: Places = {
    Source: {
        *("id", "publisher", "title", "url", "published", "language"),
        *("author", "accessed"),
    }
}
REASON = "a citation has no place for it"


def dumps(dataset: Dataset) -> str:
    """Return the sources as newspaper articles to cite."""
    items = [_item(source) for source in dataset.sources]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(source: Source) -> dict[str, object]:
    fields = {
        "id": source.id,
        "type": "article-newspaper",
        "title": source.title,
        # Whether it is a person, and where the family name is, is not told.
        "author": source.author and [{"literal": source.author}],
        "container-title": source.publisher,
        "issued": _day(source.published),
        "accessed": _day(source.accessed),
        "URL": source.url,
        "language": source.language,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _day(day: date | None) -> dict[str, object] | None:
    return None if day is None else {"date-parts": [[day.year, day.month, day.day]]}


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List everything but the sources, and what of them is not cited."""
    return tuple(omissions(dataset, PLACES, REASON))


FORMAT = Format(
    name="csl-json",
    suffixes=(".csl.json",),
    lossless=False,
    dumps=dumps,
    omitted=omitted,
)
