"""A thing and its place."""

from typing import Any, NamedTuple

__all__ = ["Placed"]


class Placed(NamedTuple):
    """A source, an actor or a record, and its place.

    Attributes:
        path: its JSON path.
        member: the object.
        line: its line, in formats of one object a line.
    """

    path: str
    member: Any
    line: int | None = None
