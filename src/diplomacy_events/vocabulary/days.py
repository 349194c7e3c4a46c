"""How certain days, and answers about them, are."""

from diplomacy_events.vocabulary.term import Vocabulary

__all__ = ["Certainty", "Qualifier"]


class Certainty(Vocabulary):
    """Answer to a question about uncertain days."""

    YES = (
        "yes",
        "It is true for every combination of days that the periods allow.",
        "A day in March 2023 is within 2023.",
    )
    MAYBE = (
        "maybe",
        "It is true for some combinations and false for others.",
        "A day in March 2023 may be before 20 March 2023.",
    )
    NO = (
        "no",
        "It is true for no combination.",
        "No day in March 2023 is within April 2023.",
    )

    def __bool__(self) -> bool:
        """Refuse to be used as a truth value, since even "no" would count as true.

        Raises:
            TypeError: always.
        """
        raise TypeError("the answer may be maybe: compare it, as in `is Certainty.YES`")


class Qualifier(Vocabulary):
    """How a source hedges a date (EDTF level 1, qualification of a date)."""

    NONE = ("", "The source does not hedge the date.", "on 3 May")
    UNCERTAIN = ("?", "The source is not sure of the date.", "on 3 May, it is believed")
    APPROXIMATE = ("~", "The source gives an approximate date.", "around 3 May")
    BOTH = (
        "%",
        "The source is not sure, and gives an approximate date.",
        "perhaps about 3 May",
    )
