"""What stands between quotation marks in a text.

Straight and typographic marks are told apart, nested ones are found within others, and
an apostrophe is no mark: a single one within a word, after an s, or before letters that
a few words are short for. What has no partner is reported and never given one, such as
the single marks of Swedish; a straight mark and a typographic one are partners only
where neither has another. Marks
pair within a paragraph. Where a quotation goes on in the next paragraph, which by
custom opens with the mark again, each of its paragraphs is one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from diplomacy_events.coding.passages import (
    Passage,
    must_be,
    paragraphs,
    passage,
    told,
)
from diplomacy_events.folding import visible

__all__ = ["Quotation", "Quotations", "quotations"]

# What closes that which each mark opens: English, German, Nordic, French, Chinese and
# Japanese usage. A single mark that curves to the right opens nothing: where it stands
# before a word, as in Swedish, it may as well be an apostrophe.
CLOSING = {
    '"': '"',
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "'": "'",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "〝": "〞〟",
    "＂": "＂",
}
MIXED = (("“", '"'), ("„", '"'), ('"', "”"))
MARKS = re.compile("[" + "".join({*CLOSING, *"".join(CLOSING.values())}) + "]")
SINGLE = "'‘’‚"
# These open wherever they stand, unless they close what is open.
OPENERS = "“„«‚‹「『｢〝"
APOSTROPHES = "'’"
# An apostrophe that begins a word stands for letters left out.
ELISION = re.compile(
    r"['‘’](?:\d\ds?\b|(?:tis|twas|twere|til|em|cause|bout|n|round)\b)", re.IGNORECASE
)
SHORT_AND = ("'n", "‘n", "’n")
# Nobody nests quotations deeper; what is left open further out has no partner. As words
# are kept once for each quotation that they stand in, no text takes more than so many
# times its length.
DEEPEST = 8
BEFORE_OPENING = "([{<-‐‑–—/¿¡_*"


class Quotation(NamedTuple):
    """A quotation, and where it stands.

    Attributes:
        start: index of the first code point, its opening mark.
        end: index after the last code point, its closing mark.
        words: what stands between the marks, without white space around it.
        depth: how many other quotations it stands in.
    """

    start: int
    end: int
    words: str
    depth: int

    def __str__(self) -> str:
        """Return the place, and how the words begin."""
        return f"{self.start}:{self.end} {told(self.words)}"


class Quotations(NamedTuple):
    """What was found in a text.

    Attributes:
        found: the quotations, in the order in which they begin.
        unpaired: the marks that have no partner, or of which two could be it.
    """

    found: tuple[Quotation, ...]
    unpaired: tuple[Passage, ...]


class _Open(NamedTuple):
    """A mark that may open a quotation, and how deep others are nested after it."""

    mark: str
    place: int
    levels: int = 0


def quotations(text: str) -> Quotations:
    """Return the quotations of a text, and the marks that belong to none.

    Raises:
        FieldTypeError: if it is no text.

    >>> quotations("He said: 'It's “new” to us.'").found
    (Quotation(start=9, end=28, words="It's “new” to us.", depth=0), \
Quotation(start=15, end=20, words='new', depth=1))
    """
    must_be(str, text, of="quotations", name="text")
    found: list[Quotation] = []
    unpaired: list[Passage] = []
    stretches = paragraphs(text)
    for number, stretch in enumerate(stretches):
        following = stretches[number + 1 : number + 2]
        left = _Paragraph(text, stretch, found, unpaired).read()
        # It goes on where the next paragraph opens with the same mark.
        goes_on = following and left and following[0].words[0] == left[0].mark
        if goes_on:
            found.append(_made(text, left.pop(0).place, stretch.end, closed=False))
        unpaired += [Passage(at.place, at.place + 1, at.mark) for at in left]
    return Quotations(tuple(_nested(found)), tuple(sorted(unpaired)))


def _made(text: str, start: int, end: int, *, closed: bool = True) -> Quotation:
    inner = passage(text, start + 1, end - closed)
    return Quotation(start, end, inner.words, 0)


def _nested(found: list[Quotation]) -> Iterator[Quotation]:
    """Yield quotations in their order, each with how many others it stands in."""
    ends: list[int] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        ends = [end for end in ends if end >= one.end]
        yield one._replace(depth=len(ends))
        ends.append(one.end)


class _Paragraph:
    """The marks of one paragraph, read from left to right."""

    def __init__(
        self,
        text: str,
        stretch: Passage,
        found: list[Quotation],
        unpaired: list[Passage],
    ) -> None:
        self.text, self.stretch = text, stretch
        self.found, self.unpaired = found, unpaired
        self.open: list[_Open] = []
        self.last: dict[str, int] = {}

    def read(self) -> list[_Open]:
        """Find what is closed, and return what is left open, outermost first."""
        for match in MARKS.finditer(self.text, self.stretch.start, self.stretch.end):
            mark, place = match.group(), match.start()
            if self._joins(place, mark):
                continue
            partner = self._partner(mark, place)
            if partner is not None:
                self._close(partner, place)
            elif self._opens(mark, place):
                self.open.append(_Open(mark, place))
            elif mark not in APOSTROPHES or not self._after_s(place):
                self._leave(mark, place)
        return self.open

    def _joins(self, place: int, mark: str) -> bool:
        """Return whether a mark is an apostrophe within, or before, a word.

        Or the second of "rock 'n' roll".
        """
        if mark not in "'’‘":
            return False
        within = self._before(place).isalnum() and self._after(place).isalnum()
        starts = not self._before(place).isalnum() and bool(
            ELISION.match(self.text, place, self.stretch.end)
        )
        return within or starts or self.text[place - 2 : place].lower() in SHORT_AND

    def _partner(self, mark: str, place: int) -> int | None:
        """Return which of the open marks this one closes, if any does."""
        most = len(self.open)
        for depth in range(most - 1, max(most - DEEPEST, 0) - 1, -1):
            opened = self.open[depth]
            if mark in CLOSING[opened.mark]:
                fits = self._closes(mark, opened.mark, place)
                return depth if fits else None
        return self._mixed(mark, place)

    def _mixed(self, mark: str, place: int) -> int | None:
        """Return the place of a mark of the other kind that this one must close."""
        last = self.open[-1].mark if self.open else ""
        if (last, mark) not in MIXED:
            return None
        before, after = self._before(place), self._after(place)
        ends = not (before.isspace() or before.isdigit() or after.isalnum())
        alone = all(self._last(other) <= place for other in CLOSING[last])
        return len(self.open) - 1 if ends and alone else None

    def _last(self, mark: str) -> int:
        """Return where a mark stands last in the paragraph; before it, if nowhere."""
        if mark not in self.last:
            start, end = self.stretch.start, self.stretch.end
            self.last[mark] = self.text.rfind(mark, start, end)
        return self.last[mark]

    def _closes(self, mark: str, opened: str, place: int) -> bool:
        """Return whether a mark that could close does so where it stands."""
        if opened != mark and mark not in APOSTROPHES:
            return True
        before, after = self._before(place), self._after(place)
        if before.isspace():
            # Between two spaces it can only be the end: an opening mark has no space
            # after it.
            return after.isspace() or not after
        if mark in SINGLE:
            return not after.isalnum() and self._ends(mark, place)
        return not after.isalnum() or not _may_precede(before)

    def _ends(self, mark: str, place: int) -> bool:
        """Return whether a single mark after a word ends a quotation.

        After an s it may as well be an apostrophe. It is, if a mark further on ends the
        quotation beyond doubt before another begins.
        """
        if not (self._after_s(place) and self._followed(place)):
            return True
        for match in MARKS.finditer(self.text, place + 1, self.stretch.end):
            at = match.start()
            if match.group() != mark:
                if match.group() == "‘":
                    break
                continue
            before, after = self._before(at), self._after(at)
            if not before.isalnum() and after.isalnum() and _may_precede(before):
                break
            if not before.isspace() and not after.isalnum():
                return False
        return True

    def _after_s(self, place: int) -> bool:
        """Return whether a mark may be the apostrophe of a plural, or of a name."""
        return self._before(place) in "sSzZxX"

    def _followed(self, place: int) -> bool:
        """Return whether a space and a word come next, as in "the states' rights"."""
        return self._after(place) == " " and self._after(place + 1).isalnum()

    def _opens(self, mark: str, place: int) -> bool:
        before, after = self._before(place), self._after(place)
        if mark not in CLOSING or not after:
            return False
        return mark in OPENERS or (_may_precede(before) and not after.isspace())

    def _close(self, depth: int, place: int) -> None:
        """Make a quotation of two marks; what is open within it has no partner."""
        opened, *within = self.open[depth:]
        del self.open[depth:]
        for left in within:
            self._leave(left.mark, left.place)
        levels = 1 + max(one.levels for one in (opened, *within))
        made = _made(self.text, opened.place, place + 1) if levels <= DEEPEST else None
        if made is not None and visible(made.words).strip():
            self.found.append(made)
        else:
            levels -= 1
            self._leave(opened.mark, opened.place)
            self._leave(self.text[place], place)
        if self.open:
            outer = self.open.pop()
            self.open.append(outer._replace(levels=max(outer.levels, levels)))

    def _leave(self, mark: str, place: int) -> None:
        self.unpaired.append(Passage(place, place + 1, mark))

    def _before(self, place: int) -> str:
        return self.text[place - 1] if place > self.stretch.start else " "

    def _after(self, place: int) -> str:
        return self.text[place + 1] if place + 1 < self.stretch.end else ""


def _may_precede(before: str) -> bool:
    """Return whether a quotation may begin after a character."""
    return before.isspace() or before in BEFORE_OPENING or before in CLOSING
