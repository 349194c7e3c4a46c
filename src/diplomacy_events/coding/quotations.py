"""The words between quotation marks in a text.

Straight and typographic marks are distinguished, quotations may be nested, and an
apostrophe is not a quotation mark: a single mark inside a word, after an s, or before
letters that shorten a few words. An unpaired mark, such as the single marks of Swedish,
is reported, and no partner is guessed; a straight mark and a typographic one pair only
if neither has another partner. An opening mark typed for a closing one closes.
Marks pair within a paragraph. If a quotation continues in the next paragraph, which by
custom opens with the mark again, each paragraph is one quotation; if it ends a few
paragraphs later, before another begins, the whole is one quotation. Marks of TeX,
``so'', count too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from diplomacy_events.coding.pairing import (
    CLOSING,
    Marks,
    Quotation,
    make_quotation,
    may_precede,
)
from diplomacy_events.coding.passages import (
    Passage,
    must_be,
    paragraphs,
)

__all__ = ["Quotation", "Quotations", "quotations"]

# TeX writes two characters for one mark. So do the replacements, because all other
# characters must keep their places.
TEX = re.compile(r"``|''|`|'")
FILLER = "\N{WORD JOINER}"
SIGNS = {"``": f"{FILLER}“", "''": f"”{FILLER}", "`": "‘", "'": "’"}
# The most paragraphs after which an open quotation may still end.
MOST_PARAGRAPHS_LATER = 3
LATER = '"“„«「『｢〝＂'


class Quotations(NamedTuple):
    """The quotations and unpaired marks of a text.

    Attributes:
        found: the quotations, in the order in which they begin.
        unpaired: the marks without a partner, or with two possible partners.
    """

    found: tuple[Quotation, ...]
    unpaired: tuple[Passage, ...]


def quotations(text: str) -> Quotations:
    """Return the quotations of a text, and its unpaired marks.

    Raises:
        FieldTypeError: if the argument is not a string.

    >>> quotations("He said: 'It's “new” to us.'").found
    (Quotation(start=9, end=28, words="It's “new” to us.", depth=0), \
Quotation(start=15, end=20, words='new', depth=1))
    """
    must_be(str, text, of="quotations", name="text")
    found: list[Quotation] = []
    unpaired: list[Passage] = []
    stretches = paragraphs(text)
    seen = _without_tex_marks(text)
    for stretch, following in zip_longest(stretches, stretches[1:]):
        left = Marks(text, seen, stretch, found, unpaired).read()
        # It goes on if the next paragraph opens with the same mark.
        if following and left and _begins(seen, following) == left[0].mark:
            found.append(
                make_quotation(text, left.pop(0).place, stretch.end, closed=False)
            )
        unpaired += [Passage(at.place, at.place + 1, at.mark) for at in left]
    found += _ended_later(text, seen, stretches, found, unpaired)
    if seen is not text:
        found = [
            Quotation(*_full_marks(text, seen, one.start, one.end), *one[2:])
            for one in found
        ]
        alone = [_full_marks(text, seen, one.start, one.end) for one in unpaired]
        unpaired = [Passage(start, end, text[start:end]) for start, end in alone]
    return Quotations(tuple(_with_depth(found)), tuple(sorted(unpaired)))


def _without_tex_marks(text: str) -> str:
    """Return a text with any quotation marks of TeX replaced by typographic ones."""
    if "``" not in text:
        return text
    return TEX.sub(lambda match: SIGNS[match.group()], text)


def _begins(seen: str, stretch: Passage) -> str:
    """Return the character that a paragraph begins with."""
    return seen[stretch.start : stretch.end].lstrip(FILLER)[:1]


def _full_marks(text: str, seen: str, start: int, end: int) -> tuple[int, int]:
    """Return the start and end of a stretch, with both characters of marks of TeX."""
    opened = seen[start] == "“" and text[start] == "`"
    closed = seen[end - 1] == "”" and text[end - 1] == "'"
    return start - opened, end + closed


def _ended_later(
    text: str,
    seen: str,
    stretches: Sequence[Passage],
    found: Sequence[Quotation],
    unpaired: list[Passage],
) -> Iterator[Quotation]:
    """Yield quotations that end in a later paragraph, and remove their marks.

    The next unpaired mark closes an open one if it comes at most a few paragraphs later
    and no quotation with the same marks begins in between.
    """
    begun: dict[str, list[int]] = {}
    for quotation in sorted(found):
        begun.setdefault(seen[quotation.start], []).append(quotation.start)
    left, unpaired[:] = sorted(unpaired), []
    opened: Passage | None = None
    for one in left:
        if opened is not None and _is_end(seen, opened, one):
            lines = bisect_right(stretches, one.start, key=attrgetter("start"))
            lines -= bisect_right(stretches, opened.start, key=attrgetter("start"))
            same = begun.get(opened.words, [])
            between = bisect_right(same, one.start) - bisect_right(same, opened.start)
            if 0 < lines <= MOST_PARAGRAPHS_LATER and not between:
                yield make_quotation(text, opened.start, one.end)
                opened = None
                continue
        unpaired += [] if opened is None else [opened]
        opened = one
    unpaired += [] if opened is None else [opened]


def _is_end(seen: str, opened: Passage, one: Passage) -> bool:
    """Return whether a mark may close a quotation that another opens."""
    before = seen[max(0, opened.start - 2) : opened.start].rstrip(FILLER)[-1:]
    return (
        opened.words in LATER
        and may_precede(before)
        and one.words in CLOSING[opened.words]
        and not seen[one.start - 1].isspace()
    )


def _with_depth(found: list[Quotation]) -> Iterator[Quotation]:
    """Yield quotations in order, each with the number of quotations around it."""
    ends: list[int] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        ends = [end for end in ends if end >= one.end]
        yield one._replace(depth=len(ends))
        ends.append(one.end)
