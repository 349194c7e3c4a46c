"""What a predicate means: indexes, a plain loop and an independent oracle agree."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Certainty,
    Dataset,
    FieldTypeError,
    Period,
    Records,
    Variable,
    field,
    load_article,
)
from diplomacy_events.dataset import answering
from diplomacy_events.folding import fold
from diplomacy_events.frames.to_expression import to_expression
from diplomacy_events.model.description import KINDS
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.query.meaning import meaning
from diplomacy_events.query.names import askable_fields
from diplomacy_events.query.predicates import And, Not, Or, Predicate, Test
from diplomacy_events.query.question import Question
from diplomacy_events.query.questions import QUESTIONS, Field
from diplomacy_events.strategies import datasets, predicates

ARTICLE = load_article()
TWO_PARTS = field.speakers.has("yury-ushakov") & ~field.act.is_in(["deny"])
COLLECTIONS = [*[kind.plural for kind in RECORD_KINDS], "records"]


def oracle(predicate: Predicate, item: Any) -> bool:
    """Answer a predicate as its documentation says, without using its code."""
    match predicate:
        case And(parts):
            return not any(not oracle(part, item) for part in parts)
        case Or(parts):
            return any(oracle(part, item) for part in parts)
        case Not(part):
            return not oracle(part, item)
        case Test(name):
            return answered(predicate, getattr(item, name))
    raise AssertionError(predicate)


def answered(test: Test, value: Any) -> bool:
    """Answer a question about a field with this value."""
    argument = test.argument
    several = argument if isinstance(argument, tuple) else (argument,)
    match test.verb:
        case "contains":
            texts = value if isinstance(value, tuple) else [value or ""]
            return any(argument in fold(text) for text in texts)
        case "is_none":
            return not value
        case "has" | "has_any":
            named = [
                f"{one.name}={one.value}" if isinstance(one, Variable) else one
                for one in value
            ]
            return any(one == other for one in named for other in several)
        case "==" | "is_in":
            return any(value == one for one in several)
    if value is None:
        return False
    answer = getattr(value, test.verb)(argument)
    if test.certainty == "definite":
        return answer is Certainty.YES
    return answer is not Certainty.NO


@st.composite
def questions(draw: st.DrawFn) -> tuple[Dataset, Records[Any], Predicate]:
    """Draw a dataset, one of its collections, and a question about it."""
    dataset = draw(datasets())
    name = draw(st.sampled_from([*COLLECTIONS, "sources"]))
    records = getattr(dataset, name)
    kind = None if name == "records" else records.kinds[0]
    return dataset, records, draw(predicates(kind, of=dataset))


@given(questions(), st.sampled_from([0, answering.FEW_PLACES]))
@example((ARTICLE, ARTICLE.statements, TWO_PARTS), 0)
def test_indexes_loop_and_oracle_agree(
    asked: tuple[Dataset, Records[Any], Predicate], few: int
) -> None:
    """They find the same items, in the same order, as if the dataset were large too."""
    _, records, predicate = asked
    expected = [item.id for item in records if oracle(predicate, item)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answering, "FEW_PLACES", few)
        assert list(records.filter(predicate).ids) == expected
    answer = meaning(predicate)
    assert [item.id for item in records if answer(item)] == expected


@pytest.mark.parametrize(
    "question",
    [
        field.act == "deny",
        field.act.is_in(["deny", "warn"]),
        field.speakers.has("yury-ushakov"),
        field.speakers.has_any(["yury-ushakov"]),
        field.gist.contains("visit"),
        field.when.overlaps("2023-03"),
    ],
    ids=repr,
)
def test_what_an_index_finds_is_not_asked_again(
    question: Predicate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For these questions, all that an index finds is an answer."""
    asked = meaning(question)
    expected = [one.id for one in ARTICLE.statements if asked(one)]
    monkeypatch.delattr(answering, "_narrowed")
    assert expected
    assert list(ARTICLE.statements.filter(question).ids) == expected


@given(st.data())
def test_filters_follow_the_laws_of_logic(data: st.DataObject) -> None:
    """Joining and repeating filters changes nothing, and a negation finds the rest."""
    dataset, records, a = data.draw(questions())
    kind = None if len(records.kinds) > 1 else records.kinds[0]
    b = data.draw(predicates(kind, of=dataset))
    assert records.filter(a & b) == records.filter(a).filter(b)
    assert set(records.filter(a | b).ids) == {
        *records.filter(a).ids,
        *records.filter(b).ids,
    }
    assert records.filter(~(a | b)) == records.filter(~a & ~b)
    assert [*records.filter(a).ids, *records.filter(~a).ids] == sorted(
        records.ids,
        key=lambda id: (id not in records.filter(a), records.ids.index(id)),
    )


@pytest.mark.parametrize("certainty", ["possible", "definite"])
def test_not_definitely_within_is_not_definitely_not_within(certainty: Any) -> None:
    """A negation negates the question asked: what is possible, or what is definite."""
    records = ARTICLE.records
    within = field.when.within("2023-03", certainty=certainty)
    inside, outside = records.filter(within), records.filter(~within)
    assert len(inside) + len(outside) == len(records)
    some_day_until_then = "china-confirms-visit"
    assert records[some_day_until_then].when == Period.from_edtf("[..2023-03-17]")
    found = inside if certainty == "possible" else outside
    assert some_day_until_then in found


class Unheard(Predicate):
    """A predicate that the package does not know."""

    @property
    def tests(self) -> Iterator[Test]:
        """Return a test that the package does not know."""
        return iter(())

    def replace(self, _: Callable[[Test], Test]) -> Predicate:
        """Return itself, since nothing has to change."""
        return self


def test_a_predicate_of_another_class_is_not_understood() -> None:
    """Only the predicates of the package are understood."""
    for way in (meaning, ARTICLE.records.filter):
        with pytest.raises(TypeError, match="not a predicate"):
            way(Unheard())
    with pytest.raises(TypeError, match="abstract"):
        Predicate()  # type: ignore[abstract]  # that is the point


def test_an_unknown_question_is_an_error() -> None:
    """It is an error in memory, by index and in an engine, never an empty answer."""
    strange = Test("act", "sounds_like", "denial")
    statements = ARTICLE.statements
    asks: tuple[Callable[[], object], ...] = (
        lambda: statements.filter(strange),
        lambda: statements.filter(strange & (field.act == "deny")),
        lambda: meaning(strange),
        lambda: to_expression(strange),
    )
    for ask in asks:
        with pytest.raises(FieldTypeError, match="no such question: 'sounds_like'"):
            ask()


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_every_question_is_asked_by_a_field(question: Question) -> None:
    """Each row of the table has its method, and some field of the model answers it."""
    method = "__eq__" if question.name == "==" else question.name
    assert callable(getattr(Field, method))
    held = [one for kind in KINDS for one in askable_fields(kind.cls).values()]
    assert any(question.fits(one) for one in held)
