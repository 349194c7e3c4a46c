"""The version of the model, which files state."""

from diplomacy_events.errors import Fault, FormatError

__all__ = ["KEY", "SCHEMA_VERSION", "readable_version"]

SCHEMA_VERSION = 1
"""A release that changes the model raises it by one."""
KEY = b"diplomacy_events"
"""The key of our metadata, with the version, in a Parquet file."""


def readable_version(
    version: object, shown: str, latest: int, *, file: str = "", line: int | None = None
) -> int:
    """Return the version that a file states, if it can be read.

    Args:
        version: the version.
        shown: the version for a message.
        latest: the latest version that can be read.
        file: the file, if the heading of the error is to name it.
        line: its line, if it has one.

    Raises:
        FormatError: if this version cannot be read; the error names both.
    """
    if type(version) is not int or not 1 <= version <= latest:
        problem = f"expected a version up to {latest}, got {shown}"
        fault = Fault("$.schema_version", problem, line=line)
        heading = f"{file}: " * bool(file) + "not a version that can be read"
        raise FormatError(heading, faults=(fault,))
    return version
