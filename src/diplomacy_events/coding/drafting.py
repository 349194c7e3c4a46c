"""Suggestions for a coder: quotations, times and paragraphs, ready to paste."""

from bisect import bisect_right
from datetime import date
from operator import attrgetter
from typing import Any

import attrs

from diplomacy_events.coding.passages import (
    Passage,
    beginning_of,
    must_be,
    one_for_one,
    paragraphs,
    storable,
)
from diplomacy_events.coding.quotations import Quotation, Quotations, quotations
from diplomacy_events.coding.reporting import Report, reports
from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.converter import unstructure
from diplomacy_events.model.period import Period
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.phrases.finding import Mention, mentions_of_each
from diplomacy_events.phrases.interpretation import must_be_order
from diplomacy_events.phrases.now import Order

__all__ = ["Draft", "draft"]


@attrs.frozen(kw_only=True)
class Draft:
    """A text, and the passages in it that may be evidence of a record.

    Attributes:
        text: the text, with its source.
        paragraphs: its paragraphs.
        quotations: the words between quotation marks, and unpaired marks.
        reports: the sentences that report speech without quotation marks; none if the
            text is not in English.
        times: the phrases that say when; none if the day of publication is not known,
            or the text is not in English.
        times_ahead: the same phrases, but those that could mean a past or a coming day
            look ahead; see `diplomacy_events.resolve`. If the sentence shows that such
            a phrase looks ahead, `times` has that reading too.
    """

    text: SourceText
    paragraphs: tuple[Passage, ...]
    quotations: Quotations
    reports: tuple[Report, ...]
    times: tuple[Mention, ...]
    times_ahead: tuple[Mention, ...]

    @property
    def dataset(self) -> Dataset:
        """A dataset to fill in, which contains only the source."""
        return Dataset(sources=[self.text.source])

    def to_values(self) -> dict[str, Any]:
        """Return the suggestions as plain values, each part ready to paste into JSON.

        The blank fields of a `record` must be filled in before it is valid.
        """
        return {
            "source": unstructure(self.text.source),
            "paragraphs": [
                {
                    "number": number,
                    "begins": beginning_of(one.words),
                    **self._place(one),
                }
                for number, one in enumerate(self.paragraphs, 1)
            ],
            "quotations": [
                {
                    "paragraph": self._paragraph(one.start),
                    "within_others": one.depth,
                    "record": self._statement(one),
                }
                for one in self.quotations.found
            ],
            "unpaired_marks": [
                {
                    "paragraph": self._paragraph(one.start),
                    "at": one.start,
                    "mark": one.words,
                }
                for one in self.quotations.unpaired
            ],
            "reports": [
                {"paragraph": self._paragraph(one.start), **self._report(one)}
                for one in self.reports
            ],
            "times": [
                {"paragraph": self._paragraph(one.start), **self._time(one)}
                for one in self.times
            ],
        }

    def _paragraph(self, place: int) -> int:
        """Return the number of the paragraph around a place, counted from 1."""
        return bisect_right(self.paragraphs, place, key=attrgetter("start"))

    def _place(self, found: Passage | Mention) -> dict[str, Any]:
        return {"evidence": unstructure(self.text.between(found.start, found.end))}

    def _statement(self, quotation: Quotation) -> dict[str, Any]:
        """Return a statement with only a quote and its place."""
        return self._blank(quotation) | {"quotes": [storable(quotation.words)]}

    def _blank(self, found: Quotation | Report) -> dict[str, object]:
        """Return a statement with only a place."""
        anchor = self.text.between(found.start, found.end)
        return {
            "type": "Statement",
            "id": "",
            "when": {"edtf": ""},
            "gist": "",
            "topics": [],
            "evidence": [unstructure(anchor)],
            "speakers": [],
            "manner": "",
            "act": "",
        }

    def _report(self, report: Report) -> dict[str, object]:
        """Return the speaker, as far as the sentence shows, and a blank statement."""
        named = {"speaker": report.speaker, "carrier": report.carrier}
        record = {"manner": "indirect", "act": report.act.value}
        found = {name: one.words for name, one in named.items() if one is not None}
        return {
            "begins": beginning_of(report.words),
            **found,
            "record": self._blank(report) | record,
        }

    def _time(self, mention: Mention) -> dict[str, object]:
        found = self._place(mention)
        if mention.period is None:
            return {"words": mention.words, "unread": mention.problem, **found}
        made = {"when": unstructure(mention.period), "reading": str(mention.period)}
        if mention.other is not None:
            ahead = _ahead(mention) is not mention
            made["if_ahead" if ahead else "if_past"] = mention.other.edtf
        return made | found


def draft(text: SourceText, *, order: Order | None = None) -> Draft:
    """Return suggestions for coding a text.

    Args:
        text: the text with its source.
        order: "day first" or "month first", for dates such as 10/04/2023; see
            `diplomacy_events.resolve`.

    Raises:
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the order is unknown.

    >>> from datetime import date
    >>> day = date(2023, 3, 17)
    >>> text = SourceText.of("“Yes,” she said Friday.", id="x", publisher="X",
    ...                      published=day)
    >>> suggestions = draft(text)
    >>> suggestions.quotations.found[0].words, suggestions.times[0].words
    ('Yes,', 'Friday')
    """
    must_be(SourceText, text, of="draft", name="text")
    must_be_order(order, of="draft")
    source = text.source
    english = source.language is None or source.language.lower().split("-")[0] == "en"
    times = _times(text.text, source.published, order) if english else ()
    return Draft(
        text=text,
        paragraphs=paragraphs(text.text),
        quotations=quotations(text.text),
        reports=_reports_without_quotes(text.text) if english else (),
        times=times,
        times_ahead=tuple([_ahead(one) for one in times]),
    )


def _reports_without_quotes(text: str) -> tuple[Report, ...]:
    """Return the reports without quotation marks; those with marks are quotations."""
    return tuple([report for report in reports(text) if not report.quoted])


def _ahead(mention: Mention) -> Mention:
    """Return a phrase with its later reading."""
    period, other = mention.period, mention.other
    if period is None or other is None or not _is_later(other, period):
        return mention
    return mention._replace(period=other, other=period)


def _is_later(period: Period, other: Period) -> bool:
    """Return whether a period ends later than another, or begins later."""
    ends = period.latest or date.max, other.latest or date.max
    starts = period.earliest or date.min, other.earliest or date.min
    return (ends[0], starts[0]) > (ends[1], starts[1])


def _times(
    text: str, published: date | None, order: Order | None
) -> tuple[Mention, ...]:
    """Return the phrases of each paragraph; none continues in the next."""
    if published is None:
        return ()
    parts = paragraphs(text)
    words = [one_for_one(part.words) for part in parts]
    found = mentions_of_each(words, published=published, order=order)
    return tuple(
        [
            mention._replace(
                start=mention.start + part.start,
                end=mention.end + part.start,
                words=part.words[mention.start : mention.end],
            )
            for part, times in zip(parts, found, strict=True)
            for mention in times
        ]
    )
