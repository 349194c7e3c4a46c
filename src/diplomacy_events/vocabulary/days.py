"""How sure days and answers about them are."""

from diplomacy_events.vocabulary.term import Vocabulary

__all__ = ["Certainty", "Qualifier"]


class Certainty(Vocabulary):
    """Answer to a question about uncertain days."""

    YES = (
        "yes",
        "It is true of every combination of days that the periods allow.",
        "A day in March 2023 is within 2023.",
    )
    MAYBE = (
        "maybe",
        "It is true of some combinations and false of others.",
        "A day in March 2023 may be before 20 March 2023.",
    )
    NO = (
        "no",
        "It is true of no combination.",
        "No day in March 2023 is within April 2023.",
    )

    def __bool__(self) -> bool:
        """Refuse to be taken for a truth value, as which even "no" would be true.

        Raises:
            TypeError: always.
        """
        raise TypeError("an answer may be maybe: compare it, as in `is Certainty.YES`")


class Qualifier(Vocabulary):
    """How a source hedges a date (EDTF level 1, qualification of a date)."""

    NONE = ("", "The source does not hedge it.", "on 3 May")
    UNCERTAIN = ("?", "The source is not sure of it.", "on 3 May, it is believed")
    APPROXIMATE = ("~", "The source gives it roughly.", "around 3 May")
    BOTH = (
        "%",
        "The source is not sure, and gives it roughly.",
        "perhaps about 3 May",
    )
