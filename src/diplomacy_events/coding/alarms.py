"""Sentences that report something that no record there covers.

The search looks for reports of speech and for a few words of visits, accusations and
signings. A sentence that reports an event in full, as in "she will visit Caldon", needs
a record of the kind right there. One that only mentions it, as in "the visit was
short", needs one somewhere in the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from diplomacy_events.coding.passages import AFTER_STOPS, STOPS, Passage, beginning_of
from diplomacy_events.coding.reporting import Report, reports, side_by_side
from diplomacy_events.coding.sentences import sentences
from diplomacy_events.coding.stretches import Stretches

__all__ = ["DENIALS", "Alarm", "Spans", "alarms", "headings_of", "is_heading"]

LONGEST_HEADING = 200
LONGEST_DATE_LINE = 80
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
DATE_LINE = re.compile(
    rf"(?:by\s|published|updated|posted|last\s)|.*\b(?:\d{{1,2}}\s+{MONTH}|{MONTH}\s+\d"
    rf"{{1,2}}|\d{{4}}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{{2,4}})\b",
    re.IGNORECASE,
)

GOING = r"(?:visit|travel|go|fly|come|head|arrive|pay|host|receive|welcome|hold|attend)"
DOCUMENT = (
    r"(?:agreement|declaration|treaty|memorandum|accord|pact|deal|communiqu[eé]|protocol"
    r"|convention|contract|charter|document|statement|text|road\s?map|ceasefire|truce|"
    r"armistice|understanding)s?"
)
PLACE = (
    r"(?:the\s(?:[\w-]+\s)?)?(?-i:(?!January|February|March|April|May|June|July|August|"
    r"September|October|November|December)[A-Z])"
)
OFFICIAL = (
    r"(?:president|minister|premier|chancellor|king|queen|ambassador|envoy|delegation|"
    r"leader|counterpart|secretary)s?"
)
ATTACK = (
    r"(?:attack|cyberattack|hack|raid|leak|plot|killing|murder|explosion|blast|bombing|"
    r"poisoning|sabotage)s?"
)
DENIALS = "denials"
"""The key of the evidence of statements that deny or answer a charge."""
NOTHING = re.compile(r"(?!)")
VISIT = r"(?:visit|trip|summit|tour)"


class _Cue(NamedTuple):
    """The words that report one kind of event.

    Attributes:
        reason: the reason given in an alarm.
        kinds: the names of the kinds of records that may cover it.
        full: words that report one.
        slight: words that mention one.
    """

    reason: str
    kinds: tuple[str, ...]
    full: "re.Pattern[str]"
    slight: "re.Pattern[str]"


def _pattern(*parts: str) -> "re.Pattern[str]":
    return re.compile("|".join(parts), re.IGNORECASE)


CUES = (
    _Cue(
        "visit",
        ("StateVisit",),
        _pattern(
            rf"\b(?:will|would|is|are|was|were|due|plan(?:s|ned)?|expected|could|may|"
            rf"might|set|agreed|wants?|hopes?|intends?)\s(?:[\w-]+\s){{0,3}}?{GOING}\s"
            rf"(?:[\w’'-]+\s){{0,4}}?(?:to|in|at|for|{VISIT})\b",
            r"\b(?:will|would|to|could|may)\s(?:[\w-]+\s)?visit\s",
            r"\b(?:visited|visits|visiting|travell?ed\sto|arrived\sin|flew\sto)\s",
            r"\b(?:hosted|received|welcomed)\s(?-i:[A-Z][\w’'.-]*\s){1,6}?(?:in|at|for)\s",
            r"\binvited\s(?-i:[A-Z])\S*\s(?:\S+\s){0,3}?to\s(?-i:[A-Z])",
            rf"\ban?\s(?:[\w-]+\s){{0,3}}?{VISIT}\s(?:to|of|by|with|at|between)\b",
            rf"\b(?:(?:left|leaves|departed|departs)\sfor|return(?:s|ed)\sfrom|"
            rf"land(?:s|ed)\s(?:in|at)|arrives\s(?:in|at)|(?:goes|went|flies|travels)\s"
            rf"to)\s{PLACE}",
            rf"\b(?:due|expected|awaited)\sin\s{PLACE}",
            rf"\bwill\sbe\sin\s{PLACE}",
            rf"\b(?:receiv(?:es|ed)|host(?:s|ed))\s(?:the|an?|his|her|its|their)\s"
            rf"(?:[\w’'-]+\s){{0,3}}?{OFFICIAL}\b",
            r"\b(?:met|meets?)\s(?:with\s)?(?:(?:his|her|its|their)\s(?:[\w-]+\s){0,3}?"
            r"counterparts?\b|(?-i:[A-Z]))",
            r"\btalks\s(?:[\w’'-]+\s){0,5}?(?:are|is|were|will\sbe)\s(?:planned|set|due|"
            r"scheduled|expected|to\s)",
        ),
        _pattern(
            r"\bvisit",
            r"\btrip\b",
            r"\bsummit\b",
            r"\bjourney\b",
            rf"\bstay\sin\s{PLACE}",
            r"\b(?:spoke|speaks?|talked)\s(?:[\w-]+\s){0,3}?by\s(?:tele)?phone\b",
        ),
    ),
    _Cue(
        "accusation",
        ("Allegation",),
        _pattern(
            r"\b(?:accus(?:e|es|ed|ing)|alleg(?:e|es|ed|ing)|blam(?:e|es|ed|ing))\b"
            r"(?!\s(?:attack|plot|offen[cs]e|crime|abuse|violation)s?\b)",
            r"\bcharg(?:es|ed|ing)\s(?:that|(?:[\w’'.-]+\s){1,3}?with)\b",
            r"\b(?:holds?|held|holding)\s(?:[\w’'.-]+\s){1,4}?(?:responsible|accountable)\b",
            r"\b(?:is|are|was|were|been)\s(?:[\w-]+\s)?suspected\sof\b",
            r"\b(?:fault(?:s|ed)|implicat(?:es|ed))\s",
            rf"\bbehind\s(?:the|this|that)\s(?:[\w-]+\s)?{ATTACK}\b",
        ),
        _pattern(r"\baccusation", r"\ballegation", r"\bcharges?\s(?:that|of)\b"),
    ),
    _Cue(
        "accusation",
        ("Allegation", DENIALS),
        _pattern(
            r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?)\s(?:the|such|"
            r"those|these|all)\s(?:\w+\s)?(?:claim|accusation|allegation|charge)s?\b",
        ),
        NOTHING,
    ),
    _Cue(
        "signing",
        ("JointDeclaration",),
        _pattern(
            rf"\b(?:sign|signs|signed|signing|conclude[sd]?|concluding|initial?led|"
            rf"adopt(?:s|ed|ing)?|reach(?:es|ed|ing)?|strikes?|struck|seal(?:s|ed)?|"
            rf"renew(?:s|ed)?|ratif(?:ies|ied)|join(?:s|ed)?)\s"
            rf"(?:[\w’'-]+,?\s){{0,6}}?{DOCUMENT}\b",
            rf"\b{DOCUMENT}\s(?:[\w’'-]+\s){{0,4}}?(?:was|were|is|are|be|been)\s"
            rf"(?:[\w-]+\s)?(?:signed|concluded|adopted|initialled|sealed|renewed|ratified"
            rf"|approved)\b",
            rf"\b{DOCUMENT}\s(?:[\w’'-]+\s){{0,3}}?(?:takes?|took|enter(?:s|ed)?|comes?|"
            rf"came)\s(?:effect|hold|into\s(?:force|effect))\b",
            r"\bputs?\s(?:his|her|its|their)\snames?\sto\b",
            rf"\bjoint\s{DOCUMENT}\b",
        ),
        _pattern(r"\bsign(?:ed|ing|ature)?\b", r"\bagreement\b", r"\btreaty\b"),
    ),
)


class Alarm(NamedTuple):
    """A sentence or another passage that may need a record.

    Attributes:
        start: index of the first code point of the sentence.
        end: index after its last code point.
        words: the sentence.
        reason: what it reports ("report", "visit", "accusation" or "signing"; several
            are separated by commas), or why another passage is listed.
        reports: if it needs several statements and has fewer: who says something, by
            which word, as in "Lind offered".
    """

    start: int
    end: int
    words: str
    reason: str
    reports: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the reason, any reports, the place and the first words."""
        reports = f" ({'; '.join(self.reports)})" if self.reports else ""
        place = f"{self.start}:{self.end}"
        return f"{self.reason}{reports}, {place} {beginning_of(self.words)}"


