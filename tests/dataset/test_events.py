"""Events: what several records report, and which records may belong together."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    FieldTypeError,
    FieldValueError,
    IntegrityError,
    JointDeclaration,
    Organization,
    Period,
    Person,
    Records,
    Role,
    Source,
    SpeechAct,
    State,
    Statement,
    StateVisit,
    UnknownFieldError,
    UnknownNameError,
    load_article,
)
from diplomacy_events.dataset.contradictions import Disagreement
from diplomacy_events.dataset.events import Event
from diplomacy_events.model.description import KINDS
from diplomacy_events.model.walk import references
from diplomacy_events.strategies import datasets
from effort import calls

PAPERS = {
    "herald": date(2031, 3, 3),
    "post": date(2031, 3, 10),
    "courier": date(2031, 3, 10),
    "wire": date(2031, 4, 2),
    "late": date(2031, 9, 1),
    "rumour": None,
}


def visit(id: str, paper: str, when: str, status: str, **more: Any) -> StateVisit:
    """Return a visit of the president that a paper reports."""
    told: dict[str, Any] = {
        "id": id,
        "when": Period.from_edtf(when),
        "gist": "Lind visits Belmoria",
        "visitors": ["lind"],
        "hosts": ["belmoria"],
        "status": status,
        "evidence": [Evidence(source=paper)],
    }
    return StateVisit(**(told | more))


def statement(id: str, paper: str, *quotes: str, **more: Any) -> Statement:
    """Return a statement by the president that a paper quotes."""
    told: dict[str, Any] = {
        "id": id,
        "when": Period.from_edtf("2031-03-02"),
        "gist": "Lind says that she will travel to Belmoria",
        "speakers": ["lind"],
        "act": "announce",
        "manner": "direct" if quotes else "indirect",
        "quotes": quotes,
        "evidence": [Evidence(source=paper)],
    }
    return Statement(**(told | more))


def dataset(*records: Any) -> Dataset:
    """Return a dataset of some records and all papers."""
    return Dataset(
        sources=[
            Source(id=id, publisher=f"The {id}", published=day)
            for id, day in PAPERS.items()
        ],
        actors=[
            State(id="arvandia", name="Arvandia"),
            State(id="belmoria", name="Belmoria"),
            State(id="cordia", name="Cordia"),
            Person(
                id="lind", name="Lind", roles=[Role(title="President", of="arvandia")]
            ),
        ],
        records=records,
    )


CANCELLED = dataset(
    visit("called-off", "wire", "2031-05", "cancelled", same_as=["agreed"]),
    visit("planned", "herald", "2031-04", "planned", level="state"),
    visit(
        "agreed",
        "post",
        "2031-04-05/2031-04-07",
        "confirmed",
        level="official",
        same_as=["planned"],
    ),
    visit("another", "late", "2031-10", "planned"),
)


def test_records_marked_as_the_same_are_one_event() -> None:
    """A third record may join two, in either direction; others stay alone."""
    events = CANCELLED.events
    assert [event.id for event in events] == ["planned", "another"]
    (event, other) = events
    assert [one.id for one in event.records] == ["planned", "agreed", "called-off"]
    assert [source.id for source in event.sources] == ["herald", "post", "wire"]
    assert len(event) == 3
    assert events["called-off"] is events["planned"] is event
    assert events[1] is other
    assert len(events) == 2
    assert repr(events) == "<Events: 2 events, 1 of them reported by several records>"
    assert repr(event) == "<Event 'planned': 3 records>"
    assert repr(other) == "<Event 'another': 1 record>"
    assert repr(dataset(visit("one", "wire", "2031", "planned")).events) == (
        "<Events: 1 event, 0 of them reported by several records>"
    )
    with pytest.raises(UnknownNameError, match="did you mean 'planned'"):
        events["planed"]


def test_a_history_is_ordered_by_day_of_report() -> None:
    """Each day has its status and dates, and the last status is that of the event."""
    event = CANCELLED.events["planned"]
    assert [(report.day, report.status) for report in event.history] == [
        (date(2031, 3, 3), EventStatus.PLANNED),
        (date(2031, 3, 10), EventStatus.CONFIRMED),
        (date(2031, 4, 2), EventStatus.CANCELLED),
    ]
    assert event.status is EventStatus.CANCELLED
    assert str(event.history).splitlines()[1] == (
        "2031-03-10: confirmed, 5–7 April 2031 (post)"
    )
    assert event.history._rows == (
        (date(2031, 3, 3), "The herald", "planned", Period.from_edtf("2031-04")),
        (
            date(2031, 3, 10),
            "The post",
            "confirmed",
            Period.from_edtf("2031-04-05/2031-04-07"),
        ),
        (date(2031, 4, 2), "The wire", "cancelled", Period.from_edtf("2031-05")),
    )
    assert repr(event.history) == "<History: 3 reports>"
    assert repr(CANCELLED.events["another"].history) == "<History: 1 report>"
    assert len(event.history) == 3


def test_a_history_is_titled_by_its_first_report() -> None:
    """Its title is the gist of the event's first record, whatever the others say."""
    later = attrs.evolve(CANCELLED.visits["agreed"], gist="The visit is agreed")
    first = attrs.evolve(CANCELLED.visits["planned"], gist="A visit is planned")
    assert dataset(later, first).events["agreed"].history.title == "A visit is planned"


