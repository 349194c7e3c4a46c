"""Questions about time: every verb and certainty, just before, at and after a bound."""

from datetime import date
from enum import StrEnum
from itertools import product
from typing import Any

import attrs
import polars as pl
import pytest

from diplomacy_events import (
    Certainty,
    Dataset,
    EDTFError,
    FieldTypeError,
    JointDeclaration,
    Period,
    Records,
    Statement,
    field,
    load_article,
    scan,
)
from diplomacy_events.arrow import table
from diplomacy_events.dataset.index import Index
from diplomacy_events.model.period import ENDLESS
from diplomacy_events.query import arguments
from diplomacy_events.query.arguments import MOST_PERIODS_KEPT
from diplomacy_events.query.meaning import meaning
from diplomacy_events.query.predicates import Predicate, Test
from diplomacy_events.query.questions import question_of
from diplomacy_events.query.time_questions import COMPARED, TIMES

ARTICLE = load_article()
MAY_BE = {Certainty.YES, Certainty.MAYBE}
EVERY_FORM = (
    *("2023-03-11", "2023-03-11/2023-03-13", "[2023-03-11..2023-03-13]"),
    *("2023-03-11/", "/2023-03-13", "2023-03-11/..", "../2023-03-13", "2023-03"),
    *("[2023-03-11..]", "[..2023-03-13]", "../..", "/", "../", "/..", "2023"),
    *("2023-03/2023-03-13", "2023-03-11/2023-03"),
)
WINDOWS = (
    *EVERY_FORM,
    *("2023-03-10", "2023-03-12", "2023-03-13", "2023-03-14"),
    *("2023-03-10/2023-03-12", "2023-03-12/2023-03-14", "2023-03-10/2023-03-14"),
    *("2023-03-12/2023-03-13", "2023-03-11/2023-03-12", "2023-03-01/2023-03-31"),
    *("2023-03-02/2023-03-31", "2023-03-01/2023-03-30", "2023-03-31/2023-04-01"),
    *("2022-12-31/2023-03-01", "[2023-03-12..2023-03-14]", "2023-04", "2023-02"),
    *("2023-03-14/..", "../2023-03-10", "2023-03-12/..", "../2023-03-12"),
)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("March 2023", "; did you mean '2023-03'?"),
        ("17-19 March 2023", "; did you mean '2023-03-17/2023-03-19'?"),
        ("early 2023", "; did you mean '[2023-01-01..2023-04-30]'?"),
        ("2023/03/17", "; did you mean '2023-03-17'?"),
        ("last March", "; a month is written 2023-03, and a span"),
        ("10/04/2023", "; a month is written 2023-03, and a span"),
        ("nothing like it", "; a month is written 2023-03, and a span"),
        ("March 2023 " * 20, "; a month is written 2023-03, and a span"),
    ],
)
def test_a_time_in_words_gets_a_suggestion(text: str, way: str) -> None:
    """Only what means the same on every day is suggested, and nothing is guessed."""
    for ask in (ARTICLE.records.during, field.when.overlaps):
        with pytest.raises(EDTFError) as caught:
            ask(text)
        assert str(caught.value.__cause__) + way in str(caught.value)
        assert caught.value.text == text


def dated(*times: str) -> tuple[Statement, ...]:
    """Return statements, one for each time."""
    first = ARTICLE.statements[0]
    return tuple(
        attrs.evolve(first, id=f"at-{index}", when=Period.from_edtf(text), same_as=())
        for index, text in enumerate(times)
    )


def expected(
    items: tuple[Any, ...], verb: str, window: Period, certainty: str
) -> list[str]:
    """Return the ids of the records whose period itself gives the answer."""
    enough = {Certainty.YES} if certainty == "definite" else MAY_BE
    return [one.id for one in items if getattr(one.when, verb)(window) in enough]


def asked(verb: str, window: str | Period, certainty: str) -> Predicate:
    """Return a question about the time of a record."""
    made: Predicate = getattr(field.when, verb)(window, certainty=certainty)
    return made


@pytest.mark.parametrize(("verb", "certainty"), list(TIMES))
def test_every_question_about_time_is_asked_of_every_form(
    verb: str, certainty: str
) -> None:
    """Index, loop, slow path and engine give the same answer."""
    items = dated(*EVERY_FORM)
    records = Dataset(
        sources=ARTICLE.sources, actors=ARTICLE.actors, records=items
    ).statements
    arrow = pl.LazyFrame(pl.from_arrow(table(items, (Statement,), folded=True)))
    scanned = scan({"statements": arrow}).statements
    for text in WINDOWS:
        question = asked(verb, text, certainty)
        ids = expected(items, verb, Period.from_edtf(text), certainty)
        assert list(records.filter(question).ids) == ids, text
        assert [item.id for item in items if meaning(question)(item)] == ids, text
        assert list(scanned.filter(question).ids) == ids, text
        slow = ~field.gist.is_none()
        for beside in (question & slow, slow & question, question & question):
            assert list(records.filter(beside).ids) == ids, text


