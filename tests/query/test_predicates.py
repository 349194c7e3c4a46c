"""Predicates as values: created, compared, printed and refused."""

import pickle
from datetime import date
from functools import reduce
from operator import and_, or_

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    EventStatus,
    FieldTypeError,
    FieldValueError,
    Period,
    StateVisit,
    UnknownFieldError,
    UnknownNameError,
    field,
    load_article,
)
from diplomacy_events.model.description import KINDS, Field
from diplomacy_events.model.record import ACTORS
from diplomacy_events.query.meaning import meaning
from diplomacy_events.query.names import (
    askable_fields,
    field_named,
    field_names,
    vocabularies,
)
from diplomacy_events.query.predicates import MOST_LEVELS, And, Or, Predicate
from diplomacy_events.strategies import predicates

ARTICLE = load_article()
MARCH = Period.from_edtf("2023-03")


@pytest.mark.parametrize(
    ("predicate", "code"),
    [
        (field.act == "warn", "(field.act == 'warn')"),
        (field.status == EventStatus.PLANNED, "(field.status == 'planned')"),
        (field.place != "Moscow", "~(field.place == 'Moscow')"),
        (field.id.is_in(["a", "b"]), "field.id.is_in(['a', 'b'])"),
        (field.topics.has("arms"), "field.topics.has('arms')"),
        (field.via.has_any({"tass"}), "field.via.has_any(['tass'])"),
        (field.gist.contains("“Déjà” Vu"), "field.gist.contains('\"deja\" vu')"),
        (field.horizon.is_none(), "field.horizon.is_none()"),
        (field.when.overlaps("2023-03"), "field.when.overlaps('2023-03')"),
        (field.when.before(date(2023, 3, 1)), "field.when.before('2023-03-01')"),
        (
            field.when.within(MARCH, certainty="definite"),
            "field.when.within('2023-03', certainty='definite')",
        ),
        (
            field.published == date(2023, 3, 17),
            "(field.published == datetime.date(2023, 3, 17))",
        ),
        (
            (field.via.is_none() | field.via.has("a")) & ~field.topics.has("b"),
            "(field.via.is_none() | field.via.has('a')) & ~field.topics.has('b')",
        ),
        (
            ~(field.via.is_none() & field.topics.has("b")) | ~~field.via.has("c"),
            "~(field.via.is_none() & field.topics.has('b')) | ~~field.via.has('c')",
        ),
    ],
)
def test_a_predicate_prints_as_its_code(predicate: Predicate, code: str) -> None:
    """The printed code creates an equal predicate."""
    assert repr(predicate) == code


@given(st.sampled_from([kind.cls for kind in KINDS]).flatmap(predicates))
def test_the_code_of_a_predicate_makes_it_again(predicate: Predicate) -> None:
    """After printing and evaluating, a predicate is equal and has the same hash."""
    import datetime

    scope = {"field": field, "datetime": datetime}
    again = eval(repr(predicate), scope)
    assert again == predicate
    assert hash(again) == hash(predicate)


def test_predicates_differ_by_all_that_they_ask() -> None:
    """Field, verb, argument and certainty all count."""
    asked = {
        field.when.overlaps("2023"),
        field.when.overlaps("2024"),
        field.when.overlaps("2023", certainty="definite"),
        field.when.within("2023"),
        field.horizon.overlaps("2023"),
        ~field.when.overlaps("2023"),
        field.when.overlaps("2023") & field.id.is_in([]),
        field.when.overlaps("2023") | field.id.is_in([]),
    }
    assert len(asked) == 8


def test_rows_of_the_same_join_are_one() -> None:
    """Parentheses do not matter: the same question is equal."""
    a, b, c = field.id == "a", field.id == "b", field.id == "c"
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)
    assert (a & b) | c != a & (b | c)


def test_words_for_a_period_do_not_count() -> None:
    """A period in a question means its days, whatever words the source used."""
    said = Period.from_edtf("2023-03", phrase="this March")
    assert field.when.overlaps(said) == field.when.overlaps("2023-03")
    assert repr(field.when == said) == "(field.when == '2023-03')"