def test_two_statuses_on_one_day_are_unknown_and_a_disagreement() -> None:
    """On different days, both may be right."""
    event = dataset(
        visit("one", "post", "2031-04", "confirmed"),
        visit("two", "courier", "2031-04", "cancelled", same_as=["one"]),
        visit("three", "rumour", "2031-05", "planned", same_as=["one"]),
    ).events["one"]
    first, last = event.history
    assert first.status is EventStatus.UNKNOWN is event.status
    assert first.sources == ("post", "courier")
    assert last.day is None
    assert str(last) == "undated: planned, May 2031 (rumour)"
    assert [str(one) for one in event.disagreements] == [
        "when: April 2031 (one, two) against May 2031 (three)",
        "status: confirmed (one) against cancelled (two)",
    ]
    alone = dataset(visit("one", "rumour", "2031", "planned")).events[0]
    assert alone.status is EventStatus.PLANNED
    assert alone.disagreements == ()


def test_many_reports_of_an_event_are_compared_by_what_they_say() -> None:
    """Twice the reports are at most about twice the work, and none is forgotten."""

    def event(count: int) -> Event:
        sources = [
            Source(id=f"s{number}", publisher="X", published=date(2031, 3, 3))
            for number in range(count)
        ]
        visits = [
            attrs.evolve(
                visit(f"v{number}", f"s{number}", "2031-04", "planned"),
                status=("planned", "confirmed")[number % 2],
                same_as=["v0"] if number else [],
            )
            for number in range(count)
        ]
        whole = dataset()
        made = Dataset(
            sources=[*whole.sources, *sources], actors=whole.actors, records=visits
        )
        return made.events[0]

    def work(count: int) -> int:
        asked = event(count)
        return calls(lambda: (asked.disagreements, asked.history))

    (status,) = event(20).disagreements
    assert [len(ids) for _, ids in status.said] == [10, 10]
    assert work(80) < 2.5 * work(40)


