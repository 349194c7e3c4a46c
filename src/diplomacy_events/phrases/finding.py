"""Phrases found in running text: the longest stretches of words that say when.

A word that may be something else, such as "may", "fall" or "second", counts only in
company that leaves no doubt: months and weekdays have capitals, and a bare "year" or
"spring" says no more than "the year" does.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from diplomacy_events.errors import FieldTypeError, PhraseError
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import short
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.lexicon import HYPHEN
from diplomacy_events.phrases.parser import parse
from diplomacy_events.phrases.tokens import (
    KNOWN,
    MOST_TOKENS,
    SIGNS,
    TOKEN,
    UNSEEN,
    tokenise,
)

__all__ = ["Mention", "mentions"]

# What keeps every character in its place: offsets are those of the text.
PLAIN = str.maketrans(
    SIGNS
    | dict.fromkeys("‐‑−‒–—", "-")
    | {upper: upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
)
# What may stand between two words of one phrase; a full stop only after a short form,
# a comma only between the parts of one date.
GAP, STOP, COMMA = re.compile(r"'?\s*"), re.compile(r"\.\s*"), re.compile(r"\.?,\s*")
SHORT = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov"}
    | {"dec", "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri"}
    | {"sat", "sun"}
)
WORDS = frozenset(word for key in KNOWN for word in key.split())
# What says when by itself, and what does so only beside another word.
STRONG = frozenset(
    {"MONTH", "WEEKDAY", "HOLIDAY", "TODAY", "DATE", "YEARMONTH", "DECADE"}
    | {"OFYEAR", "QUARTER", "HALF", "YEAR", "VAGUE"}
)
WEAK = frozenset(
    {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}
    | {"UNITS", "SEASON", "DAYTIME"}
)
PREPOSITIONS = frozenset(
    {"by", "in", "before", "after", "from", "since", "until", "through", "over"}
)
NAMED = ("MONTH", "WEEKDAY")
# These are more often something else than a time.
DOUBTFUL = frozenset({"present", "the present", "future", "the future", "long time"})
YEARS = range(1900, 2100)
# Words without meaning that a phrase may begin with, or end with.
FIRST = frozenset({"the", "on", "at", "during", "for", "throughout"})
LAST = frozenset({"onward", "onwards"})
RECURRING = frozenset({"every", "each"})


class Mention(NamedTuple):
    """Words of a text that say when.

    Attributes:
        start: index of the first code point.
        end: index after the last code point.
        words: what stands there.
        period: what they are read as; `None` if they have no reading.
        problem: why they have none; "" if they have.
    """

    start: int
    end: int
    words: str
    period: Period | None
    problem: str = ""


class _Token(NamedTuple):
    start: int
    end: int
    raw: str
    seed: bool
    dated: bool
    long_dash: bool = False


def mentions(
    text: str, *, published: date, future: bool = False
) -> tuple[Mention, ...]:
    """Return the phrases of a text that say when, in their order.

    Args:
        text: any text, in English.
        published: the day that the words are relative to.
        future: see `diplomacy_events.resolve`.

    Raises:
        FieldTypeError: if an argument is of another type.

    >>> from datetime import date
    >>> found = mentions("She may come early next week.", published=date(2023, 3, 17))
    >>> [(mention.words, mention.period.edtf) for mention in found]
    [('early next week', '[2023-03-20..2023-03-22]')]
    """
    if not isinstance(text, str):
        message = f"mentions, text: expected str, got {short(text)}"
        raise FieldTypeError(message, field="mentions.text", value=text)
    resolve("today", published=published, future=future)
    seen = text.translate(UNSEEN)
    places: Sequence[int] = range(len(text))
    if len(seen) < len(text):
        places = [place for place in places if ord(text[place]) not in UNSEEN]
    return tuple(
        [
            _read(text, places[first], places[last - 1] + 1, published, future)
            for run in _runs(seen)
            for first, last in _in_run(seen, run)
        ]
    )


def _runs(text: str) -> Iterator[list[_Token]]:
    """Yield the stretches of words that phrases are made of, those with a seed."""
    run: list[_Token] = []
    plain = text.translate(PLAIN)
    for match in TOKEN.finditer(plain):
        token = _token(match, text)
        if run and (token is None or not _go_together(run, token, plain)):
            yield from _seeded(run)
            run = []
        if token is not None:
            run.append(token)
    yield from _seeded(run)


def _go_together(run: list[_Token], token: _Token, plain: str) -> bool:
    """Return whether a word may belong to the same phrase as those before it."""
    last = run[-1]
    gap = last.end, token.start
    # A longer dash joins two dates, or else two sentences.
    if len(run) > 1 and last.long_dash and not (run[-2].dated and token.dated):
        return False
    return bool(
        GAP.fullmatch(plain, *gap)
        or (last.raw in SHORT and STOP.fullmatch(plain, *gap))
        or (last.dated and token.dated and COMMA.fullmatch(plain, *gap))
    )


def _seeded(run: list[_Token]) -> Iterator[list[_Token]]:
    if any(token.seed for token in run):
        yield run


def _token(match: re.Match[str], text: str) -> _Token | None:
    """Return what a word may be in a phrase, or `None` if it is in none."""
    raw, start, end = match.group(), *match.span()
    if match.lastgroup != "word":
        # Digits within a word, an amount or a share are no date.
        around = text[start - 1 : start] + text[end : end + 1]
        if any(mark.isalnum() or mark in "$€£#%_" for mark in around):
            return None
        # A number of a day or of many is a time only beside another word.
        alone = match.lastgroup != "number" or len(raw) >= len("2023")
        return _Token(start, end, raw, seed=alone, dated=True)
    if raw not in WORDS:
        return None
    entry = KNOWN.get(raw)
    kind = entry[0] if entry else ""
    # "may" and "march" are verbs, "sat" and "sun" other words.
    if kind in NAMED and text[start].islower():
        return None
    seed = kind in STRONG or kind in WEAK or raw not in KNOWN
    return _Token(start, end, raw, seed, kind in NAMED, text[start] in "‒–—")


def _in_run(text: str, run: list[_Token]) -> Iterator[tuple[int, int]]:
    """Yield where each phrase in a run stands."""
    seeds = [0, *accumulate(token.seed for token in run)]
    at = 0
    while at < len(run):
        last = _longest(text, run, at + (run[at].raw in RECURRING), seeds)
        if last is None:
            at += 1
            continue
        yield run[at].start, run[last].end
        at = last + 1


def _longest(text: str, run: list[_Token], at: int, seeds: list[int]) -> int | None:
    """Return where the longest phrase ends that begins at a place in a run."""
    if at < len(run) and _empty(run[at].raw) and run[at].raw not in FIRST:
        return None
    recurs = at > 0 and run[at - 1].raw in RECURRING
    for last in range(min(len(run), at + MOST_TOKENS) - 1, at - 1, -1):
        if seeds[last + 1] == seeds[at]:
            return None
        if _empty(run[last].raw) and run[last].raw not in LAST:
            continue
        if _goes_on(run, last):
            continue
        if _says_when(text[run[at].start : run[last].end], bare=recurs):
            return last
    return None


def _goes_on(run: list[_Token], last: int) -> bool:
    """Return whether "last" or "next" after a day is the first word of what follows."""
    if run[last].raw not in ("last", "next") or not run[last - 1].dated:
        return False
    return last + 1 < len(run) and not _empty(run[last + 1].raw)


def _empty(raw: str) -> bool:
    """Return whether a word has no meaning at the edge of a phrase."""
    return raw in KNOWN and KNOWN[raw] in (None, HYPHEN)


def _says_when(words: str, *, bare: bool) -> bool:
    """Return whether words are a phrase of time, and nothing else by chance.

    Args:
        words: the words.
        bare: whether a unit alone is enough, as after "every".
    """
    try:
        kinds, values = tokens = tokenise(words)
        parse(tokens)
    except ValueError:
        return False
    if words.lower() in DOUBTFUL:
        return False
    if kinds == ("YEAR",):
        return values[0] in YEARS
    if kinds == ("DATE",) and words.isdigit():
        return False
    if STRONG.intersection(kinds):
        return True
    if not WEAK.intersection(kinds):
        return False
    if bare or not PREPOSITIONS.union(WEAK).issuperset(kinds):
        return True
    # "By the week" and "for years" are phrases; "by week" and "the years" are not.
    return " the " in words.lower() or words.lower().startswith("for ")


def _read(text: str, start: int, end: int, published: date, future: bool) -> Mention:
    words = text[start:end]
    try:
        # No record holds a carriage return.
        phrase = words.replace("\r\n", "\n")
        period = resolve(phrase, published=published, future=future)
    except PhraseError as error:
        return Mention(start, end, words, None, str(error.__cause__))
    return Mention(start, end, words, period)
