"""Decide which words of a stretch are phrases of time and not something else."""

import re

from diplomacy_events.phrases.misreadings import (
    FULL,
    NOUN_AFTER,
    REACH_CHARACTERS,
    SPELT_YEARS,
    Candidate,
    is_misread,
)
from diplomacy_events.phrases.parser import phrase_ends
from diplomacy_events.phrases.surroundings import names_event
from diplomacy_events.phrases.tokens import LONGEST_PHRASE, Tokens, telling
from diplomacy_events.phrases.word_stretches import FIRST, STRONG, WEAK, Lexeme

__all__ = ["Stretch"]

PREPOSITIONS = frozenset(
    {"by", "in", "before", "after", "from", "since", "until", "through", "over"}
)
# These usually mean something other than a time.
DOUBTFUL = frozenset({"present", "the present", "future", "the future", "long time"})
YEARS = range(1900, 2100)
RECURRING = frozenset({"every", "each"})
# Words which show that a year is a financial year, or means the whole year.
ADJECTIVES = frozenset({"fiscal", "financial", "calendar", "full", "entire", "whole"})
# Before "Monday's peak" these describe the peak, not the Monday.
NOT_OF_EVENTS = frozenset({"by", "from", "over", "through", "beginning", "in"})
# Words before a day of an unnamed month: "on the 21st".
DAY_BEFORE = re.compile(
    r"\b(?:on|by|until|till|since|before|after|from|through|to|than|following) the \Z",
    re.IGNORECASE,
)
ARTICLE_BEFORE = re.compile(r"\bthe \Z", re.IGNORECASE)
# Words that mark an ordinal as a day.
MORE_DAYS = re.compile(r"(?:,?\s+(?:and|or|to)|,)\s+\d{1,2}(?:st|nd|rd|th)\b")
LED = frozenset({"ORDINAL", "in", "over", "of", "about", "earlier", "sometime"})
# How many words without meaning a phrase may begin with.
MOST_LEADING_WORDS = 4
BRACKET, CLOSING = re.compile(r"[(\[]"), re.compile(r"\.?\s*[)\]]")
ROUND = re.compile(r"two thousand|hundred")


