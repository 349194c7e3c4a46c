"""Import the field's own tables: every row is accounted for, and each one is evidence.

>>> from diplomacy_events.imports import importers
>>> print(importers()[0].title)
Office of the Historian: visits to the United States, trips of its leaders
"""

from diplomacy_events.imports.account import Account, Outcome, Rows
from diplomacy_events.imports.annotations.brat_export import write_brat
from diplomacy_events.imports.annotations.label_studio_export import (
    label_studio_config,
    label_studio_tasks,
)
from diplomacy_events.imports.importer import Import, Importer
from diplomacy_events.imports.importing import import_table
from diplomacy_events.imports.own.own import read_own
from diplomacy_events.imports.own.rows import Row
from diplomacy_events.imports.parts import import_tables
from diplomacy_events.imports.registry import importers
from diplomacy_events.imports.tables import Table

__all__ = [
    "Account",
    "Import",
    "Importer",
    "Outcome",
    "Row",
    "Rows",
    "Table",
    "import_table",
    "import_tables",
    "importers",
    "label_studio_config",
    "label_studio_tasks",
    "read_own",
    "write_brat",
]
