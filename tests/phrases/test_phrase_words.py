"""Each word of the lexicon is read, beside words that other tests cover."""

from datetime import date, timedelta

import pytest

from diplomacy_events import PhraseError, resolve

PUBLISHED = date(2023, 3, 17)

MONTHS = (
    *("january|jan|jan.", "february|feb|feb.", "march|mar|mar.", "april|apr|apr."),
    *("may", "june|jun|jun.", "july|jul|jul.", "august|aug|aug."),
    *("september|sept|sep|sept.|sep.", "october|oct|oct.", "november|nov|nov."),
    "december|dec|dec.",
)
# Readings as of a Friday: the days before it, and the day after it.
WEEKDAYS = {
    "monday|mon|mon.": 13,
    "tuesday|tues|tue|tues.|tue.": 14,
    "wednesday|weds|wed|weds.|wed.": 15,
    "thursday|thurs|thur|thu|thurs.|thur.|thu.": 16,
    "friday|fri|fri.": 17,
    "saturday|sat|sat.": 18,
    "sunday|sun|sun.": 12,
}
NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth"
)
# Words with the same meaning, a phrase to read each in, and its meaning.
READ = [
    ("early|the start of|the early part of|the first part of", "{} next week",
     "[2023-03-20..2023-03-22]"),
    ("mid|the middle of|the middle part of", "{} March", "[2023-03-11..2023-03-20]"),
    (("late|the end of|the close of|the latter part of|the later part of|"
     "the last part of"), "{} March", "[2023-03-21..2023-03-31]"),
    ("opening|first", "the {} week of March", "[2023-02-27..2023-03-05]"),
    ("final|closing|last", "the {} week of March", "[2023-03-27..2023-04-02]"),
    ("spring", "{} 2021", "2021-21"),
    ("summer", "{} 2021", "2021-22"),
    ("autumn|fall", "{} 2021", "2021-23"),
    ("winter", "{} 2021", "2021-24"),
    ("today|tonight", "{}", "2023-03-17"),
    ("yesterday", "{}", "2023-03-16"),
    ("tomorrow", "{}", "2023-03-18"),
    ("hundred|a hundred|one hundred", "{} days ago", "2022-12-07"),
    ("days", "two {} ago", "2023-03-15"),
    ("weeks", "two {} ago", "[2023-02-27..2023-03-05]"),
    ("weekends", "two {} ago", "[2023-03-04..2023-03-05]"),
    ("months", "two {} ago", "2023-01"),
    ("quarters", "two {} ago", "[2022-07-01..2022-09-30]"),
    ("years", "two {} ago", "2021"),
    ("decades", "two {} ago", "200X"),
    ("centuries", "two {} ago", "18XX"),
    ("a|an|one", "{} week ago", "[2023-03-06..2023-03-12]"),
    (("about|on or about|around|approximately|roughly|circa|nearly|almost|near|toward|"
     "towards"), "{} March 10, 2021", "2021-03-10~"),
    ("after|afterward|afterwards|just after|shortly after|soon after",
     "{} March 10, 2021", "[2021-03-11..]"),
    ("before|prior to|ahead of|previously|just before|shortly before",
     "{} March 10, 2021", "[..2021-03-09]"),
    ("by|no later than|not later than", "{} March 10, 2021", "[..2021-03-10]"),
    ("since", "{} March 10, 2021", "2021-03-10/.."),
    ("until|till|til|up to|up until", "{} March 10, 2021", "/2021-03-10"),
    (("not before|no earlier than|not earlier than|following|in the wake of|"
     "in the aftermath of"), "{} March 10, 2021", "[2021-03-10..]"),
    ("as soon as", "{} March 10, 2021", "2021-03-10"),
    ("ago|back", "two weeks {}", "[2023-02-27..2023-03-05]"),
    ("later|hence|from now", "two weeks {}", "[2023-03-27..2023-04-02]"),
    ("ahead|to come", "in the days {}", "[2023-03-17..]"),
    ("and|&|or|and / or", "March 10 {} 12, 2021", "[2021-03-10..2021-03-12]"),
    ("through|thru|to|-", "March 10 {} 12, 2021", "2021-03-10/2021-03-12"),
    (("beginning|starting|that begins|that began|that starts|that started|which begins|"
     "which began"), "the week {} March 10, 2021", "[2021-03-10..2021-03-16]"),
    ("ended|that ended|which ended|ending|that ends|which ends|that will end",
     "the week {} March 10, 2021", "[2021-03-04..2021-03-10]"),
    ("between", "{} March 10 and March 12, 2021", "[2021-03-10..2021-03-12]"),
    ("coming|upcoming", "in the {} months", "[2023-03-17..]"),
    ("earlier", "{} this week", "[2023-03-13..2023-03-17]"),
    ("few|several|many|couple|dozens of|scores of|a number of", "{} weeks ago",
     "[..2023-03-17]"),
    ("last|latest|most recent", "{} week", "[2023-03-06..2023-03-12]"),
    ("next", "{} week", "[2023-03-20..2023-03-26]"),
    ("past", "{} week", "[2023-03-10..2023-03-17]"),
    ("this|current", "{} week", "[2023-03-13..2023-03-19]"),
    ("fortnight", "a {} ago", "[2023-02-27..2023-03-05]"),
    ("from", "{} March 10 to 12, 2021", "2021-03-10/2021-03-12"),
    ("half", "the first {} of 2021", "[2021-01-01..2021-06-30]"),
    ("onward|onwards", "from March 10, 2021 {}", "2021-03-10/.."),
    (("in|fiscal|the|on|at|during|for|throughout|s|its|their|financial|calendar|fy|full|"
     "entire|whole|whole of|all|all of|either|both|just|only|exactly|as of|as early as|"
     "as late as|as recently as|as far back as|back in|way back in"), "{} March 2021",
     "2021-03"),
    (("just ended|just-ended|just completed|just-completed|just concluded|"
     "just-concluded|recently ended|recently completed"), "the {} week",
     "[2023-03-06..2023-03-12]"),
    ("latter|second", "the {} half of 2021", "[2021-07-01..2021-12-31]"),
    ("less than|under|fewer than", "{} two weeks ago", "[2023-03-03..2023-03-17]"),
    ("more than|over", "{} two weeks ago", "[..2023-03-02]"),
    (("or later|and later|or after|and after|or beyond|and beyond|and thereafter|"
     "or thereafter"), "March 10, 2021 {}", "[2021-03-10..]"),
    ("or earlier|and earlier|or before|and before", "March 10, 2021 {}",
     "[..2021-03-10]"),
    ("or so|or thereabouts", "five days {} ago", "2023-03-12~"),
    ("post", "{}-2021", "[2022-01-01..]"),
    ("pre", "{}-2021", "[..2020-12-31]"),
    ("present", "the {} year", "2023"),
    ("recent", "in {} weeks", "[..2023-03-17]"),
    ("rest|remainder|balance", "the {} of the year", "[2023-03-17..2023-12-31]"),
    ("sometime|some time|so far|thus far|to date|to-date", "{} this year", "2023"),
    ("within", "{} two weeks", "[2023-03-17..2023-03-31]"),
    ("some", "{} five days ago", "2023-03-12~"),
    ("day", "last {}", "2023-03-16"),
    ("week", "last {}", "[2023-03-06..2023-03-12]"),
    ("weekend", "last {}", "[2023-03-11..2023-03-12]"),
    ("month", "last {}", "2023-02"),
    ("quarter", "last {}", "[2022-10-01..2022-12-31]"),
    ("year", "last {}", "2022"),
    ("decade", "last {}", "201X"),
    ("century", "last {}", "19XX"),
    (("morning|afternoon|evening|night|overnight|noon|noontime|midday|mid-day|lunchtime|"
     "midnight|dawn|predawn|pre-dawn|daybreak|sunrise|dusk|sunset|nightfall|"
     "early hours|early morning hours|predawn hours|pre-dawn hours|small hours|"
     "wee hours"), "Monday {}", "2023-03-13"),
    (("gmt|utc|est|edt|et|cst|cdt|ct|mst|mdt|pst|pdt|pt|bst|cet|cest|local time|"
     "eastern time|central time|mountain time|pacific time"), "Monday at 6 p.m. {}",
     "2023-03-13"),
    (("recently|lately|more recently|most recently|very recently|formerly|long ago|"
     "recent history|recent times|until now|by now|of late"), "{}", "[..2023-03-17]"),
    (("now|right now|currently|presently|at the moment|nowadays|these days|long term|"
     "short term|long time|for some time"), "{}", "/"),
    (("soon|very soon|shortly|eventually|someday|future|near future|distant future|"
     "foreseeable future|near term|before long|in due course"), "{}", "[2023-03-17..]"),
]  # fmt: skip

