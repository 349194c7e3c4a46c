"""Actors and records: their content, their rules, and their computed values."""

import copy
import pickle
from datetime import date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Actor,
    Allegation,
    Coded,
    Coding,
    CodingMethod,
    EventStatus,
    Evidence,
    FieldTypeError,
    FieldValueError,
    Group,
    Invitation,
    JointDeclaration,
    MeetingForm,
    Organization,
    Party,
    Period,
    Person,
    Record,
    Response,
    ResponseKind,
    Role,
    Source,
    SpeechAct,
    Standing,
    State,
    Statement,
    StateVisit,
    Variable,
)
from diplomacy_events.model.description import derived_fields
from diplomacy_events.strategies import actors, allegations, records

WHEN = Period.from_edtf("2023-03-17")
SHARED = {
    "id": "it",
    "when": WHEN,
    "gist": "A gist",
    "evidence": [Evidence(source="s")],
}
CODING = Coding(coder="ada", how=CodingMethod.HAND)
TONE = Variable(name="tone", value="calm")
VALID: dict[type, dict[str, Any]] = {
    Person: {"id": "xi-jinping", "name": "Xi Jinping"},
    State: {"id": "china", "name": "China"},
    Organization: {"id": "kremlin", "name": "Kremlin"},
    Group: {"id": "reporters", "name": "Reporters"},
    Role: {"title": "President"},
    Statement: {**SHARED, "speakers": ["a"], "manner": "indirect", "act": "warn"},
    StateVisit: {**SHARED, "visitors": ["a"], "hosts": ["b"], "status": "planned"},
    JointDeclaration: {**SHARED, "parties": ["a", "b"], "status": "planned"},
    Allegation: {**SHARED, "accusers": ["a"], "accused": ["b"], "conduct": "Spying"},
    Invitation: {"by": ["a"], "to": ["b"]},
    Response: {"actors": ["b"], "kind": "denial", "statement": "s"},
    Party: {"id": "someone", "name": "Someone"},
    Coding: {"coder": "ada", "how": "hand"},
    Variable: {"name": "tone", "value": "calm"},
}


@pytest.mark.parametrize("cls", VALID, ids=lambda cls: cls.__name__)
def test_the_fewest_fields_make_an_object(cls: type) -> None:
    """Only the fields that a source may leave out are optional."""
    thing = cls(**VALID[cls])
    for field in attrs.fields(cls):
        if field.name in VALID[cls]:
            assert field.default is attrs.NOTHING or VALID[cls][field.name] is not None
        else:
            assert getattr(thing, field.name) == field.default
    needed = {f.name for f in attrs.fields(cls) if f.default is attrs.NOTHING}
    for name in needed:
        fields = {key: value for key, value in VALID[cls].items() if key != name}
        with pytest.raises(TypeError, match=name):
            cls(**fields)


