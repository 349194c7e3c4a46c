"""Allegations and responses to them."""

from collections.abc import Sequence
from typing import ClassVar

import attrs

from diplomacy_events.model.converters import (
    name_fields_in_errors,
    response_kind,
    several,
    texts,
)
from diplomacy_events.model.metadata import field_metadata
from diplomacy_events.model.period import Period
from diplomacy_events.model.record import (
    ACTORS,
    AT_LEAST_ONE_ID,
    BASIS,
    MENTIONS,
    Record,
    disjoint,
    evidence_from,
    not_itself,
)
from diplomacy_events.model.rules import distinct, one_line, refuse_field, slug, slugs
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.model.sources import Evidence
from diplomacy_events.vocabulary import ResponseKind, Standing

__all__ = ["Allegation", "Response"]


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Response:
    """A response to an allegation.

    Attributes:
        actors: ids of the actors who answered, at least one. If a spokeswoman answers
            for her ministry, name the ministry here; the statement names the speaker.
        kind: how the answer relates to the allegation.
        when: when they answered.
        statement: id of the statement that gives the answer.
        evidence: the places it rests on; at least one, unless there is a statement.
    """

    __repr__ = short_repr

    actors: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Answered by", refers_to=ACTORS),
    )
    kind: ResponseKind = attrs.field(
        converter=response_kind, metadata=field_metadata("Answer")
    )
    when: Period | None = attrs.field(default=None, metadata=field_metadata("When"))
    statement: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=field_metadata("Statement", refers_to=("Statement",)),
    )
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(),
        converter=evidence_from,
        validator=distinct,
        metadata=field_metadata("Evidence", coders_own=True),
    )

    def __attrs_post_init__(self) -> None:
        """Check that the response rests on something."""
        if self.statement is None and not self.evidence:
            refuse_field(
                self, "evidence", "needs evidence or a statement", self.evidence
            )


def _responses(value: Sequence[Response]) -> tuple[Response, ...]:
    return several(Response, value)


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Allegation(Record):
    """An accusation, which is never a fact, with the responses to it.

    `Record.when` is when the accusation was made.

    Attributes:
        accusers: ids of the accusers, at least one.
        accused: ids of the accused, at least one.
        conduct: what they are accused of, in one line of the coder's own words.
        mentions: ids of other actors that are mentioned.
        responses: the responses, in the order of the source.
        basis: ids of the statements that it rests on.
    """

    kind_label: ClassVar[str] = "Allegation"

    accusers: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Accusers", refers_to=ACTORS, part="by"),
    )
    accused: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Accused", refers_to=ACTORS, part="to"),
    )
    conduct: str = attrs.field(
        validator=one_line, metadata=field_metadata("Accusation", coders_own=True)
    )
    mentions: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=MENTIONS
    )
    responses: tuple[Response, ...] = attrs.field(
        default=(),
        converter=_responses,
        validator=distinct,
        metadata=field_metadata("Responses"),
    )
    basis: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=BASIS
    )

    def __attrs_post_init__(self) -> None:
        """Check that nobody accuses themselves, and who may respond in which way."""
        disjoint(self, "accusers", "accused")
        others = self._actors(ResponseKind.RETRACTION) - set(self.accusers)
        if others:
            refuse_field(self, "responses", "only accusers can retract", sorted(others))
        judged = (ResponseKind.DENIAL, ResponseKind.CORROBORATION)
        own = self._actors(*judged) & set(self.accusers)
        if own:
            rule = "accusers cannot deny or corroborate what they allege"
            refuse_field(self, "responses", rule, sorted(own))
        if self.same_as:
            not_itself(self, "same_as")

    @property
    def standing(self) -> Standing:
        """The standing of the allegation, which depends only on the responses.

        Retracted if every accuser has retracted; otherwise disputed if it is both
        denied and corroborated; otherwise denied or corroborated if it is one of them;
        otherwise alleged.
        """
        if self._actors(ResponseKind.RETRACTION) == set(self.accusers):
            return Standing.RETRACTED
        denied = self._actors(ResponseKind.DENIAL)
        if self._actors(ResponseKind.CORROBORATION):
            return Standing.DISPUTED if denied else Standing.CORROBORATED
        return Standing.DENIED if denied else Standing.ALLEGED

    def _actors(self, *kinds: ResponseKind) -> set[str]:
        """Return the ids of those who gave a response of one of these kinds."""
        return {
            actor
            for response in self.responses
            if response.kind in kinds
            for actor in response.actors
        }
