"""Datasets of any size: questions that an engine answers, without loading the data."""

from diplomacy_events.frames.scanning import Scan, ScannedRecords, scan

__all__ = ["Scan", "ScannedRecords", "scan"]
