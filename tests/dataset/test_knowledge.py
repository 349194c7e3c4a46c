"""What was known on a day, and the evidence of a record."""

from datetime import date, datetime
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    FieldTypeError,
    FieldValueError,
    Invitation,
    JointDeclaration,
    Manner,
    Period,
    Response,
    ResponseKind,
    Source,
    SpeechAct,
    Standing,
    State,
    Statement,
    StateVisit,
    UnknownNameError,
    VisitLevel,
    load_article,
)
from diplomacy_events.strategies import datasets

EARLY, LATE = Evidence(source="early"), Evidence(source="late")
WHEN = Period.from_edtf("2023")
SOURCES = [
    Source(id="early", publisher="Daily", published=date(2023, 3, 1)),
    Source(id="late", publisher="Daily", published=date(2023, 3, 5)),
    Source(id="undated", publisher="Daily"),
]
ACTORS = [State(id="a", name="A"), State(id="b", name="B")]


def said(id: str, *evidence: Evidence) -> Statement:
    """Return a statement with this evidence."""
    return Statement(
        id=id,
        when=WHEN,
        gist=id,
        speakers=("b",),
        via=("a",),
        manner=Manner.INDIRECT,
        act=SpeechAct.DENY,
        evidence=evidence,
    )


def response(statement: str | None, *evidence: Evidence) -> Response:
    """Return a denial with this evidence."""
    return Response(
        actors=("b",), kind=ResponseKind.DENIAL, statement=statement, evidence=evidence
    )


CLAIM = Allegation(
    id="claim",
    when=WHEN,
    gist="A accuses B",
    accusers=("a",),
    accused=("b",),
    conduct="singing",
    evidence=(EARLY, LATE),
    responses=(
        response("said-late"),
        response("said-early", LATE),
        response(None, LATE),
    ),
    basis=("said-early", "said-late"),
)
VISIT = StateVisit(
    id="visit",
    when=WHEN,
    gist="A visits B",
    visitors=("a",),
    hosts=("b",),
    level=VisitLevel.STATE,
    status=EventStatus.PLANNED,
    evidence=(LATE,),
    basis=("said-late",),
)
DECLARATION = JointDeclaration(
    id="declaration",
    when=WHEN,
    gist="A and B declare",
    parties=("a", "b"),
    status=EventStatus.PLANNED,
    visit="visit",
    evidence=(EARLY,),
    basis=("said-late", "said-early"),
)
DATASET = Dataset(
    title="T",
    sources=SOURCES,
    actors=ACTORS,
    records=[
        CLAIM,
        DECLARATION,
        VISIT,
        said("said-early", EARLY),
        said("said-late", LATE),
        said("said-once", Evidence(source="undated")),
    ],
)


def test_a_later_denial_is_not_yet_known() -> None:
    """Until the denial is published, an allegation is only alleged."""
    known = DATASET.as_of(date(2023, 3, 4))
    assert known.records.ids == ("claim", "declaration", "said-early")
    assert known.sources.ids == ("early",)
    assert known.actors == DATASET.actors
    assert known.title == "T"
    claim = known.allegations.one()
    assert claim.evidence == (EARLY,)
    assert claim.basis == ("said-early",)
    assert claim.responses == (response("said-early"),)
    declaration = known.declarations.one()
    assert declaration.visit is None
    assert declaration.basis == ("said-early",)
    later, _, unsaid = CLAIM.responses
    dated = attrs.evolve(unsaid, when=WHEN)
    denied_late = attrs.evolve(CLAIM, responses=(later, dated))
    dataset = attrs.evolve(DATASET, records=[denied_late, *DATASET.records[1:]])
    assert dataset.allegations.one().standing is Standing.DENIED
    known = dataset.as_of(date(2023, 3, 4))
    assert known.allegations.one().standing is Standing.ALLEGED


