"""A record as a card of text: a label and a value for each field that is not empty."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from diplomacy_events.card import field_order, present_fields
from diplomacy_events.model.wording import InWords, places
from diplomacy_events.monospace import wrap

__all__ = ["in_words", "row_lines", "text_card", "text_rows"]

LABEL_COLUMNS = 20
"""The width of the labels; every label fits."""


def text_card(record: Any, title: str, known: InWords) -> str:
    """Return a record as a card of text, in lines of at most 80 columns.

    Args:
        record: a record of any class.
        title: the label of the class.
        known: what is known about the ids that it names.
    """
    rows = text_rows(record, field_order(record), known)
    return "\n".join(row_lines([(f"{title}:", record.gist), *rows]))


def row_lines(rows: Iterable[tuple[str, str]], margin: str = "") -> Iterator[str]:
    """Yield the lines of labels and values; a row without a value has none.

    Args:
        rows: the labels with their values.
        margin: what comes before each label.
    """
    for label, value in rows:
        first = f"{margin}{label}".ljust(LABEL_COLUMNS - 1) + " "
        yield from wrap(value, first, LABEL_COLUMNS)


def text_rows(
    owner: object, names: Iterable[str], known: InWords
) -> Iterator[tuple[str, str]]:
    """Yield a label and a value in words, for each field that is not empty.

    Ids and topics share a row; every other value has a row of its own.
    """
    for name, value, metadata in present_fields(owner, names):
        label = metadata["label"].lower()
        words = _values_in_words(name, value, metadata, known)
        if metadata.get("refers_to") or metadata.get("topics"):
            yield label, ", ".join(words)
        else:
            yield from ((label, each) for each in words)


def _values_in_words(
    name: str, value: Any, metadata: Any, known: InWords
) -> Iterable[str]:
    """Return the values of a field as plain text."""
    if name == "evidence":
        return places(value)
    items = value if isinstance(value, tuple) else (value,)
    if name == "quotes":
        return [f"“{quote}”" for quote in items]
    if metadata.get("refers_to"):
        return map(known.name, items)
    return [in_words(item, known) for item in items]


def in_words(value: Any, known: InWords) -> str:
    """Return one value as plain text; a part of a record with all its fields."""
    if not attrs.has(type(value)):
        return str(value)
    phrase = known.phrase(value)
    if phrase:
        return phrase
    parts = []
    names = [field.name for field in attrs.fields(type(value))]
    for name, part, metadata in present_fields(value, names):
        words = _values_in_words(name, part, metadata, known)
        parts.append(f"{metadata['label'].lower()} {', '.join(words)}")
    return "; ".join(parts)
