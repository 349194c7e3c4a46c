"""iCalendar (RFC 5545): visits and signings on certain days, for a calendar app.

A calendar cannot show uncertain days, so this format writes only periods whose
beginning and end are each one day, without a qualifier. It has only three statuses for
the stages from planned to cancelled; see `STATUS`.
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

# Any other status, such as postponed or unknown, must not look firmer than a plan.
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
PARTLY = {"status": f"a calendar has three statuses, not {len(EventStatus)}"}
# RFC 5545 requires a date of the entry, even if no source has a publication date.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
PUT_OFF = (EventStatus.POSTPONED, EventStatus.CANCELLED, EventStatus.DECLINED)


def dumps(dataset: Dataset) -> bytes:
    """Return the visits and signings on certain days as one calendar.

    A calendar without events is also written, though RFC 5545 requires one (3.6).

    Raises:
        MissingExtraError: if icalendar is not installed.
    """
    library = import_extra("icalendar", extra="calendar")
    calendar = library.Calendar()
    calendar.add("prodid", "-//diplomacy_events//diplomacy_events//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if dataset.title is not None:
        # RFC 7986 calls it NAME; apps use the older property.
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
    event.add("uid", str(_uid(record, dataset)))
    published = _latest_publication(record, dataset)
    event.add("dtstamp", published or UNDATED)
    if published is not None:
        event.add("last-modified", published)
    event.add("sequence", _sequence(record))
    event.add("dtstart", record.when.earliest)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", record.gist)
    event.add("status", STATUS.get(record.status, TENTATIVE))
    # Other people's events do not make the user busy.
    event.add("transp", "TRANSPARENT")
    if record.place is not None:
        event.add("location", record.place)
    if record.topics:
        event.add("categories", record.topics)
    return event


def _uid(record: StateVisit | JointDeclaration, dataset: Dataset) -> UUID:
    """Return a unique id that stays the same in later versions of the dataset.

    An untitled dataset is known by its texts, and later sources come after the first.
    """
    first = dataset.sources[record.evidence[0].source]
    of = dataset.title or first.url or first.sha256 or first.id
    # Ids never contain a colon, so the two parts are unambiguous.
    return uuid5(NAMESPACE_URL, f"urn:diplomacy-events:{of}:{record.id}")


def _latest_publication(
    record: StateVisit | JointDeclaration, dataset: Dataset
) -> datetime | None:
    """Return the start of the latest day when a source of the record was published."""
    sources = [dataset.sources[anchor.source] for anchor in record.evidence]
    days = [source.published for source in sources if source.published is not None]
    return datetime.combine(max(days), time(), UTC) if days else None


def _sequence(record: StateVisit | JointDeclaration) -> int:
    """Return how often a record was changed, as far as it shows.

    Apps recognise a later version of an event by its higher number (RFC 5545, 3.8.7.4).
    """
    moved = len(record.superseded) if isinstance(record, StateVisit) else 0
    return moved + (record.status in PUT_OFF)


def _unfit(record: StateVisit | JointDeclaration) -> str:
    """Return why a calendar cannot show the days of a record, or ""."""
    if not _certain(record.when):
        return "a calendar cannot show uncertain days"
    if record.when.latest == date.max:
        return "a calendar needs the day after the last, which does not exist"
    return ""


def _certain(period: Period) -> bool:
    return all(
        edge.earliest is not None
        and edge.earliest == edge.latest
        and not edge.qualifier
        for edge in (period.begin, period.end)
    )


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List the visits and signings on uncertain days, and all that is not an event."""
    unfit = {
        record.id: reason
        for record in (*dataset.visits, *dataset.declarations)
        if (reason := _unfit(record))
    }
    return (
        *_omissions_of(unfit),
        *omissions(dataset, PLACES, REASON, partly=PARTLY, skipped=unfit),
    )


def _omissions_of(unfit: dict[str, str]) -> Iterator[Omission]:
    return (Omission(id, "", reason) for id, reason in unfit.items())


FORMAT = Format(
    name="ics", suffixes=(".ics",), lossless=False, dumps=dumps, omitted=omitted
)
