"""How datasets are written and read: one module per format."""

from diplomacy_events.formats.io import (
    RecordStream,
    dumps,
    iter_records,
    loads,
    read,
    write,
)
from diplomacy_events.formats.json.json_schema import json_schema
from diplomacy_events.formats.registry import formats

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
