"""Where it says so: sources, anchors into them, and the texts that verify both."""

from datetime import date
from typing import NoReturn, Self

import attrs

from diplomacy_events.errors import EvidenceError, FieldTypeError
from diplomacy_events.model.converters import labelled
from diplomacy_events.model.metadata import Kind, described
from diplomacy_events.model.rules import (
    GREATEST_INTEGER,
    broken,
    language_tag,
    one_line,
    positive,
    refuse,
    sha256_hex,
    short,
    slug,
    web_address,
)
from diplomacy_events.model.short_repr import short_repr

__all__ = ["SOURCE_KIND", "Evidence", "Source", "SourceText", "sha256_of"]


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=labelled)
class Source:
    """A published text, described so that a copy of it can be recognised.

    The text itself is the publisher's and is not part of it; see `SourceText`.

    Attributes:
        id: a slug, unique in the dataset.
        publisher: who published it.
        title: its headline, if it has one.
        url: where it was published, if that is known.
        published: the day it was published, if that is known.
        language: BCP 47 tag of its language.
        length: length of the text in Unicode code points.
        sha256: SHA-256 of the text in UTF-8, in hexadecimal. Known together with
            the length, or neither is.
    """

    __repr__ = short_repr

    id: str = attrs.field(validator=slug, metadata=described("Id"))
    publisher: str = attrs.field(validator=one_line, metadata=described("Publisher"))
    title: str | None = attrs.field(
        default=None, validator=one_line, metadata=described("Title")
    )
    url: str | None = attrs.field(
        default=None, validator=web_address, metadata=described("Address")
    )
    published: date | None = attrs.field(default=None, metadata=described("Published"))
    language: str | None = attrs.field(
        default=None, validator=language_tag, metadata=described("Language")
    )
    length: int | None = attrs.field(
        default=None, validator=positive, metadata=described("Length")
    )
    sha256: str | None = attrs.field(
        default=None, validator=sha256_hex, metadata=described("SHA-256")
    )

    def __attrs_post_init__(self) -> None:
        """Check that length and digest come together."""
        if (self.length is None) != (self.sha256 is None):
            broken(self, "sha256", "must come together with length", self.sha256)


SOURCE_KIND = Kind(Source, "source", "sources", "Source")


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=labelled)
class Evidence:
    """An anchor: the exact characters of a source that a record rests on.

    Without start and end it stands for the whole source.

    Attributes:
        source: id of the source.
        start: index of the first code point of the span.
        end: index after the last code point of the span.
        sha256: SHA-256 of the span in UTF-8, in hexadecimal; each span has one.
    """

    __repr__ = short_repr

    source: str = attrs.field(
        validator=slug, metadata=described("Source", refers_to=("Source",))
    )
    start: int | None = attrs.field(default=None, metadata=described("Start"))
    end: int | None = attrs.field(default=None, metadata=described("End"))
    sha256: str | None = attrs.field(
        default=None, validator=sha256_hex, metadata=described("SHA-256")
    )

    def __attrs_post_init__(self) -> None:
        """Check that the span is whole and not empty."""
        start, end, digest = self.start, self.end, self.sha256
        if start is None or end is None or digest is None:
            span = (start, end, digest)
            if span != (None, None, None):
                broken(self, "start", "start, end and sha256 must come together", span)
        elif not 0 <= start < end <= GREATEST_INTEGER:
            rule = (
                "must not be negative, and less than end, which is at most "
                f"{GREATEST_INTEGER}"
            )
            broken(self, "start", rule, (start, end))


