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

__all__ = [
    "RecordStream",
    "dumps",
    "formats",
    "iter_records",
    "loads",
    "read",
    "write",
]
