"""What of a dataset a format has no place for, counted by class and field."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.format import Omission
from diplomacy_events.model.description import SECTIONS, fields, values_of

__all__ = ["Places", "omissions"]

Places = Mapping[type, Collection[str]]


def omissions(
    dataset: Dataset,
    places: Places,
    reason: str,
    *,
    partly: Mapping[str, str] | None = None,
    skipped: Collection[str] = (),
) -> Iterator[Omission]:
    """List what a dataset holds and a format has no place for.

    A class that has no place is one omission, and so is a field of a class that has
    one: the list stays as short for a hundred thousand records as for one. What is at
    its default is nothing that could be left out.

    Args:
        dataset: the dataset.
        places: the classes that the format has a place for, `Dataset` among them, each
            with the fields that it keeps; a dot leads into the parts of a record.
        reason: why there is no place.
        partly: why a field that is not kept as it is counts as left out, by its name.
        skipped: ids of what is left out for reasons of its own, told elsewhere.
    """
    reasons = partly or {}
    for path in _unkept(dataset, places.get(Dataset, ())):
        if path not in SECTIONS:
            yield Omission(None, path, reasons.get(path, reason))
    found: Counter[tuple[str, str]] = Counter()
    things: Iterator[Any] = chain(dataset.sources, dataset.actors, dataset.records)
    for thing in things:
        if thing.id in skipped:
            continue
        kept = places.get(type(thing))
        paths = {""} if kept is None else set(_unkept(thing, kept))
        found.update((type(thing).__name__, path) for path in sorted(paths))
    for (owner, path), count in found.items():
        place = f"{owner}.{path}" if path else owner
        yield Omission(None, place, f"{reasons.get(path, reason)} (in {count})")


def _unkept(part: object, kept: Collection[str], within: str = "") -> Iterator[str]:
    """Yield the fields of a part that hold something and are not kept."""
    for field in fields(type(part)):
        path, value = within + field.name, getattr(part, field.name)
        if path in kept or value == field.default:
            continue
        if any(name.startswith(f"{path}.") for name in kept):
            for item in values_of(value):
                yield from _unkept(item, kept, f"{path}.")
        else:
            yield path