def test_sources_of_the_day_itself_are_known() -> None:
    """The day itself is included; undated records are never known."""
    known = DATASET.as_of(date(2023, 3, 5))
    assert "said-once" not in known
    assert known.visits.one() is not None
    assert known.allegations.one() == CLAIM
    assert DATASET.as_of(date(2023, 2, 28)).records.ids == ()


@pytest.mark.parametrize("day", [datetime(2023, 3, 17), None, 20230317])
def test_a_day_is_a_date_or_a_text(day: object) -> None:
    """Times and numbers are not accepted as days."""
    with pytest.raises(FieldTypeError, match="expected a date, or a day as text"):
        DATASET.as_of(day)  # type: ignore[arg-type]  # the error is the point


def test_a_day_may_be_a_text() -> None:
    """The text must have the only form of ISO 8601 that is accepted here."""
    assert DATASET.as_of("2023-03-04") == DATASET.as_of(date(2023, 3, 4))


@pytest.mark.parametrize("day", ["2023-03", "20230304", "2023-W09-6", "2023-02-29", ""])
def test_other_values_than_days_are_refused(day: str) -> None:
    """A month, another form, and a day that does not exist are refused."""
    with pytest.raises(FieldValueError, match="must be a day such as 2023-03-17"):
        DATASET.as_of(day)


def test_answers_that_only_later_sources_distinguish_are_one() -> None:
    """Without the later sources, two answers may be equal; they are then known once."""
    twice = (response(None, EARLY), response(None, EARLY, LATE))
    claim = attrs.evolve(CLAIM, responses=twice, basis=())
    dataset = Dataset(sources=SOURCES, actors=ACTORS, records=[claim])
    known = dataset.as_of(date(2023, 3, 2)).allegations.one()
    assert known.responses == (response(None, EARLY),)


def test_a_status_that_may_come_from_a_later_source_is_unknown() -> None:
    """Records that now rest on fewer sources may have had an earlier status."""
    reasoned = attrs.evolve(
        VISIT,
        status=EventStatus.POSTPONED,
        reason="The harbour froze",
        evidence=(EARLY, LATE),
        basis=(),
    )
    dataset = attrs.evolve(DATASET, records=[reasoned, *DATASET.records[3:]])
    assert dataset.as_of(date(2023, 3, 5)).visits.one() == reasoned
    visit = dataset.as_of(date(2023, 3, 4)).visits.one()
    assert (visit.status, visit.reason) == (EventStatus.UNKNOWN, None)
    assert visit.evidence == (EARLY,)
    # The basis of the declaration is a later statement; without it, it is unchanged.
    known = DATASET.as_of(date(2023, 3, 4))
    assert known.declarations.one().status is EventStatus.UNKNOWN
    early = attrs.evolve(DECLARATION, basis=("said-early",))
    dataset = attrs.evolve(DATASET, records=[VISIT, early, *DATASET.records[3:]])
    declaration = dataset.as_of(date(2023, 3, 4)).declarations.one()
    assert (declaration.visit, declaration.status) == (None, EventStatus.PLANNED)


@given(datasets(), st.dates(), st.dates())
def test_knowledge_only_grows(dataset: Dataset, one: date, other: date) -> None:
    """What is known on a day stays known, and its content does not change."""
    first, later = sorted([one, other])
    before, after = dataset.as_of(first), dataset.as_of(later)
    assert set(before.records.ids) <= set(after.records.ids)
    assert set(before.sources.ids) <= set(after.sources.ids)
    assert after.as_of(first) == before
    assert not before.diff(after.as_of(first))


