"""The differences between two datasets, field by field."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from re import fullmatch
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.model.description import fields, header, values_of
from diplomacy_events.model.rules import SLUG, short
from diplomacy_events.model.walk import walk
from diplomacy_events.views.grid import Grid, Tabled

__all__ = [
    "Change",
    "Diff",
    "diff",
    "differences",
    "distinct_reprs",
    "distinct_texts",
]

CONTEXT_LENGTH, SHOWN_LENGTH = 15, 60
"""The number of letters before a difference, and in total."""


@attrs.frozen(kw_only=True)
class Change:
    """A field with a different value.

    Attributes:
        id: of the source, actor or record; `None` for the dataset itself.
        field: the name of the field, or "type" if the class is different.
        before: the old value.
        after: the new value.
    """

    id: str | None
    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        """Return the place, and both values."""
        place = self.field if self.id is None else f"{self.id}.{self.field}"
        return f"{place}: {' -> '.join(distinct_reprs(self.before, self.after))}"


@attrs.frozen(kw_only=True)
class Diff(Tabled):
    """The differences from one dataset to another; false if there are none.

    It prints as a table.

    Attributes:
        added: ids of things that only the other has, in its order.
        removed: ids of things that only the first has, in its order.
        changed: differences between things that both have.
        reordered: whether things that both have are in a different order.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        """Return whether anything is different."""
        return bool(self.added or self.removed or self.changed or self.reordered)

    def _tables(self) -> Iterator[Grid]:
        """Yield the table of all differences."""
        rows = [
            *(("added", id, "", "", "") for id in self.added),
            *(("removed", id, "", "", "") for id in self.removed),
            *(
                (
                    "changed",
                    one.id or "",
                    one.field,
                    *distinct_texts(one.before, one.after),
                )
                for one in self.changed
            ),
            *([("reordered", "", "", "", "")] if self.reordered else []),
        ]
        if rows:
            header = ("difference", "id", "field", "before", "after")
            yield Grid("Differences", header, rows)

    @property
    def _remark(self) -> str:
        return "" if self else "no difference"


def diff(old: Parts, new: Parts) -> Diff:
    """Return the differences between two datasets."""
    before, after = _parts(old), _parts(new)
    both = [id for id in before if id in after]
    return Diff(
        added=tuple([id for id in after if id not in before]),
        removed=tuple([id for id in before if id not in after]),
        changed=(
            *_changes(None, old, new, [field.name for field in header(type(old))]),
            *(found for id in both for found in differences(before[id], after[id])),
        ),
        reordered=both != [id for id in after if id in before],
    )


def distinct_reprs(one: object, other: object) -> tuple[str, str]:
    """Return two values for a message, shortened but still different."""
    cut = short(one), short(other)
    if cut[0] != cut[1]:
        return cut
    whole = repr(one), repr(other)
    pairs = enumerate(zip(*whole, strict=False))
    differs = next((at for at, (a, b) in pairs if a != b), min(map(len, whole)))
    start = max(0, differs - CONTEXT_LENGTH)
    texts = [f"...{text[start : start + SHOWN_LENGTH]}" for text in whole]
    return texts[0], texts[1]


def distinct_texts(one: object, other: object) -> tuple[str, str]:
    """Return two values for a table, shortened but still different.

    Words of a vocabulary and slugs are shown unchanged.
    """
    cut = distinct_reprs(one, other)
    return _plain_text(one) or cut[0], _plain_text(other) or cut[1]


def _plain_text(value: object) -> str | None:
    """Return a value that is clear without quotation marks."""
    if value is None or value == ():
        return "nothing"
    if isinstance(value, tuple):
        slugs = [one for one in value if type(one) is str and fullmatch(SLUG, one)]
        text = ", ".join(slugs)
        return text if len(slugs) == len(value) and len(text) <= SHOWN_LENGTH else None
    return str(value) if isinstance(value, StrEnum) else None


def differences(before: Any, after: Any) -> Iterator[Change]:
    """Yield the differences between two versions of a source, actor or record."""
    if before is after:
        return
    if type(before) is not type(after):
        kinds = type(before).__name__, type(after).__name__
        yield Change(id=before.id, field="type", before=kinds[0], after=kinds[1])
        return
    names = [field.name for field in fields(type(before))]
    yield from _changes(before.id, before, after, names)


def _changes(
    id: str | None, before: object, after: object, names: Sequence[str]
) -> Iterator[Change]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new or _value_with_words(old) != _value_with_words(new):
            yield Change(id=id, field=name, before=old, after=new)


def _value_with_words(value: object) -> list[object]:
    """Return everything in a value, including the words for its periods.

    These do not count when periods are compared, but changing them is a change.
    """
    parts = [part for part in values_of(value) if attrs.has(type(part))]
    return [step.value for part in parts for step in walk(part)]


def _parts(dataset: Parts) -> dict[str, Any]:
    parts = (*dataset.sources, *dataset.actors, *dataset.records)
    return {part.id: part for part in parts}
