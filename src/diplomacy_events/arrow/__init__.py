"""Between objects of the model and Arrow tables: columns of one schema per class."""

from diplomacy_events.arrow.columns import source_names
from diplomacy_events.arrow.reading import objects
from diplomacy_events.arrow.types import schema
from diplomacy_events.arrow.writing import table

__all__ = ["objects", "schema", "source_names", "table"]
