"""The schema version that files name: which are read, and the steps between them.

What is only added to the model needs no step: an older file lacks it, and a reader
fills in the default. A step is for what changes its name or its meaning.
"""

from collections.abc import Callable, Mapping
from typing import Any

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.converter import FaultyError
from diplomacy_events.formats.strict_json import value_repr

__all__ = ["SCHEMA_VERSION", "STEPS", "check_version", "steps_from", "upgrade"]

Step = Callable[[str, dict[str, Any]], dict[str, Any]]

SCHEMA_VERSION = 1
# The step from a version to the next, by the number of the first. It is given the name
# of a class, such as "Statement", or "Dataset" for what describes the whole, and one
# JSON object of it, of which nothing is checked yet; it returns a new object. JSON and
# JSON Lines go through it, and the objects that the rows of CSV make. Parquet, whose
# columns never become JSON, does not: what it must read is to be decided with the step.
STEPS: dict[int, Step] = {}


def check_version(value: Mapping[str, object], line: int | None = None) -> int:
    """Return the schema version that an object names.

    Raises:
        FormatError: if it is not one that is read; it names both.
    """
    found = value.get("schema_version")
    if type(found) is not int or not 1 <= found <= SCHEMA_VERSION:
        problem = f"expected a version up to {SCHEMA_VERSION}, got {value_repr(found)}"
        fault = Fault("$.schema_version", problem, line=line)
        raise FormatError("not a version that is read", faults=(fault,))
    return found


def steps_from(version: int) -> list[Step]:
    """Return the steps from a version to the present one."""
    return [step for number, step in sorted(STEPS.items()) if number >= version]


def upgrade(value: object, version: int, kind: str | None = None) -> Any:
    """Return a JSON object of a version as the present version has it.

    Args:
        value: the object, or whatever stands in its place, which is left to be refused.
        version: the schema version of the file.
        kind: the name of its class, where its key ``type`` does not say it.

    Raises:
        FaultyError: if a step cannot use it.
    """
    if type(value) is not dict:
        return value
    for step in steps_from(version):
        try:
            value = step(kind or str(value.get("type")), value)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            problem = f"not as in schema version {version}: {error!a}"
            raise FaultyError([Fault("", problem)]) from error
    return value
