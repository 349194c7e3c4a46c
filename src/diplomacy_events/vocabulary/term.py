"""A vocabulary whose members say what they mean."""

from enum import StrEnum
from typing import Self

__all__ = ["Vocabulary"]


class Vocabulary(StrEnum):
    """A closed list of words. Each member has a value, a definition and an example.

    Attributes:
        definition: what the member means, in one sentence.
        example: an invented sentence that is coded with this member.

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

        ``Colour("red")`` looks a member up and does not call this. The defaults let
        type checkers accept it.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        member.example = example
        member.__doc__ = f"{definition} Example: {example}"
        return member
