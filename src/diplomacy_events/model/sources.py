"""Sources, and anchors into them."""

from datetime import date

import attrs

from diplomacy_events.model.converters import name_fields_in_errors
from diplomacy_events.model.metadata import Kind, field_metadata
from diplomacy_events.model.rules import (
    GREATEST_INTEGER,
    language_tag,
    one_line,
    positive,
    refuse_field,
    sha256_hex,
    slug,
    web_address,
)
from diplomacy_events.model.short_repr import short_repr

__all__ = ["SOURCE_KIND", "Evidence", "Source", "context_of", "sha256_of"]

CONTEXT_LENGTH = 32
"""The number of characters before a span, and after it, that form its context."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Source:
    """A published text, described so that a copy of it can be recognised.

    The text itself belongs to the publisher and is not included; see `SourceText`.

    Attributes:
        id: a slug, unique in the dataset.
        publisher: who published it.
        title: its headline, if it has one.
        url: where it was published, if known.
        published: the day it was published, if known.
        language: BCP 47 tag of its language.
        author: who wrote it, if known.
        accessed: the day on which the text was retrieved.
        length: length of the text in Unicode code points.
        sha256: SHA-256 of the text in UTF-8, in hexadecimal. Length and digest must
            be given together.
    """

    __repr__ = short_repr

    id: str = attrs.field(validator=slug, metadata=field_metadata("Id"))
    publisher: str = attrs.field(
        validator=one_line, metadata=field_metadata("Publisher")
    )
    title: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Title")
    )
    url: str | None = attrs.field(
        default=None, validator=web_address, metadata=field_metadata("Address")
    )
    published: date | None = attrs.field(
        default=None, metadata=field_metadata("Published")
    )
    language: str | None = attrs.field(
        default=None, validator=language_tag, metadata=field_metadata("Language")
    )
    author: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Author")
    )
    accessed: date | None = attrs.field(
        default=None, metadata=field_metadata("Accessed")
    )
    length: int | None = attrs.field(
        default=None, validator=positive, metadata=field_metadata("Length")
    )
    sha256: str | None = attrs.field(
        default=None, validator=sha256_hex, metadata=field_metadata("SHA-256")
    )

    def __attrs_post_init__(self) -> None:
        """Check that length and digest are given together."""
        if (self.length is None) != (self.sha256 is None):
            refuse_field(
                self, "sha256", "must be given together with length", self.sha256
            )


SOURCE_KIND = Kind(Source, "source", "sources", "Source")


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Evidence:
    """An anchor: the exact characters of a source that a record rests on.

    Without start and end it stands for the whole source.

    Attributes:
        source: id of the source.
        start: index of the first code point of the span.
        end: index after the last code point of the span.
        sha256: SHA-256 of the span in UTF-8, in hexadecimal; each span has one.
        context: digest of the few characters before and after the span, made by
            `context_of`. It distinguishes words that moved from similar words, and is
            ignored when anchors are compared, because the place is enough.
    """

    __repr__ = short_repr

    source: str = attrs.field(
        validator=slug, metadata=field_metadata("Source", refers_to=("Source",))
    )
    start: int | None = attrs.field(default=None, metadata=field_metadata("Start"))
    end: int | None = attrs.field(default=None, metadata=field_metadata("End"))
    sha256: str | None = attrs.field(
        default=None, validator=sha256_hex, metadata=field_metadata("SHA-256")
    )
    context: str | None = attrs.field(
        default=None,
        eq=False,
        validator=sha256_hex,
        metadata=field_metadata("Context"),
    )

    def __attrs_post_init__(self) -> None:
        """Check that the span is whole and not empty."""
        start, end, digest = self.start, self.end, self.sha256
        if start is None or end is None or digest is None:
            span = (start, end, digest)
            if span != (None, None, None):
                refuse_field(
                    self, "start", "start, end and sha256 must be given together", span
                )
            if self.context is not None:
                refuse_field(self, "context", "needs a span to surround", self.context)
        elif not 0 <= start < end <= GREATEST_INTEGER:
            rule = (
                "must be at least 0 and less than end, which is at most "
                f"{GREATEST_INTEGER}"
            )
            refuse_field(self, "start", rule, (start, end))


def sha256_of(text: str) -> str:
    """Return the digest of any text."""
    # hashlib imports OpenSSL, which users who only read records do not need.
    from hashlib import sha256

    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def context_of(text: str, start: int, end: int) -> str:
    """Return the digest of the characters around a span of a text.

    It covers up to 32 code points before the span, U+FFFF, and up to 32 after it.
    """
    before = text[max(0, start - CONTEXT_LENGTH) : start]
    return sha256_of(f"{before}\uffff{text[end : end + CONTEXT_LENGTH]}")
