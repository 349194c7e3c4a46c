"""Which actors of two codings are the same."""

import pytest

from diplomacy_events import Group, Organization, Party, Person, State
from diplomacy_events.dataset.same_actors import same_actors
from diplomacy_events.model.actors import Actor

USA = State(id="usa", name="United States", aliases=["Washington", "the US"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same id is the same actor, whatever its name.
        ([USA], [State(id="usa", name="America")]),
        ([USA], [State(id="us", name="united  STATES")]),
        ([USA], [Organization(id="us", name="United States")]),
        ([USA], [State(id="us", name="Washington")]),
        ([USA], [State(id="us", name="USA", aliases=["The US"])]),
        ([USA], [Party(id="us", name="Washington")]),
        ([Party(id="us", name="Washington")], [USA]),
        (
            [Person(id="xi", name="Xi", wikidata="Q15031")],
            [Person(id="xi-jinping", name="Xi Jinping", wikidata="Q15031")],
        ),
        # The item of one says nothing against the other.
        (
            [Person(id="xi", name="Xi Jinping")],
            [Person(id="xi-jinping", name="Xi Jinping", wikidata="Q15031")],
        ),
        # If two actors share an alias, it goes to the one whose name it is.
        (
            [USA, State(id="dc", name="Washington")],
            [State(id="us", name="United States"), State(id="w", name="Washington")],
        ),
    ],
)
def test_actors_that_are_the_same(one: list[Actor], other: list[Actor]) -> None:
    """An id, a Wikidata item, a name or, if the kinds allow it, an alias decides."""
    pairs = [(a.id, b.id) for a, b in zip(one, other, strict=True)]
    assert same_actors(one, other) == dict(pairs)
    assert same_actors(other, one) == {b: a for a, b in pairs}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (USA, Person(id="george-washington", name="Washington")),
        (USA, State(id="france", name="France")),
        (
            Person(id="a", name="John Smith", wikidata="Q1"),
            Person(id="b", name="John Smith", wikidata="Q2"),
        ),
        # Folding leaves nothing of a name that is only an accent.
        (
            Group(id="a", name="\N{COMBINING GRAVE ACCENT}"),
            Group(id="b", name="\N{COMBINING ACUTE ACCENT}"),
        ),
    ],
)
def test_actors_that_are_not_the_same(one: Actor, other: Actor) -> None:
    """An alias does not match a name of another kind, and Wikidata items must agree."""
    assert same_actors([one], [other]) == {}
    assert same_actors([other], [one]) == {}


def test_a_name_of_several_is_not_guessed() -> None:
    """Two officials with the same name cannot be distinguished, so neither matches."""
    ours = [Person(id="a", name="An official")]
    theirs = [Person(id="x", name="an official"), Person(id="y", name="An Official")]
    assert same_actors(ours, theirs) == {}
    assert same_actors(theirs, ours) == {}
    # An id settles one of them, and the other is then clear.
    assert same_actors([*ours, theirs[0]], theirs) == {"x": "x", "a": "y"}
