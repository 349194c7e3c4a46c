"""The shortest words that mean a span of a text, as a sheet writes them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from unicodedata import east_asian_width

from diplomacy_events.coding.sheet.nodes import WrongValueError
from diplomacy_events.coding.sheet.places import Places, Span, single_spaced
from diplomacy_events.coding.sheet.quoting import Quotes

__all__ = ["quote_words", "span_words"]

SHORT_CHARACTERS = 60
"""The most words that are written in full."""
LEAST_FIRST, LEAST_LAST = 3, 2
"""The fewest words to write: fewer may be unique, but do not help a reader."""
MOST_FIRST, MOST_LAST = 40, 20
WIDE = "WF"
# A terminal or an editor may obey these.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def span_words(span: Span, places: Places) -> str:
    """Return the shortest text that means a span after ``at``."""

    def means(written: str) -> bool:
        return places.span(written) == span

    return _first_of(_of_span(span, places), means) or f"{span.start}..{span.end}"


def quote_words(
    span: Span, quotes: Quotes, places: Places, within: Sequence[Span] = ()
) -> str:
    """Return the shortest text that means the words of a quote.

    Args:
        span: the place of the words.
        quotes: the quotations of the text.
        places: the text.
        within: the evidence, if it is written and does not follow from the quotes.
    """
    wanted = quotes.quoted(span)

    def means(written: str) -> bool:
        return quotes.read(written, within) == wanted

    start = f"¶{places.number(span.start)} "
    begins = list(islice(_begins(span, places), MOST_FIRST))
    tried = [*begins, *[start + one for one in begins], *_of_span(span, places)]
    return _first_of(tried, means) or f"{span.start}..{span.end}"


def _first_of(candidates: Iterable[str], means: Callable[[str], bool]) -> str:
    for written in candidates:
        with suppress(WrongValueError):
            if not CONTROL.search(written) and means(written):
                return written
    return ""


def _of_span(span: Span, places: Places) -> Iterator[str]:
    """Yield the ways to write a span, the best first."""
    number = places.number(span.start)
    paragraph = places.paragraphs[number - 1 : number]
    own = [Span(one.start, one.end) for one in paragraph]
    for before, within in [("", None), *[(f"¶{number} ", one) for one in own]]:
        whole = single_spaced(places.text[span.start : span.end])
        if len(whole) <= SHORT_CHARACTERS:
            yield before + whole
        for words in _first_and_last(span, places, within):
            yield before + words
        if within == span:
            yield before.strip()


def _first_and_last(span: Span, places: Places, within: Span | None) -> Iterator[str]:
    """Yield first and last words; the first words are unique in the searched text."""
    for first in islice(_begins(span, places), MOST_FIRST):
        if len(places.find(first, within)) != 1:
            continue
        for last in islice(_ends(span, places), MOST_LAST):
            yield f"{first} … {last}"
        return


def _begins(span: Span, places: Places) -> Iterator[str]:
    """Yield the first words of a span, one more each time, and then all of them."""
    ends = _cuts(range(span.start + 1, span.end), places.text)
    for end in chain(islice(ends, LEAST_FIRST - 1, None), [span.end]):
        yield single_spaced(places.text[span.start : end])


def _ends(span: Span, places: Places) -> Iterator[str]:
    """Yield the last words of a span, one more each time."""
    starts = _cuts(range(span.end - 1, span.start, -1), places.text)
    for start in islice(starts, LEAST_LAST - 1, None):
        yield single_spaced(places.text[start : span.end])


def _cuts(places: range, text: str) -> Iterator[int]:
    """Yield those places where words begin or end."""
    for place in places:
        if text[place].isspace() or _parts_no_words(text[place]):
            yield place


def _parts_no_words(letter: str) -> bool:
    """Return whether a letter's script writes words without spaces."""
    return east_asian_width(letter) in WIDE and letter.isalpha()
