"""Text as a search sees it: blind to case, accents and the style of quotation marks."""

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import combining, name, normalize

__all__ = ["ALIKE", "INVISIBLE", "fold", "fold_all", "folded_letter", "visible"]

# A control character, which no text of the model holds.
SEPARATOR = "\x1f"

# Control characters that are no white space, and the property
# Default_Ignorable_Code_Point of Unicode (UAX #44): soft hyphens, joiners, zero-width
# spaces, byte order marks, marks of direction, selectors of variants, tags.
# Spelled out, as patterns need it and as no version of Unicode may change it.
INVISIBLE = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f"
    "\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What takes no room on a page, as characters and ranges in a class of a pattern."""

# Marks that are typed or set differently for one and the same thing.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞〟", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼʻ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
# Letters that Unicode takes for letters of their own, and a keyboard without them types
# so. Those that it names after another, such as "l with stroke", are found by name.
NEIGHBOURS = {
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ı": "i",
    "ȷ": "j",
}
NAMED_AFTER = "LATIN SMALL LETTER ([A-Z]) WITH .*"


# Compiled on first use: those who only import the package fold nothing.
@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{INVISIBLE}]+")


# Translating looks at every letter, and most texts hold none of these.
@cache
def _styled() -> re.Pattern[str]:
    return re.compile(f"[{INVISIBLE}{re.escape(''.join(map(chr, ALIKE)))}]")


def fold(text: str) -> str:
    """Return a text so that texts which a reader takes for the same words are equal.

    Compatibility decomposition (Unicode NFKD), without combining marks and invisible
    characters, case-folded; letters such as ł and ø as those that they are named after;
    quotation marks and dashes in one style, stretches of white space as one space.

    >>> fold("«Déjà\N{NO-BREAK SPACE}vu»") == fold('"deja vu"')
    True
    >>> fold("Ali Işık, Łódź") == fold("ali isik, lodz")
    True
    """
    if text.isascii() and not _styled().search(text):
        return " ".join(text.casefold().split())
    # Letter by letter: to normalize a text sorts its marks, which takes the square of
    # the time for marks by the thousand.
    return " ".join(text.translate(_LETTERS).split())


def fold_all(texts: Iterable[str]) -> str:
    """Return several texts folded into one, so that no search runs over two of them."""
    return SEPARATOR.join([fold(text) for text in texts])


def visible(text: str) -> str:
    """Return a text without the characters that take no room on a page."""
    return _unseen().sub("", text)


def folded_letter(letter: str) -> str:
    """Return what one character becomes: nothing, or one or several; space as it is."""
    return _LETTERS[ord(letter)]


class _Letters(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        # Folding case may bring new marks, and the sharp s has none before it is.
        small = normalize("NFKD", letter).casefold()
        parts = ALIKE.get(code) or normalize("NFKD", small)
        made = "".join([_part(part) for part in parts if not combining(part)])
        self[code] = made
        return made


def _part(letter: str) -> str:
    """Return what becomes of a small letter without marks."""
    if letter in NEIGHBOURS:
        return NEIGHBOURS[letter]
    found = re.fullmatch(NAMED_AFTER, name(letter, ""))
    if found:
        return found[1].lower()
    return visible(letter.translate(ALIKE))


_LETTERS = _Letters()
