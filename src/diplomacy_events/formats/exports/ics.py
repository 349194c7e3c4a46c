"""iCalendar (RFC 5545): visits and signings on certain days, for a calendar app.

A calendar has no uncertain days, so that only periods are written whose begin and end
are each one day, without a qualifier. It tells what is planned from what is agreed by
three words alone; see `STATUS`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from diplomacy_events.dataset import Dataset
from diplomacy_events.extras import import_extra
from diplomacy_events.formats.exports.omissions import Places, omissions
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import JointDeclaration, StateVisit
from diplomacy_events.vocabulary import EventStatus

__all__ = ["FORMAT"]

# What is none of these, such as put off or unknown, must not look firmer than a plan.
TENTATIVE = "TENTATIVE"
STATUS = {
    EventStatus.CONFIRMED: "CONFIRMED",
    EventStatus.UNDER_WAY: "CONFIRMED",
    EventStatus.OCCURRED: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.DECLINED: "CANCELLED",
}
KEPT = frozenset({"id", "when.edtf", "gist", "topics", "place"})
PLACES: Places = {Dataset: {"title"}, StateVisit: KEPT, JointDeclaration: KEPT}
REASON = "a calendar has no place for it"
PARTLY = {"status": f"a calendar has three words for the {len(EventStatus)}"}
# RFC 5545 demands a date of the entry, also where no source says when it was published.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
PUT_OFF = (EventStatus.POSTPONED, EventStatus.CANCELLED, EventStatus.DECLINED)


def dumps(dataset: Dataset) -> bytes:
    """Return the visits and signings on certain days as one calendar.

    A calendar without an event is written too, though RFC 5545 asks for one (3.6).

    Raises:
        MissingExtraError: if icalendar is not installed.
    """
    library = import_extra("icalendar", extra="calendar")
    calendar = library.Calendar()
    calendar.add("prodid", "-//diplomacy_events//diplomacy_events//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if dataset.title is not None:
        # RFC 7986 calls it NAME; the apps go by the older of the two.
        calendar.add("name", library.vText(dataset.title))
        calendar.add("x-wr-calname", library.vText(dataset.title))
    for record in dataset.records:
        if isinstance(record, StateVisit | JointDeclaration) and not _unfit(record):
            calendar.add_component(_event(library, record, dataset))
    return bytes(calendar.to_ical())


def _event(
    library: Any, record: StateVisit | JointDeclaration, dataset: Dataset
) -> Any:
    event, last = library.Event(), cast("date", record.when.latest)
    event.add("uid", str(_uid(record.id, dataset.title)))
    published = _published(record, dataset)
    event.add("dtstamp", published or UNDATED)
    if published is not None:
        event.add("last-modified", published)
    event.add("sequence", _sequence(record))
    event.add("dtstart", record.when.earliest)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", record.gist)
    event.add("status", STATUS.get(record.status, TENTATIVE))
    # The days of others make nobody busy.
    event.add("transp", "TRANSPARENT")
    if record.place is not None:
        event.add("location", record.place)
    if record.topics:
        event.add("categories", record.topics)
    return event


def _uid(id: str, title: str | None) -> UUID:
    """Return what no other record has, and later versions of its dataset keep."""
    # No id holds a colon, so that title and id cannot be mistaken for others.
    return uuid5(NAMESPACE_URL, f"urn:diplomacy-events:{title or ''}:{id}")


def _published(
    record: StateVisit | JointDeclaration, dataset: Dataset
) -> datetime | None:
    """Return the start of the last day on which a source of the record came out."""
    sources = [dataset.sources[anchor.source] for anchor in record.evidence]
    days = [source.published for source in sources if source.published is not None]
    return datetime.combine(max(days), time(), UTC) if days else None


def _sequence(record: StateVisit | JointDeclaration) -> int:
    """Return how often a record was changed, as far as it tells.

    Apps take an event for a later version of another by its higher number (RFC 5545,
    3.8.7.4).
    """
    moved = len(record.superseded) if isinstance(record, StateVisit) else 0
    return moved + (record.status in PUT_OFF)


def _unfit(record: StateVisit | JointDeclaration) -> str:
    """Return why a calendar cannot hold the days of a record, or nothing."""
    if not _certain(record.when):
        return "a calendar has no uncertain days"
    if record.when.latest == date.max:
        return "a calendar names the day after the last, and there is none"
    return ""


def _certain(period: Period) -> bool:
    return all(
        edge.earliest is not None
        and edge.earliest == edge.latest
        and not edge.qualifier
        for edge in (period.begin, period.end)
    )


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List the visits and signings on uncertain days, and what is no event."""
    unfit = {
        record.id: reason
        for record in (*dataset.visits, *dataset.declarations)
        if (reason := _unfit(record))
    }
    return (
        *_listed(unfit),
        *omissions(dataset, PLACES, REASON, partly=PARTLY, skipped=unfit),
    )


def _listed(unfit: dict[str, str]) -> Iterator[Omission]:
    return (Omission(id, "", reason) for id, reason in unfit.items())


FORMAT = Format(
    name="ics", suffixes=(".ics",), lossless=False, dumps=dumps, omitted=omitted
)
