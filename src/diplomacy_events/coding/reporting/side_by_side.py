"""Reports of speech that are side by side in one sentence."""

import re
from collections.abc import Sequence
from itertools import pairwise

from diplomacy_events.coding.passages import Passage
from diplomacy_events.coding.reporting.reports import Report
from diplomacy_events.vocabulary import SpeechAct

__all__ = ["side_by_side"]

# The most words, such as a day, that may follow a verb of speech at the end of a
# sentence.
MOST_WORDS_AFTER = 3
# The words between coordinate clauses.
BESIDE = re.compile(r"[,;:—–]|\b(?:and|but|while|though|although|whereas)\b")


def side_by_side(sentence: Passage, reports_here: Sequence[Report]) -> list[Report]:
    """Return the reports with a speaker that are side by side in a sentence.

    A report inside the words of another does not count, nor does one whose carrier
    comes at the end, as in "she accepted, her office said".
    """
    named = sorted(
        [report for report in reports_here if report.speaker is not None],
        key=lambda report: report.cue.start,
    )
    separate = named[:1]
    for one, other in pairwise(named):
        first, last = one.cue.end - sentence.start, other.cue.start - sentence.start
        if BESIDE.search(sentence.words[first:last]):
            separate.append(other)
    if len(separate) > 1 and _closes(sentence, named[-1]):
        separate.pop()
    return separate


def _closes(sentence: Passage, report: Report) -> bool:
    """Return whether a report only adds who spoke, at the end of a sentence."""
    rest = sentence.words[report.cue.end - sentence.start :].split()
    return report.act is SpeechAct.COMMENT and len(rest) <= MOST_WORDS_AFTER
