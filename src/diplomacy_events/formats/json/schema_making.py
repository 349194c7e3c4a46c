"""The JSON Schema of datasets, made from the classes and their docstrings."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.converter import HEADER
from diplomacy_events.formats.versions import SCHEMA_VERSION
from diplomacy_events.model.description import CLASSES, SECTIONS, Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import Response, Statement, StateVisit
from diplomacy_events.model.rules import GREATEST_INTEGER
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.vocabulary import Vocabulary

__all__ = ["make_schema"]

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = f"https://diplomacy-events.readthedocs.io/schema/{SCHEMA_VERSION}.json"

NULL: Schema = {"type": "null"}
NON_NEGATIVE: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": r"^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)",
}
UNIT = r"(?:[0-9]{4}(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?)?|[0-9]{3}X|[0-9]{2}XX)"
HEDGED = rf"{UNIT}(?:-XX){{0,2}}[?~%]?"
PLAIN: dict[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: DAY,
}
EDTF = (
    rf"^(?:{HEDGED}|(?:{HEDGED}|\.\.)?/(?:{HEDGED}|\.\.)?"
    rf"|\[(?:{UNIT}\.\.(?:{UNIT})?|\.\.{UNIT})\])$(?!\n)"
)


def make_schema() -> Schema:
    """Return the schema of the classes, described by their docstrings."""
    about, words = _descriptions(Dataset)
    header = _properties(Dataset, HEADER)
    version = {
        "const": SCHEMA_VERSION,
        "description": "the version of the schema that the dataset follows.",
    }
    sections = {
        name: {
            "description": words.get(name, ""),
            "type": "array",
            "items": _one_of(cls.__name__ for cls in section.classes),
        }
        for name, section in SECTIONS.items()
    }
    return {
        "$schema": DIALECT,
        "$id": NAME,
        "title": "Dataset",
        "description": about,
        **_closed_object(
            {"schema_version": version, **header, **sections}, ["schema_version"]
        ),
        "$defs": {**_definitions(), **_lines(version, header)},
    }


def _definitions() -> dict[str, Schema]:
    """Return the schemas of the classes and of all their parts."""
    found: dict[str, Schema] = {}
    waiting: list[Any] = list(CLASSES.values())
    while waiting:
        cls = waiting.pop(0)
        if cls.__name__ in found:
            continue
        if issubclass(cls, Vocabulary):
            found[cls.__name__] = _vocabulary(cls)
        else:
            tagged = cls in CLASSES.values() and cls is not Source
            found[cls.__name__] = _definition(cls, tagged=tagged)
            waiting += [field.holds for field in fields(cls) if _is_named(field.holds)]
    return found


def _vocabulary(cls: type[Vocabulary]) -> Schema:
    """Return the schema of a vocabulary, with the meaning of each member."""
    members = [{"const": member.value, "description": member.__doc__} for member in cls]
    return {
        "title": cls.__name__,
        "description": _descriptions(cls)[0],
        "oneOf": members,
    }


def _definition(cls: Any, *, tagged: bool) -> Schema:
    """Return the schema of a class, with its name under "type" if it is tagged."""
    tag = {"type": {"const": cls.__name__}} if tagged else {}
    properties = {
        **tag,
        **_properties(cls, [field.name for field in fields(cls)]),
    }
    required = [field.name for field in fields(cls) if field.required]
    for name, keywords in LIMITS.get(cls, {}).items():
        properties[name] |= keywords
    return {
        "title": cls.__name__,
        "description": _descriptions(cls)[0],
        **_closed_object(properties, [*tag, *required]),
        **TOGETHER.get(cls, {}),
    }


def _lines(version: Schema, header: dict[str, Schema]) -> dict[str, Schema]:
    """Return the schemas of the lines of JSON Lines, by the names of their anchors."""
    counted = {"description": "how many lines follow.", **NON_NEGATIVE}
    first = {
        "type": {"const": "Dataset"},
        "schema_version": version,
        "lines": counted,
        **header,
    }
    tagged = [name for name, cls in CLASSES.items() if cls is not Source]
    return {
        "FirstLine": {
            "$anchor": "first-line",
            "description": "The first line of JSON Lines.",
            **_closed_object(first, ["type", "schema_version"]),
        },
        "TaggedSource": _definition(Source, tagged=True),
        "Line": {
            "$anchor": "line",
            "description": "Any other line of JSON Lines.",
            **_one_of(["TaggedSource", *tagged]),
        },
    }


def _closed_object(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def _properties(cls: Any, names: Iterable[str]) -> dict[str, Schema]:
    """Return the schemas of some fields of a class."""
    # With docstrings stripped (python -OO), there are no descriptions.
    words, known = _descriptions(cls)[1], {field.name: field for field in fields(cls)}
    return {
        name: {"description": words.get(name, ""), **_field(known[name])}
        for name in names
    }


def _field(field: Field) -> Schema:
    """Return the schema of the values of a field."""
    one = _kind(field.holds)
    whole: Schema = {"type": "array", "items": one} if field.many else one
    for rule in field.rules:
        for keyword, value in rule.keywords.items():
            whole[keyword] = value
        if rule.of_items is not None:
            one |= rule.of_items.keywords
    if field.optional:
        whole = {"anyOf": [whole, NULL]} if "$ref" in whole else _or_null(whole)
    if isinstance(field.default, (Vocabulary, tuple, bool)):
        whole["default"] = field.default
    return whole


def _kind(kind: Any) -> Schema:
    if _is_named(kind):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return dict(PLAIN[kind])


def _is_named(kind: Any) -> bool:
    return attrs.has(kind) or issubclass(kind, Vocabulary)


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _one_of(names: Iterable[str]) -> Schema:
    references = [{"$ref": f"#/$defs/{name}"} for name in names]
    return references[0] if len(references) == 1 else {"oneOf": references}


def _descriptions(cls: type) -> tuple[str, dict[str, str]]:
    """Return the description of a class and of its fields, from its docstring."""
    words: dict[str, str] = {}
    for owner in reversed(cls.__mro__):
        _, _, section = inspect.cleandoc(owner.__doc__ or "").partition(
            "\nAttributes:\n"
        )
        words.update(_entries(section))
    about, _, _ = inspect.cleandoc(cls.__doc__ or "").partition("\n\nAttributes:\n")
    return _plain(about), words


def _entries(section: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of an "Attributes:" section, which ends at an empty line."""
    section, _, _ = section.partition("\n\n")
    for name, entry in re.findall(
        r"^ {4}(\w+): (.+(?:\n {8}.+)*)", section, re.MULTILINE
    ):
        yield name, _plain(entry)


