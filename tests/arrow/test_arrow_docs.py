"""The page of the documentation that lists the columns."""

from pathlib import Path

import pyarrow as pa

from diplomacy_events import Source
from diplomacy_events.arrow import schema
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.records import RECORD_TYPES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "arrow.md"
KINDS = (*RECORD_TYPES, *ACTOR_TYPES, Source)


def shown(found: pa.DataType) -> str:
    """Return a type as the page names it."""
    if pa.types.is_list(found):
        return f"list<{shown(found.value_type)}>"
    if pa.types.is_struct(found):
        parts = ", ".join(f"{part.name}: {shown(part.type)}" for part in found)
        return f"struct<{parts}>"
    if pa.types.is_dictionary(found):
        return f"dictionary<{shown(found.value_type)}>"
    return "date32" if pa.types.is_date32(found) else str(found)


def rows() -> list[str]:
    """Return the rows of the table as they should be."""
    found: dict[str, tuple[str, list[str]]] = {}
    for kind in KINDS:
        for field in schema(kind, names=True, folded=True):
            may = "" if field.nullable else ", never null"
            cell = f"`{shown(field.type)}`{may}"
            held, kinds = found.setdefault(field.name, (cell, []))
            kinds.append(kind.__name__ if held == cell else f"{kind.__name__} ({cell})")
    return [
        f"| `{name}` | {cell} | {', '.join(kinds)} |"
        for name, (cell, kinds) in found.items()
    ]


def test_the_page_lists_the_columns() -> None:
    """Every column of every class stands there with its type, and no other."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("| `")] == rows()
