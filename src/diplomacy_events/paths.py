"""Paths that a user gives, checked before anything is opened."""

import os

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.rules import refuse

__all__ = ["must_be_path"]


def must_be_path(path: object) -> None:
    """Refuse anything that is not a text path, or that no system would accept.

    Raises:
        FieldTypeError: if it is not a text path.
        FieldValueError: if a file cannot have it.
    """
    name: object = path.__fspath__() if isinstance(path, os.PathLike) else path
    if not isinstance(name, str):
        kind = type(name).__name__
        message = f"path: expected str or os.PathLike of str, got {kind}"
        raise FieldTypeError(message, field="path", value=path)
    try:
        bad = b"\0" in os.fsencode(name)
    except UnicodeEncodeError:
        bad = True
    if bad:
        rule = "must be a path that the system can encode, without U+0000"
        refuse("path", rule, name, field="path")
