"""Who coded what is imported."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

__all__ = ["Coded", "coded", "columns_of"]


class Coded(NamedTuple):
    """What a coder said of one row.

    Attributes:
        coder: who or what coded.
        how: by hand, by machine, or compiled.
        scheme: the scheme of the codes.
        code: the code.
        row: the id of the row in its table.
        confidence: how sure the coder is, from 0 to 1, if that is said.
        on: the day of the coding.
    """

    coder: str
    how: str
    scheme: str | None = None
    code: str | None = None
    row: str | None = None
    confidence: float | None = None
    on: date | None = None


def coded(_: Any = None, **__: Any) -> dict[str, Any]:
    """Return the fields of a record that say who coded it."""
    return {}


def columns_of(_: Sequence[Sequence[Coded]]) -> dict[str, Any]:
    """Return the columns of many records that say who coded each."""
    return {}