def test_acts_that_differ_have_no_word_for_unknown() -> None:
    """If sources of one day report two acts, the event has no act."""
    event = dataset(
        statement("one", "post"),
        statement("two", "courier", act="promise", same_as=["one"]),
    ).events[0]
    assert event.status is None
    assert str(event.history) == ("2031-03-10: unknown, 2 March 2031 (post, courier)")
    accused = load_article().events["us-alleges-lethal-support"]
    assert str(accused.status) == "denied"


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ({"level": "state"}, {"level": "official"}, "level"),
        ({"level": "state"}, {}, None),
        ({}, {"level": "state"}, None),
        ({"level": "state"}, {"level": "state"}, None),
        ({"place": "Port Belmor"}, {"place": "PORT BELMOR, Belmoria"}, None),
        ({"place": "Port Belmor"}, {"place": "Geneva"}, "place"),
        ({"place": "Port Belmor"}, {}, None),
        ({}, {"visitors": ["arvandia"]}, None),
        ({"visitors": ["lind", "cordia"]}, {}, None),
        ({}, {"visitors": ["lind", "cordia"]}, None),
        ({"place": "Port Belmor"}, {"place": "Belmor, Port"}, None),
        ({"place": "Belmor, Belmoria"}, {"place": "Port Belmor"}, "place"),
        ({}, {"visitors": ["cordia"]}, "visitors"),
        ({}, {"form": "call"}, "form"),
        ({}, {"when": Period.from_edtf("2031-05")}, "when"),
        ({}, {"when": Period.from_edtf("2031")}, None),
        (
            {},
            {
                "when": Period.from_edtf("2031-05"),
                "superseded": [Period.from_edtf("2031-04")],
            },
            None,
        ),
        (
            {"superseded": [Period.from_edtf("2031-05-01/2031-05-09")]},
            {"when": Period.from_edtf("2031-05")},
            None,
        ),
        (
            {"superseded": [Period.from_edtf("2031-01")]},
            {"when": Period.from_edtf("2031-05")},
            "when",
        ),
        ({"agenda": ["trade"], "gist": "Something else"}, {}, None),
    ],
)
def test_a_field_disagrees_if_both_cannot_be_true(
    one: dict[str, Any], other: dict[str, Any], field: str | None
) -> None:
    """Missing or vaguer values do not contradict anything."""
    second = visit("two", "post", "2031-04", "planned", same_as=["one"])
    whole = dataset(
        visit("one", "herald", "2031-04", "planned", **one),
        attrs.evolve(second, **other),
    )
    disagreements = whole.events["one"].disagreements
    assert [each.field for each in disagreements] == ([field] if field else [])


def test_documents_disagree_on_what_they_cover() -> None:
    """Periods of any field cannot both be right if they share no day."""
    declaration = load_article().declarations[0]
    sources, actors = load_article().sources, load_article().actors
    one = attrs.evolve(
        declaration,
        basis=(),
        visit=None,
        horizon=Period.from_edtf("2030"),
        title="On trade",
    )
    later = Period.from_edtf("2040")
    other = attrs.evolve(one, id="other", same_as=[one.id], horizon=later, title="Else")
    third = attrs.evolve(one, id="third", same_as=[one.id], horizon=None, title=None)
    for records in ([one, other, third], [third, one, other]):
        found = Dataset(sources=sources, actors=actors, records=records)
        disagreements = found.events[0].disagreements
        assert [each.field for each in disagreements] == ["title", "horizon"]
        assert all("third" not in str(each) for each in disagreements)


def test_a_disagreement_prints_its_values() -> None:
    """Several are listed, and an empty one is nothing."""
    said: Any = ((("a", "b"), ("one",)), ((), ("two", "three")), (None, ("four",)))
    assert str(Disagreement(field="topics", said=said)) == (
        "topics: a, b (one) against nothing (two, three) against nothing (four)"
    )


def test_a_source_of_another_day_does_not_make_a_status_another() -> None:
    """Records with one status agree, whatever else reports one of them."""
    papers = [Evidence(source=id) for id in ("herald", "post")]
    whole = dataset(
        visit("one", "post", "2031-04", "planned"),
        visit("two", "post", "2031-04", "planned", evidence=papers, same_as=["one"]),
    )
    assert whole.events["one"].disagreements == ()


def test_records_of_an_event_are_in_order_of_their_first_reports() -> None:
    """A later report of the same record does not count."""
    papers = [Evidence(source=id) for id in ("late", "herald")]
    whole = dataset(
        visit("second", "post", "2031-04", "planned"),
        visit(
            "first", "late", "2031-04", "planned", evidence=papers, same_as=["second"]
        ),
    )
    event = whole.events[0]
    assert [one.id for one in event.records] == ["first", "second"]
    assert [report.records for report in event.history] == [
        ("first",),
        ("second",),
        ("first",),
    ]
    assert repr(whole.events) == (
        "<Events: 1 event, 1 of them reported by several records>"
    )


