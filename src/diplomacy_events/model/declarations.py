"""Joint declarations: documents that several parties sign or issue together."""

from typing import ClassVar

import attrs

from diplomacy_events.model.converters import (
    document_form,
    event_status,
    name_fields_in_errors,
    texts,
)
from diplomacy_events.model.metadata import field_metadata
from diplomacy_events.model.period import Period
from diplomacy_events.model.record import (
    ACTORS,
    AT_LEAST_ONE_ID,
    BASIS,
    PLACE,
    STATUS,
    Record,
    disjoint,
)
from diplomacy_events.model.rules import lines, one_line, slug, slugs
from diplomacy_events.vocabulary import DocumentForm, EventStatus

__all__ = ["JointDeclaration"]


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class JointDeclaration(Record):
    """A document that several parties sign or issue together.

    `Record.when` is when it was or is to be signed.

    Attributes:
        parties: ids of the parties. One is enough if it is an organization or a group
            that issues the document for its members; `Dataset` checks this.
        form: the kind of document, as the source calls it.
        title: the title of the document.
        status: how far it has come.
        signatories: ids of the people who sign it for the parties.
        witnesses: ids of the people who witness the signing.
        horizon: the period that the document is to cover.
        place: where it is signed, in plain words.
        visit: id of the visit during which it is signed.
        provisions: what it provides, each in one line of the coder's own words.
        basis: ids of the statements that it rests on.
    """

    kind_label: ClassVar[str] = "Joint declaration"

    parties: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Parties", refers_to=ACTORS, part="by"),
    )
    form: DocumentForm = attrs.field(
        default=DocumentForm.UNSPECIFIED,
        converter=document_form,
        metadata=field_metadata("Form", quiet=True),
    )
    title: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Title")
    )
    status: EventStatus = attrs.field(converter=event_status, metadata=STATUS)
    signatories: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Signed by", refers_to=ACTORS),
    )
    witnesses: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Witnessed by", refers_to=ACTORS),
    )
    horizon: Period | None = attrs.field(
        default=None, metadata=field_metadata("Covers")
    )
    place: str | None = attrs.field(default=None, validator=one_line, metadata=PLACE)
    visit: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=field_metadata("During the visit", refers_to=("StateVisit",)),
    )
    provisions: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=lines,
        metadata=field_metadata("Provisions", coders_own=True),
    )
    basis: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=BASIS
    )

    def __attrs_post_init__(self) -> None:
        """Check that nobody is a witness of their own signing."""
        if self.witnesses:
            disjoint(self, "witnesses", "signatories")
        super().__attrs_post_init__()
