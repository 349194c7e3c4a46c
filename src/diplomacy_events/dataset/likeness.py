"""Judge what two records have in common, with points for each thing."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from diplomacy_events.dataset.contradictions import is_rescheduled
from diplomacy_events.dataset.names import Names
from diplomacy_events.folding import fold
from diplomacy_events.model.allegations import Allegation
from diplomacy_events.model.description import playing
from diplomacy_events.model.period import UNBOUNDED, Period
from diplomacy_events.model.statements import Statement
from diplomacy_events.vocabulary import Certainty

__all__ = ["Compared", "reasons"]

LEAST_SHARED_WORDS = 0.2
"""The least share of words in common, where actors and days do not say enough."""
LEAST_SHARED_CONDUCT = 0.5
"""The least share of words in common of two accusations on different days."""

UNRELATED, VOICES, AKIN, SAME = range(4)
ACTORS = {
    UNRELATED: ("", 0),
    VOICES: ("actors who act for the same", 1),
    AKIN: ("related actors", 1),
    SAME: ("the same actors", 2),
}
"""How the actors of two records are related, with its points."""


class Compared:
    """A record with the values that it is compared by.

    Attributes:
        record: the record.
        place: its place in the dataset.
        day: the ordinal of the first day of its report; `None` if this is unknown.
        undated: whether nothing is known of its days.
        words: the words of its gist and its quotes.
        by: ids of those who act.
        to: ids of those at the other end.
    """

    def __init__(self, record: Any, place: int, names: Names) -> None:
        self.record, self.place = record, place
        first = names.published(record)[0]
        self.day = None if first is None else first.toordinal()
        bounds = record.when.bounds
        self.undated = bounds.first_begin <= -UNBOUNDED and bounds.last_end >= UNBOUNDED
        self.words = _words(record.gist, *getattr(record, "quotes", ()))
        self.by, self.to = (_actors_in_part(record, part) for part in ("by", "to"))

    def blocks(self, names: Names) -> Iterator[tuple[object, ...]]:
        """Yield the blocks in which it is compared with others."""
        act = getattr(self.record, "act", None)
        tops = {top for id in self.by for top in names.tops(id)}
        for top in tops:
            yield type(self.record), act, top

    @property
    def own_block(self) -> tuple[object, ...]:
        """The block of all records with exactly these actors, whatever their days."""
        act = getattr(self.record, "act", None)
        return type(self.record), act, frozenset(self.by)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(fold(" ".join(texts)).split())


def _actors_in_part(record: object, part: str) -> tuple[str, ...]:
    name = playing(type(record), part)
    return getattr(record, name) if name else ()


def reasons(one: Compared, other: Compared, names: Names) -> list[tuple[str, int]]:
    """Return what two records have in common, with points; nothing if too little."""
    days = _days(one, other)
    if days is None:
        return []
    who = _closeness(one, other, "by", names)
    whom = _closeness(one, other, "to", names)
    if not who or (not whom and one.to and other.to):
        return []
    share = _share(one.words, other.words)
    doubtful = VOICES in (who, whom) or isinstance(one.record, Statement)
    if (doubtful or _is_partly_undated(one, other)) and share < LEAST_SHARED_WORDS:
        return []
    actors = [
        (f"{text} ({side})", points)
        for side, (text, points) in (("who", ACTORS[who]), ("whom", ACTORS[whom]))
        if points
    ]
    return [*actors, days, *_lesser_reasons(one.record, other.record, share)]


def _lesser_reasons(one: Any, other: Any, share: float) -> Iterator[tuple[str, int]]:
    """Yield what two records need not have in common."""
    place, its = (getattr(it, "place", None) for it in (one, other))
    if place and its and fold(place) == fold(its):
        yield "the same place", 1
    if set(one.topics) & set(other.topics):
        yield "a topic in common", 1
    if share:
        yield f"{share:.0%} of the words in common", round(5 * share)


def _days(one: Compared, other: Compared) -> tuple[str, int] | None:
    """Return what the days of two records have in common, with its points.

    Without a known day, or without a day in common, both sides must be the same.
    """
    mine, its = one.record, other.record
    if mine.when == its.when:
        return "the same days", 3
    if _is_partly_undated(one, other):
        return ("perhaps days in common", 1) if _has_same_sides(one, other) else None
    touch = mine.when.overlaps(its.when)
    if touch is Certainty.YES:
        return "days in common", 2
    if touch is Certainty.MAYBE:
        return "perhaps days in common", 1
    if is_rescheduled(mine, its):
        return "days that were expected earlier", 1
    if isinstance(mine, Allegation) and _accuse_alike(one, other):
        return "other days, perhaps those of the conduct", 0
    return None


def _is_partly_undated(one: Compared, other: Compared) -> bool:
    """Return whether one has a known day and the other has not."""
    mine: Period = one.record.when
    its: Period = other.record.when
    return (one.undated or other.undated) and mine != its


def _has_same_sides(one: Compared, other: Compared) -> bool:
    """Return whether all the actors are the same; one record may lack a second side."""
    whom = set(one.to) == set(other.to) or not (one.to and other.to)
    return set(one.by) == set(other.by) and whom


def _accuse_alike(one: Compared, other: Compared) -> bool:
    """Return whether two allegations accuse the same actors of much the same."""
    conducts = [_words(it.record.conduct) for it in (one, other)]
    return _has_same_sides(one, other) and _share(*conducts) >= LEAST_SHARED_CONDUCT


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the words that two have in common, as a share of all their words."""
    both = one | other
    # Texts without letters have no words to compare.
    return len(one & other) / len(both) if both else 1.0


def _closeness(one: Compared, other: Compared, part: str, names: Names) -> int:
    """Return how the actors on one side of two records are related."""
    mine, its = getattr(one, part), getattr(other, part)
    if not set(mine).isdisjoint(its):
        return SAME
    pairs = list(product(mine, its))
    if any(names.akin(*pair) for pair in pairs):
        return AKIN
    alleged = isinstance(one.record, Allegation)
    if alleged and any(names.act_for_the_same(*pair) for pair in pairs):
        return VOICES
    return UNRELATED
