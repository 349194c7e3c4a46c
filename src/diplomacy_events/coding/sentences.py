"""The sentences of a text.

The rules are for news prose: a full stop after a title, an initial or another short
form does not end a sentence, nor does a stop inside a quotation that continues. In
scripts without spaces between words, their own stops always end a sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from diplomacy_events.coding.passages import Passage, must_be, paragraphs, passage
from diplomacy_events.coding.quotations import Quotation, quotations

__all__ = ["sentences"]

CLOSERS = "'’\"”»)\\]」』›"
STOP = re.compile(
    rf"(?P<wide>[。！？]++[{CLOSERS}]*+)"
    rf"|(?<![.!?…])(?P<marks>[.!?…]++)(?P<closed>[{CLOSERS}]*+)\s++(?P<next>\S{{1,40}})"
)
# Words before a full stop that belongs to the word. After the first, a sentence never
# ends; after the second, and after words with an inner stop such as "U.S.", it ends
# only where a new sentence is likely to begin.
TITLES = (
    "mr mrs ms dr prof rev hon gen lt col maj sgt capt cmdr adm brig sen rep gov pres "
    "amb sec fr msgr messrs st mt ft vs cf approx viz al ca eds ed"
)
SHORT = (
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed weds thu thur "
    "thurs fri sat sun inc ltd co corp jr sr etc dept est bros ave blvd"
)
INITIAL = re.compile(r"(?<![\w.'’])[A-Z]$")
BEFORE = re.compile(r"[^\s(\[“‘\"'«„]*\Z")
# Words that begin a sentence far more often than they follow a short form.
STARTERS = (
    "the a an this that these those it he she they we i in on at but and yet while "
    "when if as after before however meanwhile both his her its their our there since "
    "under with for no not some many most last next earlier later"
)
NUMBERED = "no nos fig pp vol art para secs arts"
OPENERS = "'‘\"“«„([「『‹"
# “Why?” the minister asked: such a quotation does not end a sentence.
ASKED = re.compile(
    r"(?:[\w’'-]+\s+){0,5}?(?:said|asked|told|added|replied|wrote|says|asks)\b"
)
ASKED_WITHIN = 80


TITLE_WORDS, SHORT_WORDS = frozenset(TITLES.split()), frozenset(SHORT.split())
FIRST_WORDS, COUNTED_WORDS = frozenset(STARTERS.split()), frozenset(NUMBERED.split())


def sentences(text: str) -> tuple[Passage, ...]:
    r"""Return the sentences of a text, in order.

    Each is inside one paragraph. A quotation of several sentences and its attribution
    are one sentence.

    Raises:
        FieldTypeError: if the argument is not a string.

    >>> [found.words for found in sentences("Gen. Lind left. “Why? No,” he said.")]
    ['Gen. Lind left.', '“Why? No,” he said.']
    """
    must_be(str, text, of="sentences", name="text")
    quoted = [one for one in quotations(text).found if not one.depth]
    return tuple(
        [
            found
            for stretch in paragraphs(text)
            for found in _split_sentences(text, stretch, quoted)
        ]
    )


def _split_sentences(
    text: str, stretch: Passage, quoted: list[Quotation]
) -> Iterator[Passage]:
    """Yield the sentences of one paragraph."""
    start = stretch.start
    place = start
    while (match := STOP.search(text, place, stretch.end)) is not None:
        end = match.end("wide") if match["wide"] else match.end("closed")
        place = end
        if _within(match.start(), end, quoted) or not _ends(text, match):
            continue
        yield passage(text, start, end)
        start = end
    if (last := passage(text, start, stretch.end)).words:
        yield last


def _within(stop: int, end: int, quoted: list[Quotation]) -> bool:
    """Return whether a stop is in a quotation that goes on after it."""
    at = bisect_right(quoted, stop, key=lambda one: one.start) - 1
    return at >= 0 and end < quoted[at].end


def _ends(text: str, match: "re.Match[str]") -> bool:
    """Return whether a stop ends a sentence."""
    if match["wide"]:
        return True
    following = match["next"].lstrip(OPENERS)
    if not following or following[0].islower():
        return False
    if match["closed"]:
        rest = text[match.start("next") : match.start("next") + ASKED_WITHIN]
        return not (match["marks"][-1] in "?!" and ASKED.match(rest))
    if match["marks"] != ".":
        return True
    return not _is_short(text, match.start(), following)


def _is_short(text: str, stop: int, following: str) -> bool:
    """Return whether a full stop belongs to the word before it."""
    (written,) = BEFORE.findall(text[max(0, stop - 20) : stop])[:1]
    word = written.lower()
    if word in COUNTED_WORDS:
        return following[0].isdigit() and written != "no"
    if word in TITLE_WORDS:
        return True
    initial = INITIAL.match(text, stop - 1, stop) is not None
    short = initial or word in SHORT_WORDS or "." in word
    return short and following.strip(",;:").lower() not in FIRST_WORDS
