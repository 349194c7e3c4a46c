"""Who coded what is imported."""

from typing import Any

__all__ = ["coded"]


def coded(_: Any = None, **__: Any) -> dict[str, Any]:
    """Return the fields of a record that say who coded it."""
    return {}
