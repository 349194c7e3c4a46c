"""A text with every coded span marked and linked to its record.

The whole text appears once. Each stretch is marked with the kinds of the records that
rest on it, however many overlap. After its last word, each span has a number that opens
the card of its record in place. If a record has several spans, the others link to that
card. Scripts, a mouse and colours are not needed.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import attrs

from diplomacy_events.card import content
from diplomacy_events.errors import EvidenceError, FieldTypeError, UnknownNameError
from diplomacy_events.files import replace
from diplomacy_events.markup import Markup, document, isolate, page, tag
from diplomacy_events.model.description import kind_of
from diplomacy_events.model.record_kinds import RECORD_KINDS, RECORD_TYPES, Record
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Source, sha256_of
from diplomacy_events.model.walk import anchors
from diplomacy_events.paths import must_be_path
from diplomacy_events.portable import Portable
from diplomacy_events.views.cards import KnownInDataset
from diplomacy_events.views.holdings import Holdings
from diplomacy_events.views.marked_lines import ALARM, Span, marked_lines

__all__ = ["Alarming", "AnnotatedText", "annotate"]

# Each kind has a line of its own colour and rhythm, one below another, visible on light
# and dark backgrounds. The number of a span also begins with the letter of its kind.
LINES = ("#2f7fd0 0 9px", "#15803d 0 6px", "#b45309 0 3px", "#8b5cf6 0 1.5px")
STYLE = """\
.diplomacy-events .text{max-width:46em;font-size:15px;line-height:2.2}
.diplomacy-events .text div.line{white-space:pre-wrap;min-height:1em}
.diplomacy-events :is(.text,.legend) mark{font-weight:inherit;background:none;border:0}
.diplomacy-events mark.kind.kind{padding-bottom:11px;
-webkit-box-decoration-break:clone;box-decoration-break:clone;
background-image:%(images)s;background-repeat:repeat-x;
background-position:%(places)s;background-size:100%% 2px}
.diplomacy-events mark.alarm{text-decoration:underline wavy #dc2626 1.5px;
text-underline-offset:3px}
.diplomacy-events .ref{display:inline-block;white-space:normal}
.diplomacy-events .ref[open]{display:block}
.diplomacy-events .ref>summary,.diplomacy-events a.ref,.diplomacy-events .note{
display:inline-block;font-size:12px;line-height:1.4;min-width:1.6em;
text-align:center;padding:.15em .3em;margin:0 .15em;border:1px solid #888;
border-radius:.4em;text-decoration:none;list-style:none}
.diplomacy-events .ref>summary::-webkit-details-marker{display:none}
.diplomacy-events .ref[open]>summary{font-weight:600;border-width:2px}
.diplomacy-events .note{border-style:dashed;border-color:#dc2626}
.diplomacy-events .record{display:block;border:1px solid #888;border-radius:.4em;
padding:.4em .8em;margin:.4em 0;font-size:14px;line-height:1.45;white-space:normal}
.diplomacy-events .record:target{border-width:3px}
.diplomacy-events ul.legend{list-style:none;padding:0;margin:.6em 0;line-height:2;
display:flex;flex-wrap:wrap;gap:0 1.5em}
%(kinds)s
"""


class Alarming(Protocol):
    """A span of a text that is worth checking."""

    @property
    def start(self) -> int:
        """Index of the first code point."""

    @property
    def end(self) -> int:
        """Index after the last code point."""

    @property
    def reason(self) -> str:
        """Why, in a few words."""


@attrs.frozen(kw_only=True, repr=False)
class AnnotatedText(Portable):
    """A text with its records, which a notebook shows.

    Attributes:
        title: the publisher and the day of publication.
        html: the text as a piece of a page.
    """

    title: str
    html: str

    def save(self, path: str | os.PathLike[str]) -> None:
        """Save it as a whole page; an old file stays intact until the new one is done.

        Raises:
            UnknownNameError: if the file name does not end in ``.html``.
            FieldTypeError: if the path is not a text path.
            FieldValueError: if a file cannot have this path.
            OSError: if the file cannot be written.
        """
        must_be_path(path)
        if not os.fspath(path).lower().endswith(".html"):
            message = f"a page must be saved as .html, not as {os.fspath(path)!r}"
            raise UnknownNameError(message, name=path, suggestions=(".html",))
        replace(path, self.page.encode())

    @property
    def page(self) -> str:
        """The text as a whole page."""
        return document(self.title, Markup(self.html))

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        """Return the title."""
        return f"<AnnotatedText: {self.title}>"


def annotate(
    dataset: Holdings, text: str | SourceText, alarms: Iterable[Alarming] = ()
) -> AnnotatedText:
    """Return a text of a dataset with all spans that its records rest on.

    Args:
        dataset: the records.
        text: the text of a source; of several sources, if they share it.
        alarms: spans worth checking, such as those of a check.

    Raises:
        EvidenceError: if no source has this text, or an anchor does not match it.
        FieldTypeError: if it is not a text, or an alarm is not one.
        FieldValueError: if an alarm is not a span of the text.
    """
    texts = _texts(dataset, text)
    first = next(iter(texts.values()))
    known = KnownInDataset(dataset, {})
    title = known.name(first.source.id)
    # In the order of the legend, so that labels in one place have one order.
    numbered = sorted(_numbered_records(dataset, texts), key=_kind_rank)
    written = _RecordMarks(known, f"de-{first.source.id}-")
    spans: list[Span] = []
    whole: list[Markup] = []
    for number, record in numbered:
        places = sorted(set(_places(record, texts)))
        kind = kind_of(type(record)).singular
        for start, end in places:
            spans.append(Span(start, end, kind, written.mark(number, record)))
        if not places:
            whole.append(written.mark(number, record))
    warned = [_alarm_span(one, len(first.text)) for one in alarms]
    about = tag("p", "About the whole text: ", *whole) if whole else None
    html = page(
        _style(),
        tag("p", tag("strong", isolate(title)), class_="title"),
        _legend([record for _, record in numbered], len(warned)),
        about,
        tag(
            "div",
            *marked_lines(first.text, [*spans, *warned]),
            class_="text",
            lang=first.source.language,
        ),
    )
    return AnnotatedText(title=title, html=html)


def _texts(dataset: Holdings, text: str | SourceText) -> dict[str, SourceText]:
    """Return the text of each source that has it, by the ids of the sources."""
    words = text.text if isinstance(text, SourceText) else text
    if not isinstance(words, str):
        message = f"annotated, text: expected a text, got {short(words)}"
        raise FieldTypeError(message, field="annotated.text", value=words)
    digest = sha256_of(words)
    sources = [one for one in dataset.sources if _may_be(one, text, digest)]
    if not sources:
        message = f"no source has this text, whose SHA-256 is {digest}"
        raise EvidenceError(message)
    return {
        one.id: text
        if one.sha256 is None and isinstance(text, SourceText)
        else SourceText(source=one, text=words)
        for one in sources
    }


def _may_be(source: Source, text: str | SourceText, digest: str) -> bool:
    """Return whether a text belongs to a source: by digest, or else by id."""
    if source.sha256 is not None:
        return source.sha256 == digest
    return isinstance(text, SourceText) and text.source.id == source.id


def _numbered_records(
    dataset: Holdings, texts: Mapping[str, SourceText]
) -> Iterator[tuple[str, Record]]:
    """Yield the records that rest on the text, in order, each with its number."""
    found = [
        (places, record)
        for record in dataset.records
        if any(anchor.source in texts for anchor in anchors(record))
        for places in [sorted(_places(record, texts))]
    ]
    counts: Counter[str] = Counter()
    for _, record in sorted(found, key=lambda one: (one[0], one[1].id)):
        letter = kind_of(type(record)).singular[0].upper()
        counts[letter] += 1
        yield f"{letter}{counts[letter]}", record


def _kind_rank(numbered: tuple[str, Record]) -> int:
    return RECORD_TYPES.index(type(numbered[1]))


def _places(
    record: Record, texts: Mapping[str, SourceText]
) -> Iterator[tuple[int, int]]:
    """Yield the verified places where a record rests on the text."""
    for anchor in anchors(record):
        if anchor.source not in texts:
            continue
        texts[anchor.source].read(anchor)
        if anchor.start is not None and anchor.end is not None:
            yield anchor.start, anchor.end


class _RecordMarks:
    """The marks of records: the first opens the card, the others link to it."""

    def __init__(self, known: KnownInDataset, prefix: str) -> None:
        self.known, self.prefix = known, prefix
        self.marked: set[str] = set()

    def mark(self, number: str, record: Record) -> Markup:
        """Return the next mark of a record."""
        id = f"{self.prefix}{number.lower()}"
        kind = kind_of(type(record)).label
        label = f"{number}, {kind}: {record.gist}"
        if number in self.marked:
            return tag("a", number, class_="ref", href=f"#{id}", aria_label=label)
        self.marked.add(number)
        return tag(
            "details",
            tag("summary", number, aria_label=label),
            tag("div", content(record, kind, self.known), class_="record", id=id),
            class_="ref",
        )


def _alarm_span(alarm: Alarming, length: int) -> Span:
    """Return the span and the note of an alarm.

    Raises:
        FieldTypeError: if it is not an alarm.
        FieldValueError: if the text has no such span.
    """
    kinds = {"start": int, "end": int, "reason": str}
    if not all(
        type(getattr(alarm, name, None)) is kind for name, kind in kinds.items()
    ):
        message = f"annotated, alarms: expected alarms, got {short(alarm)}"
        raise FieldTypeError(message, field="annotated.alarms", value=alarm)
    start, end = alarm.start, alarm.end
    if not 0 <= start < end <= length:
        rule = f"must be spans of a text of length {length}"
        refuse("annotated, alarms", rule, (start, end), field="annotated.alarms")
    return Span(start, end, ALARM, tag("span", f"! {alarm.reason}", class_="note"))


def _style() -> Markup:
    """Return the style of the marks: a separate line for each kind."""
    kinds = [kind.singular for kind in RECORD_KINDS]
    images, places, rules = [], [], []
    for at, kind in enumerate(kinds):
        colour, _, long = LINES[at % len(LINES)].split()
        gap = f"calc({long} + {2 if at else 0}px)"
        images.append(
            f"repeating-linear-gradient(90deg,var(--{kind},transparent) 0 {long},"
            f"transparent {long} {gap})"
        )
        places.append(f"0 calc(100% - {3 * at}px)")
        rules.append(f".diplomacy-events mark.{kind}{{--{kind}:{colour}}}")
    about = {
        "images": ",".join(images),
        "places": ",".join(places),
        "kinds": "\n".join(rules),
    }
    return tag("style", Markup(STYLE % about))


def _legend(records: Iterable[Record], alarms: int) -> Markup:
    """Return the legend of the marks, with their numbers."""
    counts = Counter(type(record) for record in records)
    items = [
        tag(
            "li",
            tag("mark", kind.labels, class_=f"kind {kind.singular}"),
            f": {counts[kind.cls]}",
        )
        for kind in RECORD_KINDS
        if counts[kind.cls]
    ]
    if alarms:
        items.append(
            tag("li", tag("mark", "Worth checking", class_=ALARM), f": {alarms}")
        )
    shown = items or [tag("li", "No records are based on this text.")]
    return tag("ul", *shown, class_="legend")
