"""The schema versions of files: which can be read, and the steps between them.

Additions to the model need no step: an older file lacks them, and a reader fills in the
default. A step handles a change of name or meaning.
"""

from collections.abc import Callable, Mapping
from typing import Any

from diplomacy_events.errors import Fault
from diplomacy_events.formats.converter import FaultyError
from diplomacy_events.formats.strict_json import value_repr
from diplomacy_events.model.schema_version import SCHEMA_VERSION, readable_version

__all__ = ["SCHEMA_VERSION", "STEPS", "check_version", "steps_from", "upgrade"]

Step = Callable[[str, dict[str, object]], dict[str, object]]

# The steps from each version to the next, by the number of the older one. A step takes
# the name of a class, such as "Statement" (or "Dataset" for the description of the
# whole), and an unchecked JSON object of that class, and returns a new object. JSON,
# JSON Lines and the objects from the rows of CSV use these steps. Parquet does not,
# because its columns never become JSON: decide with each step how to read Parquet.
STEPS: dict[int, Step] = {}


def check_version(value: Mapping[str, object], line: int | None = None) -> int:
    """Return the schema version in an object.

    Raises:
        FormatError: if this version cannot be read; the error names both.
    """
    version = value.get("schema_version")
    return readable_version(version, value_repr(version), SCHEMA_VERSION, line=line)


def steps_from(version: int) -> list[Step]:
    """Return the steps from a version to the current one."""
    return [step for number, step in sorted(STEPS.items()) if number >= version]


def upgrade(value: object, version: int, kind: str | None = None) -> Any:
    """Upgrade a JSON object from a version to the current one.

    Args:
        value: the object; any other value is returned unchanged, to be refused later.
        version: the schema version of the file.
        kind: the name of its class, if its key ``type`` does not state it.

    Raises:
        FaultyError: if a step cannot use it.
    """
    if type(value) is not dict:
        return value
    for step in steps_from(version):
        try:
            value = step(kind or str(value.get("type")), value)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            problem = f"not valid in schema version {version}: {error!a}"
            raise FaultyError([Fault("", problem)]) from error
    return value
