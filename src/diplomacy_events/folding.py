"""Text as a search sees it: without case, accents and styles of quotation marks."""

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import combining, name, normalize

__all__ = ["ALIKE", "INVISIBLE", "fold", "fold_all", "folded_letter", "visible"]

# A control character, which texts of the model must not contain.
SEPARATOR = "\x1f"

# Control characters that are not white space, and the Unicode property
# Default_Ignorable_Code_Point (UAX #44): soft hyphens, joiners, zero-width spaces, byte
# order marks, direction marks, variation selectors, tags. Spelled out, because patterns
# need it and new versions of Unicode must not change it.
INVISIBLE = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f"
    "\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that are invisible on a page, for a character class of a pattern."""

# Different characters for the same mark.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞〟", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼʻ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
# Letters that Unicode treats as separate, and how a keyboard without them types them.
# Letters named after another, such as "l with stroke", are found by name.
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


# Compiled on first use, since importing the package does not need it.
@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{INVISIBLE}]+")


# Translating looks at every letter, and most texts do not have any of these.
@cache
def _style_pattern() -> re.Pattern[str]:
    return re.compile(f"[{INVISIBLE}{re.escape(''.join(map(chr, ALIKE)))}]")


def fold(text: str) -> str:
    """Return a text in a form in which texts that read the same are equal.

    Compatibility decomposition (Unicode NFKD), without combining marks and invisible
    characters, case-folded; letters such as ł and ø become those they are named after,
    quotation marks and dashes get one style, and white space becomes single spaces.

    >>> fold("«Déjà\N{NO-BREAK SPACE}vu»") == fold('"deja vu"')
    True
    >>> fold("Ali Işık, Łódź") == fold("ali isik, lodz")
    True
    """
    if text.isascii() and not _style_pattern().search(text):
        return " ".join(text.casefold().split())
    # Letter by letter: normalizing a whole text sorts its marks, which takes quadratic
    # time for thousands of marks.
    return " ".join(text.translate(_LETTERS).split())


def fold_all(texts: Iterable[str]) -> str:
    """Return several texts folded into one, such that no search matches across two."""
    return SEPARATOR.join([fold(text) for text in texts])


def visible(text: str) -> str:
    """Return a text without its invisible characters."""
    return _unseen().sub("", text)


def folded_letter(letter: str) -> str:
    """Return what one character becomes: none, one or several; spaces stay."""
    return _LETTERS[ord(letter)]


class _Letters(dict[int, str]):
    """What each character becomes, computed when it first occurs."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        # Folding case may add marks, so the letter is decomposed again.
        small = normalize("NFKD", letter).casefold()
        parts = ALIKE.get(code) or normalize("NFKD", small)
        bare = "".join([_part(part) for part in parts if not combining(part)])
        self[code] = bare
        return bare


def _part(letter: str) -> str:
    """Return what a lowercase letter without marks becomes."""
    if letter in NEIGHBOURS:
        return NEIGHBOURS[letter]
    match = re.fullmatch(NAMED_AFTER, name(letter, ""))
    if match:
        return match[1].lower()
    return visible(letter.translate(ALIKE))


_LETTERS = _Letters()
