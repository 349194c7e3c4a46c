"""Finds words in a text that read like given words, and how they differ.

Editors, browsers and downloads change a text in invisible ways. Words that were copied
from one version do not occur in another, and users want to know why.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple
from unicodedata import combining, normalize

from diplomacy_events.folding import ALIKE, fold, folded_letter, visible

__all__ = ["Alike", "FoldedText", "composed", "decomposed", "differences"]

LONGEST_WORD = 2_000
"""The differences of longer words are not listed, only that they read alike."""

SPACES = dict.fromkeys(
    map(ord, "\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))),
    " ",
)
RUNS = re.compile(r"[ \t\n]+")


def decomposed(text: str) -> str:
    """Return the canonical decomposition of a text (NFD of Unicode).

    The marks of a letter are sorted as a whole; `unicodedata` inserts one at a time,
    so its time grows with the square of the number of marks.
    """
    letters = (part for letter in text for part in normalize("NFD", letter))
    return "".join(
        [
            letter
            for marks, run in groupby(letters, lambda letter: combining(letter) > 0)
            for letter in (sorted(run, key=combining) if marks else run)
        ]
    )


def composed(text: str) -> str:
    """Return the canonical composition of a text (NFC of Unicode)."""
    return normalize("NFC", decomposed(text))


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ends_of_lines(text: str) -> str:
    return "\n".join([line.rstrip(" \t\r") for line in text.split("\n")])


def _style(text: str, mark: str) -> str:
    return text.translate({one: to for one, to in ALIKE.items() if to == mark})


def _compatible(text: str) -> str:
    """Return a text without ligatures and similar characters; spaces and marks stay."""
    return "".join(
        [
            one if one.isspace() or ord(one) in ALIKE else normalize("NFKC", one)
            for one in text
        ]
    )


def _without_accents(text: str) -> str:
    return "".join([one for one in decomposed(text) if not combining(one)])


def _neighbours(text: str) -> str:
    """Return a text with base letters for letters that cannot be decomposed."""
    return "".join(map(_neighbour, text))


def _neighbour(letter: str) -> str:
    small = letter.casefold()
    if normalize("NFKD", small) != small or not letter.isalpha():
        return letter
    folded = folded_letter(letter)
    return letter if folded == small else folded.title() if letter != small else folded


KINDS: dict[str, Callable[[str], str]] = {
    "line ends": _line_ends,
    "spaces at line ends": _ends_of_lines,
    "no-break or other spaces": lambda text: text.translate(SPACES),
    "a byte order mark": lambda text: text.replace("\ufeff", ""),
    "invisible characters": visible,
    "the style of double quotation marks": lambda text: _style(text, '"'),
    "the style of single quotation marks or apostrophes": lambda text: _style(
        text, "'"
    ),
    "the style of dashes": lambda text: _style(text, "-"),
    "Unicode normalization": decomposed,
    "ligatures or other compatibility characters": _compatible,
    "accents": _without_accents,
    "letters such as ł": _neighbours,
    "capital letters": str.casefold,
    "line breaks or repeated spaces": lambda text: RUNS.sub(" ", text).strip(" "),
    "letters that read alike": fold,
}
"""Possible differences between words that read alike, and how to undo them.

The smallest come first.
"""


def differences(one: str, other: str) -> tuple[str, ...]:
    """Return the differences between two texts that read alike.

    The list is minimal: without undoing any one of them, the texts would differ.

    >>> differences("“Zürich’s”", '"Zu\N{COMBINING DIAERESIS}rich’s"')
    ('the style of double quotation marks', 'Unicode normalization')
    """
    if max(len(one), len(other)) > LONGEST_WORD:
        return ()
    kinds = list(_needed_changes(one, other))
    for kind in tuple(reversed(kinds)):
        without = [name for name in kinds if name != kind]
        if _same(one, other, without):
            kinds = without
    return tuple(kinds)


def _needed_changes(one: str, other: str) -> Iterator[str]:
    """Yield the differences that have to be undone, one after another."""
    for kind, undo in KINDS.items():
        pair = undo(one), undo(other)
        if pair != (one, other):
            yield kind
        one, other = pair


def _same(one: str, other: str, kinds: list[str]) -> bool:
    for kind in kinds:
        one, other = KINDS[kind](one), KINDS[kind](other)
    return one == other


class Alike(NamedTuple):
    """Words of a text that read like others.

    Attributes:
        start: index of the first code point.
        end: index after the last code point.
        words: the words there.
    """

    start: int
    end: int
    words: str

    def hint(self, words: str) -> str:
        """Return the end of a message about words that are not in a text."""
        kinds = " and ".join(differences(words, self.words))
        but = f" except for {kinds}" if kinds else " in another form"
        return f"; the same words are at {self.start}:{self.end}{but}"


class FoldedText:
    """A text as a search sees it, which knows where its letters come from."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = array("q")
        self._folded = "".join(self._letters())

    def find(self, words: str, start: int = 0, end: int | None = None) -> Alike | None:
        """Return the first words within a stretch of the text that read like others."""
        folded = fold(words)
        low = bisect_left(self._places, start)
        high = len(self._folded)
        if end is not None:
            high = bisect_left(self._places, end)
        at = self._folded.find(folded, low, high) if folded else -1
        if at < 0:
            return None
        first, last = self._places[at], self._places[at + len(folded) - 1] + 1
        # Marks belong to the letter before them.
        while last < len(self._text) and combining(self._text[last]):
            last += 1
        return Alike(first, last, self._text[first:last])

    def _letters(self) -> Iterator[str]:
        """Yield the folded letters, with single spaces, and keep their places."""
        space = True
        for place, letter in enumerate(self._text):
            for part in folded_letter(letter):
                if not part.isspace() or not space:
                    space = part.isspace()
                    self._places.append(place)
                    yield " " if space else part
