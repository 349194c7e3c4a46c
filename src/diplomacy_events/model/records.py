"""What happened, was said, is to be signed, is alleged: the four records."""

from collections.abc import Sequence

import attrs

from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.converters import (
    event_status,
    labelled,
    response_kind,
    several,
    speech_act,
    speech_manner,
    texts,
    visit_level,
)
from diplomacy_events.model.metadata import Kind, described
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import (
    Rules,
    at_least,
    broken,
    distinct,
    each,
    lines,
    one_line,
    slug,
    slugs,
    spoken,
)
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.model.sources import Evidence
from diplomacy_events.vocabulary import (
    EventStatus,
    Manner,
    ResponseKind,
    SpeechAct,
    Standing,
    VisitLevel,
)

__all__ = [
    "RECORD_KINDS",
    "RECORD_TYPES",
    "Allegation",
    "Invitation",
    "JointDeclaration",
    "Record",
    "Response",
    "StateVisit",
    "Statement",
]

ACTORS = tuple([cls.__name__ for cls in ACTOR_TYPES])
SOME = Rules(at_least(1), slugs)
BASIS = described("Rests on", refers_to=("Statement",))
MENTIONS = described("Mentions", refers_to=ACTORS)
PLACE = described("Place")
STATUS = described("Status")


def _evidence(value: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return several(Evidence, value)


def _periods(value: Sequence[Period]) -> tuple[Period, ...]:
    return several(Period, value)


def disjoint(instance: object, field: str, other: str, what: str = "actor") -> None:
    """Check that two fields have nothing in common.

    Raises:
        FieldValueError: if they have.
    """
    own, others = getattr(instance, field), getattr(instance, other)
    if not set(own).isdisjoint(others):
        common = set(own).intersection(others)
        broken(instance, field, f"must share no {what} with {other}", sorted(common))


@attrs.frozen(kw_only=True, init=False, eq=False, field_transformer=labelled)
class Record:
    """What the four records share.

    Attributes:
        id: a slug, unique in the dataset.
        when: when it took, takes or is to take place, as far as the source says.
        gist: what it is, in one line of the coder's own words.
        topics: slugs of what it is about.
        evidence: the places it rests on, at least one.
    """

    def __init__(self, **_: object) -> None:
        """Refuse to make what is none of the four kinds.

        Raises:
            TypeError: always.
        """
        raise TypeError("make a Statement, StateVisit, JointDeclaration or Allegation")

    __repr__ = short_repr

    id: str = attrs.field(validator=slug, metadata=described("Id", coders_own=True))
    when: Period = attrs.field(metadata=described("When"))
    gist: str = attrs.field(
        validator=one_line, metadata=described("Gist", coders_own=True)
    )
    topics: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=described("Topics", topics=True),
    )
    evidence: tuple[Evidence, ...] = attrs.field(
        converter=_evidence,
        validator=Rules(at_least(1), distinct),
        metadata=described("Evidence", coders_own=True),
    )

    def _repr_html_(self) -> str:
        """Return a card for a notebook, with ids: `Dataset.card` shows the names."""
        # Only notebooks need it.
        from diplomacy_events.card import card
        from diplomacy_events.model.wording import InWords

        (title,) = (kind.label for kind in RECORD_KINDS if kind.cls is type(self))
        return card(self, title, InWords())


