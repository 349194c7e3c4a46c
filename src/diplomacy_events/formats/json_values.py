"""Datasets from and to the values of a JSON document, which CSV uses as well."""

from typing import Any

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault
from diplomacy_events.formats import versions
from diplomacy_events.formats.assembly import Assembly, refuse_faults
from diplomacy_events.formats.converter import (
    HEADER,
    FaultyError,
    header,
    structure,
    unstructure,
)
from diplomacy_events.formats.strict_json import value_repr
from diplomacy_events.integrity import Placed
from diplomacy_events.model.description import SECTIONS
from diplomacy_events.model.sources import Source

__all__ = ["from_values", "to_values"]


def to_values(dataset: Dataset) -> dict[str, Any]:
    """Return a dataset as the values of a JSON document."""
    about = {name: getattr(dataset, name) for name in HEADER}
    parts = {name: list(map(unstructure, getattr(dataset, name))) for name in SECTIONS}
    return {
        "schema_version": versions.SCHEMA_VERSION,
        **{name: value for name, value in about.items() if value is not None},
        **{name: items for name, items in parts.items() if items},
    }


def from_values(value: object) -> Dataset:
    """Return the dataset that the values of a JSON document describe.

    Raises:
        FormatError: if they are not valid; the error lists the faults with their JSON
            paths.
    """
    if type(value) is not dict:
        refuse_faults((Fault("$", _expected_message("an object", value)),))
    version = versions.check_version(value)
    assembly = Assembly()
    about_dataset: dict[str, object] = {}
    try:
        about = versions.upgrade(value, version, "Dataset")
        about_dataset = header(about, ("schema_version", *SECTIONS))
    except FaultyError as error:
        assembly.fail(error, "$", {"id": ""})
    for name, section in SECTIONS.items():
        items = value.get(name, [])
        _read_section(assembly, items, f"$.{name}", section.base, version)
    return assembly.dataset(about_dataset)


def _read_section(
    assembly: Assembly, items: object, path: str, cls: type, version: int
) -> None:
    if type(items) is not list:
        assembly.fail(
            FaultyError([Fault("", _expected_message("an array", items))]), path
        )
        return
    kind = "Source" if cls is Source else None
    for index, item in enumerate(items):
        if assembly.full:
            break
        place = f"{path}[{index}]"
        try:
            value = versions.upgrade(item, version, kind)
            assembly.members.append(Placed(place, structure(value, cls)))
        except FaultyError as error:
            assembly.fail(error, place, item)


def _expected_message(what: str, value: object) -> str:
    return f"expected {what}, got {value_repr(value)}"
