"""Who speaks for whom, references that lead back, and documents with one party."""

from typing import Any, NoReturn

import attrs
import pytest
from hypothesis import given

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    Group,
    IntegrityError,
    JointDeclaration,
    Organization,
    Party,
    Period,
    Person,
    Response,
    ResponseKind,
    Role,
    Source,
    State,
    Statement,
    StateVisit,
    load_article,
)
from diplomacy_events.integrity import checks
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.strategies import datasets
from effort import calls

SHARED: dict[str, Any] = {
    "when": Period.from_edtf("2023"),
    "gist": "A gist",
    "evidence": [Evidence(source="daily")],
}
ACTORS: list[Actor] = [
    State(id="north", name="North"),
    State(id="south", name="South"),
    Organization(id="ministry", name="Ministry", state="south"),
    Organization(id="navy", name="Navy", state="north"),
    Organization(id="league", name="League", members=["north", "alliance"]),
    Organization(id="club", name="Club"),
    Group(id="alliance", name="Alliance", members=["south"]),
    Group(id="officials", name="Officials", anonymous=True),
    Person(id="spokeswoman", name="Bo", roles=[Role(title="Speaker", of="ministry")]),
    Person(id="admiral", name="Ada", roles=[Role(title="Admiral", of="navy")]),
    Person(id="somebody", name="Cy", roles=[Role(title="Author")]),
    Party(id="rebels", name="Rebels", state="south"),
]


def problems(*records: Record, actors: list[Actor] = ACTORS) -> list[str]:
    """Return the faults that a dataset with these records would have."""
    source = Source(id="daily", publisher="Daily")
    try:
        Dataset(sources=[source], actors=actors, records=records)
    except IntegrityError as error:
        return [str(fault) for fault in error.faults]
    return []


def answered(actors: list[str], speakers: list[str]) -> list[str]:
    """Return the faults of an answer by these actors to a statement by those."""
    denial = Statement(
        **SHARED, id="denial", speakers=speakers, manner="indirect", act="deny"
    )
    response = Response(actors=actors, kind=ResponseKind.DENIAL, statement="denial")
    claim = Allegation(
        **SHARED,
        id="claim",
        accusers=["navy"],
        accused=["south"],
        conduct="singing",
        responses=[response],
    )
    return problems(claim, denial)


@pytest.mark.parametrize(
    ("actors", "speakers"),
    [
        (["south"], ["south"]),
        (["south"], ["ministry"]),
        (["south"], ["spokeswoman"]),
        (["ministry"], ["spokeswoman"]),
        (["south"], ["rebels"]),
        (["alliance"], ["south"]),
        (["alliance"], ["spokeswoman"]),
        (["league"], ["spokeswoman"]),
        (["south", "north"], ["admiral"]),
        (["south"], ["admiral", "spokeswoman"]),
        # Nothing says whom these speak for.
        (["south"], ["somebody"]),
        (["south"], ["officials"]),
        (["club"], ["admiral"]),
        (["south"], ["admiral", "somebody"]),
        # All belong to one side, although neither is part of the other.
        (["rebels"], ["ministry"]),
        (["league"], ["rebels"]),
    ],
)
def test_an_answer_may_be_spoken_by_representatives(
    actors: list[str], speakers: list[str]
) -> None:
    """Speakers are the actor, its officials, bodies, members, or of unknown side."""
    assert answered(actors, speakers) == []


@pytest.mark.parametrize(
    ("actors", "speakers"),
    [
        (["south"], ["north"]),
        (["south"], ["admiral"]),
        (["alliance"], ["north"]),
        (["ministry", "rebels"], ["navy", "north"]),
    ],
)
def test_an_answer_that_only_others_spoke_is_refused(
    actors: list[str], speakers: list[str]
) -> None:
    """All speakers belong to states other than those who should answer."""
    (problem,) = answered(actors, speakers)
    assert problem.startswith("$.records[0].responses[0].statement (claim): 'denial'")
    spoken, said = (", ".join(map(repr, ids)) for ids in (speakers, actors))
    assert f"was made by {spoken}, not by {said} or their people" in problem


@pytest.mark.parametrize(
    ("actor", "speaker"), [("spokeswoman", "ministry"), ("ministry", "south")]
)
def test_an_actor_who_answers_for_another_is_not_named(
    actor: str, speaker: str
) -> None:
    """The error says whom to name."""
    (problem,) = answered([actor], [speaker])
    assert problem == (
        f"$.records[0].responses[0].actors (claim): '{actor}' speaks for '{speaker}': "
        f"name '{speaker}' here; the statement names who spoke"
    )


def signed(*parties: str) -> list[str]:
    """Return the faults of a document with these parties."""
    return problems(
        JointDeclaration(**SHARED, id="paper", parties=parties, status="occurred")
    )


@pytest.mark.parametrize("party", ["league", "alliance", "rebels"])
def test_a_body_may_issue_a_document_alone(party: str) -> None:
    """So may a group, and any actor that may be one."""
    assert signed(party) == []


