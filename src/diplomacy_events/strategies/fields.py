"""Values for the fields of any class, by what the model says of them.

A class whose fields are tied together draws those itself, and gives them to
`draw_object`, which draws the others.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from diplomacy_events.model import rules
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import Rule
from diplomacy_events.model.sources import Evidence
from diplomacy_events.strategies.evidence import evidence
from diplomacy_events.strategies.time import periods
from diplomacy_events.strategies.words import (
    DAYS,
    DIGESTS,
    LINES,
    SLUGS,
    SPOKEN_TEXTS,
    TOPICS,
    Draw,
    Pool,
    choose_some,
    maybe,
    pools,
    several,
    some,
)

__all__ = ["NONE", "Choices", "Pools", "Setting", "Way", "draw_object"]

T = TypeVar("T")
Pools = st.SearchStrategy[Pool]
Way = Callable[[Draw, "Choices"], Any]
"""How to draw a value of a field, or an object of a class."""

POOLS = pools(SLUGS)
NONE: Pools = st.just(())
WHEN = periods()
EVIDENCE = evidence()
BOOLEANS = st.booleans()
COUNTS = st.integers(0, 2)
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
    bool: BOOLEANS,
    int: st.integers(0, 10_000),
    float: st.floats(0, 1),
    date: DAYS,
}
"""Values of a class that no rule narrows."""


@attrs.frozen(eq=False)
class Setting:
    """What the objects of a dataset refer to, and how those are drawn that are tied.

    Attributes:
        pools: ids to choose from, by the names of the classes that have them.
        others: ids of all other classes.
        evidence: anchors in the sources.
        tied: how to draw objects of classes whose fields are tied together.
        speakers: who speaks the statements; what is said of others is anybody's.
        bodies: those who may issue a document alone; anybody, if not given.
    """

    pools: Mapping[tuple[str, ...], Pools] = attrs.field(factory=dict)
    others: Pools = POOLS
    evidence: st.SearchStrategy[Evidence] = EVIDENCE
    tied: Mapping[type, Way] = attrs.field(factory=dict)
    speakers: Mapping[str, Pool] = attrs.field(factory=dict)
    bodies: Pool | None = None


class Choices:
    """What one object chooses from: ids, drawn once, and anchors.

    Attributes:
        setting: what there is to choose from.
    """

    def __init__(self, draw: Draw, setting: Setting) -> None:
        self.setting = setting
        self._draw = draw
        self._pools: dict[tuple[str, ...], Pool] = {}

    def of(self, names: tuple[str, ...]) -> Pool:
        """Return the ids of some classes."""
        if names not in self._pools:
            known = self.setting.pools.get(names, self.setting.others)
            self._pools[names] = self._draw(known)
        return self._pools[names]


def draw_object(draw: Draw, cls: Callable[..., T], choices: Choices, **given: Any) -> T:
    """Draw an object of a class, of which the values of some fields are given."""
    for name, way in _ways(cls):
        if name not in given:
            given[name] = way(draw, choices)
    return cls(**given)


@cache
def _ways(cls: Any) -> tuple[tuple[str, Way], ...]:
    """Return how to draw each field of a class."""
    return tuple([(field.name, _way(field)) for field in fields(cls)])


def _way(field: Field) -> Way:
    if field.refers_to:
        return _chosen(field)
    if field.holds is Evidence:
        amount = some if _least(field) else several
        return lambda draw, choices: draw(amount(choices.setting.evidence))
    if field.composite and field.holds is not Period:
        return _parts(field)
    made = TOPICS if field.topics else _amount(field, _plain(field))
    return lambda draw, _: draw(made)


def _chosen(field: Field) -> Way:
    """Return how to choose ids, as many as the field must and may hold."""
    names, least = field.refers_to, _least(field)
    if field.many:
        return lambda draw, choices: choose_some(draw, choices.of(names), least)

    def one(draw: Draw, choices: Choices) -> str | None:
        few = choose_some(draw, choices.of(names), int(not field.optional), 1)
        return few[0] if few else None

    return one


def _parts(field: Field) -> Way:
    """Return how to draw the parts that a field holds."""
    cls, least = field.holds, _least(field)

    def part(draw: Draw, choices: Choices) -> Any:
        tied = choices.setting.tied.get(cls)
        return tied(draw, choices) if tied else draw_object(draw, cls, choices)

    def several(draw: Draw, choices: Choices) -> tuple[Any, ...]:
        made = [part(draw, choices) for _ in range(draw(COUNTS) + least)]
        return tuple(dict.fromkeys(made))

    def one(draw: Draw, choices: Choices) -> Any:
        return part(draw, choices) if not field.optional or draw(BOOLEANS) else None

    return several if field.many else one


def _least(field: Field) -> int:
    """Return how many items a field must hold."""
    return max([rule.keywords.get("minItems", 0) for rule in field.rules], default=0)


def _amount(field: Field, one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return what makes one value, several or none, as the field holds them."""
    if field.many:
        return some(one) if _least(field) else several(one, 2)
    return maybe(one) if field.optional else one


def _plain(field: Field) -> st.SearchStrategy[Any]:
    """Return what makes one value of a field that has no parts."""
    if field.choice:
        return st.sampled_from(list(field.holds))
    if field.holds is Period:
        return WHEN
    kept = [rule.of_items or rule for rule in field.rules]
    return next((SAMPLES[rule] for rule in kept if rule in SAMPLES), PLAIN[field.holds])
