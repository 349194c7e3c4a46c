"""What the classes of the model say of themselves, besides their types and rules.

It stands beside the classes; `model.description` is where to read it.
"""

from typing import Literal, NamedTuple

__all__ = ["OWN_CLASS", "Kind", "Part", "field_metadata"]

OWN_CLASS = "own class"
"""Stands in `refers_to` for the class that has the field, whichever it is."""

Part = Literal["by", "to", "via"]
"""The part that those play whose ids a field holds; each is a question of `Records`."""


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
        label: what people read before its value, on cards and in text.
        refers_to: names of the classes whose ids it holds; `Dataset` checks them.
        part: the part that the actors play whose ids it holds.
        topics: whether it holds slugs of topics.
        ordered: whether the order of what it holds means something.
        coders_own: whether it holds the coder's own words, or what the coder tells
            records apart by, so that two coders are not compared by it.
        one_way: whether a way along it must never lead back to where it began.
        quiet: whether its default goes without saying where people read.
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
    """What a class of things with ids is called.

    Attributes:
        cls: the class.
        singular: what one is called, in code.
        plural: what several are called, in code: the name of their table and, of
            records, of their collection in a `Dataset`.
        label: what people call one.
        toward: the word between those of part "by" and those of part "to".
    """

    cls: type
    singular: str
    plural: str
    label: str
    toward: str = ""

    @property
    def labels(self) -> str:
        """What people call several."""
        return f"{self.label}s"
