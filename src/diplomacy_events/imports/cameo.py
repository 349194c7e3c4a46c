"""Decide by their codes which rows of a table coded by CAMEO are taken.

`diplomacy_events.schemes` says what a code means; this module what becomes of its rows.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from diplomacy_events.schemes import CAMEO, Meaning

__all__ = ["DEED", "MEETING", "NOT_SPECIFIED", "SCHEME", "Rule", "rule_of"]

SCHEME = "CAMEO 1.1b3"
DEED = "a deed, not covered by any kind of record"
MEETING = "a meeting or call that is not a visit"

DEEDS = re.compile(r"(?:0[6-9]|1[4-9]|20)[0-9]{1,2}")
# Recognition, apology and forgiveness, which CAMEO counts as diplomatic cooperation:
# the code does not show whether anything was said to do them.
DONE = frozenset(["054", "055", "056"])
MEETINGS = frozenset(["040", "041", "044", "045", "046"])
NOT_SPECIFIED = "Not specified by the code"
ACCUSE = "Accuse of "


class Rule(NamedTuple):
    """What a row with a code becomes, if its actors allow it.

    Attributes:
        meaning: what the code means.
        conduct: of an allegation, what is alleged.
    """

    meaning: Meaning
    conduct: str | None = None


@lru_cache(maxsize=1024)
def rule_of(code: str, meetings: bool = False) -> Rule | str | None:
    """Return what a row with a code becomes, or why it is left out.

    A code that CAMEO does not have is `None`.

    Args:
        code: the code.
        meetings: whether to take meetings and calls that are not visits.

    >>> rule_of("042").meaning.record, rule_of("190"), rule_of("42")
    ('StateVisit', 'a deed, not covered by any kind of record', None)
    """
    if DEEDS.fullmatch(code):
        return DEED
    meaning = CAMEO.get(code)
    if meaning is None:
        return None
    if code in MEETINGS and not meetings:
        return MEETING
    if meaning.record is None or code in DONE:
        return DEED
    if meaning.record != "Allegation":
        return Rule(meaning)
    conduct = meaning.label.removeprefix(ACCUSE)
    return Rule(
        meaning, NOT_SPECIFIED if code == "112" else conduct[0].upper() + conduct[1:]
    )
