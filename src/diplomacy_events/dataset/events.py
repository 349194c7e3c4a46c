"""Events: what several records report, when, and where they disagree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from diplomacy_events.dataset.collection import find
from diplomacy_events.dataset.contents import Parts
from diplomacy_events.dataset.contradictions import Disagreement, disagreements
from diplomacy_events.dataset.names import Names
from diplomacy_events.dataset.same_event import groups
from diplomacy_events.model.period import Period
from diplomacy_events.model.record import Record
from diplomacy_events.model.sources import Source
from diplomacy_events.portable import Portable
from diplomacy_events.terminal import for_terminal
from diplomacy_events.views.history import ReportRow, history
from diplomacy_events.views.summary import status_of
from diplomacy_events.vocabulary import EventStatus

if TYPE_CHECKING:
    from diplomacy_events.views.picture import Picture

__all__ = ["Event", "Events", "History", "Report", "events"]


@attrs.frozen(kw_only=True)
class Report:
    """What was reported of an event on one day.

    Attributes:
        day: the day on which the sources were published; `None` if it is unknown.
        status: the status of an event, the standing of an allegation, or the speech
            act. If the sources of the day differ, it is unknown:
            `EventStatus.UNKNOWN` for an event, otherwise `None`.
        when: the periods that were reported, each once.
        records: ids of the records.
        sources: ids of their sources of that day.
    """

    day: date | None
    status: Any
    when: tuple[Period, ...]
    records: tuple[str, ...]
    sources: tuple[str, ...]

    def __str__(self) -> str:
        """Return the day, the status and the dates in a line."""
        day = "undated" if self.day is None else self.day.isoformat()
        times = " or ".join(map(str, self.when))
        sources = ", ".join(self.sources)
        return for_terminal(f"{day}: {self.status or 'unknown'}, {times} ({sources})")


@attrs.frozen(repr=False)
class History(Portable):
    """What was reported of an event, day by day.

    Iterating yields the reports; undated reports come last.
    """

    title: str
    reports: tuple[Report, ...]
    _rows: tuple[ReportRow, ...] = attrs.field(default=(), eq=False, kw_only=True)

    def picture(self, *, title: str | None = None, width: float = 720) -> "Picture":
        """Return a picture: a row for each source, with what it reported and when.

        Args:
            title: the title (default: the gist of the first report).
            width: the width in pixels.

        Raises:
            FieldValueError: if a picture cannot have this width.
        """
        return history(title or self.title, self._rows, width)

    def _repr_html_(self) -> str:
        """Return the picture, for a notebook."""
        return self.picture().html

    def __str__(self) -> str:
        """Return a line for each report."""
        return "\n".join(map(str, self.reports))

    def __repr__(self) -> str:
        """Return how many reports there are."""
        reports = "1 report" if len(self) == 1 else f"{len(self)} reports"
        return f"<History: {reports}>"

    def __len__(self) -> int:
        """Return how many reports there are."""
        return len(self.reports)

    def __iter__(self) -> Iterator[Report]:
        """Iterate over the reports."""
        return iter(self.reports)


# Not slotted, because cached properties need a place.
@attrs.frozen(kw_only=True, slots=False, repr=False)
class Event:
    """An event that one or several records report.

    Attributes:
        records: the records, in order of publication.
        sources: their sources, in order of publication.
    """

    records: tuple[Record, ...]
    sources: tuple[Source, ...]
    _names: Names = attrs.field(eq=False)

    @property
    def id(self) -> str:
        """The id of the record that was published first."""
        return self.records[0].id

    @cached_property
    def history(self) -> History:
        """What was reported of it, by day of publication."""
        days: dict[date | None, dict[str, list[str]]] = {}
        published = {source.id: source.published for source in self.sources}
        for source in self.sources:
            days.setdefault(source.published, {})
        by_id = {record.id: record for record in self.records}
        by_source: dict[str, list[Record]] = {id: [] for id in published}
        for record in self.records:
            for id in dict.fromkeys(anchor.source for anchor in record.evidence):
                days[published[id]].setdefault(record.id, []).append(id)
                by_source[id].append(record)
        reports = [
            _report(day, [by_id[id] for id in sources], sources)
            for day, sources in days.items()
        ]
        rows = [
            (source.published, source.publisher, str(status_of(one)), one.when)
            for source in self.sources
            for one in by_source[source.id]
        ]
        title = self.records[0].gist
        return History(title, tuple(reports), rows=tuple(dict.fromkeys(rows)))

    @property
    def status(self) -> Any:
        """The status on the last day of publication; see `Report.status`."""
        dated = [report for report in self.history if report.day is not None]
        return (dated or self.history.reports)[-1].status

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The fields in which its records contradict each other."""
        return disagreements(self.records, self._names)

    def __len__(self) -> int:
        """Return how many records report it."""
        return len(self.records)

    def __repr__(self) -> str:
        """Return its id, and how many records report it."""
        records = "1 record" if len(self) == 1 else f"{len(self)} records"
        return f"<Event {self.id!r}: {records}>"


def _report(
    day: date | None, records: Sequence[Any], sources_of: Mapping[str, Sequence[str]]
) -> Report:
    """Return what some records reported on a day."""
    statuses = {status_of(record) for record in records}
    differ = EventStatus.UNKNOWN if hasattr(records[0], "status") else None
    return Report(
        day=day,
        status=statuses.pop() if len(statuses) == 1 else differ,
        when=tuple(dict.fromkeys(record.when for record in records)),
        records=tuple(sources_of),
        sources=tuple(dict.fromkeys(id for ids in sources_of.values() for id in ids)),
    )


class Events:
    """The events of a dataset, each with the records that report it.

    Iterating yields the events, in the order of their first records in the dataset.
    ``events["some-id"]`` is the event that a record reports.
    """

    def __init__(self, found: Iterable[Event]) -> None:
        self._events = tuple(found)

    @cached_property
    def _by_id(self) -> dict[str, Event]:
        return {one.id: event for event in self._events for one in event.records}

    def __getitem__(self, key: str | int) -> Event:
        """Return an event by the id of one of its records, or by its position.

        Raises:
            UnknownNameError: if the record does not exist.
            FieldTypeError: if it is neither an id nor a position.
            IndexError: if the position does not exist.
        """
        if isinstance(key, int):
            return self._events[key]
        return find(key, self._by_id, "no record of these events")

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        """Iterate over the events."""
        return iter(self._events)

    def __repr__(self) -> str:
        """Return how many there are, and how many several records report."""
        several = sum(len(event) > 1 for event in self)
        events = "1 event" if len(self) == 1 else f"{len(self)} events"
        return f"<Events: {events}, {several} of them reported by several records>"


def events(dataset: Parts) -> Events:
    """Return the events of a dataset."""
    names = dataset.records.names
    return Events(_event(group, dataset, names) for group in groups(dataset.records))


def _event(group: Sequence[Record], dataset: Parts, names: Names) -> Event:
    ids = dict.fromkeys(anchor.source for one in group for anchor in one.evidence)
    sources = [dataset.sources[id] for id in ids]
    return Event(
        records=tuple(sorted(group, key=lambda one: _first(names.published(one)))),
        sources=tuple(sorted(sources, key=lambda one: one.published or date.max)),
        names=names,
    )


def _first(days: Sequence[date | None]) -> date:
    return days[0] or date.max
