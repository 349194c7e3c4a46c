"""Whether a coding keeps to its text, and what of the text it leaves out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from diplomacy_events.coding.passages import Passage, must_be, paragraphs
from diplomacy_events.coding.quotations import Quotation, quotations
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import EvidenceError, Fault, FieldValueError
from diplomacy_events.model.period import Period
from diplomacy_events.model.records import JointDeclaration, Record, Statement
from diplomacy_events.model.rules import short
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence, sha256_of

__all__ = ["Check", "check"]

# Which style a mark has is typography, as are spaces; the words are the same.
MARKS = str.maketrans(dict.fromkeys('“”„‟«»″"‘’‚‛‹›′「」『』｢｣〝〞〟＂', "'"))

# What editors and downloads do to a text, and how to undo it.
SLIPS: dict[str, Callable[[str], str]] = {
    "with line feeds alone": lambda text: text.replace("\r\n", "\n"),
    "with carriage returns": lambda text: text.replace("\n", "\r\n"),
    "without the line break at its end": lambda text: text.rstrip("\r\n"),
    "with a line break at its end": lambda text: f"{text}\n",
    "without its byte order mark": lambda text: text.removeprefix("\ufeff"),
}


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
    evidence of its statement, the style of quotation marks and white space aside, and a
    phrase of time that does not stand in the evidence of its record. Missing is a
    paragraph without a record, and a quotation that neither the quotes of a statement
    nor the title of a declaration take up. Evidence that is a whole source counts for
    no paragraph.

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
    coded = [
        _Coded(record, f"$.records[{index}]", texts)
        for index, record in enumerate(dataset.records)
    ]
    found = quotations(text)
    return Check(
        sources=tuple(texts),
        faults=tuple([fault for one in coded for fault in one.faults()]),
        paragraphs=tuple(
            [
                stretch
                for stretch in paragraphs(text)
                if not any(one.touches(stretch) for one in coded)
            ]
        ),
        quotations=tuple(
            [quotation for quotation in found.found if not _taken_up(quotation, coded)]
        ),
        unpaired=found.unpaired,
    )


def _texts(dataset: Dataset, text: str) -> dict[str, SourceText]:
    """Return the text as that of each source whose text it is."""
    texts = {}
    for source in dataset.sources:
        try:
            texts[source.id] = SourceText(source=source, text=text)
        except (EvidenceError, FieldValueError):
            # It is that of another, or has characters that no source can have.
            continue
    return texts


def _foreign(dataset: Dataset, text: str) -> Fault:
    """Return the fault that no source has a text; if one nearly has, it says how."""
    said = f"of length {len(text)} and SHA-256 {sha256_of(text)}"
    problem = f"no source has this text, {said}"
    ids = {source.sha256: source.id for source in dataset.sources}
    for slip, undo in SLIPS.items():
        if (id := ids.get(sha256_of(undo(text)))) is not None:
            return Fault("$.sources", f"{problem}; {slip} it is that of {id!r}")
    return Fault("$.sources", problem)


class _Coded:
    """A record, held against the text that it is anchored in."""

    def __init__(
        self, record: Record, path: str, texts: Mapping[str, SourceText]
    ) -> None:
        self.record, self.path = record, path
        self.parts = list(_parts(record, path))
        self.anchors = [at for at in self.parts if isinstance(at[1], Evidence)]
        self.held = [(path, at) for path, at in self.anchors if at.source in texts]
        self.spans = [(at.start, at.end) for _, at in self.held if at.start is not None]
        self.words: list[str] = []
        self.wrong: list[Fault] = []
        for place, anchor in self.held:
            try:
                self.words.append(_plain(texts[anchor.source].read(anchor)))
            except EvidenceError as error:
                self.wrong.append(Fault(place, str(error), record.id))

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong; words elsewhere may hold what is not in these."""
        yield from self.wrong
        if self.wrong or len(self.held) < len(self.anchors):
            return
        for path, words, what in self._claimed():
            if not any(_plain(words) in stretch for stretch in self.words):
                problem = f"the {what} {short(words)} does not stand in the evidence"
                yield Fault(path, problem, self.record.id)

    def _claimed(self) -> Iterator[tuple[str, str, str]]:
        """Yield the words that the record says stand in its evidence."""
        if isinstance(self.record, Statement):
            for index, quote in enumerate(self.record.quotes):
                yield f"{self.path}.quotes[{index}]", quote, "quote"
        for path, part in self.parts:
            if isinstance(part, Period) and part.phrase is not None:
                yield f"{path}.phrase", part.phrase, "phrase"

    def touches(self, stretch: Passage | Quotation) -> bool:
        """Return whether the record has evidence in a stretch of the text."""
        return any(
            start < stretch.end and stretch.start < end for start, end in self.spans
        )

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


def _taken_up(quotation: Quotation, coded: Iterable[_Coded]) -> bool:
    """Return whether records with evidence there take up all words of a quotation."""
    words = _plain(quotation.words)
    left = words
    for one in coded:
        if not one.touches(quotation):
            continue
        for taken in sorted(map(_plain, one.taken), key=len, reverse=True):
            if words in taken:
                return True
            left = left.replace(taken, " ")
    return not any(mark.isalnum() for mark in left)


def _plain(text: str) -> str:
    return " ".join(text.translate(MARKS).split())
