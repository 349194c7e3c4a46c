"""Find phrases that are only part of what the text says, and therefore have no reading.

"Three months ago" means something else after "two years, ", and "within a week" means
something else before "after the vote". No reading is better than a wrong one.
"""

import re
from typing import NamedTuple

from diplomacy_events.phrases.lexicon import CARDINALS, TENS
from diplomacy_events.phrases.now import UnreadError

__all__ = ["FROM_DAY", "REACH_CHARACTERS", "THE_NOUN", "must_be_whole"]

REACH_CHARACTERS = 40
ANY: frozenset[str] = frozenset()
COUNTS = frozenset({"NUMBER", "COUNT", "a"})
NUMBERS = frozenset({"NUMBER", "COUNT"})
DAYS = frozenset({"NUMBER", "ORDINAL"})
MONTHS = frozenset({"MONTH"})
WEEKLY = frozenset({"WEEKDAY", "weekend"})
PLURAL = frozenset({"UNITS"})
UNITS = frozenset(
    {"UNITS", "hours", "day", "week", "month", "quarter", "year", "decade", "century"}
)
FROM_DAY = frozenset({"after", "before", "aftermath"})
DISTANT = FROM_DAY | {"ago", "earlier", "later", "from_now", "previous"}
# Words that give a length its direction.
TOWARD = frozenset(
    {"last", "past", "previous", "latest", "recent", "next", "coming", "following"}
)
LIMITS = frozenset({"within", "less"})

NUMBER_WORDS = "|".join([*CARDINALS.split(), *TENS.split()])
THE_NOUN = r"\bthe\s+(?:[\w-]+\s+)?\w+"
"""The pattern of a noun with an article, and perhaps a word between them."""
FROM_THERE = "after|before|following|preceding|prior to|ahead of"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DASH = r"\s?[-–—/]\s?"
# What follows the last of several days.
CLOSED = r"(?=\s*(?:[.;:)\]]|\Z|,\s+(?:\d|and\b|or\b)|\s+(?:and|or)\s+\d))"

EVENT = "it counts from an event on an unknown day"
LONGER = "it is part of a longer distance"
MORE_DAYS = "more days belong to it"


class Fragment(NamedTuple):
    """Words that are only part of a phrase.

    Attributes:
        first: the kinds that it may begin with; all if there are none.
        last: the kinds that it may end with; all if there are none.
        has: the kinds of which it has at least one; any if there are none.
        before: what is directly before it.
        ending: how it ends, with what is before it.
        after: what is directly after it.
        problem: why it cannot be read.
    """

    first: frozenset[str]
    last: frozenset[str]
    has: frozenset[str]
    before: re.Pattern[str]
    ending: re.Pattern[str]
    after: re.Pattern[str]
    problem: str

    def matches(self, kinds: tuple[str, ...]) -> bool:
        """Return whether words of these kinds may be such a part."""
        return (
            (not self.first or kinds[0] in self.first)
            and (not self.last or kinds[-1] in self.last)
            and (not self.has or not self.has.isdisjoint(kinds))
        )


def _fragment(
    problem: str,
    *,
    first: frozenset[str] = ANY,
    last: frozenset[str] = ANY,
    has: frozenset[str] = ANY,
    before: str = "",
    ending: str = "",
    after: str = "",
) -> Fragment:
    return Fragment(
        first,
        last,
        has,
        re.compile(rf"(?:{before})\Z", re.IGNORECASE),
        re.compile(rf"(?:{ending})\Z", re.IGNORECASE),
        re.compile(after, re.IGNORECASE),
        problem,
    )


FRAGMENTS = (
    # "Two years, three months and a day ago"; "three, four years ago".
    _fragment(
        LONGER,
        first=COUNTS,
        has=UNITS,
        before=rf"\b(?:{NUMBER_WORDS}|\d+|an?)\s+(?:year|month|week|decade)s?,?\s+(?:and\s+)?",
    ),
    _fragment(LONGER, first=NUMBERS, has=UNITS, before=rf"\b(?:{NUMBER_WORDS}),\s+"),
    _fragment(LONGER, first=NUMBERS, has=UNITS, before=rf"\d{DASH}"),
    # "At least two years ago", "no more than two years ago".
    _fragment(LONGER, first=COUNTS, has=DISTANT, before=r"\bat (?:least|most)\s+"),
    _fragment(LONGER, first=frozenset({"more", "less"}), before=r"\bno[t]?\s+"),
    # "A third of a century ago".
    _fragment(
        LONGER,
        first=frozenset({"a"}),
        has=UNITS,
        before=r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?)\s+of\s+",
    ),
    # "On the Friday before the summit".
    _fragment(
        EVENT,
        last=WEEKLY,
        ending=THE_NOUN,
        after=rf"\s+(?:{FROM_THERE})\b",
    ),
    # "Within a month after the vote", "in the last months before the vote".
    _fragment(
        EVENT,
        has=LIMITS,
        last=UNITS,
        after=rf"\s+(?:{FROM_THERE}|from|since|starting|beginning)\b(?! now\b)",
    ),
    _fragment(
        EVENT,
        has=TOWARD,
        last=PLURAL,
        after=rf"\s+(?:{FROM_THERE}|starting|beginning)\b",
    ),
    # "For two weeks after May 9" is not the day two weeks after.
    _fragment(
        "it is a length of time, not the day at its end",
        first=NUMBERS,
        has=FROM_DAY,
        ending=r"\b(?:for|the|during|throughout)\s+[\w-]+\s+\w+s\s+"
        rf"(?:{FROM_THERE})\s[^.;]*",
    ),
    # "June 1-2, 5, 7" and "5-6 June", when the rest was not read.
    _fragment(
        MORE_DAYS,
        last=DAYS,
        has=MONTHS,
        after=rf"{DASH}\d{{1,2}}\b(?![-–—/:.]\d)|"
        rf"(?:,|,?\s+(?:and|or|to|through|until))\s+{DAY}{CLOSED}",
    ),
    _fragment(
        MORE_DAYS,
        first=DAYS,
        has=MONTHS,
        before=rf"(?<![\d.,:/-]){DAY}(?:{DASH}|\s+(?:and|or|to)\s+)",
    ),
)


def must_be_whole(text: str, start: int, end: int, kinds: tuple[str, ...]) -> None:
    """Refuse words of a text that are only part of a phrase.

    Args:
        text: the text.
        start: where the words begin.
        end: where they end.
        kinds: their kinds.

    Raises:
        UnreadError: if they are.
    """
    low = max(0, start - REACH_CHARACTERS)
    for part in FRAGMENTS:
        if (
            part.matches(kinds)
            and part.before.search(text, low, start)
            and part.ending.search(text, low, end)
            and part.after.match(text, end)
        ):
            raise UnreadError(part.problem)
