"""Diplomatic events from the news, as records that can be checked.

>>> from diplomacy_events import load_article
>>> visit = load_article().visits.one()
>>> print(visit.when)
20–22 March 2023
"""

from diplomacy_events.dataset import Dataset, Records
from diplomacy_events.datasets import load_article
from diplomacy_events.errors import (
    DiplomacyEventsError,
    EDTFError,
    EvidenceError,
    Fault,
    FieldTypeError,
    FieldValueError,
    FormatError,
    IntegrityError,
    MissingExtraError,
    NotOneError,
    PhraseError,
    UnknownNameError,
)
from diplomacy_events.formats import (
    Format,
    Omission,
    RecordStream,
    dumps,
    formats,
    iter_records,
    loads,
    read,
    write,
)
from diplomacy_events.model.actors import (
    Actor,
    Group,
    Organization,
    Person,
    Role,
    State,
)
from diplomacy_events.model.edtf import Edge
from diplomacy_events.model.period import Period
from diplomacy_events.model.records import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Evidence, Source, SourceText
from diplomacy_events.phrases import resolve
from diplomacy_events.vocabulary import (
    Certainty,
    EventStatus,
    Manner,
    Qualifier,
    ResponseKind,
    SpeechAct,
    Standing,
    VisitLevel,
)

__all__ = [
    "Actor",
    "Allegation",
    "Certainty",
    "Dataset",
    "DiplomacyEventsError",
    "EDTFError",
    "Edge",
    "EventStatus",
    "Evidence",
    "EvidenceError",
    "Fault",
    "FieldTypeError",
    "FieldValueError",
    "Format",
    "FormatError",
    "Group",
    "IntegrityError",
    "Invitation",
    "JointDeclaration",
    "Manner",
    "MissingExtraError",
    "NotOneError",
    "Omission",
    "Organization",
    "Period",
    "Person",
    "PhraseError",
    "Qualifier",
    "Record",
    "RecordStream",
    "Records",
    "Response",
    "ResponseKind",
    "Role",
    "Source",
    "SourceText",
    "SpeechAct",
    "Standing",
    "State",
    "StateVisit",
    "Statement",
    "UnknownNameError",
    "VisitLevel",
    "__version__",
    "dumps",
    "formats",
    "iter_records",
    "load_article",
    "loads",
    "read",
    "resolve",
    "write",
]

__version__ = "0.1.0"
