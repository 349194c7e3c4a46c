"""Metadata of the classes of the model, besides their types and rules.

The classes declare it; `model.description` reads it.
"""

from typing import Literal, NamedTuple

__all__ = ["OWN_CLASS", "Kind", "Part", "field_metadata"]

OWN_CLASS = "own class"
"""In `refers_to`, the class that has the field, including each subclass."""

Part = Literal["by", "to", "via"]
"""The part of the actors whose ids a field contains; `Records` has a query for each."""


def field_metadata(
    label: str,
    *,
    refers_to: tuple[str, ...] = (),
    part: Part | None = None,
    topics: bool = False,
    ordered: bool = False,
    coders_own: bool = False,
    one_way: bool = False,
    quiet: bool = False,
) -> dict[str, object]:
    """Return the metadata of a field; `model.description` reads it.

    Args:
        label: its label on cards and in text.
        refers_to: names of the classes whose ids it contains; `Dataset` checks them.
        part: the part of the actors whose ids it contains.
        topics: whether it contains slugs of topics.
        ordered: whether the order of its items matters.
        coders_own: whether its value is the coder's own wording or own name for a
            record, so coders are not compared by it.
        one_way: whether following it repeatedly must never lead back to the start.
        quiet: whether cards and text leave out the default value.
    """
    return {
        "label": label,
        "refers_to": refers_to,
        "part": part,
        "topics": topics,
        "ordered": ordered,
        "coders_own": coders_own,
        "one_way": one_way,
        "quiet": quiet,
    }


class Kind(NamedTuple):
    """The names of a class of things with ids.

    Attributes:
        cls: the class.
        singular: the name of one thing in code.
        plural: the name of several in code: of their table and, for records, of their
            collection in a `Dataset`.
        label: the name of one thing for readers.
        toward: the word between the actors in part "by" and the actors in part "to".
    """

    cls: type
    singular: str
    plural: str
    label: str
    toward: str = ""

    @property
    def labels(self) -> str:
        """The name of several things for readers."""
        return f"{self.label}s"
