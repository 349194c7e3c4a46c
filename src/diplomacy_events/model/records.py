"""What happened, was said, is to be signed, is alleged: the four records."""

import attrs

from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import (
    at_least,
    broken,
    distinct,
    each,
    lines,
    one_line,
    refers_to,
    slug,
    slugs,
    spoken,
)
from diplomacy_events.model.shown import shown
from diplomacy_events.model.sources import Evidence
from diplomacy_events.model.typed import typed
from diplomacy_events.vocabulary import (
    EventStatus,
    Manner,
    ResponseKind,
    SpeechAct,
    Standing,
    VisitLevel,
)

__all__ = [
    "RECORD_TYPES",
    "Allegation",
    "Invitation",
    "JointDeclaration",
    "Record",
    "Response",
    "StateVisit",
    "Statement",
]

ACTORS = refers_to(*(cls.__name__ for cls in ACTOR_TYPES))
STATEMENTS = refers_to("Statement")
SOME = attrs.validators.and_(at_least(1), slugs)


def disjoint(instance: object, field: str, other: str, what: str = "actor") -> None:
    """Check that two fields have nothing in common.

    Raises:
        FieldValueError: if they have.
    """
    own, others = getattr(instance, field), getattr(instance, other)
    if not set(own).isdisjoint(others):
        common = set(own).intersection(others)
        broken(instance, field, f"must share no {what} with {other}", sorted(common))


@attrs.frozen(kw_only=True, init=False, eq=False, field_transformer=typed)
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

    __repr__ = shown

    id: str = attrs.field(validator=slug)
    when: Period
    gist: str = attrs.field(validator=one_line)
    topics: tuple[str, ...] = attrs.field(default=(), validator=slugs)
    evidence: tuple[Evidence, ...] = attrs.field(validator=[at_least(1), distinct])

    def _repr_html_(self) -> str:
        """Return a card for a notebook, with ids: `Dataset.card` knows the names."""
        # Only notebooks need it.
        from diplomacy_events.model.card import card

        return card(self)


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
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

    speakers: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    audience: tuple[str, ...] = attrs.field(
        default=(), validator=slugs, metadata=ACTORS
    )
    via: tuple[str, ...] = attrs.field(default=(), validator=slugs, metadata=ACTORS)
    manner: Manner
    act: SpeechAct
    quotes: tuple[str, ...] = attrs.field(default=(), validator=each(spoken))
    mentions: tuple[str, ...] = attrs.field(
        default=(), validator=slugs, metadata=ACTORS
    )
    silent_on: tuple[str, ...] = attrs.field(default=(), validator=slugs)

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


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=typed)
class Invitation:
    """An invitation to a visit.

    Attributes:
        by: ids of those who invite, at least one.
        to: ids of those invited, at least one.
        channel: how it was made, such as "video call".
        when: when it was made.
        proposed: when the visit was to be.
    """

    __repr__ = shown

    by: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    to: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    channel: str | None = attrs.field(default=None, validator=one_line)
    when: Period | None = None
    proposed: Period | None = None

    def __attrs_post_init__(self) -> None:
        """Check that nobody invites themselves."""
        disjoint(self, "to", "by")


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
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

    visitors: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    hosts: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    place: str | None = attrs.field(default=None, validator=one_line)
    level: VisitLevel = VisitLevel.UNSPECIFIED
    status: EventStatus
    agenda: tuple[str, ...] = attrs.field(default=(), validator=slugs)
    invitation: Invitation | None = None
    superseded: tuple[Period, ...] = attrs.field(default=(), validator=distinct)
    basis: tuple[str, ...] = attrs.field(
        default=(), validator=slugs, metadata=STATEMENTS
    )

    def __attrs_post_init__(self) -> None:
        """Check that nobody visits themselves."""
        disjoint(self, "visitors", "hosts")


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
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
        validator=[at_least(2), slugs], metadata=ACTORS
    )
    title: str | None = attrs.field(default=None, validator=one_line)
    status: EventStatus
    horizon: Period | None = None
    place: str | None = attrs.field(default=None, validator=one_line)
    visit: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=refers_to("StateVisit"),
    )
    provisions: tuple[str, ...] = attrs.field(default=(), validator=lines)
    basis: tuple[str, ...] = attrs.field(
        default=(), validator=slugs, metadata=STATEMENTS
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=typed)
class Response:
    """What somebody answered to an allegation.

    Attributes:
        actors: ids of those who answered, at least one.
        kind: what the answer does to the allegation.
        when: when they answered.
        statement: id of the statement by which they did.
        evidence: the places it rests on; at least one, unless there is a statement.
    """

    __repr__ = shown

    actors: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    kind: ResponseKind
    when: Period | None = None
    statement: str | None = attrs.field(
        default=None, validator=slug, metadata=STATEMENTS
    )
    evidence: tuple[Evidence, ...] = attrs.field(default=(), validator=distinct)

    def __attrs_post_init__(self) -> None:
        """Check that the response rests on something."""
        if self.statement is None and not self.evidence:
            broken(self, "evidence", "needs evidence or a statement", self.evidence)


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
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

    accusers: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    accused: tuple[str, ...] = attrs.field(validator=SOME, metadata=ACTORS)
    conduct: str = attrs.field(validator=one_line)
    mentions: tuple[str, ...] = attrs.field(
        default=(), validator=slugs, metadata=ACTORS
    )
    responses: tuple[Response, ...] = attrs.field(default=(), validator=distinct)
    basis: tuple[str, ...] = attrs.field(
        default=(), validator=slugs, metadata=STATEMENTS
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


RECORD_TYPES = (StateVisit, Statement, JointDeclaration, Allegation)
