"""Answers to a charge by the accusers' own side."""

import pytest

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    Organization,
    Period,
    Person,
    Response,
    Role,
    SourceText,
    State,
)
from diplomacy_events.coding import check

TEXT = SourceText.of("North blames South.", id="daily", publisher="Daily")
WHOLE = Evidence(source="daily")
ACTORS = [
    State(id="north", name="North"),
    State(id="south", name="South"),
    Organization(id="senate", name="Senate", state="north"),
    Organization(id="party", name="Party", state="north"),
    Person(id="senator", name="Ada", roles=[Role(title="Senator", of="senate")]),
    Person(id="author", name="Bo"),
]


def told(
    actor: str, kind: str = "denial", accuser: str = "north", accused: str = "south"
) -> list[str]:
    """Return what a check reports of an answer."""
    claim = Allegation(
        id="claim",
        when=Period.from_edtf("2023"),
        gist="A charge",
        evidence=[WHOLE],
        accusers=[accuser],
        accused=[accused],
        conduct="singing",
        responses=[Response(actors=[actor], kind=kind, evidence=[WHOLE])],
    )
    dataset = Dataset(sources=[TEXT.source], actors=ACTORS, records=[claim])
    return [str(fault) for fault in check(dataset, TEXT).own_side]


@pytest.mark.parametrize("actor", ["south", "author"])
def test_an_answer_of_others_is_as_it_should_be(actor: str) -> None:
    """The accused may answer, and so may actors whose side is unknown."""
    assert told(actor) == []


@pytest.mark.parametrize("actor", ["senate", "senator"])
def test_an_answer_of_the_accusers_own_side_is_reported(actor: str) -> None:
    """It may be news or a mistake; the dataset contains it in either case."""
    (problem,) = told(actor)
    assert problem.startswith("$.records[0].responses[0].actors (claim): ")
    assert problem.endswith(f"{actor!r} answers a charge by their own side: 'north'")
    assert told(actor, accuser="author") == []


def test_a_charge_within_a_state_is_answered_there() -> None:
    """The state that both belong to is not a side, but the accusers still are one."""
    assert told("senate", accuser="party", accused="senate") == []
    assert told("senator", accuser="party", accused="senate") == []
    assert told("north", accuser="party", accused="north") == []
    (problem,) = told("party", "remark", accuser="party", accused="senate")
    assert problem.endswith("answers a charge by their own side: 'party'")
    (problem,) = told("senator", accuser="senate", accused="party")
    assert problem.endswith("answers a charge by their own side: 'senate'")


def test_a_remark_by_the_accusers_themselves_is_reported_and_a_retraction_is_not() -> (
    None
):
    """Withdrawing one's own words is not a surprise."""
    assert len(told("north", "remark")) == 1
    assert told("north", "retraction") == []
