"""How far events have come, and their forms and levels."""

from diplomacy_events.vocabulary.term import Vocabulary

__all__ = ["DocumentForm", "EventStatus", "MeetingForm", "VisitLevel"]


class EventStatus(Vocabulary):
    """How far an event has come, no further than its source says."""

    EXPECTED = (
        "expected",
        "Others expect it, but none of its participants has announced it.",
        "Diplomats expect her to travel to Port Belmor in May.",
    )
    PLANNED = (
        "planned",
        "One side has announced it.",
        "Arvandia said that its president would travel to Port Belmor.",
    )
    CONFIRMED = (
        "confirmed",
        "Every side has announced or confirmed it.",
        "Belmoria confirmed the visit that Arvandia had announced.",
    )
    UNDER_WAY = (
        "under-way",
        "A source says that it has begun, but not that it has ended.",
        "On the second day of her visit, the president laid a wreath.",
    )
    OCCURRED = (
        "occurred",
        "A source says that it took place.",
        "The president returned from Port Belmor on Friday.",
    )
    POSTPONED = (
        "postponed",
        "A source says that it was postponed, whether or not to a known day.",
        "The visit was put off until the autumn.",
    )
    CANCELLED = (
        "cancelled",
        "A source says that it was agreed or announced, but will not take place.",
        "The president called off her visit after the shelling.",
    )
    DECLINED = (
        "declined",
        "One side said no before it was agreed.",
        "The king will not accept the invitation to Port Belmor.",
    )
    UNKNOWN = (
        "unknown",
        "Nothing shows how far it has come.",
        "A machine-coded table lists a visit, and nothing more.",
    )


class MeetingForm(Vocabulary):
    """The form in which people meet."""

    VISIT = (
        "visit",
        "Some participants travel to others, who receive them.",
        "The president of Arvandia visits Port Belmor.",
    )
    MEETING = (
        "meeting",
        "They talk in one place, and none is reported to visit another.",
        "The two foreign ministers met in Geneva.",
    )
    SUMMIT = (
        "summit",
        "Leaders meet, alone or with their staff, at an event called a summit.",
        "The leaders of nine states gather for the summit of the lake countries.",
    )
    CALL = (
        "call",
        "They talk by telephone.",
        "President Lind spoke with President Soren by telephone.",
    )
    VIDEO_CALL = (
        "video-call",
        "They talk by video.",
        "The ministers conferred by video link.",
    )


class VisitLevel(Vocabulary):
    """Protocol level of a visit, as the source calls it."""

    STATE = (
        "state",
        "The source calls it a state visit.",
        "The king arrived for a state visit.",
    )
    OFFICIAL = (
        "official",
        "The source calls it an official visit.",
        "The prime minister is on an official visit.",
    )
    OFFICIAL_WORKING = (
        "official-working",
        "The source calls it an official working visit.",
        "The chancellor came for an official working visit.",
    )
    WORKING = (
        "working",
        "The source calls it a working visit.",
        "The minister paid a one-day working visit.",
    )
    UNOFFICIAL = (
        "unofficial",
        "The source says that it is not official, but not that it is private.",
        "The former president came as an unofficial envoy.",
    )
    PRIVATE = (
        "private",
        "The source calls it private.",
        "The queen spent a private week at the lake.",
    )
    UNSPECIFIED = (
        "unspecified",
        "The source does not say.",
        "The president will travel to Port Belmor.",
    )


class DocumentForm(Vocabulary):
    """What kind of document several parties sign or issue, as the source calls it."""

    DECLARATION = (
        "declaration",
        "The source calls it a declaration.",
        "They signed a declaration on the lake.",
    )
    STATEMENT = (
        "statement",
        "The source calls it a joint statement.",
        "The ministers issued a joint statement.",
    )
    COMMUNIQUE = (
        "communique",
        "The source calls it a communiqué.",
        "The communiqué of the summit names no date.",
    )
    TREATY = (
        "treaty",
        "The source calls it a treaty, pact, convention or charter.",
        "Both presidents signed the border treaty.",
    )
    AGREEMENT = (
        "agreement",
        "The source calls it an agreement, accord, deal or contract.",
        "They signed an agreement on gas.",
    )
    MEMORANDUM = (
        "memorandum",
        "The source calls it a memorandum.",
        "A memorandum of understanding on fishing was signed.",
    )
    PROTOCOL = (
        "protocol",
        "The source calls it a protocol.",
        "A protocol to the treaty sets the quotas.",
    )
    UNSPECIFIED = (
        "unspecified",
        "The source does not say.",
        "Several documents will be signed.",
    )
