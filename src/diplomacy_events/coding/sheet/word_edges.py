"""The places in a text where words and numbers begin and end."""

from unicodedata import combining

__all__ = ["cuts_word", "whole_words"]

# What may separate the digits of one number: 12,000 or 2.5.
WITHIN_NUMBERS = ",."
MOST_MARKS = 20
"""The most marks of one letter that are looked at."""
LONGEST_PART = 40
"""The most characters of a cut word that are added on either side."""


def cuts_word(text: str, place: int) -> bool:
    """Return whether a place of a text is inside a word or a number.

    Scripts without case are left alone, because many of them write words without
    spaces, or attach short words to others.

    >>> [cuts_word("unwilling", 2), cuts_word("12,000", 3), cuts_word("北京市", 2)]
    [True, True, False]
    """
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    # The marks of a letter belong to it.
    at = place - 1
    while combining(text[at]) and 0 < at > place - MOST_MARKS:
        at -= 1
    if _in_words(text[at]) and (combining(after) or _in_words(after)):
        return True
    second, next_one = text[max(place - 2, 0)], text[min(place + 1, len(text) - 1)]
    return (before in WITHIN_NUMBERS and second.isdecimal() and after.isdecimal()) or (
        before.isdecimal() and after in WITHIN_NUMBERS and next_one.isdecimal()
    )


def whole_words(text: str, start: int, end: int) -> str:
    """Return the words of a text that a stretch is part of."""
    first, last = start, end
    while start - first < LONGEST_PART and cuts_word(text, first):
        first -= 1
    while last - end < LONGEST_PART and cuts_word(text, last):
        last += 1
    return text[first:last]


def _in_words(letter: str) -> bool:
    return letter.isdecimal() or letter.lower() != letter.upper()
