"""A new coding sheet: suggestions from a text, for its coder to complete."""

from collections import Counter
from collections.abc import Iterable, Iterator

from diplomacy_events.coding.alarms import headings_of
from diplomacy_events.coding.drafting import Draft, draft
from diplomacy_events.coding.passages import Passage, beginning_of, must_be
from diplomacy_events.coding.quotations import Quotation
from diplomacy_events.coding.reporting import Report, reports
from diplomacy_events.coding.sheet.places import Places, Span
from diplomacy_events.coding.sheet.quoting import Quotes
from diplomacy_events.coding.sheet.sections import ACTORS, DATE_ORDER, TEXT
from diplomacy_events.coding.sheet.source import OF_TEXT
from diplomacy_events.coding.sheet.wording import quote_words, span_words
from diplomacy_events.coding.stretches import Stretches
from diplomacy_events.coding.suggested_actors import SuggestedActors
from diplomacy_events.extras import import_extra
from diplomacy_events.model.description import fields
from diplomacy_events.model.record_kinds import Statement
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Source
from diplomacy_events.phrases.finding import Mention
from diplomacy_events.phrases.now import Order

__all__ = ["new_sheet"]

HEAD = """\
## Suggestions start with '#'. To accept one, delete the '#' and the space after it, and
## fill in the rest. Lines that start with '##', like this one, are notes for you.
## Then: diplomacy-events validate FILE
"""


def new_sheet(
    text: SourceText, *, file: str | None = None, order: Order | None = None
) -> str:
    """Return a coding sheet of a text, to fill in.

    It is already valid and contains only the source. All else is a comment: the actors
    named, and a statement for each sentence that reports speech and for each quotation,
    with its phrases of time.

    Args:
        text: the text with its source.
        file: the name of the file of the text, for the sheet to name.
        order: the order of day and month in numeric dates; see
            `diplomacy_events.resolve`.

    Raises:
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the order is unknown.
        MissingExtraError: without the extra ``sheets``.
    """
    must_be(SourceText, text, of="new_sheet", name="text")
    if file is not None:
        must_be(str, file, of="new_sheet", name="file")
    found = draft(text, order=order)
    return "\n".join(_BlankSheet(found, order).lines(file)) + "\n"


class _BlankSheet:
    def __init__(self, found: Draft, order: Order | None) -> None:
        self.order = order
        self.found, self.text = found, found.text.text
        self.places = Places(found.text)
        self.quotes = Quotes(self.places)
        self.actors = SuggestedActors(self.text, found.text.source.publisher)
        self.used: Counter[str] = Counter()

    def lines(self, file: str | None) -> Iterator[str]:
        """Yield the lines of the sheet."""
        yield HEAD
        yield import_extra("nestedtext", extra="sheets").dumps(self._source(file))
        stubs = list(self._stubs())
        yield f"\n{ACTORS}:"
        for id, written in self.actors.written.items():
            yield f"#   {id}: {written}"
        yield from stubs

    def _source(self, file: str | None) -> dict[str, str]:
        source = self.found.text.source
        lines = {} if file is None else {TEXT: file}
        for field in fields(Source):
            value = getattr(source, field.name)
            if field.name not in OF_TEXT and value is not None:
                lines[field.name] = str(value)
        return lines if self.order is None else {**lines, DATE_ORDER: self.order}

    def _stubs(self) -> Iterator[str]:
        """Yield possible statements, in the order of the text."""
        quoted = [one for one in self.found.quotations.found if not one.depth]
        taken: set[int] = set()
        reports_by_place: dict[tuple[int, int], list[Report]] = {}
        for report in self._reports():
            reports_by_place.setdefault((report.start, report.end), []).append(report)
        stubs: list[tuple[int, list[str]]] = []
        for (start, end), reports_here in reports_by_place.items():
            # A quotation may begin in a paragraph before that of its speaker.
            within = [one for one in quoted if one.start < end and start < one.end]
            within = [one for one in within if one.start not in taken]
            taken.update(one.start for one in within)
            for number, report in enumerate(reports_here):
                words = within if number == 0 else []
                stubs.append((start, list(self._stub(report, words, report))))
        for one in quoted:
            if one.start not in taken:
                sentence = self.places.sentence(Span(one.start, one.end))
                place = Passage(*sentence, self.text[sentence.start : sentence.end])
                stubs.append((one.start, list(self._stub(place, [one], None))))
        for _, lines in sorted(stubs, key=lambda stub: stub[0]):
            yield from lines

    def _reports(self) -> Iterable[Report]:
        """Return the reports in an English text, including those with quotations.

        A title or a date line needs no record, so what it reports is left out, unless
        it quotes somebody.
        """
        language = self.found.text.source.language or "en"
        if language.lower().split("-")[0] != "en":
            return ()
        headings = headings_of(self.found.paragraphs)
        apart = Stretches((one.start, one.end) for one in headings)
        found = reports(self.text)
        return [
            one for one in found if one.quoted or not apart.touch(one.start, one.end)
        ]

    def _stub(
        self,
        sentence: Passage | Report,
        quoted: Iterable[Quotation],
        report: Report | None,
    ) -> Iterator[str]:
        speaker = self.actors.id_of(report.speaker) if report else ""
        act = str(report.act) if report else ""
        number = self.places.number(sentence.start)
        yield f"\n## ¶{number} {beginning_of(sentence.words)}"
        for time in self.found.times:
            if sentence.start <= time.start < sentence.end:
                yield f"## time: {beginning_of(time.words)}{_reading(time)}"
        yield f"# {Statement.__name__} {self._id(speaker, act or 'says', number)}:"
        yield "#   gist:"
        yield f"#   speakers: {speaker}".rstrip()
        if report and (carrier := self.actors.id_of(report.carrier)):
            yield f"#   via: {carrier}"
        yield f"#   act: {act}".rstrip()
        spans = [self._words(one) for one in quoted]
        written = [quote_words(one, self.quotes, self.places) for one in spans]
        if len(written) == 1:
            yield f"#   quotes: {written[0]}"
        elif written:
            yield "#   quotes:"
            yield from (f"#     - {one}" for one in written)
        else:
            span = Span(sentence.start, sentence.end)
            yield f"#   at: {span_words(span, self.places)}"

    def _words(self, quotation: Quotation) -> Span:
        start = self.text.index(quotation.words, quotation.start)
        return Span(start, start + len(quotation.words))

    def _id(self, speaker: str, act: str, number: int) -> str:
        who = speaker.replace(", ", "-and-") or f"paragraph-{number}"
        id = f"{who}-{act}"
        self.used[id] += 1
        return id if self.used[id] == 1 else f"{id}-{self.used[id]}"


def _reading(time: Mention) -> str:
    """Return the reading of a phrase of time, unless it has no bounds."""
    if time.period is None:
        return " (no reading)"
    bounds = time.period.earliest, time.period.latest
    return f" ({time.period.edtf})" if any(bounds) else ""