@pytest.mark.parametrize(("verb", "certainty"), list(TIMES))
def test_every_question_about_time_is_asked_of_the_article(
    verb: str, certainty: str
) -> None:
    """Each window starts or ends at a bound of a record, or one day from it."""
    records = ARTICLE.records
    days = {
        day.toordinal() + shift
        for period in {one.when for one in records}
        for day in (period.begin.earliest, period.end.latest)
        if day is not None
        for shift in (-1, 0, 1)
    }
    days = set(sorted(days)[::3]) | {min(days), max(days)}
    for first, last in product(sorted(days), repeat=2):
        if first > last:
            continue
        window = Period.from_edtf(f"{on(first)}/{on(last)}")
        ids = expected(tuple(records), verb, window, certainty)
        assert list(records.filter(asked(verb, window, certainty)).ids) == ids


def on(ordinal: int) -> str:
    """Return the text of a day."""
    return date.fromordinal(ordinal).isoformat()


@pytest.mark.parametrize(("verb", "certainty"), list(TIMES))
def test_a_field_without_a_time_answers_no_question_about_time(
    verb: str, certainty: str
) -> None:
    """An engine sees null bounds there, and does not take them for open edges."""
    first = ARTICLE.declarations[0]
    horizons = (None, *map(Period.from_edtf, EVERY_FORM))
    items = tuple(
        attrs.evolve(first, id=f"at-{index}", horizon=horizon, same_as=())
        for index, horizon in enumerate(horizons)
    )
    arrow = pl.LazyFrame(pl.from_arrow(table(items, (JointDeclaration,), folded=True)))
    scanned = scan({"declarations": arrow}).declarations
    records = Records(items)
    enough = {Certainty.YES} if certainty == "definite" else MAY_BE
    for text in ("../..", "/", "2023-03-12/..", "../2023-03-12", "2023-03-12"):
        window = Period.from_edtf(text)
        ids = [
            one.id
            for one in items
            if one.horizon is not None and getattr(one.horizon, verb)(window) in enough
        ]
        question = getattr(field.horizon, verb)(window, certainty=certainty)
        assert [one.id for one in items if meaning(question)(one)] == ids, text
        slow = ~field.gist.is_none()
        for asked_so in (question, question & slow, ~~question):
            assert list(records.filter(asked_so).ids) == ids, text
        assert list(scanned.filter(question).ids) == ids, text


def test_an_index_has_the_bounds_of_each_period() -> None:
    """The bounds of a missing period compare with no day, nor with an open edge."""
    first = ARTICLE.declarations[0]
    times = (*EVERY_FORM, None)
    horizons = [None if text is None else Period.from_edtf(text) for text in times]
    index = Index([attrs.evolve(first, horizon=horizon) for horizon in horizons])
    *held, missing = index.bounds("horizon")
    assert held == [Period.from_edtf(text).bounds for text in EVERY_FORM]
    for bound, compare in product(missing, COMPARED.values()):
        assert not any(compare(bound, day) for day in (-ENDLESS, 0, 738_000, ENDLESS))
    for (verb, certainty), text in product(TIMES, WINDOWS):
        question = asked(verb, text, certainty)
        assert isinstance(question, Test)
        narrows = question_of(question).narrows
        assert narrows is not None
        places = range(0, len(times), 2)
        true = meaning(attrs.evolve(question, field="horizon"))
        assert list(
            narrows(attrs.evolve(question, field="horizon"), index, places)
        ) == [place for place in places if true(index.items[place])]


def test_few_texts_for_periods_are_remembered() -> None:
    """However many are asked for, memory does not grow, and answers stay the same."""
    days = [on(738_000 + day) for day in range(MOST_PERIODS_KEPT + 10)]
    for day in [*days, *days]:
        assert (
            arguments.window(day)
            == arguments.window(date.fromisoformat(day))
            == Period.from_edtf(day)
        )
        assert asked("overlaps", day, "possible") == asked(
            "overlaps", Period.from_edtf(day), "possible"
        )
    for cache in (arguments._of_edtf, arguments._all_days):
        assert cache.cache_info().currsize == cache.cache_info().maxsize


def test_a_remembered_text_is_as_strict_as_a_new_one() -> None:
    """A wrong one is refused each time, and a member of an enum is not a text."""

    class Days(StrEnum):
        MARCH = "2023-03"

    assert arguments.window("2023-03") == Period.from_edtf("2023-03-01/2023-03-31")
    for _ in range(2):
        with pytest.raises(EDTFError, match="'2023-3'"):
            arguments.window("2023-3")
        with pytest.raises(FieldTypeError, match="expected str"):
            arguments.window(Days.MARCH)
        with pytest.raises(FieldTypeError, match="expected a Period, a date or EDTF"):
            arguments.window(["2023-03"])
