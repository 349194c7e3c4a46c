"""JSON (RFC 8259): one readable document that loses nothing."""

import json
from collections import Counter
from typing import Any, NoReturn

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.structure import Unfit, structure, unstructure

__all__ = ["FORMAT"]


def dumps(dataset: Dataset) -> str:
    """Return a dataset as one JSON document."""
    return json.dumps(unstructure(dataset), ensure_ascii=False, indent=2) + "\n"


def loads(data: str | bytes) -> Dataset:
    """Return the dataset that a JSON document holds.

    Raises:
        FormatError: if it holds none; the error lists every fault with its JSON path.
    """
    try:
        text = data.decode() if isinstance(data, bytes) else data
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError as error:
        _refuse(f"not UTF-8: {error.reason} at byte {error.start}", error)
    except RecursionError as error:
        _refuse("nested too deeply", error)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        _refuse(f"not JSON: {error.msg} at {place}", error)
    except ValueError as error:
        # The parser's only other complaint is about integers of thousands of digits.
        _refuse("an integer of too many digits", error)
    return structure(value)


def _object(pairs: list[tuple[str, Any]]) -> Any:
    """Make an object, or, as JSON leaves its meaning open, refuse a repeated key."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    counts = Counter(key for key, _ in pairs)
    repeated = [key for key, count in counts.items() if count > 1]
    return Unfit(f"an object that repeats the key {', '.join(map(repr, repeated))}")


def _constant(name: str) -> Unfit:
    return Unfit(f"{name}, which JSON does not have")


def _refuse(problem: str, cause: Exception) -> NoReturn:
    raise FormatError("not a JSON document", faults=(Fault("$", problem),)) from cause


FORMAT = Format(
    name="json",
    suffixes=(".json",),
    lossless=True,
    dumps=dumps,
    loads=loads,
)
