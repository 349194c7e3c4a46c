"""Records checked against the text that they are anchored in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

import attrs

from diplomacy_events.alike import FoldedText
from diplomacy_events.coding.stretches import PlainText
from diplomacy_events.errors import EvidenceError, Fault, PhraseError
from diplomacy_events.folding import visible
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import JointDeclaration, Record, Statement
from diplomacy_events.model.rules import short
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.now import ORDERS

__all__ = ["AnchoredText", "Coded", "plain_marks"]

# The style of a mark is typography, and so are spaces; the words are the same.
SPACE = re.compile(r"\s+")
MARKS = str.maketrans(dict.fromkeys('“”„‟«»″"‘’‚‛‹›′「」『』｢｣〝〞〟＂', "'"))

Place = tuple[int, int | None]
"""A start and an end; without an end, to the end of the text."""


class AnchoredText:
    """The text of some sources, in the form in which words are compared."""

    def __init__(self, text: str, texts: Mapping[str, SourceText]) -> None:
        self.texts = texts
        self.plain = PlainText(text, MARKS)
        self._text = text
        self._wrong: dict[Evidence, str] = {}

    @cached_property
    def _folded_text(self) -> FoldedText:
        return FoldedText(self._text)

    def wrong(self, anchor: Evidence) -> str:
        """Return what is wrong with an anchor; many may share the same words."""
        if anchor not in self._wrong:
            try:
                self.texts[anchor.source].read(anchor)
                self._wrong[anchor] = ""
            except EvidenceError as error:
                self._wrong[anchor] = str(error)
        return self._wrong[anchor]

    def places(self, anchors: Sequence[Evidence]) -> list[Place]:
        """Return the places of anchors; only space between two makes them one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(set(_spans(anchors))):
            if joined and start <= self._after_space(joined[-1][1]):
                first, last = joined.pop()
                joined.append((first, max(last, end)))
            else:
                joined.append((start, end))
        whole = any(at.start is None for at in anchors)
        return [*joined, *([(0, None)] if whole else [])]

    def _after_space(self, place: int) -> int:
        """Return the end of any white space that begins at a place."""
        space = SPACE.match(self._text, place)
        return place if space is None else space.end()

    def holds(self, words: str, place: Place) -> bool:
        """Return whether words are at a place."""
        return self.plain.holds(plain_marks(words), *place)

    def hint(self, words: str, anchors: Iterable[Evidence]) -> str:
        """Return the end of a message: how words differ from like ones in evidence."""
        for anchor in anchors:
            near = self._folded_text.find(words, anchor.start or 0, anchor.end)
            if near is not None:
                return near._replace(words=plain_marks(near.words)).hint(
                    plain_marks(words)
                )
        return ""


class Coded:
    """A record, checked against the text that it is anchored in."""

    def __init__(self, record: Record, path: str, text: AnchoredText) -> None:
        self.record, self.path, self.text = record, path, text
        self.parts = list(_parts(record, path))
        anchors = [at for at in self.parts if isinstance(at[1], Evidence)]
        here = [(path, at) for path, at in anchors if at.source in text.texts]
        self.anchors = [at for _, at in here]
        self.spans = list(_spans(self.anchors))
        self.places = text.places(self.anchors)
        self.elsewhere = len(here) < len(anchors)
        self.wrong: list[Fault] = []
        for place, anchor in here:
            wrong = text.wrong(anchor)
            if wrong:
                self.wrong.append(Fault(place, wrong, record.id))

    def faults(self) -> Iterator[Fault]:
        """Yield the faults; missing words may be in evidence from other texts."""
        yield from self.wrong
        if self.wrong or self.elsewhere:
            return
        for path, words, what in self._expected_words():
            if not any(self.text.holds(words, place) for place in self.places):
                problem = f"the {what} {short(words)} is not in the evidence"
                hint = self.text.hint(words, self.anchors)
                way = f"take the {what} from it, or widen it to contain these words"
                yield Fault(path, f"{problem}{hint or '; ' + way}", self.record.id)

    def _expected_words(self) -> Iterator[tuple[str, str, str]]:
        """Yield the words that must be in the evidence of the record."""
        if isinstance(self.record, Statement):
            for index, quote in enumerate(self.record.quotes):
                yield f"{self.path}.quotes[{index}]", quote, "quote"
        for path, part in self.parts:
            if isinstance(part, Period) and part.phrase is not None:
                yield f"{path}.phrase", part.phrase, "phrase"

    def misread(self) -> Iterator[Fault]:
        """Yield the phrases whose readings do not include the coded period."""
        for path, part in self.parts:
            if not isinstance(part, Period):
                continue
            if part.phrase is None or part.anchor is None:
                continue
            read = _readings(part.phrase, part.anchor)
            if read and part.edtf not in read:
                problem = f"{short(part.phrase)} is read as {' or '.join(read)}"
                yield Fault(path, f"{problem}, not as {part.edtf}", self.record.id)

    @property
    def taken(self) -> tuple[str, ...]:
        """The words between quotation marks that the record uses."""
        if isinstance(self.record, Statement):
            return self.record.quotes
        if isinstance(self.record, JointDeclaration):
            title = self.record.title
            return (*([] if title is None else [title]), *self.record.provisions)
        return ()


def _parts(part: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a record, each with its JSON path."""
    for attribute in attrs.fields(type(part)):
        value = getattr(part, attribute.name)
        place = f"{path}.{attribute.name}"
        many = isinstance(value, tuple)
        for index, item in enumerate(value if many else (value,)):
            if attrs.has(type(item)):
                yield f"{place}[{index}]" if many else place, item
                yield from _parts(item, f"{place}[{index}]" if many else place)


def _spans(anchors: Iterable[Evidence]) -> Iterator[tuple[int, int]]:
    """Yield the starts and ends of anchors that are not whole sources."""
    for at in anchors:
        if at.start is not None and at.end is not None:
            yield at.start, at.end


def _readings(phrase: str, anchor: date) -> list[str]:
    """Return every reading of a phrase, looking back and ahead."""
    read: dict[str, None] = {}
    for future, order in product((False, True), ORDERS):
        with suppress(PhraseError):
            found = resolve(phrase, published=anchor, future=future, order=order)
            read[found.edtf] = None
    return list(read)


def plain_marks(text: str) -> str:
    """Return words in one style of marks, with single spaces."""
    return " ".join(visible(text).translate(MARKS).split())
