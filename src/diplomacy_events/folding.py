"""Text as a search sees it: blind to case, accents and the style of quotation marks."""

import re
from collections.abc import Iterable
from itertools import filterfalse
from unicodedata import combining, normalize

__all__ = ["fold", "fold_all"]

# A control character, which no text of the model holds.
SEPARATOR = "\x1f"

# Marks that are typed or set differently for one and the same thing.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞〟", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼʻ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
# Translating looks at every letter, and most texts hold none of these.
STYLED = re.compile(f"[{re.escape(''.join(map(chr, ALIKE)))}]")


def fold(text: str) -> str:
    """Return a text so that texts which a reader takes for the same words are equal.

    Compatibility decomposition (Unicode NFKD), without combining marks, case-folded;
    quotation marks and dashes in one style, stretches of white space as one space.
    Letters that Unicode takes for letters of their own, such as ł and ø, stay.

    >>> fold("«Déjà\N{NO-BREAK SPACE}vu»") == fold('"deja vu"')
    True
    """
    text = _in_one_style(text)
    if text.isascii():
        return " ".join(text.casefold().split())
    # Folding case may bring new marks, and the sharp s has none before it is folded.
    decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
    bare = "".join(filterfalse(combining, decomposed))
    return " ".join(_in_one_style(bare).split())


def _in_one_style(text: str) -> str:
    return text.translate(ALIKE) if STYLED.search(text) else text


def fold_all(texts: Iterable[str]) -> str:
    """Return several texts folded into one, so that no search runs over two of them."""
    return SEPARATOR.join([fold(text) for text in texts])
