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
from diplomacy_events.errors import MOST_FAULTS
from diplomacy_events.integrity import Placed, checks
from diplomacy_events.integrity.speaking import Sides
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


def test_a_body_answers_for_its_members_although_a_state_owns_it() -> None:
    """A member belongs to it, and to its own state."""
    union = Organization(id="union", name="Union", state="north", members=["south"])
    denial = attrs.evolve(said("denial"), speakers=["south"])
    response = Response(actors=["union"], kind=ResponseKind.DENIAL, statement="denial")
    claim = Allegation(
        **SHARED,
        id="claim",
        accusers=["navy"],
        accused=["south"],
        conduct="singing",
        responses=[response],
    )
    assert problems(claim, denial, actors=[*ACTORS, union]) == []
    apart = attrs.evolve(union, members=[])
    (problem,) = problems(claim, denial, actors=[*ACTORS, apart])
    assert "was made by 'south', not by 'union'" in problem
    role = Role(title="Admiral", of="nowhere")
    unknown = Person(id="admiral", name="Ada", roles=[role])
    lost = attrs.evolve(claim, responses=[attrs.evolve(response, actors=["admiral"])])
    whole = [*ACTORS[:9], unknown, *ACTORS[10:]]
    by_nobody = attrs.evolve(denial, speakers=["nowhere"])
    for problem in problems(lost, by_nobody, actors=whole):
        assert problem.endswith("but 'nowhere' is unknown")


def test_a_cycle_of_members_has_no_end_of_states() -> None:
    """Who belongs to nothing but each other has no state, and may have spoken."""
    round: list[Actor] = [
        Organization(id="bloc", name="Bloc", members=["band"]),
        Group(id="band", name="Band", members=["bloc"]),
    ]
    sides = Sides({one.id: one for one in (*ACTORS, *round)})
    assert sides.states(["bloc"]) is None
    assert sides.states(["alliance", "navy"]) == frozenset({"south", "north"})


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


def test_a_cycle_is_found_behind_a_way_that_ends() -> None:
    """Every member is followed, not only the first."""
    groups: list[Actor] = [
        Group(id="a", name="A", members=["x", "b"]),
        Group(id="x", name="X", members=["north"]),
        Group(id="b", name="B", members=["a"]),
    ]
    (problem,) = problems(actors=[*ACTORS, *groups])
    assert problem.endswith("a group is a member of itself: a in b in a")


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


def test_a_span_may_reach_the_end_of_its_source() -> None:
    """The search for the places of faults allows what the quick search allows."""
    for length, end, wrong in ((10, 10, False), (10, 11, True), (None, 11, False)):
        digest = None if length is None else "0" * 64
        source = Source(id="daily", publisher="Daily", length=length, sha256=digest)
        span = Evidence(source="daily", start=5, end=end, sha256="0" * 64)
        record = attrs.evolve(said("a"), evidence=[span])
        placed = [Placed("$", one) for one in (source, ACTORS[0], record)]
        assert bool(list(checks.faults_between(placed))) is wrong


@pytest.mark.parametrize(
    ("unsure", "count"), [((), 2), (("x",), 1), (("x", "y"), 0), (None, 0)]
)
def test_references_to_faulty_objects_are_no_faults(
    unsure: tuple[str, ...] | None, count: int
) -> None:
    """Neither are any others if an object has no readable id; a wrong class is."""
    source = Source(id="daily", publisher="Daily")
    record = attrs.evolve(said("a"), speakers=["x", "y", "daily"])
    placed = [Placed("$", one) for one in (source, record)]
    found = [fault.problem for fault in checks.faults_between(placed, unsure)]
    assert len(found) == count + 1
    assert "'daily' has class Source" in found[-1]


@pytest.mark.parametrize(("most", "suggests"), [(3, True), (2, False)])
def test_ids_are_suggested_among_few(
    most: int, suggests: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more ids than the limit, comparing them would take too long."""
    monkeypatch.setattr(checks, "FEW_NAMES", most)
    source = Source(id="daily", publisher="Daily")
    record = attrs.evolve(said("a"), speakers=["nort"])
    placed = [Placed("$", one) for one in (source, ACTORS[0], record)]
    (fault,) = checks.faults_between(placed)
    assert ("did you mean 'north'" in fault.problem) is suggests


def test_one_fault_more_than_are_listed_is_found() -> None:
    """It shows that there are more."""
    records = [attrs.evolve(said(f"r{at}"), speakers=["x"]) for at in range(102)]
    source = Source(id="daily", publisher="Daily")
    assert len(checks.faults([source], ACTORS, records)) == MOST_FAULTS + 1


@given(datasets())
def test_datasets_are_the_same_without_the_quick_way(dataset: Dataset) -> None:
    """The slow search finds no fault in a dataset that the quick one accepts."""
    members = [*dataset.sources, *dataset.actors, *dataset.records]
    assert not list(checks.faults_between([Placed("$", member) for member in members]))


def test_a_sound_dataset_is_seen_to_be_sound_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The slow way, which finds the places of faults, is for those that have some."""
    article = load_article()

    def slow(_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(checks, "faults_between", slow)
    assert attrs.evolve(article) == article
    source = Source(id="daily", publisher="Daily", length=10, sha256="0" * 64)
    to_the_end = Evidence(source="daily", start=5, end=10, sha256="0" * 64)
    record = attrs.evolve(said("a"), evidence=[to_the_end])
    assert Dataset(sources=[source], actors=ACTORS, records=[record]).records.one()
    with pytest.raises(AssertionError):
        attrs.evolve(article, sources=[])
