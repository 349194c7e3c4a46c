"""Find words that the grammar reads as a time but the text uses otherwise."""

import re
from collections.abc import Callable
from typing import NamedTuple

from diplomacy_events.phrases import fragments
from diplomacy_events.phrases.lexicon import CENTURIES
from diplomacy_events.phrases.word_stretches import FIRST, Lexeme

__all__ = [
    "FULL",
    "NOUN_AFTER",
    "REACH_CHARACTERS",
    "SPELT_YEARS",
    "Candidate",
    "is_misread",
]

MONTH_DAYS = frozenset(
    {
        ("MONTH", "NUMBER"),
        ("MONTH", "ORDINAL"),
        ("NUMBER", "MONTH"),
        ("ORDINAL", "MONTH"),
    }
)
DEFINITE = re.compile(rf"{fragments.THE_NOUN}\Z", re.IGNORECASE)
FULL = frozenset({"YEAR", "SHORTYEAR", "DATE", "DECADE"})
EDGE_VERBS = frozenset({"end", "close", "start"})
SEASON_NOUNS = frozenset({"fall", "spring"})
COUNTED = frozenset({"in", "NUMBER", "COUNT", "UNITS"})
MEASURED = re.compile(r"\b(?:by|for|of)\s+\Z", re.IGNORECASE)
SAID = re.compile(
    r"\b(?:said|says|say|told|added|believe[sd]?|announced|reported|warned|so|shows?|"
    r"showed|think|thinks|thought|hopes?|hoped|know|knew|claims?|claimed)\s+\Z",
    re.IGNORECASE,
)
OWNING = re.compile(r"['’]s\b")
PLURAL_AFTER = re.compile(r"\s+[a-z]+s\b")
NOUN_AFTER = re.compile(
    r"[-\s]+(?!and\b|or\b|to\b|but\b|in\b|at\b|as\b|for\b|when\b)[a-z]"
)
REACH_CHARACTERS = 24
# A round number in words counts things, unless something else marks it as a year.
SPELT_YEARS = frozenset({"two", *CENTURIES})


