"""A thing and where it stands."""

from typing import Any, NamedTuple

__all__ = ["Placed"]


class Placed(NamedTuple):
    """A source, an actor or a record, and where it stands.

    Attributes:
        path: its JSON path.
        member: the object.
        line: its line, in formats of one object a line.
    """

    path: str
    member: Any
    line: int | None = None
