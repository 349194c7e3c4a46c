"""Whether a coding keeps to its text, and what of the text it leaves out."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

import attrs

from diplomacy_events.alike import FoldedText
from diplomacy_events.coding.passages import Passage, must_be, paragraphs
from diplomacy_events.coding.quotations import Quotation, quotations
from diplomacy_events.coding.stretches import PlainText, Stretches, touching
from diplomacy_events.coding.versions import version_of
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import EvidenceError, Fault, FieldValueError
from diplomacy_events.folding import visible
from diplomacy_events.model.period import Period
from diplomacy_events.model.records import JointDeclaration, Record, Statement
from diplomacy_events.model.rules import short
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence, sha256_of

__all__ = ["Check", "check"]

# Which style a mark has is typography, as are spaces; the words are the same.
MARKS = str.maketrans(dict.fromkeys('“”„‟«»″"‘’‚‛‹›′「」『』｢｣〝〞〟＂', "'"))


@attrs.frozen(kw_only=True)
class Check:
    """How a dataset and a text fit together.

    Attributes:
        sources: ids of the sources whose text it is.
        faults: what is wrong, each with its place in the dataset.
        paragraphs: the paragraphs in which no record has evidence.
        quotations: the quotations that no record with evidence there takes up.
        unpaired: quotation marks without a partner, which a coder may look at.
    """

    sources: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    paragraphs: tuple[Passage, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    unpaired: tuple[Passage, ...] = ()


def check(dataset: Dataset, text: str | SourceText) -> Check:
    """Check a dataset against the text of one of its sources.

    Wrong is an anchor whose words are others, a quote that does not stand in the
    evidence of its statement, the style of quotation marks, white space and characters
    that take no room aside, and a phrase of time that does not stand in the evidence of
    its record. Missing is a paragraph without a record, and a quotation that neither
    the quotes of a statement nor the title of a declaration take up. Evidence that is a
    whole source counts for no paragraph.

    Raises:
        FieldTypeError: if an argument is of another type.

    >>> text = SourceText.of("“Yes,” she said.", id="x", publisher="X")
    >>> found = check(Dataset(sources=[text.source]), text.text)
    >>> [quotation.words for quotation in found.quotations]
    ['Yes,']
    """
    must_be(Dataset, dataset, of="check", name="dataset")
    text = text.text if isinstance(text, SourceText) else text
    must_be(str, text, of="check", name="text")
    texts = _texts(dataset, text)
    if not texts:
        return Check(faults=(_foreign(dataset, text),))
    whole = _Text(text, texts)
    coded = [
        _Coded(record, f"$.records[{index}]", whole)
        for index, record in enumerate(dataset.records)
    ]
    found = quotations(text)
    touched = Stretches([span for one in coded for span in one.spans])
    return Check(
        sources=tuple(texts),
        faults=tuple([fault for one in coded for fault in one.faults()]),
        paragraphs=tuple(
            [
                stretch
                for stretch in paragraphs(text)
                if not touched.touch(stretch.start, stretch.end)
            ]
        ),
        quotations=tuple(_missing(found.found, coded)),
        unpaired=found.unpaired,
    )


def _texts(dataset: Dataset, text: str) -> dict[str, SourceText]:
    """Return the text as that of each source whose text it is."""
    known = len(text), sha256_of(text)
    texts = {}
    for source in dataset.sources:
        if (source.length, source.sha256) == known:
            # One with a lone surrogate, which no file can hold, is that of none.
            with suppress(FieldValueError):
                texts[source.id] = SourceText(source=source, text=text)
    return texts


def _foreign(dataset: Dataset, text: str) -> Fault:
    """Return the fault that no source has a text; if one nearly has, it says how."""
    said = f"of length {len(text)} and SHA-256 {sha256_of(text)}"
    sources = {source.sha256: source for source in dataset.sources if source.sha256}
    version = version_of(text, sources)
    return Fault("$.sources", f"no source has this text, {said}{version}")


class _Text:
    """A text that is that of some sources, as its words are compared with others."""

    def __init__(self, text: str, texts: Mapping[str, SourceText]) -> None:
        self.texts = texts
        self.plain = PlainText(text, MARKS)
        self._text = text
        self._wrong: dict[Evidence, str] = {}

    @cached_property
    def _folded(self) -> FoldedText:
        return FoldedText(self._text)

    def wrong(self, anchor: Evidence) -> str:
        """Return what is wrong with an anchor; many may be of the same words."""
        if anchor not in self._wrong:
            try:
                self.texts[anchor.source].read(anchor)
                self._wrong[anchor] = ""
            except EvidenceError as error:
                self._wrong[anchor] = str(error)
        return self._wrong[anchor]

    def holds(self, words: str, anchor: Evidence) -> bool:
        """Return whether words stand where an anchor points to."""
        return self.plain.holds(_plain(words), anchor.start, anchor.end)

    def hint(self, words: str, anchors: Iterable[Evidence]) -> str:
        """Return the end of a message: how words differ from like ones in evidence."""
        for anchor in anchors:
            near = self._folded.find(words, anchor.start or 0, anchor.end)
            if near is not None:
                return near._replace(words=_plain(near.words)).told(_plain(words))
        return ""


class _Coded:
    """A record, held against the text that it is anchored in."""

    def __init__(self, record: Record, path: str, text: _Text) -> None:
        self.record, self.path, self.text = record, path, text
        self.parts = list(_parts(record, path))
        anchors = [at for at in self.parts if isinstance(at[1], Evidence)]
        here = [(path, at) for path, at in anchors if at.source in text.texts]
        self.spans = [(at.start, at.end) for _, at in here if at.start is not None]
        self.anchors = [at for _, at in here]
        self.elsewhere = len(here) < len(anchors)
        self.wrong: list[Fault] = []
        for place, anchor in here:
            wrong = text.wrong(anchor)
            if wrong:
                self.wrong.append(Fault(place, wrong, record.id))

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong; words elsewhere may hold what is not in these."""
        yield from self.wrong
        if self.wrong or self.elsewhere:
            return
        for path, words, what in self._claimed():
            if not any(self.text.holds(words, anchor) for anchor in self.anchors):
                problem = f"the {what} {short(words)} does not stand in the evidence"
                problem += self.text.hint(words, self.anchors)
                yield Fault(path, problem, self.record.id)

    def _claimed(self) -> Iterator[tuple[str, str, str]]:
        """Yield the words that the record says stand in its evidence."""
        if isinstance(self.record, Statement):
            for index, quote in enumerate(self.record.quotes):
                yield f"{self.path}.quotes[{index}]", quote, "quote"
        for path, part in self.parts:
            if isinstance(part, Period) and part.phrase is not None:
                yield f"{path}.phrase", part.phrase, "phrase"

    @property
    def taken(self) -> tuple[str, ...]:
        """The words between quotation marks that the record takes up."""
        if isinstance(self.record, Statement):
            return self.record.quotes
        title = self.record.title if isinstance(self.record, JointDeclaration) else None
        return () if title is None else (title,)


