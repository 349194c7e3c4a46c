"""Merging datasets with the same objects, whose collections add up."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Coding,
    Dataset,
    Evidence,
    FieldValueError,
    IntegrityError,
    Source,
    State,
    Statement,
    load_article,
)
from diplomacy_events.dataset.merge import UNITED
from diplomacy_events.model.description import SECTIONS, fields
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
VISIT = "xi-visits-moscow"


def changed(id: str, **changes: Any) -> Dataset:
    """Return the article with other values in one of its objects."""
    parts: dict[str, Any] = {
        name: [
            attrs.evolve(part, **changes) if part.id == id else part
            for part in getattr(ARTICLE, name)
        ]
        for name in SECTIONS
    }
    return attrs.evolve(ARTICLE, **parts)


def content(dataset: Dataset) -> dict[str, Any]:
    """Return the content of a dataset, in any order of parts and collections."""
    found = {}
    for name in SECTIONS:
        for part in getattr(dataset, name):
            held = {
                field.name: getattr(part, field.name) for field in fields(type(part))
            }
            for united in UNITED & held.keys():
                held[united] = frozenset(held[united])
            found[part.id] = held
    return found


@st.composite
def versions(draw: st.DrawFn, count: int) -> list[Dataset]:
    """Draw versions of one dataset that differ only in their collections."""
    whole = draw(datasets())
    sources = whole.sources.ids

    def version(record: Any) -> Any:
        more = [Evidence(source=id) for id in draw(st.sets(st.sampled_from(sources)))]
        topics = draw(st.sets(st.sampled_from(["a", "b", "c"])))
        return attrs.evolve(
            record,
            evidence=tuple(dict.fromkeys((*record.evidence, *more))),
            topics=tuple(
                dict.fromkeys(
                    (*record.topics, *sorted(topics - set(_left_out(record))))
                )
            ),
        )

    return [
        attrs.evolve(whole, records=[version(record) for record in whole.records])
        for _ in range(count)
    ]


def _left_out(record: Any) -> tuple[str, ...]:
    return record.silent_on if isinstance(record, Statement) else ()


@given(versions(3))
def test_merging_is_commutative_associative_and_idempotent(
    three: list[Dataset],
) -> None:
    """Only the order of the parts may differ."""
    one, two, other = three
    assert content(one.merge(two)) == content(two.merge(one))
    assert content(one.merge(two).merge(other)) == content(one.merge(two.merge(other)))
    assert one.merge(one) == one
    assert one.merge(two).merge(two) == one.merge(two)
    for record in one.merge(two).records:
        both = (one.records[record.id].evidence, two.records[record.id].evidence)
        assert set(record.evidence) == {*both[0], *both[1]}


def test_evidence_of_two_papers_adds_up() -> None:
    """Two datasets with one visit, each from its own paper, are merged."""
    paper = Source(id="paper", publisher="A paper")
    evidence = (*ARTICLE.visits.one().evidence, Evidence(source="paper"))
    other = attrs.evolve(
        changed(VISIT, topics=("trade",)), sources=[*ARTICLE.sources, paper]
    )
    visit = attrs.evolve(other.visits.one(), evidence=(Evidence(source="paper"),))
    rest = [one for one in other.records if one.id != VISIT]
    merged = ARTICLE.merge(attrs.evolve(other, records=[*rest, visit]))
    assert merged.visits.one().evidence == evidence
    assert merged.visits.one().topics == (*ARTICLE.visits.one().topics, "trade")


FIRST, SECOND, THIRD = ARTICLE.statements.ids[:3]


@pytest.mark.parametrize(
    ("id", "name", "one", "other"),
    [
        ("china", "aliases", "Zhongguo", "Cathay"),
        (VISIT, "basis", FIRST, SECOND),
        (
            VISIT,
            "codings",
            *[Coding(coder=name, how="hand") for name in ("ada", "eli")],
        ),
        (FIRST, "evidence", *[Evidence(source=id) for id in ARTICLE.sources.ids]),
        (FIRST, "mentions", "china", "xi-jinping"),
        (FIRST, "same_as", SECOND, THIRD),
        (FIRST, "topics", "trade", "energy"),
    ],
)
def test_each_collection_that_may_differ_adds_up(
    id: str, name: str, one: object, other: object
) -> None:
    """What only one of two versions has is in the merged one."""
    merged = changed(id, **{name: (one,)}).merge(changed(id, **{name: (other,)}))
    ((made,),) = [
        [part for part in getattr(merged, section) if part.id == id]
        for section in SECTIONS
        if id in getattr(merged, section).ids
    ]
    assert getattr(made, name) == (one, other)


def test_other_differences_are_refused_all_at_once() -> None:
    """The caller may say whose values to keep."""
    other = changed(VISIT, gist="Another gist", place="Elsewhere")
    with pytest.raises(IntegrityError) as caught:
        ARTICLE.merge(other)
    assert len(caught.value.faults) == 2
    with pytest.raises(FieldValueError, match="must be 'self' or 'other'"):
        ARTICLE.merge(other, prefer="both")  # type: ignore[arg-type]  # that is refused


@pytest.mark.parametrize(
    ("prefer", "gist"), [("self", None), ("other", "Another gist")]
)
def test_each_decision_is_a_warning(prefer: Any, gist: str | None) -> None:
    """A warning names each field, the value kept and the value dropped."""
    other = changed(VISIT, gist="Another gist")
    with pytest.warns(
        UserWarning, match=r"decided for '.*':\n  xi-visits-mosc"
    ) as told:
        merged = ARTICLE.merge(other, prefer=prefer)
    assert merged.visits.one().gist == (gist or ARTICLE.visits.one().gist)
    kept, left = str(told[0].message).split(f"{VISIT}.gist: ")[1].split(", not ")
    assert (kept if gist else left) == "'Another gist'"
    assert "'Xi Jinping" in (left if gist else kept)
    assert told[0].filename == __file__


@pytest.mark.parametrize("prefer", ["self", "other"])
def test_the_other_name_of_an_actor_becomes_an_alias(prefer: Any) -> None:
    """From then on it has both names."""
    other = changed("vladimir-putin", name="Wladimir Putin")
    with pytest.warns(UserWarning, match="Wladimir"):
        merged = ARTICLE.merge(other, prefer=prefer)
    names = {"Vladimir Putin", "Wladimir Putin"}
    actor = merged.actor("Wladimir Putin")
    assert actor == merged.actor("Vladimir Putin")
    assert actor.name == ("Vladimir Putin" if prefer == "self" else "Wladimir Putin")
    assert names <= {actor.name, *actor.aliases}


def test_an_alias_equal_to_the_name_is_left_out() -> None:
    """One dataset may have as a name what the other has as an alias."""
    one = Dataset(actors=[State(id="a-land", name="A")])
    other = Dataset(actors=[State(id="a-land", name="B", aliases=["A"])])
    with pytest.warns(UserWarning, match="1 difference was decided"):
        merged = one.merge(other, prefer="self")
    assert merged.actors[0] == State(id="a-land", name="A", aliases=["B"])


def test_two_classes_of_one_id_are_never_united() -> None:
    """References to it may not fit, whichever is preferred."""
    one = Dataset(actors=[State(id="a-land", name="A")])
    other = Dataset(sources=[Source(id="a-land", publisher="A")])
    with pytest.raises(IntegrityError, match="the datasets disagree"):
        one.merge(other, prefer="self")


def test_collections_that_do_not_fit_together_are_refused() -> None:
    """If one has no value, the other may add one."""
    (statement,) = ARTICLE.statements[:1]
    silent = changed(statement.id, silent_on=("bread",))
    about = changed(statement.id, silent_on=("bread",), topics=("tea",))
    both = changed(statement.id, topics=("bread",))
    assert silent.merge(about).statements[0].topics == (*statement.topics, "tea")
    with pytest.raises(IntegrityError, match="cannot be combined"):
        silent.merge(both, prefer="self")