Spans = Mapping[str, Sequence[tuple[int, int]]]
"""The evidence of records, by the names of their classes, and `DENIALS`."""


def is_heading(stretch: Passage, *, first: bool) -> bool:
    """Return whether a paragraph is a title, a date line or a byline."""
    ended = stretch.words.rstrip(AFTER_STOPS)[-1:] in STOPS
    if first and not ended:
        return len(stretch.words) <= LONGEST_HEADING
    short = len(stretch.words) <= LONGEST_DATE_LINE
    return short and not ended and bool(DATE_LINE.match(stretch.words))


def headings_of(stretches: Sequence[Passage]) -> frozenset[Passage]:
    """Return the title among the paragraphs of a text, its date lines and bylines."""
    if len(stretches) < 2:
        return frozenset()
    title, *others = stretches
    found = [one for one in others if is_heading(one, first=False)]
    return frozenset([title, *found] if is_heading(title, first=True) else found)


def alarms(
    text: str,
    spans: Spans,
    apart: Iterable[Passage],
    covered_of: Callable[[Sequence[Report]], Iterable[Report]] = lambda _: (),
) -> Iterator[Alarm]:
    """Yield the sentences that may need a record, in their order.

    A sentence that may need several records is yielded once for each reason.

    Args:
        text: a text in English.
        spans: the evidence of records; also denials of charges, which are statements.
        apart: the paragraphs to skip, such as titles.
        covered_of: returns those of some reports that need no statement.
    """
    without = Stretches((one.start, one.end) for one in apart)
    whole = [one for one in sentences(text) if not without.touch(one.start, one.end)]
    reports_by_sentence: dict[int, list[Report]] = {}
    found_reports = reports(text)
    need_none = frozenset(covered_of(found_reports))
    for report in found_reports:
        reports_by_sentence.setdefault(report.start, []).append(report)
    spoken = _Count(spans.get("Statement", ()))
    covered = _stretches_of(spans, spans)
    found: list[Alarm] = []
    for one in whole:
        reports_here = reports_by_sentence.get(one.start, ())
        separate = side_by_side(one, reports_here)
        needed = [report for report in separate if report not in need_none]
        if separate:
            missing = spoken.count(one.start, one.end) < len(needed)
        else:
            missing = bool(reports_here) and not covered.touch(one.start, one.end)
        if missing:
            found.append(Alarm(*one, "report", _speakers(needed)))
    for cue in CUES:
        found += _uncovered_sentences(cue, whole, _stretches_of(spans, cue.kinds))
    yield from sorted(set(found))


