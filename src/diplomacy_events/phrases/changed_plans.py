"""Find sentences about plans that have changed, whose days may be past or ahead.

"The visit, originally planned for May" and "the talks due in May were moved" do not
show whether that May is past or ahead.
"""

import re
from collections.abc import Sequence

from diplomacy_events.phrases.lexicon import word_set

__all__ = ["has_changed", "leads_to_new_day"]

# Words of a plan that was made before another one.
FORMERLY = word_set("originally initially first previously once formerly earlier")
MOVING = (
    "postponed|moved|delayed|deferred|rescheduled|put off|put back|pushed back|"
    "brought forward|slipped"
)
CHANGED = re.compile(
    rf"(?<!\bbe )\b(?:{MOVING}|dropped|cancel(?:led|ed)|called off|scrapped|shelved|"
    r"abandoned|suspended|scuttled|axed|collapsed|failed|fell through|did not|never|"
    r"(?:is|are|was|were) off)\b"
)
NEW_DAY = re.compile(rf"(?<!\bbe )\b(?:{MOVING})\s+(?:to|for|until|till)\s+\Z")
# How far back the change of a plan can be: "they put off talks set for May".
MOST_WORDS_BEFORE = 8


def has_changed(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether the sentence of a plan says that it has changed.

    Args:
        before: the words and signs before its participle, in lowercase.
        after: those after its day.
    """
    if before[-1] in FORMERLY:
        return True
    clause = re.split(r"[,;:]", " ".join(before[-MOST_WORDS_BEFORE:]))[-1]
    return bool(CHANGED.search(clause) or CHANGED.search(" ".join(after)))


def leads_to_new_day(left: str) -> bool:
    """Return whether the words before a day move something to it."""
    return bool(NEW_DAY.search(left.lower()))
