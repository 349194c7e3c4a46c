"""iCalendar: certain days go into the calendar, and the rest is listed."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha1
from typing import Any
from uuid import UUID

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from diplomacy_events import Dataset, JointDeclaration, Period, StateVisit, load_article
from diplomacy_events.formats.exports.ics import FORMAT
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.strategies import datasets, edtf_texts, periods

days = st.dates().map(date.isoformat)
spans = st.tuples(st.dates(), st.dates()).map(
    lambda two: "/".join(map(str, sorted(two)))
)


def dumps(dataset: Dataset) -> bytes:
    """Return the calendar of a dataset."""
    assert FORMAT.dumps is not None
    written = FORMAT.dumps(dataset)
    assert isinstance(written, bytes)
    return written


def events(dataset: Dataset) -> dict[str, Any]:
    """Return the events of a dataset's calendar by UID, as icalendar reads them."""
    calendar: Any = Calendar.from_ical(dumps(dataset))
    assert not calendar.errors
    assert all(not event.errors for event in calendar.events)
    return {str(event["uid"]): event for event in calendar.events}


def uid(id: str, of: str | None) -> str:
    """Return the UID of a record in the calendar of a dataset with this title."""
    named = f"6ba7b811-9dad-11d1-80b4-00c04fd430c8 urn:diplomacy-events:{of}:{id}"
    space, _, name = named.partition(" ")
    digest = bytearray(sha1(UUID(space).bytes + name.encode()).digest()[:16])  # noqa: S324  # as in RFC 4122
    digest[6], digest[8] = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))


def changed(thing: Any, **changes: Any) -> Any:
    """Return an object with some of its fields changed."""
    return attrs.evolve(thing, **changes)


def visit_of(**changes: Any) -> Dataset:
    """Return the article with changes to its visit."""
    article = load_article()
    records = [
        attrs.evolve(record, **changes) if isinstance(record, StateVisit) else record
        for record in article.records
    ]
    return attrs.evolve(article, records=records)


def test_the_visit_to_moscow() -> None:
    """Three days in March end on the fourth, since the end is exclusive."""
    (found,) = events(load_article()).items()
    assert found[0] == uid("xi-visits-moscow", load_article().title)
    event = found[1]
    assert event.decoded("dtstart") == date(2023, 3, 20)
    assert event.decoded("dtend") == date(2023, 3, 23)
    assert event.decoded("dtstamp") == datetime(2023, 3, 17, tzinfo=UTC)
    assert event.decoded("last-modified") == datetime(2023, 3, 17, tzinfo=UTC)
    assert event["sequence"] == 1
    assert event["location"] == "Moscow, Russia"
    assert event["status"] == "CONFIRMED"
    assert event["transp"] == "TRANSPARENT"
    assert event["categories"].cats == ["russia-china-relations", "ukraine-war"]
    assert "attendee" not in event


def test_a_calendar_has_what_apps_require() -> None:
    """The header has what RFC 5545 requires, and the name that apps display."""
    assert dumps(load_article()).startswith(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        b"PRODID:-//diplomacy_events//diplomacy_events//EN\r\nCALSCALE:GREGORIAN\r\n"
        b"NAME:Xi Jinping's announced state visit to Moscow\r\n"
        b"X-WR-CALNAME:Xi Jinping's announced state visit to Moscow\r\n"
    )
    assert b"NAME:" not in dumps(Dataset())


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("expected", "TENTATIVE"),
        ("planned", "TENTATIVE"),
        ("postponed", "TENTATIVE"),
        ("unknown", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("under-way", "CONFIRMED"),
        ("occurred", "CONFIRMED"),
        ("cancelled", "CANCELLED"),
        ("declined", "CANCELLED"),
    ],
)
def test_no_status_is_firmer_than_that_of_its_record(status: str, word: str) -> None:
    """Only a visit that took place, or that every side confirmed, is confirmed."""
    (event,) = events(visit_of(status=status)).values()
    assert event["status"] == word


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("2023-03", "a calendar cannot show uncertain days"),
        ("2023-03-20?", "a calendar cannot show uncertain days"),
        ("2023-03-20/2023-03-22~", "a calendar cannot show uncertain days"),
        ("2023-03-20/..", "a calendar cannot show uncertain days"),
        ("2023-03-20/", "a calendar cannot show uncertain days"),
        ("2023-03-20/2023-04", "a calendar cannot show uncertain days"),
        ("[2023-03-20..2023-03-21]", "a calendar cannot show uncertain days"),
        ("9999-12-31", "a calendar needs the day after the last, which does not exist"),
    ],
)
def test_days_that_are_not_certain_are_left_out_and_listed(
    edtf: str, reason: str
) -> None:
    """A visit without certain days is listed as an omission, with the reason."""
    dataset = visit_of(when=Period.from_edtf(edtf))
    assert events(dataset) == {}
    omitted = FORMAT.omitted(dataset)
    assert ("xi-visits-moscow", "", reason) in omitted
    assert not [one for one in omitted if one.field.startswith("StateVisit.")]


