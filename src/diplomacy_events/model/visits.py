"""Visits, meetings and calls."""

from collections.abc import Sequence
from typing import ClassVar

import attrs

from diplomacy_events.model.converters import (
    event_status,
    meeting_form,
    name_fields_in_errors,
    several,
    texts,
    visit_level,
)
from diplomacy_events.model.metadata import OWN_CLASS, field_metadata
from diplomacy_events.model.period import Period
from diplomacy_events.model.record import (
    ACTORS,
    AT_LEAST_ONE_ID,
    BASIS,
    PLACE,
    STATUS,
    Record,
    disjoint,
    not_itself,
)
from diplomacy_events.model.rules import distinct, one_line, refuse_field, slug, slugs
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.vocabulary import EventStatus, MeetingForm, VisitLevel

__all__ = ["Invitation", "StateVisit"]


def _periods(value: Sequence[Period]) -> tuple[Period, ...]:
    return several(Period, value)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Invitation:
    """An invitation to a visit.

    Attributes:
        by: ids of the inviting actors, at least one.
        to: ids of the invited actors, at least one.
        channel: how it was made, such as "video call".
        when: when it was made.
        proposed: the proposed time of the visit.
    """

    __repr__ = short_repr

    by: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Invited by", refers_to=ACTORS),
    )
    to: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Invited", refers_to=ACTORS),
    )
    channel: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Channel")
    )
    when: Period | None = attrs.field(default=None, metadata=field_metadata("When"))
    proposed: Period | None = attrs.field(
        default=None, metadata=field_metadata("Proposed for")
    )

    def __attrs_post_init__(self) -> None:
        """Check that nobody invites themselves."""
        disjoint(self, "to", "by")


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class StateVisit(Record):
    """A visit by one state's representatives to another's, or a meeting between them.

    `Record.when` is when it takes or is to take place.

    Attributes:
        visitors: ids of the visitors, at least one; for a meeting without hosts, ids
            of the participants, at least two.
        hosts: ids of the hosts; a meeting or a call may have none.
        form: a visit, or the other form in which they meet.
        occasion: the occasion, such as "G20 summit".
        place: where, in plain words.
        level: the protocol level.
        status: how far it has come, no further than the statements support.
        reason: why it was postponed, cancelled or declined, in one line of the coder's
            own words.
        instead_of: id of the visit that it replaces.
        agenda: slugs of the topics on the agenda.
        invitation: the invitation that it follows.
        superseded: when it was expected earlier, oldest first.
        basis: ids of the statements that it rests on.
    """

    kind_label: ClassVar[str] = "Visit"

    visitors: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Visitors", refers_to=ACTORS, part="by"),
    )
    hosts: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Hosts", refers_to=ACTORS, part="to"),
    )
    form: MeetingForm = attrs.field(
        default=MeetingForm.VISIT,
        converter=meeting_form,
        metadata=field_metadata("Form", quiet=True),
    )
    occasion: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Occasion")
    )
    place: str | None = attrs.field(default=None, validator=one_line, metadata=PLACE)
    level: VisitLevel = attrs.field(
        default=VisitLevel.UNSPECIFIED,
        converter=visit_level,
        metadata=field_metadata("Level"),
    )
    status: EventStatus = attrs.field(converter=event_status, metadata=STATUS)
    reason: str | None = attrs.field(
        default=None,
        validator=one_line,
        metadata=field_metadata("Reason", coders_own=True),
    )
    instead_of: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=field_metadata("Instead of", refers_to=(OWN_CLASS,), one_way=True),
    )
    agenda: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Agenda", topics=True),
    )
    invitation: Invitation | None = attrs.field(
        default=None, metadata=field_metadata("Invitation")
    )
    superseded: tuple[Period, ...] = attrs.field(
        default=(),
        converter=_periods,
        validator=distinct,
        metadata=field_metadata("Expected earlier", ordered=True),
    )
    basis: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=BASIS
    )

    def __attrs_post_init__(self) -> None:
        """Check who meets whom, and that it does not replace itself."""
        if self.hosts:
            disjoint(self, "visitors", "hosts")
        elif self.form is MeetingForm.VISIT:
            refuse_field(self, "hosts", "a visit needs hosts", self.hosts)
        elif len(self.visitors) < 2:
            rule = "must have at least 2 if there are no hosts"
            refuse_field(self, "visitors", rule, self.visitors)
        if self.instead_of is not None:
            not_itself(self, "instead_of")
        if self.same_as:
            not_itself(self, "same_as")
