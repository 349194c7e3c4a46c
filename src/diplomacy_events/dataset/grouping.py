"""Sort and group items: by one field, several fields, or any function."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from itertools import product
from typing import Any, Generic, TypeVar

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import short
from diplomacy_events.query.arguments import period
from diplomacy_events.query.names import (
    askable_fields,
    field_named,
    groupable,
    lacks_field_error,
)
from diplomacy_events.query.questions import Field
from diplomacy_events.views.grid import Grid, Tabled

__all__ = ["Groups", "field_name", "make_groups", "sort_key"]

G_co = TypeVar("G_co", bound=Sized, covariant=True)
Key = str | Field | Callable[[Any], object]


class Groups(Tabled, Mapping[Any, G_co], Generic[G_co]):
    """Collections by the value that they share, in the order of first appearance.

    They print as a table of the size of each group.
    """

    def __init__(self, groups: Mapping[object, G_co], by: Sequence[str]) -> None:
        self._groups, self._by = groups, tuple(by)

    def count(self) -> dict[Any, int]:
        """Return the size of each group."""
        return {key: len(group) for key, group in self._groups.items()}

    def __getitem__(self, key: object) -> G_co:
        """Return the group of a value.

        Raises:
            KeyError: if there is no such group.
        """
        return self._groups[key]

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the values."""
        return iter(self._groups)

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._groups)

    def _tables(self) -> Iterator[Grid]:
        """Yield the table of the sizes of the groups."""
        rows = [
            (*map(_value_text, [key] if len(self._by) == 1 else key), str(count))
            for key, count in self.count().items()
        ]
        yield Grid("Groups", (*self._by, "count"), rows, numbers=1)

    def __repr__(self) -> str:
        """Return the size of each group."""
        return f"<Groups {self.count()}>"


def make_groups(
    items: Sequence[object],
    keys: Sequence[Key],
    kinds: tuple[type, ...],
    make: Callable[[Iterable[object]], G_co],
) -> Groups[G_co]:
    """Return items in groups, each made into a collection.

    Raises:
        UnknownFieldError: if a kind lacks a field.
        FieldTypeError: if there is no key, or one is neither a field nor a function.
    """
    if not keys:
        message = "group_by needs a field or a function"
        raise FieldTypeError(message, field="Records.group_by")
    ways = [_values(key, kinds) for key in keys]
    groups: dict[object, list[object]] = {}
    for item in items:
        for values in product(*[way(item) for way in ways]):
            groups.setdefault(values[0] if len(ways) == 1 else values, []).append(item)
    return Groups(
        {key: make(found) for key, found in groups.items()},
        [_key_name(key, kinds) for key in keys],
    )


def _key_name(key: Key, kinds: tuple[type, ...]) -> str:
    """Return the name of a field, or of a function."""
    if callable(key):
        return getattr(key, "__name__", "value").strip("<>")
    return field_name(key, kinds)


def _value_text(value: object) -> str:
    return "none" if value is None else str(value)


def sort_key(
    key: Key | None, kinds: tuple[type, ...], *, last: bool = True
) -> Callable[[object], Any]:
    """Return the function to sort by.

    Args:
        key: a field, or a function; without it, the order of a timeline.
        kinds: the classes of the items.
        last: whether items without a value sort after all others, or before.

    Raises:
        UnknownFieldError: if a kind lacks a field.
        FieldTypeError: if a field has no order, or the key is not a key.
    """
    if key is None:
        key = "when"
    if callable(key):
        return key
    name = field_name(key, kinds)
    if not groupable(field_named(name)):
        message = f"field.{name} has no order to sort by"
        raise FieldTypeError(message, field=name)

    def order(item: object) -> tuple[bool, Any]:
        value = getattr(item, name)
        if isinstance(value, Period):
            return not last, value.sort_key
        return (value is None) == last, value

    return order


def field_name(key: Key, kinds: Iterable[type]) -> str:
    """Return the name of a field that all kinds have.

    Raises:
        UnknownFieldError: if one of the kinds lacks it.
        FieldTypeError: if it is neither a field nor the name of one.
    """
    if not isinstance(key, (str, Field)):
        message = f"expected a field or a function, got {short(key)}"
        raise FieldTypeError(message, value=key)
    name = key if isinstance(key, str) else key.name
    field_named(name)
    for kind in kinds:
        if name not in askable_fields(kind):
            raise lacks_field_error(name, kind)
    return name


def _bare(value: Period | None) -> Period | None:
    """Return a period without its words, which do not matter for groups."""
    return None if value is None else period(value)


def _values(key: Key, kinds: tuple[type, ...]) -> Callable[[object], Iterable[object]]:
    """Return the function that gives the values to group an item by."""
    if callable(key):
        function = key
        return lambda item: (function(item),)
    name = field_name(key, kinds)
    if not groupable(field_named(name)):
        message = f"field.{name} cannot be grouped by"
        raise FieldTypeError(message, field=name)
    if field_named(name).period:
        return lambda item: (_bare(getattr(item, name)),)
    if field_named(name).many:
        return lambda item: dict.fromkeys(getattr(item, name))
    return lambda item: (getattr(item, name),)
