"""Objects made from columns, and the descriptions of computed values."""

from typing import Any

import attrs
import pytest

from diplomacy_events import StateVisit, load_article
from diplomacy_events.model.actors import State
from diplomacy_events.model.building import DoubtError, build
from diplomacy_events.model.description import derived_fields, fields


def test_objects_are_those_of_the_constructor() -> None:
    """The column's value is used, or the default if there is no column."""
    made = build(
        State, {"id": ["a", "b"], "name": ["A", "B"], "code": [None, "BBB"]}, 2
    )
    assert made == [State(id="a", name="A"), State(id="b", name="B", code="BBB")]


def test_a_column_that_is_required_is_named() -> None:
    """A field without a default needs its column."""
    with pytest.raises(DoubtError, match=r"^name$"):
        build(State, {"id": ["a"]}, 1)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("gist", "A line.", " a line "),
        ("visit", "a-visit", "No slug"),
        ("topics", ("one", "two"), ("one", "No slug")),
        ("topics", ("one", "two"), ("one", "one")),
        ("provisions", ("A line.",), ("A line.", " a line ")),
        ("provisions", ("A line.",), ("A line.", "A line.")),
        ("parties", ("one", "two"), ()),
    ],
)
def test_each_value_is_checked(field: str, good: object, bad: object) -> None:
    """This includes the last of many, whether or not values recur."""
    first: Any = load_article().declarations[0]
    held = {one.name: [getattr(first, one.name)] * 9 for one in fields(type(first))}
    changed: Any = {field: good}
    due = attrs.evolve(first, **changed)
    assert build(type(first), {**held, field: [good] * 9}, 9) == [due] * 9
    with pytest.raises(DoubtError, match=field):
        build(type(first), {**held, field: [*[good] * 8, bad]}, 9)


def test_derived_values_are_kept_as_they_are() -> None:
    """The value of a property has the right class already."""
    values = [object() for _ in derived_fields(StateVisit)]
    assert values
    kept = [
        field.convert(one)
        for field, one in zip(derived_fields(StateVisit), values, strict=True)
    ]
    assert kept == values
