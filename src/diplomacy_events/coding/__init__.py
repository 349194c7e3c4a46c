"""Coding an article: suggestions from its text, and checks of its codings."""

from diplomacy_events.coding.alarms import Alarm
from diplomacy_events.coding.blank_sheet import new_sheet
from diplomacy_events.coding.checking import Check, check
from diplomacy_events.coding.drafting import Draft, draft
from diplomacy_events.coding.extracting import Extract, extract
from diplomacy_events.coding.model_instructions import instructions
from diplomacy_events.coding.passages import Passage, paragraphs
from diplomacy_events.coding.quotations import Quotation, Quotations, quotations
from diplomacy_events.coding.reporting import Report, reports
from diplomacy_events.coding.revision import revise
from diplomacy_events.coding.sentences import sentences
from diplomacy_events.coding.sheet.compiling import compile
from diplomacy_events.coding.sheet.schema import sheet_schema

__all__ = [
    "Alarm",
    "Check",
    "Draft",
    "Extract",
    "Passage",
    "Quotation",
    "Quotations",
    "Report",
    "check",
    "compile",
    "draft",
    "extract",
    "instructions",
    "new_sheet",
    "paragraphs",
    "quotations",
    "reports",
    "revise",
    "sentences",
    "sheet_schema",
]
