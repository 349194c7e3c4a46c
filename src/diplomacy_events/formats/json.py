"""JSON (RFC 8259): one readable document that loses nothing."""

import json
from typing import Any

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats import versions
from diplomacy_events.formats.assembly import Assembly, refuse
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.strict import NotJsonError, parse, shown
from diplomacy_events.formats.structure import (
    FaultyError,
    header,
    structure,
    unstructure,
)
from diplomacy_events.integrity import Placed
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.records import Record
from diplomacy_events.model.sources import Source

__all__ = ["FORMAT", "from_values", "to_values"]

SECTIONS = {"sources": Source, "actors": Actor, "records": Record}


def dumps(dataset: Dataset) -> str:
    """Return a dataset as one JSON document."""
    return json.dumps(to_values(dataset), ensure_ascii=False, indent=2) + "\n"


def to_values(dataset: Dataset) -> dict[str, Any]:
    """Return a dataset as the values of a JSON document."""
    return {"schema_version": versions.SCHEMA_VERSION, **unstructure(dataset)}


def loads(data: str | bytes) -> Dataset:
    """Return the dataset that a JSON document holds.

    Raises:
        FormatError: if it holds none; it lists the faults, each with its JSON path.
    """
    try:
        value = parse(data)
    except NotJsonError as error:
        fault = Fault("$", str(error))
        raise FormatError("not a JSON document", faults=(fault,)) from error
    return from_values(value)


def from_values(value: Any) -> Dataset:
    """Return the dataset that the values of a JSON document describe.

    Raises:
        FormatError: if they describe none; it lists the faults with their JSON paths.
    """
    if type(value) is not dict:
        refuse((Fault("$", _expected("an object", value)),))
    version = versions.check_version(value)
    assembly = Assembly()
    said: dict[str, Any] = {}
    try:
        about = versions.upgraded(value, version, "Dataset")
        said = header(about, ("schema_version", *SECTIONS))
    except FaultyError as error:
        assembly.fail(error, "$", {"id": ""})
    for section, cls in SECTIONS.items():
        _read_section(assembly, value.get(section, []), f"$.{section}", cls, version)
    return assembly.dataset(said)


def _read_section(
    assembly: Assembly, items: Any, path: str, cls: type, version: int
) -> None:
    if type(items) is not list:
        assembly.fail(FaultyError([Fault("", _expected("an array", items))]), path)
        return
    kind = "Source" if cls is Source else None
    for index, item in enumerate(items):
        place = f"{path}[{index}]"
        try:
            value = versions.upgraded(item, version, kind)
            assembly.members.append(Placed(place, structure(value, cls)))
        except FaultyError as error:
            assembly.fail(error, place, item)


def _expected(what: str, value: object) -> str:
    return f"expected {what}, got {shown(value)}"


FORMAT = Format(
    name="json",
    suffixes=(".json",),
    lossless=True,
    dumps=dumps,
    loads=loads,
)
