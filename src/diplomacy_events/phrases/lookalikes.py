"""Find what only looks like a date: names of people, papers and events.

A word is judged by its neighbours and its capitals; the tables say which neighbours
make it something else. No rule here needs a list of names.
"""

import re
from collections.abc import Set
from typing import NamedTuple

from diplomacy_events.phrases.holidays import HOLIDAYS
from diplomacy_events.phrases.lexicon import LEXICON, word_set

__all__ = ["AFTER", "REACH_CHARACTERS", "Word", "is_name"]


# Before a month or a weekday, these leave no doubt that it is a time.
COMPANY = word_set(
    "in since until till by from during this last next early mid late through between "
    "every each end previous past coming following beginning starting back"
)
# Before a month, so do these, unless a name follows: "April Glaspie and June Osborne".
LOOSE = word_set("and or to of on around about before after over as than for said says")
TITLES = word_set(
    "mr mrs ms miss dr sir dame lord lady prof professor president minister "
    "ambassador secretary premier chancellor senator sen rep governor gov general gen "
    "colonel col captain capt major maj lieutenant lt sergeant sgt judge justice king "
    "queen prince princess pope bishop rev reverend saint st envoy commissioner mayor "
    "chairman chairwoman director coach uncle aunt"
)
HONORIFICS = word_set("mr mrs ms miss dr sir lady lord")
PAPERS = word_set(
    "times telegraph mirror express mail herald independent tribune star world "
    "journal news chronicle review gazette people sport live agreement accord "
    "accords"
)
# Words that form a name with a weekday: Black Monday, Bloody Sunday.
DAYS_OF_FAME = word_set("black bloody super cyber red blue giving fat man")
# Events in a month, which a place may precede: "the May Oslo talks".
EVENTS = word_set(
    "summit talks meeting vote election elections visit attack attacks deal accord "
    "session conference referendum agreement ceasefire truce protests bombing "
    "bombings raid declaration statement speech report"
)
SPEAKING = word_set(
    "said says told tells has had have was is were will would could can cannot did "
    "does also and who whose wants insists thinks spoke took made gave won lost "
    "met went"
)
# Words that a time continues with only if another word of time follows: "Sat and Sun".
JOINING = word_set("and or to through until till in of at on by a an the")
MONTHS = {word for word, entry in LEXICON.items() if entry and entry[0] == "MONTH"}
MARCHES = word_set("for on of against through to")
BEFORE = re.compile(r"(?:(\S+)\s+)?(\S+)\s+\Z")
AFTER = re.compile(r"\s+([A-Za-z][\w’'-]*)(?:\s+([A-Za-z][\w-]*))?")
HYPHENATED = re.compile(r"-([A-Za-z]+)")
NUMBER_AFTER = re.compile(r"[.,]?\s*(?:the\s)?['’]?\d")
CLAUSE = re.compile(r",\s+who\b")
# The most characters of a word.
REACH_CHARACTERS = 30


class Word(NamedTuple):
    """A word of a text, with its place.

    Attributes:
        start: index of its first code point.
        end: index after its last code point.
        raw: the word in lowercase.
        kind: its kind in the lexicon, or the kind of figure among the tokens.
    """

    start: int
    end: int
    raw: str
    kind: str


class _Around(NamedTuple):
    """The words before a word, nearest last, and after it, nearest first."""

    earlier: str
    before: str
    after: str
    later: str


def _around(text: str, word: Word) -> _Around:
    first = BEFORE.search(text, max(0, word.start - REACH_CHARACTERS), word.start)
    then = AFTER.match(text, word.end, word.end + 2 * REACH_CHARACTERS)
    earlier, before = first.groups("") if first else ("", "")
    after, later = then.groups("") if then else ("", "")
    return _Around(earlier, before.lstrip("“\"‘'("), after, later)


def _is_name_like(word: str) -> bool:
    """Return whether a word is capitalized like a name, and is not a word of time."""
    plain = word.lower().rstrip(".,")
    return (
        word[:1].isupper()
        and word[1:2].islower()
        and plain not in LEXICON
        and plain not in COMPANY
        and plain not in LOOSE
    )


