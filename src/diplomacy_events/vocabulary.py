"""The closed vocabularies: how sure, how strong, how said."""

from enum import StrEnum

__all__ = [
    "Certainty",
    "EventStatus",
    "Manner",
    "Qualifier",
    "ResponseKind",
    "SpeechAct",
    "Standing",
    "VisitLevel",
]


class Certainty(StrEnum):
    """Answer to a question about uncertain days."""

    YES = "yes"
    """True of every combination of days that the periods allow."""
    MAYBE = "maybe"
    """True of some combinations and false of others."""
    NO = "no"
    """True of no combination."""

    def __bool__(self) -> bool:
        """Refuse to be taken for a truth value, as which even "no" would be true.

        Raises:
            TypeError: always.
        """
        raise TypeError("an answer may be maybe: compare it, as in `is Certainty.YES`")


class Qualifier(StrEnum):
    """How a source hedges a date (EDTF level 1, qualification of a date)."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


class EventStatus(StrEnum):
    """How far an event has come, no further than its source says."""

    EXPECTED = "expected"
    """Others expect it; none of those who would hold it has said so."""
    PLANNED = "planned"
    """One side has announced it."""
    CONFIRMED = "confirmed"
    """Every side has announced or confirmed it."""
    OCCURRED = "occurred"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class VisitLevel(StrEnum):
    """Protocol level of a visit."""

    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    PRIVATE = "private"
    UNSPECIFIED = "unspecified"


class Manner(StrEnum):
    """How a source renders what was said."""

    DIRECT = "direct"
    """Whole sentences between quotation marks."""
    INDIRECT = "indirect"
    """In the source's words alone."""
    MIXED = "mixed"
    """In the source's words, with the speaker's between quotation marks."""


class SpeechAct(StrEnum):
    """What a speaker does by saying it."""

    ACCUSE = "accuse"
    ANNOUNCE = "announce"
    COMMENT = "comment"
    CONDEMN = "condemn"
    CONFIRM = "confirm"
    DEMAND = "demand"
    DENY = "deny"
    DESIGNATE = "designate"
    """Put somebody into a legal category by declaring so."""
    DOUBT = "doubt"
    INVITE = "invite"
    PRAISE = "praise"
    PROMISE = "promise"
    PROPOSE = "propose"
    REFUSE = "refuse"
    REQUEST = "request"
    THREATEN = "threaten"
    WARN = "warn"


class ResponseKind(StrEnum):
    """What a response does to the allegation that it answers."""

    DENIAL = "denial"
    CORROBORATION = "corroboration"
    """An admission by the accused, or support by somebody else."""
    RETRACTION = "retraction"
    """An accuser takes the accusation back."""
    COMMENT = "comment"
    """Neither denies nor supports it."""


class Standing(StrEnum):
    """Where an allegation stands, given the responses to it."""

    ALLEGED = "alleged"
    """Nobody has denied, supported or retracted it."""
    DENIED = "denied"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    """Denied by some, supported by others."""
    RETRACTED = "retracted"
    """Every accuser has taken it back."""
