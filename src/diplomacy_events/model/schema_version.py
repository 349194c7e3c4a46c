"""The version of the model, which files state."""

__all__ = ["KEY", "SCHEMA_VERSION"]

SCHEMA_VERSION = 1
"""A release that changes the model raises it by one."""
KEY = b"diplomacy_events"
"""The key of our metadata, with the version, in a Parquet file."""
