"""Statements."""

from typing import ClassVar

import attrs

from diplomacy_events.model.converters import (
    name_fields_in_errors,
    speech_act,
    speech_manner,
    texts,
)
from diplomacy_events.model.metadata import field_metadata
from diplomacy_events.model.period import Period
from diplomacy_events.model.record import (
    ACTORS,
    AT_LEAST_ONE_ID,
    MENTIONS,
    Record,
    disjoint,
    not_itself,
)
from diplomacy_events.model.rules import each, one_line, refuse_field, slugs, spoken
from diplomacy_events.vocabulary import Manner, SpeechAct

__all__ = ["Statement"]


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Statement(Record):
    """Something that somebody said, and how it reached the source.

    `Record.when` is when it was said.

    Attributes:
        speakers: ids of the speakers, at least one.
        audience: ids of the actors it was addressed to.
        via: ids of its carriers, the one nearest to the source first.
        manner: how the source renders it. Direct and mixed speech need quotes;
            indirect speech must not have any.
        act: what the speakers do by saying it.
        quotes: the spoken words, verbatim, as between the quotation marks.
        mentions: ids of actors that are mentioned.
        silent_on: slugs of the topics that the source says were left out.
        answers: ids of the statements that it confirms, denies, accepts, refuses or
            corrects. Responses answer allegations.
        channel: how it was made, such as "press conference".
        condition: what it depends on, in one line of the coder's own words.
        deadline: when its demand is to be met.
    """

    kind_label: ClassVar[str] = "Statement"

    speakers: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=AT_LEAST_ONE_ID,
        metadata=field_metadata("Speakers", refers_to=ACTORS, part="by"),
    )
    audience: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Audience", refers_to=ACTORS, part="to"),
    )
    via: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata(
            "Reported via", refers_to=ACTORS, part="via", ordered=True
        ),
    )
    manner: Manner = attrs.field(
        converter=speech_manner, metadata=field_metadata("Manner")
    )
    act: SpeechAct = attrs.field(
        converter=speech_act, metadata=field_metadata("Speech act")
    )
    quotes: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=each(spoken),
        metadata=field_metadata("Quotes", ordered=True),
    )
    mentions: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=MENTIONS
    )
    silent_on: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Silent on", topics=True),
    )
    answers: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Answers", refers_to=("Statement",), one_way=True),
    )
    channel: str | None = attrs.field(
        default=None, validator=one_line, metadata=field_metadata("Channel")
    )
    condition: str | None = attrs.field(
        default=None,
        validator=one_line,
        metadata=field_metadata("Condition", coders_own=True),
    )
    deadline: Period | None = attrs.field(
        default=None, metadata=field_metadata("Deadline")
    )

    def __attrs_post_init__(self) -> None:
        """Check manner against quotes, and carriers and topics against the rest."""
        if bool(self.quotes) == (self.manner is Manner.INDIRECT):
            rule = (
                "direct and mixed speech need quotes, and indirect speech must not "
                "have any"
            )
            refuse_field(self, "manner", rule, (self.manner.value, self.quotes))
        # All are empty in most statements, and this runs for each one that is read.
        if self.via:
            disjoint(self, "via", "speakers")
        if self.silent_on:
            disjoint(self, "silent_on", "topics", what="topic")
        if self.answers:
            not_itself(self, "answers")
        if self.same_as:
            not_itself(self, "same_as")
