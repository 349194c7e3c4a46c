"""Splitting running text into the stretches of words that phrases may consist of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from diplomacy_events.phrases.lexicon import CENTURIES
from diplomacy_events.phrases.lookalikes import Word, is_name
from diplomacy_events.phrases.numbers_of_things import is_number
from diplomacy_events.phrases.tokens import KNOWN, SIGNS, TOKEN, entries_of

__all__ = ["FIRST", "Lexeme", "stretches"]

# Dates of several figures that nothing separates: 2023-Q1, Q1/2023, FY2023, 1950s-60s,
# 2023-03-20T10:00Z; and how far into them a figure can begin.
JOINED = re.compile(
    r"(?<![\w/-])(?:\d{3}0s[-–/]'?\d0s|\d{4}-?[qh][1-4]|[qh][1-4][-/]\d{4}|fy\d{4}|"
    r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?z?)(?![\w/-])",
    re.ASCII | re.IGNORECASE,
)
JOINED_AT = (0, 2, 3, 4, 5, 6, 10)
# These keep every character in its place: offsets are those of the text.
PLAIN = str.maketrans(
    SIGNS
    | dict.fromkeys("‐‑−‒–—", "-")
    | {upper: upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
)
# Characters that may separate two words of one phrase: a full stop only after a short
# form, a comma only between the parts of one date.
GAP, STOP, COMMA = re.compile(r"'?\s*"), re.compile(r"\.\s*"), re.compile(r"\.?,\s*")
# A bracket may hold the date of the weekday before it.
BRACKET = re.compile(r"\.?,?\s*[(\[](?=[^()\[\]\n]{1,30}[)\]])")
THE_DAY = re.compile(r"the\s+\d{1,2}(?:st|nd|rd|th)(?:\s*[)\]]|\s+of\s)")
OF_MONTH = frozenset({"MONTH", "number", "ordinal", "iso", "slashed", "dotted"})
SHORT = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov"}
    | {"dec", "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri"}
    | {"sat", "sun"}
)
WORDS = frozenset(word for key in KNOWN for word in key.split())
# Kinds that mean a time by themselves, and kinds that do so only beside another word.
STRONG = frozenset(
    {"MONTH", "WEEKDAY", "HOLIDAY", "TODAY", "DATE", "YEARMONTH", "DECADE"}
    | {"OFYEAR", "QUARTER", "HALF", "YEAR", "VAGUE", "now"}
)
WEAK = frozenset(
    {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}
    | {"UNITS", "SEASON", "DAYTIME", "fortnight", "hours"}
)
# Words that may be part of a year in words, or of "of late".
SEEDS = frozenset({"two", "late", *CENTURIES})
NAMED = frozenset({"MONTH", "WEEKDAY"})
CAPITAL_NAMES = NAMED | {"TODAY", "SEASON"}
# Words without meaning that a phrase may begin with.
FIRST = frozenset({"the", "on", "at", "during", "for", "throughout"})
# The last item of a list may also follow a comma.
LAST_OF_LIST = frozenset({"and", "or"})
# "Monday's late rally" is a rally, but "Monday's dawn" a part of the day.
DAYS = frozenset({"WEEKDAY", "TODAY"})


class Lexeme(NamedTuple):
    """A word or figure of a stretch, or several that are one entry of the lexicon.

    Attributes:
        start: index of its first code point.
        end: index after its last code point.
        raw: its first word in lowercase.
        kind: its kind in the grammar; "" if it has no meaning.
        value: its value.
    """

    start: int
    end: int
    raw: str
    kind: str
    value: object = None


class _Token(NamedTuple):
    start: int
    end: int
    raw: str
    name: str
    seed: bool
    dated: bool
    long_dash: bool = False


def stretches(text: str) -> Iterator[list[Lexeme]]:
    """Yield the stretches of words that contain a seed and may contain phrases."""
    run: list[_Token] = []
    plain = text.translate(PLAIN)
    named: set[str] = set()
    for match in TOKEN.finditer(plain):
        token = _token(match, text, named)
        if run and (token is None or not _go_together(run, token, plain)):
            yield from _lex_run(run)
            run = []
        if token is not None:
            run.append(token)
    yield from _lex_run(run)


def _go_together(run: list[_Token], token: _Token, plain: str) -> bool:
    """Return whether a word may belong to the same phrase as those before it."""
    last = run[-1]
    gap = last.end, token.start
    breaks = plain.count("\n", *gap)
    # A title may end with a year, and the next line may begin with a month.
    year = last.name == "number" and len(last.raw) == len("2023")
    if breaks > 1 or (breaks and year and token.name == "word" and token.dated):
        return False
    # A longer dash joins two dates; otherwise it separates two sentences.
    if len(run) > 1 and last.long_dash and not (run[-2].dated and token.dated):
        return False
    # "House 1 on December 2013": the number is not that of a day.
    day = len(run) > 1 and run[-2].name == "word" and run[-2].dated
    if last.name == "number" and token.raw in FIRST - {"the"} and not day:
        return False
    return bool(
        GAP.fullmatch(plain, *gap)
        or (last.raw in SHORT and STOP.fullmatch(plain, *gap))
        or (
            last.dated
            and (token.dated or token.raw in LAST_OF_LIST)
            and COMMA.fullmatch(plain, *gap)
        )
        or _is_same_day(run, token, plain)
    )


def _is_same_day(run: list[_Token], token: _Token, plain: str) -> bool:
    """Return whether a sign joins a weekday and its date: "on Wednesday (Nov. 6)"."""
    first, second = _kind(run[-1]), _kind(token)
    sign = BRACKET.match(plain, run[-1].end)
    if first == "DAYTIME" and len(run) > 1 and _kind(run[-2]) == "WEEKDAY":
        first = "WEEKDAY"
        sign = sign or COMMA.match(plain, run[-1].end)
    if THE_DAY.match(plain, token.start):
        second = "ordinal"
        sign = sign or COMMA.match(plain, run[-1].end)
    days = {first, second}
    return (
        sign is not None
        and sign.end() == token.start
        and "WEEKDAY" in days
        and not days.isdisjoint(OF_MONTH)
    )


def _kind(token: _Token) -> str:
    """Return the kind of a word, or the name of the pattern of figures."""
    entry = KNOWN.get(token.raw)
    return entry[0] if entry else token.name


def _token(match: re.Match[str], text: str, named: set[str]) -> _Token | None:
    """Return what a word may be in a phrase, or `None` if it cannot be in one.

    Args:
        match: the word.
        text: the text.
        named: the months that are names in the text; one that is found is added.
    """
    raw, start, end = match.group(), *match.span()
    name = match.lastgroup or ""
    if name != "word":
        # Digits within a word, an amount or a percentage are not a date.
        around = text[start - 1 : start] + text[end : end + 1]
        part = any(mark.isalnum() or mark in "$€£#%_" for mark in around)
        if (part or is_number(text, Word(start, end, raw, name))) and not _is_joined(
            text, start, end
        ):
            return None
        # A number is a time only beside another word.
        alone = name != "number" or len(raw) >= len("2023")
        return _Token(start, end, raw, name, seed=alone, dated=True)
    if raw not in WORDS:
        return None
    entry = KNOWN.get(raw)
    kind = entry[0] if entry else ""
    if kind in CAPITAL_NAMES:
        # "may" and "march" are also verbs, and "sat" and "sun" are other words.
        if kind in NAMED and text[start].islower():
            return None
        if text[start].isupper() and is_name(text, Word(start, end, raw, kind), named):
            if kind == "MONTH":
                named.add(raw)
            return None
    seed = kind in STRONG or kind in WEAK or raw not in KNOWN or raw in SEEDS
    dated = kind in NAMED or kind == "ORDINAL"
    return _Token(start, end, raw, name, seed, dated, text[start] in "‒–—")


def _is_joined(text: str, start: int, end: int) -> bool:
    """Return whether figures belong to a date that is written in one piece."""
    pieces = (JOINED.match(text, start - back) for back in JOINED_AT if back <= start)
    return any(piece is not None and piece.end() >= end for piece in pieces)


def _lex_run(run: list[_Token]) -> Iterator[list[Lexeme]]:
    """Yield the parts of a run of words that the lexicon knows."""
    if not any(token.seed for token in run):
        return
    lexemes: list[Lexeme] = []
    at = 0
    for length, entry in entries_of([(token.name, token.raw) for token in run]):
        first, last = run[at], run[at + length - 1]
        at += length
        kind, value = entry or ("", None)
        if kind == "UNKNOWN" or _owns(lexemes, kind):
            yield lexemes
            lexemes = []
        if kind != "UNKNOWN":
            lexemes.append(Lexeme(first.start, last.end, first.raw, kind, value))
    yield lexemes


def _owns(found: list[Lexeme], kind: str) -> bool:
    """Return whether a word belongs to the day before it: "Monday's late rally"."""
    return (
        len(found) > 1
        and found[-1].raw == "s"
        and found[-2].kind in DAYS
        and kind not in {"DAYTIME", "week"}
    )
