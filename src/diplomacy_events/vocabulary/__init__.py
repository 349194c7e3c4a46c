"""The closed vocabularies. Each member has a definition and an invented example."""

from diplomacy_events.vocabulary.acts import CLOSE_ACTS, SpeechAct
from diplomacy_events.vocabulary.coders import Coded, CodingMethod
from diplomacy_events.vocabulary.days import Certainty, Qualifier
from diplomacy_events.vocabulary.events import (
    DocumentForm,
    EventStatus,
    MeetingForm,
    VisitLevel,
)
from diplomacy_events.vocabulary.speech import Manner, ResponseKind, Standing
from diplomacy_events.vocabulary.term import Vocabulary

__all__ = [
    "CLOSE_ACTS",
    "VOCABULARIES",
    "Certainty",
    "Coded",
    "CodingMethod",
    "DocumentForm",
    "EventStatus",
    "Manner",
    "MeetingForm",
    "Qualifier",
    "ResponseKind",
    "SpeechAct",
    "Standing",
    "VisitLevel",
    "Vocabulary",
]

VOCABULARIES: tuple[type[Vocabulary], ...] = (
    SpeechAct,
    Manner,
    ResponseKind,
    Standing,
    EventStatus,
    MeetingForm,
    VisitLevel,
    DocumentForm,
    CodingMethod,
    Coded,
    Qualifier,
    Certainty,
)
"""Every vocabulary, in the order of the codebook."""
