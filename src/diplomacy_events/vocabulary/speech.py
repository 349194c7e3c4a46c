"""How words are reported, what answers do, and where allegations stand."""

from diplomacy_events.vocabulary.term import Vocabulary

__all__ = ["Manner", "ResponseKind", "Standing"]


class Manner(Vocabulary):
    """How a source renders what was said."""

    DIRECT = (
        "direct",
        "Whole sentences are in quotation marks.",
        "“We will sign in May,” said Lind.",
    )
    INDIRECT = (
        "indirect",
        "It is reported in the source's words only.",
        "Lind said that they would sign in May.",
    )
    MIXED = (
        "mixed",
        "Some of the speaker's words are quoted in a sentence of the source.",
        "Lind spoke of “a new beginning” for the lake.",
    )


class ResponseKind(Vocabulary):
    """What a response does to the allegation that it answers."""

    DENIAL = (
        "denial",
        "They say that it is not true.",
        "Belmoria said that it had fired no shells.",
    )
    CORROBORATION = (
        "corroboration",
        "The accused admit it, or somebody else says that it is true.",
        "Observers said that the shells had come from Belmoria.",
    )
    RETRACTION = (
        "retraction",
        "An accuser withdraws the accusation.",
        "Arvandia said that its report of shelling had been wrong.",
    )
    REMARK = (
        "remark",
        "They respond to it, but say neither that it is true nor that it is not.",
        "Belmoria said that it would look into the report.",
    )
    NO_COMMENT = (
        "no-comment",
        "They say that they will not comment on it.",
        "The army of Belmoria would not comment on the report.",
    )


class Standing(Vocabulary):
    """Where an allegation stands, given the responses to it."""

    ALLEGED = (
        "alleged",
        "Nobody has denied or corroborated it, and not every accuser has retracted it.",
        "Arvandia said that Belmoria had shelled a village.",
    )
    DENIED = (
        "denied",
        "Somebody denies it, and nobody corroborates it.",
        "Arvandia spoke of shelling; Belmoria denied it.",
    )
    CORROBORATED = (
        "corroborated",
        "Somebody corroborates it, and nobody denies it.",
        "Arvandia spoke of shelling; observers said that they had seen it.",
    )
    DISPUTED = (
        "disputed",
        "Some deny it, and others corroborate it.",
        "Belmoria denied the shelling that observers said they had seen.",
    )
    RETRACTED = (
        "retracted",
        "Every accuser has retracted it.",
        "Arvandia said that there had been no shelling after all.",
    )
