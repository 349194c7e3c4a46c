"""A vocabulary whose members say what they mean."""

from enum import StrEnum
from typing import Self

__all__ = ["Vocabulary"]


class Vocabulary(StrEnum):
    """A closed list of words. A member is made of its value, definition and example.

    Attributes:
        definition: what the member means, in one sentence.
        example: an invented sentence of a source that is coded so.

    >>> class Colour(Vocabulary):
    ...     RED = ("red", "It has the colour of blood.", "The carpet was red.")
    >>> Colour("red").definition, Colour.RED == "red"
    ('It has the colour of blood.', True)
    """

    _value_: str
    definition: str
    example: str

    def __new__(cls, value: str, definition: str = "", example: str = "") -> Self:
        """Make a member.

        ``Colour("red")`` looks one up, and does not come here: for its sake type
        checkers take a value alone.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        member.example = example
        member.__doc__ = f"{definition} Example: {example}"
        return member
