"""How datasets are written and read: one module per format."""

from diplomacy_events.formats.registry import dumps, formats, loads, read, write

__all__ = ["dumps", "formats", "loads", "read", "write"]
