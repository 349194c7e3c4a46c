"""Cards of records, with names from the dataset and the words of the sources."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from diplomacy_events.card import card as card_of
from diplomacy_events.card import chain
from diplomacy_events.errors import EvidenceError, FieldTypeError
from diplomacy_events.markup import Markup, join_markup, tag
from diplomacy_events.model.description import kind_of
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.rules import short
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.model.walk import anchors
from diplomacy_events.model.wording import InWords, place, published_in_words
from diplomacy_events.monospace import wrap
from diplomacy_events.nearest import unknown_name_error
from diplomacy_events.portable import Portable
from diplomacy_events.views.holdings import Holdings
from diplomacy_events.views.text import record_text

__all__ = ["Card", "card", "title_of"]

CONTEXT_LENGTH = 80
"""The number of characters of context before and after the words."""


@attrs.frozen(kw_only=True, repr=False)
class Card(Portable):
    """A record for people: a notebook shows it as HTML, and `print` as text.

    Attributes:
        record: the record.
        html: the card as a piece of a page.
        text: the card as plain text, in lines of at most 80 columns.
    """

    record: Record
    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        """Return the text."""
        return self.text

    def __repr__(self) -> str:
        """Return the id of the record."""
        return f"<Card of {self.record.id!r}>"


def card(dataset: Holdings, record: Record, texts: Sequence[SourceText]) -> Card:
    """Return the card of a record of a dataset.

    Args:
        dataset: the dataset, with the names and statements that the record refers to.
        record: a record of the dataset.
        texts: the texts of some or all sources.

    Raises:
        EvidenceError: if a text is not that of its source, if the words at an anchor
            differ, or if two texts belong to one source.
        FieldTypeError: if one is not a `SourceText`.
        UnknownNameError: if a text belongs to another source.
    """
    sources = {source.id: source for source in dataset.sources}
    text_of: dict[str, SourceText] = {}
    for text in texts:
        _check(text, sources)
        if text_of.setdefault(text.source.id, text).text != text.text:
            message = f"two different texts of source {text.source.id!r}"
            raise EvidenceError(message, source=text.source.id)
    known = KnownInDataset(dataset, text_of)
    plain = record_text(record, known.names).rstrip("\n")
    lines = [line for anchor in anchors(record) for line in known.lines(anchor)]
    return Card(
        record=record,
        html=card_of(record, kind_of(type(record)).label, known),
        text="\n".join([plain, "", *lines] if lines else [plain]),
    )


class KnownInDataset(InWords):
    """The names behind ids, and the words at anchors."""

    def __init__(self, dataset: Holdings, texts: Mapping[str, SourceText]) -> None:
        self.names = {actor.id: actor.name for actor in dataset.actors}
        self._records = {record.id: record for record in dataset.records}
        titles = {source.id: title_of(source) for source in dataset.sources}
        alike = Counter(titles.values())
        self._titles = {
            id: title if alike[title] == 1 else f"{title} ({id})"
            for id, title in titles.items()
        }
        self._texts = texts
        self._digested = {source.id for source in dataset.sources if source.sha256}

    def name(self, id: str) -> str:
        """Return a name, a gist, or the publisher and day of a source."""
        if id in self._records:
            return self._records[id].gist
        return self._titles.get(id) or self.names.get(id, id)

    def way(self, id: str) -> str | None:
        """Return how a statement reached the reader."""
        steps = chain(self._records[id], self)
        return join_markup(", ", (join_markup(" ", step) for step in steps))

    def words(self, anchor: Evidence) -> Markup | None:
        """Return the words at an anchor, marked in their context."""
        context = self._context(anchor)
        if context is None:
            return None
        before, words, after = context
        return tag("blockquote", before, tag("mark", words), after, dir="auto")

    def lines(self, anchor: Evidence) -> Iterator[str]:
        """Yield the words at an anchor as text, in brackets in their context."""
        context = self._context(anchor)
        if context is not None:
            before, words, after = context
            yield from wrap(f"{self.name(anchor.source)}, {place(anchor)}:")
            yield from wrap(f"{before}[{words}]{after}", "", 2)

    def _context(self, anchor: Evidence) -> tuple[str, str, str] | None:
        """Return the words at an anchor, verified, between those around them."""
        text = self._texts.get(anchor.source)
        if text is None:
            return None
        words = text.read(anchor)
        start, end = anchor.start, anchor.end
        if start is None or end is None:
            # Without a digest, it is not certain that this is the right text.
            known = anchor.source in self._digested
            return ("", _begin(words), "") if known else None
        before = text.text[max(0, start - CONTEXT_LENGTH) : start]
        return (
            _end(before) if start > CONTEXT_LENGTH else before,
            words,
            # One more than is shown, to see whether the text goes on.
            _begin(text.text[end : end + CONTEXT_LENGTH + 1]),
        )


def title_of(source: Source) -> str:
    """Return the publisher, title and day of publication of a source."""
    title = f"“{source.title}”" if source.title else None
    return ", ".join(
        filter(None, [source.publisher, title, published_in_words(source)])
    )


def _begin(text: str) -> str:
    """Return the start of a text, in whole words, with an ellipsis if it goes on."""
    if len(text) <= CONTEXT_LENGTH:
        return text
    cut = text[:CONTEXT_LENGTH]
    return f"{cut[: len(cut) - len(_first_word(cut[::-1]))].rstrip()}…"


def _end(text: str) -> str:
    """Return the end of a text, in whole words, after an ellipsis."""
    return f"…{text[len(_first_word(text)) :].lstrip()}"


def _first_word(text: str) -> str:
    """Return the first word of a text; nothing if there are no other words."""
    word, space, _ = text.partition(" ")
    return word if space else ""


def _check(text: object, sources: Mapping[str, Source]) -> None:
    """Check that a text belongs to one of these sources.

    Raises:
        EvidenceError: if it is another version of the text.
        FieldTypeError: if it is not a `SourceText`.
        UnknownNameError: if it belongs to another source.
    """
    if not isinstance(text, SourceText):
        message = f"Dataset.card: expected a SourceText, got {short(text)}"
        raise FieldTypeError(message, field="Dataset.card", value=text)
    given = text.source
    if given.id not in sources:
        raise unknown_name_error(
            f"the dataset has no source {given.id!r}", given.id, sources
        )
    known = sources[given.id].sha256
    if known not in (None, given.sha256):
        raise EvidenceError(
            f"not the text of source {given.id!r}: expected SHA-256 {known}, "
            f"got {given.sha256}",
            source=given.id,
        )
