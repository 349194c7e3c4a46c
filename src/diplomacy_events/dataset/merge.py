"""Merge datasets; where they disagree, neither wins silently."""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import attrs

from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.diff import Change, differences, distinct_reprs
from diplomacy_events.errors import (
    Fault,
    FieldTypeError,
    FieldValueError,
    IntegrityError,
)
from diplomacy_events.model.description import CLASSES, SECTIONS, header
from diplomacy_events.model.rules import refuse, short

__all__ = ["Prefer", "add", "merge"]

Prefer = Literal["self", "other"]
UNITED = frozenset(
    {"aliases", "basis", "codings", "evidence", "mentions", "same_as", "topics"}
)
"""The fields in which two versions of a thing add to each other."""


def add(dataset: Parts, parts: Sequence[object]) -> dict[str, Any]:
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


def merge(
    one: Parts,
    other: Parts,
    about: Mapping[str, str | None],
    prefer: Prefer | None = None,
) -> dict[str, Any]:
    """Return all fields of the merged dataset.

    Raises:
        FieldTypeError: if `about` has a name that is not a field of a dataset.
        FieldValueError: if `prefer` is neither "self" nor "other".
        IntegrityError: if they disagree.
    """
    known = _header(one)
    unknown = [name for name in about if name not in known]
    if unknown:
        message = f"expected one of {', '.join(known)}, got {', '.join(unknown)}"
        raise FieldTypeError(message, field="Dataset.merge", value=unknown)
    if prefer not in (None, "self", "other"):
        rule = "must be 'self' or 'other'"
        refuse("Dataset.merge: prefer", rule, prefer, field="prefer")
    united = Union(one, prefer)
    parts = {
        name: united.section(getattr(one, name), getattr(other, name), name)
        for name in SECTIONS
    }
    conflicts = [*_about_conflicts(one, other, about), *united.faults]
    if conflicts:
        raise IntegrityError("the datasets disagree", faults=tuple(conflicts))
    if united.decided:
        # Users must notice which of two values was kept.
        lines = [_decision(change) for change in united.decided]
        many = (
            "1 difference was" if len(lines) == 1 else f"{len(lines)} differences were"
        )
        heading = f"{many} decided for {prefer!r}:"
        warnings.warn("\n".join([heading, *lines]), stacklevel=3)
    header = {name: getattr(one, name) or getattr(other, name) for name in known}
    return {**header, **about, **parts}


class Union:
    """The contents of two datasets, being merged.

    Attributes:
        faults: disagreements, by their places in the other dataset.
        decided: differences that were decided: before, the value that was kept; after,
            the other value.
    """

    def __init__(self, one: Parts, prefer: Prefer | None) -> None:
        self._one, self._prefer = one, prefer
        self.faults: list[Fault] = []
        self.decided: list[Change] = []

    def section(self, mine: Iterable[Any], its: Iterable[Any], name: str) -> list[Any]:
        """Return the things of both, each once."""
        parts = {part.id: part for part in mine}
        for index, part in enumerate(its):
            if part.id in self._one:
                whole = self._together(self._one[part.id], part, f"$.{name}[{index}]")
                if part.id in parts:
                    parts[part.id] = whole
            else:
                parts[part.id] = part
        return list(parts.values())

    def _together(self, mine: Any, its: Any, path: str) -> Any:
        """Return two versions of a thing, merged."""
        changes: dict[str, Any] = {}
        clashes = []
        for change in differences(mine, its):
            if change.field in UNITED:
                both = (*change.before, *change.after)
                changes[change.field] = tuple(dict.fromkeys(both))
            else:
                clashes.append(change)
        if self._prefer is None or type(mine) is not type(its):
            for change in clashes:
                problem = _disagreement(change.before, change.after)
                self.faults.append(Fault(f"{path}.{change.field}", problem, mine.id))
            clashes = []
        for change in clashes:
            values = change.before, change.after
            kept, left = values if self._prefer == "self" else values[::-1]
            changes[change.field] = kept
            self.decided.append(attrs.evolve(change, before=kept, after=left))
            if change.field == "name":
                aliases = changes.get("aliases", mine.aliases)
                changes["aliases"] = tuple(dict.fromkeys((*aliases, left)))
        return self._evolve(mine, changes, path)

    def _evolve(self, thing: Any, changes: dict[str, Any], path: str) -> object:
        """Return a thing with changed values, if these fit together."""
        if "aliases" in changes:
            name = changes.get("name", thing.name)
            changes["aliases"] = tuple(one for one in changes["aliases"] if one != name)
        try:
            return attrs.evolve(thing, **changes) if changes else thing
        except FieldValueError as error:
            self.faults.append(Fault(path, f"cannot be combined: {error}", thing.id))
            return thing


def _about_conflicts(
    one: Parts, other: Parts, about: Mapping[str, str | None]
) -> Iterator[Fault]:
    for name in _header(one):
        mine, its = getattr(one, name), getattr(other, name)
        if mine is not None and its is not None and mine != its and name not in about:
            problem = _disagreement(mine, its)
            yield Fault(f"$.{name}", f"{problem}; choose one with {name}=")


def _header(dataset: Parts) -> list[str]:
    return [field.name for field in header(type(dataset))]


def _decision(change: Change) -> str:
    """Return a line that says which of two values was kept."""
    kept, left = distinct_reprs(change.before, change.after)
    return f"  {change.id}.{change.field}: {kept}, not {left}"


def _disagreement(one: object, other: object) -> str:
    mine, its = distinct_reprs(one, other)
    return f"one has {mine}, the other {its}"