class Stretch:
    """A stretch of words, and the places of possible phrases in it.

    Attributes:
        text: the text.
        kinds: the kinds of its words, without those that say nothing.
    """

    def __init__(self, text: str, lexemes: list[Lexeme]) -> None:
        self.text = text
        self._lexemes = lexemes
        spoken = [at for at, one in enumerate(lexemes) if one.kind]
        entries = [(lexemes[at].kind, lexemes[at].value) for at in spoken]
        self._places = [spoken[place] for place in telling(entries)]
        self.kinds = tuple([lexemes[at].kind for at in self._places])
        self._values: tuple[object, ...] = tuple(
            [lexemes[at].value for at in self._places]
        )
        self._ends = phrase_ends(self.kinds)

    def raw(self, at: int) -> str:
        """Return the first word at a place."""
        return self._lexemes[self._places[at]].raw

    def tokens(self, at: int, end: int) -> Tokens:
        """Return the tokens from a place to another."""
        return Tokens(self.kinds[at:end], self._values[at:end])

    def recurs(self, at: int) -> bool:
        """Return whether a word says that the next words recur."""
        return self.raw(at) in RECURRING

    def place(self, at: int, end: int) -> tuple[int, int]:
        """Return the place in the text of the words between two places."""
        first, last = self._places[at], self._places[end - 1]
        floor = self._places[at - 1] if at else -1
        for before in range(first - 1, max(floor, first - 1 - MOST_LEADING_WORDS), -1):
            raw = self._lexemes[before].raw
            if raw in FIRST or raw in ADJECTIVES:
                first = before
            else:
                break
        start, end = self._lexemes[first].start, self._lexemes[last].end
        if BRACKET.search(self.text, start, end):
            closing = CLOSING.match(self.text, end)
            end = closing.end() if closing else end
        return start, end

    def ends(self, at: int, *, bare: bool) -> list[int]:
        """Return the ends of the phrases that begin at a place, the farthest first.

        Args:
            at: the place.
            bare: whether a unit alone is enough, as after "every".
        """
        if at >= len(self.kinds):
            return []
        ends = self._ends[at]
        if ends:
            if self.kinds[at] in NOT_OF_EVENTS and names_event(
                self.text, *self.place(at, ends[0]), self.kinds[at : ends[0]]
            ):
                return []
            last = at + _first_of_two(self.kinds[at : ends[0]])
            ends = tuple([end for end in ends if end <= last])
        return [end for end in ends if self._says_when(at, end, bare=bare)]

    def _says_when(self, at: int, end: int, *, bare: bool) -> bool:
        kinds = self.kinds[at:end]
        start, after = self.place(at, end)
        words = self.text[start:after].lower()
        if after - start > LONGEST_PHRASE or words in DOUBTFUL:
            return False
        if BRACKET.search(words) and words[-1] not in ")]":
            return False
        if self._goes_on(end) or is_misread(self._candidate(at, end)):
            return False
        if len(kinds) == 1 and not self._is_phrase_alone(at, words):
            return False
        if STRONG.intersection(kinds) or words == "in the past":
            return True
        if "ORDINAL" in kinds and WEAK.isdisjoint(kinds):
            return self._names_day(at, end)
        if not WEAK.intersection(kinds):
            return False
        if bare or not PREPOSITIONS.union(WEAK).issuperset(kinds):
            return True
        # "By the week" and "for years" are phrases; "by week" and "the years" are not.
        if " the " in words or words.startswith("for "):
            return True
        return kinds[-1] in {"before", "after"} and (
            words.startswith("the ") or kinds[0] in {"UNITS", "hours"}
        )

    def _is_phrase_alone(self, at: int, words: str) -> bool:
        """Return whether a single word is a phrase of time."""
        match self.kinds[at]:
            case "YEAR" if self.raw(at) in SPELT_YEARS:
                return not ROUND.search(words)
            case "YEAR":
                return self._values[at] in YEARS
            case "DATE":
                return not words.isdigit()
        return True

    def _names_day(self, at: int, end: int) -> bool:
        """Return whether ordinals are days of a month: "on the 21st", "and 22nd"."""
        _, after = self.place(at, end)
        # A list is read as a whole, or not at all: "the 3rd and 4th floors".
        if NOUN_AFTER.match(self.text, after) or MORE_DAYS.match(self.text, after):
            return False
        days = [place for place in range(at, end) if self.kinds[place] == "ORDINAL"]
        led = LED.issuperset(self.kinds[at:end])
        in_figures = all(self.raw(place)[0].isdigit() for place in days)
        return in_figures and self._is_day(days[0], led=led)

    def _is_day(self, place: int, *, led: bool) -> bool:
        """Return whether an ordinal is where a day can be."""
        start = self._lexemes[self._places[place]].start
        before = DAY_BEFORE if led else ARTICLE_BEFORE
        reach = max(0, start - REACH_CHARACTERS)
        return bool(before.search(self.text, reach, start))

    def _goes_on(self, end: int) -> bool:
        """Return whether "last" or "next" after a day begins the next phrase."""
        return (
            self.kinds[end - 1] in ("last", "next")
            and end < len(self.kinds)
            and end > 1
            and self.kinds[end - 2] == "WEEKDAY"
        )

    def _candidate(self, at: int, end: int) -> Candidate:
        return Candidate(
            self.text, self._lexemes, self._places[at:end], *self.place(at, end)
        )


def _first_of_two(kinds: tuple[str, ...]) -> int:
    """Return the number of kinds of a full date before another date, or of all."""
    if "and" not in kinds or kinds[0] == "between":
        return len(kinds)
    middle = kinds.index("and")
    return middle if FULL.intersection(kinds[:middle]) else len(kinds)