def _plain(words: str) -> str:
    """Return paragraphs without the line breaks and markup of the source code."""
    unmarked = words.replace("`", "")
    return "\n\n".join(" ".join(part.split()) for part in unmarked.split("\n\n"))


def _object(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """Return a condition on some properties of an object.

    In strict mode, Ajv requires the type of each schema, and a definition of each
    required property.
    """
    schema: Schema = {"type": "object", "properties": dict(properties)}
    return {**schema, "required": [*required]} if required else schema


def _not_null(*names: str) -> Schema:
    return _object({name: {"not": NULL} for name in names}, names)


def _all_or_none(*names: str) -> Schema:
    return {"anyOf": [_not_null(*names), _object(dict.fromkeys(names, NULL))]}


def _needs(name: str, other: str) -> Schema:
    return {"anyOf": [_object({name: NULL}), _not_null(other)]}


def _nonempty(name: str, least: int = 1) -> Schema:
    return _object({name: {"type": "array", "minItems": least}}, [name])


NO_QUOTES = {"quotes": {"type": "array", "maxItems": 0}}
NO_VISIT = {"form": {"not": {"const": "visit"}}}
# The checks of the classes, as far as JSON Schema can express them.
LIMITS: dict[Any, dict[str, Schema]] = {
    Period: {"edtf": {"pattern": EDTF}},
    Evidence: {
        "start": {"minimum": 0},
        "end": {"minimum": 1, "maximum": GREATEST_INTEGER},
    },
}
TOGETHER: dict[Any, Schema] = {
    Source: _all_or_none("length", "sha256"),
    Evidence: {
        "allOf": [_all_or_none("start", "end", "sha256"), _needs("context", "start")]
    },
    Period: _needs("anchor", "phrase"),
    Statement: {
        "if": _object({"manner": {"const": "indirect"}}),
        "then": _object(NO_QUOTES),
        "else": _nonempty("quotes"),
    },
    StateVisit: {
        "anyOf": [
            _nonempty("hosts"),
            {"allOf": [_object(NO_VISIT, ["form"]), _nonempty("visitors", 2)]},
        ]
    },
    Response: {"anyOf": [_not_null("statement"), _nonempty("evidence")]},
}