def is_name(text: str, word: Word, named: Set[str] = frozenset()) -> bool:
    """Return whether a month, weekday, season or "today" is part of a name.

    Args:
        text: the text.
        word: a word of it, with a capital.
        named: months that are names of people elsewhere in the text.
    """
    around = _around(text, word)
    before, after = around.before, around.after
    if word.kind == "MONTH":
        return _month_is_name(text, word, around, named)
    if word.kind == "WEEKDAY":
        return _weekday_is_name(text, word, around)
    if word.kind == "TODAY":
        return before.isalpha() and (
            before == "the"
            or _is_name_like(before)
            or (before.isupper() and len(before) > 1)
        )
    return _is_name_like(after) or (before.isalpha() and _is_name_like(before))


def _month_is_name(text: str, word: Word, around: _Around, named: Set[str]) -> bool:
    earlier, before, after, later = around
    if before[-1:].isdigit() or _number_follows(text, word.end):
        return False
    plain = before.lower().rstrip(".")
    if before[:1].isupper() and plain in TITLES:
        return True
    # "Jan Novak", "Mar-a-Lago": a short form has a stop before another word.
    if len(word.raw) == len("jan") and word.raw != "may":
        following = _following(text, word, around)
        return following[0] != "" and not _is_of_time(*following)
    if plain in COMPANY or before[-1:] == "-":
        return False
    if word.raw in named:
        return True
    if plain in LOOSE:
        of_time = earlier.lower() in LEXICON or earlier.lower() == "part"
        return _is_name_like(after) and not of_time
    if _is_name_like(after):
        return later not in EVENTS
    if before[-1:].isalpha() and _is_name_like(before):
        return True
    if word.raw == "march" and after in MARCHES and later:
        return True
    return word.raw == "may" and _speaks(text, word, around)


def _speaks(text: str, word: Word, around: _Around) -> bool:
    """Return whether a verb or a clause follows, as after a person."""
    if around.after == "and" and around.later.lower() in MONTHS:
        return False
    return (
        around.after in SPEAKING
        or around.after.endswith("ed")
        or bool(CLAUSE.match(text, word.end))
    )


def _following(text: str, word: Word, around: _Around) -> tuple[str, str]:
    """Return the two words after a word, or twice the one that a hyphen joins to it."""
    joined = HYPHENATED.match(text, word.end)
    return (joined[1], joined[1]) if joined else (around.after, around.later)


def _is_of_time(word: str, later: str) -> bool:
    """Return whether a time continues with a word, or with the one after it."""
    plain = word.lower().rstrip(".")
    if plain in JOINING and later:
        plain = later.lower()
        return plain in LEXICON and plain not in JOINING
    return plain in LEXICON


def _short_weekday_is_name(text: str, word: Word, around: _Around) -> bool:
    plain = around.before.lower()
    if text.startswith(".", word.end):
        return False
    if plain == "the":
        return True
    if _is_of_time(*_following(text, word, around)):
        return False
    return plain not in COMPANY | LOOSE or _is_name_like(around.after)


def _weekday_is_name(text: str, word: Word, around: _Around) -> bool:
    _, before, after, later = around
    plain = before.lower()
    if before[:1].isupper() and plain.rstrip(".") in HONORIFICS:
        return True
    if _number_follows(text, word.end):
        return False
    if len(word.raw) <= len("thurs") and word.raw[-3:] != "day":
        return _short_weekday_is_name(text, word, around)
    if after.lower().rstrip(".") in LEXICON:
        return False
    if _is_name_like(after) and after.lower() in PAPERS:
        return True
    if f"{plain} {word.raw}" in HOLIDAYS:
        return False
    if before[:1].isupper() and plain in DAYS_OF_FAME:
        return True
    return plain == "the" and _is_name_like(after) and later not in EVENTS


def _number_follows(text: str, end: int) -> bool:
    return bool(NUMBER_AFTER.match(text, end))
