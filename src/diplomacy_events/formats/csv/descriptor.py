"""``datapackage.json``: what the tables are, for whoever opens them.

Frictionless Data Package and Table Schema, version 2.0.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.csv.table_schema import TABLES, Column, Table
from diplomacy_events.formats.json_values import from_values
from diplomacy_events.model.rules import short

__all__ = ["DESCRIPTOR_NAME", "descriptor_of", "read_descriptor"]

DESCRIPTOR_NAME = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"
# What describes the dataset; the rest of the file follows from it.
METADATA = (
    *("schema_version", "title", "description", "licence"),
    *("citation", "version"),
)
SPREADSHEET_SAFE = "spreadsheet_safe"
ROW_COUNT = "rows"


class Descriptor(NamedTuple):
    """What a descriptor says.

    Attributes:
        metadata: what describes the dataset, in its JSON form.
        safe: whether the tables are spreadsheet-safe.
        counts: how many rows the tables have, by name, as far as it says so.
    """

    metadata: dict[str, Any]
    safe: bool
    counts: dict[str, Any]


def descriptor_of(
    document: Mapping[str, Any],
    *,
    spreadsheet_safe: bool,
    counts: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return the descriptor of the tables of a dataset, given its JSON form."""
    metadata = {key: document[key] for key in METADATA if key in document}
    licence = metadata.get("licence")
    named = licence is not None and re.fullmatch(r"[-A-Za-z0-9._]+", licence)
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        **metadata,
        **({"licenses": [{"name": licence}]} if named else {}),
        SPREADSHEET_SAFE: spreadsheet_safe,
        "resources": [
            _resource(table) | ({ROW_COUNT: counts[table.name]} if counts else {})
            for table in TABLES
        ],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fields": [_field(column) for column in (*table.keys, *table.columns)],
            "primaryKey": list(table.identity),
            "foreignKeys": list(_foreign_keys(table)),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        **({"required": True} if column.required else {}),
        **({"enum": list(column.choices)} if column.choices else {}),
    }
    return {
        "name": column.name,
        "type": column.kind,
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    if table.owner is not None:
        yield _foreign_key(table.identity[:-1], table.owner.name, table.owner.identity)
    for column in table.columns:
        if column.refers_to is not None:
            yield _foreign_key((column.name,), column.refers_to, ("id",))


def _foreign_key(
    fields: tuple[str, ...], table: str, identity: tuple[str, ...]
) -> dict[str, Any]:
    reference = {"resource": table, "fields": list(identity)}
    return {"fields": list(fields), "reference": reference}


def read_descriptor(data: bytes) -> Descriptor:
    """Return what a descriptor says.

    Raises:
        FormatError: if it is not a descriptor that this package writes.
    """
    try:
        found = json.loads(
            data.decode(), object_pairs_hook=_object, parse_constant=_constant
        )
    except (ValueError, RecursionError) as error:
        fault = Fault(DESCRIPTOR_NAME, f"not JSON: {error}")
        raise FormatError("not a data package", faults=(fault,)) from error
    if type(found) is not dict:
        fault = Fault(DESCRIPTOR_NAME, f"expected an object, got {short(found)}")
        raise FormatError("not a data package", faults=(fault,))
    metadata = {key: found[key] for key in METADATA if key in found}
    try:
        from_values(metadata)
    except FormatError as error:
        faults = tuple(
            fault._replace(path=f"{DESCRIPTOR_NAME}:{fault.path}")
            for fault in error.faults
        )
        raise FormatError(error.heading, faults=faults) from None
    made = Descriptor(metadata, found.get(SPREADSHEET_SAFE) is True, _counts(found))
    expected = descriptor_of(metadata, spreadsheet_safe=made.safe)
    if faults := tuple(_differences(found, expected, f"{DESCRIPTOR_NAME}:$")):
        raise FormatError("not a data package of this form", faults=faults)
    return made


def _counts(found: dict[str, Any]) -> dict[str, Any]:
    """Take out of a descriptor how many rows its tables have."""
    resources = found.get("resources")
    return {
        str(resource.get("name")): resource.pop(ROW_COUNT)
        for resource in (resources if isinstance(resources, list) else ())
        if isinstance(resource, dict) and ROW_COUNT in resource
    }


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object.

    Raises:
        ValueError: if it repeats a key.
    """
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("an object repeats a key")
    return made


def _constant(name: str) -> None:
    raise ValueError(f"{name}, which JSON does not have")


def _differences(found: Any, expected: Any, path: str) -> Iterator[Fault]:
    """Yield the places where a descriptor is not as expected."""
    if type(found) is dict and type(expected) is dict:
        for key in {**expected, **found}:
            if key not in found:
                yield Fault(f"{path}.{key}", "missing")
            elif key not in expected:
                yield Fault(f"{path}[{key!a}]", "unknown key")
            else:
                yield from _differences(found[key], expected[key], f"{path}.{key}")
    elif type(found) is list and type(expected) is list and len(found) == len(expected):
        for index, (got, wanted) in enumerate(zip(found, expected, strict=True)):
            yield from _differences(got, wanted, f"{path}[{index}]")
    elif type(found) is not type(expected) or found != expected:
        yield Fault(path, f"expected {short(expected)}, got {short(found)}")
