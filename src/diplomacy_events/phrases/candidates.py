"""Which words of a stretch are phrases of time, and nothing else by chance."""

import re
from typing import Any

from diplomacy_events.phrases.lexicon import CENTURIES
from diplomacy_events.phrases.parser import phrase_ends
from diplomacy_events.phrases.scanning import FIRST, STRONG, WEAK, Lexeme
from diplomacy_events.phrases.surroundings import names_event
from diplomacy_events.phrases.tokens import LONGEST_PHRASE, Tokens, telling

__all__ = ["Stretch"]

PREPOSITIONS = frozenset(
    {"by", "in", "before", "after", "from", "since", "until", "through", "over"}
)
# These are more often something else than a time.
DOUBTFUL = frozenset({"present", "the present", "future", "the future", "long time"})
YEARS = range(1900, 2100)
RECURRING = frozenset({"every", "each"})
# What says of a year that it is that of a firm, or is meant as a whole.
ADJECTIVES = frozenset({"fiscal", "financial", "calendar", "full", "entire", "whole"})
FULL = frozenset({"YEAR", "SHORTYEAR", "DATE", "DECADE"})
EDGE_VERBS = frozenset({"end", "close", "start"})
SEASON_NOUNS = frozenset({"fall", "spring"})
COUNTED = frozenset({"in", "NUMBER", "COUNT", "UNITS"})
# Before "Monday's peak" these say something of the peak, not of the Monday.
NOT_OF_EVENTS = frozenset({"by", "from", "over", "through", "beginning", "in"})
MEASURED = re.compile(r"\b(?:by|for|of)\s+\Z", re.IGNORECASE)
SAID = re.compile(
    r"\b(?:said|says|say|told|added|believe[sd]?|announced|reported|warned|so|shows?|"
    r"showed|think|thinks|thought|hopes?|hoped|know|knew|claims?|claimed)\s+\Z",
    re.IGNORECASE,
)
# What stands before the day of a month that is not spelt out: "on the 21st".
DAY_BEFORE = re.compile(
    r"\b(?:on|by|until|till|since|before|after|from|through|to|than|following) the \Z",
    re.IGNORECASE,
)
ARTICLE_BEFORE = re.compile(r"\bthe \Z", re.IGNORECASE)
# Words that tell a day of no more than an ordinal does.
LED = frozenset({"ORDINAL", "in", "over", "of", "about", "earlier", "sometime"})
NOUN_AFTER = re.compile(
    r"[-\s]+(?!and\b|or\b|to\b|but\b|in\b|at\b|as\b|for\b|when\b)[a-z]"
)
REACH = 24
# How many words without meaning a phrase may begin with.
MOST_LEADING = 4
# A round number in words is one of things, if nothing else says that it is a year.
SPELT_YEARS = frozenset({"two", *CENTURIES})
PLURAL_AFTER = re.compile(r"\s+[a-z]+s\b")
ROUND = re.compile(r"two thousand|hundred")


