"""Speech that a text reports in its own words: its speakers and its carriers."""

from diplomacy_events.coding.reporting.reports import Report, reports
from diplomacy_events.coding.reporting.side_by_side import side_by_side

__all__ = ["Report", "reports", "side_by_side"]
