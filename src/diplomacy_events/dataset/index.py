"""Indexes of a collection, built on first use, which make selective questions fast."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from math import nan
from operator import itemgetter
from typing import Any, TypeVar

from diplomacy_events.folding import fold_all
from diplomacy_events.model.description import PARTS, asked_as, playing, values_of
from diplomacy_events.model.period import Bounds
from diplomacy_events.model.walk import references

__all__ = ["Index", "actors_named", "actors_playing"]

M = TypeVar("M")
Days = tuple[float, ...]
Places = tuple[int, ...]
NO_BOUNDS = (nan,) * len(Bounds._fields)
"""The bounds of a missing period: neither before nor after any day, nor the same."""


class Index:
    """Finds items of a collection.

    Every result is a list of places in rising order, so items keep the order of the
    collection.

    Attributes:
        items: the items of the collection.
    """

    def __init__(self, items: Sequence[object]) -> None:
        self.items = items
        self._made: dict[Any, Any] = {}

    def at(self, places: Sequence[int]) -> Sequence[Any]:
        """Return the items at some places."""
        if len(places) < 2:
            return [self.items[place] for place in places]
        items: tuple[Any, ...] = itemgetter(*places)(self.items)
        return items

    def holding(self, field: str) -> dict[object, list[int]]:
        """Return the places of each value of a field, or of each item of a tuple."""
        return self._of(field, lambda item: _values(getattr(item, field)))

    def playing(self, part: str) -> dict[str, list[int]]:
        """Return the places where each actor has a part: by, to, via, or any."""
        return self._of(("part", part), lambda item: actors_playing(item, part))

    def resting(self) -> dict[str, list[int]]:
        """Return the places of the records that rest on a source, by its id."""
        return self._of(
            "sources",
            lambda item: dict.fromkeys(anchor.source for anchor in item.evidence),
        )

    def folded(self, field: str) -> list[str]:
        """Return the texts of a field as searches see them, one for each item.

        An item without the field has no text.
        """
        return self._once(
            ("folded", field),
            lambda: [
                fold_all(_values(getattr(item, field, ()))) for item in self.items
            ],
        )

    def spans(self, field: str) -> "Spans":
        """Return the index of the periods of a field."""
        return self._once(("spans", field), lambda: Spans(self.bounds(field)))

    def bounds(self, field: str) -> list[Days]:
        """Return the bounds of the periods of a field, one for each item.

        Those of a missing period compare with no day.
        """
        periods = (getattr(item, field) for item in self.items)
        return self._once(
            ("bounds", field),
            lambda: [NO_BOUNDS if one is None else one.bounds for one in periods],
        )

    def _of(
        self, key: object, values: Callable[[Any], Iterable[Any]]
    ) -> dict[Any, list[int]]:
        """Return the places of the items, by the values that find them."""

        def places() -> dict[Any, list[int]]:
            places: dict[Any, list[int]] = {}
            for place, item in enumerate(self.items):
                for value in values(item):
                    places.setdefault(value, []).append(place)
            return places

        return self._once(key, places)

    def _once(self, key: object, make: Callable[[], M]) -> M:
        """Return the value of a key, which is made once and kept."""
        value: M | None = self._made.get(key)
        if value is None:
            value = make()
            # Kept only when complete: Ctrl-C or another thread may interrupt.
            self._made[key] = value
        return value


class Spans:
    """Finds the periods that may touch a stretch of days.

    The periods are divided into classes by length, each twice as long as the one
    before, and sorted by their first day. In a class, periods that can touch a stretch
    begin at most one class length before it: two bisections find them.
    """

    def __init__(self, bounds: Iterable[Days]) -> None:
        classes: dict[int, list[tuple[float, float, int]]] = {}
        for place, each in enumerate(bounds):
            if each is not NO_BOUNDS:
                first, _, _, last = each
                size = int(last - first).bit_length()
                classes.setdefault(size, []).append((first, last, place))
        self._classes: list[tuple[int, tuple[Days, Days, Places]]] = []
        for size, spans in classes.items():
            firsts, lasts, places = zip(*sorted(spans), strict=True)
            self._classes.append((1 << size, (firsts, lasts, places)))

    def touching(self, bounds: Bounds) -> list[int]:
        """Return the places of the periods that may overlap one with these bounds."""
        first, last = bounds.first_begin, bounds.last_end
        found: list[int] = []
        for longest, (begins, ends, places) in self._classes:
            low = bisect_left(begins, first - longest + 1)
            here = bisect_left(begins, first, low)
            high = bisect_right(begins, last, here)
            # Of those that begin before the stretch, only some reach into it.
            found += [places[at] for at in range(low, here) if ends[at] >= first]
            found += places[here:high]
        found.sort()
        return found


def _values(value: object) -> Iterable[Any]:
    """Return the values of a field, each once, as they are written in queries."""
    return dict.fromkeys(map(asked_as, values_of(value)))


def actors_playing(item: object, part: str) -> Iterable[str]:
    """Return the ids of the actors with a part in a record: by, to, via, or any."""
    if part not in PARTS:
        return actors_named(item)
    field = playing(type(item), part)
    return getattr(item, field) if field else ()


def actors_named(item: object) -> set[str]:
    """Return the ids of all actors that a record names, in any part."""
    return {
        id
        for step in references(item)
        if step.field.actors
        for id in values_of(step.value)
    }
