"""Sentences that report speech, with their speaker, carrier and act.

Patterns over the words of a sentence find a verb of speech with its subject before or
after it, "according to" somebody, and a few nouns of speech. They do not understand
meaning. Words inside quotation marks are ignored.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from diplomacy_events.coding.passages import Passage, beginning_of, must_be
from diplomacy_events.coding.quotations import Quotation, quotations
from diplomacy_events.coding.reporting.attribution import is_media, named_sources
from diplomacy_events.coding.reporting.clauses import QUOTED, Clauses
from diplomacy_events.coding.reporting.cues import Cue, cues, participles
from diplomacy_events.coding.reporting.lexicon import PRONOUNS
from diplomacy_events.coding.sentences import sentences
from diplomacy_events.vocabulary import SpeechAct

__all__ = ["Report", "reports"]

Said = tuple[Cue, Passage | None, Passage | None]
"""A word that reports speech, the speaker and the carrier."""

GENERAL = frozenset({"comment", "decline-comment"})
"""Acts that are speech in general."""


class Report(NamedTuple):
    """A sentence that reports what somebody said.

    Attributes:
        start: index of the first code point of the sentence.
        end: index after its last code point.
        words: the sentence.
        cue: the word that reports speech.
        speaker: the words that name the speaker, if they are where grammar puts them;
            possibly only a pronoun.
        carrier: the words that name the carrier.
        act: the most frequent act of the word.
        quoted: whether some words are between quotation marks.
    """

    start: int
    end: int
    words: str
    cue: Passage
    speaker: Passage | None
    carrier: Passage | None
    act: SpeechAct
    quoted: bool

    def __str__(self) -> str:
        """Return the place and the first words."""
        return f"{self.start}:{self.end} {beginning_of(self.words)}"


def reports(text: str) -> tuple[Report, ...]:
    """Return the sentences of a text that report speech, in their order.

    A sentence with several speakers occurs once for each speaker and act.

    Raises:
        FieldTypeError: if the argument is not a string.

    >>> (report,) = reports("The talks failed, Soren said, according to Belpress.")
    >>> report.speaker.words, report.carrier.words, report.act.value
    ('Soren', 'Belpress', 'comment')
    """
    must_be(str, text, of="reports", name="text")
    quoted = [one for one in quotations(text).found if not one.depth]
    return tuple(
        [
            report
            for sentence in sentences(text)
            for report in _reports(sentence, *_masked(sentence, quoted))
        ]
    )


def _masked(sentence: Passage, quoted: list[Quotation]) -> tuple[str, bool]:
    """Return a sentence with its quotations hidden, and whether it has any."""
    pieces: list[str] = []
    place = sentence.start
    first = bisect_left(quoted, sentence.start, key=lambda one: one.end)
    for one in quoted[first:]:
        if one.start >= sentence.end:
            break
        start, end = max(one.start, place), min(one.end, sentence.end)
        pieces.append(sentence.words[place - sentence.start : start - sentence.start])
        pieces.append(QUOTED * (end - start))
        place = end
    rest = sentence.words[place - sentence.start :]
    return "".join((*pieces, rest)), bool(pieces)


def _reports(sentence: Passage, masked: str, quoted: bool) -> Iterator[Report]:
    """Yield a report for each speaker of a sentence."""
    clauses = Clauses(sentence, masked)
    source, carrier = named_sources(clauses)
    found = list(cues(clauses)) or list(participles(clauses))
    if not found and (at := _according(clauses)) is not None:
        found = [Cue(at, "comment", None)]
    told_by: dict[str, list[Said]] = {}
    for cue in found:
        speaker, through = cue.speaker or source, carrier
        if source is not None and is_media(speaker) and not is_media(source):
            speaker, through = source, speaker
        of = "" if speaker is None else speaker.words
        if told_by and of.lower() in PRONOUNS:
            of = next(reversed(told_by))
        told_by.setdefault(of, []).append((cue, speaker, through))
    if len(told_by) > 1:
        # If some cues have a speaker, those without one, such as "was warned", go.
        told_by.pop("", None)
    for said in told_by.values():
        for cue, speaker, through in _acts(said):
            token = clauses.tokens[cue.at]
            word = sentence.words[token.start - sentence.start :][: len(token.word)]
            yield Report(
                *sentence,
                cue=Passage(token.start, token.end, word),
                speaker=speaker,
                carrier=None if through == speaker else through,
                act=SpeechAct(cue.act),
                quoted=quoted,
            )


def _acts(said: list[Said]) -> Iterator[Said]:
    """Yield one cue for each act of a speaker.

    Acts of speech in general count only if there are no others, and cues in relative
    clauses only if there are no other cues.
    """
    by_act: dict[str, Said] = {}
    for one in [one for one in said if not one[0].aside] or said:
        by_act.setdefault(one[0].act, one)
    particular = [one for act, one in by_act.items() if act not in GENERAL]
    yield from particular or list(by_act.values())[:1]


def _according(clauses: Clauses) -> int | None:
    """Return the place of the words "according to", if they are there."""
    places = range(len(clauses.tokens))
    words = ("according", "to")
    return next(
        (at for at in places if (clauses.word(at), clauses.word(at + 1)) == words), None
    )