class Stretch:
    """A stretch of words, and where phrases may stand in it.

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
        self._values: tuple[Any, ...] = tuple(
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
        """Return whether a word tells that what follows comes round."""
        return self.raw(at) in RECURRING

    def place(self, at: int, end: int) -> tuple[int, int]:
        """Return where the words from a place to another stand in the text."""
        first, last = self._places[at], self._places[end - 1]
        floor = self._places[at - 1] if at else -1
        for before in range(first - 1, max(floor, first - 1 - MOST_LEADING), -1):
            raw = self._lexemes[before].raw
            if raw in FIRST or raw in ADJECTIVES:
                first = before
            else:
                break
        return self._lexemes[first].start, self._lexemes[last].end

    def ends(self, at: int, *, bare: bool) -> list[int]:
        """Return where the phrases end that begin at a place, the farthest first.

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
        if self._goes_on(end) or self._misled(at, end):
            return False
        if len(kinds) == 1 and not self._alone(at, words):
            return False
        if STRONG.intersection(kinds) or kinds == ("in", "past"):
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

    def _alone(self, at: int, words: str) -> bool:
        """Return whether a single word says when."""
        match self.kinds[at]:
            case "YEAR" if self.raw(at) in SPELT_YEARS:
                return not ROUND.search(words)
            case "YEAR":
                return self._values[at] in YEARS
            case "DATE":
                return not words.isdigit()
        return True

    def _names_day(self, at: int, end: int) -> bool:
        """Return whether an ordinal is the day of a month: "on the 21st"."""
        _, after = self.place(at, end)
        if NOUN_AFTER.match(self.text, after):
            return False
        days = [place for place in range(at, end) if self.kinds[place] == "ORDINAL"]
        led = LED.issuperset(self.kinds[at:end])
        return all(self._is_day(place, led=led) for place in days)

    def _is_day(self, place: int, *, led: bool) -> bool:
        """Return whether an ordinal in figures stands where a day does."""
        start = self._lexemes[self._places[place]].start
        before = DAY_BEFORE if led else ARTICLE_BEFORE
        reach = max(0, start - REACH)
        return self.raw(place)[0].isdigit() and bool(
            before.search(self.text, reach, start)
        )

    def _goes_on(self, end: int) -> bool:
        """Return whether "last" or "next" after a day begins what follows."""
        return (
            self.kinds[end - 1] in ("last", "next")
            and end < len(self.kinds)
            and end > 1
            and self.kinds[end - 2] == "WEEKDAY"
        )

    def _misled(self, at: int, end: int) -> bool:
        """Return whether the grammar has a reading that the text contradicts."""
        kinds = self.kinds[at:end]
        start, after = self.place(at, end)
        if kinds[0] in {"post", "pre"}:
            return not self.text.startswith("-", self._lexemes[self._places[at]].end)
        # "Talks, which began in May": a clause, and no week that began then.
        if kinds[0] == "beginning" and self.raw(at) in {"that", "which"}:
            return True
        # "In the nine months" is a stretch that is told of, and not ahead.
        if kinds[0] == "in" and COUNTED.issuperset(kinds) and self._definite(at, end):
            return True
        if kinds[-1] == "YEAR" and self._counts_things(end, after):
            return True
        if kinds[0] == "that":
            return bool(SAID.search(self.text, max(0, start - REACH), start))
        if kinds[0] in {"NUMBER", "COUNT", "a"} and "from" in kinds:
            return self.text[start : start + 4].lower() == "for " or bool(
                MEASURED.search(self.text, max(0, start - REACH), start)
            )
        if kinds[0] == "by" and "from" in kinds and "to" not in kinds:
            return True
        # "Earlier in the day before leaving": the day is not the one before.
        if kinds[-1] in {"before", "after"} and kinds[1:][-3:-2] in (("in",), ("of",)):
            return True
        return (
            self._of_the_month(at, end)
            or self._first_of_something(at, end)
            or self._is_verb(at, end)
        )

    def _first_of_something(self, at: int, end: int) -> bool:
        """Return whether an ordinal is not of a day: "on Tuesday the first model"."""
        for place in range(at + 1, end):
            if self.kinds[place - 1 : place + 1] != ("WEEKDAY", "ORDINAL"):
                continue
            first, last = self._places[place - 1], self._places[place]
            between = {one.raw for one in self._lexemes[first + 1 : last]}
            if not self.raw(place)[0].isdigit() and (
                between != {"the"}
                or NOUN_AFTER.match(self.text, self._lexemes[last].end)
            ):
                return True
        return False

    def _is_verb(self, at: int, end: int) -> bool:
        """Return whether "end" or "fall" is none of time: "to end the day"."""
        first = self._places[at]
        if any(
            self.kinds[place] == "EDGE"
            and self._lexemes[self._places[place] - 1].raw in FIRST
            and self._lexemes[self._places[place] - 2].raw in FIRST
            for place in range(at + 1, end)
        ):
            return True
        word = self._lexemes[first]
        follows = self._lexemes[first + 1].raw if first + 1 < len(self._lexemes) else ""
        if word.kind == "EDGE" and word.raw in EDGE_VERBS:
            return follows == "the"
        return (
            word.raw in SEASON_NOUNS
            and self.place(at, end)[0] == word.start
            and not FULL.intersection(self.kinds[at:end])
        )

    def _definite(self, at: int, end: int) -> bool:
        """Return whether an article stands between the words."""
        first, last = self._places[at], self._places[end - 1]
        return any(one.raw == "the" for one in self._lexemes[first:last])

    def _counts_things(self, end: int, after: int) -> bool:
        """Return whether a year in words is a number: "in two thousand villages"."""
        if self.raw(end - 1) not in SPELT_YEARS:
            return False
        return bool(PLURAL_AFTER.match(self.text, after))

    def _of_the_month(self, at: int, end: int) -> bool:
        """Return whether a number is one of things: "20 of the May detainees"."""
        kinds = self.kinds[at:end]
        if kinds[:3] != ("NUMBER", "of", "MONTH"):
            return False
        return self._places[at + 2] - self._places[at + 1] > 1


def _first_of_two(kinds: tuple[str, ...]) -> int:
    """Return how many kinds a full date has that another follows, or all have."""
    if "and" not in kinds or kinds[0] == "between":
        return len(kinds)
    middle = kinds.index("and")
    return middle if FULL.intersection(kinds[:middle]) else len(kinds)
