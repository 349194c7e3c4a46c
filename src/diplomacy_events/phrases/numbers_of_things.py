"""Find numbers that only look like a year: of telephones, documents and amounts.

A number is judged by the words and signs beside it.
"""

import re

from diplomacy_events.phrases.lexicon import LEXICON, word_set
from diplomacy_events.phrases.lookalikes import AFTER, REACH_CHARACTERS, Word

__all__ = ["is_number"]

# A number after these words identifies a thing; a number before those counts things.
NUMBERED = word_set(
    "case resolution resolutions regulation regulations directive directives decree "
    "number no nos section sections article articles flight room highway route "
    "channel page pages chapter paragraph iso iec document docket building boeing tel "
    "telephone phone fax ext extension call dial code zip box agenda vision horizon "
    "windows office standard standards rfc din en form order rule unit gate bus train "
    "line model lot protocol invoice ticket serial version item bill annex appendix "
    "petition file"
)
COUNTED = word_set(
    "people persons troops soldiers men women children civilians refugees migrants "
    "prisoners detainees workers employees students votes seats points jobs deaths "
    "cases dead wounded injured killed homes houses shares units copies vehicles "
    "tanks rounds delegates members families residents passengers victims fighters "
    "militants rebels police officers protesters demonstrators million billion "
    "trillion thousand hundred percent per degrees minutes seconds volunteers "
    "observers inspectors missiles rockets warheads drones aircraft planes ships "
    "villages pages bodies guests signatures hostages personnel staff patients "
    "voters participants"
)
# Amounts, even in "a weight of 2000 kg"; but "in 2010 dollars" names the year.
MEASURES = word_set(
    "tons tonnes barrels miles kilometres kilometers km metres meters m feet acres "
    "hectares dollars euros pounds yen rubles roubles yuan kilograms kg MW GW MHz"
)
MEASURING = word_set("of by to")
TEMPORAL = word_set("in since of until till by from during to through before after")

# Figures that belong together and are dates: ranges of years and days.
TOGETHER = re.compile(
    r"(?P<year>\d{4})(?:[-–—]|(?P<slash>/))(?P<other>\d{4}|\d\d)|"
    r"\d{1,2}[-–—/]\d{1,2}|\d{1,2},\d{4}|\d+"
)
# The days on either side of the hyphen in "9th-11th".
DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)[-–—]\Z")
DAY_AFTER = re.compile(r"[-–—]\d{1,2}(?:st|nd|rd|th)\b")
# What a telephone number begins with.
LONG_NUMBER = re.compile(r"(?:(?<!\d)\d{3,} |\+\d[\d ()-]*)\Z")
OF_MANY = re.compile(
    r"\b(?:total|crowd|population|force|group|sum|maximum|minimum|fleet|staff|capacity|"
    r"membership|average|garrison|score) of (?:about |some |nearly |over )?\Z"
)
# "At 1930 hours", but "within 48 hours".
OF_CLOCK = re.compile(r"\d{4}\s+(?:hours|local time)\b")
SIZE = re.compile(
    r"-(?:strong|foot|mile|page|member|seat|man|bed|acre|hectare|kilomet(?:re|er)|"
    r"met(?:re|er)|pound|ton|tonne|room|word|point|megawatt|kilogram|dollar|euro|odd)\b|"
    r"\s+(?:BCE?\b|%)"
)


def is_number(text: str, word: Word) -> bool:
    """Return whether figures are part of a longer number, or count or number things."""
    start, end = word.start, word.end
    if word.kind == "ordinal" and _is_one_of_days(text, start, end):
        return False
    return (
        _belongs_to_more(text, start, end, word.kind)
        or _follows_word(text, start)
        or (word.kind in {"number", "iso_month"} and _is_of_things(text, word))
    )


def _follows_word(text: str, start: int) -> bool:
    """Return whether a sign joins figures to a word that is no part of a date."""
    joined = text[start - 1 : start] in {"-", "/"} and start > 1
    if not joined or not text[start - 2].isalpha():
        return False
    reach = max(0, start - REACH_CHARACTERS)
    first = re.search(r"[A-Za-z]+\Z", text[reach : start - 1])
    return first is None or first[0].lower() not in LEXICON


def _is_of_things(text: str, word: Word) -> bool:
    """Return whether the words beside a number show that it is of things."""
    start, end = word.start, word.end
    reach = max(0, start - REACH_CHARACTERS)
    if LONG_NUMBER.search(text, reach, start) or OF_MANY.search(text, reach, start):
        return True
    if OF_CLOCK.match(text, start) or SIZE.match(text, end):
        return True
    before = re.sub(r"\s*\([A-Z]+\)\s*\Z", " ", text[reach:start])
    found = re.search(r"([A-Za-z]+)\.?[\s(]*\Z", before)
    plain = found[1].lower() if found else ""
    if plain in NUMBERED and not (plain == "no" and found and "." not in found[0]):
        return True
    after = AFTER.match(text, end, end + REACH_CHARACTERS)
    if after is None:
        return False
    if after[1] in MEASURES and plain in MEASURING:
        return True
    counted = after[1] in COUNTED | MEASURES
    return counted and (len(word.raw) < len("2023") or plain not in TEMPORAL)


def _is_one_of_days(text: str, start: int, end: int) -> bool:
    """Return whether an ordinal is the first or last of several days: "9th-11th"."""
    reach = max(0, start - REACH_CHARACTERS)
    return bool(DAY_AFTER.match(text, end) or DAY_BEFORE.search(text, reach, start))


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
    found = TOGETHER.fullmatch(row)
    if found is None:
        return True
    if found["slash"]:
        return (int(found["other"]) - int(found["year"])) % 100 != 1
    return False
