"""The words of a text: their places, and the nearest words to missing ones."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

from diplomacy_events.alike import FoldedText, differences
from diplomacy_events.coding.passages import Passage, paragraphs
from diplomacy_events.coding.sentences import sentences
from diplomacy_events.coding.sheet.nodes import WrongValueError
from diplomacy_events.coding.sheet.word_edges import cuts_word, whole_words
from diplomacy_events.folding import fold
from diplomacy_events.model.rules import quoted
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["Places", "Span", "single_spaced", "spans_of"]

MOST_PLACES = 50
"""The most places of the same words that are counted."""
MOST_COMPARED = 30
"""The most times that words are compared with the whole text to find the nearest."""
MOST_MARKS = 20
"""The most marks of omission that first words are tried to end at."""
MOST_WORDS = 20_000
MOST_NUMBERS = 10
"""The most numbers of paragraphs that one message lists."""
LEAST_SHARED_WORDS = 0.5
"""The least share of missing words that must occur together to count as near."""

OFFSETS = re.compile(r"(\d{1,12})\.\.(\d{1,12})")
PARAGRAPH = re.compile(r"¶\s*(\d{1,6})(?:\s+(.*))?", re.DOTALL)
NUMBERED = re.compile(r"(?:p|para|par|paragraph)\.?\s*(\d{1,6})", re.IGNORECASE)
GAP = re.compile(r"\s+(?:…|\.\.\.)\s+")
# Chinese and Japanese do not separate words.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


class Span(NamedTuple):
    """A stretch of the text.

    Attributes:
        start: index of the first code point.
        end: index after the last code point.
    """

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Return whether another span is inside this one."""
        return self.start <= other.start and other.end <= self.end


def spans_of(evidence: Iterable[Evidence]) -> list[Span]:
    """Return the spans of evidence in the text; a whole source has none."""
    return [
        Span(one.start, one.end)
        for one in evidence
        if one.start is not None and one.end is not None
    ]


def single_spaced(words: str) -> str:
    """Return words with single spaces for white space."""
    return " ".join(words.split())


