"""Speech that a text reports in its own words: its speakers and its carriers."""

from diplomacy_events.coding.reporting.reports import Report, reports

__all__ = ["Report", "reports"]
