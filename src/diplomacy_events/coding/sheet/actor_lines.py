"""Actors, as a sheet writes them: ``State PRK; North Korea; DPRK; the North``."""

import re
from collections.abc import Mapping
from typing import Any

from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.known import CODE, state_of
from diplomacy_events.coding.sheet.node_faults import FAULTY
from diplomacy_events.coding.sheet.nodes import Node, WrongValueError
from diplomacy_events.coding.sheet.values import Values
from diplomacy_events.model.actors import ACTOR_KINDS, Actor, Group, State
from diplomacy_events.model.description import Field, fields
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = [
    "KEYS",
    "TYPE",
    "actor_type",
    "code_of",
    "own_fields",
    "read_actor",
    "type_node",
]

TYPE = "type"
WORD = re.compile(r"\w+")
CLASSES: Mapping[str, type] = {
    kind.cls.__name__.lower(): kind.cls for kind in ACTOR_KINDS
}
KEYS = tuple(
    dict.fromkeys(
        [TYPE, *[key_of(one) for kind in ACTOR_KINDS for one in fields(kind.cls)]]
    )
)
"""The keys that actors of any class can have."""


def own_fields(cls: type) -> tuple[Field, ...]:
    """Return the fields that actors of one kind have and others lack."""
    shared = {field.name for field in fields(Actor)}
    return tuple([field for field in fields(cls) if field.name not in shared])


def actor_type(node: Node) -> type:
    """Return the class of an actor.

    Raises:
        WrongValueError: if it is missing or unknown.
    """
    written = type_node(node).value
    match = WORD.match(written.strip()) if isinstance(written, str) else None
    names = [cls.__name__ for cls in CLASSES.values()]
    if match is None:
        raise WrongValueError(f"expected {' or '.join(names)}, then its names")
    cls = CLASSES.get(match.group().lower())
    if cls is None:
        hint = did_you_mean(nearest(match.group().capitalize(), names))
        hint = hint or f"; the class comes first, as in '{names[0]}; Name'"
        raise WrongValueError(
            f"{match.group()!r} is not one of {', '.join(names)}{hint}"
        )
    return cls


def type_node(node: Node) -> Node:
    """Return where the class of an actor is written; if it is not, the actor."""
    return node.value.get(TYPE, node) if isinstance(node.value, dict) else node


def code_of(node: Node) -> str | None:
    """Return the code written for a state, if there is one."""
    if isinstance(node.value, dict):
        code = node.value.get("code", Node("")).value
        return code if isinstance(code, str) else None
    words = node.value.partition(";")[0].split()
    return words[1] if len(words) > 1 else None


def read_actor(values: Values, id: str, node: Node) -> object:
    """Return the actor written under an id.

    Raises:
        WrongValueError: if it is not written in a known form.
    """
    cls = actor_type(node)
    given: dict[str, Any] = {"id": id}
    if isinstance(node.value, dict):
        keys = {key: one for key, one in node.value.items() if key not in (TYPE, "id")}
        return _complete(values, cls, node._replace(value=keys), given)
    head, *names = [part.strip() for part in node.value.split(";")]
    aliases = [node._replace(value=one) for one in names[1:] if one]
    written: dict[str, Node] = {}
    if names and names[0]:
        written["name"] = node._replace(value=names[0])
    if aliases:
        written["aliases"] = node._replace(value=aliases)
    match = WORD.match(head)
    rest = head[match.end() :].strip() if match else ""
    if rest:
        field, text = _own(cls, rest)
        if not names and cls is State and not CODE.fullmatch(rest):
            way = f"put a semicolon before its name, as in '{cls.__name__}; {rest}'"
            raise WrongValueError(f"{rest!r} is not a code; {way}")
        state = text.strip(" ,")
        if cls is Group and values.known.is_state(state):
            way = f"write 'Person, official of {state}'"
            problem = f"a Group lists its members, and {state!r} is a state; {way}"
            raise WrongValueError(f"{problem}, or 'Organization of {state}' for a body")
        parts = [node._replace(value=one.strip()) for one in text.split(",")]
        written[field.name] = node._replace(value=parts if field.composite else text)
    return _complete(values, cls, node._replace(value=written), given)


def _own(cls: type, rest: str) -> tuple[Field, str]:
    """Return the field for the words after the class of an actor."""
    own = own_fields(cls)
    if rest.startswith(","):
        found, text = [one for one in own if one.composite], rest.removeprefix(",")
    elif rest.startswith("of "):
        found, text = [one for one in own if one.refers_to], rest.removeprefix("of ")
    else:
        plain = [one for one in own if one.holds is str and not one.refers_to]
        found, text = [one for one in plain if not one.many], rest
    if not found:
        problem = f"{cls.__name__} cannot have {rest!r}"
        raise WrongValueError(f"{problem}; put a semicolon before its names")
    return found[0], text


def _complete(values: Values, cls: type, node: Node, given: dict[str, Any]) -> Any:
    """Return an actor; a state with only a code gets the names of that state."""
    if cls is State and not node.value.keys() & {"name", "aliases"}:
        code = node.value.get("code")
        if code is not None and CODE.fullmatch(str(code.value)):
            found = state_of(code.value)
            given |= {"name": found.name, "aliases": found.aliases, "code": found.code}
            node = node._replace(
                value={key: one for key, one in node.value.items() if key != "code"}
            )
    made = values.thing(cls, node, given)
    if made is not FAULTY:
        values.known.name(made)
    return made
