"""The words of phrases, each with its kind and value."""

from collections.abc import Iterator
from itertools import count, product
from typing import Any

from diplomacy_events.phrases.holidays import HOLIDAYS
from diplomacy_events.phrases.spans import Unit

__all__ = ["CENTURIES", "HYPHEN", "LEXICON", "MOST_DAYS", "Entry", "word_set"]

Entry = tuple[str, Any]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a table that lists them in a row."""
    return frozenset(text.split())


HYPHEN: Entry = ("dash", None)
MOST_DAYS = 31

# In these tables "|" separates words of one meaning. An entry can have several words.
MONTHS = (
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec"
)
WEEKDAYS = (
    "monday|mon tuesday|tues|tue wednesday|weds|wed thursday|thurs|thur|thu "
    "friday|fri saturday|sat sunday|sun"
)
CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
CENTURIES = ("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"

# The kinds of words that have a value.
VALUED: dict[str, dict[str, Any]] = {
    "EDGE": {
        "early|start|early part|first part": 0,
        "mid|middle|middle part": 1,
        "late|end|close|latter part|later part|last part": 2,
    },
    "ORDINAL": {"opening": 1, "final|closing": -1},
    "SEASON": {"spring": 3, "summer": 6, "autumn|fall": 9, "winter": 12},
    "TODAY": {"today|tonight": 0, "yesterday": -1, "tomorrow": 1},
    "COUNT": {"hundred|a hundred|one hundred": 100},
    "UNITS": {
        "days": Unit.DAY,
        "weeks": Unit.WEEK,
        "weekends": Unit.WEEKEND,
        "months": Unit.MONTH,
        "quarters": Unit.QUARTER,
        "years": Unit.YEAR,
        "decades": Unit.DECADE,
        "centuries": Unit.CENTURY,
    },
}

# The kinds of words without a value.
BARE = {
    "a": "a|an",
    "about": (
        "about|on or about|around|approximately|roughly|circa|nearly|almost|near|"
        "toward|towards"
    ),
    "after": "after|afterward|afterwards",
    "aftermath": "following|in the wake of|in the aftermath of",
    "ago": "ago|back",
    "ahead": "ahead|to come",
    "and": "and|&",
    "before": "before|prior to|ahead of|previously",
    "beginning": (
        "beginning|starting|that begins|that began|that starts|that started|"
        "which begins|which began"
    ),
    "between": "between",
    "by": "by|no later than|not later than",
    "coming": "coming|upcoming",
    "earlier": "earlier",
    "ended": "ended|that ended|which ended",
    "ending": "ending|that ends|which ends|that will end",
    "few": "few|several|many|couple|dozens|scores|a number",
    "fiscal": "fiscal",
    "following": "the following|the subsequent|its following|subsequent",
    "fortnight": "fortnight",
    "from": "from",
    "half": "half",
    "hours": "hours",
    "onwards": "onward|onwards",
    "onward": "not before|no earlier than|not earlier than",
    "in": "in",
    "just_after": "just after|shortly after|soon after",
    "just_before": "just before|shortly before",
    "just_ended": (
        "just ended|just-ended|just completed|just-completed|just concluded|"
        "just-concluded|recently ended|recently completed"
    ),
    "last": "last",
    "from_now": "from now",
    "later": "later|hence",
    "latter": "latter",
    "latest": "latest|most recent",
    "less": "less than|under|fewer than",
    "more": "more than",
    "next": "next",
    "now": "now|right now",
    "of": "of",
    "or": "or|and / or",
    "or_later": (
        "or later|and later|or after|and after|or beyond|and beyond|and thereafter|"
        "or thereafter"
    ),
    "or_earlier": "or earlier|and earlier|or before|and before",
    "or_so": "or so|or thereabouts",
    "over": "over",
    "past": "past",
    "period": "period",
    "post": "post",
    "pre": "pre",
    "present": "present",
    "previous": "previous|prior|preceding",
    "recent": "recent",
    "rest": "rest|remainder|balance",
    "same": "same|the like|comparable|corresponding|equivalent",
    "since": "since",
    "some": "some",
    "sometime": "sometime|some time|so far|thus far",
    "soonest": "as soon as",
    "that": "that",
    "this": "this|current",
    "through": "through|thru",
    "time": "time",
    "to": "to",
    "to_date": "to date|to-date",
    "until": "until|till|til|up to|up until",
    "within": "within",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "DAYTIME": (
        "morning|afternoon|evening|night|overnight|noon|noontime|midday|mid-day|"
        "lunchtime|midnight|dawn|predawn|pre-dawn|daybreak|sunrise|dusk|sunset|"
        "nightfall|early hours|early morning hours|predawn hours|pre-dawn hours|"
        "small hours|wee hours"
    ),
}

# Words for a time without two bounds: -1 up to now, 1 from now on, 0 neither.
VAGUE: dict[int, str] = {
    -1: (
        "recently|lately|more recently|most recently|very recently|formerly|long ago|"
        "recent history|recent times|by now|of late"
    ),
    0: (
        "currently|presently|at the moment|nowadays|these days|"
        "long term|short term|long time|for some time"
    ),
    1: (
        "soon|very soon|shortly|eventually|someday|future|near future|distant future|"
        "foreseeable future|near term|before long|in due course"
    ),
}

# Words that add nothing about the time.
NOISE = (
    "the|on|at|during|for|throughout|s|its|their|financial|calendar|fy|full|"
    "entire|whole|whole of|all|all of|either|both|just|only|exactly|"
    "as of|as early as|as late as|as recently as|as far back as|back in|way back in|"
    "gmt|utc|est|edt|et|cst|cdt|ct|mst|mdt|pst|pdt|pt|bst|cet|cest|local time|"
    "eastern time|central time|mountain time|pacific time"
)

# Words that do not mean one date, with the reason to refuse them.
REFUSED = {
    "every|each|daily|weekly|monthly|quarterly|yearly|annual|annually|mondays|tuesdays|"
    "wednesdays|thursdays|fridays|saturdays|sundays": "means something that recurs",
    "those|these|then|such|it|which": "refers to something earlier in the text",
    "seconds|minute|minutes|hour": "is a unit shorter than a day",
}


def _below_hundred(simple: str, tens: str) -> dict[str, int]:
    """Spell the numbers from 1 to 99, those above 20 with and without a hyphen."""
    spelled = dict(zip(simple.split(), count(1)))
    ones = list(spelled.items())[:9]
    spelled |= {word: 10 * n for n, word in enumerate(tens.split(), 2)}
    for n, ten in enumerate(TENS.split(), 2):
        for (word, one), join in product(ones, " -"):
            spelled[f"{ten}{join}{word}"] = 10 * n + one
    return spelled


def _years() -> Iterator[tuple[str, int]]:
    """Yield the years in words: "nineteen eighty-nine", "two thousand and four"."""
    below_hundred = _below_hundred(CARDINALS, TENS)
    for word, number in below_hundred.items():
        for joint in (" ", " and "):
            yield f"two thousand{joint}{word}", 2000 + number
        spoken = f"oh {word}" if number < 10 else word
        for century, joint in product(CENTURIES, " -"):
            yield f"{century}{joint}{spoken}", 100 * below_hundred[century] + number
        for century in CENTURIES[:-1]:
            yield f"{century} hundred and {word}", 100 * below_hundred[century] + number
    for century in CENTURIES[:-1]:
        yield f"{century} hundred", 100 * below_hundred[century]
    yield "two thousand", 2000


def _decades() -> Iterator[tuple[str, int]]:
    """Yield the decades in words: "sixties", "nineteen sixties"."""
    below_hundred = _below_hundred(CARDINALS, TENS)
    for number, word in enumerate(DECADES.split(), 2):
        yield word, 10 * number
        for century in CENTURIES[:-1]:
            yield f"{century} {word}", 100 * below_hundred[century] + 10 * number


def _numbered_words(kind: str, words: str, first: int) -> Iterator[tuple[str, Entry]]:
    """Yield the words of a list in which each place has the next number."""
    for number, names in enumerate(words.split(), first):
        for name in names.split("|"):
            yield name, (kind, number)


def _entries() -> Iterator[tuple[str, Entry | None]]:
    """Yield every word with its kind and value; `None` for a word without meaning."""
    yield from _numbered_words("MONTH", MONTHS, 1)
    yield from _numbered_words("WEEKDAY", WEEKDAYS, 0)
    for word, number in _below_hundred(CARDINALS, TENS).items():
        yield word, ("NUMBER" if number <= MOST_DAYS else "COUNT", number)
    for word, number in _below_hundred(ORDINALS, TENTHS).items():
        yield word, ("ORDINAL", number)
    yield from ((words, ("DECADE", number)) for words, number in _decades())
    yield from ((words, ("YEAR", year)) for words, year in _years())
    for way, phrases in VAGUE.items():
        yield from ((words, ("VAGUE", way)) for words in phrases.split("|"))
    for kind, words in BARE.items():
        yield from ((word, (kind, None)) for word in words.split("|"))
    for kind, meanings in VALUED.items():
        for words, value in meanings.items():
            yield from ((word, (kind, value)) for word in words.split("|"))
    yield from ((name, ("HOLIDAY", rule)) for name, rule in HOLIDAYS.items())
    for words, reason in REFUSED.items():
        yield from ((word, ("REFUSED", reason)) for word in words.split("|"))
    yield from ((word, None) for word in NOISE.split("|"))
    yield from ((sign, HYPHEN) for sign in "-/")


LEXICON = dict(_entries())