# Words that do not mean one date, a phrase to read each in, and the reason.
REFUSED = [
    (("the following|the subsequent|its following|subsequent|previous|prior|preceding|"
     "same|the like|comparable|corresponding|equivalent"), "{} week",
     "refers to something earlier in the text"),
    ("those|these|then|such|it|which", "{}", "refers to something earlier in the text"),
    (("every|each|daily|weekly|monthly|quarterly|yearly|annual|annually|mondays|"
     "tuesdays|wednesdays|thursdays|fridays|saturdays|sundays"), "{}",
     "means something that recurs"),
    ("seconds|minute|minutes|hour", "{}", "is a unit shorter than a day"),
]  # fmt: skip


def meant(phrase: str) -> str:
    """Return the meaning of a phrase, as EDTF."""
    return resolve(phrase, published=PUBLISHED).edtf


@pytest.mark.parametrize(("words", "phrase", "edtf"), READ)
def test_every_word_is_read(words: str, phrase: str, edtf: str) -> None:
    """Each word with the same meaning gives the phrase the same reading."""
    said = {word: meant(phrase.format(word)) for word in words.split("|")}
    assert said == dict.fromkeys(said, edtf)


@pytest.mark.parametrize(("words", "phrase", "reason"), REFUSED)
def test_every_word_without_a_date_is_refused(
    words: str, phrase: str, reason: str
) -> None:
    """Each is refused for its own reason, not as an unknown word."""
    for word in words.split("|"):
        with pytest.raises(PhraseError, match=reason):
            resolve(phrase.format(word), published=PUBLISHED)