class Places:
    """A text to look up words in.

    White space in the words matches any white space in the text, unless there is an
    exact match. Everything else must match exactly, and the words must begin and end
    where words of the text do.

    Attributes:
        source: the text with its source.
        text: the text.
    """

    def __init__(self, source: SourceText) -> None:
        self.source, self.text = source, source.text
        self._compared = 0

    @cached_property
    def paragraphs(self) -> tuple[Passage, ...]:
        """The paragraphs of the text."""
        return paragraphs(self.text)

    @cached_property
    def _sentences(self) -> tuple[Passage, ...]:
        return sentences(self.text)

    @cached_property
    def _folded(self) -> FoldedText:
        return FoldedText(self.text)

    @cached_property
    def _words(self) -> list[tuple[str, int, int]]:
        found = WORD.finditer(self.text)
        return [(fold(one.group()), one.start(), one.end()) for one in found]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the text, folded."""
        return frozenset([word for word, _, _ in self._words])

    def number(self, place: int) -> int:
        """Return the number of the paragraph that a place is in, counted from 1."""
        return max(bisect_right(self.paragraphs, place, key=attrgetter("start")), 1)

    def sentence(self, span: Span) -> Span:
        """Return the sentences that a span of the text touches."""
        last = bisect_right(self._sentences, span.end - 1, key=attrgetter("start"))
        first = bisect_right(self._sentences, span.start, key=attrgetter("start"))
        within = self._sentences[max(first - 1, 0) : last]
        if not within:
            return span
        start, end = within[0].start, within[-1].end
        return Span(min(start, span.start), max(end, span.end))

    def span(self, written: str) -> Span:
        """Return the span of the text for the words after ``at``.

        Raises:
            WrongValueError: if the words have no place, or several.
        """
        written = written.strip()
        if offsets := OFFSETS.fullmatch(written):
            span = Span(*map(int, offsets.groups()))
            if not span.start < span.end <= len(self.text):
                problem = (
                    f"there are no words at {written}: the text has {len(self.text)} "
                    "characters"
                )
                raise WrongValueError(problem)
            return span
        stretch, words = self.scope(written)
        return self._span(words, stretch) if words else stretch

    def scope(self, written: str) -> tuple[Span, str]:
        """Return the place to look for words, a paragraph or the text, and the words.

        Raises:
            WrongValueError: if the paragraph does not exist.
        """
        match = PARAGRAPH.fullmatch(written)
        if match is None:
            return Span(0, len(self.text)), written
        number, last = int(match[1]), len(self.paragraphs)
        if not 1 <= number <= last:
            raise WrongValueError(
                f"there is no paragraph {number}; the last is ¶{last}"
            )
        stretch = self.paragraphs[number - 1]
        return Span(stretch.start, stretch.end), match[2] or ""

    def find(self, words: str, within: Span | None = None) -> list[Span]:
        """Return the places of words, or the first of very many."""
        within = within or Span(0, len(self.text))
        for found in (self._exact(words, *within), self._spaced(words, *within)):
            if whole := list(islice(filter(self._whole, found), MOST_PLACES)):
                return whole
        return []

    def first_part(self, words: str, within: Span | None = None) -> Span | None:
        """Return the first place of words, even if they are parts of words there."""
        within = within or Span(0, len(self.text))
        found = chain(self._exact(words, *within), self._spaced(words, *within))
        return next(found, None)

    def _whole(self, span: Span) -> bool:
        return not any(cuts_word(self.text, place) for place in span)

    def _exact(self, words: str, start: int, end: int) -> Iterator[Span]:
        place = self.text.find(words, start, end) if words else -1
        while place >= 0:
            yield Span(place, place + len(words))
            place = self.text.find(words, place + 1, end)

    def _spaced(self, words: str, start: int, end: int) -> Iterator[Span]:
        """Yield the places of words with any white space between them."""
        parts = words.split()
        pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        # The search continues after each match: words seldom overlap themselves.
        for match in pattern.finditer(self.text, start, end) if parts else ():
            yield Span(*match.span())

    def _span(self, words: str, within: Span) -> Span:
        gaps = list(islice(GAP.finditer(words), MOST_MARKS))
        # With a mark of omission, only text that contains the mark itself can match.
        exact = filter(self._whole, self._exact(words, *within))
        found = list(islice(exact, MOST_PLACES)) if gaps else self.find(words, within)
        if found or not gaps:
            return self._only(words, found, within)
        errors = []
        # With several marks, all readings begin and end with the same words.
        for gap in gaps:
            try:
                return self._between(words[: gap.start()], words[gap.end() :], within)
            except WrongValueError as error:
                errors.append(error)
        raise errors[0]

    def _between(self, first: str, last: str, within: Span) -> Span:
        """Return the span that begins and ends with certain words."""
        begin = self._only(first, self.find(first, within), within)
        paragraph = self.paragraphs[self.number(begin.start) - 1]
        near = Span(begin.end, min(within.end, max(paragraph.end, begin.end)))
        rest = Span(begin.end, within.end)
        found = self.find(last, near) or self.find(last, rest)
        if not found and self.find(last, within):
            raise WrongValueError(f"{quoted(last)} does not come after {quoted(first)}")
        return Span(begin.start, self._only(last, found, within).end)

    def _only(self, words: str, found: list[Span], within: Span) -> Span:
        """Return the only place of words, or else raise."""
        match found:
            case [place]:
                return place
            case []:
                raise self.missing(words, within)
        raise self.several(words, found)

    def several(self, words: str, found: Sequence[Span]) -> WrongValueError:
        """Return the error that words occur in several places."""
        numbers = [self.number(one.start) for one in found[:MOST_PLACES]]
        distinct = [f"¶{one}" for one in sorted(set(numbers))]
        more = ", …" * (len(distinct) > MOST_NUMBERS)
        listed = ", ".join(distinct[:MOST_NUMBERS]) + more
        times = "often" if len(numbers) == MOST_PLACES else f"{len(numbers)} times"
        way = "write more words"
        if len(distinct) == len(numbers):
            way += f", or put the paragraph before them, as in '{distinct[0]} …'"
        return WrongValueError(f"{quoted(words)} occurs {times}, in {listed}; {way}")

    def missing(self, words: str, within: Span | None = None) -> WrongValueError:
        """Return the error that words are not in the text, with the nearest words."""
        within = within or Span(0, len(self.text))
        place = "the text"
        if within != (0, len(self.text)):
            place = f"¶{self.number(within.start)}"
        part = self.first_part(words, within)
        if part is not None:
            whole = single_spaced(whole_words(self.text, *part))
            problem = f"{quoted(words)} is in {place} only as part of {quoted(whole)}"
            return WrongValueError(f"{problem}; write whole words")
        return WrongValueError(f"{quoted(words)} is not in {place}{self._hint(words)}")

    def _hint(self, words: str) -> str:
        if number := NUMBERED.fullmatch(words.strip()):
            return f"; for a paragraph write '¶{number[1]}'"
        alike = self._folded.find(words)
        if alike is not None and self._whole(Span(alike.start, alike.end)):
            where = f"; the same words are in ¶{self.number(alike.start)}"
            kinds = " and ".join(differences(words, alike.words)) or "their form"
            return f"{where}, except for {kinds}: {quoted(single_spaced(alike.words))}"
        self._compared += 1
        return self._near(words) if self._compared <= MOST_COMPARED else ""

    def _near(self, words: str) -> str:
        """Return the end of a message with the nearest words."""
        wanted = [fold(one) for one in WORD.findall(words)]
        if len(wanted) == 1:
            known = dict.fromkeys(self.text[a:b] for _, a, b in self._words)
            return did_you_mean(nearest(words.strip(), known, most=MOST_WORDS))
        if not wanted:
            return ""
        best, places = self._best(wanted)
        if best < LEAST_SHARED_WORDS * len(wanted):
            return ""
        # If several passages share as many words, take the most similar one.
        stretches: dict[str, int] = {}
        for place in places:
            last = self._words[min(place + len(wanted), len(self._words)) - 1]
            start = self._words[place][1]
            stretches.setdefault(single_spaced(self.text[start : last[2]]), start)
        found = (*nearest(words.strip(), stretches), *stretches)[0]
        return f"; the nearest words, in ¶{self.number(stretches[found])}: {found!r}"

    def _best(self, wanted: list[str]) -> tuple[float, list[int]]:
        """Return the greatest number of words that occur together, and their places."""
        need, have = Counter(wanted), Counter[str]()
        score, best = 0, 0.0
        places: list[int] = []
        size = len(wanted)
        for index, (word, _, _) in enumerate(self._words):
            have[word] += 1
            score += have[word] <= need[word]
            if index >= size:
                gone = self._words[index - size][0]
                score -= have[gone] <= need[gone]
                have[gone] -= 1
            start = max(index - size + 1, 0)
            # Among equals, prefer a place that begins with the same word.
            rated = score + (self._words[start][0] == wanted[0]) / 2
            if rated > best:
                best, places = rated, []
            if rated == best and len(places) < MOST_PLACES:
                places.append(start)
        return best, places
