"""Diplomatic events from the news, as records that can be checked.

>>> from diplomacy_events import load_article
>>> visit = load_article().visits.one()
>>> print(visit.when)
20–22 March 2023
"""

from diplomacy_events.dataset import Dataset, Records
from diplomacy_events.datasets import load_article
from diplomacy_events.errors import (
    AmbiguousNameError,
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
    UnknownFieldError,
    UnknownNameError,
)
from diplomacy_events.formats import (
    RecordStream,
    dumps,
    formats,
    iter_records,
    json_schema,
    loads,
    read,
    write,
)
from diplomacy_events.frames import scan
from diplomacy_events.model.actors import (
    Actor,
    Group,
    Organization,
    Party,
    Person,
    Role,
    State,
)
from diplomacy_events.model.coding import Coding, Variable
from diplomacy_events.model.edtf import Edge
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.phrases import resolve
from diplomacy_events.query import field
from diplomacy_events.sheets import read_all, read_sheet, write_sheet
from diplomacy_events.vocabulary import (
    Certainty,
    Coded,
    CodingMethod,
    DocumentForm,
    EventStatus,
    Manner,
    MeetingForm,
    Qualifier,
    ResponseKind,
    SpeechAct,
    Standing,
    VisitLevel,
)

__all__ = [
    "Actor",
    "Allegation",
    "AmbiguousNameError",
    "Certainty",
    "Coded",
    "Coding",
    "CodingMethod",
    "Dataset",
    "DiplomacyEventsError",
    "DocumentForm",
    "EDTFError",
    "Edge",
    "EventStatus",
    "Evidence",
    "EvidenceError",
    "Fault",
    "FieldTypeError",
    "FieldValueError",
    "FormatError",
    "Group",
    "IntegrityError",
    "Invitation",
    "JointDeclaration",
    "Manner",
    "MeetingForm",
    "MissingExtraError",
    "NotOneError",
    "Organization",
    "Party",
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
    "UnknownFieldError",
    "UnknownNameError",
    "Variable",
    "VisitLevel",
    "__version__",
    "dumps",
    "field",
    "formats",
    "iter_records",
    "json_schema",
    "load_article",
    "loads",
    "read",
    "read_all",
    "read_sheet",
    "resolve",
    "scan",
    "write",
    "write_sheet",
]

__version__ = "0.1.0"
"""The version, following Semantic Versioning."""
