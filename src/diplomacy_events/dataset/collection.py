"""An immutable, typed collection of things with ids that refer to one another."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, overload

import attrs

from diplomacy_events.errors import FieldTypeError, NotOneError
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import unknown_name_error

if TYPE_CHECKING:
    from diplomacy_events.dataset.index import Index
    from diplomacy_events.dataset.names import Names
    from diplomacy_events.query.predicates import Predicate

__all__ = ["Collection", "HasId", "T_co", "find"]


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id."""


T_co = TypeVar("T_co", bound=HasId, covariant=True)
V = TypeVar("V")


def _tuple(items: Iterable[V]) -> tuple[V, ...]:
    # attrs inspects a converter's signature, which for the built-in takes 10 ms.
    if not isinstance(items, Iterable):
        message = f"expected a collection of items, got {short(items)}"
        raise FieldTypeError(message, field="Records.items", value=items)
    return tuple(items)


# Not slotted, like the dataset: cached values need a place, for which attrs would have
# to write one more method in a slotted class.
@attrs.frozen(repr=False, slots=False, eq=False)
class Collection(Generic[T_co]):
    """Things with ids in a fixed order: given items, or the answers to a question.

    Answers refer to the collection that was asked. They are found on first use.
    """

    _given: tuple[T_co, ...] = attrs.field(default=(), converter=_tuple, alias="items")
    _kinds: tuple[type, ...] | None = attrs.field(default=None, kw_only=True)
    _names: "Names | None" = attrs.field(default=None, kw_only=True)
    _home: "Index | None" = attrs.field(default=None, kw_only=True)
    _question: "Predicate | None" = attrs.field(default=None, kw_only=True)

    @cached_property
    def _items(self) -> tuple[T_co, ...]:
        """The given items, or the items of the whole that answer the question."""
        if self._home is None or self._question is None:
            return self._given
        from diplomacy_events.dataset.answering import find

        return tuple(find(self._question, self._home))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple([item.id for item in self._items])

    def one(self) -> T_co:
        """Return the only item.

        Raises:
            NotOneError: if there are no items or several.
        """
        if len(self) != 1:
            message = f"expected exactly one, found {self!r}"
            raise NotOneError(message, count=len(self))
        (item,) = self._items
        return item

    def first(self) -> T_co | None:
        """Return the first item, or `None` if there is none."""
        return self._items[0] if self._items else None

    @property
    def kinds(self) -> tuple[type, ...]:
        """The classes that the items may have."""
        return self._own_kinds if self._kinds is None else self._kinds

    @cached_property
    def _own_kinds(self) -> tuple[type, ...]:
        return tuple(dict.fromkeys(type(item) for item in self._items))

    @property
    def names(self) -> "Names":
        """The names of actors, and the topics, in the whole dataset."""
        return self._own_names if self._names is None else self._names

    @cached_property
    def _own_names(self) -> "Names":
        from diplomacy_events.dataset.names import Names

        return Names.among(self._items)

    @property
    def _called(self) -> str:
        """What one of the items is called."""
        from diplomacy_events.model.description import SECTIONS

        if len(self.kinds) == 1:
            return self.kinds[0].__name__
        for name, section in SECTIONS.items():
            if self.kinds and set(section.classes).issuperset(self.kinds):
                return name.removesuffix("s")
        return "item"

    def _some(self, items: Iterable[Any]) -> Self:
        """Return a smaller collection of the same dataset."""
        return type(self)(items, kinds=self.kinds, names=self.names)

    @cached_property
    def _by_id(self) -> dict[str, T_co]:
        return {item.id: item for item in self._items}

    def _must_have(self, field: str) -> None:
        """Refuse a question that no class of these can answer."""
        from diplomacy_events.query.names import askable_fields, lacks_field_error

        if self.kinds and not any(field in askable_fields(kind) for kind in self.kinds):
            raise lacks_field_error(field, self.kinds[0])

    def _must_be_sourced(self, what: str) -> None:
        """Refuse questions about publication outside a dataset.

        Raises:
            UnknownFieldError: if these are not records.
            FieldTypeError: if their sources are not known.
        """
        self._must_have("evidence")
        if not self.names.sourced:
            message = (
                f"{what}: these records do not belong to a dataset, so it is not known "
                "when their sources were published"
            )
            raise FieldTypeError(message, field=what)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T_co]:
        """Iterate over the items."""
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        """Return whether there is such an item, or an item with such an id."""
        return item in (self._by_id if isinstance(item, str) else self._items)

    @overload
    def __getitem__(self, key: str | int) -> T_co: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: str | int | slice) -> T_co | Self:
        """Return an item by its id or position, or several by a slice.

        Raises:
            UnknownNameError: if the id does not exist.
            IndexError: if the position does not exist.
        """
        if isinstance(key, str):
            return find(key, self._by_id, f"no {self._called} here")
        if isinstance(key, slice):
            return self._some(self._items[key])
        return self._items[key]

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy needs; cached values are computed again."""
        return {
            "_given": self._items,
            "_kinds": self._kinds,
            "_names": self._names,
            "_home": None,
            "_question": None,
        }

    def __eq__(self, other: object) -> bool:
        """Return whether another collection has the same items in the same order."""
        if type(other) is not type(self):
            return NotImplemented
        return self._items == other._items

    def __hash__(self) -> int:
        """Return a number that equal collections have in common."""
        return hash(self._items)

    def __repr__(self) -> str:
        """Return how many there are, and the first of their ids."""
        more = ", ..." if len(self) > 3 else ""
        return f"<{type(self).__name__} ({len(self)}): {', '.join(self.ids[:3])}{more}>"


def find(id: str, by_id: Mapping[str, V], nothing: str = "nothing") -> V:
    """Return the thing with an id.

    Args:
        id: the id.
        by_id: the things by their ids.
        nothing: the subject of the error, such as "no record".

    Raises:
        UnknownNameError: if nothing has; it suggests the nearest ids.
        FieldTypeError: if it is not text.
    """
    if not isinstance(id, str):
        raise FieldTypeError(f"expected an id, got {short(id)}", value=id)
    try:
        return by_id[id]
    except KeyError:
        raise unknown_name_error(f"{nothing} has the id {id!r}", id, by_id) from None
