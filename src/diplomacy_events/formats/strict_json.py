"""Strict reading of JSON text (RFC 8259): broken or ambiguous text is reported."""

import json
from collections import Counter
from typing import Any

import attrs

from diplomacy_events.model.rules import short

__all__ = ["NotJsonError", "Unfit", "parse", "value_repr"]

DEEPEST_NESTING = 64


class NotJsonError(ValueError):
    """A text is not JSON; the message says where and why."""


@attrs.frozen
class Unfit:
    """A part of a document that JSON does not allow, kept for its place.

    Attributes:
        problem: a description for the message.
    """

    problem: str


def parse(data: str | bytes, *, one_line: bool = False) -> Any:
    """Return the value of a JSON text.

    An object that repeats a key, and a constant that JSON does not have, become
    `Unfit`, which keeps their place for the message.

    Args:
        data: the text.
        one_line: whether it is one of many lines; the caller then adds its number.

    Raises:
        NotJsonError: if it is not JSON, or nested too deeply.
    """
    try:
        text = data if isinstance(data, str) else data.decode()
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError as error:
        problem = f"not UTF-8: {error.reason} at byte {error.start}"
        raise NotJsonError(problem) from error
    except (RecursionError, ValueError) as error:
        raise NotJsonError(_complaint(error, one_line=one_line)) from error
    if _too_deep(value):
        raise NotJsonError(f"values nested more than {DEEPEST_NESTING} levels deep")
    return value


def value_repr(value: object) -> str:
    """Return a value for a message, or the problem of an `Unfit` value."""
    return value.problem if isinstance(value, Unfit) else short(value)


def _complaint(error: Exception, *, one_line: bool) -> str:
    """Return why Python's parser does not read a text as JSON."""
    if isinstance(error, RecursionError):
        return f"values nested more than {DEEPEST_NESTING} levels deep"
    if isinstance(error, json.JSONDecodeError):
        line = "" if one_line else f"line {error.lineno}, "
        # Some messages already end in "at".
        problem = error.msg.removesuffix(" at")
        return f"not JSON: {problem} at {line}column {error.colno}"
    # The parser's only other complaint is about integers of thousands of digits.
    return "an integer with too many digits"


def _object(pairs: list[tuple[str, object]]) -> object:
    """Make an object, but refuse repeated keys, which are ambiguous in JSON."""
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    counts = Counter(key for key, _ in pairs)
    repeated = [key for key, count in counts.items() if count > 1]
    return Unfit(f"an object that repeats the key {', '.join(map(repr, repeated))}")


def _constant(name: str) -> Unfit:
    return Unfit(f"{name}, which JSON does not have")


def _too_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST_NESTING):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return any(isinstance(one, (dict, list)) for one in level)
