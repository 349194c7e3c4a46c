"""Texts of sources, which make and verify anchors, and find words that moved."""

from datetime import date
from typing import NoReturn, Self

import attrs

from diplomacy_events.errors import EvidenceError, FieldTypeError
from diplomacy_events.model.converters import name_fields_in_errors
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.model.sources import Evidence, Source, context_of, sha256_of
from diplomacy_events.model.words_in_text import occurrences, outwards

__all__ = ["SourceText"]

MOST_CHARACTERS_DIGESTED = 1 << 29
"""The most characters to digest to find words that moved, in about half a second.

First at word boundaries, then, as many again, everywhere else.
"""
CHARACTERS_PER_DIGEST = 500
"""The time of one digest, in characters, however short the words are."""
MOST_PLACES = 10
"""The most places that a message lists; the error has all of them."""


@attrs.frozen(kw_only=True, field_transformer=name_fields_in_errors)
class SourceText:
    """A source together with its text, for users who have the text.

    Attributes:
        source: the source.
        text: its text; its digest must be that of the source.

    >>> talks = SourceText.of("Talks begin. Talks end.", id="talks", publisher="X")
    >>> anchor = talks.evidence("Talks", occurrence=2)
    >>> anchor.start, talks.read(anchor)
    (13, 'Talks')
    """

    __repr__ = short_repr

    source: Source
    text: str = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """Check the text against the source.

        Raises:
            EvidenceError: if the text is not the one that the source describes.
        """
        actual = (len(self.text), sha256_of(self.text))
        if actual != (self.source.length, self.source.sha256):
            raise EvidenceError(
                f"not the text of source {self.source.id!r}: expected length and "
                f"SHA-256 {(self.source.length, self.source.sha256)}, got {actual}",
                source=self.source.id,
            )

    @classmethod
    def of(
        cls,
        text: str,
        *,
        id: str,
        publisher: str,
        title: str | None = None,
        url: str | None = None,
        published: date | None = None,
        language: str | None = None,
        author: str | None = None,
        accessed: date | None = None,
    ) -> Self:
        """Describe a text as a source, with its length and digest.

        Raises:
            FieldTypeError: if a value is of the wrong type.
            FieldValueError: if a value breaks a rule of `Source`, or the text is empty.
        """
        text = attrs.fields(cls).text.converter(text)
        if not text:
            # Otherwise the error would be about the length, which nobody gave.
            label = "SourceText.text"
            refuse(label, "must not be empty", text, field=label)
        source = Source(
            id=id,
            publisher=publisher,
            title=title,
            url=url,
            published=published,
            language=language,
            author=author,
            accessed=accessed,
            length=len(text),
            sha256=sha256_of(text),
        )
        return cls(source=source, text=text)

    def evidence(self, words: str, *, occurrence: int | None = None) -> Evidence:
        """Anchor words that occur in the text exactly as given.

        Args:
            words: the exact words.
            occurrence: which occurrence is meant, counted from 1, if there are several.

        Raises:
            EvidenceError: if the words do not occur, or if they occur several times and
                `occurrence` does not say which one is meant; its `places` list the
                occurrences.
            FieldTypeError: if the words are not text, or the occurrence not a number.
        """
        _must_be("words", words, str)
        if occurrence is not None:
            _must_be("occurrence", occurrence, int)
        places = tuple(occurrences(words, self.text))
        if not places:
            # Only needed if the words are not found.
            from diplomacy_events.alike import FoldedText

            near = FoldedText(self.text).find(words)
            hint = near.hint(words) if near else ""
            self._refuse(f"{short(words)} is not in the text{hint}", places)
        if occurrence is None and len(places) > 1:
            problem = f"{short(words)} is at {_places_text(places)}"
            self._refuse(f"{problem}; use occurrence to say which one", places)
        number = 1 if occurrence is None else occurrence
        if not 1 <= number <= len(places):
            problem = f"no occurrence {number} of {short(words)}"
            self._refuse(f"{problem}, which is at {_places_text(places)}", places)
        return self._anchor(places[number - 1], len(words))

    def between(self, start: int, end: int) -> Evidence:
        """Anchor the words between two places, in code points, excluding the end.

        Raises:
            EvidenceError: if the span is empty or not in the text.
            FieldTypeError: if a place is not a whole number.
        """
        for place in (start, end):
            _must_be("place", place, int)
        if not 0 <= start < end <= len(self.text):
            self._refuse(f"there are no words between {start} and {end}", (start,))
        return self._anchor(start, end - start)

    def read(self, evidence: Evidence) -> str:
        """Return the words that an anchor points to, after verifying them.

        Raises:
            EvidenceError: if the anchor belongs to another source, points beyond the
                text, or its digest is not that of the words.
            FieldTypeError: if it is not an `Evidence`.
        """
        self._check_source(evidence)
        if evidence.start is None or evidence.end is None:
            return self.text
        words = self.text[evidence.start : evidence.end]
        if evidence.end > len(self.text) or sha256_of(words) != evidence.sha256:
            self._refuse(
                f"the words at {evidence.start}:{evidence.end} are not the words that "
                "the anchor was made from",
                (evidence.start,),
            )
        return words

    def locate(self, evidence: Evidence) -> Evidence:
        """Find the words of an anchor that was made in another version of the text.

        The words must be unchanged: a span of the same length with the same digest. If
        they occur several times, the old place is used, or else the only place with the
        context of the anchor, if the anchor has one.

        A digest does not tell where its words are, so every span has to be digested:
        first at word boundaries, nearest first. For long words far from their old
        place, the search ends after about a second, unless the anchor has a context.

        Raises:
            EvidenceError: if the anchor belongs to another source, if the words are not
                found, or if they are at several places and neither the old place nor
                the context decides; its `places` list them.
            FieldTypeError: if it is not an `Evidence`.
        """
        self._check_source(evidence)
        if evidence.start is None or evidence.end is None:
            return evidence
        length = evidence.end - evidence.start
        first = self._first(evidence, evidence.start, length)
        words = self.text[first : first + length]
        places = tuple(occurrences(words, self.text))
        if evidence.start in places:
            return self._anchor(evidence.start, length)
        alike = [
            place
            for place in places
            if context_of(self.text, place, place + length) == evidence.context
        ]
        if len(alike) == 1:
            return self._anchor(alike[0], length)
        if len(places) > 1:
            problem = f"the words are at {_places_text(places)}, not at the old place"
            self._refuse(f"{problem}; make a new anchor", places)
        return self._anchor(first, length)

    def _first(self, evidence: Evidence, place: int, length: int) -> int:
        """Return the first place found with the words of an anchor."""
        last = len(self.text) - length
        old = min(place, last)
        given_up = False
        for within in (False, True):
            left = MOST_CHARACTERS_DIGESTED
            for start in outwards(old, last):
                if within != (self._cuts(start) or self._cuts(start + length)):
                    continue
                if sha256_of(self.text[start : start + length]) == evidence.sha256:
                    return start
                left -= length + CHARACTERS_PER_DIGEST
                if left < 0:
                    given_up = True
                    break
        surrounded = self._surrounded(evidence, old, length) if given_up else None
        if surrounded is not None:
            return surrounded
        problem = "the words that the anchor was made from are "
        if given_up:
            problem += (
                "not near their old place, and are too long to search for further away"
            )
        else:
            problem += "not in the text"
        return self._refuse(problem, ())

    def _surrounded(self, evidence: Evidence, old: int, length: int) -> int | None:
        """Return the place with the words and the context of an anchor, if it is found.

        The context is short, so it is found faster than long words.
        """
        last = len(self.text) - length
        left = MOST_CHARACTERS_DIGESTED
        for start in outwards(old, last):
            end = start + length
            if context_of(self.text, start, end) == evidence.context:
                if sha256_of(self.text[start:end]) == evidence.sha256:
                    return start
                left -= length
            left -= CHARACTERS_PER_DIGEST
            if left < 0:
                break
        return None

    def _cuts(self, place: int) -> bool:
        """Return whether a place is inside a word."""
        return self.text[max(0, place - 1) : place + 1].isalnum() and (
            0 < place < len(self.text)
        )

    def _anchor(self, start: int, length: int) -> Evidence:
        end = start + length
        return Evidence(
            source=self.source.id,
            start=start,
            end=end,
            sha256=sha256_of(self.text[start:end]),
            context=context_of(self.text, start, end),
        )

    def _check_source(self, evidence: Evidence) -> None:
        _must_be("evidence", evidence, Evidence)
        if evidence.source != self.source.id:
            self._refuse(f"the anchor belongs to source {evidence.source!r}", ())

    def _refuse(self, problem: str, places: tuple[int, ...]) -> NoReturn:
        raise EvidenceError(
            f"source {self.source.id!r}: {problem}",
            source=self.source.id,
            places=places,
        )


def _must_be(what: str, value: object, kind: type) -> None:
    """Refuse an argument of another type; a truth value is not a number.

    Raises:
        FieldTypeError: if it is of another type.
    """
    if not isinstance(value, kind) or isinstance(value, bool):
        message = f"SourceText, {what}: expected {kind.__name__}, got {short(value)}"
        raise FieldTypeError(message, field="SourceText", value=value)


def _places_text(places: tuple[int, ...]) -> str:
    """Return places for a message."""
    if len(places) <= MOST_PLACES:
        return str(places)
    begin = ", ".join(map(str, places[:MOST_PLACES]))
    return f"({begin} and {len(places) - MOST_PLACES} more places)"
