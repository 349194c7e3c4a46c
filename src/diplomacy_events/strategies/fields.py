"""Values for the fields of any class, by the description of the model.

A class whose fields depend on each other draws those itself, and passes them to
`draw_object`, which draws the others.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from diplomacy_events.model import rules
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import Rule
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.strategies.dice import Dice
from diplomacy_events.strategies.evidence import anchor
from diplomacy_events.strategies.time import period
from diplomacy_events.strategies.words import (
    DAYS,
    DIGESTS,
    LINES,
    SLUGS,
    SPOKEN_TEXTS,
    Pool,
    pools,
)

__all__ = ["Choices", "Pools", "Setting", "Way", "anchors", "draw_object"]

T = TypeVar("T")
Pools = st.SearchStrategy[Pool] | Pool
"""Ids to choose from, or a strategy for them."""
Way = Callable[["Choices"], Any]
"""How to draw a value of a field, or an object of a class."""

POOLS = pools(SLUGS)
SAMPLES: dict[Rule, st.SearchStrategy[Any]] = {
    rules.one_line: LINES,
    rules.spoken: SPOKEN_TEXTS,
    rules.slug: SLUGS,
    rules.sha256_hex: DIGESTS,
    rules.positive: st.integers(1, 10_000),
    rules.share: st.floats(0, 1),
    rules.wikidata_id: st.integers(1, 10**9).map("Q{}".format),
    rules.iso_3166_1_alpha_3: st.sampled_from(["RUS", "CHN", "USA"]),
    rules.language_tag: st.sampled_from(["en", "ru", "zh-Hant"]),
    rules.web_address: st.just("https://example.org/article?id=1"),
}
"""Values that keep a rule."""
PLAIN: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    bool: st.booleans(),
    int: st.integers(0, 10_000),
    float: st.floats(0, 1),
    date: DAYS,
}
"""Values of a class without a rule."""


@attrs.frozen(eq=False)
class Setting:
    """What the objects of a dataset refer to, and how to draw dependent fields.

    Attributes:
        pools: ids to choose from, by the names of the classes that have them.
        others: ids of all other classes.
        sources: the sources of anchors; any source, if none is given.
        tied: how to draw objects of classes whose fields depend on each other.
        speakers: the speakers of statements; other statements may be anybody's.
        bodies: who may issue a document alone; anybody, if not given.
    """

    pools: Mapping[tuple[str, ...], Pools] = attrs.field(factory=dict)
    others: Pools = POOLS
    sources: Sequence[Source] = ()
    tied: Mapping[type, Way] = attrs.field(factory=dict)
    speakers: Mapping[str, Pool] = attrs.field(factory=dict)
    bodies: Pool | None = None


class Choices:
    """What one object chooses from, with ids drawn once, and how it chooses.

    Attributes:
        dice: makes the choices.
        setting: what there is to choose from.
    """

    def __init__(self, dice: Dice, setting: Setting) -> None:
        self.dice = dice
        self.setting = setting
        self._pools: dict[tuple[str, ...], Pool] = {}

    def of(self, names: tuple[str, ...]) -> Pool:
        """Return the ids of some classes."""
        if names not in self._pools:
            known = self.setting.pools.get(names, self.setting.others)
            self._pools[names] = (
                known if isinstance(known, tuple) else self.dice.value(known)
            )
        return self._pools[names]


def anchors(choices: Choices, least: int = 0) -> tuple[Evidence, ...]:
    """Draw different anchors in the sources, at least so many."""
    count = least + choices.dice.below(3)
    anchors = [anchor(choices.dice, choices.setting.sources) for _ in range(count)]
    return tuple(dict.fromkeys(anchors))


def draw_object(cls: Callable[..., T], choices: Choices, **given: Any) -> T:
    """Draw an object of a class; the values of some fields are given."""
    for name, way in _draw_functions(cls):
        if name not in given:
            given[name] = way(choices)
    return cls(**given)


@cache
def _draw_functions(cls: Any) -> tuple[tuple[str, Way], ...]:
    """Return how to draw each field of a class."""
    return tuple([(field.name, _draw_function(field)) for field in fields(cls)])


def _draw_function(field: Field) -> Way:
    least = _least(field)
    if field.refers_to:
        return _choose_ids(field)
    if field.holds is Evidence and field.many:
        return lambda choices: anchors(choices, least)
    if field.composite:
        return _amount(field, _part(field.holds))
    return _amount(field, _plain(field))


def _choose_ids(field: Field) -> Way:
    """Return how to choose ids, as many as the field needs and allows."""
    names, least = field.refers_to, _least(field)
    if field.many:
        return lambda choices: choices.dice.choose_some(choices.of(names), least)

    def one(choices: Choices) -> str | None:
        least = int(not field.optional)
        few = choices.dice.choose_some(choices.of(names), least, 1)
        return few[0] if few else None

    return one


def _part(cls: Any) -> Way:
    """Return how to draw a part of a class."""
    if cls is Period:
        return lambda choices: period(choices.dice)
    if cls is Evidence:
        return lambda choices: anchor(choices.dice, choices.setting.sources)

    def part(choices: Choices) -> Any:
        tied = choices.setting.tied.get(cls)
        return tied(choices) if tied else draw_object(cls, choices)

    return part


def _least(field: Field) -> int:
    """Return the least number of items of a field."""
    return max([rule.keywords.get("minItems", 0) for rule in field.rules], default=0)


def _amount(field: Field, one: Way) -> Way:
    """Return how to draw one value, several or none, as the field allows."""
    least = _least(field)

    def several(choices: Choices) -> tuple[Any, ...]:
        count = least + choices.dice.below(3)
        return tuple(dict.fromkeys([one(choices) for _ in range(count)]))

    def perhaps(choices: Choices) -> Any:
        return one(choices) if choices.dice.yes() else None

    if field.many:
        return several
    return perhaps if field.optional else one


def _plain(field: Field) -> Way:
    """Return how to draw one value of a field without parts."""
    if field.choice:
        members = list(field.holds)
        return lambda choices: choices.dice.choose(members)
    kept = [rule.of_items or rule for rule in field.rules]
    values = next(
        (SAMPLES[rule] for rule in kept if rule in SAMPLES), PLAIN[field.holds]
    )
    return lambda choices: choices.dice.value(values)