@pytest.mark.parametrize(
    ("cls", "field", "value", "rule"),
    [
        (Person, "id", "Xi", "must be a slug"),
        (Person, "name", "", "must be one line"),
        (Person, "name", "a\nb", "must be one line"),
        (Person, "name", "a ", "must be one line"),
        (Person, "aliases", ["Xi", "Xi"], "must not repeat an item"),
        (Person, "aliases", ["Xi", ""], "must be one line"),
        (Person, "wikidata", "15031", "must be a Wikidata item"),
        (Person, "roles", [Role(title="x")] * 2, "must not repeat an item"),
        (Role, "of", "The Kremlin", "must be a slug"),
        (State, "code", "RU", "ISO 3166-1 alpha-3"),
        (Organization, "state", "Russia", "must be a slug"),
        (Group, "members", ["A"], "must be a slug"),
        (Statement, "speakers", [], "must have at least 1"),
        (Statement, "speakers", ["a", "a"], "must not repeat an item"),
        (Statement, "evidence", [], "must have at least 1"),
        (Statement, "gist", "two\u2028lines", "must be one line"),
        (Statement, "topics", ["Ukraine war"], "must be a slug"),
        (Statement, "quotes", ["words"], "indirect speech must not have any"),
        (Statement, "manner", "direct", "direct and mixed speech need quotes"),
        (Statement, "manner", "mixed", "direct and mixed speech need quotes"),
        (Statement, "via", ["a"], "must not share any actor with speakers"),
        (StateVisit, "hosts", ["a"], "must not share any actor with hosts"),
        (StateVisit, "superseded", [WHEN, WHEN], "must not repeat an item"),
        (JointDeclaration, "parties", [], "must have at least 1"),
        (JointDeclaration, "same_as", ["it"], "must not name the record itself"),
        (JointDeclaration, "form", "deed", "must be one of 'declaration', 'statement'"),
        (StateVisit, "hosts", [], "a visit needs hosts; got"),
        (StateVisit, "form", "ball", "must be one of 'visit', 'meeting'"),
        (StateVisit, "instead_of", "it", "must not name the record itself"),
        (StateVisit, "same_as", ["it"], "must not name the record itself"),
        (StateVisit, "reason", "a\nb", "must be one line"),
        (Statement, "answers", ["it"], "must not name the record itself"),
        (Statement, "same_as", ["it"], "must not name the record itself"),
        (Statement, "channel", "", "must be one line"),
        (Statement, "condition", " ", "must be one line"),
        (Statement, "notes", " ", "must not be blank"),
        (Statement, "codings", [CODING, CODING], "must not repeat an item"),
        (Statement, "variables", [TONE, TONE], "must not repeat a name"),
        (Allegation, "same_as", ["it"], "must not name the record itself"),
        (Coding, "coder", "", "must be one line"),
        (Coding, "how", "mixed", "must be one of 'hand', 'machine', 'compiled'"),
        (Coding, "confidence", 1.5, "must be from 0 to 1; got 1.5"),
        (Coding, "confidence", -1, "must be from 0 to 1; got -1.0"),
        (Coding, "confidence", 10**400, "must be a number that double precision can"),
        (Coding, "confidence", float("nan"), "must be from 0 to 1; got nan"),
        (Variable, "name", "A tone", "must be a slug"),
        (Variable, "value", "", "must be one line"),
        (Party, "state", "The North", "must be a slug"),
        (Organization, "members", ["a", "a"], "must not repeat an item"),
        (JointDeclaration, "provisions", [" "], "must be one line"),
        (JointDeclaration, "visit", "The visit", "must be a slug"),
        (Allegation, "accused", ["a"], "must not share any actor with accused"),
        (Invitation, "to", ["a"], "must not share any actor with by"),
        (Response, "statement", None, "needs evidence or a statement"),
    ],
)
def test_rules_are_kept(cls: type, field: str, value: object, rule: str) -> None:
    """The error names class and field, rule and value."""
    with pytest.raises(FieldValueError) as caught:
        cls(**{**VALID[cls], field: value})
    message = str(caught.value)
    assert rule in message
    assert caught.value.rule in message
    assert cls.__name__ in message
    assert "; got " in message


def test_nobody_witnesses_their_own_signing() -> None:
    """Signatories and witnesses are different."""
    with pytest.raises(
        FieldValueError, match="must not share any actor with signatories"
    ):
        JointDeclaration(
            **VALID[JointDeclaration], signatories=["a", "b"], witnesses=["b", "c"]
        )


def test_a_meeting_needs_no_hosts_but_two_who_take_part() -> None:
    """A visit has hosts; a meeting in a third place or a call may have none."""
    fields = {**VALID[StateVisit], "form": "call", "hosts": []}
    with pytest.raises(FieldValueError, match="must have at least 2 if there are"):
        StateVisit(**fields)
    call = StateVisit(**{**fields, "visitors": ["a", "b"]})
    assert (call.hosts, call.form) == ((), MeetingForm.CALL)
    assert StateVisit(**{**fields, "hosts": ["b"]}).hosts == ("b",)


@pytest.mark.parametrize(
    ("how", "coded"),
    [
        ([], "hand"),
        (["hand"], "hand"),
        (["machine", "machine"], "machine"),
        (["compiled"], "compiled"),
        (["machine", "hand"], "mixed"),
        (["compiled", "hand", "machine"], "mixed"),
    ],
)
def test_how_a_record_was_coded_follows_from_its_codings(
    how: list[str], coded: str
) -> None:
    """Without codings it is by hand, and if they differ, mixed; it cannot be set."""
    codings = [
        Coding(coder=f"coder-{number}", how=CodingMethod(one))
        for number, one in enumerate(how)
    ]
    assert Statement(**VALID[Statement], codings=codings).coded is Coded(coded)
    with pytest.raises(TypeError, match="coded"):
        Statement(**VALID[Statement], coded=coded)  # type: ignore[call-arg]  # the point


def test_a_confidence_may_be_a_whole_number() -> None:
    """Zero and one are shares too; a bool is not."""
    made = Coding(coder="x", how=CodingMethod.HAND, confidence=1)
    assert made.confidence == 1.0
    assert type(made.confidence) is float
    with pytest.raises(FieldTypeError, match="expected float, got True"):
        Coding(coder="x", how=CodingMethod.HAND, confidence=True)
    with pytest.raises(FieldTypeError, match="expected bool, got 1"):
        Person(id="x", name="X", anonymous=1)  # type: ignore[arg-type]  # the point


def test_a_context_surrounds_a_span() -> None:
    """An anchor of the whole source has no context."""
    with pytest.raises(FieldValueError, match="needs a span to surround"):
        Evidence(source="s", context="0" * 64)


