"""The public strategies make what they say."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
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
    strategies,
)


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
        (strategies.periods, Period),
        (strategies.persons, Person),
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
    """Without arguments, a strategy makes valid objects of its class."""
    assert isinstance(data.draw(make()), kind)


@given(strategies.periods(st.just("2023-03")))
def test_periods_can_be_narrowed(period: Period) -> None:
    """The EDTF of periods can be given."""
    assert period.edtf == "2023-03"