def test_the_stamp_is_a_day_of_publication_or_the_epoch() -> None:
    """A record whose sources are undated gets the same stamp every time."""
    article = load_article()
    undated = [attrs.evolve(source, published=None) for source in article.sources]
    (event,) = events(attrs.evolve(article, sources=undated)).values()
    assert event.decoded("dtstamp") == datetime(1970, 1, 1, tzinfo=UTC)
    assert "last-modified" not in event


def test_the_stamp_is_the_last_day_of_publication() -> None:
    """Of several sources, the one published last gives the date of the entry."""
    days = (date(2023, 3, 17), None, date(2023, 3, 19), date(2023, 3, 18))
    sources = [
        Source(id=f"s{index}", publisher="X", published=day)
        for index, day in enumerate(days)
    ]
    article = load_article()
    anchors = [Evidence(source=source.id) for source in sources]
    records = [changed(record, evidence=anchors) for record in article.visits]
    dataset = Dataset(
        sources=sources,
        actors=article.actors,
        records=[changed(record, basis=()) for record in records],
    )
    (event,) = events(dataset).values()
    assert event.decoded("dtstamp") == datetime(2023, 3, 19, tzinfo=UTC)
    assert event.decoded("last-modified") == datetime(2023, 3, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "superseded", "sequence"),
    [
        ("confirmed", [], 0),
        ("confirmed", ["2023-03-13", "2023-04"], 2),
        ("postponed", ["2023-03-13"], 2),
        ("cancelled", [], 1),
        ("declined", [], 1),
    ],
)
def test_the_sequence_grows_with_each_change(
    status: str, superseded: list[str], sequence: int
) -> None:
    """Each earlier schedule counts as a change, and so do postponing and cancelling."""
    earlier = [Period.from_edtf(text) for text in superseded]
    (event,) = events(visit_of(status=status, superseded=earlier)).values()
    assert event["sequence"] == sequence


def test_a_signing_called_off_is_a_change() -> None:
    """A declaration has no earlier schedules, but it can be cancelled."""
    article = load_article()
    day = Period.from_edtf("2023-03-21")
    records = [
        attrs.evolve(record, when=day, status=status)
        for record, status in zip(
            article.declarations, ("planned", "cancelled"), strict=True
        )
    ]
    others = [one for one in article.records if type(one) is not JointDeclaration]
    dataset = attrs.evolve(article, records=[*others, *records])
    sequences = {
        record.id: events(dataset)[uid(record.id, article.title)]["sequence"]
        for record in records
    }
    assert list(sequences.values()) == [0, 1]


def updated(*calendars: Dataset) -> dict[str, Any]:
    """Return what an app contains after importing one calendar after another.

    RFC 5546 (2.1.5): of two events with the same UID, the higher SEQUENCE wins, then
    the later DTSTAMP.
    """
    held: dict[str, Any] = {}
    for dataset in calendars:
        for key, event in events(dataset).items():
            old = held.get(key)
            if old is None or _version(event) >= _version(old):
                held[key] = event
    return held


def _version(event: Any) -> tuple[int, datetime]:
    return event["sequence"], event.decoded("dtstamp")


