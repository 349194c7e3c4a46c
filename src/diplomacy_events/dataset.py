"""The container: an immutable, checked whole of sources, actors and records."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, Protocol, Self, TypeVar, overload

import attrs

from diplomacy_events.errors import (
    FieldTypeError,
    IntegrityError,
    NotOneError,
    UnknownNameError,
)
from diplomacy_events.integrity import faults
from diplomacy_events.model.actors import ACTOR_TYPES, Actor
from diplomacy_events.model.records import (
    RECORD_TYPES,
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.rules import one_line, spoken
from diplomacy_events.model.sources import Source
from diplomacy_events.model.typed import typed
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["Dataset", "Records"]


class HasId(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=HasId)
R = TypeVar("R", bound=Record)
V = TypeVar("V")


def _tuple(items: Iterable[T]) -> tuple[T, ...]:
    # attrs inspects a converter's signature, which for the built-in takes 10 ms.
    return tuple(items)


# Not slotted, like the dataset below: what is cached needs a place, and a slotted class
# would have attrs write one more method for it.
@attrs.frozen(repr=False, slots=False)
class Records(Generic[T]):
    """An immutable collection of things with ids, in a fixed order.

    Iterating gives the things themselves. ``records["some-id"]`` finds one by its id,
    ``records[0]`` by its place, and ``records[:5]`` is a smaller collection.
    """

    _items: tuple[T, ...] = attrs.field(default=(), converter=_tuple)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple([item.id for item in self._items])

    def one(self) -> T:
        """Return the only item.

        Raises:
            NotOneError: if there are none or several.
        """
        if len(self) != 1:
            message = f"expected exactly one, found {self!r}"
            raise NotOneError(message, count=len(self))
        return self._items[0]

    def first(self) -> T | None:
        """Return the first item, or `None` if there is none."""
        return self._items[0] if self._items else None

    def filter(self, keep: Callable[[T], object]) -> Self:
        """Return the items for which the function answers with something true."""
        return type(self)(item for item in self._items if keep(item))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        """Iterate over the items."""
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        """Return whether there is such an item, or an item with such an id."""
        return item in (self._by_id if isinstance(item, str) else self._items)

    @overload
    def __getitem__(self, key: str | int) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: str | int | slice) -> T | Self:
        """Return an item by its id or place, or several by a slice of places.

        Raises:
            UnknownNameError: if there is no such id.
            IndexError: if there is no such place.
        """
        if isinstance(key, str):
            return _find(key, self._by_id)
        if isinstance(key, slice):
            return type(self)(self._items[key])
        return self._items[key]

    @cached_property
    def _by_id(self) -> dict[str, T]:
        return {item.id: item for item in self._items}

    def __repr__(self) -> str:
        """Return how many there are, and the first of their ids."""
        more = ", ..." if len(self) > 3 else ""
        return f"<{type(self).__name__} ({len(self)}): {', '.join(self.ids[:3])}{more}>"


def _sources(items: Iterable[Source]) -> Records[Source]:
    return _records_of("sources", items, (Source,))


def _actors(items: Iterable[Actor]) -> Records[Actor]:
    return _records_of("actors", items, ACTOR_TYPES)


def _records(items: Iterable[Record]) -> Records[Record]:
    return _records_of("records", items, RECORD_TYPES)


def _records_of(field: str, items: Iterable[T], kinds: tuple[type, ...]) -> Records[T]:
    """Make a collection of objects of these classes alone."""
    label = f"Dataset.{field}"
    if not isinstance(items, Iterable):
        message = f"{label}: expected an iterable, got {type(items).__name__}"
        raise FieldTypeError(message, field=label, value=items)
    records = items if isinstance(items, Records) else Records(items)
    for index, item in enumerate(records):
        if type(item) not in kinds:
            names = " or ".join(kind.__name__ for kind in kinds)
            message = f"{label}[{index}]: expected {names}, got {type(item).__name__}"
            raise FieldTypeError(message, field=label, value=item)
    return records


@attrs.frozen(kw_only=True, field_transformer=typed, repr=False, slots=False)
class Dataset:
    """Sources, actors and records that fit together.

    All ids live in one namespace: ``dataset["xi-jinping"]`` finds whatever has that id.

    Attributes:
        title: what the dataset is called.
        description: what it holds, in a sentence or more.
        licence: its licence, as an SPDX expression.
        citation: how to cite it.
        version: its version.
        sources: the texts that the records rest on.
        actors: everybody whom a record names.
        records: the records, in the order given.

    >>> from diplomacy_events.datasets import load_article
    >>> load_article().visits.one().status
    <EventStatus.CONFIRMED: 'confirmed'>
    """

    title: str | None = attrs.field(default=None, validator=one_line)
    description: str | None = attrs.field(default=None, validator=spoken)
    licence: str | None = attrs.field(default=None, validator=one_line)
    citation: str | None = attrs.field(default=None, validator=spoken)
    version: str | None = attrs.field(default=None, validator=one_line)
    sources: Records[Source] = attrs.field(default=Records(), converter=_sources)
    actors: Records[Actor] = attrs.field(default=Records(), converter=_actors)
    records: Records[Record] = attrs.field(default=Records(), converter=_records)

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit together.

        Raises:
            IntegrityError: if they do not; it lists every fault.
        """
        found = faults(tuple(self.sources), tuple(self.actors), tuple(self.records))
        if found:
            raise IntegrityError("the parts do not fit together", faults=found)

    @cached_property
    def visits(self) -> Records[StateVisit]:
        """The visits among the records."""
        return self._of(StateVisit)

    @cached_property
    def statements(self) -> Records[Statement]:
        """The statements among the records."""
        return self._of(Statement)

    @cached_property
    def declarations(self) -> Records[JointDeclaration]:
        """The joint declarations among the records."""
        return self._of(JointDeclaration)

    @cached_property
    def allegations(self) -> Records[Allegation]:
        """The allegations among the records."""
        return self._of(Allegation)

    def _of(self, kind: type[R]) -> Records[R]:
        return Records(item for item in self.records if isinstance(item, kind))

    def __getitem__(self, id: str) -> Source | Actor | Record:
        """Return the source, actor or record with an id.

        Raises:
            UnknownNameError: if there is none; it suggests the nearest ids.
        """
        return _find(id, self._by_id)

    def __contains__(self, id: object) -> bool:
        """Return whether a source, actor or record has this id."""
        return id in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, Source | Actor | Record]:
        return {item.id: item for item in (*self.sources, *self.actors, *self.records)}

    def __repr__(self) -> str:
        """Return the title, and how many of each there are."""
        counts = ", ".join(
            f"{len(getattr(self, name))} {name}"
            for name in ("visits", "statements", "declarations", "allegations")
        )
        return f"<Dataset {self.title!r}: {counts}>"


def _find(id: str, by_id: Mapping[str, V]) -> V:
    try:
        return by_id[id]
    except KeyError:
        suggestions = nearest(str(id), by_id)
        message = f"nothing has the id {id!r}{did_you_mean(suggestions)}"
        raise UnknownNameError(message, name=id, suggestions=suggestions) from None
