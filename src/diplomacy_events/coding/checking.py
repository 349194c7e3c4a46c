"""Check whether a coding matches its text, and find what it misses there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby

import attrs

from diplomacy_events.coding.alarms import DENIALS, Alarm, alarms, headings_of
from diplomacy_events.coding.anchored_text import AnchoredText, Coded, plain_marks
from diplomacy_events.coding.covering import Covering
from diplomacy_events.coding.own_side import own_side
from diplomacy_events.coding.passages import (
    Passage,
    beginning_of,
    must_be,
    paragraphs,
)
from diplomacy_events.coding.quotations import Quotation, quotations
from diplomacy_events.coding.sentences import sentences
from diplomacy_events.coding.stretches import Stretches, touching
from diplomacy_events.coding.versions import version_of
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FieldValueError
from diplomacy_events.model.allegations import Allegation
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import sha256_of
from diplomacy_events.model.statements import Statement
from diplomacy_events.views.grid import Grid, Tabled
from diplomacy_events.vocabulary import SpeechAct

__all__ = ["Check", "check"]


@attrs.frozen(kw_only=True)
class Check(Tabled):
    """How well a dataset matches a text; prints as a table.

    Attributes:
        sources: ids of the sources that have this text.
        faults: what is wrong, each with its place in the dataset.
        readings: phrases of time that read differently from the period of their record.
        own_side: answers to a charge by the accusers' own side, often mistakes.
        paragraphs: the paragraphs without evidence of a record, except titles, date
            lines and bylines.
        sentences: the sentences of other paragraphs that report speech, a visit, an
            accusation or a signing which no record there covers.
        quotations: the quotations that no record with evidence there uses.
        unpaired: unpaired quotation marks, which a coder may want to check.
    """

    sources: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    readings: tuple[Fault, ...] = ()
    own_side: tuple[Fault, ...] = ()
    paragraphs: tuple[Passage, ...] = ()
    sentences: tuple[Alarm, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    unpaired: tuple[Passage, ...] = ()

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """All that may be missing, in the order of the text, with the reasons."""
        return tuple(
            sorted(
                [
                    *(Alarm(*one, "no record") for one in self.paragraphs),
                    *self.sentences,
                    *(Alarm(*one[:3], "quotation not used") for one in self.quotations),
                    *(Alarm(*one, "unpaired quotation mark") for one in self.unpaired),
                ]
            )
        )

    def _tables(self) -> Iterator[Grid]:
        """Yield the table of what is wrong, then of what may be missing."""
        rows = [
            *(
                (what, _place(fault), fault.id or "", fault.problem)
                for what, found in (
                    ("fault", self.faults),
                    ("time that reads differently", self.readings),
                    ("answer to a charge by one's own side", self.own_side),
                )
                for fault in found
            ),
            *(
                (
                    _missing(one) if one in self.sentences else one.reason,
                    f"{one.start}:{one.end}",
                    "",
                    beginning_of(one.words),
                )
                for one in self.alarms
            ),
        ]
        if rows:
            yield Grid("Findings", ("finding", "place", "id", "words"), rows)

    @property
    def _remark(self) -> str:
        if not self.sources:
            return ""
        nothing = ": nothing is wrong and nothing seems to be missing"
        nothing = "" if any(self._tables()) else nothing
        return f"the text of {', '.join(self.sources)}{nothing}"


def _place(fault: Fault) -> str:
    return fault.path if fault.line is None else f"line {fault.line}, {fault.path}"


def _missing(alarm: Alarm) -> str:
    """Return what a sentence misses, with its reports if there are several."""
    record = "statement" if alarm.reason == "report" else "record"
    reports = f" ({'; '.join(alarm.reports)})" if alarm.reports else ""
    return f"{alarm.reason} without a {record}{reports}"


def check(dataset: Dataset, text: str | SourceText) -> Check:
    """Check a dataset against the text of one of its sources.

    Faults are anchors whose words have changed, quotes that are not in the evidence of
    their statement, and phrases of time that are not in the evidence of their record.
    The style of quotation marks, white space and characters that take no room do not
    matter. Alarms are paragraphs without a record, quotations that are not in the
    quotes of a statement, nor in the title or a provision of a declaration, and, in
    English, sentences that report something which no record there covers. Evidence that
    is a whole source does not count as evidence from a paragraph.

    Raises:
        FieldTypeError: if an argument is of another type.

    >>> text = SourceText.of("“Yes,” she said.", id="x", publisher="X")
    >>> result = check(Dataset(sources=[text.source]), text.text)
    >>> [quotation.words for quotation in result.quotations]
    ['Yes,']
    """
    must_be(Dataset, dataset, of="check", name="dataset")
    text = text.text if isinstance(text, SourceText) else text
    must_be(str, text, of="check", name="text")
    texts = _texts(dataset, text)
    if not texts:
        return Check(faults=(_foreign(dataset, text),))
    whole = AnchoredText(text, texts)
    coded = [
        Coded(record, f"$.records[{index}]", whole)
        for index, record in enumerate(dataset.records)
    ]
    found = quotations(text)
    touched = Stretches([span for one in coded for span in one.spans])
    stretches = paragraphs(text)
    headings = headings_of(stretches)
    bare = [
        stretch
        for stretch in stretches
        if not touched.touch(stretch.start, stretch.end) and stretch not in headings
    ]
    missing = tuple(_unused_quotations(found.found, coded))
    return Check(
        sources=tuple(texts),
        faults=tuple([fault for one in coded for fault in one.faults()]),
        readings=tuple([fault for one in coded for fault in one.misread()]),
        own_side=tuple(own_side(dataset)),
        paragraphs=tuple(bare),
        sentences=tuple(
            _alarms(
                text,
                texts,
                coded,
                [*headings, *bare],
                missing,
                Covering(dataset, texts),
            )
        ),
        quotations=missing,
        unpaired=found.unpaired,
    )


def _alarms(
    text: str,
    texts: Mapping[str, SourceText],
    coded: Sequence[Coded],
    apart: Iterable[Passage],
    missing: Iterable[Quotation],
    covering: Covering,
) -> Iterator[Alarm]:
    """Yield the sentences that may need records, if the text is in English.

    Nothing is listed twice: paragraphs without a record and unused quotations are
    listed elsewhere, and a sentence has one alarm with all its reasons.
    """
    languages = [one.source.language or "en" for one in texts.values()]
    if not any(language.lower().split("-")[0] == "en" for language in languages):
        return
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in coded:
        spans.setdefault(type(one.record).__name__, []).extend(one.spans)
    spans[Statement.__name__] = list(_statements(text, coded))
    spans[DENIALS] = list(_denials(coded))
    quoted = Stretches([(one.start, one.end) for one in missing])
    found = [
        alarm
        for alarm in alarms(text, spans, apart, covering.of)
        if alarm.reason != "report" or not quoted.touch(alarm.start, alarm.end)
    ]
    for sentence, alarms_there in groupby(found, key=lambda alarm: Passage(*alarm[:3])):
        together = list(alarms_there)
        reason = ", ".join([alarm.reason for alarm in together])
        reports = tuple([one for alarm in together for one in alarm.reports])
        yield Alarm(*sentence, reason, reports)


def _statements(text: str, coded: Iterable[Coded]) -> Iterator[tuple[int, int]]:
    """Yield each sentence once for each statement with evidence there."""
    said = [
        (start, end, one.record.id)
        for one in coded
        if isinstance(one.record, Statement)
        for start, end in one.spans
    ]
    for sentence, ids in touching(sentences(text), said):
        yield from [(sentence.start, sentence.end)] * len(set(ids))


def _denials(coded: Sequence[Coded]) -> Iterator[tuple[int, int]]:
    """Yield the evidence of statements that deny something or answer an allegation."""
    answers = {
        response.statement
        for one in coded
        if isinstance(one.record, Allegation)
        for response in one.record.responses
    }
    for one in coded:
        record = one.record
        if isinstance(record, Statement) and (
            record.act is SpeechAct.DENY or record.id in answers
        ):
            yield from one.spans


def _texts(dataset: Dataset, text: str) -> dict[str, SourceText]:
    """Return the text with each source that has it."""
    known = len(text), sha256_of(text)
    texts = {}
    for source in dataset.sources:
        if (source.length, source.sha256) == known:
            # No source has a text with a lone surrogate, which no file can contain.
            with suppress(FieldValueError):
                texts[source.id] = SourceText(source=source, text=text)
    return texts


def _foreign(dataset: Dataset, text: str) -> Fault:
    """Return the fault that no source has a text, with a hint if one is close."""
    described = f"of length {len(text)} and SHA-256 {sha256_of(text)}"
    sources = {source.sha256: source for source in dataset.sources if source.sha256}
    version = version_of(text, sources)
    return Fault("$.sources", f"no source has this text, {described}{version}")


def _unused_quotations(
    found: Iterable[Quotation], coded: Iterable[Coded]
) -> Iterator[Quotation]:
    """Yield the quotations that no record with evidence there uses in full."""
    taken: dict[tuple[int, int], set[str]] = {}
    for one in coded:
        for span in one.spans:
            taken.setdefault(span, set()).update(map(plain_marks, one.taken))
    spans = [(start, end, words) for (start, end), words in taken.items() if words]
    for quotation, values_there in touching(tuple(found), spans):
        if not _taken_up(plain_marks(quotation.words), set().union(*values_there)):
            yield quotation


def _taken_up(words: str, taken: set[str]) -> bool:
    """Return whether records use all words of a quotation."""
    if any(words in one for one in taken):
        return True
    left = words
    within = [one for one in taken if one in words]
    for one in sorted(within, key=lambda one: (-len(one), one)):
        left = left.replace(one, " ")
    return not any(mark.isalnum() for mark in left)
