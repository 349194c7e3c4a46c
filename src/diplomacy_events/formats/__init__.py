"""How datasets are written and read: one module per format."""

from diplomacy_events.formats.format import Format, Omission
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
    "Format",
    "Omission",
    "RecordStream",
    "dumps",
    "formats",
    "iter_records",
    "loads",
    "read",
    "write",
]
