"""How datasets are written and read: one module per format."""

from diplomacy_events.formats.registry import formats
from diplomacy_events.formats.schema import json_schema
from diplomacy_events.formats.verbs import (
    RecordStream,
    dumps,
    iter_records,
    loads,
    read,
    write,
)

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