def test_a_newer_calendar_updates_an_older() -> None:
    """A rescheduled visit is one event on its new days, in either order of import."""
    old = visit_of()
    when = Period.from_edtf("2023-04-03/2023-04-05")
    visit = old.visits.one()
    new = visit_of(when=when, superseded=[*visit.superseded, visit.when])
    for calendars in ((old, new), (new, old), (new, old, new)):
        (event,) = updated(*calendars).values()
        assert event.decoded("dtstart") == date(2023, 4, 3)
    off = visit_of(status="cancelled")
    (event,) = updated(off, old).values()
    assert event["status"] == "CANCELLED"


def test_calendars_of_two_datasets_do_not_clash() -> None:
    """Records with the same id in two datasets are two events, even without titles."""
    titles = ("Talks", "Talks:a", "Other talks", None)
    datasets = [attrs.evolve(visit_of(), title=title) for title in titles]
    assert len(updated(*datasets)) == 4


def test_long_text_is_escaped_and_folded() -> None:
    """Ten thousand characters of every kind come back, from lines of 75 octets."""
    gist = ('\\n ,;: "é😀ש\u202e' * 1000).strip()
    dataset = visit_of(gist=gist, place=gist[:-1])
    (event,) = events(dataset).values()
    assert (event["summary"], event["location"]) == (gist, gist[:-1].strip())
    assert max(map(len, dumps(dataset).split(b"\r\n"))) <= 75


@settings(max_examples=50)
@given(st.data())
def test_every_record_is_an_event_or_an_omission(data: st.DataObject) -> None:
    """Events and omissions add up to the dataset, and events are read back equal."""
    texts = periods(st.one_of(days, days, spans, spans, edtf_texts()))
    dataset = data.draw(datasets())
    records = [changed(record, when=data.draw(texts)) for record in dataset.records]
    dataset = attrs.evolve(dataset, records=records)
    written, omitted = events(dataset), FORMAT.omitted(dataset)
    told = {omission.id for omission in omitted}
    classes = {omission.field for omission in omitted if omission.id is None}
    for record in dataset.records:
        source = dataset.sources[record.evidence[0].source]
        of = dataset.title or source.url or source.sha256 or source.id
        event = written.pop(uid(record.id, of), None)
        assert (event is None) == (
            record.id in told or type(record).__name__ in classes
        )
        if event is not None:
            assert isinstance(record, StateVisit | JointDeclaration)
            last = event.decoded("dtend") - timedelta(days=1)
            assert record.when == Period.from_edtf(f"{event.decoded('dtstart')}/{last}")
            assert event["summary"] == record.gist
            assert event.get("location") == record.place
            categories = event["categories"].cats if "categories" in event else []
            assert categories == list(record.topics)
            published = [
                source.published
                for source in dataset.sources
                if source.id in {anchor.source for anchor in record.evidence}
            ]
            stamp = max((day for day in published if day), default=date(1970, 1, 1))
            assert event.decoded("dtstamp").date() == stamp
            assert ("last-modified" in event) == any(published)
    assert not written
    assert dumps(dataset) == dumps(dataset)


@pytest.mark.parametrize(
    ("source", "of"),
    [
        ({"url": "https://example.org/a", "sha256": "a" * 64, "length": 9}, "url"),
        ({"sha256": "a" * 64, "length": 9}, "sha256"),
        ({}, "id"),
    ],
)
def test_visits_of_untitled_datasets_do_not_collide(
    source: dict[str, Any], of: str
) -> None:
    """The first source of a visit tells it apart, by its address, digest or id."""
    first = Source(id="article", publisher="Herald", **source)
    later = Source(id="later", publisher="Herald", url="https://example.org/later")
    evidence = (Evidence(source="article"), Evidence(source="later"))
    visit = changed(load_article().visits[0], evidence=evidence, basis=())
    dataset = Dataset(
        sources=[later, first], actors=load_article().actors, records=[visit]
    )
    assert list(events(dataset)) == [uid(visit.id, getattr(first, of))]


def test_sources_are_not_events() -> None:
    """All other objects of a dataset are omissions, listed by class."""
    source = Source(id="s", publisher="X")
    assert FORMAT.omitted(Dataset(sources=[source], version="1")) == (
        (None, "version", "a calendar has no place for it"),
        (None, "Source", "a calendar has no place for it (in 1 object)"),
    )
    assert FORMAT.omitted(Dataset()) == ()
