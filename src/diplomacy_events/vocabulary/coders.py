"""Who or what coded a record."""

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
        "A program decided, and no person is reported to have checked it.",
        "A program made a table of event data from news wires.",
    )
    COMPILED = (
        "compiled",
        "It comes from a list that an office or an author compiled.",
        "The ministry's historian lists the visits of a century.",
    )


class Coded(Vocabulary):
    """How a record was coded, given its codings."""

    HAND = (
        "hand",
        "Every coding is by hand, or no coding is given.",
        "Two students coded the same sentence in the same way.",
    )
    MACHINE = (
        "machine",
        "Every coding is by machine.",
        "A row of event data became a record.",
    )
    COMPILED = (
        "compiled",
        "Every coding comes from a compilation.",
        "A visit is on the ministry's list.",
    )
    MIXED = (
        "mixed",
        "Its codings were made in different ways.",
        "A student checked and kept what a program had coded.",
    )