def test_grounds_lead_down_to_the_words() -> None:
    """They lead from an allegation through statements and carriers to the anchors."""
    grounds = DATASET.rests_on("claim")
    assert grounds.record is CLAIM
    assert grounds.evidence == (EARLY, LATE)
    assert [ground.record.id for ground in grounds.statements] == list(CLAIM.basis)
    assert grounds.statements[0].carriers == (ACTORS[0],)
    assert (
        str(grounds)
        == """\
Allegation claim: A accuses B
  in early, the whole text
  in late, the whole text
  Statement said-early: said-early
    said by B
    carried by A
    in early, the whole text
  Statement said-late: said-late
    said by B
    carried by A
    in late, the whole text
  denial by B
    Statement said-late: said-late
      said by B
      carried by A
      in late, the whole text
  denial by B
    in late, the whole text
    Statement said-early: said-early
      said by B
      carried by A
      in early, the whole text
  denial by B
    in late, the whole text"""
    )
    assert [answer.actors for answer in grounds.responses] == [(ACTORS[1],)] * 3
    (body,) = ElementTree.fromstring(grounds._repr_html_()).iter("tbody")
    rows = [["".join(cell.itertext()) for cell in row] for row in body]
    both = "early, the whole text; late, the whole text"
    assert rows[0] == ["Allegation claim", "", "", both, "A accuses B"]
    assert [row[:2] for row in rows[1:]] == [
        ["Statement said-early", "claim"],
        ["Statement said-late", "claim"],
        ["denial", "claim"],
        ["Statement said-late", "denial of claim"],
        ["denial", "claim"],
        ["Statement said-early", "denial of claim"],
        ["denial", "claim"],
    ]
    late = "late, the whole text"
    late = "late, the whole text"
    assert rows[2][2:] == ["said by B, carried by A", late, "said-late"]
    assert rows[5][2:] == ["by B", late, ""]
    assert DATASET.rests_on(CLAIM) == grounds
    alleged = load_article().rests_on("us-alleges-lethal-support")
    for heading in ("What", "For", "Who", "Evidence", "Gist"):
        assert f'<th scope="col">{heading}</th>' in alleged._repr_html_()
    assert "characters 2443–2655" in str(alleged)


def test_grounds_are_of_records_of_the_dataset() -> None:
    """Unknown ids, actors, and records from elsewhere have no grounds."""
    with pytest.raises(UnknownNameError, match="no record here has the id 'clame'"):
        DATASET.rests_on("clame")
    with pytest.raises(UnknownNameError, match="no record here has the id 'a'"):
        DATASET.rests_on("a")
    with pytest.raises(UnknownNameError, match="no record here has the id 'other'"):
        DATASET.rests_on(said("other", EARLY))
    with pytest.raises(UnknownNameError, match="only another one with the id 'claim'"):
        DATASET.rests_on(said("claim", EARLY))
    with pytest.raises(FieldTypeError, match="expected a record or its id, got 5"):
        DATASET.rests_on(5)  # type: ignore[arg-type]  # the error is the point


@given(datasets())
def test_every_record_rests_on_something(dataset: Dataset) -> None:
    """The grounds contain the record's own anchors and all of its statements."""
    for record in dataset.records:
        grounds = dataset.rests_on(record)
        assert grounds.evidence == record.evidence
        basis = getattr(record, "basis", ())
        assert tuple(ground.record.id for ground in grounds.statements) == basis


def test_what_is_all_known_is_unchanged() -> None:
    """Marks in either direction stay, and so do parts that refer to no record."""
    invitation = Invitation(by=["a"], to=["b"], channel="letter")
    visits = [
        StateVisit(
            id=id,
            when=WHEN,
            gist=id,
            visitors=("b",),
            hosts=("a",),
            status=EventStatus.PLANNED,
            same_as=same_as,
            evidence=(EARLY,),
            invitation=invitation,
        )
        for id, same_as in (("one", ("two",)), ("two", ()), ("three", ()))
    ]
    whole = Dataset(sources=SOURCES[:2], actors=ACTORS, records=visits)
    known = whole.as_of(date(2023, 3, 5))
    assert known == whole
    assert [one.same_as for one in known.visits] == [("two",), (), ()]
    assert known.visits["three"].invitation == invitation
