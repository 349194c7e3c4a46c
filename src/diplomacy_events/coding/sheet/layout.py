"""Which lines may come below which in a sheet: the shapes of its sections."""

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache

import attrs

from diplomacy_events.coding.sheet.actor_lines import TYPE
from diplomacy_events.coding.sheet.forms import ANSWER, key_of, keyed_fields
from diplomacy_events.coding.sheet.sections import (
    ACTORS,
    DATASET,
    DATE_ORDER,
    SHARED,
    SOURCES,
    TEXT,
)
from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import ACTOR_KINDS
from diplomacy_events.model.description import Field, fields, header
from diplomacy_events.model.metadata import Kind
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.model.rules import SLUG
from diplomacy_events.model.sources import Evidence, Source

__all__ = ["FREE", "HEADING", "ITEM", "WORDS", "Shape", "Way", "shape_of_sheets"]

FOLLOWING = {"at": ("at", "quotes", "basis"), "when": ("when", "basis")}
"""Keys of records that may follow from others: one of these must be there."""
ITEM = "-"
"""The sign of an item of a list."""
WORDS = ">"
"""The sign of a line of text."""
ANY_KEY = re.compile(r"\S.*")
ANYTHING = re.compile(".*")
NOTHING = re.compile("")
ACTOR = re.compile(
    rf"(?i:(?:{'|'.join(kind.cls.__name__ for kind in ACTOR_KINDS)})\b.*|)"
)
"""The value of an actor; empty if its keys are on the lines below."""


class Way(Enum):
    """How the lines below another line are written: all of them in one way."""

    KEY, OTHER, ITEM, WORDS = range(4)


@attrs.frozen(eq=False)
class Shape:
    """What may come below a line.

    Attributes:
        keys: the known keys, each with the shape below it.
        others: patterns of other keys and of their values, each with the shape below.
        items: the shape below each item of a list; none if a list is not allowed.
        required: sets of keys; one key of each set must be there.
        filled: whether it must not be empty.
        mixed: whether known and other keys may occur together.
        free: whether anything may come there.
    """

    keys: Mapping[str, "Shape"] = attrs.field(factory=dict)
    others: tuple[tuple[re.Pattern[str], re.Pattern[str], "Shape"], ...] = ()
    items: "Shape | None" = None
    required: tuple[frozenset[str], ...] = ()
    filled: bool = False
    mixed: bool = False
    free: bool = False

    def below(self, key: str, value: str) -> "tuple[Way, Shape] | None":
        """Return how a line is written here, and the shape of the lines below it.

        Return `None` if it cannot be here.

        Args:
            key: its key, or the sign of an item of a list or of a line of text.
            value: what follows that.
        """
        if self.free:
            return Way.KEY, self
        if key == ITEM:
            return (Way.ITEM, self.items) if self.items is not None else None
        if key == WORDS:
            return None if self.keys or self.others else (Way.WORDS, self)
        if key in self.keys:
            return Way.KEY, self.keys[key]
        for name, rest, shape in self.others:
            if name.fullmatch(key) and rest.fullmatch(value):
                return Way.KEY if self.mixed else Way.OTHER, shape
        return None


FREE = Shape(free=True)
LINE = Shape()
"""The shape of a value that fits on one line."""


def _headings(*kinds: Kind) -> re.Pattern[str]:
    """Return the pattern of the headings of records of some kinds."""
    names = [
        name
        for kind in kinds
        for name in (kind.cls.__name__, kind.label, kind.singular)
    ]
    return re.compile(rf"(?i:{'|'.join(names)})\s+{SLUG}")


HEADING = _headings(*RECORD_KINDS)
"""The heading of a record; nothing else looks like it."""


@cache
def shape_of_sheets() -> Shape:
    """Return the shape of the lines at the left of a sheet."""
    keys = dict.fromkeys((TEXT, DATE_ORDER, SHARED), LINE)
    keys |= {field.name: _of_field(field) for field in fields(Source)}
    keys[DATASET] = Shape({field.name: _of_field(field) for field in header(Dataset)})
    source = Shape({TEXT: LINE, **_of_class(Source).keys})
    keys[SOURCES] = _of_several(source, NOTHING)
    actor = {TYPE: LINE}
    for kind in ACTOR_KINDS:
        actor |= _of_class(kind.cls).keys
    nested = Shape(actor, required=(frozenset([TYPE]),), filled=True)
    keys[ACTORS] = _of_several(nested, ACTOR)
    headings = []
    for kind in RECORD_KINDS:
        record = _of_record(kind.cls)
        headings.append((_headings(kind), NOTHING, record))
        keys[kind.plural] = _of_several(record, NOTHING)
    return Shape(keys, others=tuple(headings), mixed=True)


def _of_several(shape: Shape, values: re.Pattern[str]) -> Shape:
    """Return the shape of several things under their ids, or in a list."""
    listed = Shape(shape.keys, required=shape.required)
    return Shape(others=((ANY_KEY, values, shape),), items=listed)


def _of_record(cls: type) -> Shape:
    shape = _of_class(cls)
    # Without a basis, the time of a record follows from the day of publication.
    ours = ("id", "manner") if "basis" in shape.keys else ("id", "manner", "when")
    required = [
        frozenset(FOLLOWING.get(key_of(field), (field.name,)))
        for field in fields(cls)
        if field.required and field.name not in ours
    ]
    return attrs.evolve(shape, required=tuple(required), filled=True)


@cache
def _of_class(cls: type) -> Shape:
    """Return the shape of the keys of a class."""
    if cls is Evidence:
        # Words stand for its offsets and its digest.
        return Shape({"source": LINE, "at": LINE}, required=(frozenset(["source"]),))
    keys = {key_of(field): _of_field(field) for field in fields(cls)}
    required = [frozenset([key_of(one)]) for one in fields(cls) if one.required]
    return Shape(keys, required=tuple(required))


def _of_field(field: Field) -> Shape:
    """Return the shape of the lines below the key of a field."""
    if not field.composite:
        return Shape(items=LINE) if field.many else LINE
    shape = _of_class(field.holds)
    keyed = keyed_fields(field.holds)
    if keyed is not None:
        # The key itself names the kind and the actors.
        _, _, to = keyed
        evidence = frozenset([to.name, "at"])
        answer = Shape(shape.keys, required=(evidence,), filled=True)
        listed = Shape(shape.keys, required=(*shape.required, evidence))
        return attrs.evolve(listed, others=((ANSWER, ANYTHING, answer),), items=listed)
    return attrs.evolve(shape, items=shape if field.many else None)
