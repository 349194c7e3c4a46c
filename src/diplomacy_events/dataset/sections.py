"""The collections that a dataset is built from, checked for the classes in them."""

from collections.abc import Iterable
from typing import TypeVar

from diplomacy_events.dataset.collection import HasId
from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Source

__all__ = ["actors", "classes", "records", "sources"]

T = TypeVar("T", bound=HasId)


def sources(items: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources of a dataset.

    Raises:
        FieldTypeError: if one is not a source, or they are not iterable.
    """
    return _checked("sources", items)


def actors(items: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return the actors of a dataset; errors are those of `sources`."""
    return _checked("actors", items)


def records(items: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records of a dataset; errors are those of `sources`."""
    return _checked("records", items)


def classes(section: str) -> tuple[type, ...]:
    """Return the classes of the things in a collection of a dataset."""
    # Slow to import, and not needed before there is a dataset.
    from diplomacy_events.model.description import SECTIONS

    return SECTIONS[section].classes


def _checked(section: str, items: Iterable[T]) -> tuple[T, ...]:
    label = f"Dataset.{section}"
    kinds = classes(section)
    if not isinstance(items, Iterable):
        message = f"{label}: expected an iterable, got {type(items).__name__}"
        raise FieldTypeError(message, field=label, value=items)
    things = tuple(items)
    for index, item in enumerate(things):
        if type(item) not in kinds:
            names = " or ".join(kind.__name__ for kind in kinds)
            message = f"{label}[{index}]: expected {names}, got {type(item).__name__}"
            raise FieldTypeError(message, field=label, value=item)
    return things