@pytest.mark.parametrize(
    ("quotes", "differ"),
    [
        (["We will go there in April."], False),
        (["“We will  go there in April.”"], False),
        (["We will go there"], False),
        (["Will go there in April."], False),
        (["And we will go there in April."], False),
        (["We will not go there in April."], True),
        (["Nobody asked us."], False),
        ([], False),
    ],
)
def test_quotes_disagree_if_they_are_nearly_the_same(
    quotes: list[str], differ: bool
) -> None:
    """A part of a quote is not another quote, and neither is a second quote."""
    event = dataset(
        statement("one", "herald", "We will go there in April."),
        statement("two", "post", *quotes, same_as=["one"]),
    ).events["one"]
    assert [each.field for each in event.disagreements] == ["quotes"] * differ
    for each in event.disagreements:
        assert str(each).startswith("quotes: We will go there in April. (one) against")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        # Eight of ten characters, and seven of ten.
        ("abcdefghij", "abcdefghxy", True),
        ("abcdefghij", "abcdefgxyz", False),
        # In a long quote, every character recurs often.
        ("so " + "we will go there " * 13, "no " + "we will go there " * 13, True),
    ],
)
def test_quotes_that_share_four_fifths_are_slips(
    one: str, other: str, differ: bool
) -> None:
    """Quotes with less in common are two quotes."""
    event = dataset(
        statement("one", "herald", one),
        statement("two", "post", other, same_as=["one"]),
    ).events["one"]
    assert [each.field for each in event.disagreements] == ["quotes"] * differ


@given(datasets())
def test_events_part_the_records(whole: Dataset) -> None:
    """Each record is in one event, together with all records marked as the same."""
    seen = [one.id for event in whole.events for one in event.records]
    assert sorted(seen) == sorted(whole.records.ids)
    for record in whole.records:
        for other in record.same_as:
            assert whole.events[other] is whole.events[record.id]
    for event in whole.events:
        days = [report.day or date.max for report in event.history]
        assert days == sorted(days)
        assert {id for report in event.history for id in report.records} == {
            one.id for one in event.records
        }
        together = {event.id}
        for _ in event.records:
            together |= {
                one.id for one in event.records if together & {one.id, *one.same_as}
            } | {
                id for one in event.records if one.id in together for id in one.same_as
            }
        assert together == {one.id for one in event.records}


def test_an_event_has_the_status_that_was_known_on_a_day() -> None:
    """The event stays one, even before the record that joins two others is known."""
    assert CANCELLED.as_of(date(2031, 3, 12)).events["planned"].status == "confirmed"
    assert CANCELLED.as_of(date(2031, 3, 5)).events["planned"].status == "planned"
    chain = dataset(
        visit("one", "herald", "2031-04", "planned"),
        visit("two", "post", "2031-04", "planned"),
        visit("link", "wire", "2031-04", "planned", same_as=["one", "two"]),
    )
    known = chain.as_of(date(2031, 3, 12))
    assert len(known.events) == 1
    assert known.records["two"].same_as == ("one",)


@given(datasets(), st.dates(date(2022, 1, 1), date(2024, 1, 1)))
def test_an_earlier_state_is_a_part_of_the_event(whole: Dataset, day: date) -> None:
    """Records of one event stay together, and no others join."""
    known = whole.as_of(day)
    groups = {frozenset(one.id for one in event.records) for event in known.events}
    left = {
        frozenset(one.id for one in event.records if one.id in known)
        for event in whole.events
    } - {frozenset()}
    assert groups == left


