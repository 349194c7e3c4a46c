"""``datapackage.json``: a description of the tables for their users.

Frictionless Data Package and Table Schema, version 2.0.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.formats.converter import HEADER
from diplomacy_events.formats.csv.table_schema import TABLES, Column, Table
from diplomacy_events.formats.json_values import from_values
from diplomacy_events.model.rules import short

__all__ = ["DESCRIPTOR_NAME", "descriptor_of", "read_descriptor"]

DESCRIPTOR_NAME = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"
# The description of the dataset; the rest of the file follows from it.
METADATA = ("schema_version", *HEADER)
SPREADSHEET_SAFE = "spreadsheet_safe"
ROW_COUNT = "rows"
# Lists that a later version of the model may extend.
GROWING = ("resources", "fields", "enum")


class Described(NamedTuple):
    """The description of a table in a descriptor.

    Attributes:
        columns: the names of its columns.
        rows: the stated number of rows, unchecked; `None` if missing.
    """

    columns: tuple[str, ...]
    rows: Any


class Descriptor(NamedTuple):
    """The content of a descriptor.

    Attributes:
        metadata: the description of the dataset, in its JSON form.
        safe: whether the tables are spreadsheet-safe.
        tables: the description of each table, by name.
    """

    metadata: dict[str, Any]
    safe: bool
    tables: dict[str, Described]


def descriptor_of(
    document: Mapping[str, Any],
    *,
    spreadsheet_safe: bool,
    counts: Mapping[str, int] | None = None,
) -> dict[str, object]:
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


def _resource(table: Table) -> dict[str, object]:
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


def _field(column: Column) -> dict[str, object]:
    constraints = {
        **({"required": True} if column.required else {}),
        **({"enum": list(column.choices)} if column.choices else {}),
    }
    return {
        "name": column.name,
        "type": column.kind,
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_keys(table: Table) -> Iterator[dict[str, object]]:
    if table.owner is not None:
        yield _foreign_key(table.identity[:-1], table.owner.name, table.owner.identity)
    for column in table.columns:
        if column.refers_to is not None:
            yield _foreign_key((column.name,), column.refers_to, ("id",))


def _foreign_key(
    fields: tuple[str, ...], table: str, identity: tuple[str, ...]
) -> dict[str, object]:
    reference = {"resource": table, "fields": list(identity)}
    return {"fields": list(fields), "reference": reference}


def read_descriptor(data: bytes) -> Descriptor:
    """Return the content of a descriptor.

    Raises:
        FormatError: if it is not a descriptor that this package writes.
    """
    try:
        values = json.loads(
            data.decode(), object_pairs_hook=_object, parse_constant=_constant
        )
    except (ValueError, RecursionError) as error:
        fault = Fault(DESCRIPTOR_NAME, f"not JSON: {error}")
        raise FormatError("not a data package", faults=(fault,)) from error
    if type(values) is not dict:
        fault = Fault(DESCRIPTOR_NAME, f"expected an object, got {short(values)}")
        raise FormatError("not a data package", faults=(fault,))
    metadata = {key: values[key] for key in METADATA if key in values}
    try:
        from_values(metadata)
    except FormatError as error:
        faults = tuple(
            fault._replace(path=f"{DESCRIPTOR_NAME}:{fault.path}")
            for fault in error.faults
        )
        raise FormatError(error.heading, faults=faults) from None
    safe = values.get(SPREADSHEET_SAFE) is True
    expected = descriptor_of(metadata, spreadsheet_safe=safe)
    counted = _without_counts(values)
    if faults := _first(_differences(counted, expected, f"{DESCRIPTOR_NAME}:$")):
        raise FormatError.of_first("not a data package of diplomacy_events", faults)
    return Descriptor(metadata, safe, _tables(values))


def _first(faults: Iterator[Fault]) -> tuple[Fault, ...]:
    return tuple(islice(faults, MOST_FAULTS + 1))


def _without_counts(found: dict[str, Any]) -> dict[str, object]:
    """Return a descriptor without the numbers of rows of its tables."""
    resources = found.get("resources")
    if type(resources) is not list:
        return found
    bare = [
        {key: value for key, value in resource.items() if key != ROW_COUNT}
        if type(resource) is dict
        else resource
        for resource in resources
    ]
    return {**found, "resources": bare}


def _tables(found: dict[str, Any]) -> dict[str, Described]:
    """Return the descriptions of the tables in a valid descriptor, by name."""
    return {
        resource["name"]: Described(
            columns=tuple([field["name"] for field in resource["schema"]["fields"]]),
            rows=resource.get(ROW_COUNT),
        )
        for resource in found["resources"]
    }


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object.

    Raises:
        ValueError: if it repeats a key.
    """
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("an object repeats a key")
    return values


def _constant(name: str) -> None:
    raise ValueError(f"{name}, which JSON does not have")


def _differences(found: object, expected: object, path: str) -> Iterator[Fault]:
    """Yield the places where a descriptor differs from what this package writes.

    A descriptor written before a table, a column or a member of a vocabulary was added
    lacks it, and is still valid.
    """
    if type(found) is dict and type(expected) is dict:
        for key in {**expected, **found}:
            if key not in found:
                yield Fault(f"{path}.{key}", "missing")
            elif key not in expected:
                yield Fault(f"{path}[{key!a}]", "unknown key")
            else:
                yield from _differences(found[key], expected[key], f"{path}.{key}")
    elif type(found) is list and type(expected) is list and _grows(found, path):
        yield from _unknown_items(found, expected, path)
    elif type(found) is not type(expected) or found != expected:
        yield Fault(path, f"expected {short(expected)}, got {short(found)}")


def _grows(found: list[Any], path: str) -> bool:
    """Return whether a list may be shorter in an older descriptor."""
    last = path.rpartition(".")[2]
    # Only the list of references may be empty.
    return last == "foreignKeys" or (last in GROWING and bool(found))


def _unknown_items(found: list[Any], expected: list[Any], path: str) -> Iterator[Fault]:
    """Yield the items of a list that are not among those expected, or repeated."""
    wanted = {_name(item): item for item in expected}
    present: set[str] = set()
    for index, item in enumerate(found):
        place, name = f"{path}[{index}]", _name(item)
        if name in present:
            yield Fault(place, f"{name} occurs twice")
        elif name not in wanted:
            yield Fault(place, f"unknown: {short(item)}")
        else:
            yield from _differences(item, wanted[name], place)
        present.add(name)
    for name, item in wanted.items():
        if name not in present and _is_needed(item):
            yield Fault(path, f"{name} is missing")


def _name(item: object) -> str:
    """Return the identity of an item of a list: its name, or else all of it."""
    name = item.get("name") if type(item) is dict else None
    return name if type(name) is str else json.dumps(item, sort_keys=True)


def _is_needed(item: object) -> bool:
    """Return whether every file must have an item: a column that must not be empty."""
    constraints = item.get("constraints", {}) if type(item) is dict else {}
    return "required" in constraints
