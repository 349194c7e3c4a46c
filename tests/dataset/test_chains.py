"""Questions in a chain: each one narrows the previous answer."""

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    FieldTypeError,
    Records,
    Statement,
    UnknownFieldError,
    field,
    load_article,
)
from diplomacy_events.dataset.answering import Direct
from diplomacy_events.strategies import datasets, predicates

ARTICLE = load_article()
Step = Callable[[Records[Any]], Records[Any]]


@st.composite
def chains(draw: st.DrawFn) -> tuple[Records[Any], list[Step]]:
    """Draw a collection of records, and questions to ask it one after another."""
    whole = draw(datasets())
    of = draw(st.sampled_from(["records", "statements"]))
    records = getattr(whole, of)
    actors, topics = whole.actors.ids, sorted(records.names.topics)
    quotes = [quote for one in whole.statements for quote in one.quotes]
    steps: list[st.SearchStrategy[Step]] = [
        st.sampled_from(["2022", "2023-02-01/2023-03-20", "../2023-02"]).map(
            lambda days: lambda found: found.during(days)
        ),
        st.sampled_from(["2022", "2023"]).map(
            lambda days: lambda found: found.published(days)
        ),
        predicates(Statement if of == "statements" else None, of=whole).map(
            lambda asked: lambda found: found.filter(asked)
        ),
    ]
    if actors:
        whom = st.sampled_from(actors), st.booleans()
        part = st.sampled_from(["by", "to", "involving"])
        steps.append(st.builds(playing, part, *whom))
    if topics:
        topic = st.sampled_from(topics)
        steps.append(topic.map(lambda it: lambda found: found.about(it)))
    if quotes:
        quote = st.sampled_from(quotes)
        steps.append(quote.map(lambda it: lambda found: found.saying(it)))
    return records, draw(st.lists(st.one_of(steps), min_size=2, max_size=4))


def playing(part: str, actor: str, members: bool) -> Step:
    """Return the question of who plays a part."""
    return lambda found: getattr(found, part)(actor, members=members)


@given(chains())
def test_a_chain_finds_what_answers_each_of_its_questions(
    asked: tuple[Records[Any], list[Step]],
) -> None:
    """Items keep the order of the whole, whether or not results are read in between."""
    records, steps = asked
    each = [set(step(records).ids) for step in steps]
    due = tuple(id for id in records.ids if all(id in found for found in each))
    chained = looked_at = alone = records
    for step in steps:
        chained = step(chained)
        looked_at = step(looked_at)
        assert len(looked_at) <= len(records)
        alone = Records(step(alone), kinds=records.kinds, names=records.names)
    assert chained.ids == looked_at.ids == alone.ids == due
    assert chained == looked_at
    assert hash(chained) == hash(looked_at)


def test_a_chain_uses_the_indexes_of_the_whole() -> None:
    """No index is built over the result of an earlier question."""
    found = ARTICLE.statements.by("China").during("2023-03").about("ukraine-war")
    whole: Any = ARTICLE.statements
    chained: Any = found
    assert chained._index is whole._index
    assert ARTICLE.statements[:5].by("China").filter(bool).kinds == whole.kinds


def test_answers_can_be_copied_and_compared() -> None:
    """A copy contains the items, but not the whole collection."""
    found = ARTICLE.statements.by("China").during("2023-03")
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again.by("Beijing") == found
    assert again.__dict__["_home"] is None
    assert found != tuple(found)
    assert found != ARTICLE.statements


def test_reports_are_requested_by_day() -> None:
    """One of the sources was published then; undated sources do not match."""
    assert ARTICLE.records.published("2023-03-17").ids == tuple(
        one.id
        for one in ARTICLE.records
        if any(it.source == "moscow-times-2023-03-17" for it in one.evidence)
    )
    assert ARTICLE.visits.published(date(2023, 3, 18)).ids == ()
    assert ARTICLE.visits.published("2023-03/..").by("Xi").ids == ("xi-visits-moscow",)
    assert ARTICLE.visits.by("Xi").published("2023-03").ids == ("xi-visits-moscow",)
    assert ARTICLE.visits.by("Xi").published("2023-02").ids == ()
    with pytest.raises(
        FieldTypeError, match=r"published: these records do not belong to"
    ):
        Records(ARTICLE.visits).published("2023")
    with pytest.raises(UnknownFieldError, match="no field 'evidence'"):
        ARTICLE.actors.published("2023")


def test_a_direct_question_names_no_field() -> None:
    """It stays the same when the fields of other questions are changed."""
    direct = Direct(lambda index: range(len(index.items)), bool)
    assert list(direct.tests) == []
    assert direct.replace(lambda test: attrs.evolve(test, verb="has")) is direct
    both = direct & field.act.is_none()
    assert list(both.tests) == list(field.act.is_none().tests)