def test_an_event_counts_once_on_request() -> None:
    """The event counts in each cell that one of its records must, or may, fall into."""
    every = CANCELLED.visits.count_by("month", during="2031-04/2031-05")
    assert [row[1:] for row in every] == [(2, 2), (1, 1)]
    once = CANCELLED.visits.count_by("month", during="2031-04/2031-05", once=True)
    assert [row[1:] for row in once] == [(1, 1), (1, 1)]
    assert CANCELLED.visits.count_by("visitors", once=True).rows[0][1:] == (2, 2)
    loose = Records(CANCELLED.visits[:1])
    assert loose.count_by("visitors", once=True).rows[0][1:] == (1, 1)
    with pytest.raises(UnknownFieldError, match="no field 'same_as'"):
        CANCELLED.actors.count_by("type", once=True)


def test_candidates_have_reasons_and_come_in_order() -> None:
    """The most likely come first; nothing is merged automatically."""
    apart = dataset(
        visit("planned", "herald", "2031-04", "planned", topics=["trade"]),
        visit(
            "agreed",
            "post",
            "2031-04-05/2031-04-07",
            "confirmed",
            visitors=["arvandia"],
            topics=["trade"],
            place="Port Belmor",
        ),
        visit(
            "moved",
            "wire",
            "2031-05",
            "postponed",
            superseded=[Period.from_edtf("2031-04")],
            place="port Belmor",
        ),
        visit("elsewhere", "post", "2031-04", "planned", hosts=["cordia"]),
        visit("later", "late", "2031-04", "planned"),
        visit("never", "post", "2032", "planned"),
    )
    found = apart.candidates()
    assert {(one.one, one.other) for one in found} == {
        ("planned", "moved"),
        ("agreed", "moved"),
        ("planned", "agreed"),
    }
    assert [one.points for one in found] == sorted(
        (one.points for one in found), reverse=True
    )
    reasons = {(one.one, one.other): one.reasons for one in found}
    assert reasons["planned", "agreed"] == (
        "related actors (who) (+1)",
        "the same actors (whom) (+2)",
        "perhaps days in common (+1)",
        "a topic in common (+1)",
        "100% of the words in common (+5)",
    )
    assert "the same place (+1)" in reasons["agreed", "moved"]
    assert "days that were expected earlier (+1)" in reasons["planned", "moved"]
    assert str(found[0]).startswith(f"{found[0].one} = {found[0].other}? ")
    assert len(apart.events) == 6
    wide = apart.candidates(window=400)
    assert ("planned", "later") in {(one.one, one.other) for one in wide}


def test_visits_need_no_words_in_common() -> None:
    """Visits without common words only score less."""
    (found,) = dataset(
        visit("one", "herald", "2031-04", "planned"),
        visit("two", "post", "2031-04", "planned", gist="Тихо"),
    ).candidates()
    assert found.points == 7
    assert not [reason for reason in found.reasons if "words" in reason]


def test_statements_need_one_act_and_similar_words() -> None:
    """Common certain days count more than common possible ones."""
    found = dataset(
        statement("one", "herald"),
        statement("two", "post", "I will go to Belmoria soon"),
        statement("other", "post", gist="Prices of bread went up"),
        statement("act", "post", act=SpeechAct.DENY),
        statement("open", "post", when=Period.from_edtf("2031-03-01/2031-03-04")),
    ).candidates()
    pairs = {(one.one, one.other): one.reasons for one in found}
    assert set(pairs) == {("one", "two"), ("one", "open"), ("two", "open")}
    assert "days in common (+2)" in pairs["one", "open"]
    assert "the same days (+3)" in pairs["one", "two"]


def test_records_without_days_are_compared_by_equal_periods() -> None:
    """Either the day of report is unknown, or the period has no bound."""
    found = dataset(
        visit("one", "wire", "/", "planned"),
        visit("two", "late", "/", "planned"),
        visit("dated", "herald", "2031-04", "planned"),
        visit("undated", "rumour", "2031-04", "planned"),
        visit("unlike", "rumour", "2031-05", "planned"),
    ).candidates(window=29)
    assert {(one.one, one.other) for one in found} == {
        ("one", "two"),
        ("dated", "undated"),
    }


def pairs_of(*records: Any, window: int = 31) -> list[tuple[str, str]]:
    """Return the ids of the candidates among some records."""
    found = dataset(*records).candidates(window=window)
    return [(one.one, one.other) for one in found]


