"""The public strategies draw valid objects of their classes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from diplomacy_events import (
    Actor,
    Allegation,
    Dataset,
    Evidence,
    Group,
    Invitation,
    JointDeclaration,
    Organization,
    Party,
    Period,
    Person,
    Record,
    Response,
    Role,
    Source,
    SourceText,
    State,
    Statement,
    StateVisit,
    load_article,
    strategies,
)
from diplomacy_events.model.metadata import field_metadata
from diplomacy_events.model.walk import anchors
from diplomacy_events.query.predicates import Predicate
from diplomacy_events.strategies.dice import rolled
from diplomacy_events.strategies.fields import Choices, Setting, draw_object


@pytest.mark.traced
@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (strategies.actors, Actor),
        (strategies.allegations, Allegation),
        (strategies.datasets, Dataset),
        (strategies.evidence, Evidence),
        (strategies.faulty_datasets, strategies.Planted),
        (strategies.groups, Group),
        (strategies.invitations, Invitation),
        (strategies.joint_declarations, JointDeclaration),
        (strategies.organizations, Organization),
        (strategies.parties, Party),
        (strategies.periods, Period),
        (strategies.persons, Person),
        (strategies.predicates, Predicate),
        (lambda: strategies.predicates(Source, of=load_article()), Predicate),
        (strategies.records, Record),
        (strategies.responses, Response),
        (strategies.roles, Role),
        (strategies.source_texts, SourceText),
        (strategies.sources, Source),
        (strategies.state_visits, StateVisit),
        (strategies.statements, Statement),
        (strategies.states, State),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
@given(data=st.data())
def test_each_strategy_makes_its_class(
    make: Callable[[], st.SearchStrategy[Any]], kind: type, data: st.DataObject
) -> None:
    """Without arguments, a strategy draws valid objects of its class."""
    assert isinstance(data.draw(make()), kind)


@given(strategies.periods(st.just("2023-03")))
def test_periods_can_be_narrowed(period: Period) -> None:
    """The EDTF of periods can be given."""
    assert period.edtf == "2023-03"


@given(st.data())
def test_predicates_without_a_dataset_suit_any_record(data: st.DataObject) -> None:
    """They name no actor that a dataset would have to know."""
    records = data.draw(strategies.datasets()).records
    asked = data.draw(strategies.predicates())
    both = {*records.filter(asked).ids, *records.filter(~asked).ids}
    assert both == set(records.ids)


def test_words_to_look_for_are_never_blank() -> None:
    """If the texts have nothing but accents, another word is searched."""
    group = Group(id="accents", name="\N{COMBINING ACUTE ACCENT}")
    asked = strategies.predicates(Group, of=Dataset(actors=[group]))

    def is_another(predicate: Predicate) -> bool:
        return any(test.argument == "x" for test in predicate.tests)

    assert is_another(find(asked, is_another))


def test_windows_have_edges_beside_those_of_the_dataset() -> None:
    """A period that is asked for may begin or end a day before one of the dataset."""
    asked = strategies.predicates(StateVisit, of=load_article())
    visit = load_article()["xi-visits-moscow"]
    assert isinstance(visit, StateVisit)
    assert visit.when.begin.earliest == date(2023, 3, 20)

    def names_the_day_before(predicate: Predicate) -> bool:
        return any("2023-03-19" in repr(test.argument) for test in predicate.tests)

    assert names_the_day_before(find(asked, names_the_day_before))


@attrs.frozen(kw_only=True)
class Passage:
    """A part with a single anchor, which no class of the model has so far."""

    place: Evidence | None = attrs.field(default=None, metadata=field_metadata("Place"))


@pytest.mark.traced
def test_a_field_may_hold_a_single_anchor() -> None:
    """It is drawn and walked to like one of several, and may be empty."""
    passages = rolled(lambda dice: draw_object(Passage, Choices(dice, Setting())))
    drawn = find(passages, lambda one: one.place is not None)
    assert isinstance(drawn.place, Evidence)
    assert list(anchors(drawn)) == [drawn.place]
    empty = find(passages, lambda one: one.place is None)
    assert list(anchors(empty)) == []
