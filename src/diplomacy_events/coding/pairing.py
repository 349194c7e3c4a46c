"""Pair the quotation marks of one paragraph."""

import re
from typing import NamedTuple

from diplomacy_events.coding.passages import Passage, beginning_of, passage
from diplomacy_events.folding import visible

__all__ = ["CLOSING", "Marks", "Open", "Quotation", "make_quotation", "may_precede"]

# The closing marks of each opening mark in English, German, Nordic, French, Chinese and
# Japanese usage. A right single mark never opens: before a word, as in Swedish, it may
# equally be an apostrophe.
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
# Authors often type an opening mark in place of a closing one.
SLIPS = (("“", "“"), ("„", "„"), ("«", "«"), ("”", "“"))
MARKS = re.compile("[" + "".join({*CLOSING, *"".join(CLOSING.values())}) + "]")
SINGLE = "'‘’‚"
# These open anywhere, unless they close an open quotation.
OPENERS = "“„«‚‹「『｢〝"
APOSTROPHES = "'’"
# An apostrophe at the start of a word replaces missing letters.
ELISION = re.compile(
    r"['‘’](?:\d\ds?\b|(?:tis|twas|twere|til|em|cause|bout|n|round)\b)", re.IGNORECASE
)
SHORT_AND = ("'n", "‘n", "’n")
# Nobody nests quotations deeper; open marks further out stay unpaired. Each quotation
# stores its words, including those of the quotations inside it. This limit keeps memory
# below this many times the length of the text.
DEEPEST_QUOTATION = 8
BEFORE_OPENING = "([{<-‐‑–—/¿¡_*"


class Quotation(NamedTuple):
    """A quotation and its place.

    Attributes:
        start: index of the first code point, its opening mark.
        end: index after the last code point, its closing mark.
        words: the words between the marks, without surrounding white space.
        depth: the number of quotations around it.
    """

    start: int
    end: int
    words: str
    depth: int

    def __str__(self) -> str:
        """Return the place and the first words."""
        return f"{self.start}:{self.end} {beginning_of(self.words)}"


class Open(NamedTuple):
    """A mark that may open a quotation, and the depth of nesting after it."""

    mark: str
    place: int
    levels: int = 0


def make_quotation(
    text: str, start: int, end: int, *, closed: bool = True
) -> Quotation:
    """Return the quotation between two marks, or from a mark to an end."""
    inner = passage(text, start + 1, end - closed)
    return Quotation(start, end, inner.words, 0)


