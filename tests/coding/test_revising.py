"""A language model gets all instructions, and nothing it invents is accepted."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from diplomacy_events import (
    FieldTypeError,
    FieldValueError,
    FormatError,
    ResponseKind,
    SourceText,
    State,
)
from diplomacy_events.coding import instructions, revise, sheet_schema
from diplomacy_events.coding.model_instructions import _field_description, _summary
from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.schema import ELSEWHERE
from diplomacy_events.model.description import KINDS, fields
from diplomacy_events.model.record_kinds import RECORD_KINDS
from planted import TEXT

WHOLE = SourceText.of(
    TEXT, id="own", publisher="The Estuary", published=date(2024, 4, 5)
)
Messages = list[dict[str, str]]


def empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the object of a schema with all keys null."""
    return dict.fromkeys(schema["properties"])


def answer(**changes: Any) -> str:
    """Return a good answer, with changes to some keys of its only statement."""
    schema = sheet_schema()
    parts = schema["properties"]
    actor = empty(parts["actors"]["items"])
    lind = {**actor, "type": "Person", "id": "lind", "name": "Lind", "aliases": []}
    said = empty(parts["statements"]["items"]) | {
        "id": "lind-regrets", "gist": "Lind regrets it", "speakers": ["lind"],
        "act": "comment", "quotes": ["We regret it, and our"],
    }  # fmt: skip
    sheet = empty(schema) | {"actors": [lind], "statements": [said | changes]}
    Draft202012Validator(schema).validate(sheet)
    return json.dumps(sheet, ensure_ascii=False)


def scripted(*answers: str) -> tuple[Callable[[Messages], str], list[Messages]]:
    """Return a model that gives these answers, and a list of its prompts."""
    asked: list[Messages] = []

    def ask(messages: Messages) -> str:
        asked.append(messages)
        return answers[len(asked) - 1]

    return ask, asked