def test_a_context_does_not_count_when_anchors_are_compared() -> None:
    """The position decides."""
    anchor = Evidence(source="s", start=0, end=1, sha256="0" * 64)
    with_context = attrs.evolve(anchor, context="1" * 64)
    assert anchor == with_context
    assert hash(anchor) == hash(with_context)


def test_quotes_may_not_be_blank() -> None:
    """A quote needs words."""
    with pytest.raises(FieldValueError, match="must not be blank"):
        Statement(**{**VALID[Statement], "manner": "direct", "quotes": [" "]})


def test_nothing_is_both_said_and_left_out() -> None:
    """A topic cannot be both a topic and one on which the source is silent."""
    with pytest.raises(FieldValueError, match="must not share any topic with topics"):
        Statement(**VALID[Statement], topics=("war",), silent_on=("war",))


def test_only_accusers_retract() -> None:
    """A retraction by somebody else is refused."""
    retraction = Response(actors=("c",), kind=ResponseKind.RETRACTION, statement="s")
    with pytest.raises(
        FieldValueError, match=r"only accusers can retract; got \['c'\]"
    ):
        Allegation(**VALID[Allegation], responses=(retraction,))


@pytest.mark.parametrize("kind", [ResponseKind.DENIAL, ResponseKind.CORROBORATION])
def test_accusers_do_not_judge_their_own_accusation(kind: ResponseKind) -> None:
    """An accuser's support adds nothing, and its denial would be a retraction."""
    own = Response(actors=("a",), kind=kind, statement="s")
    with pytest.raises(FieldValueError, match="cannot deny or corroborate"):
        Allegation(**VALID[Allegation], responses=(own,))


@pytest.mark.parametrize("text", ["\x00", "a\x1b[2J", "a\x85b", "a\x7f"])
def test_control_characters_are_refused(text: str) -> None:
    """Neither a name nor a quote can control a terminal."""
    with pytest.raises(FieldValueError, match="control characters"):
        Person(id="x", name=text)
    with pytest.raises(FieldValueError, match="control characters"):
        Statement(**{**VALID[Statement], "manner": "direct", "quotes": [text]})


@pytest.mark.parametrize(
    ("cls", "field", "value", "expected"),
    [
        (Person, "id", None, "expected str, got None"),
        (Person, "name", 5, "expected str, got 5 (int)"),
        (Person, "name", b"Xi", "expected str"),
        (Person, "name", SpeechAct.WARN, "expected str"),
        (Person, "aliases", "Xi", "expected tuple or list, got 'Xi' (str)"),
        (Person, "aliases", {"Xi"}, "expected tuple or list"),
        (Person, "aliases", b"Xi", "expected tuple or list"),
        (Person, "aliases", bytearray(b"Xi"), "expected tuple or list"),
        (Person, "aliases", memoryview(b"Xi"), "expected tuple or list"),
        (Person, "aliases", [5], "an item: expected str, got 5"),
        (Person, "roles", ["President"], "an item: expected Role"),
        (Statement, "when", "2023", "expected Period, got '2023' (str)"),
        (Statement, "act", 5, "expected SpeechAct, got 5"),
        (Statement, "manner", SpeechAct.WARN, "expected Manner"),
        (StateVisit, "invitation", {}, "expected Invitation"),
    ],
)
def test_types_are_kept(cls: type, field: str, value: object, expected: str) -> None:
    """A value of another type is a TypeError that says which was expected."""
    with pytest.raises(FieldTypeError) as caught:
        cls(**{**VALID[cls], field: value})
    assert expected in str(caught.value)
    assert isinstance(caught.value, TypeError)
    assert caught.value.field.startswith(f"{cls.__name__}.{field}")


@pytest.mark.parametrize(
    ("field", "value"),
    [("published", datetime(2023, 3, 17)), ("length", True), ("length", 5.0)],
)
def test_near_misses_are_not_converted(field: str, value: object) -> None:
    """A datetime is not a date, and neither a bool nor a float is an int."""
    fields: dict[str, Any] = {"id": "s", "publisher": "X", field: value}
    with pytest.raises(FieldTypeError):
        Source(**fields)


def test_text_that_utf8_cannot_encode_is_refused() -> None:
    """A lone surrogate is not a text."""
    with pytest.raises(FieldValueError, match="must be text that UTF-8 can encode"):
        Person(id="x", name="\ud800")


def test_lists_become_tuples_and_values_members() -> None:
    """A list may be given for a tuple, and a value for a member of an enum."""
    statement = Statement(**VALID[Statement])
    assert statement.speakers == ("a",)
    assert statement.act is SpeechAct.WARN
    with pytest.raises(
        FieldValueError, match="must be one of 'designate', 'recognize'"
    ):
        Statement(**{**VALID[Statement], "act": "shout"})


