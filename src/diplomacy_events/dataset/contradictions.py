"""Where records of one event contradict each other."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import combinations
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
"""Of two quotes that share so much, one is taken for a slip of the other."""
UNSAID = ("unspecified", "unknown", "other")
"""Members of vocabularies that say nothing, and so contradict nothing."""
Differ = Callable[[Any, Any], bool]


@attrs.frozen(kw_only=True)
class Disagreement:
    """A field in which records of one event contradict each other.

    Attributes:
        field: the name of the field.
        said: each value, with the ids of the records that hold it.
    """

    field: str
    said: tuple[tuple[Any, tuple[str, ...]], ...]

    def __str__(self) -> str:
        """Return the field, and who says what."""
        parts = [f"{_text(value)} ({', '.join(ids)})" for value, ids in self.said]
        return for_terminal(f"{self.field}: {' against '.join(parts)}")


def _text(value: object) -> str:
    return ", ".join(map(str, values_of(value))) or "nothing"


def disagreements(records: Sequence[object], names: Names) -> tuple[Disagreement, ...]:
    """Return the fields in which records of one class contradict each other."""
    if len(records) < 2:
        return ()
    found = []
    for field in fields(type(records[0])):
        differ = _way(field, names)
        if differ is None:
            continue
        pairs = combinations(records, 2)
        apart = [record for pair in pairs if differ(*pair) for record in pair]
        if apart:
            found.append(_disagreement(field.name, records, apart))
    return tuple(found)


def _disagreement(
    name: str, records: Sequence[Any], apart: Sequence[Any]
) -> Disagreement:
    ids = {record.id for record in apart}
    said: dict[object, list[str]] = {}
    for record in records:
        if record.id in ids:
            said.setdefault(getattr(record, name), []).append(record.id)
    return Disagreement(
        field=name, said=tuple((value, tuple(who)) for value, who in said.items())
    )


def _way(field: Field, names: Names) -> Differ | None:
    """Return how two records are found to contradict each other in a field."""

    def held(differ: Differ) -> Differ:
        return lambda one, other: differ(
            getattr(one, field.name), getattr(other, field.name)
        )

    if field.name == "when":
        return _times_differ
    if field.name == "status":
        return lambda one, other: _statuses_differ(one, other, names)
    if field.period:
        return held(_apart)
    if field.part in ("by", "to"):
        return held(lambda one, other: _parties_differ(one, other, names))
    return {
        "quotes": held(_quotes_differ),
        "place": held(_words_differ),
        "title": held(_words_differ),
        "level": held(_choices_differ),
        "form": held(_choices_differ),
    }.get(field.name)


def _times_differ(one: Record, other: Record) -> bool:
    """Return whether two periods have no day in common, and neither came after.

    What one of two sources says was expected earlier is no contradiction.
    """
    return _apart(one.when, other.when) and not is_rescheduled(one, other)


def is_rescheduled(one: Record, other: Record) -> bool:
    """Return whether one of two records expected the event earlier when the other does.

    That is, whether the period of one touches one that the other says is superseded.
    """
    told = [
        *((it, one.when) for it in getattr(other, "superseded", ())),
        *((it, other.when) for it in getattr(one, "superseded", ())),
    ]
    return not all(_apart(it, when) for it, when in told)


def _apart(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return False
    return one.overlaps(other) is Certainty.NO


def _statuses_differ(one: Any, other: Any, names: Names) -> bool:
    """Return whether two sources of one day tell that an event has come so far.

    On different days they may both be right.
    """
    days = set(names.published(one)) & set(names.published(other))
    return one.status is not other.status and bool(days - {None})


def _parties_differ(one: Sequence[str], other: Sequence[str], names: Names) -> bool:
    """Return whether each names somebody for whom the other names nobody."""
    return not (_stand_for(one, other, names) or _stand_for(other, one, names))


def _stand_for(some: Sequence[str], others: Sequence[str], names: Names) -> bool:
    """Return whether each of some is, or acts for, or is led by, one of others."""
    return all(any(names.akin(one, other) for other in others) for one in some)


def _words_differ(one: str | None, other: str | None) -> bool:
    """Return whether each of two texts has a word that the other lacks."""
    mine, its = (
        set(fold(text or "").replace(",", " ").split()) for text in (one, other)
    )
    return not (mine <= its or its <= mine)


def _choices_differ(one: object, other: object) -> bool:
    return one is not other and not {one, other} & set(UNSAID)


def _quotes_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether a quote of one is nearly a quote of the other, but not quite."""
    mine, its = ([fold(quote) for quote in quotes] for quotes in (one, other))
    return any(_nearly(a, b) for a in mine for b in its if a not in its)


def _nearly(one: str, other: str) -> bool:
    if one in other or other in one:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.quick_ratio() >= LEAST_SHARED_OF_SLIPS
        and matcher.ratio() >= LEAST_SHARED_OF_SLIPS
    )