class Candidate(NamedTuple):
    """Words that the grammar reads as a phrase.

    Attributes:
        text: the text.
        lexemes: the lexemes of the stretch that the words belong to.
        places: which of them form the reading.
        start: where the words begin in the text.
        end: where they end.
    """

    text: str
    lexemes: list[Lexeme]
    places: list[int]
    start: int
    end: int

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the words that form the reading."""
        return tuple([self.lexemes[place].kind for place in self.places])

    @property
    def first(self) -> Lexeme:
        """The first of these words."""
        return self.lexemes[self.places[0]]

    @property
    def last(self) -> Lexeme:
        """The last of these words."""
        return self.lexemes[self.places[-1]]

    def between(self, at: int) -> list[str]:
        """Return the words without meaning before a word with one."""
        low, high = self.places[at - 1], self.places[at]
        return [one.raw for one in self.lexemes[low + 1 : high]]

    def before(self, pattern: re.Pattern[str]) -> bool:
        """Return whether a pattern matches right before the words."""
        low = max(0, self.start - REACH_CHARACTERS)
        return bool(pattern.search(self.text, low, self.start))


def _without_hyphen(one: Candidate) -> bool:
    """Tell "post-2014" from "the post Monday"."""
    return one.first.kind in {"post", "pre"} and not one.text.startswith(
        "-", one.first.end
    )


def _clause(one: Candidate) -> bool:
    """Tell "talks, which began in May" from "the week that began in May"."""
    return one.first.kind == "beginning" and one.first.raw in {"that", "which"}


def _definite(one: Candidate) -> bool:
    """Tell "in the nine months", which refers back, from "in nine months"."""
    return (
        one.first.kind == "in"
        and COUNTED.issuperset(one.kinds)
        and any("the" in one.between(at) for at in range(1, len(one.places)))
    )


def _things(one: Candidate) -> bool:
    """Tell "in two thousand villages" from "in two thousand and one"."""
    return (
        one.last.kind == "YEAR"
        and one.last.raw in SPELT_YEARS
        and bool(PLURAL_AFTER.match(one.text, one.end))
    )


def _conjunction(one: Candidate) -> bool:
    """Tell "he said that week-long talks" from "that week"."""
    return one.first.kind == "that" and one.before(SAID)


def _measure(one: Candidate) -> bool:
    """Tell "extended by 60 days from May 18" from "60 days from May 18"."""
    kinds = one.kinds
    if "from" not in kinds:
        return False
    if kinds[0] in {"NUMBER", "COUNT", "a"}:
        leads = one.text[one.start : one.start + 4].lower() == "for "
        return leads or one.before(MEASURED)
    return kinds[0] == "by" and "to" not in kinds


def _before_event(one: Candidate) -> bool:
    """Tell "earlier in the day before leaving" from "the day before"."""
    kinds = one.kinds
    return kinds[-1] in {"before", "after"} and kinds[1:][-3:-2] in (("in",), ("of",))


def _of_the_month(one: Candidate) -> bool:
    """Tell "20 of the May detainees" and "20 of May's" from "20 of May"."""
    if one.kinds[:3] != ("NUMBER", "of", "MONTH"):
        return False
    return bool(one.between(2)) or bool(OWNING.match(one.text, one.end))


def _year_of_something(one: Candidate) -> bool:
    """Tell "last week in the 2021 trial" from "the last week in 2021"."""
    kinds = one.kinds
    return (
        kinds[0] == "last"
        and kinds[-2:] == ("in", "YEAR")
        and one.between(len(kinds) - 1) == ["the"]
    )


def _is_first_of_something(one: Candidate) -> bool:
    """Tell "on Tuesday the first model" from "on Tuesday the 13th"."""
    kinds = one.kinds
    for at in range(1, len(kinds)):
        ordinal = one.lexemes[one.places[at]]
        if kinds[at - 1 : at + 1] != ("WEEKDAY", "ORDINAL") or ordinal.raw[0].isdigit():
            continue
        if one.between(at) != ["the"] or NOUN_AFTER.match(one.text, ordinal.end):
            return True
    return False


def _verb(one: Candidate) -> bool:
    """Tell "to end the day" and "to close Monday" from "the end of the day"."""
    kinds = one.kinds
    if one.first.kind == "EDGE" and one.first.raw in EDGE_VERBS:
        return kinds[1] == "WEEKDAY" or bool(FIRST.intersection(one.between(1)))
    return any(
        kinds[at] == "EDGE" and len(FIRST.intersection(one.between(at))) > 1
        for at in range(1, len(kinds))
    )


def _noun(one: Candidate) -> bool:
    """Tell "a large fall at the start" from "fall 2020"."""
    return (
        one.first.raw in SEASON_NOUNS
        and one.start == one.first.start
        and FULL.isdisjoint(one.kinds)
    )


def _two_dates(one: Candidate) -> bool:
    """Tell "Nov. 18, Tuesday and Wednesday" from "Nov. 19 (Tuesday)"."""
    kinds = one.kinds
    for at in range(2, len(kinds)):
        if kinds[at] == "WEEKDAY" and kinds[at - 2 : at] in MONTH_DAYS:
            low, high = one.places[at - 1], one.places[at]
            gap = one.text[one.lexemes[low].end : one.lexemes[high].start]
            if "(" not in gap and "[" not in gap:
                return True
    return False


def _counted_days(one: Candidate) -> bool:
    """Tell "on Monday, before Christmas" from "on the Monday before Christmas"."""
    kinds = one.kinds
    for at in range(1, len(kinds)):
        if kinds[at - 1] != "WEEKDAY" or kinds[at] not in fragments.FROM_DAY:
            continue
        if kinds[at + 1 :] in ((), ("DAYTIME",)) or kinds[at + 1] == "last":
            continue
        weekday = one.lexemes[one.places[at - 1]]
        low = max(0, weekday.start - fragments.REACH_CHARACTERS)
        if not DEFINITE.search(one.text, low, weekday.end):
            return True
    return False


MISREADINGS: tuple[Callable[[Candidate], bool], ...] = (
    _without_hyphen,
    _clause,
    _definite,
    _things,
    _conjunction,
    _measure,
    _before_event,
    _of_the_month,
    _year_of_something,
    _is_first_of_something,
    _verb,
    _noun,
    _two_dates,
    _counted_days,
)


def is_misread(one: Candidate) -> bool:
    """Return whether the text shows that the words are not such a phrase."""
    return any(misread(one) for misread in MISREADINGS)