def test_a_record_is_one_of_the_four() -> None:
    """The class that the four share cannot be instantiated."""
    with pytest.raises(TypeError, match="make a Statement"):
        Record(**SHARED)
    with pytest.raises(TypeError, match="make a Person"):
        Actor(id="x", name="X")


def test_integers_too_long_to_print_are_refused() -> None:
    """The error can always show the value."""
    with pytest.raises(FieldValueError, match="too long to print"):
        Source(id="s", publisher="X", length=10**5000, sha256="0" * 64)


def test_an_object_shows_itself_without_defaults() -> None:
    """An object prints as the call that makes it."""
    person = Person(id="xi-jinping", name="Xi Jinping", aliases=("Xi",))
    assert repr(person) == (
        "Person(id='xi-jinping', name='Xi Jinping', aliases=('Xi',))"
    )


@given(records() | actors())
def test_objects_are_plain_values(value: Any) -> None:
    """They can be compared, hashed, copied and pickled, but not changed."""
    for other in (
        copy.deepcopy(value),
        pickle.loads(pickle.dumps(value)),
    ):
        assert other == value
        assert hash(other) == hash(value)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.id = "other"
    assert not hasattr(value, "__dict__")


DENIAL = Response(actors=("b",), kind=ResponseKind.DENIAL, statement="s")
SUPPORT = Response(actors=("c",), kind=ResponseKind.CORROBORATION, statement="s")
RETRACTION = Response(actors=("a",), kind=ResponseKind.RETRACTION, statement="s")
OTHERS = [
    Response(actors=("b",), kind=kind, statement="s")
    for kind in (ResponseKind.REMARK, ResponseKind.NO_COMMENT)
]


@pytest.mark.parametrize(
    ("responses", "standing"),
    [
        ([], Standing.ALLEGED),
        (OTHERS, Standing.ALLEGED),
        ([DENIAL], Standing.DENIED),
        ([SUPPORT], Standing.CORROBORATED),
        ([SUPPORT, DENIAL], Standing.DISPUTED),
        ([DENIAL, SUPPORT, *OTHERS], Standing.DISPUTED),
        ([DENIAL, RETRACTION], Standing.RETRACTED),
    ],
)
def test_standing_follows_from_the_responses(
    responses: list[Response], standing: Standing
) -> None:
    """The standing of an allegation follows from its responses."""
    allegation = Allegation(**VALID[Allegation], responses=tuple(responses))
    assert allegation.standing is standing


def test_all_accusers_must_retract() -> None:
    """While one accuser maintains it, an allegation is not retracted."""
    fields = {**VALID[Allegation], "accusers": ["a", "c"]}
    assert Allegation(**fields, responses=(RETRACTION,)).standing is Standing.ALLEGED


@given(allegations(), st.randoms())
def test_the_order_of_responses_does_not_matter(
    allegation: Allegation, random: Any
) -> None:
    """Standing is the same in any order of the responses."""
    responses = list(allegation.responses)
    random.shuffle(responses)
    shuffled = attrs.evolve(allegation, responses=tuple(responses))
    assert shuffled.standing == allegation.standing


def test_standing_cannot_be_set() -> None:
    """Nobody can declare an allegation a fact."""
    allegation = Allegation(**VALID[Allegation])
    with pytest.raises(TypeError, match="standing"):
        Allegation(**VALID[Allegation], standing="corroborated")  # type: ignore[call-arg]  # that is the point
    with pytest.raises(AttributeError):
        allegation.standing = Standing.CORROBORATED  # type: ignore[misc]  # that too


def test_every_kind_of_response_is_distinguished() -> None:
    """The table of standings above includes every kind."""
    kinds = {response.kind for response in (DENIAL, SUPPORT, RETRACTION, *OTHERS)}
    assert kinds == set(ResponseKind)


def test_a_response_says_when() -> None:
    """A response may have evidence only, and has a time of its own."""
    response = Response(
        actors=("b",),
        kind=ResponseKind.DENIAL,
        when=WHEN,
        evidence=(Evidence(source="s"),),
    )
    assert response.when is not None
    assert response.when.earliest == date(2023, 3, 17)


class Described:
    """A class with properties of several types."""

    @property
    def status(self) -> EventStatus:
        """A member of a vocabulary."""
        return EventStatus.PLANNED

    @property
    def count(self) -> int:
        """A number."""
        return 1


def test_only_members_of_vocabularies_are_derived_fields() -> None:
    """Other properties are not columns of tables."""
    (field,) = derived_fields(Described)
    assert (field.name, field.required) == ("status", True)
    several_or_none = (field.many, field.optional, field.ordered)
    marked = (field.topics, field.coders_own, field.one_way, field.quiet)
    assert not any((*several_or_none, *marked))
    assert Described().count == len([Described().status])
