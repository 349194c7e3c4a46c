"""The forms in which single values are written."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from diplomacy_events.coding.sheet.nodes import Node, WrongValueError
from diplomacy_events.errors import EDTFError
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = [
    "ANSWER",
    "OF",
    "format_value",
    "key_of",
    "keyed_fields",
    "only_required",
    "parse_value",
    "parts_of",
    "text_of",
]

PARTED = re.compile(r"\s*[,;]\s*")
ANSWER = re.compile(r"(\S.*?)\s+by\s+(\S.*)")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OF = " of "
# Python also reads 1_000, other scripts' digits and "nan".
NUMBERS: dict[Callable[[str], Any], re.Pattern[str]] = {
    int: re.compile("[0-9]+"),
    float: re.compile(r"[0-9]*\.?[0-9]+(?:e-?[0-9]+)?"),
}
TRUTHS = {"yes": True, "no": False}


def key_of(field: Field) -> str:
    """Return the key of a field."""
    return "at" if field.name == "evidence" else field.name


def keyed_fields(cls: type) -> tuple[Field, Field, Field] | None:
    """Return the three fields of a class that is written as ``denial by russia: said``.

    They are the kind, the actors, and the one record referred to.
    """
    choice = [one for one in fields(cls) if one.choice and one.required]
    by = [one for one in fields(cls) if one.actors]
    to = [one for one in fields(cls) if one.refers_to and not one.many]
    return (choice[0], by[0], to[0]) if choice and by and to else None


def only_required(cls: type) -> Field | None:
    """Return the field of a class that text alone can give, if there is one."""
    match [one for one in fields(cls) if one.required]:
        case [only]:
            return only
    return None


def parts_of(written: str) -> list[str]:
    """Return ids or topics separated by commas or semicolons."""
    return [one for one in PARTED.split(written.strip()) if one]


def text_of(node: Node) -> str:
    """Return the text of a node.

    Raises:
        WrongValueError: if it is not text.
    """
    if isinstance(node.value, str):
        return node.value
    raise WrongValueError(f"expected text, got {node.got}")


def parse_value(field: Field, written: str) -> object:
    """Return the value of a text for a field that is not prose.

    Raises:
        WrongValueError: if it is not a value of the field.
    """
    if field.choice:
        return _member(field, written)
    if field.holds is date:
        return _day(written)
    if field.holds is bool:
        return _truth(written)
    return _number(field.holds, written) if field.holds in (int, float) else written


def format_value(value: object) -> str:
    """Return the text for a value of a field that is not prose.

    >>> format_value(True), format_value(0.5), format_value(date(2024, 4, 5))
    ('yes', '0.5', '2024-04-05')
    """
    if isinstance(value, bool):
        return next(word for word, truth in TRUTHS.items() if truth is value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _member(field: Field, written: str) -> object:
    known = {member.value: member for member in field.holds}
    if written in known:
        return known[written]
    hint = did_you_mean(nearest(written, known))
    if written.partition("#")[0].rstrip() in known:
        hint = "; put a comment on its own line"
    listed = f"; expected one of {', '.join(map(repr, known))}"
    raise WrongValueError(f"unknown {field.name} {written!r}{hint or listed}")


def _day(written: str) -> date:
    problem = f"expected a day as YYYY-MM-DD, got {written!r}"
    if not DAY.fullmatch(written):
        raise WrongValueError(problem)
    try:
        Period.from_edtf(written)
    except EDTFError as error:
        raise WrongValueError(f"{problem}, with {error.feature}") from error
    return date.fromisoformat(written)


def _truth(written: str) -> bool:
    if written not in TRUTHS:
        raise WrongValueError(f"expected 'yes' or 'no', got {written!r}")
    return TRUTHS[written]


def _number(kind: Callable[[str], Any], written: str) -> object:
    # Python reads at most 4300 digits.
    with suppress(ValueError):
        if NUMBERS[kind].fullmatch(written):
            return kind(written)
    raise WrongValueError(f"expected a number, got {short(written)}")
