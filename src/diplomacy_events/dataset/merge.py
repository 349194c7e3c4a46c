"""Datasets put together: where they disagree, nothing wins in silence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.diff import differences, distinct_reprs
from diplomacy_events.errors import Fault, FieldTypeError, IntegrityError
from diplomacy_events.model.description import CLASSES, SECTIONS, header
from diplomacy_events.model.rules import short

__all__ = ["add", "merge"]


def add(dataset: Parts, parts: Sequence[Any]) -> dict[str, Any]:
    """Return the collections of a dataset with more parts.

    Raises:
        FieldTypeError: if a part is neither a source, an actor nor a record.
    """
    for part in parts:
        if type(part) not in CLASSES.values():
            message = f"expected a source, an actor or a record, got {short(part)}"
            raise FieldTypeError(message, field="Dataset.add", value=part)
    return {
        name: [
            *getattr(dataset, name),
            *(part for part in parts if type(part) in section.classes),
        ]
        for name, section in SECTIONS.items()
    }


def merge(one: Parts, other: Parts, about: Mapping[str, str | None]) -> dict[str, Any]:
    """Return all fields of a dataset of what two hold together.

    Raises:
        FieldTypeError: if `about` has a name that is none of a dataset's fields.
        IntegrityError: if they disagree.
    """
    known = _header(one)
    unknown = [name for name in about if name not in known]
    if unknown:
        message = f"expected one of {', '.join(known)}, got {', '.join(unknown)}"
        raise FieldTypeError(message, field="Dataset.merge", value=unknown)
    conflicts = [*_about_conflicts(one, other, about), *_conflicts(one, other)]
    if conflicts:
        raise IntegrityError("the datasets disagree", faults=tuple(conflicts))
    told = {name: getattr(one, name) or getattr(other, name) for name in known}
    parts = {
        name: [
            *getattr(one, name),
            *(part for part in getattr(other, name) if part.id not in one),
        ]
        for name in SECTIONS
    }
    return {**told, **about, **parts}


def _about_conflicts(
    one: Parts, other: Parts, about: Mapping[str, str | None]
) -> Iterator[Fault]:
    for name in _header(one):
        mine, its = getattr(one, name), getattr(other, name)
        if mine is not None and its is not None and mine != its and name not in about:
            problem = _disagreement(mine, its)
            yield Fault(f"$.{name}", f"{problem}; say which with {name}=")


def _conflicts(one: Parts, other: Parts) -> Iterator[Fault]:
    """Find what both hold, but not the same, by its place in the other."""
    for name in SECTIONS:
        for index, part in enumerate(getattr(other, name)):
            if part.id not in one:
                continue
            for change in differences(one[part.id], part):
                problem = _disagreement(change.before, change.after)
                path = f"$.{name}[{index}].{change.field}"
                yield Fault(path, problem, part.id)


def _header(dataset: Parts) -> list[str]:
    return [field.name for field in header(type(dataset))]


def _disagreement(one: Any, other: Any) -> str:
    mine, its = distinct_reprs(one, other)
    return f"one says {mine}, the other {its}"
