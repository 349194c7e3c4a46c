"""Splitting a phrase into tokens."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from diplomacy_events.phrases.figures import Figures, day_or_month_first, year_first
from diplomacy_events.phrases.lexicon import HYPHEN, LEXICON, MOST_DAYS, Entry

__all__ = [
    "LONGEST_PHRASE",
    "MOST_TOKENS",
    "SIGNS",
    "UNSEEN",
    "Raw",
    "Tokens",
    "entries_of",
    "telling",
    "tokenise",
]

LONGEST_PHRASE = 200
# The most words of a phrase, not counting filler words.
MOST_TOKENS = 16


class Tokens(NamedTuple):
    """The tokens of a phrase.

    Attributes:
        kinds: the kind of each, in the terms of the grammar.
        values: the value of each; `None` if the kind is enough.
    """

    kinds: tuple[str, ...]
    values: tuple[object, ...]


MONTH_NAMES = tuple(sorted([w for w, e in LEXICON.items() if e and e[0] == "MONTH"]))[
    ::-1
]
# Figures with "'s" are a decade, unless a month is before them: "Jan. 20's vote".
UNDATED = r"(?='?\d+\s?'\s?s\b)" + "".join(
    [rf"(?<!{name}\s)(?<!{name}\.\s)" for name in MONTH_NAMES]
)
# What a token consists of. Punctuation without meaning falls between the tokens. Any
# other character is a token by itself, which the lexicon does not know.
TOKEN = re.compile(
    r"""
      (?P<iso>\d{4}(?P<part>[-/])\d\d?(?P=part)\d\d?(?!\d))  # 2023-03-20, 2023/03/20
    | (?P<iso_month>\d{4}-(?:0[1-9]|1[0-2])(?!\d))         # 2023-03
    | (?P<slashed>\d\d?(?P<by>[/-])\d\d?(?P=by)\d\d(?:\d\d)?(?!\d))  # 3/20/2023
    | (?P<spelt>\d\d?-?(?:MONTH)-?(?:\d{4}|\d\d)(?!\d))  # 02Nov1990, 10-Apr-15
    | (?P<dotted>\d\d?\.\d\d?\.\d{4}(?!\d))                # 20.3.2023
    | (?P<clock>\d\d?(?::\d\d){0,2}\s?[ap](?:\.\s?m|m)\b   # 9:30 a.m.
              | (?:(?<=\d)t)?\d\d?:\d\d(?::\d\d)?(?!\d)z?   # 18:00, T18:00:00Z
              | \d\d?\s?o'clock\b
              | [012]\d[0-5]\d\s?(?:gmt|utc|[ecmp][sd]?t)\b)  # 1800 GMT
    | (?P<of_year>UNDATED\d{3}0\s?'\s?s\b)               # 1990's
    | (?P<decade>'?\d*0s\b|UNDATED'?\d*0\s?'\s?s\b)      # 1980s, '80s, 20's
    | (?P<ordinal>\d+(?:st|nd|rd|th)\b)                    # 21st
    | (?P<short>'\s?\d\d(?!\d))                            # '89
    | (?P<quarter>q[1-4]\b|[1-4]q\b)                       # Q3, 3Q
    | (?P<half>h[12]\b|[12]h\b)                            # H1, 1H
    | (?P<number>\d+)
    | (?P<word>mid(?=week|month|year|decade|summer|winter)|[a-z]+|[^\s.,;:'"()\[\]])
    """.replace("MONTH", "|".join(MONTH_NAMES)).replace("UNDATED", UNDATED),
    re.VERBOSE | re.ASCII,
)
SPELT = re.compile(r"(\d+)-?([a-z]+)-?(\d+)", re.ASCII)
# Quotation marks and spaces have many shapes, and soft hyphens are invisible.
SIGNS = (
    dict.fromkeys("‘’‛′`", "'")
    | dict.fromkeys("“”″", '"')
    | dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000\u2028\u2029", " ")
    | dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
)
UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
# Hyphens have many shapes too. A longer dash separates two dates.
SPELLING = UNSEEN | str.maketrans(
    SIGNS
    | dict.fromkeys("\u2010\u2011\u2212", "-")
    | dict.fromkeys("\u2012\u2013\u2014", " - ")
)
NOT_DIGITS = re.compile(r"\D+", re.ASCII)


def _number(raw: str) -> Entry:
    """Return what a bare number counts, judging by its length."""
    match len(raw):
        case 1 | 2 if int(raw) <= MOST_DAYS:
            return "NUMBER", int(raw)
        case 1 | 2 | 3:
            return "COUNT", int(raw)
        case 4:
            return "YEAR", _full_year(raw)
        case 6 | 8:
            return "DATE", Figures(int(raw[:-4]), int(raw[-4:-2]), int(raw[-2:]))
    raise ValueError(f"a number of {len(raw)} digits is not a date")


def _full_year(raw: str) -> int:
    """Return a year of four digits, which must not begin with 0."""
    if raw.startswith("0"):
        raise ValueError(f"the year {raw} is too far in the past")
    return int(raw)


def _year_first(raw: str) -> Entry:
    _full_year(raw[:4])
    return "DATE", year_first(raw)


def _spelt(raw: str) -> Entry:
    """Read a day with the name of its month between figures: 02Nov1990, 10-Apr-15."""
    number, name, year = SPELT.findall(raw)[0]
    _, month = LEXICON[name] or ("", 0)
    known = _full_year(year) if len(year) > len("89") else int(year)
    return "DATE", Figures(known, month, int(number))


def _numbers(raw: str) -> tuple[int, ...]:
    return tuple([int(digits) for digits in NOT_DIGITS.split(raw)])


def _digits(raw: str) -> int:
    return int(NOT_DIGITS.sub("", raw))


FIGURES: dict[str, Callable[[str], Entry]] = {
    "iso": _year_first,
    "iso_month": lambda raw: ("YEARMONTH", _numbers(raw)),
    "slashed": lambda raw: ("DATE", day_or_month_first(raw)),
    "dotted": lambda raw: ("DATE", day_or_month_first(raw)),
    "spelt": _spelt,
    "clock": lambda _: ("DAYTIME", None),
    "of_year": lambda raw: ("OFYEAR", _digits(raw)),
    "decade": lambda raw: ("DECADE", _digits(raw)),
    "ordinal": lambda raw: ("ORDINAL", _digits(raw)),
    "short": lambda raw: ("SHORTYEAR", _digits(raw)),
    "quarter": lambda raw: ("QUARTER", _digits(raw)),
    "half": lambda raw: ("HALF", _digits(raw)),
    "number": _number,
}

# Between two of these a hyphen means "to". Elsewhere it only joins: "third-quarter".
RANGING = frozenset(
    {"NUMBER", "COUNT", "YEAR", "SHORTYEAR", "YEARMONTH", "DATE", "MONTH", "WEEKDAY"}
    | {"ORDINAL", "DECADE", "SEASON", "TODAY", "present", "now"}
)

FISCAL: Entry = ("fiscal", None)
REFUSED, UNKNOWN = "REFUSED", "UNKNOWN"
QUARTERLY = frozenset({"ORDINAL", "QUARTER"})

Raw = tuple[str, str]


def _raw_tokens(text: str) -> list[Raw]:
    """Return the raw tokens of a text, each with the name of its pattern."""
    return [
        (match.lastgroup or "", match.group())
        for match in TOKEN.finditer(text.translate(SPELLING).lower())
    ]


def _lexicon_by_token() -> tuple[dict[str, Entry | None], dict[str, int]]:
    """Key the lexicon by raw tokens, and return the longest entry by first token."""
    known: dict[str, Entry | None] = {}
    longest: dict[str, int] = {}
    for word, entry in LEXICON.items():
        raws = [raw for _, raw in _raw_tokens(word)]
        known[" ".join(raws)] = entry
        longest[raws[0]] = max(longest.get(raws[0], 1), len(raws))
    return known, longest


KNOWN, LONGEST = _lexicon_by_token()


def tokenise(phrase: str) -> Tokens:
    """Return the tokens of a phrase.

    Raises:
        ValueError: if a word is unknown, or cannot be in a date; the message names it.
    """
    if len(phrase) > LONGEST_PHRASE:
        raise ValueError(f"it is longer than {LONGEST_PHRASE} characters")
    raws = _raw_tokens(phrase)
    entries = []
    at = 0
    for length, entry in entries_of(raws):
        if entry is not None:
            if entry[0] in (REFUSED, UNKNOWN):
                raise ValueError(f"{raws[at][1]!r} {entry[1]}")
            entries.append(entry)
        at += length
    entries = [entries[place] for place in telling(entries)]
    if not entries:
        raise ValueError("it has no word for a time")
    if len(entries) > MOST_TOKENS:
        raise ValueError(f"it has more than {MOST_TOKENS} words that matter")
    kinds, values = zip(*entries, strict=True)
    return Tokens(kinds, values)


def entries_of(raws: Sequence[Raw]) -> Iterator[tuple[int, Entry | None]]:
    """Yield each entry, the longest first, with the number of its raw tokens."""
    at = 0
    while at < len(raws):
        name, raw = raws[at]
        length, entry = (
            _look_up(raws, at) if name == "word" else (1, _figure(name, raw))
        )
        yield length, entry
        at += length


def _figure(name: str, raw: str) -> Entry:
    try:
        return FIGURES[name](raw)
    except ValueError as error:
        return UNKNOWN, f"cannot be in a date: {error}"


def _look_up(raws: Sequence[Raw], at: int) -> tuple[int, Entry | None]:
    """Return the number of tokens of the longest word at a place, and its entry."""
    word = raws[at][1]
    for length in range(min(LONGEST.get(word, 1), len(raws) - at), 1, -1):
        key = " ".join([raw for _, raw in raws[at : at + length]])
        if key in KNOWN:
            return length, KNOWN[key]
    if word not in KNOWN:
        return 1, (UNKNOWN, "is not a known word for a date")
    return 1, KNOWN[word]


def telling(entries: Sequence[Entry]) -> list[int]:
    """Return the places of the entries, without those that have no meaning there.

    These are hyphens that only join, and "fiscal" if it does not belong to a quarter.
    """
    if HYPHEN not in entries and FISCAL not in entries:
        return list(range(len(entries)))
    kinds = ["", *[kind for kind, _ in entries], ""]
    return [
        place
        for place, (entry, before, after) in enumerate(
            zip(entries, kinds, kinds[2:], strict=False)
        )
        if (entry != HYPHEN or (before in RANGING and after in RANGING))
        and (entry != FISCAL or after in QUARTERLY or before == "ORDINAL")
    ]