@attrs.frozen(kw_only=True, repr=False, field_transformer=labelled)
class Statement(Record):
    """Something that somebody said, and how it came to the source.

    `Record.when` is when it was said.

    Attributes:
        speakers: ids of those who said it, at least one.
        audience: ids of those it was said to.
        via: ids of those who carried it, the one nearest to the source first.
        manner: how the source renders it. Direct and mixed need quotes; indirect
            has none.
        act: what the speakers do by saying it.
        quotes: the words spoken, verbatim, as they stand between quotation marks.
        mentions: ids of actors spoken of.
        silent_on: slugs of the topics that the source says were left out.
    """

    speakers: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Speakers", refers_to=ACTORS, part="by"),
    )
    audience: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=described("Audience", refers_to=ACTORS, part="to"),
    )
    via: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=described("Reported via", refers_to=ACTORS, part="via", ordered=True),
    )
    manner: Manner = attrs.field(converter=speech_manner, metadata=described("Manner"))
    act: SpeechAct = attrs.field(converter=speech_act, metadata=described("Speech act"))
    quotes: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=each(spoken),
        metadata=described("Quotes", ordered=True),
    )
    mentions: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=MENTIONS
    )
    silent_on: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=described("Silent on", topics=True),
    )

    def __attrs_post_init__(self) -> None:
        """Check manner against quotes, and carriers and topics against the rest."""
        if bool(self.quotes) == (self.manner is Manner.INDIRECT):
            rule = "direct and mixed speech need quotes, indirect speech has none"
            broken(self, "manner", rule, (self.manner.value, self.quotes))
        # Both are empty in most statements, and every one that is read comes by here.
        if self.via:
            disjoint(self, "via", "speakers")
        if self.silent_on:
            disjoint(self, "silent_on", "topics", what="topic")


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=labelled)
class Invitation:
    """An invitation to a visit.

    Attributes:
        by: ids of those who invite, at least one.
        to: ids of those invited, at least one.
        channel: how it was made, such as "video call".
        when: when it was made.
        proposed: when the visit was to be.
    """

    __repr__ = short_repr

    by: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Invited by", refers_to=ACTORS),
    )
    to: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Invited", refers_to=ACTORS),
    )
    channel: str | None = attrs.field(
        default=None, validator=one_line, metadata=described("Channel")
    )
    when: Period | None = attrs.field(default=None, metadata=described("When"))
    proposed: Period | None = attrs.field(
        default=None, metadata=described("Proposed for")
    )

    def __attrs_post_init__(self) -> None:
        """Check that nobody invites themselves."""
        disjoint(self, "to", "by")


@attrs.frozen(kw_only=True, repr=False, field_transformer=labelled)
class StateVisit(Record):
    """A visit of one state's representatives to another's.

    `Record.when` is when it takes or is to take place.

    Attributes:
        visitors: ids of those who visit, at least one.
        hosts: ids of those visited, at least one.
        place: where, in plain words.
        level: the protocol level.
        status: how far it has come, no further than the statements bear.
        agenda: slugs of the topics to be discussed or done.
        invitation: the invitation it follows.
        superseded: when it had been expected earlier, oldest first.
        basis: ids of the statements it rests on.
    """

    visitors: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Visitors", refers_to=ACTORS, part="by"),
    )
    hosts: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Hosts", refers_to=ACTORS, part="to"),
    )
    place: str | None = attrs.field(default=None, validator=one_line, metadata=PLACE)
    level: VisitLevel = attrs.field(
        default=VisitLevel.UNSPECIFIED,
        converter=visit_level,
        metadata=described("Level"),
    )
    status: EventStatus = attrs.field(converter=event_status, metadata=STATUS)
    agenda: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=described("Agenda", topics=True),
    )
    invitation: Invitation | None = attrs.field(
        default=None, metadata=described("Invitation")
    )
    superseded: tuple[Period, ...] = attrs.field(
        default=(),
        converter=_periods,
        validator=distinct,
        metadata=described("Expected earlier", ordered=True),
    )
    basis: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=BASIS
    )

    def __attrs_post_init__(self) -> None:
        """Check that nobody visits themselves."""
        disjoint(self, "visitors", "hosts")