def _speakers(needed: Sequence[Report]) -> tuple[str, ...]:
    """Return who speaks by which word in a sentence, if there are several reports."""
    named = [(one.speaker, one.cue) for one in needed if one.speaker is not None]
    speakers = [beginning_of(f"{speaker.words} {cue.words}") for speaker, cue in named]
    return tuple(speakers) if len(speakers) > 1 else ()


class _Count:
    """Counts the spans that touch a span."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        known = tuple(spans)
        self._starts = sorted(start for start, _ in known)
        self._ends = sorted(end for _, end in known)

    def count(self, start: int, end: int) -> int:
        """Return how many spans have a character between two places."""
        return bisect_left(self._starts, end) - bisect_right(self._ends, start)


def _stretches_of(spans: Spans, kinds: Iterable[str]) -> Stretches:
    return Stretches(span for kind in kinds for span in spans.get(kind, ()))


def _uncovered_sentences(
    cue: _Cue, whole: Iterable[Passage], covered: Stretches
) -> Iterator[Alarm]:
    """Yield the sentences that report an event which no record there covers."""
    slight: list[Passage] = []
    anywhere = False
    for one in whole:
        full = cue.full.search(one.words) is not None
        if not (full or cue.slight.search(one.words)):
            continue
        is_covered = covered.touch(one.start, one.end)
        anywhere = anywhere or is_covered
        if full and not is_covered:
            yield Alarm(*one, cue.reason)
        elif not is_covered:
            slight.append(one)
    if slight and not anywhere:
        yield Alarm(*slight[0], cue.reason)
