"""Build many objects of one class at once: columns in, checked objects out.

The rules for one field are checked on whole columns. The rules that tie fields together
are checked by each object itself. The checks are as strict as those of the
constructors, but do not say what is wrong: after a `DoubtError`, pass the same values
to the constructors, which either accept them or explain.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from diplomacy_events.errors import DiplomacyEventsError
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.rules import Rule

__all__ = ["DoubtError", "build"]


class DoubtError(DiplomacyEventsError):
    """A value may break a rule; never leaves this package."""


# The fastest way to exhaust an iterator.
exhaust = deque[Any](maxlen=0).extend


def build(cls: Any, columns: Mapping[str, Sequence[object]], count: int) -> list[Any]:
    """Return objects of a class, made without its constructor but with the same result.

    Args:
        cls: the class.
        columns: the values of each field, as the field stores them: tuples, members of
            enums, objects. If a column is left out, its field has the default.
        count: the number of objects.

    Raises:
        DoubtError: if a value may break a rule, or a required field has no column.
        DiplomacyEventsError: if fields break a rule together.

    >>> from diplomacy_events.model.actors import State
    >>> build(State, {"id": ["russia"], "name": ["Russia"]}, 1)
    [State(id='russia', name='Russia')]
    """
    things = list(map(cls.__new__, repeat(cls, count)))
    for field in fields(cls):
        given = columns.get(field.name)
        if given is not None:
            _check(field, given)
        elif field.required:
            raise DoubtError(field.name)
        # A column that is left out takes no memory.
        values = repeat(field.default, count) if given is None else given
        exhaust(map(getattr(cls, field.name).__set__, things, values))
    if hasattr(cls, "__attrs_post_init__"):
        exhaust(map(cls.__attrs_post_init__, things))
    return things


def _check(field: Field, values: Sequence[object]) -> None:
    """Check a column by the rules of its field.

    Raises:
        DoubtError: if a value breaks one.
    """
    if not field.rules:
        return
    default = field.default
    # Most fields of most objects have their default, which is valid.
    given = (
        values
        if field.required
        else [value for value in values if value is not default]
    )
    for rule in field.rules:
        if not rule.hold(_wanted(field, rule, given)):
            raise DoubtError(field.name)


def _wanted(field: Field, rule: Rule, given: Sequence[Any]) -> Collection[object]:
    """Return the values to check: all values, or all their items."""
    if field.many and not rule.each:
        return given
    if not field.recurs:
        return list(chain.from_iterable(given)) if rule.each else given
    # Ids and topics recur, so each is checked once.
    return set(chain.from_iterable(given) if rule.each else given)