@attrs.frozen(kw_only=True, field_transformer=labelled)
class SourceText:
    """A source together with its text, for those who hold it.

    Attributes:
        source: the source.
        text: its text, whose digest must be the source's.

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
        found = (len(self.text), sha256_of(self.text))
        if found != (self.source.length, self.source.sha256):
            raise EvidenceError(
                f"not the text of source {self.source.id!r}: expected length and "
                f"SHA-256 {(self.source.length, self.source.sha256)}, got {found}",
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
    ) -> Self:
        """Describe a text as a source, with its length and digest.

        Raises:
            FieldTypeError: if a value is of the wrong type.
            FieldValueError: if a value breaks a rule of `Source`, or the text is empty.
        """
        text = attrs.fields(cls).text.converter(text)
        if not text:
            # Else the length would be at fault, which nobody gave.
            label = "SourceText.text"
            refuse(label, "must not be empty", text, field=label)
        source = Source(
            id=id,
            publisher=publisher,
            title=title,
            url=url,
            published=published,
            language=language,
            length=len(text),
            sha256=sha256_of(text),
        )
        return cls(source=source, text=text)

    def evidence(self, words: str, *, occurrence: int | None = None) -> Evidence:
        """Anchor words that stand in the text exactly so.

        Args:
            words: the words, to the letter.
            occurrence: which one is meant, counted from 1, where they stand there
                several times.

        Raises:
            EvidenceError: if they do not stand there, or several times and
                `occurrence` does not say which; its `places` are where they stand.
        """
        places = self._places(words)
        if not places:
            self._refuse(f"{words!r} does not stand in the text", places)
        if occurrence is None and len(places) > 1:
            self._refuse(
                f"{words!r} stands at {places}; say which by occurrence", places
            )
        number = 1 if occurrence is None else occurrence
        if not 1 <= number <= len(places):
            problem = f"no occurrence {number} of {words!r}, which stands at {places}"
            self._refuse(problem, places)
        return self._anchor(places[number - 1], len(words))

    def between(self, start: int, end: int) -> Evidence:
        """Anchor the words between two places, in code points, the end excluded.

        Raises:
            EvidenceError: if there are none: the span is empty or not in the text.
        """
        if not 0 <= start < end <= len(self.text):
            self._refuse(f"no words stand between {start} and {end}", (start,))
        return self._anchor(start, end - start)

    def read(self, evidence: Evidence) -> str:
        """Return the words that an anchor points to, having verified them.

        Raises:
            EvidenceError: if the anchor is of another source, points beyond the
                text, or its digest is not that of the words.
            FieldTypeError: if it is no `Evidence`.
        """
        self._check_source(evidence)
        if evidence.start is None or evidence.end is None:
            return self.text
        words = self.text[evidence.start : evidence.end]
        if evidence.end > len(self.text) or sha256_of(words) != evidence.sha256:
            self._refuse(
                f"the words at {evidence.start}:{evidence.end} are not those that "
                "the anchor was made from",
                (evidence.start,),
            )
        return words

    def locate(self, evidence: Evidence) -> Evidence:
        """Find the words of an anchor that was made in another version of the text.

        The words must be unchanged: a stretch of the same length with the same
        digest. Of several, the one nearest to the old place is taken. As a digest
        tells nothing of what is near to it, every stretch from there on is digested:
        quick for some sentences, and seconds for many pages that are nowhere.

        Raises:
            EvidenceError: if the anchor is of another source, if the words are
                nowhere, or if two places are equally near.
            FieldTypeError: if it is no `Evidence`.
        """
        self._check_source(evidence)
        if evidence.start is None or evidence.end is None:
            return evidence
        length = evidence.end - evidence.start
        last = len(self.text) - length
        furthest = max(evidence.start, last - evidence.start)
        for distance in range(max(0, evidence.start - last), furthest + 1):
            found = tuple(
                start
                for start in sorted(
                    {evidence.start - distance, evidence.start + distance}
                )
                if 0 <= start <= last
                and sha256_of(self.text[start : start + length]) == evidence.sha256
            )
            match found:
                case (start,):
                    return self._anchor(start, length)
                case (_, _):
                    self._refuse(f"the words stand equally near at {found}", found)
        return self._refuse("the words that the anchor was made from are nowhere", ())

    def _places(self, words: str) -> tuple[int, ...]:
        """Return every place where the words stand, overlapping ones included."""
        places = []
        place = self.text.find(words) if words else -1
        while place >= 0:
            places.append(place)
            place = self.text.find(words, place + 1)
        return tuple(places)

    def _anchor(self, start: int, length: int) -> Evidence:
        end = start + length
        return Evidence(
            source=self.source.id,
            start=start,
            end=end,
            sha256=sha256_of(self.text[start:end]),
        )

    def _check_source(self, evidence: Evidence) -> None:
        if not isinstance(evidence, Evidence):
            message = f"expected an Evidence, got {short(evidence)}"
            raise FieldTypeError(message, field="SourceText", value=evidence)
        if evidence.source != self.source.id:
            self._refuse(f"the anchor is of source {evidence.source!r}", ())

    def _refuse(self, problem: str, places: tuple[int, ...]) -> NoReturn:
        raise EvidenceError(
            f"source {self.source.id!r}: {problem}",
            source=self.source.id,
            places=places,
        )


def sha256_of(text: str) -> str:
    """Return the digest of a text; of one that no source has, too."""
    # hashlib brings in OpenSSL, which those who only read records do not need.
    from hashlib import sha256

    return sha256(text.encode(errors="surrogatepass")).hexdigest()
