"""The ``repr`` of objects of the model: the call that would make them."""

from typing import Any

import attrs

__all__ = ["short_repr"]


def short_repr(instance: Any) -> str:
    """Return the call that makes an object, without the fields left at their default.

    The classes take it as their ``__repr__``: a record has more fields than most
    records use.
    """
    fields = [
        f"{field.name}={getattr(instance, field.name)!r}"
        for field in attrs.fields(type(instance))
        if getattr(instance, field.name) != field.default
    ]
    return f"{type(instance).__name__}({', '.join(fields)})"
