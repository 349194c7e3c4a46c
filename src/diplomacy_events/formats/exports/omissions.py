"""The parts of a dataset that a format leaves out, counted by class and field."""

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
    """List the parts of a dataset that a format leaves out.

    A class without a place is one omission, and so is a field of a class that has a
    place: the list is as short for a hundred thousand records as for one. Fields at
    their default are not listed.

    Args:
        dataset: the dataset.
        places: the classes that the format keeps, including `Dataset`, each with the
            fields that it keeps; a dot leads into the parts of a record.
        reason: why the rest is left out.
        partly: why a field that is kept in another form counts as left out, by its
            name.
        skipped: ids of objects that are left out for other reasons, listed elsewhere.
    """
    reasons = partly or {}
    for path in _unkept(dataset, places.get(Dataset, ())):
        if path not in SECTIONS:
            yield Omission(None, path, reasons.get(path, reason))
    counts: Counter[tuple[str, str]] = Counter()
    things: Iterator[Any] = chain(dataset.sources, dataset.actors, dataset.records)
    for thing in things:
        if thing.id in skipped:
            continue
        kept = places.get(type(thing))
        paths = {""} if kept is None else set(_unkept(thing, kept))
        counts.update((type(thing).__name__, path) for path in sorted(paths))
    for (owner, path), count in counts.items():
        place = f"{owner}.{path}" if path else owner
        objects = "1 object" if count == 1 else f"{count} objects"
        yield Omission(None, place, f"{reasons.get(path, reason)} (in {objects})")


def _unkept(part: object, kept: Collection[str], within: str = "") -> Iterator[str]:
    """Yield the fields of a part that have a value and are not kept."""
    for field in fields(type(part)):
        path, value = within + field.name, getattr(part, field.name)
        if path in kept or value == field.default:
            continue
        if any(name.startswith(f"{path}.") for name in kept):
            for item in values_of(value):
                yield from _unkept(item, kept, f"{path}.")
        else:
            yield path