def test_a_window_includes_its_last_day() -> None:
    """Reports that are a week apart need a window of seven days, in any order."""
    early = visit("early", "herald", "2031-04", "planned")
    late = visit("later", "post", "2031-04", "planned")
    assert pairs_of(early, late, window=7) == [("early", "later")]
    assert pairs_of(late, early, window=7) == [("later", "early")]
    assert pairs_of(early, late, window=6) == pairs_of(late, early, window=6) == []
    same = visit("same", "post", "2031-04", "planned")
    assert pairs_of(late, same, window=0) == [("later", "same")]
    papers = [Evidence(source=id) for id in ("late", "herald")]
    again = visit("again", "late", "2031-04", "planned", evidence=papers)
    assert pairs_of(late, again, window=7) == [("later", "again")]


@pytest.mark.parametrize("when", ["2031-04/", "/2031-04"])
def test_a_period_with_one_known_day_is_compared_within_the_window(when: str) -> None:
    """Only records without any day are compared across all reports."""
    assert (
        pairs_of(*(visit(f"in-{id}", id, when, "planned") for id in ("post", "late")))
        == []
    )
    undated = [visit(f"in-{id}", id, when, "planned") for id in ("rumour", "post")]
    assert pairs_of(*undated) == [("in-rumour", "in-post")]
    assert pairs_of(*undated[::-1]) == [("in-post", "in-rumour")]


def memorandum(id: str, paper: str, when: str, **more: Any) -> JointDeclaration:
    """Return a memorandum of two states that a paper reports."""
    told: dict[str, Any] = {
        "id": id,
        "when": Period.from_edtf(when),
        "gist": "Arvandia and Belmoria sign a memorandum",
        "parties": ["arvandia", "belmoria"],
        "status": "planned",
        "evidence": [Evidence(source=paper)],
    }
    return JointDeclaration(**(told | more))


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, True),
        ({"status": "occurred"}, True),
        ({"gist": "Arvandia goes home"}, False),
        ({"parties": ["lind", "belmoria"]}, False),
        ({"parties": ["arvandia", "belmoria", "cordia"]}, False),
        ({"evidence": [Evidence(source="wire")]}, False),
        ({"when": Period.from_edtf("/..")}, True),
    ],
)
def test_an_undated_report_may_be_of_a_dated_event(
    more: dict[str, Any], found: bool
) -> None:
    """As any day may be shared, the actors must be the same, and a fifth of the words.

    It is proposed within the window, once, and in either order of the records.
    """
    expected = memorandum("expected", "herald", "/")
    signed = attrs.evolve(memorandum("signed", "post", "2031-03-09"), **more)
    assert pairs_of(expected, signed, window=7) == [("expected", "signed")] * found
    assert pairs_of(signed, expected, window=7) == [("signed", "expected")] * found
    for candidate in dataset(expected, signed).candidates(window=7):
        assert "perhaps days in common (+1)" in candidate.reasons


def test_an_undated_statement_may_lack_the_audience_of_the_other() -> None:
    """Two different audiences make two statements."""
    undated = statement("undated", "herald", when=Period.from_edtf("/"))
    heard = statement("heard", "post", audience=["belmoria"])
    assert pairs_of(undated, heard) == [("undated", "heard")]
    by_two = attrs.evolve(undated, audience=["belmoria", "cordia"])
    assert pairs_of(by_two, heard) == []


def test_undated_records_meet_those_of_their_own_actors_alone() -> None:
    """Twice the undated records of many actors are about twice the work."""

    def work(count: int) -> int:
        states = [State(id=f"s{at}", name=f"S {at}") for at in range(2 * count)]
        records = [
            memorandum(
                f"m{at}",
                "herald",
                "/" if at % 2 else "/..",
                parties=[f"s{2 * (at // 2)}", f"s{2 * (at // 2) + 1}"],
            )
            for at in range(count)
        ]
        made = attrs.evolve(dataset(), actors=[*dataset().actors, *states])
        made = attrs.evolve(made, records=records)
        return calls(made.candidates)

    assert work(120) < 2.5 * work(60)


