"""JSON (RFC 8259): one readable document that loses nothing."""

import json

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.json_values import from_values, to_values
from diplomacy_events.formats.strict_json import NotJsonError, parse

__all__ = ["FORMAT"]


def dumps(dataset: Dataset) -> str:
    """Return a dataset as one JSON document."""
    return json.dumps(to_values(dataset), ensure_ascii=False, indent=2) + "\n"


def loads(data: str | bytes) -> Dataset:
    """Return the dataset in a JSON document.

    Raises:
        FormatError: if it is not valid; the error lists the faults with their JSON
            paths.
    """
    try:
        value = parse(data)
    except NotJsonError as error:
        fault = Fault("$", str(error))
        raise FormatError("not a JSON document", faults=(fault,)) from error
    return from_values(value)


FORMAT = Format(
    name="json",
    suffixes=(".json",),
    lossless=True,
    dumps=dumps,
    loads=loads,
)