def test_every_month_and_weekday_is_read() -> None:
    """They may be in full or abbreviated, with or without a full stop."""
    for number, words in enumerate(MONTHS, 1):
        for word in words.split("|"):
            assert meant(f"on {word} 5, 2021") == f"2021-{number:02}-05"
            assert meant(f"5 {word} 2021") == f"2021-{number:02}-05"
    for words, day in WEEKDAYS.items():
        for word in words.split("|"):
            assert meant(f"on {word}") == f"2023-03-{day}", word


def test_every_number_in_words_is_read() -> None:
    """The small numbers and the tens are read, as lengths and as ordinals."""
    for number, word in enumerate(NUMBERS.split(), 1):
        years = "year" if number == 1 else "years"
        assert meant(f"{word} {years} ago") == str(2023 - number)
    for number, word in enumerate(ORDINALS.split(), 1):
        assert meant(f"March {word}, 2021") == f"2021-03-{number:02}"
    tens = "thirty forty fifty sixty seventy eighty ninety"
    for number, word in enumerate(tens.split(), 3):
        assert meant(f"{word} years ago") == str(2023 - 10 * number)
        assert meant(f"{word}-one years ago") == str(2022 - 10 * number)
    assert meant("the thirty-first of March") == "2023-03-31"


def test_every_decade_and_century_in_words_is_read() -> None:
    """The range is from the twenties to the nineties, and from fifteen hundred on."""
    decades = "twenties thirties forties fifties sixties seventies eighties nineties"
    for number, word in enumerate(decades.split(), 2):
        assert meant(f"the nineteen {word}") == f"19{number}X"
        assert meant(f"the eighteen {word}") == f"18{number}X"
    centuries = "fifteen sixteen seventeen eighteen nineteen"
    for number, word in enumerate(centuries.split(), 15):
        assert meant(f"in {word} hundred") == f"{number}00"
        assert meant(f"in {word} hundred and five") == f"{number}05"
        assert meant(f"in {word} oh five") == f"{number}05"
        assert meant(f"in {word} eighty-nine") == f"{number}89"
    assert meant("in twenty twenty-one") == "2021"
    assert meant("in two thousand") == "2000"
    assert meant("in two thousand and four") == "2004"
    assert meant("in two thousand four") == "2004"


def test_each_tenth_ordinal_is_read() -> None:
    """They count the days of a year."""
    tenths = "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
    for number, word in enumerate(tenths.split(), 3):
        day = date(2023, 1, 1) + timedelta(days=10 * number - 1)
        period = resolve(f"the {word} day of 2023", published=PUBLISHED)
        assert period.edtf == day.isoformat(), word
