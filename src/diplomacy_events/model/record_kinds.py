"""The four kinds of records: visits, declarations, allegations and statements."""

from diplomacy_events.model.allegations import Allegation, Response
from diplomacy_events.model.declarations import JointDeclaration
from diplomacy_events.model.metadata import Kind
from diplomacy_events.model.record import Record
from diplomacy_events.model.statements import Statement
from diplomacy_events.model.visits import Invitation, StateVisit

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

RECORD_KINDS = (
    Kind(StateVisit, "visit", "visits", StateVisit.kind_label, "visiting"),
    Kind(JointDeclaration, "declaration", "declarations", JointDeclaration.kind_label),
    Kind(Allegation, "allegation", "allegations", Allegation.kind_label, "against"),
    Kind(Statement, "statement", "statements", Statement.kind_label, "to"),
)
"""The kinds of records, in the order in which they are shown."""

RECORD_TYPES = tuple([kind.cls for kind in RECORD_KINDS])
