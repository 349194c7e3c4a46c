"""Find the fields in which records of one event contradict each other."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from operator import attrgetter
from typing import Any

import attrs

from diplomacy_events.dataset.names import Names
from diplomacy_events.folding import fold
from diplomacy_events.model.description import Field, fields, values_of
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.terminal import for_terminal
from diplomacy_events.vocabulary import Certainty

__all__ = ["Disagreement", "disagreements", "is_rescheduled"]

LEAST_SHARED_OF_SLIPS = 0.8
"""The least similarity of two quotes for one to count as a misquote of the other."""
UNSAID = "unspecified"
"""The member of vocabularies that states nothing, so it never contradicts anything."""
Differ = Callable[[Any, Any], bool]
Compared = Callable[[Any], object]


@attrs.frozen(kw_only=True)
class Disagreement:
    """A field in which records of one event contradict each other.

    Attributes:
        field: the name of the field.
        said: each value, with the ids of the records that have it.
    """

    field: str
    said: tuple[tuple[Any, tuple[str, ...]], ...]

    def __str__(self) -> str:
        """Return the field, and each value with its records."""
        parts = [f"{_text(value)} ({', '.join(ids)})" for value, ids in self.said]
        return for_terminal(f"{self.field}: {' against '.join(parts)}")


def _text(value: object) -> str:
    return ", ".join(map(str, values_of(value))) or "nothing"


def disagreements(records: Sequence[object], names: Names) -> tuple[Disagreement, ...]:
    """Return the fields in which records of one class contradict each other."""
    if len(records) < 2:
        return ()
    disagreements = []
    for field in fields(type(records[0])):
        differ = _contradiction_test(field, names)
        if differ is None:
            continue
        ids = _ids_apart(records, _what_is_compared(field, names), differ)
        if ids:
            disagreements.append(_disagreement(field.name, records, ids))
    return tuple(disagreements)


def _ids_apart(
    records: Sequence[object], compared: Compared, differ: Differ
) -> set[str]:
    """Return the ids of the records that contradict another one.

    Records that say the same never do, so one stands for all of them: many sources
    report an event in few ways.
    """
    alike: dict[object, list[Any]] = {}
    for record in records:
        alike.setdefault(compared(record), []).append(record)
    return {
        record.id
        for one, other in combinations(alike.values(), 2)
        if differ(one[0], other[0])
        for record in (*one, *other)
    }


def _what_is_compared(field: Field, names: Names) -> Compared:
    """Return the function that gives all that the test of a field looks at."""
    if field.name == "when":
        return lambda record: (record.when, getattr(record, "superseded", ()))
    if field.name == "status":
        return lambda record: (record.status, names.published(record))
    return attrgetter(field.name)


def _disagreement(name: str, records: Sequence[Any], ids: set[str]) -> Disagreement:
    ids_by_value: dict[object, list[str]] = {}
    for record in records:
        if record.id in ids:
            ids_by_value.setdefault(getattr(record, name), []).append(record.id)
    return Disagreement(
        field=name,
        said=tuple((value, tuple(who)) for value, who in ids_by_value.items()),
    )


def _contradiction_test(field: Field, names: Names) -> Differ | None:
    """Return the test whether two records contradict each other in a field."""

    def on_values(differ: Differ) -> Differ:
        return lambda one, other: differ(
            getattr(one, field.name), getattr(other, field.name)
        )

    if field.name == "when":
        return _times_differ
    if field.name == "status":
        return lambda one, other: _statuses_differ(one, other, names)
    if field.period:
        return on_values(_disjoint)
    if field.part in ("by", "to"):
        return on_values(lambda one, other: _parties_differ(one, other, names))
    return {
        "quotes": on_values(_quotes_differ),
        "place": on_values(_words_differ),
        "title": on_values(_words_differ),
        "level": on_values(_choices_differ),
        "form": on_values(_choices_differ),
    }.get(field.name)


def _times_differ(one: Record, other: Record) -> bool:
    """Return whether the periods of two records are disjoint and not rescheduled.

    A date that a source reports as superseded is not a contradiction.
    """
    return _disjoint(one.when, other.when) and not is_rescheduled(one, other)


def is_rescheduled(one: Record, other: Record) -> bool:
    """Return whether one record gives a period that the other reports as superseded.

    The two periods need only touch.
    """
    superseded = [
        *((it, one.when) for it in getattr(other, "superseded", ())),
        *((it, other.when) for it in getattr(one, "superseded", ())),
    ]
    return not all(_disjoint(it, when) for it, when in superseded)


def _disjoint(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return False
    return one.overlaps(other) is Certainty.NO


def _statuses_differ(one: Any, other: Any, names: Names) -> bool:
    """Return whether two sources of one day report a different status.

    Reports from different days may both be right.
    """
    days = set(names.published(one)) & set(names.published(other))
    return one.status is not other.status and bool(days - {None})


def _parties_differ(one: Sequence[str], other: Sequence[str], names: Names) -> bool:
    """Return whether each side names an actor unrelated to every actor of the other."""
    return not (_all_akin(one, other, names) or _all_akin(other, one, names))


def _all_akin(some: Sequence[str], others: Sequence[str], names: Names) -> bool:
    """Return whether each actor is, acts for, or is led by one of the others."""
    return all(any(names.akin(one, other) for other in others) for one in some)


def _words_differ(one: str | None, other: str | None) -> bool:
    """Return whether each of two texts has a word that the other lacks."""
    mine, its = (
        set(fold(text or "").replace(",", " ").split()) for text in (one, other)
    )
    return bool(mine - its) and bool(its - mine)


def _choices_differ(one: object, other: object) -> bool:
    return UNSAID not in (one, other)


def _quotes_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether a quote of one is nearly, but not exactly, one of the other."""
    mine, its = ([fold(quote) for quote in quotes] for quotes in (one, other))
    return any(_nearly_equal(a, b) for a in mine for b in its if a not in its)


def _nearly_equal(one: str, other: str) -> bool:
    if one in other or other in one:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.quick_ratio() >= LEAST_SHARED_OF_SLIPS
        and matcher.ratio() >= LEAST_SHARED_OF_SLIPS
    )
