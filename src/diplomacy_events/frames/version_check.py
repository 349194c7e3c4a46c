"""Checks that files were not written in a newer version of the model."""

import json
from collections.abc import Iterable
from functools import partial

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.frames.engines import ask_engine
from diplomacy_events.model.rules import short
from diplomacy_events.model.schema_version import KEY, SCHEMA_VERSION

__all__ = ["check_versions"]


def check_versions(files: Iterable[str]) -> None:
    """Check that each file can be read, by the version that it states.

    Files of other programs state none, and are taken as they are.

    Raises:
        FormatError: if the version is newer; the error names both. Also if a file is
            damaged.
        MissingExtraError: without the extra ``frames``.
    """
    pq = import_extra("pyarrow.parquet", extra="frames")
    for file in files:
        metadata = ask_engine(partial(pq.read_metadata, file)).metadata or {}
        if KEY not in metadata:
            continue
        version = _version(metadata[KEY])
        if type(version) is not int or not 1 <= version <= SCHEMA_VERSION:
            problem = f"expected a version up to {SCHEMA_VERSION}, got {short(version)}"
            fault = Fault("$.schema_version", problem)
            raise FormatError(
                f"{file}: not a version that can be read", faults=(fault,)
            )


def _version(said: bytes) -> object:
    """Return the version in our metadata; `None` if there is none."""
    try:
        return json.loads(said)["schema_version"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