@pytest.mark.parametrize(
    ("code", "error", "message"),
    [
        ("field.speekers", UnknownFieldError, "did you mean 'speakers'"),
        ('field.status == "confrimed"', UnknownNameError, "mean 'confirmed'"),
        ("field.status == 5", FieldTypeError, "expected EventStatus, got 5"),
        (
            'field.when.has("a")',
            FieldTypeError,
            r"\(Period\) .* has, only == or .* after",
        ),
        (
            'field.via == ("a",)',
            FieldTypeError,
            "answer ==, only has or has_any or is_",
        ),
        ('field.via.is_in(["a"])', FieldTypeError, "not answer is_in"),
        (
            'field.gist.has("a")',
            FieldTypeError,
            "has, only .*== or is_in or contains or",
        ),
        ('field.responses.has_any(["a"])', FieldTypeError, "not answer has_any"),
        ("field.invitation == None", FieldTypeError, "answer ==, only is_none$"),
        ('field.act.contains("a")', FieldTypeError, "not answer contains"),
        ('field.gist.overlaps("2023")', FieldTypeError, "not answer overlaps"),
        ('field.superseded.before("2023")', FieldTypeError, "not answer before"),
        ("field.via.has(5)", FieldTypeError, "expected str, got 5"),
        ('field.variables.has("a=\\ud800")', FieldValueError, "text as name=value"),
        ('field.via.has_any("tass")', FieldTypeError, "several values"),
        ("field.id.is_in(5)", FieldTypeError, "several values"),
        ('field.gist.contains(" ")', FieldValueError, "must not be blank"),
        ("field.when.after(2023)", FieldTypeError, "a Period, a date or EDTF"),
        ('field.when.after("March")', ValueError, "not EDTF|EDTF"),
        (
            "field.when.within('2023', certainty='sure')",
            FieldValueError,
            "'possible' or 'definite'",
        ),
        ('field.id.has("a") and 1', FieldTypeError, "not answer has"),
        ('bool(field.id == "a")', TypeError, "no truth value"),
        ('(field.id == "a") & True', TypeError, "True is not a question"),
        ('True | (field.id == "a")', TypeError, "True is not a question"),
        ('field.act == "deny" & (field.id == "a")', TypeError, "'deny' .* parentheses"),
        ('field.via.has("a") | field.act == "deny"', TypeError, "Field.* parentheses"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(
    code: str, error: type[Exception], message: str
) -> None:
    """A mistake is found when the question is created, and the error names it."""
    with pytest.raises(error, match=message):
        eval(code)


def test_a_misspelt_field_suggests_the_nearest() -> None:
    """It is a LookupError and an AttributeError, and suggests the nearest name."""
    with pytest.raises(UnknownFieldError) as caught:
        _ = field.visitor
    assert caught.value.name == "visitor"
    assert caught.value.suggestions[0] == "visitors"
    assert isinstance(caught.value, (AttributeError, LookupError))
    assert not hasattr(field, "visitor")


def test_a_field_that_a_class_lacks_is_refused_when_applied() -> None:
    """The error says which class lacks the field, and which has it."""
    visits = load_article().visits
    with pytest.raises(UnknownFieldError, match="StateVisit has no field 'speakers'"):
        visits.filter(field.speakers.has("xi-jinping"))
    with pytest.raises(UnknownFieldError, match=r"; Statement has one$"):
        visits.filter((field.level == "state") & ~field.manner.is_in(["direct"]))
    with pytest.raises(UnknownFieldError, match="StateVisit and JointDeclaration have"):
        load_article().records.filter(field.place == "Moscow")


def meaning_of(held: Field) -> tuple[object, ...]:
    """Return what a question about a field depends on."""
    return held.holds, held.many, held.actors, held.topics, held.words


def test_every_field_is_found_by_its_name() -> None:
    """The fields are those of the classes; a name means the same in each."""
    assert set(dir(field)) == set(field_names())
    assert {"speakers", "standing", "published", "aliases"} <= set(field_names())
    for kind in KINDS:
        for name, held in askable_fields(kind.cls).items():
            if name == "form":
                # A meeting and a document have different forms.
                assert held.holds in vocabularies(name)
            else:
                assert meaning_of(field_named(name)) == meaning_of(held), (kind, name)
            assert repr(getattr(field, name)) == f"Field(name={name!r})"
    assert repr(field) == "field"
    assert len({field.id, field.gist}) == 2


def test_a_field_asks_about_what_the_model_says() -> None:
    """Actors and topics are distinguished from other texts."""
    held = askable_fields(StateVisit)
    for name, told in attrs.fields_dict(StateVisit).items():
        assert held[name].actors == (told.metadata["refers_to"] == ACTORS)
        assert held[name].topics == told.metadata["topics"]
    assert held["visitors"].actors
    assert held["agenda"].topics


def nested(levels: int, way: str) -> Predicate:
    """Return a question nested this many levels deep."""
    made: Predicate = field.act == "deny"
    for level in range(1, levels):
        other = field.speakers.has("kremlin")
        if way == "not" or (way == "mixed" and level % 3 == 0):
            made = ~made
        elif level % 2:
            made = other & made
        else:
            made = other | made
    return made


@pytest.mark.parametrize("way", ["not", "joined", "mixed"])
def test_questions_can_be_nested_a_hundred_deep(way: str) -> None:
    """Such a question can be used in every way; a deeper one cannot be created."""
    question = nested(MOST_LEVELS, way)
    assert question.levels == MOST_LEVELS
    assert eval(repr(question)) == question
    copied = pickle.loads(pickle.dumps(question))
    assert (copied, hash(copied)) == (question, hash(question))
    found = ARTICLE.statements.filter(question)
    by_hand = meaning(question)
    assert [by_hand(record) for record in ARTICLE.statements] == [
        record in found for record in ARTICLE.statements
    ]
    deeper = "at most 100 levels deep; got 101"
    with pytest.raises(FieldValueError, match=deeper):
        _ = ~question
    for join in (And, Or):
        with pytest.raises(FieldValueError, match=deeper):
            join((question,))


def test_a_long_row_is_one_level() -> None:
    """Thousands of questions with one operator are one level, in any grouping."""
    parts = [field.act == "deny", field.act == "warn"] * 1000
    assert reduce(or_, parts).levels == reduce(and_, parts).levels == 2
    assert (And(()).levels, parts[0].levels) == (1, 1)


def test_numbers_are_compared_without_being_text() -> None:
    """The length of a source is a number."""
    length = ARTICLE.sources[0].length
    found = [source.id for source in ARTICLE.sources if source.length == length]
    assert list(ARTICLE.sources.filter(field.length == length).ids) == found


def test_a_question_keeps_no_words_of_a_source() -> None:
    """Of a period with a phrase, only the time is asked about."""
    asked = field.when == Period.from_edtf("2023", phrase="last year")
    (test,) = asked.tests
    assert (test.argument.edtf, test.argument.phrase) == ("2023", None)