class Marks:
    """The marks of one paragraph, read from left to right."""

    def __init__(
        self,
        text: str,
        seen: str,
        stretch: Passage,
        found: list[Quotation],
        unpaired: list[Passage],
    ) -> None:
        self.whole, self.text, self.stretch = text, seen, stretch
        self.found, self.unpaired = found, unpaired
        self.open: list[Open] = []
        self.last: dict[str, int] = {}

    def read(self) -> list[Open]:
        """Find closed quotations, and return the marks left open, outermost first."""
        for match in MARKS.finditer(self.text, self.stretch.start, self.stretch.end):
            mark, place = match.group(), match.start()
            if self._is_apostrophe(place, mark):
                continue
            partner = self._partner(mark, place)
            if partner is not None:
                self._close_quotation(partner, place)
            elif self._opens(mark, place):
                self.open.append(Open(mark, place))
            elif mark not in APOSTROPHES or not self._after_s(place):
                self._leave_unpaired(mark, place)
        return self.open

    def _is_apostrophe(self, place: int, mark: str) -> bool:
        """Return whether a mark is an apostrophe.

        It may be within or before a word, or the second one of "rock 'n' roll".
        """
        if mark not in "'’‘":
            return False
        within = self._before(place).isalnum() and self._after(place).isalnum()
        starts = ELISION.match(self.text, place, self.stretch.end) is not None
        return within or starts or self.text[place - 2 : place].lower() in SHORT_AND

    def _partner(self, mark: str, place: int) -> int | None:
        """Return the index of the open mark that this one closes, or `None`."""
        most = len(self.open)
        for depth in range(most - 1, max(most - DEEPEST_QUOTATION, 0) - 1, -1):
            opened = self.open[depth]
            if mark in CLOSING[opened.mark]:
                fits = self._closes(mark, opened.mark, place)
                return depth if fits else None
        return len(self.open) - 1 if self._is_slip(mark, place) else None

    def _is_slip(self, mark: str, place: int) -> bool:
        """Return whether a mark closes the last open one although it does not fit."""
        last = self.open[-1].mark if self.open else ""
        before, after = self._before(place), self._after(place)
        if (last, mark) in SLIPS:
            return not (may_precede(before) or after.isalnum() or after in CLOSING)
        return self._is_mixed_pair(last, mark, place)

    def _is_mixed_pair(self, last: str, mark: str, place: int) -> bool:
        """Return whether a mark of the other kind must close the last open one."""
        if (last, mark) not in MIXED:
            return False
        before, after = self._before(place), self._after(place)
        ends = not (before.isspace() or before.isdigit() or after.isalnum())
        return ends and all(self._last_index(other) <= place for other in CLOSING[last])

    def _last_index(self, mark: str) -> int:
        """Return the last index of a mark in the paragraph, or -1."""
        if mark not in self.last:
            start, end = self.stretch.start, self.stretch.end
            self.last[mark] = self.text.rfind(mark, start, end)
        return self.last[mark]

    def _closes(self, mark: str, opened: str, place: int) -> bool:
        """Return whether a mark that can close an open one does so at this place."""
        if opened != mark and mark not in APOSTROPHES:
            return True
        before, after = self._before(place), self._after(place)
        if before.isspace():
            # Between two spaces it must close, because an opening mark is not followed
            # by a space.
            return after.isspace() or not after
        if mark in SINGLE:
            return not after.isalnum() and self._ends(mark, place)
        return not after.isalnum() or not may_precede(before)

    def _ends(self, mark: str, place: int) -> bool:
        """Return whether a single mark after a word ends a quotation.

        After an s it may be an apostrophe. It is one if a later mark certainly ends the
        quotation before another quotation begins.
        """
        if not (self._after_s(place) and self._before_word(place)):
            return True
        for match in MARKS.finditer(self.text, place + 1, self.stretch.end):
            at = match.start()
            if match.group() != mark:
                if match.group() == "‘":
                    break
                continue
            before, after = self._before(at), self._after(at)
            if after.isalnum() and may_precede(before):
                break
            if not before.isspace() and not after.isalnum():
                return False
        return True

    def _after_s(self, place: int) -> bool:
        """Return whether a mark may be the apostrophe after a plural or a name."""
        return self._before(place) in "sSzZxX"

    def _before_word(self, place: int) -> bool:
        """Return whether a space and a word come next, as in "the states' rights"."""
        return self._after(place) == " " and self._after(place + 1).isalnum()

    def _opens(self, mark: str, place: int) -> bool:
        before, after = self._before(place), self._after(place)
        if mark not in CLOSING or not after:
            return False
        return mark in OPENERS or (may_precede(before) and not after.isspace())

    def _close_quotation(self, depth: int, place: int) -> None:
        """Make a quotation of two marks, and leave the open marks between unpaired."""
        opened, *within = self.open[depth:]
        del self.open[depth:]
        for left in within:
            self._leave_unpaired(left.mark, left.place)
        levels = 1 + max(one.levels for one in (opened, *within))
        new = (
            make_quotation(self.whole, opened.place, place + 1)
            if levels <= DEEPEST_QUOTATION
            else None
        )
        if new is not None and visible(new.words).strip():
            self.found.append(new)
        else:
            levels -= 1
            self._leave_unpaired(opened.mark, opened.place)
            self._leave_unpaired(self.text[place], place)
        if self.open:
            outer = self.open.pop()
            self.open.append(outer._replace(levels=max(outer.levels, levels)))

    def _leave_unpaired(self, mark: str, place: int) -> None:
        self.unpaired.append(Passage(place, place + 1, mark))

    def _before(self, place: int) -> str:
        return self.text[place - 1] if place > self.stretch.start else " "

    def _after(self, place: int) -> str:
        return self.text[place + 1] if place + 1 < self.stretch.end else ""


def may_precede(before: str) -> bool:
    """Return whether a quotation may begin after a character, or after none."""
    return before.isspace() or before in BEFORE_OPENING or before in CLOSING