def _parts(part: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the parts that a record is made of, each with its JSON path."""
    for attribute in attrs.fields(type(part)):
        value = getattr(part, attribute.name)
        place = f"{path}.{attribute.name}"
        many = isinstance(value, tuple)
        for index, item in enumerate(value if many else (value,)):
            if attrs.has(type(item)):
                yield f"{place}[{index}]" if many else place, item
                yield from _parts(item, f"{place}[{index}]" if many else place)


def _missing(
    found: Iterable[Quotation], coded: Iterable[_Coded]
) -> Iterator[Quotation]:
    """Yield the quotations of which no record with evidence there takes up all."""
    taken: dict[tuple[int, int], set[str]] = {}
    for one in coded:
        for span in one.spans:
            taken.setdefault(span, set()).update(map(_plain, one.taken))
    spans = [(start, end, words) for (start, end), words in taken.items() if words]
    for quotation, there in touching(tuple(found), spans):
        if not _taken_up(_plain(quotation.words), set().union(*there)):
            yield quotation


def _taken_up(words: str, taken: set[str]) -> bool:
    """Return whether what is taken up are all words of a quotation."""
    if words in taken or any(words in one for one in taken):
        return True
    left = words
    within = [one for one in taken if one in words]
    for one in sorted(within, key=lambda one: (-len(one), one)):
        left = left.replace(one, " ")
    return not any(mark.isalnum() for mark in left)


def _plain(text: str) -> str:
    return " ".join(visible(text).translate(MARKS).split())
