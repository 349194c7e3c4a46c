"""Coding an article: what its text offers, and what a coding of it still lacks."""

from diplomacy_events.coding.checking import Check, check
from diplomacy_events.coding.drafting import Draft, draft
from diplomacy_events.coding.passages import Passage, paragraphs
from diplomacy_events.coding.quotations import Quotation, Quotations, quotations

__all__ = [
    "Check",
    "Draft",
    "Passage",
    "Quotation",
    "Quotations",
    "check",
    "draft",
    "paragraphs",
    "quotations",
]
