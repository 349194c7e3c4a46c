"""Find what only looks like a date: names of people and papers, numbers of things.

A word is judged by its neighbours and its capitals; the tables say which neighbours
make it something else. No rule here needs a list of names.
"""

import re
from collections.abc import Set
from typing import NamedTuple

from diplomacy_events.phrases.holidays import HOLIDAYS
from diplomacy_events.phrases.lexicon import LEXICON, word_set

__all__ = ["Word", "is_name", "is_number"]


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
MARCHES = word_set("for on of against through to")
# A number after these words identifies a thing; a number before those counts things.
NUMBERED = word_set(
    "case resolution resolutions regulation regulations directive directives decree "
    "number no nos section sections article articles flight room highway route "
    "channel page pages chapter paragraph iso iec document docket building boeing tel "
    "telephone phone fax ext extension call dial code zip box agenda vision horizon "
    "windows office standard standards rfc din en form order rule unit gate bus train "
    "line model lot protocol invoice ticket serial version item"
)
COUNTED = word_set(
    "people persons troops soldiers men women children civilians refugees migrants "
    "prisoners detainees workers employees students votes seats points jobs deaths "
    "cases dead wounded injured killed homes houses tons tonnes barrels miles "
    "kilometres kilometers km metres meters feet acres hectares shares dollars euros "
    "pounds yen rubles roubles yuan units copies vehicles tanks rounds delegates "
    "members families residents passengers victims fighters militants rebels police "
    "officers protesters demonstrators million billion trillion thousand hundred "
    "percent per degrees kilograms kg mw gw mhz minutes seconds volunteers observers "
    "inspectors missiles rockets warheads drones aircraft planes ships villages pages "
    "bodies guests signatures hostages personnel staff patients voters participants"
)
TEMPORAL = word_set("in since of until till by from during to through before after")

BEFORE = re.compile(r"(?:(\S+)\s+)?(\S+)\s+\Z")
AFTER = re.compile(r"\s+([A-Za-z][\w’'-]*)(?:\s+([A-Za-z][\w-]*))?")
# Figures that belong together and are dates: ranges of years and days.
TOGETHER = re.compile(
    r"(?P<year>\d{4})(?:[-–—]|(?P<slash>/))(?P<other>\d{4}|\d\d)|"
    r"\d{1,2}[-–—/]\d{1,2}|\d{1,2},\d{4}|\d+"
)
NUMBER_AFTER = re.compile(r"[.,]?\s*(?:the\s)?['’]?\d")
LONG_NUMBER = re.compile(r"(?<!\d)\d{3,} \Z")
CLAUSE = re.compile(r",\s+who\b")
OF_MANY = re.compile(
    r"\b(?:total|crowd|population|force|group|sum|maximum|minimum|fleet|staff|capacity|"
    r"membership|average|garrison|score) of (?:about |some |nearly |over )?\Z"
)
SIZE = re.compile(
    r"-(?:strong|foot|mile|page|member|seat|man|bed|acre|hectare|kilomet(?:re|er)|"
    r"met(?:re|er)|pound|ton|tonne|room|word|point|megawatt|kilogram|dollar|euro)\b|"
    r"\s+BCE?\b"
)
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
    # "Jan Novak", "Mar del Plata": a short form has a stop before another word.
    if len(word.raw) == len("jan") and word.raw != "may":
        return after != "" and after.lower() not in LEXICON
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
    if word.raw == "march" and after in MARCHES:
        return True
    return word.raw == "may" and (
        after in SPEAKING or after.endswith("ed") or bool(CLAUSE.match(text, word.end))
    )


def _weekday_is_name(text: str, word: Word, around: _Around) -> bool:
    _, before, after, later = around
    plain = before.lower()
    if before[:1].isupper() and plain.rstrip(".") in HONORIFICS:
        return True
    if _number_follows(text, word.end) or after.lower().rstrip(".") in LEXICON:
        return False
    if len(word.raw) <= len("thurs") and word.raw[-3:] != "day":
        short = text[word.end : word.end + 1] != "."
        return short and (plain not in COMPANY | LOOSE or _is_name_like(after))
    if _is_name_like(after) and after.lower() in PAPERS:
        return True
    if f"{plain} {word.raw}" in HOLIDAYS:
        return False
    if before[:1].isupper() and plain in DAYS_OF_FAME:
        return True
    return plain == "the" and _is_name_like(after) and later not in EVENTS


def _number_follows(text: str, end: int) -> bool:
    return bool(NUMBER_AFTER.match(text, end))


def is_number(text: str, word: Word) -> bool:
    """Return whether figures are part of a longer number, or count or number things."""
    start, end = word.start, word.end
    if _belongs_to_more(text, start, end, word.kind):
        return True
    if (
        text[start - 1 : start] in {"-", "/"}
        and start > 1
        and text[start - 2].isalpha()
    ):
        first = re.search(
            r"[A-Za-z]+\Z", text[max(0, start - REACH_CHARACTERS) : start - 1]
        )
        if first is None or first[0].lower() not in LEXICON:
            return True
    if word.kind not in {"number", "iso_month"}:
        return False
    if LONG_NUMBER.search(text, max(0, start - REACH_CHARACTERS), start):
        return True
    before = re.sub(
        r"\s*\([A-Z]+\)\s*\Z", " ", text[max(0, start - REACH_CHARACTERS) : start]
    )
    match = re.search(r"([A-Za-z]+)\.?[\s(]*\Z", before)
    plain = match[1].lower() if match else ""
    if plain in NUMBERED and not (plain == "no" and match and "." not in match[0]):
        return True
    if OF_MANY.search(text, max(0, start - REACH_CHARACTERS), start) or SIZE.match(
        text, end
    ):
        return True
    after = AFTER.match(text, end, end + REACH_CHARACTERS)
    counted = after is not None and after[1] in COUNTED
    return counted and (len(word.raw) < len("2023") or plain not in TEMPORAL)


def _belongs_to_more(text: str, start: int, end: int, kind: str) -> bool:
    """Return whether figures are part of a longer row of figures that is not a date."""
    low, high = start, end
    while (
        low > 0
        and text[low - 1] in "0123456789.,:/-–—"
        and start - low < REACH_CHARACTERS
    ):
        low -= 1
    while (
        high < len(text)
        and text[high] in "0123456789.,:/-–—"
        and high - end < REACH_CHARACTERS
    ):
        high += 1
    row = text[low:high]
    row, low = row.lstrip(".,:/-–—"), low + len(row) - len(row.lstrip(".,:/-–—"))
    row = row.rstrip(".,:/-–—")
    if (low, low + len(row)) == (start, end):
        return False
    if kind != "number":
        return True
    match = TOGETHER.fullmatch(row)
    if match is None:
        return True
    if match["slash"]:
        return (int(match["other"]) - int(match["year"])) % 100 != 1
    return False