@pytest.mark.parametrize(("party", "kind"), [("north", "State"), ("admiral", "Person")])
def test_a_state_or_person_signs_with_others(party: str, kind: str) -> None:
    """One party alone cannot issue a joint document."""
    (problem,) = signed(party)
    assert problem == (
        "$.records[0].parties (paper): one party is enough only if it is an "
        f"organization or a group, but '{party}' has class {kind}"
    )
    assert signed(party, "south") == []


def said(id: str, *answers: str) -> Statement:
    """Return a statement that answers others."""
    return Statement(
        **SHARED,
        id=id,
        speakers=["north"],
        manner="indirect",
        act="deny",
        answers=answers,
    )


def test_answers_form_no_cycle() -> None:
    """No answer answers itself, however indirectly."""
    assert problems(said("a"), said("b", "a"), said("c", "a", "b")) == []
    (problem,) = problems(said("a", "c"), said("b", "a"), said("c", "b"))
    assert problem == (
        "$.records[0].answers (a): a statement answers itself: a, then c, then b, "
        "then a"
    )


def visit(id: str, instead_of: str | None) -> StateVisit:
    """Return a visit that replaces another."""
    return StateVisit(
        **SHARED,
        id=id,
        visitors=["north"],
        hosts=["south"],
        status="planned",
        instead_of=instead_of,
    )


def test_visits_never_replace_themselves() -> None:
    """No visit does so, neither directly nor through others."""
    assert problems(visit("a", None), visit("b", "a")) == []
    (problem,) = problems(visit("a", "b"), visit("b", "a"))
    assert "a visit replaces itself: a, then b, then a" in problem


def test_members_of_all_kinds_never_lead_back() -> None:
    """An organization may have groups as members, and groups may have organizations."""
    round: list[Actor] = [
        Organization(id="bloc", name="Bloc", members=["band"]),
        Group(id="band", name="Band", members=["bloc"]),
    ]
    (problem,) = problems(actors=round)
    assert problem == (
        "$.actors[0].members (bloc): an organization is a member of itself: bloc in "
        "band in bloc"
    )


@pytest.mark.parametrize(
    ("length", "way"),
    [
        (9, "g0 in g8 in g7 in g6 in g5 in g4 in g3 in g2 in g1 in g0"),
        (10, "g0 in g9 in g8 in g7 in g6 in 1 other in g4 in g3 in g2 in g1 in g0"),
        (11, "g0 in g10 in g9 in g8 in g7 in 2 others in g4 in g3 in g2 in g1 in g0"),
    ],
)
def test_the_middle_of_a_long_cycle_is_left_out(length: int, way: str) -> None:
    """Ten links are listed, with the number of others."""
    groups = [
        Group(id=f"g{at}", name=f"G{at}", members=[f"g{(at + 1) % length}"])
        for at in range(length)
    ]
    with pytest.raises(IntegrityError) as caught:
        Dataset(actors=groups)
    (fault,) = caught.value.faults
    assert fault.problem == f"a group is a member of itself: {way}"


def test_the_work_for_members_grows_with_their_number_and_no_faster() -> None:
    """Each group is looked at once, though all those above it lead to it."""

    def ladder(count: int) -> list[Actor]:
        return [
            Group(id=f"g{at}", name=f"G{at}", members=[f"g{at + 1}"] * (at < count - 1))
            for at in reversed(range(count))
        ]

    few, many = ladder(100), ladder(400)
    assert problems(actors=many) == []
    work = calls(lambda: problems(actors=many))
    assert work <= 4.5 * calls(lambda: problems(actors=few))


def test_an_unknown_id_is_compared_with_the_known_ones_once() -> None:
    """The suggestion for it is the same in each record."""
    actors: list[Actor] = [State(id=f"s-{at}", name=f"S {at}") for at in range(300)]
    few, many = (
        [attrs.evolve(said(f"r{at}"), speakers=["x-300"]) for at in range(count)]
        for count in (2, 40)
    )
    assert len(problems(*many, actors=actors)) == 40
    work = calls(lambda: problems(*many, actors=actors))
    assert work < 2 * calls(lambda: problems(*few, actors=actors))


def test_records_of_one_event_have_one_class() -> None:
    """A statement cannot be the same as a visit, or as a missing record."""
    same = attrs.evolve(said("a"), same_as=["b", "x"])
    faults = problems(same, visit("b", None))
    wanted = "expected an id of class Statement"
    assert faults == [
        f"$.records[0].same_as[0] (a): {wanted}, but 'b' has class StateVisit",
        f"$.records[0].same_as[1] (a): {wanted}, but 'x' is unknown",
    ]
    assert problems(same, said("b"), said("x")) == []


@given(datasets())
def test_datasets_are_the_same_without_the_quick_way(dataset: Dataset) -> None:
    """The slow search finds no fault in a dataset that the quick one accepts."""
    from diplomacy_events.integrity import Placed, faults_between

    members = [*dataset.sources, *dataset.actors, *dataset.records]
    assert not list(faults_between([Placed("$", member) for member in members]))


def test_a_sound_dataset_is_seen_to_be_sound_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The slow way, which finds the places of faults, is for those that have some."""
    article = load_article()

    def slow(_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(checks, "faults_between", slow)
    assert attrs.evolve(article) == article
    with pytest.raises(AssertionError):
        attrs.evolve(article, sources=[])
