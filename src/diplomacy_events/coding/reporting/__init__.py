"""Speech that a text reports in its own words: who said so, and through whom."""

from diplomacy_events.coding.reporting.reports import Report, reports

__all__ = ["Report", "reports"]
