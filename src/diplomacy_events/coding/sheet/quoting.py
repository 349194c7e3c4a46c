"""Quotations, found by their first words and completed to their end."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from diplomacy_events.coding.passages import AFTER_STOPS, STOPS, storable
from diplomacy_events.coding.quotations import Quotation, quotations
from diplomacy_events.coding.sheet.nodes import WrongValueError
from diplomacy_events.coding.sheet.places import (
    GAP,
    OFFSETS,
    Places,
    Span,
    single_spaced,
)
from diplomacy_events.vocabulary import Manner

__all__ = ["Quoted", "Quotes", "manner_of"]

INTRODUCING = ".!?…,:;。：，"


class Quoted(NamedTuple):
    """Words that were spoken.

    Attributes:
        span: their place, without the surrounding marks.
        words: the words, in the form of a record.
        whole: whether they are whole sentences.
    """

    span: Span
    words: str
    whole: bool


class _Candidate(NamedTuple):
    """A quotation, and the ways to write it: with or without either mark."""

    span: Span
    forms: tuple[str, ...]


class Quotes:
    """The quotations of a text."""

    def __init__(self, places: Places) -> None:
        self._places, self._text = places, places.text
        self._all = [self._candidate(one) for one in quotations(places.text).found]

        self._forms = sorted(
            (form, place) for place, one in enumerate(self._all) for form in one.forms
        )

    def _candidate(self, one: Quotation) -> _Candidate:
        start = self._text.index(one.words, one.start)
        end = start + len(one.words)
        written = ((start, end), (one.start, one.end), (start, one.end))
        forms = tuple(
            [single_spaced(self._text[begin:last]) for begin, last in written]
        )
        return _Candidate(Span(start, end), forms)

    def read(self, written: str, within: Sequence[Span] = ()) -> Quoted:
        """Return the spoken words for the words after ``quotes``.

        Args:
            written: the first words of a quotation, or any form allowed after ``at``,
                which is not completed.
            within: where to look for quotations first.

        Raises:
            WrongValueError: if no quotation matches, or several do.
        """
        written = written.strip()
        scope, words = self._places.scope(written)
        found = self._beginning(single_spaced(words), scope)
        inside = [one for one in found if any(at.holds(one.span) for at in within)]
        found = inside or found
        if len(found) > 1 and not (within and self._same(found)):
            raise self._places.several(words, [one.span for one in found])
        if found:
            return self.quoted(found[0].span)
        if OFFSETS.fullmatch(written) or GAP.search(words) or not words:
            return self.quoted(self._places.span(written))
        raise self._unquoted(words, scope)

    def _same(self, found: Sequence[_Candidate]) -> bool:
        """Return whether quotations have the same words, so any of them will do."""
        return (
            len(
                {single_spaced(storable(self._text[slice(*one.span)])) for one in found}
            )
            == 1
        )

    def _beginning(self, words: str, scope: Span) -> list[_Candidate]:
        """Return the quotations that begin with words, or that equal the words."""
        if not words:
            return []
        first = bisect_left(self._forms, (words,))
        places: dict[int, None] = {}
        for form, place in islice(self._forms, first, None):
            if not form.startswith(words):
                break
            places[place] = None
        held = [
            self._all[place]
            for place in sorted(places)
            if scope.start <= self._all[place].span.start < scope.end
        ]
        exact = [one for one in held if words in one.forms]
        return exact or [one for one in held if not _cuts(words, one)]

    def _unquoted(self, words: str, scope: Span) -> WrongValueError:
        places = self._places.find(words, scope)
        if not places:
            return self._places.missing(words, scope)
        where = f"in ¶{self._places.number(places[0].start)}"
        around = [one for one in self._all if one.span.holds(places[0])]
        if not around:
            problem = f"{words!r} is {where}, but does not begin a quotation"
            return WrongValueError(
                f"{problem}; for words without quotation marks write 'first … last'"
            )
        begins = around[-1].forms[0][:40]
        problem = f"{words!r} is {where}, within a quotation that begins {begins!r}"
        return WrongValueError(
            f"{problem}; for part of a quotation write 'first … last'"
        )

    def quoted(self, span: Span) -> Quoted:
        """Return the words in a span of the text as spoken words."""
        words = storable(self._text[span.start : span.end])
        return Quoted(span, words, self._whole(span))

    def places_of(self, words: str) -> list[Span]:
        """Return the place of a record's quote: as a quotation, else anywhere."""
        looked_up = single_spaced(words)
        own = [one.span for one in self._all if one.forms[0] == looked_up]
        return own or self._places.find(words)

    def _whole(self, span: Span) -> bool:
        """Return whether words are whole sentences, judging by their ends."""
        words = self._text[span.start : span.end]
        first = words[0]
        if first.islower() or not first.isalnum():
            return False
        before = self._text[: span.start][-8:].rstrip("'‘\"“«„「『 ")
        opens = not before or before[-1] in INTRODUCING + "\n"
        end = words.rstrip(AFTER_STOPS)[-1:]
        after = self._text[span.end : span.end + 3].lstrip("'’\"”»」』 ")[:1]
        if end in STOPS:
            return opens or " " in words or not words.isascii()
        return opens and (end in (",", "，") or after in (",", "."))


def _cuts(words: str, one: _Candidate) -> bool:
    """Return whether words end within a word of the quotation that they begin."""
    whole = next(form for form in one.forms if form.startswith(words))
    last, following = words[-1], whole[len(words) : len(words) + 1]
    return (last + following).isalnum() and last.lower() != last.upper()


def manner_of(quoted: Sequence[Quoted]) -> Manner:
    """Return the manner of a statement with these quotes."""
    if not quoted:
        return Manner.INDIRECT
    return Manner.DIRECT if all(one.whole for one in quoted) else Manner.MIXED
