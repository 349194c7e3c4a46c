"""Who or what coded."""

from diplomacy_events.vocabulary.term import Vocabulary

__all__ = ["Coded", "CodingMethod"]


class CodingMethod(Vocabulary):
    """How one coding was made."""

    HAND = (
        "hand",
        "A person read the source and decided.",
        "A student coded the article with the codebook beside it.",
    )
    MACHINE = (
        "machine",
        "A program decided, and no person is said to have checked it.",
        "A table of event data was made by a program from the wires.",
    )
    COMPILED = (
        "compiled",
        "An office or an author put it together as a list of what is known.",
        "The historian of the ministry lists the visits of a century.",
    )


class Coded(Vocabulary):
    """How a record was coded, given its codings."""

    HAND = (
        "hand",
        "Every coding is by hand, or none is named.",
        "Two students coded the same sentence alike.",
    )
    MACHINE = (
        "machine",
        "Every coding is by machine.",
        "A row of event data became a record.",
    )
    COMPILED = (
        "compiled",
        "Every coding is taken from a compilation.",
        "A visit stands on the list of the ministry.",
    )
    MIXED = (
        "mixed",
        "Its codings were made in different ways.",
        "A student checked and kept what a program had coded.",
    )
