"""The rules of the model on a whole column at once.

What passes here passes the rules of the model; what does not is in doubt, and is judged
by the constructors. Each rule whose pattern stands here is held against the model's own
by a test.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from diplomacy_events.arrow.columns import Field
from diplomacy_events.extras import needed
from diplomacy_events.folding import INVISIBLE
from diplomacy_events.model.rules import (
    CONTROL,
    CONTROL_BUT_BREAKS,
    SLUG,
    Rule,
    one_line,
    rules_of,
    sha256_hex,
    slug,
    spoken,
)

__all__ = ["PATTERNS", "DoubtError", "check_others", "check_rows", "check_texts"]

# What `re` takes for white space, control characters aside. The syntax is that of RE2,
# which Arrow has: it knows no look-around, and no white space but that of ASCII.
SPACE = "\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
BREAKS = "\n\t"
UNSEEN = SPACE + re.sub(r"\\u(....)", r"\\x{\1}", INVISIBLE)
IN_LINE = rf"[^{CONTROL}\x{{2028}}\x{{2029}}]*"
IN_SPEECH = f"[^{CONTROL_BUT_BREAKS}]*"
PATTERNS = {
    slug: rf"\A{SLUG}\z",
    sha256_hex: r"\A[0-9a-f]{64}\z",
    # Something is seen, and what stands at either end of it is no space.
    one_line: (
        rf"\A(?:[^{CONTROL}{SPACE}]{IN_LINE})?[^{CONTROL}{UNSEEN}]"
        rf"(?:{IN_LINE}[^{CONTROL}{SPACE}])?\z"
    ),
    spoken: rf"\A{IN_SPEECH}[^{CONTROL_BUT_BREAKS}{BREAKS}\x85{UNSEEN}]{IN_SPEECH}\z",
}


class DoubtError(Exception):
    """Something in a column may break a rule."""


def check_texts(field: Field, texts: Any) -> None:
    """Check the texts of a field, which stand in an array, by the rules for each.

    Raises:
        DoubtError: if one may break a rule.
        FieldValueError: if one does.
    """
    pc = needed("pyarrow.compute", extra="frames")
    for rule in _rules(field, of_items=field.many):
        if rule in PATTERNS:
            fitting = pc.match_substring_regex(texts, pattern=PATTERNS[rule])
            # Null, where there is one, is judged elsewhere.
            if not pc.all(fitting, min_count=0).as_py():
                raise DoubtError(field.name)
        else:
            for text in texts.unique().to_pylist():
                rule(None, field.attribute, text)


def check_rows(field: Field, rows: Collection[Any]) -> None:
    """Check the tuples of a field by the rules for a whole tuple.

    Raises:
        DoubtError: if one may break a rule.
    """
    for rule in _rules(field, of_items=False):
        if not rule.hold(rows):
            raise DoubtError(field.name)


def check_others(field: Field, values: Iterable[Any]) -> None:
    """Check values of a field that are no texts, by the rules for each.

    Raises:
        FieldValueError: if one breaks a rule.
    """
    for rule in _rules(field, of_items=field.many):
        for value in set(values):
            rule(None, field.attribute, value)


@cache
def _rules(field: Field, *, of_items: bool) -> tuple[Rule, ...]:
    """Return the rules for the value of a field, or for each item of it."""
    found = rules_of(field.attribute)
    if of_items:
        return tuple(rule.of_items for rule in found if rule.of_items is not None)
    return tuple(rule for rule in found if rule.of_items is None)