def objects(schema: Any) -> list[dict[str, Any]]:
    """Return every object schema within a schema."""
    if isinstance(schema, list):
        return [one for item in schema for one in objects(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if "properties" in schema else []
    return own + [one for item in schema.values() for one in objects(item)]


def test_the_schema_keeps_to_what_providers_share() -> None:
    """Each key is required and may be null, no others are allowed, no patterns."""
    schema = sheet_schema()
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, separators=(",", ":"))
    assert len(text) < 6_400
    assert not {"pattern", "format", "minItems", "anyOf"} & set(
        json.dumps(schema).replace('"', " ").split()
    )
    for found in objects(schema):
        assert found["additionalProperties"] is False
        assert found["required"] == list(found["properties"])
        for one in found["properties"].values():
            name = one.get("$ref", "").removeprefix("#/$defs/")
            assert "null" in (schema["$defs"][name] if name else one)["type"]


TEXT_OR_NULL = {"type": ["string", "null"]}
LISTED = {"$ref": "#/$defs/list"}


def test_the_schema_says_what_each_key_holds() -> None:
    """Texts, lists of them, words of a vocabulary, a truth or further keys."""
    schema = sheet_schema()
    assert schema["$defs"] == {
        "list": {"type": ["array", "null"], "items": {"type": "string"}}
    }
    assert schema["type"] == "object"
    parts = schema["properties"]
    assert parts["publisher"] == parts["published"] == TEXT_OR_NULL
    actor = parts["actors"]["items"]["properties"]
    kinds = ["Person", "State", "Organization", "Group", "Party", None]
    assert actor["type"] == {**TEXT_OR_NULL, "enum": kinds}
    assert actor["anonymous"] == {"type": ["boolean", "null"]}
    assert actor["members"] == actor["aliases"] == LISTED
    assert actor["roles"]["type"] == ["array", "null"]
    role = actor["roles"]["items"]
    assert (role["type"], role["properties"]["title"]) == ("object", TEXT_OR_NULL)
    said = parts["statements"]["items"]["properties"]
    assert said["when"] == said["gist"] == TEXT_OR_NULL
    assert said["at"] == said["quotes"] == LISTED
    manners = ["direct", "indirect", "mixed", None]
    assert said["manner"] == {**TEXT_OR_NULL, "enum": manners}
    invitation = parts["visits"]["items"]["properties"]["invitation"]
    assert invitation["type"] == ["object", "null"]
    assert invitation["properties"]["by"] == LISTED


def test_the_schema_has_every_field_of_the_model() -> None:
    """A new field in the model appears without a change here."""
    schema = sheet_schema()["properties"]
    for kind in RECORD_KINDS:
        keys = schema[kind.plural]["items"]["properties"]
        told = [one for one in fields(kind.cls) if one.name not in ELSEWHERE]
        assert list(keys) == [key_of(field) for field in told]


def test_the_instructions_hold_all_there_is_to_know() -> None:
    """They have every key, vocabulary word, paragraph and known actor."""
    told = instructions(WHOLE, actors=[State(id="caldonia", name="Caldonia")])
    for kind in KINDS[1:]:
        for field in [one for one in fields(kind.cls) if one.name not in ELSEWHERE]:
            assert f"- {key_of(field)}: " in told
            words = list(field.holds) if field.choice else []
            assert all(f"\n  {word.value}\n" in told for word in words)
    assert all(f"\n  {word.value}\n" in told for word in ResponseKind)
    assert "\n## State\n\nA state.\n\n- id: a slug, unique in the dataset.\n" in told
    # The parts of a record are indented; periods and evidence have forms of their own.
    assert "\n  - by: ids of the inviting actors, at least one.\n" in told
    assert "- edtf: " not in told
    assert "- sha256: " not in told
    # A model does not say that it is one, and nothing about other texts.
    assert not any(f"- {name}: " in told for name in ELSEWHERE)
    assert "CodingMethod: " not in told
    assert "- caldonia: Caldonia\n" in told
    assert "¶3 Belmoria has blamed Arvandia" in told
    assert "published by The Estuary on 2024-04-05" in told
    undated = SourceText.of(TEXT, id="own", publisher="X")
    assert "published by X undated" in instructions(undated)
    with pytest.raises(FieldTypeError):
        instructions(TEXT)  # type: ignore[arg-type]  # that is the point


def test_a_class_that_says_nothing_of_a_field_leaves_its_label() -> None:
    """Python can drop the docstrings of classes."""
    (field, *_) = fields(State)
    silent = type("Silent", (), {})
    assert _field_description(silent, field) == field.label
    assert _summary(silent) == "Silent"
    silent.__doc__ = "Say little.\n\nAnd then more."
    assert _summary(silent) == "Say little."


def test_a_good_answer_is_a_dataset() -> None:
    """It may be in a code fence, as models like to write it."""
    for written in (answer(), f"```json\n{answer()}\n```"):
        ask, asked = scripted(written)
        made = revise(ask, WHOLE)
        assert made.statements.one().quotes == (
            "We regret it, and our invitation stands,",
        )
        assert [len(messages) for messages in asked] == [1]
        (coding,) = made.statements.one().codings
        assert (coding.coder, coding.how) == ("language model", "machine")
        assert asked[0][0]["content"] == instructions(WHOLE)


BAD = {
    "an invented quotation": (answer(quotes=["We never forgive"]), "is not in"),
    "evidence that is paraphrased": (
        answer(at=["Lind regretted the decision of Arvandia"]), "is not in"
    ),
    "an id that nobody has": (answer(speakers=["reck"]), "'reck' is unknown"),
    "a wrong kind": (answer(speakers=["lind-regrets"]), "has class Statement"),
    "a word of no vocabulary": (
        answer().replace('"comment"', '"commented"'), "did you mean 'comment'?"
    ),
    "a phrase that is not there": (answer(when="yesterday"), "is not in"),
    "half of JSON": (answer()[:-20], "expected a sheet as one JSON object: not JSON"),
    "no object": ("[]", "expected a sheet as one JSON object, got []"),
    "prose": ("Here is the sheet:", "expected a sheet as one JSON object"),
    "an unknown key": (answer().replace('"gist"', '"sum"'), "unknown key 'sum'"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_what_is_wrong_is_sent_back(bad: str) -> None:
    """Each fault is on a line of its own; a corrected answer becomes a dataset."""
    wrong, problem = BAD[bad]
    ask, asked = scripted(wrong, answer())
    made = revise(ask, WHOLE, tries=2)
    assert made.statements.ids == ("lind-regrets",)
    first, said, back = asked[1]
    assert first["role"] == back["role"] == "user"
    assert said == {"role": "assistant", "content": wrong}
    assert problem in back["content"]
    assert "\n- $" in back["content"]


@pytest.mark.parametrize("bad", BAD)
def test_what_stays_wrong_is_an_error(bad: str) -> None:
    """The error comes after the last try, with the faults of the last answer."""
    wrong, problem = BAD[bad]
    ask, asked = scripted(*[wrong] * 3)
    with pytest.raises(FormatError) as caught:
        revise(ask, WHOLE)
    assert problem in str(caught.value)
    assert len(asked) == 3


def test_known_actors_need_no_description() -> None:
    """The instructions list them, and referring to them is enough."""
    caldonia = State(id="caldonia", name="Caldonia")
    ask, asked = scripted(answer(mentions=["caldonia"]))
    made = revise(ask, WHOLE, actors=[caldonia])
    assert made.actors["caldonia"] == caldonia
    assert "- caldonia: Caldonia" in asked[0][0]["content"]


def test_arguments_of_other_types_are_refused() -> None:
    """An answer that is not a text is the caller's mistake, not the model's."""
    ask, _ = scripted(answer())
    with pytest.raises(FieldTypeError, match="revise, text: expected SourceText"):
        revise(ask, TEXT)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(FieldTypeError):
        revise(lambda _: None, WHOLE)  # type: ignore[arg-type,return-value]  # that too
    assert revise(ask, WHOLE, tries=1).statements
    with pytest.raises(FieldValueError, match="at least 1"):
        revise(ask, WHOLE, tries=0)
    with pytest.raises(FieldTypeError, match="tries: expected int, got '2'"):
        revise(ask, WHOLE, tries="2")  # type: ignore[arg-type]  # that is refused
