"""The container: look-up, collections, integrity."""

import copy
import inspect
import pickle
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    Evidence,
    FieldTypeError,
    Group,
    IntegrityError,
    Manner,
    NotOneError,
    Organization,
    Period,
    Person,
    Records,
    Role,
    Source,
    SpeechAct,
    State,
    Statement,
    UnknownNameError,
    load_article,
)
from diplomacy_events.dataset.counts import Counts
from diplomacy_events.dataset.events import Event, History
from diplomacy_events.dataset.names import Names
from diplomacy_events.errors import MOST_FAULTS
from diplomacy_events.integrity import checks
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.nearest import nearest
from diplomacy_events.strategies import datasets, faulty_datasets
from diplomacy_events.strategies.faults import PLANTS

SOURCE = Source(id="daily", publisher="Daily", length=10, sha256="0" * 64)
ADA = Person(id="ada-example", name="Ada Example")
SAID = Statement(
    id="ada-warns",
    when=Period.from_edtf("2023"),
    gist="Ada warns",
    evidence=(Evidence(source="daily"),),
    speakers=("ada-example",),
    manner=Manner.INDIRECT,
    act=SpeechAct.WARN,
)
DATASET = Dataset(sources=[SOURCE], actors=[ADA], records=[SAID])


def problems(**parts: object) -> list[str]:
    """Return the faults of a dataset with these parts."""
    whole = {"sources": [SOURCE], "actors": [ADA], "records": [SAID], **parts}
    with pytest.raises(IntegrityError) as caught:
        Dataset(**whole)  # type: ignore[arg-type]  # by name
    assert all(str(fault) in str(caught.value) for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


def test_everything_is_found_by_its_id() -> None:
    """Sources, actors and records share one namespace."""
    assert DATASET["daily"] is SOURCE
    assert DATASET["ada-example"] is ADA
    assert DATASET["ada-warns"] is SAID
    assert DATASET.actors["ada-example"] is ADA
    assert "ada-warns" in DATASET
    assert "nobody" not in DATASET


@pytest.mark.parametrize("where", [DATASET, DATASET.actors])
def test_an_unknown_id_suggests_the_nearest(where: Dataset | Records[Person]) -> None:
    """A misspelt id is a LookupError with suggestions."""
    with pytest.raises(
        UnknownNameError, match=r"did you mean 'ada-example'\?"
    ) as caught:
        where["ada-exmaple"]
    assert caught.value.suggestions == ("ada-example",)
    assert isinstance(caught.value, LookupError)
    with pytest.raises(UnknownNameError, match=r" has the id 'zzz'$"):
        where["zzz"]


def test_an_id_of_something_else_is_not_called_unknown() -> None:
    """If an id belongs to another class, the error says which."""
    with pytest.raises(
        UnknownNameError, match="no Statement here has the id 'a-visit'"
    ):
        Records([], kinds=(Statement,))["a-visit"]
    with pytest.raises(UnknownNameError, match="no item here has the id 'a-visit'"):
        Records([])["a-visit"]
    with pytest.raises(UnknownNameError, match="nothing has the id 'a-visit'"):
        Dataset()["a-visit"]


def test_a_dataset_is_not_iterated() -> None:
    """It could mean its records or its actors, so the dataset does not guess."""
    everything: Any = DATASET
    with pytest.raises(TypeError, match="'Dataset' object is not iterable"):
        list(everything)


@pytest.mark.parametrize("name", ["filter", "by", "count_by", "ids", "to_arrow"])
def test_an_attribute_of_collections_is_suggested(name: str) -> None:
    """The error for an attribute of a collection says where it is."""
    with pytest.raises(AttributeError, match=rf"try \.records\.{name} or") as caught:
        getattr(DATASET, name)
    assert (caught.value.name, caught.value.obj) == (name, DATASET)


@pytest.mark.parametrize("name", ["fliter", "_items", "__length_hint__"])
def test_an_unknown_attribute_is_the_usual_error(name: str) -> None:
    """The error for any other attribute is the usual one."""
    assert not hasattr(DATASET, name)
    with pytest.raises(AttributeError, match=rf"no attribute '{name}'$"):
        getattr(DATASET, name)


def test_records_are_separated_by_type() -> None:
    """Each of the four collections has its type, in the order of the dataset."""
    assert list(DATASET.statements) == [SAID]
    for others in (DATASET.visits, DATASET.declarations, DATASET.allegations):
        assert len(others) == 0
        assert others.first() is None


def test_a_collection_is_searched_by_id_place_and_slice() -> None:
    """A collection finds items by id, position and slice, and describes itself."""
    numbers = Records([ADA, attrs.evolve(ADA, id="b"), attrs.evolve(ADA, id="c")])
    assert numbers.ids == ("ada-example", "b", "c")
    assert numbers["b"].id == "b"
    assert numbers[-1].id == "c"
    assert numbers[1:].ids == ("b", "c")
    assert numbers.filter(lambda item: item.id < "b").ids == ("ada-example",)
    assert "b" in numbers
    assert ADA in numbers
    assert "z" not in numbers
    assert repr(numbers) == "<Records (3): ada-example, b, c>"
    assert repr(Records([*numbers, attrs.evolve(ADA, id="d")])).endswith("c, ...>")
    with pytest.raises(IndexError):
        numbers[3]


def test_one_is_exactly_one() -> None:
    """One item is returned; none or several are an error that counts them."""
    assert DATASET.statements.one() is SAID
    with pytest.raises(NotOneError, match="expected exactly one") as caught:
        DATASET.visits.one()
    assert caught.value.count == 0


@pytest.mark.traced
@given(datasets())
def test_datasets_are_plain_values(dataset: Dataset) -> None:
    """They can be compared, hashed, copied and pickled, and list all their parts."""
    for other in (
        copy.deepcopy(dataset),
        pickle.loads(pickle.dumps(dataset)),
    ):
        assert other == dataset
        assert hash(other) == hash(dataset)
    ids = [id for kind in RECORD_KINDS for id in getattr(dataset, kind.plural).ids]
    assert sorted(ids) == sorted(dataset.records.ids)
    assert all(dataset[record.id] is record for record in dataset.records)


def test_datasets_cannot_be_changed() -> None:
    """Neither a dataset nor a collection accepts a new value."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        DATASET.title = "x"  # type: ignore[misc]  # that is the point
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        DATASET.records._items = ()


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"records": [ADA]}, r"Dataset.records\[0\]: expected StateVisit or"),
        ({"actors": [SAID]}, r"Dataset.actors\[0\]: expected Person or"),
        ({"sources": [SOURCE, "x"]}, r"Dataset.sources\[1\]: expected Source, got str"),
        ({"sources": 5}, "Dataset.sources: expected an iterable, got int"),
        ({"title": 5}, "Dataset.title: expected str"),
    ],
)
def test_other_things_are_refused(parts: dict[str, object], message: str) -> None:
    """A dataset contains objects of its classes and nothing else."""
    with pytest.raises(FieldTypeError, match=message):
        Dataset(**parts)  # type: ignore[arg-type]  # the error is the point


@pytest.mark.parametrize("fault", PLANTS)
@given(data=st.data())
def test_every_planted_fault_is_found_and_named(
    fault: str, data: st.DataObject
) -> None:
    """The planted fault is among those reported, with its place."""
    planted = data.draw(faulty_datasets([fault]))
    assert planted.fault == fault
    with pytest.raises(IntegrityError) as caught:
        Dataset(**planted.parts)  # type: ignore[arg-type]  # by name
    assert planted.path in [fault.path for fault in caught.value.faults]


def test_all_faults_are_reported_at_once() -> None:
    """One error lists every fault in order."""
    wrong = attrs.evolve(SAID, speakers=("daily",), audience=("ada-exmaple",))
    faults = problems(records=[wrong, attrs.evolve(wrong, audience=())])
    kinds = "expected an id of class Person or State or Organization or Group or Party"
    assert faults == [
        "$.records[1].id (ada-warns): id 'ada-warns' is already used by $.records[0]",
        f"$.records[0].speakers[0] (ada-warns): {kinds}, but 'daily' has class Source",
        (
            f"$.records[0].audience[0] (ada-warns): {kinds}, but 'ada-exmaple' is "
            "unknown; did you mean 'ada-example'?"
        ),
        f"$.records[1].speakers[0] (ada-warns): {kinds}, but 'daily' has class Source",
    ]


def test_references_within_parts_are_checked() -> None:
    """The sources of anchors and the offices of persons are references too."""
    lost = attrs.evolve(SAID, evidence=(Evidence(source="weekly"),))
    assert "$.records[0].evidence[0].source" in problems(records=[lost])[0]
    officer = attrs.evolve(ADA, roles=(Role(title="Speaker", of="ada-example"),))
    (problem,) = problems(actors=[officer])
    assert problem == (
        "$.actors[0].roles[0].of (ada-example): expected an id of class State or "
        "Organization, but 'ada-example' has class Person"
    )
    body = Organization(id="body", name="Body", state="body")
    assert "has class Organization" in problems(actors=[ADA, body])[0]


def test_spans_end_within_their_source() -> None:
    """An anchor past the end of a source of known length is a fault."""
    span = Evidence(source="daily", start=5, end=11, sha256="0" * 64)
    assert problems(records=[attrs.evolve(SAID, evidence=(span,))]) == [
        (
            "$.records[0].evidence[0].end (ada-warns): 11 is past the end of 'daily', "
            "which is 10 long"
        )
    ]
    unknown = Source(id="daily", publisher="Daily")
    changed = attrs.evolve(SAID, evidence=(span,))
    assert Dataset(sources=[unknown], actors=[ADA], records=[changed]).statements.one()


def test_every_cycle_is_reported() -> None:
    """Groups that contain themselves are listed with the chain that leads back."""
    groups = [
        Group(id="a", name="A", members=("b",)),
        Group(id="b", name="B", members=("c",)),
        Group(id="c", name="C", members=("a", "ada-example")),
        Group(id="d", name="D", members=("d", "a")),
    ]
    assert sorted(problems(actors=[ADA, *groups])) == [
        "$.actors[1].members (a): a group is a member of itself: a in c in b in a",
        "$.actors[4].members (d): a group is a member of itself: d in d",
    ]


def test_a_long_cycle_is_shortened() -> None:
    """The message gives both ends of a long chain, and the number between."""
    groups = [
        Group(id=f"g-{at}", name="G", members=(f"g-{(at + 1) % 3000}",))
        for at in range(3000)
    ]
    with pytest.raises(IntegrityError) as caught:
        Dataset(actors=groups)
    (fault,) = caught.value.faults
    assert fault.problem == (
        "a group is a member of itself: g-0 in g-2999 in g-2998 in g-2997 in g-2996 in "
        "2991 others in g-4 in g-3 in g-2 in g-1 in g-0"
    )


def test_cycles_are_distinguished_from_repeated_ids() -> None:
    """A cycle is reported at its place, even if its id is used twice."""
    twice = [Group(id="g", name="G", members=("g",)), Person(id="g", name="X")]
    assert "$.actors[1].members (g)" in "\n".join(problems(actors=[ADA, *twice]))
    two = [
        Group(id="a", name="A", members=("b",)),
        Group(id="b", name="B", members=("a", "c")),
        Group(id="c", name="C", members=("a",)),
    ]
    assert sorted(problems(actors=[ADA, *two])) == [
        "$.actors[1].members (a): a group is a member of itself: a in b in a",
        "$.actors[1].members (a): a group is a member of itself: a in c in b in a",
    ]


def test_a_group_met_twice_is_not_a_cycle() -> None:
    """A group may be a member of several, and several groups may be unrelated."""
    shared = [
        Group(id="a", name="A", members=("b", "c")),
        Group(id="b", name="B", members=("c", "ada-example")),
        Group(id="c", name="C"),
    ]
    assert len(Dataset(actors=[ADA, *shared]).actors) == 4


def test_the_first_of_three_equal_ids_is_named() -> None:
    """Each repetition points to the first."""
    faults = problems(records=[SAID, SAID, SAID])
    assert [problem.rpartition(" ")[2] for problem in faults] == ["$.records[0]"] * 2


def test_references_of_an_invitation_are_checked() -> None:
    """Those who invite and are invited are checked like visitors."""
    visit = load_article().visits.one()
    assert visit.invitation is not None
    invitation = attrs.evolve(visit.invitation, by=("nobody",))
    article = load_article()
    records = [
        attrs.evolve(record, invitation=invitation) if record is visit else record
        for record in article.records
    ]
    (problem,) = problems(
        sources=article.sources, actors=article.actors, records=records
    )
    assert problem.startswith("$.records[0].invitation.by[0] (xi-visits-moscow)")


@given(st.permutations(range(6)), st.booleans())
def test_groups_may_contain_groups(order: list[int], close: bool) -> None:
    """A chain of groups is valid in any order, unless it closes."""
    groups = [
        Group(id=f"g{i}", name="G", members=(f"g{i - 1}",) if i or close else ())
        for i in order
    ]
    if close:
        first = next(i for i, group in enumerate(groups) if group.id == "g0")
        groups[first] = attrs.evolve(groups[first], members=("g5",))
        with pytest.raises(IntegrityError):
            Dataset(actors=groups)
    else:
        assert len(Dataset(actors=groups).actors) == 6


def test_no_suggestions_among_very_many() -> None:
    """If there are too many names to compare, the fault has no suggestion."""
    many = [State(id=f"state-{i}", name="S") for i in range(2_500)]
    wrong = attrs.evolve(SAID, speakers=("state-x",))
    assert problems(actors=many, records=[wrong])[0].endswith("is unknown")


def test_a_dataset_describes_its_contents() -> None:
    """The repr counts the records of each type."""
    none = "".join(f"0 {kind.plural}, " for kind in RECORD_KINDS[:-1])
    assert repr(DATASET) == f"<Dataset: {none}1 statement>"
    assert repr(Dataset(title="Empty")).startswith("<Dataset 'Empty': 0 visits")


def test_suggestions_are_looked_up_once_for_each_unknown_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However often an id is misspelt, it is looked up only for the faults shown."""
    asked: list[str] = []

    def counting(name: str, known: Iterable[str]) -> tuple[str, ...]:
        asked.append(name)
        return nearest(name, known)

    monkeypatch.setattr(checks, "nearest", counting)
    actors = [State(id=f"state-{number}", name="A state") for number in range(300)]
    source = Source(id="daily", publisher="Daily")
    records = [
        attrs.evolve(SAID, id=f"claim-{number}", speakers=("stat-1", f"stat-{number}"))
        for number in range(2, 500)
    ]
    with pytest.raises(IntegrityError) as caught:
        Dataset(sources=[source], actors=actors, records=records)
    assert len(caught.value.faults) == MOST_FAULTS
    assert asked.count("stat-1") == 1
    assert len(asked) <= MOST_FAULTS


def test_no_more_cycles_are_followed_than_are_shown() -> None:
    """If all groups contain each other, there are very many cycles; some are listed."""
    names = [f"group-{number}" for number in range(200)]
    groups = [Group(id=name, name="A group", members=names) for name in names]
    with pytest.raises(IntegrityError) as caught:
        Dataset(actors=groups)
    assert len(caught.value.faults) == MOST_FAULTS


def test_pictures_have_one_width() -> None:
    """Without a width, each is as wide as the others."""
    whole = load_article()
    for picture in (
        whole.records.count_by("month").picture(),
        whole.events[0].history.picture(),
        whole.records.matrix(),
        whole.matrix(),
        whole.timeline(by="month"),
    ):
        assert 'width="720"' in picture.svg


def test_candidates_are_reported_within_a_month() -> None:
    """Without a window, reports are at most 31 days apart."""
    first = date(2031, 3, 3)
    for apart, count in ((31, 1), (32, 0)):
        sources = [
            Source(id=f"s{days}", publisher="Daily", published=first + timedelta(days))
            for days in (0, apart)
        ]
        said = [
            attrs.evolve(SAID, id=f"in-{one.id}", evidence=[Evidence(source=one.id)])
            for one in sources
        ]
        whole = Dataset(sources=sources, actors=[ADA], records=said)
        assert len(whole.candidates()) == count


def test_counts_and_histories_are_equal_by_what_they_say() -> None:
    """Names, days and rows that only help to draw them do not count."""
    article = load_article()
    found = article.records.count_by("month", "by")
    assert Counts(found.keys, found.rows, boundless=found.boundless) == found
    event = article.events["xi-visits-moscow"]
    assert History(event.history.title, event.history.reports) == event.history
    names = Names((), ())
    assert Event(records=event.records, sources=event.sources, names=names) == event
    rows: Any = ()
    for make in (
        lambda: Counts(found.keys, found.rows, rows),  # type: ignore[call-arg]  # refused
        lambda: History("title", (), rows),  # type: ignore[call-arg]  # refused
    ):
        with pytest.raises(TypeError, match="positional"):
            make()


def test_a_dataset_draws_the_same_as_its_records() -> None:
    """Omitted arguments have the same defaults everywhere."""
    whole, records = (
        inspect.signature(cls.matrix).parameters for cls in (Dataset, Records)
    )
    assert [(one.name, one.default) for one in whole.values()] == [
        (one.name, one.default) for one in records.values()
    ]
