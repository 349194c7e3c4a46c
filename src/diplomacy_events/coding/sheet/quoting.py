"""Quotations, found by their first words and completed to their end."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from diplomacy_events.coding.passages import AFTER_STOPS, STOPS, storable
from diplomacy_events.coding.quotations import Quotation, quotations
from diplomacy_events.coding.sheet.nodes import WrongValueError
from diplomacy_events.coding.sheet.places import (
    GAP,
    MOST_PLACES,
    OFFSETS,
    Places,
    Span,
    single_spaced,
)
from diplomacy_events.coding.sheet.word_edges import cuts_word
from diplomacy_events.vocabulary import Manner

__all__ = ["Quoted", "Quotes", "manner_of"]

# Marks of a quotation may stand before and after other marks and white space.
OPENING, CLOSING = "'‘\"“«„「『 ", "'’\"”»」』 "
INTRODUCING = ".!?…,:;。：，\n"


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
        found = [self._candidate(one) for one in quotations(places.text).found]
        self._all = sorted(found, key=lambda one: one.span.start)
        self._starts = [one.span.start for one in self._all]
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
        found = self._beginning(single_spaced(words), scope, within)
        if len(found) > 1 and not (within and self._same(found)):
            raise self._places.several(words, [one.span for one in found])
        if found:
            return self.quoted(found[0].span)
        if OFFSETS.fullmatch(written) or GAP.search(words) or not words:
            return self.quoted(self._places.span(written))
        raise self._unquoted(words, scope)

    def _same(self, found: Sequence[_Candidate]) -> bool:
        """Return whether quotations have the same words, so any of them will do."""
        spoken = {
            single_spaced(storable(self._text[slice(*one.span)])) for one in found
        }
        # If there are very many, some are not among them.
        return len(spoken) == 1 and len(found) < MOST_PLACES

    def _beginning(
        self, words: str, scope: Span, within: Sequence[Span]
    ) -> list[_Candidate]:
        """Return the quotations that equal words, or else that begin with them.

        Of very many, it returns only the first.

        Args:
            words: the words.
            scope: where to look for quotations.
            within: where to look first.
        """
        if not words:
            return []
        inside = self._in(scope)
        exact = next(self._equal(words, inside), None) is not None

        def fitting(places: Iterable[int]) -> list[_Candidate]:
            some = [self._all[place] for place in places]
            return [
                one
                for one in some
                if (words in one.forms if exact else _begins(words, one))
            ]

        if len(inside) <= MOST_PLACES:
            found = fitting(inside)
        else:
            all_ = self._equal(words, inside) if exact else self._beginning_with(words)
            # One quotation has several forms.
            most = MOST_PLACES * len(self._all[0].forms)
            some = set(islice((one for one in all_ if one in inside), most))
            found = [self._all[place] for place in sorted(some)]
        if len(found) < MOST_PLACES:
            near = [one for one in found if any(at.holds(one.span) for at in within)]
        else:
            around = {place for at in within for place in self._in(at)}
            near = [
                one
                for one in fitting(sorted(around.intersection(inside)))
                if any(at.holds(one.span) for at in within)
            ]
        return near or found

    def _in(self, span: Span) -> range:
        """Return the numbers of the quotations that begin in a span."""
        first = bisect_left(self._starts, span.start)
        return range(first, bisect_left(self._starts, span.end))

    def _equal(self, words: str, inside: range) -> Iterator[int]:
        """Yield those of some numbers whose quotations equal words."""
        first = bisect_left(self._forms, (words, inside.start))
        for at in range(first, bisect_left(self._forms, (words, inside.stop))):
            yield self._forms[at][1]

    def _beginning_with(self, words: str) -> Iterator[int]:
        """Yield the numbers of the quotations that begin with words, by their words."""
        at = bisect_left(self._forms, (words,))
        while at < len(self._forms) and self._forms[at][0].startswith(words):
            form, place = self._forms[at]
            at += 1
            if not cuts_word(form, len(words)):
                yield place
                continue
            # All that go on in the same way are cut too.
            longer = form[: len(words) + 2] + chr(sys.maxunicode)
            at = max(at, bisect_left(self._forms, (longer,)))

    def _unquoted(self, words: str, scope: Span) -> WrongValueError:
        places = self._places.find(words, scope)
        if not places:
            return self._places.missing(words, scope)
        first = places[0]
        where = f"in ¶{self._places.number(first.start)}"
        last = bisect_right(self._starts, first.start)
        before = self._all[max(last - MOST_PLACES, 0) : last]
        around = [one for one in before if one.span.holds(first)]
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
        own = [
            self._all[place].span
            for place in self._equal(looked_up, range(len(self._all)))
            if self._all[place].forms[0] == looked_up
        ]
        anywhere = self._places.first_part(words)
        return own or self._places.find(words) or ([anywhere] if anywhere else [])

    def _whole(self, span: Span) -> bool:
        """Return whether words are whole sentences, judging by their ends."""
        words = self._text[span.start : span.end]
        first = words[0]
        if first.islower() or not first.isalnum():
            return False
        opens = self._first_of(reversed(range(span.start)), OPENING) in INTRODUCING
        end = words.rstrip(AFTER_STOPS)[-1:]
        if end in STOPS:
            return opens or " " in words or not words.isascii()
        after = self._first_of(range(span.end, len(self._text)), CLOSING)
        return opens and (end in (",", "，") or after in (",", "."))

    def _first_of(self, places: Iterable[int], passed_over: str) -> str:
        """Return the first character at some places that is not passed over."""
        letters = (self._text[place] for place in places)
        return next((one for one in letters if one not in passed_over), "\n")


def _begins(words: str, one: _Candidate) -> bool:
    """Return whether a quotation begins with words, and they end where a word ends."""
    whole = next((form for form in one.forms if form.startswith(words)), None)
    return whole is not None and not cuts_word(whole, len(words))


def manner_of(quoted: Sequence[Quoted]) -> Manner:
    """Return the manner of a statement with these quotes."""
    if not quoted:
        return Manner.INDIRECT
    return Manner.DIRECT if all(one.whole for one in quoted) else Manner.MIXED
