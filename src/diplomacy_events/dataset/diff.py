"""What differs between two datasets, field by field."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.model.description import fields, header, values_of
from diplomacy_events.model.rules import short
from diplomacy_events.model.walk import walk

__all__ = ["Change", "Diff", "diff", "differences", "distinct_reprs"]

CONTEXT_LENGTH, SHOWN_LENGTH = 15, 60
"""So many letters stand before a difference, and so many in all."""


@attrs.frozen(kw_only=True)
class Change:
    """A field that holds something else.

    Attributes:
        id: of the source, actor or record; `None` for the dataset itself.
        field: the name of the field, or "type" if the class is another.
        before: what it held.
        after: what it holds.
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
class Diff:
    """What is different from one dataset to another; false if nothing is.

    Attributes:
        added: ids of what only the other has, in its order.
        removed: ids of what only the first has, in its order.
        changed: what both have, but not the same.
        reordered: whether what both have stands in another order.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        """Return whether anything is different."""
        return bool(self.added or self.removed or self.changed or self.reordered)

    def __str__(self) -> str:
        """Return a line for each difference: + added, - removed, ~ changed."""
        return "\n".join(
            [
                *(f"+ {id}" for id in self.added),
                *(f"- {id}" for id in self.removed),
                *(f"~ {change}" for change in self.changed),
                *(["~ the order"] if self.reordered else []),
            ]
        )


def diff(old: Parts, new: Parts) -> Diff:
    """Return what is different from one dataset to another."""
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
    """Return two values for a message, cut so that they can be told apart."""
    cut = short(one), short(other)
    if cut[0] != cut[1]:
        return cut
    whole = repr(one), repr(other)
    pairs = enumerate(zip(*whole, strict=False))
    differs = next((at for at, (a, b) in pairs if a != b), min(map(len, whole)))
    start = max(0, differs - CONTEXT_LENGTH)
    texts = [f"...{text[start : start + SHOWN_LENGTH]}" for text in whole]
    return texts[0], texts[1]


def differences(before: Any, after: Any) -> Iterator[Change]:
    """Yield what is different between two versions of a source, actor or record."""
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
        if old != new or _whole(old) != _whole(new):
            yield Change(id=id, field=name, before=old, after=new)


def _whole(value: object) -> list[object]:
    """Return all that a value holds, the words for its periods included.

    These do not count when periods are compared, but a change of them is one.
    """
    held = [part for part in values_of(value) if attrs.has(type(part))]
    return [step.value for part in held for step in walk(part)]


def _parts(dataset: Parts) -> dict[str, Any]:
    parts = (*dataset.sources, *dataset.actors, *dataset.records)
    return {part.id: part for part in parts}