def accusation(id: str, paper: str, when: str, **more: Any) -> Allegation:
    """Return an accusation by the coast guard that a paper reports."""
    told: dict[str, Any] = {
        "id": id,
        "when": Period.from_edtf(when),
        "gist": "Belmoria is said to have rammed a boat",
        "accusers": ["guard"],
        "accused": ["belmoria"],
        "conduct": "ramming a boat of the guard",
        "evidence": [Evidence(source=paper)],
    }
    return Allegation(**(told | more))


def accusations(*records: Any) -> Dataset:
    """Return a dataset in which two bodies and a person act for one state."""
    whole = dataset()
    actors = [
        Organization(id="guard", name="Coast Guard", state="arvandia"),
        Organization(id="defence", name="Ministry of Defence", state="arvandia"),
        Person(id="pell", name="Pell", roles=[Role(title="Minister", of="defence")]),
        Organization(
            id="league", name="League", members=["arvandia", "belmoria", "cordia"]
        ),
    ]
    return attrs.evolve(whole, actors=[*whole.actors, *actors], records=records)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, True),
        ({"gist": "Pell speaks"}, False),
        ({"accusers": ["cordia"]}, False),
        ({"accused": ["cordia"]}, False),
        ({"accusers": ["lind"], "accused": ["cordia", "belmoria"]}, True),
    ],
)
def test_an_accusation_of_a_state_has_several_voices(
    more: dict[str, Any], found: bool
) -> None:
    """Two officials of a state may report one, in similar words; two members do not."""
    one = accusation("one", "herald", "2031-03-01")
    other = attrs.evolve(
        accusation("two", "post", "2031-03", accusers=["pell"]), **more
    )
    pairs = accusations(one, other).candidates()
    assert len(pairs) == found
    for pair in pairs:
        assert pair.reasons[0] == "actors who act for the same (who) (+1)"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, True),
        ({"conduct": "ramming a ferry with a crew"}, False),
        ({"accusers": ["pell"]}, False),
        ({"accused": ["belmoria", "cordia"]}, False),
    ],
)
def test_an_accusation_may_have_been_dated_by_the_conduct(
    more: dict[str, Any], found: bool
) -> None:
    """Then the days differ, so accusers, accused and conduct must be alike."""
    dated = accusation("one", "herald", "2031-02-20")
    right = attrs.evolve(accusation("two", "post", "2031-03-09"), **more)
    pairs = accusations(dated, right).candidates()
    assert len(pairs) == found
    for pair in pairs:
        assert "other days, perhaps those of the conduct (+0)" in pair.reasons
        assert pair.points == 9


def test_a_candidate_has_the_class_and_the_side_of_the_other() -> None:
    """Neither a document nor another official of the state is the same visit."""
    planned = visit("planned", "post", "2031-04", "planned")
    paper = JointDeclaration(
        **{name: getattr(planned, name) for name in ("when", "gist", "evidence")},
        id="paper",
        parties=["lind", "belmoria"],
        status="planned",
    )
    assert pairs_of(planned, paper) == []
    whole = dataset(planned, visit("other", "post", "2031-04", "planned"))
    moss = Person(id="moss", name="Moss", roles=[Role(title="Judge", of="arvandia")])
    other = attrs.evolve(whole.visits["other"], visitors=["moss"])
    made = attrs.evolve(whole, actors=[*whole.actors, moss], records=[planned, other])
    assert made.candidates() == ()


def test_an_audience_that_only_one_source_names_is_no_obstacle() -> None:
    """Two different ones are."""
    one, other = statement("one", "post"), statement("two", "post")
    heard, by_others = (
        attrs.evolve(one, id=f"to-{id}", audience=[id]) for id in ("belmoria", "cordia")
    )
    assert pairs_of(one, other) == [("one", "two")]
    assert pairs_of(one, heard) == [("one", "to-belmoria")]
    assert pairs_of(heard, one) == [("to-belmoria", "one")]
    assert pairs_of(heard, by_others) == []


