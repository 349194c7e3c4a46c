"""Checks that files were not written in a newer version of the model."""

import json
from collections.abc import Iterable
from functools import partial

from diplomacy_events.extras import import_extra
from diplomacy_events.frames.engines import ask_engine
from diplomacy_events.model.rules import short
from diplomacy_events.model.schema_version import KEY, SCHEMA_VERSION, readable_version

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
        readable_version(version, short(version), SCHEMA_VERSION, file=file)


def _version(said: bytes) -> object:
    """Return the version in our metadata; `None` if there is none."""
    try:
        return json.loads(said)["schema_version"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
