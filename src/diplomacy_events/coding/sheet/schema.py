"""The JSON Schema of sheets as JSON, for the structured output of language models."""

from datetime import date
from typing import Any

from diplomacy_events.coding.sheet.actor_lines import TYPE
from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.sections import ACTORS
from diplomacy_events.coding.sheet.source import OF_TEXT
from diplomacy_events.model.actors import ACTOR_KINDS
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.model.sources import Evidence, Source

__all__ = ["ELSEWHERE", "sheet_schema"]

NAMES: dict[type, str] = {
    bool: "boolean",
    str: "string",
    date: "string",
    # These are written in words.
    Period: "string",
    Evidence: "string",
}


ELSEWHERE = ("codings", "same_as", "variables")
"""Keys that a model must not fill in: its name, other texts, and keys for teams."""


LIST = "list"
"""The definition of a list of texts."""


def sheet_schema() -> dict[str, Any]:
    """Return the JSON Schema of a sheet as JSON, in the subset that providers share.

    Each key is required and may be null, other keys are not allowed, and there are no
    patterns: `compile` checks everything else. What most lists share is in ``$defs``.

    >>> schema = sheet_schema()
    >>> schema["properties"]["statements"]["items"]["properties"]["at"]
    {'$ref': '#/$defs/list'}
    >>> schema["$defs"]["list"]
    {'type': ['array', 'null'], 'items': {'type': 'string'}}
    """
    source_fields = [one for one in fields(Source) if one.name not in ("id", *OF_TEXT)]
    properties = {field.name: _value(field) for field in source_fields}
    properties[ACTORS] = _list(_actor())
    for kind in RECORD_KINDS:
        properties[kind.plural] = _list(_thing(kind.cls))
    return {**_object(properties), "$defs": {LIST: _list({"type": "string"})}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": items}


def _thing(cls: type) -> dict[str, Any]:
    record_fields = [one for one in fields(cls) if one.name not in ELSEWHERE]
    return _object({key_of(field): _value(field) for field in record_fields})


def _actor() -> dict[str, Any]:
    """Return the schema of actors of all kinds; each kind uses some of the keys."""
    properties: dict[str, Any] = {}
    for kind in ACTOR_KINDS:
        for field in fields(kind.cls):
            properties.setdefault(key_of(field), _value(field))
    names = [kind.cls.__name__ for kind in ACTOR_KINDS]
    kinds = {"type": ["string", "null"], "enum": [*names, None]}
    return _object({TYPE: kinds, **properties})


def _value(field: Field) -> dict[str, Any]:
    if field.choice:
        members = [member.value for member in field.holds]
        return {"type": ["string", "null"], "enum": [*members, None]}
    if field.holds not in NAMES:
        made = _thing(field.holds)
        return _list(made) if field.many else {**made, "type": ["object", "null"]}
    if field.many:
        return {"$ref": f"#/$defs/{LIST}"}
    return {"type": [NAMES[field.holds], "null"]}
