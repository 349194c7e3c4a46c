"""Parts of records in plain words, for every view."""

from collections.abc import Iterable, Iterator

from diplomacy_events.card import Known
from diplomacy_events.model.period import Period
from diplomacy_events.model.sources import Evidence, Source

__all__ = ["InWords", "place", "places", "published_in_words", "when_in_words"]


def when_in_words(period: Period) -> str:
    """Return a period in English, with the words of the source if there are any.

    >>> when_in_words(Period.from_edtf("2023-02", phrase="last month"))
    'February 2023 (“last month”)'
    """
    return f"{period} (“{period.phrase}”)" if period.phrase else str(period)


def place(anchor: Evidence) -> str:
    """Return where in its source an anchor is.

    >>> place(Evidence(source="daily"))
    'the whole text'
    """
    if anchor.start is None:
        return "the whole text"
    return f"characters {anchor.start}–{anchor.end}"


def places(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Yield the places of anchors in each source, in characters."""
    spans: dict[str, list[str]] = {}
    for anchor in evidence:
        ranges = spans.setdefault(anchor.source, [])
        if anchor.start is not None:
            ranges.append(f"{anchor.start}–{anchor.end}")
    for source, ranges in spans.items():
        where = f"characters {', '.join(ranges)}" if ranges else "the whole text"
        yield f"{source}, {where}"


def published_in_words(source: Source) -> str:
    """Return the day of publication in English, or "" if it is unknown.

    >>> published_in_words(Source(id="daily", publisher="Daily"))
    ''
    """
    day = source.published
    return str(Period.from_edtf(day.isoformat())) if day else ""


class InWords(Known):
    """Values of the model in words, as far as possible without a dataset."""

    def phrase(self, value: object) -> str:
        """Return a period or the place of an anchor in words, or "" for all else."""
        if isinstance(value, Period):
            return when_in_words(value)
        return place(value) if isinstance(value, Evidence) else ""
