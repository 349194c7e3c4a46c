"""The names in a dataset, and what they lead to."""

import copy
from datetime import date
from typing import Any

import attrs
import pytest

from diplomacy_events import (
    Evidence,
    FieldTypeError,
    Organization,
    Person,
    Role,
    State,
    UnknownNameError,
    load_article,
)
from diplomacy_events.dataset import names as names_module
from diplomacy_events.dataset.names import Names, SomeNames, several

ARTICLE = load_article()
ACTORS = [
    State(id="arvandia", name="Arvandia", aliases=["Port Arvand"]),
    Organization(id="ministry", name="Ministry of the Sea", state="arvandia"),
    Person(id="lind", name="Lind", roles=[Role(title="Minister", of="ministry")]),
    Person(id="weiss", name="Weiss"),
]
NAMES = Names(ACTORS, ())
NO_NAMES: Any = 5


@pytest.mark.parametrize(
    ("misspelt", "nearest"),
    [
        ("ministri", "ministry"),
        ("Ministry of the See", "Ministry of the Sea"),
        ("Port Arvant", "Port Arvand"),
    ],
)
def test_ids_names_and_aliases_are_suggested(misspelt: str, nearest: str) -> None:
    """A misspelt name is compared with all three."""
    with pytest.raises(UnknownNameError) as caught:
        NAMES.actor(misspelt)
    assert nearest in caught.value.suggestions


@pytest.mark.parametrize(("most", "suggested"), [(8, True), (7, False)])
def test_only_so_many_names_are_compared(
    most: int, suggested: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more names than the limit, an error comes without a suggestion."""
    assert names_module.MOST_NAMES_COMPARED == 20_000
    monkeypatch.setattr(names_module, "MOST_NAMES_COMPARED", most)
    # Three ids, their names, one alias, and one id that is also the name.
    actors = [*ACTORS[:3], State(id="weiss", name="weiss")]
    with pytest.raises(UnknownNameError) as caught:
        Names(actors, ()).actor("arvandio")
    assert bool(caught.value.suggestions) is suggested


def test_who_acts_for_nobody_stands_for_itself() -> None:
    """An official stands for the state, and an unknown id for itself."""
    assert NAMES.tops("lind") == {"arvandia"}
    assert NAMES.tops("weiss") == {"weiss"}
    assert Names((), ()).tops("somebody") == {"somebody"}


def test_actors_are_akin_if_one_acts_for_the_other() -> None:
    """The order does not matter; all are akin to themselves, even if unknown."""
    assert NAMES.akin("lind", "arvandia") is NAMES.akin("arvandia", "lind") is True
    assert NAMES.akin("lind", "weiss") is False
    assert Names((), ()).akin("weiss", "weiss") is True
    assert Names((), ()).akin("weiss", "lind") is False


def test_actors_may_act_for_the_same_by_several_ways() -> None:
    """An envoy of a ministry and of its state acts for that state, once."""
    state = State(id="osk", name="Osk")
    ministry = Organization(id="ministry", name="Ministry", state="osk")
    roles = [Role(title="envoy", of=of) for of in ("osk", "ministry")]
    envoy = Person(id="envoy", name="Mo Osk", roles=roles)
    bank = Organization(id="bank", name="Bank", state="osk")
    names = Names((state, ministry, envoy, bank), ())
    assert names.act_for_the_same("envoy", "bank") is True
    assert names.act_for_the_same("envoy", "osk") is False


def test_topics_are_not_checked_if_nobody_reads_the_records() -> None:
    """Without records, no topic is refused; with none, each is."""
    assert Names(ACTORS, None).topic("trade") == "trade"
    assert Names(ACTORS, None).topics == frozenset()
    with pytest.raises(UnknownNameError, match="no record has the topic 'trade'"):
        NAMES.topic("trade")
    with pytest.raises(FieldTypeError, match="expected a topic, got 5"):
        NAMES.topic(NO_NAMES)
    with pytest.raises(UnknownNameError, match="no actor is called 'lind'"):
        Names((), None).actor("lind")


def test_days_of_publication_are_in_order_and_undated_ones_last() -> None:
    """The order of the evidence does not matter."""
    sources = [
        attrs.evolve(ARTICLE.sources[0], id=id, published=day, sha256=None, length=None)
        for id, day in (("b", date(2031, 2, 1)), ("n", None), ("a", date(2031, 1, 1)))
    ]
    evidence = [Evidence(source=id) for id in ("n", "b", "a")]
    visit = attrs.evolve(ARTICLE.visits[0], evidence=evidence)
    names = Names((), [visit], sources)
    days = (date(2031, 1, 1), date(2031, 2, 1), None)
    assert names.published(visit) == days
    assert names.publishers(visit) == [sources[0].publisher]


def test_a_copy_of_names_knows_all_but_the_records() -> None:
    """It knows actors, topics, events, and whether records were read at all."""
    loose = Names.among(ARTICLE.visits)
    twin = attrs.evolve(ARTICLE.visits[0], id="twin", same_as=[ARTICLE.visits[0].id])
    for names in (ARTICLE.records.names, loose, loose.with_records([twin])):
        again = copy.deepcopy(names)
        assert again.topics == names.topics
        assert again.events == names.events
        assert again.sourced is names.sourced
        with pytest.raises(UnknownNameError):
            again.topic("no such topic")
        for id in ("xi-jinping", "vladimir-putin"):
            assert again.actor(id) == names.actor(id) == id
    unread = copy.deepcopy(Names(ACTORS, None))
    assert unread.topic("trade") == "trade"
    assert unread.events == {}


def test_events_are_known_by_their_first_record() -> None:
    """Of two records of one event, the first gives its id to both."""
    first = ARTICLE.visits[0]
    twin = attrs.evolve(first, id="twin", same_as=[first.id])
    assert Names((), [first, twin]).events == {first.id: first.id, "twin": first.id}
    assert Names((), [twin, first]).events == {first.id: "twin", "twin": "twin"}


def test_an_id_that_may_be_unknown_is_returned() -> None:
    """If only some actors are known, an id passes, and another name does not."""
    some = SomeNames(ACTORS, None)
    assert some.actor("somebody") == "somebody"
    assert some.actor("Port Arvand") == "arvandia"
    with pytest.raises(UnknownNameError, match="no actor is called 'Some Body'"):
        some.actor("Some Body")


def test_several_actors_are_a_collection() -> None:
    """A single name, or something else, is refused."""
    assert several(["a", "b"]) == ["a", "b"]
    for wrong in ("China", NO_NAMES):
        with pytest.raises(FieldTypeError, match="expected several actors, such as"):
            several(wrong)
