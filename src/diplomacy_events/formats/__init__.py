"""How datasets are written and read: one module per format."""

from diplomacy_events.formats.registry import (
    RecordStream,
    dumps,
    formats,
    iter_records,
    loads,
    read,
    write,
)
from diplomacy_events.formats.schema import json_schema

__all__ = [
    "RecordStream",
    "dumps",
    "formats",
    "iter_records",
    "json_schema",
    "loads",
    "read",
    "write",
]
