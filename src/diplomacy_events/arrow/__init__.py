"""Arrow tables of objects, and objects of tables, with one schema per class."""

from diplomacy_events.arrow.columns import source_names
from diplomacy_events.arrow.to_objects import objects
from diplomacy_events.arrow.to_table import table
from diplomacy_events.arrow.types import schema

__all__ = ["objects", "schema", "source_names", "table"]
