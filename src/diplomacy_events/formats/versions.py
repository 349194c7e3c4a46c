"""Schema versions: which are read, and the steps from each to the next.

Whatever the format, a file of an older version is taken apart into plain JSON values,
and each value goes through the steps before anything of it is checked.
"""

from collections.abc import Callable, Mapping
from typing import Any

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.strict import Unfit, shown

__all__ = [
    "SCHEMA_VERSION",
    "STEPS",
    "check_version",
    "migrated",
    "migrated_header",
    "older",
]

Step = Callable[[dict[str, Any]], dict[str, Any]]

SCHEMA_VERSION = 1
# From each older version, the step to the next. It is given one object in the form that
# it has as a line of JSON Lines: with its class under "type", which is "Dataset" for
# what describes the whole. Nothing of it is checked yet. What this version no longer
# knows by name, such as a column, stands under the name that it has in the file.
STEPS: dict[int, Step] = {}


def check_version(value: Mapping[str, Any], line: int | None = None) -> int:
    """Return the schema version that an object names.

    Raises:
        FormatError: if it is not one that is read; it names both.
    """
    found = value.get("schema_version")
    oldest = min(STEPS, default=SCHEMA_VERSION)
    if type(found) is not int or not oldest <= found <= SCHEMA_VERSION:
        known = (
            f"{oldest} to {SCHEMA_VERSION}, which are"
            if STEPS
            else f"{oldest}, the only one"
        )
        problem = f"expected {known} read, got {shown(found)}"
        fault = Fault("$.schema_version", problem, line=line)
        raise FormatError("not a version that can be read", faults=(fault,))
    return found


def older(version: int) -> bool:
    """Return whether a version is older than the present one."""
    return version < SCHEMA_VERSION


def migrated(value: Any, version: int, kind: str | None = None) -> Any:
    """Return one object of a version in the form of the present one.

    Args:
        value: the object, or whatever stands in its place, which is left to be refused.
        version: the schema version of the file.
        kind: its class, where the file does not say so under "type".
    """
    if type(value) is not dict:
        return value
    made = {**value, **({} if kind is None else {"type": kind})}
    for number in range(version, SCHEMA_VERSION):
        try:
            made = STEPS[number](made)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            return Unfit(f"an object that is not of schema version {number}: {error}")
    if kind is not None:
        made.pop("type", None)
    return made


def migrated_header(
    value: dict[str, Any], version: int, line: int | None = None
) -> dict[str, Any]:
    """Return what describes a whole dataset in the form of the present version.

    Raises:
        FormatError: if it is not of the form of its own version.
    """
    made = migrated(value, version, "Dataset")
    if isinstance(made, Unfit):
        fault = Fault("$", f"expected an object, got {made.problem}", line=line)
        raise FormatError("not a version that can be read", faults=(fault,))
    return dict(made)