@pytest.mark.parametrize(("gist", "found"), [("c d e", 1), ("c d e f", 0)])
def test_statements_share_a_fifth_of_their_words(gist: str, found: int) -> None:
    """One word of five is enough, and one of six is not."""
    one, other = (
        statement(id, "post", gist=text) for id, text in (("a", "a b c"), ("b", gist))
    )
    assert len(pairs_of(one, other)) == found


def test_another_place_adds_nothing() -> None:
    """Neither does a place that only one of two records has."""
    here, there, nowhere = (
        visit(id, "post", "2031-04", "planned", place=place)
        for id, place in (("one", "Belmor"), ("two", "Geneva"), ("three", None))
    )
    for pair in ((here, there), (here, nowhere), (nowhere, here)):
        (found,) = dataset(*pair).candidates()
        assert "the same place (+1)" not in found.reasons


@pytest.mark.parametrize("window", [-1, True, "31", 1.5])
def test_a_window_is_a_number_of_days(window: Any) -> None:
    """Any other value is refused."""
    with pytest.raises(
        FieldValueError, match="must be a whole number of days, 0 or more"
    ):
        CANCELLED.candidates(window=window)


def test_pairs_are_united_on_request() -> None:
    """Candidates or ids name them; a single event is not a candidate."""
    apart = dataset(
        visit("one", "herald", "2031-04", "planned"),
        visit("two", "post", "2031-04", "planned"),
        visit("three", "wire", "2031-04", "planned"),
    )
    united = apart.unite([("two", "one"), ("two", "one")])
    assert united.records["two"].same_as == ("one",)
    assert united.records["one"].same_as == ()
    assert len(united.events) == 2
    assert {(one.one, one.other) for one in united.candidates()} == {
        ("one", "three"),
        ("two", "three"),
    }
    assert len(apart.unite(apart.candidates()).events) == 1
    with pytest.raises(UnknownNameError, match="did you mean 'three'"):
        apart.unite([("one", "thre")])
    for wrong in ("ab", ("one",), ("one", 2), ["one", "two"]):
        pair: Any = wrong
        with pytest.raises(FieldTypeError, match="expected a pair of ids"):
            apart.unite([pair])
    mixed = dataset(visit("v", "post", "2031", "planned"), statement("s", "post"))
    with pytest.raises(IntegrityError):
        mixed.unite([("v", "s")])


def renamed(whole: Dataset) -> list[Any]:
    """Return the records of a dataset under other ids."""
    return [
        attrs.evolve(record, **{"id": f"{record.id}-again", **_loose(record)})
        for record in whole.records
    ]


def _loose(record: Any) -> dict[str, Any]:
    """Return the changes that remove a record's links to other records."""
    kinds = {kind.cls.__name__ for kind in KINDS if hasattr(kind.cls, "when")}
    cut: dict[str, Any] = {}
    for step in references(record):
        if len(step.path) == 1 and kinds & set(step.field.refers_to):
            cut[step.field.name] = () if step.field.many else None
    return cut


def signs_alone() -> Dataset:
    """Return a dataset with a record whose gist has no letters left after folding."""
    source = Source(id="a", publisher="A", published=date(2024, 5, 1))
    actors = [State(id="x", name="X"), State(id="y", name="Y")]
    record = JointDeclaration(
        id="d",
        when=Period.from_edtf("2024"),
        gist="\u0301",
        evidence=[Evidence(source="a")],
        parties=["x", "y"],
        status="planned",
    )
    return Dataset(sources=[source], actors=actors, records=[record])


@given(datasets())
@example(signs_alone())
def test_the_twin_of_every_record_is_a_candidate(whole: Dataset) -> None:
    """The twin has the same day of report, the same actors and the same words."""
    both = attrs.evolve(whole, records=[*whole.records, *renamed(whole)])
    found = {(one.one, one.other) for one in both.candidates(window=0)}
    for record in whole.records:
        assert (record.id, f"{record.id}-again") in found