@attrs.frozen(kw_only=True, repr=False, field_transformer=labelled)
class JointDeclaration(Record):
    """A document that several parties sign or issue together.

    `Record.when` is when it was or is to be signed.

    Attributes:
        parties: ids of the parties, at least two.
        title: what the document is called.
        status: how far it has come.
        horizon: the period that it is to cover.
        place: where it is signed, in plain words.
        visit: id of the visit during which it is signed.
        provisions: what it lays down, each in one line of the coder's own words.
        basis: ids of the statements it rests on.
    """

    parties: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=Rules(at_least(2), slugs),
        metadata=described("Parties", refers_to=ACTORS, part="by"),
    )
    title: str | None = attrs.field(
        default=None, validator=one_line, metadata=described("Title")
    )
    status: EventStatus = attrs.field(converter=event_status, metadata=STATUS)
    horizon: Period | None = attrs.field(default=None, metadata=described("Covers"))
    place: str | None = attrs.field(default=None, validator=one_line, metadata=PLACE)
    visit: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=described("During the visit", refers_to=("StateVisit",)),
    )
    provisions: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=lines,
        metadata=described("Provisions", coders_own=True),
    )
    basis: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=BASIS
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=labelled)
class Response:
    """What somebody answered to an allegation.

    Attributes:
        actors: ids of those who answered, at least one.
        kind: what the answer does to the allegation.
        when: when they answered.
        statement: id of the statement by which they did.
        evidence: the places it rests on; at least one, unless there is a statement.
    """

    __repr__ = short_repr

    actors: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Answered by", refers_to=ACTORS),
    )
    kind: ResponseKind = attrs.field(
        converter=response_kind, metadata=described("Answer")
    )
    when: Period | None = attrs.field(default=None, metadata=described("When"))
    statement: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=described("Statement", refers_to=("Statement",)),
    )
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(),
        converter=_evidence,
        validator=distinct,
        metadata=described("Evidence", coders_own=True),
    )

    def __attrs_post_init__(self) -> None:
        """Check that the response rests on something."""
        if self.statement is None and not self.evidence:
            broken(self, "evidence", "needs evidence or a statement", self.evidence)


def _responses(value: Sequence[Response]) -> tuple[Response, ...]:
    return several(Response, value)


@attrs.frozen(kw_only=True, repr=False, field_transformer=labelled)
class Allegation(Record):
    """An accusation, which is never a fact, with what was answered to it.

    `Record.when` is when the accusation was made.

    Attributes:
        accusers: ids of those who accuse, at least one.
        accused: ids of those accused, at least one.
        conduct: what they are accused of, in one line of the coder's own words.
        mentions: ids of other actors spoken of.
        responses: what was answered, in the order of the source.
        basis: ids of the statements it rests on.
    """

    accusers: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Accusers", refers_to=ACTORS, part="by"),
    )
    accused: tuple[str, ...] = attrs.field(
        converter=texts,
        validator=SOME,
        metadata=described("Accused", refers_to=ACTORS, part="to"),
    )
    conduct: str = attrs.field(
        validator=one_line, metadata=described("Accusation", coders_own=True)
    )
    mentions: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=MENTIONS
    )
    responses: tuple[Response, ...] = attrs.field(
        default=(),
        converter=_responses,
        validator=distinct,
        metadata=described("Responses"),
    )
    basis: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=BASIS
    )

    def __attrs_post_init__(self) -> None:
        """Check that nobody accuses themselves, and who may respond in which way."""
        disjoint(self, "accusers", "accused")
        others = self._actors(ResponseKind.RETRACTION) - set(self.accusers)
        if others:
            broken(self, "responses", "only accusers can retract", sorted(others))
        judged = (ResponseKind.DENIAL, ResponseKind.CORROBORATION)
        own = self._actors(*judged) & set(self.accusers)
        if own:
            rule = "accusers can neither deny nor corroborate what they allege"
            broken(self, "responses", rule, sorted(own))

    @property
    def standing(self) -> Standing:
        """Where the allegation stands, which follows from the responses alone.

        Retracted when every accuser has retracted; else disputed when it is both
        denied and corroborated; else denied or corroborated when it is one of them;
        else alleged.
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


RECORD_KINDS = (
    Kind(StateVisit, "visit", "visits", "Visit", "visiting"),
    Kind(JointDeclaration, "declaration", "declarations", "Joint declaration"),
    Kind(Allegation, "allegation", "allegations", "Allegation", "against"),
    Kind(Statement, "statement", "statements", "Statement", "to"),
)
"""The kinds of records, in the order in which they are shown."""

RECORD_TYPES = tuple([kind.cls for kind in RECORD_KINDS])
